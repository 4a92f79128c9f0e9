package kontor.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Option;

/// The two persons who stand for a change (F36).
final class PersonsOption {

  @Option(
      names = "--maker",
      required = true,
      paramLabel = "NAME",
      description = "Who makes the change.")
  private String maker = "";

  @Option(
      names = "--checker",
      required = true,
      paramLabel = "NAME",
      description = "Who checked it: another person.")
  private String checker = "";

  /// The beginning of a request: both names.
  ObjectNode body() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("maker", Persons.name("--maker", maker));
    body.put("checker", Persons.name("--checker", checker));
    return body;
  }
}
