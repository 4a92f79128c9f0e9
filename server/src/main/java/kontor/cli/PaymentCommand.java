package kontor.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.concurrent.Callable;
import kontor.server.ServerConfig;
import kontor.server.gateway.Identity;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Asks a running node where a payment stands.
@Command(
    name = "payment",
    header = "Show where a payment stands, by its UETR.",
    description = {
      "Exit code 1: the payment was refused, or nobody knows it.",
      "Example: ./kontor payment 5e771007-000c-400f-a014-002022031165",
      ""
    })
final class PaymentCommand implements Callable<Integer> {

  private static final int FOUND = 200;

  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:" + ServerConfig.PORT,
      description = "Address of the node. Default: ${DEFAULT-VALUE}.")
  private @Nullable URI url;

  @Parameters(paramLabel = "UETR", description = "Identity of the payment.")
  private String uetr = "";

  @Override
  public Integer call() {
    if (url == null || Identity.payment(uetr) == null) {
      throw CliFault.usage("\"" + uetr + "\" is not a UETR: a lower-case UUID of version 4");
    }
    NodeHttp node = new NodeHttp(url);
    HttpResponse<byte[]> response =
        node.exchange(node.request("/payments/" + uetr).GET().build());
    JsonNode json = NodeHttp.json(response);
    if (response.statusCode() != FOUND) {
      throw CliFault.refused(json.path("detail").asText());
    }
    if (common.json()) {
      common.print(json);
    } else {
      print(json);
    }
    return !json.path("status").asText().equals("RJCT")
        ? ExitCodes.DONE
        : ExitCodes.REFUSED;
  }

  private void print(JsonNode json) {
    common.out().println(
        json.path("uetr").asText() + " " + json.path("state").asText() + " ("
            + json.path("status").asText() + ")");
    if (json.has("debit")) {
      common.out().println(
          "  " + json.path("from").path("bank").asText() + " pays " + sum(json.path("debit"))
              + ", " + json.path("to").path("bank").asText() + " gets "
              + sum(json.path("credit")));
    }
    if (json.has("rate")) {
      JsonNode rate = json.path("rate");
      common.out().println(
          "  rate " + rate.path("rate").asText() + " " + rate.path("quoted").asText() + " for 1 "
              + rate.path("base").asText() + ", " + rate.path("source").asText());
    }
    if (json.has("operation")) {
      JsonNode operation = json.path("operation");
      common.out().println(
          "  " + operation.path("class").asText("class not stated") + " "
              + operation.path("verdict").asText() + " by rule "
              + operation.path("rule").asText() + ": " + operation.path("text").asText());
    }
    if (json.has("cost")) {
      CostText.print(common, json.path("cost"));
    }
    for (JsonNode reason : json.path("reasons")) {
      common.out().println(
          "  " + reason.path("code").asText() + " " + reason.path("rule").asText() + " "
              + reason.path("text").asText());
    }
    for (JsonNode step : json.path("timeline")) {
      common.out().println(
          "  " + step.path("at").asText() + " " + step.path("kind").asText() + " at "
              + step.path("position").asText());
    }
    common.out().flush();
  }

  private static String sum(JsonNode money) {
    return money.path("amount").asText() + " " + money.path("currency").asText();
  }
}
