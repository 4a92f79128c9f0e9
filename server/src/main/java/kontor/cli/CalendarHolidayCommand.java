package kontor.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Declares a holiday on a running node.
@Command(
    name = "holiday",
    header = "Declare a holiday before its day begins; what waits and is dated to it moves.",
    description = {
      "Example: ./kontor calendar holiday BR 2026-05-18 Census --maker \"M. Sousa\""
          + " --checker \"C. Lima\"",
      ""
    })
final class CalendarHolidayCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private NodeOption node = new NodeOption();
  @Mixin private PersonsOption persons = new PersonsOption();

  @Parameters(index = "0", paramLabel = "COUNTRY", description = "ISO 3166 code.")
  private String country = "";

  @Parameters(index = "1", paramLabel = "DAY", description = "Such as 2026-05-18.")
  private String day = "";

  @Parameters(index = "2", paramLabel = "NAME", description = "Of the holiday.")
  private String name = "";

  @Option(names = "--half", description = "Half a holiday: the day has other cut-offs.")
  private boolean half;

  @Override
  public Integer call() {
    ObjectNode body = persons.body();
    body.put("day", day);
    body.put("name", name);
    body.put("length", half ? "HALF" : "FULL");
    JsonNode json = node.post("/calendars/countries/" + country + "/holidays", body);
    if (common.json()) {
      common.print(json);
    } else {
      int redated = 0;
      for (JsonNode event : json.path("events")) {
        redated += event.asText().equals("PaymentRedated") ? 1 : 0;
      }
      common.out().println(
          json.path("result").asText().equals("DONE")
              ? "declared; " + redated + " payments that wait have another value date"
              : "it was declared before");
      common.out().flush();
    }
    return ExitCodes.DONE;
  }
}
