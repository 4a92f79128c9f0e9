package kontor.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Chooses one of the quotes that a bank was offered (F09).
@Command(
    name = "select",
    header = "Choose a quote; it is still to be used before it expires.",
    description = {"Example: ./kontor quote select 17 --client BKEEINC0", ""})
final class QuoteSelectCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();

  @Mixin private NodeOption node = new NodeOption();

  @Parameters(paramLabel = "NUMBER", description = "Its number; see kontor quote list.")
  private long number;

  @Option(
      names = "--client",
      required = true,
      paramLabel = "BIC",
      description = "The bank that was offered it.")
  private String client = "";

  @Override
  public Integer call() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("client", client);
    RateListCommand.print(common, node.post("/quotes/" + number + "/select", json), "selected");
    return ExitCodes.DONE;
  }
}
