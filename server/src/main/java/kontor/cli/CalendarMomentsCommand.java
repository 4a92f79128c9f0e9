package kontor.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.calendar.DayGrid;
import kontor.engine.calendar.JointCalendar;
import kontor.engine.calendar.ZoneOffsets;
import kontor.server.governance.ZoneTables;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The cut-off grid of one day as instants (F03).
@Command(
    name = "moments",
    header = "Show the moments of a business day as instants, with the time-zone data used.",
    description = {
      "A local time that the clock jumps over becomes the first instant after the jump; of one",
      "that it shows twice the earlier is taken. Both are named.",
      "Exit code 1: nothing settles on that day.",
      "Example: ./kontor calendar moments --agreement examples/gulf.agreement --on 2026-06-01",
      ""
    })
final class CalendarMomentsCommand implements Callable<Integer> {

  /// The tables of time zones begin with 1970 in UTC, which is a day later in some of them.
  private static final int FIRST_DAY = 1;

  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = "--agreement",
      required = true,
      paramLabel = "FILE",
      description = "The agreement, with its calendars.")
  private Path file = Path.of("");

  @Option(names = "--on", required = true, paramLabel = "DATE", description = "As 2026-06-01.")
  private @Nullable LocalDate on;

  @Override
  public Integer call() {
    LocalDate date = on;
    if (date == null) {
      throw CliFault.usage("--on is required");
    }
    AgreedDays agreed = AgreedDays.of(file);
    int day = (int) date.toEpochDay();
    if (day < FIRST_DAY) {
      throw CliFault.refused(
          "time zones are known from " + LocalDate.ofEpochDay(FIRST_DAY) + " on; give a later day");
    }
    AnnexTerms.Days terms = agreed.on(day).terms();
    if (terms == null || terms.grid().moments().isEmpty()) {
      throw CliFault.refused(
          "the agreement has no moments on " + date + "; write an annex calendar with them");
    }
    JointCalendar.Kind kind = agreed.kind(day);
    DayGrid.Day moments = terms.grid().on(day, kind, zones(terms.grid()));
    if (moments.notCovered() != null) {
      throw CliFault.refused(
          "time zone " + moments.notCovered() + " is not known so far ahead; give an earlier day");
    }
    if (common.json()) {
      common.print(json(agreed, date, kind, terms.grid(), moments));
    } else {
      print(agreed, date, kind, terms.grid(), moments);
    }
    return kind == JointCalendar.Kind.CLOSED ? ExitCodes.REFUSED : ExitCodes.DONE;
  }

  private static List<ZoneOffsets> zones(DayGrid grid) {
    List<ZoneOffsets> zones = new ArrayList<>();
    for (DayGrid.Moment moment : grid.moments()) {
      ZoneOffsets zone = ZoneTables.of(moment.zone());
      if (!zones.contains(zone)) {
        zones.add(zone);
      }
    }
    return zones;
  }

  private void print(
      AgreedDays agreed, LocalDate date, JointCalendar.Kind kind, DayGrid grid,
      DayGrid.Day moments) {
    int day = (int) date.toEpochDay();
    switch (kind) {
      case CLOSED ->
          common.out().println(
              date + ": nothing settles, closed: " + String.join(", ", agreed.closedBy(day)));
      case HALF_DAY ->
          common.out().println(date + ": half day: " + String.join(", ", agreed.halfIn(day)));
      case BUSINESS_DAY -> common.out().println(date + ": business day");
    }
    for (int i = 0; i < moments.moments().size(); i++) {
      DayGrid.At at = moments.moments().get(i);
      DayGrid.Moment moment = grid.moments().get(i);
      common.out().println(
          String.format(
              Locale.ROOT, "%s  %-22s %s %s%s", Instant.ofEpochMilli(at.instantMs()), at.name(),
              local(moment, kind), moment.zone(), remark(at.local())));
    }
    agreed.notes(day, day).forEach(note -> common.out().println("note: " + note));
    if (!moments.tzdbVersions().isEmpty()) {
      common.out().println("time-zone data: " + String.join(", ", moments.tzdbVersions()));
    }
    common.out().flush();
  }

  private static LocalTime local(DayGrid.Moment moment, JointCalendar.Kind kind) {
    return LocalTime.ofSecondOfDay(
        kind == JointCalendar.Kind.HALF_DAY ? moment.halfDaySecond() : moment.secondOfDay());
  }

  private static String remark(ZoneOffsets.Local local) {
    return switch (local) {
      case ONCE -> "";
      case IN_GAP -> "  the clock jumps over it: first instant after the jump";
      case IN_OVERLAP -> "  the clock shows it twice: the earlier one";
    };
  }

  private static ObjectNode json(
      AgreedDays agreed, LocalDate date, JointCalendar.Kind kind, DayGrid grid,
      DayGrid.Day moments) {
    int day = (int) date.toEpochDay();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("on", date.toString());
    json.put("kind", kind.name());
    agreed.closedBy(day).forEach(json.putArray("closedBy")::add);
    agreed.halfIn(day).forEach(json.putArray("halfIn")::add);
    ArrayNode list = json.putArray("moments");
    for (int i = 0; i < moments.moments().size(); i++) {
      DayGrid.At at = moments.moments().get(i);
      DayGrid.Moment moment = grid.moments().get(i);
      ObjectNode one = list.addObject();
      one.put("name", at.name().name());
      one.put("instant", Instant.ofEpochMilli(at.instantMs()).toString());
      one.put("localTime", local(moment, kind).toString());
      one.put("zone", moment.zone());
      one.put("local", at.local().name());
    }
    agreed.notes(day, day).forEach(json.putArray("notes")::add);
    moments.tzdbVersions().forEach(json.putArray("timeZoneData")::add);
    return json;
  }
}
