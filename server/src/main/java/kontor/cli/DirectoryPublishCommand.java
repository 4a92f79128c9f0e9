package kontor.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Publishes the directory of today.
@Command(
    name = "publish",
    header = "Publish the list of today, once; its digest stands in the log.",
    description = {
      "Example: ./kontor directory publish --maker \"M. Sousa\" --checker \"C. Lima\"",
      ""
    })
final class DirectoryPublishCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private NodeOption node = new NodeOption();
  @Mixin private PersonsOption persons = new PersonsOption();

  @Override
  public Integer call() {
    JsonNode json = node.post("/directory/publish", persons.body());
    if (common.json()) {
      common.print(json);
    } else {
      common.out().println(
          json.path("result").asText().equals("DONE")
              ? "published; see it with: kontor directory show --on DATE"
              : "the list of today was published before");
      common.out().flush();
    }
    return ExitCodes.DONE;
  }
}
