package kontor.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What a ledger knows of currencies (F04).
@Command(
    name = "show",
    header = "Show the currencies of a running node, and new units decided and come.",
    description = {"Example: ./kontor currency show --url http://127.0.0.1:7420", ""})
final class CurrencyShowCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = CurrencyChangeOptions.URL_DEFAULT,
      description = "Address of the node. Default: ${DEFAULT-VALUE}.")
  private @Nullable URI url;

  @Override
  public Integer call() {
    NodeHttp node = CurrencyChangeOptions.node(url);
    HttpResponse<byte[]> response = node.exchange(node.request("/currencies").GET().build());
    JsonNode answer = NodeHttp.json(response);
    if (common.json()) {
      common.print(answer);
    } else {
      print(answer);
    }
    return response.statusCode() == 200 ? ExitCodes.DONE : ExitCodes.REFUSED;
  }

  private void print(JsonNode answer) {
    for (JsonNode currency : answer.path("currencies")) {
      common.out().println(
          text(currency, "code") + " " + text(currency, "minorDigits") + " digits"
              + (text(currency, "state").equals("RETIRED") ? ", retired" : ""));
    }
    for (JsonNode change : answer.path("redenominations")) {
      common.out().println(
          text(change, "from") + " to " + text(change, "to") + ", 1 = " + text(change, "factor")
              + ", at " + text(change, "at") + ": " + text(change, "state")
              + (change.has("reason") ? " " + text(change, "reason") : ""));
      for (JsonNode book : change.path("books")) {
        common.out().println(
            "  " + text(book, "servicer") + ": " + text(book, "accounts") + " accounts, "
                + text(book, "creditsBefore") + " to " + text(book, "creditsAfter")
                + ", rounding account " + text(book, "rounding"));
      }
    }
    common.out().flush();
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asText();
  }
}
