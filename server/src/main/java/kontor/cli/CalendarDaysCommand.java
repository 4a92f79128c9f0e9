package kontor.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// The business days of an agreement that have begun on a running node.
@Command(
    name = "days",
    header = "Show an agreement's business days that have begun, with their moments in UTC.",
    description = {"Example: ./kontor calendar days 1", ""})
final class CalendarDaysCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private NodeOption node = new NodeOption();

  @Parameters(paramLabel = "AGREEMENT", description = "Number of the agreement.")
  private int agreement;

  @Override
  public Integer call() {
    JsonNode json = node.get("/calendars/days/" + agreement);
    if (common.json()) {
      common.print(json);
      return ExitCodes.DONE;
    }
    for (JsonNode day : json.path("days")) {
      common.out().println(
          day.path("day").asText() + " " + day.path("kind").asText(day.path("state").asText())
              + (day.has("missing") ? ", missing " + day.path("missing").asText() : ""));
      for (JsonNode moment : day.path("moments")) {
        common.out().println(
            "  %-22s %s%s%s"
                .formatted(
                    moment.path("moment").asText(),
                    moment.path("at").asText(),
                    moment.has("before") ? ", was " + moment.path("before").asText() : "",
                    moment.path("localTime").asText().equals("ONCE")
                        ? ""
                        : ", " + moment.path("localTime").asText()));
      }
      if (day.has("cycle")) {
        print(day.path("cycle"));
      }
    }
    common.out().flush();
    return ExitCodes.DONE;
  }

  private void print(JsonNode cycle) {
    common.out().println(
        "  cycle closed %s: %s settled, %s carried"
            .formatted(
                cycle.path("closed").asText(),
                cycle.path("settled").asText(),
                cycle.path("carried").asText()));
    for (JsonNode position : cycle.path("positions")) {
      common.out().println(
          "    %s with %s: in %s, out %s, net %s %s"
              .formatted(
                  position.path("owner").asText(),
                  position.path("servicer").asText(),
                  position.path("in").asText(),
                  position.path("out").asText(),
                  position.path("net").asText(),
                  position.path("currency").asText()));
    }
    for (JsonNode saving : cycle.path("savings")) {
      common.out().println(
          "    %s gross %s, net %s, efficiency %s"
              .formatted(
                  saving.path("currency").asText(),
                  saving.path("gross").asText(),
                  saving.path("net").asText(),
                  saving.path("efficiency").asText()));
    }
  }
}
