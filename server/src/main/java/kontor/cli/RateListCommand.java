package kontor.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Proposals of rates, or the rates that came of them (F08).
@Command(
    name = "list",
    header = "List proposals of rates with their approvals, or the fixings of an agreement.",
    description = {
      "With --agreement: its fixings, each with its rung, and the days on which a pair had none.",
      "Example: ./kontor rate list --state open",
      "Example: ./kontor rate list --agreement 1 --json",
      ""
    })
final class RateListCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();

  @Mixin private NodeOption node = new NodeOption();

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "open, confirmed, declined or expired.")
  private @Nullable String state;

  @Option(names = "--agreement", paramLabel = "N", description = "Fixings of this agreement.")
  private @Nullable Integer agreement;

  @Override
  public Integer call() {
    JsonNode json =
        node.get(
            agreement != null
                ? "/rates/fixings/" + agreement
                : "/rates/proposals"
                    + (state == null
                        ? ""
                        : "?state=" + URLEncoder.encode(state, StandardCharsets.UTF_8)));
    if (common.json()) {
      common.print(json);
      return ExitCodes.DONE;
    }
    json.path("proposals").forEach(this::proposal);
    for (JsonNode fixing : json.path("fixings")) {
      common.out().println(
          "1 " + fixing.path("base").asText() + " = " + fixing.path("rate").asText() + " "
              + fixing.path("quoted").asText() + "  " + fixing.path("rung").asText() + " for "
              + fixing.path("day").asText() + ", from " + fixing.path("effectiveFrom").asText()
              + ", " + fixing.path("source").asText());
    }
    for (JsonNode day : json.path("withoutRate")) {
      common.out().println(
          day.path("one").asText() + "/" + day.path("other").asText() + "  "
              + day.path("standing").asText() + " on " + day.path("day").asText() + "  "
              + day.path("reason").asText());
    }
    common.out().flush();
    return ExitCodes.DONE;
  }

  /// What came of a change: the node's own words, or a line for a person.
  static void print(CommonOptions common, JsonNode answer, String done) {
    if (common.json()) {
      common.print(answer);
      return;
    }
    boolean isNew = !answer.path("result").asText().equals("ALREADY_EXISTS");
    common.out().println(isNew ? done : "said before; nothing changes");
    common.out().flush();
  }

  private void proposal(JsonNode json) {
    List<String> prices = new ArrayList<>();
    for (JsonNode price : json.path("prices")) {
      prices.add(
          "1 " + price.path("base").asText() + " = " + price.path("rate").asText() + " "
              + price.path("quoted").asText());
    }
    List<String> parties = new ArrayList<>();
    json.path("approvals").forEach(approval -> parties.add(approval.path("party").asText()));
    common.out().println(
        json.path("proposal").asInt() + "  " + json.path("state").asText() + "  agreement "
            + json.path("agreement").asInt() + " for " + json.path("day").asText() + "  "
            + String.join(", ", prices) + "  approved by "
            + (parties.isEmpty() ? "nobody" : String.join(", ", parties)));
    for (JsonNode finding : json.path("findings")) {
      common.out().println(
          "    " + finding.path("check").asText() + " " + finding.path("where").asText() + " "
              + finding.path("measured").asLong() + ", agreed " + finding.path("limit").asLong());
    }
  }
}
