package kontor.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// A participant's bill of a month (F32).
@Command(
    name = "bill",
    header = "Show what a participant earned and owes in fees and penalties of a month.",
    description = {
      "Fees are billed on the day on which their payment became final, in the zone of the",
      "agreement. A bill without lines is a bill: nothing was charged.",
      "Example: ./kontor bill --participant BNAABRS0 --month 2026-11",
      ""
    })
final class BillCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();

  @Mixin private NodeOption node = new NodeOption();

  @Option(
      names = "--participant",
      paramLabel = "BIC",
      required = true,
      description = "Whose bill it is.")
  private String participant = "";

  @Option(
      names = "--month",
      paramLabel = "MONTH",
      required = true,
      description = "Such as 2026-11.")
  private String month = "";

  @Override
  public Integer call() {
    JsonNode json =
        node.get(Address.of("/bills").with("participant", participant).with("month", month).text());
    if (common.json()) {
      common.print(json);
      return ExitCodes.DONE;
    }
    for (JsonNode line : json.path("lines")) {
      common.out().println(line(line));
    }
    for (JsonNode total : json.path("totals")) {
      common.out().println(
          "%s  earned %s  paid %s  net %s  deducted already %s"
              .formatted(
                  total.path("currency").asText(),
                  total.path("earned").asText(),
                  total.path("paid").asText(),
                  total.path("net").asText(),
                  total.path("deducted").asText()));
    }
    if (json.path("lines").isEmpty()) {
      common.out().println(
          "nothing was charged to or by " + json.path("participant").asText() + " in "
              + json.path("month").asText());
    }
    common.out().flush();
    return ExitCodes.DONE;
  }

  private String line(JsonNode line) {
    boolean isEarner = line.path("earner").asText().equals(participant);
    boolean isPayer = line.path("payer").asText().equals(participant);
    String side = isEarner && isPayer ? "own" : isEarner ? "earned" : "paid";
    return "%s  %-6s %12s %s  %s %s  %s  %s"
        .formatted(
            line.path("billed").asText(),
            side,
            line.path("amount").asText(),
            line.path("currency").asText(),
            line.path("kind").asText(),
            line.path("collection").asText(),
            line.path("uetr").asText(line.path("about").asText()),
            line.path("reference").asText());
  }
}
