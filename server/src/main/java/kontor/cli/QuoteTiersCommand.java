package kontor.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A provider sets its tiers of one currency (F09).
@Command(
    name = "tiers",
    header = "Set by how much a provider betters its rates for larger sums.",
    description = {
      "Each tier is a smallest sum and basis points; without any, there are none.",
      "Example: ./kontor quote tiers INR 500000.00=20 1000000.00=35 --provider FXPVINM0",
      ""
    })
final class QuoteTiersCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();

  @Mixin private NodeOption node = new NodeOption();

  @Parameters(index = "0", paramLabel = "CCY", description = "The payer's currency.")
  private String source = "";

  @Parameters(index = "1..*", paramLabel = "FROM=BPS", description = "Tiers, lowest first.")
  private List<String> tiers = List.of();

  @Option(names = "--provider", required = true, paramLabel = "BIC", description = "Whose tiers.")
  private String provider = "";

  @Override
  public Integer call() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("provider", provider);
    json.put("source", source);
    ArrayNode list = json.putArray("tiers");
    for (String tier : tiers) {
      String[] parts = tier.split("=", -1);
      if (parts.length != 2 || !parts[1].matches("\\d{1,4}")) {
        throw CliFault.usage("a tier is a sum and basis points, as 25000.00=50: " + tier);
      }
      ObjectNode one = list.addObject();
      one.put("from", parts[0]);
      one.put("basisPoints", Integer.parseInt(parts[1]));
    }
    RateListCommand.print(common, node.post("/quotes/tiers", json), "set");
    return ExitCodes.DONE;
  }
}
