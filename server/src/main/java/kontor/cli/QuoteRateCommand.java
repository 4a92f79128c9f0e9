package kontor.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A provider posts its rate of one direction (F09).
@Command(
    name = "rate",
    header = "Post a provider's rate of one direction; it holds until the next one.",
    description = {
      "Quotes that were offered keep their rate.",
      "Example: ./kontor quote rate INR/IDR 188.4200 --provider FXPVINM0",
      ""
    })
final class QuoteRateCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();

  @Mixin private NodeOption node = new NodeOption();

  @Parameters(index = "0", paramLabel = "FROM/TO", description = "The direction, BRL/PYG.")
  private String pair = "";

  @Parameters(index = "1", paramLabel = "RATE", description = "Units of TO for one of FROM.")
  private String rate = "";

  @Option(names = "--provider", required = true, paramLabel = "BIC", description = "Who pays it.")
  private String provider = "";

  @Override
  public Integer call() {
    String[] currencies = pair.split("/", -1);
    if (currencies.length != 2) {
      throw CliFault.usage("the direction is two currencies, as BRL/PYG: " + pair);
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("provider", provider);
    json.put("source", currencies[0]);
    json.put("destination", currencies[1]);
    json.put("rate", Decimals.rate("RATE", rate).toString());
    RateListCommand.print(common, node.post("/quotes/rates", json), "posted");
    return ExitCodes.DONE;
  }
}
