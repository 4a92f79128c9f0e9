package kontor.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A provider betters its rates for one bank (F09).
@Command(
    name = "improve",
    header = "Set by how much a provider betters its rates for a bank; 0 takes it back.",
    description = {
      "Example: ./kontor quote improve BKEEINC0 25 --provider FXPVINM0",
      ""
    })
final class QuoteImproveCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();

  @Mixin private NodeOption node = new NodeOption();

  @Parameters(index = "0", paramLabel = "BIC", description = "The payer's bank.")
  private String client = "";

  @Parameters(index = "1", paramLabel = "BPS", description = "Basis points, 0 to 9999.")
  private int basisPoints;

  @Option(names = "--provider", required = true, paramLabel = "BIC", description = "Whose rates.")
  private String provider = "";

  @Override
  public Integer call() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("provider", provider);
    json.put("client", client);
    json.put("basisPoints", basisPoints);
    RateListCommand.print(common, node.post("/quotes/improvements", json), "set");
    return ExitCodes.DONE;
  }
}
