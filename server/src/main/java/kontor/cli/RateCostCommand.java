package kontor.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What a payment would cost, before there is one (F11, F32).
@Command(
    name = "cost",
    header = "Show what a payment would cost now, and what the receiver would get.",
    description = {
      "By the rate in force and the fees of the agreement; through a provider, by the best that",
      "providers hold out. A preview: nothing is sent, nothing is promised. Name the banks, for a",
      "provider may better its rate for one, and fees may be theirs.",
      "Example: ./kontor rate cost --agreement 2 --amount 750000.00 --to IDR --bearer SHAR",
      ""
    })
final class RateCostCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();

  @Mixin private NodeOption node = new NodeOption();

  @Option(
      names = "--agreement",
      paramLabel = "N",
      required = true,
      description = "Number of the agreement.")
  private int agreement;

  @Option(
      names = "--amount",
      paramLabel = "SUM",
      required = true,
      description = "What the payer's bank pays.")
  private String amount = "";

  @Option(
      names = "--to",
      paramLabel = "CODE",
      required = true,
      description = "Money that the payee's bank gets.")
  private String to = "";

  @Option(
      names = "--from",
      paramLabel = "CODE",
      description = "Money that the sum is in. Default: that of the other party.")
  private @Nullable String from;

  @Option(
      names = "--class",
      paramLabel = "CLASS",
      description = "Class of the operation, such as GOODS.")
  private @Nullable String operation;

  @Option(
      names = "--bearer",
      paramLabel = "WHO",
      description = "Who bears the charges: DEBT, SHAR or CRED. Default: SHAR.")
  private @Nullable String bearer;

  @Option(
      names = "--payer",
      paramLabel = "BIC",
      description = "The payer's bank, where it has fees or a rate of its own.")
  private @Nullable String payer;

  @Option(
      names = "--payee",
      paramLabel = "BIC",
      description = "The payee's bank, where it has fees of its own.")
  private @Nullable String payee;

  @Option(
      names = "--day",
      paramLabel = "DATE",
      description = "Value date. Default: today in the zone of the agreement.")
  private @Nullable String day;

  @Override
  public Integer call() {
    JsonNode json =
        node.get(
            Address.of("/cost")
                .with("agreement", agreement)
                .with("amount", amount)
                .with("from", from)
                .with("to", to)
                .with("class", operation)
                .with("bearer", bearer)
                .with("payer", payer)
                .with("payee", payee)
                .with("day", day)
                .text());
    if (common.json()) {
      common.print(json);
      return ExitCodes.DONE;
    }
    JsonNode offer = json.path("offer");
    common.out().println(
        CostText.sum(json.path("debit")) + " are " + CostText.sum(json.path("credit"))
            + at(json.has("offer") ? offer : json.path("mid")));
    if (json.has("offer")) {
      common.out().println(
          "  the best that providers hold out now: " + offer.path("provider").asText()
              + (offer.path("isCovered").asBoolean()
                  ? ""
                  : "; the payment would wait for its money"));
    }
    CostText.print(common, json);
    common.out().println(
        "  a preview, not binding: what holds when the payment is accepted counts");
    common.out().flush();
    return ExitCodes.DONE;
  }

  /// @param rate missing where nothing is converted
  private static String at(JsonNode rate) {
    return rate.isMissingNode()
        ? ""
        : " at 1 " + rate.path("base").asText() + " = " + rate.path("rate").asText() + " "
            + rate.path("quoted").asText();
  }
}
