package kontor.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import kontor.engine.annex.Annex;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.calendar.Calendar;
import kontor.engine.calendar.Holiday;
import kontor.server.agreement.AgreementText;
import kontor.server.agreement.AgreementWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Brings an agreement's text to a node.
@Command(
    name = "enter",
    header = "Draft an agreement on a node, and propose its annexes.",
    description = {
      "What is there already is left alone, so a later version of an annex is entered with the",
      "whole file, too. The node must know the parties, their moneys, calendars and time zones;",
      "--with-calendars enters the calendars of the file and the zones it names first.",
      "Example: ./kontor agreement enter examples/brazil-argentina.agreement --with-calendars \\",
      "           --by \"M. Sousa\" --checked-by \"C. Lima\"",
      ""
    })
final class AgreementEnterCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();

  @Mixin private ChangeOptions change = new ChangeOptions();

  @Option(names = "--with-calendars", description = "Enter calendars and time zones first.")
  private boolean withCalendars;

  @Parameters(paramLabel = "FILE", description = "The agreement.")
  private Path file = Path.of("");

  @Override
  public Integer call() {
    AgreementText agreement = AgreementFiles.readWhole(file);
    ArrayNode results = JsonNodeFactory.instance.arrayNode();
    if (withCalendars) {
      for (Calendar calendar : agreement.calendars()) {
        JsonNode answer =
            change.post(
                "/calendars/countries/" + calendar.country() + "/enter", body(calendar));
        add(results, "calendar " + calendar.country(), answer);
      }
      for (String zone : zones(agreement)) {
        JsonNode answer =
            change.post("/calendars/zones/enter", change.body().put("zone", zone));
        add(results, "zone " + zone, answer);
      }
    }
    JsonNode entered =
        change.post(
            "/agreements", change.body().put("text", AgreementWriter.text(agreement)));
    entered.path("results").forEach(one -> add(results, one.path("what").asText(), one));
    String digest = entered.path("digest").asText();
    if (common.json()) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("agreement", agreement.frame().id());
      json.put("digest", digest);
      json.set("results", results);
      common.print(json);
    } else {
      results.forEach(
          one ->
              common.out().println(
                  one.path("what").asText() + ": " + one.path("result").asText()));
      common.out().println("digest " + digest);
      common.out().flush();
    }
    return ExitCodes.DONE;
  }

  private static void add(ArrayNode results, String what, JsonNode answer) {
    ObjectNode one = results.addObject();
    one.put("what", what);
    one.put("result", answer.path("result").asText());
  }

  private ObjectNode body(Calendar calendar) {
    ObjectNode body = change.body();
    ArrayNode rest = body.putArray("restDays");
    calendar.restDays().forEach(day -> rest.add(day.name()));
    ArrayNode holidays = body.putArray("holidays");
    for (Holiday holiday : calendar.holidays()) {
      ObjectNode one = holidays.addObject();
      one.put("day", LocalDate.ofEpochDay(holiday.day()).toString());
      one.put("length", holiday.length().name());
      one.put("name", holiday.name());
    }
    return body;
  }

  private static TreeSet<String> zones(AgreementText agreement) {
    TreeSet<String> zones = new TreeSet<>();
    zones.add(agreement.frame().zone());
    for (Annex annex : agreement.annexes()) {
      if (annex.terms() instanceof AnnexTerms.Days days) {
        days.grid().moments().forEach(moment -> zones.add(moment.zone()));
      }
    }
    return zones;
  }
}
