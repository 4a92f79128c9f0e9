package kontor.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Quotes and where they stand (F09).
@Command(
    name = "list",
    header = "List the last quotes, the newest first.",
    description = {"Example: ./kontor quote list --client BKEEINC0", ""})
final class QuoteListCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();

  @Mixin private NodeOption node = new NodeOption();

  @Option(names = "--client", paramLabel = "BIC", description = "Only those of this bank.")
  private @Nullable String client;

  @Override
  public Integer call() {
    JsonNode json = node.get("/quotes" + (client == null ? "" : "?client=" + client));
    if (common.json()) {
      common.print(json);
      return ExitCodes.DONE;
    }
    if (json.path("quotes").isEmpty()) {
      common.out().println("no quotes yet; ask for some: ./kontor quote ask --help");
    }
    json.path("quotes").forEach(quote -> common.out().println(line(quote)));
    common.out().flush();
    return ExitCodes.DONE;
  }

  static String line(JsonNode quote) {
    String payment = quote.path("payment").asText();
    return "%d  %s  %s  %s %s = %s %s at %s  until %s%s"
        .formatted(
            quote.path("quote").asLong(),
            quote.path("state").asText(),
            quote.path("provider").asText(),
            quote.path("source").path("amount").asText(),
            quote.path("source").path("currency").asText(),
            quote.path("destination").path("amount").asText(),
            quote.path("destination").path("currency").asText(),
            quote.path("rate").asText(),
            quote.path("expires").asText(),
            payment.isEmpty() ? "" : "  payment " + payment);
  }
}
