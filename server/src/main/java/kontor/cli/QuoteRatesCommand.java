package kontor.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// What providers hold out (F09).
@Command(
    name = "rates",
    header = "List what every provider has posted: rates, tiers, improvements.",
    description = {"Example: ./kontor quote rates --json", ""})
final class QuoteRatesCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();

  @Mixin private NodeOption node = new NodeOption();

  @Override
  public Integer call() {
    JsonNode json = node.get("/quotes/rates");
    if (common.json()) {
      common.print(json);
      return ExitCodes.DONE;
    }
    if (json.path("providers").isEmpty()) {
      common.out().println("no provider has posted a rate; see ./kontor quote rate --help");
    }
    json.path("providers").forEach(this::print);
    common.out().flush();
    return ExitCodes.DONE;
  }

  private void print(JsonNode provider) {
    common.out().println(provider.path("provider").asText());
    for (JsonNode rate : provider.path("rates")) {
      common.out().println(
          "  1 " + rate.path("source").asText() + " = " + rate.path("rate").asText() + " "
              + rate.path("destination").asText() + "  since " + rate.path("posted").asText());
    }
    for (JsonNode tier : provider.path("tiers")) {
      common.out().println(
          "  from " + tier.path("from").asText() + " " + tier.path("source").asText() + ": "
              + tier.path("basisPoints").asInt() + " basis points better");
    }
    for (JsonNode improvement : provider.path("improvements")) {
      common.out().println(
          "  for " + improvement.path("client").asText() + ": "
              + improvement.path("basisPoints").asInt() + " basis points better");
    }
  }
}
