package kontor.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// The calendars of a running node.
@Command(
    name = "show",
    header = "Show the countries' calendars of a running node, or the holidays of one country.",
    description = {"Example: ./kontor calendar show BR", ""})
final class CalendarShowCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private NodeOption node = new NodeOption();

  @Parameters(arity = "0..1", paramLabel = "COUNTRY", description = "ISO 3166 code.")
  private @Nullable String country;

  @Override
  public Integer call() {
    JsonNode json =
        node.get(country == null ? "/calendars" : "/calendars/countries/" + country);
    if (common.json()) {
      common.print(json);
      return ExitCodes.DONE;
    }
    for (JsonNode calendar : json.path("calendars")) {
      common.out().println(
          calendar.path("country").asText() + " rests on " + names(calendar) + ", "
              + calendar.path("holidays").asInt() + " holidays");
    }
    for (JsonNode holiday : json.path("holidays")) {
      common.out().println(
          holiday.path("day").asText() + " " + holiday.path("length").asText() + " "
              + holiday.path("name").asText()
              + (holiday.has("declaredOn")
                  ? ", declared on " + holiday.path("declaredOn").asText()
                  : ""));
    }
    common.out().flush();
    return ExitCodes.DONE;
  }

  private static String names(JsonNode calendar) {
    StringBuilder names = new StringBuilder();
    for (JsonNode day : calendar.path("restDays")) {
      names.append(names.isEmpty() ? "" : ", ").append(day.asText());
    }
    return names.isEmpty() ? "no day" : names.toString();
  }
}
