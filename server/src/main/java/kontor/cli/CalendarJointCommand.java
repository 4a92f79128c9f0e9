package kontor.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import kontor.engine.calendar.JointCalendar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Counts joint business days (F03).
@Command(
    name = "joint",
    header = "Count the business days that all countries of an agreement share.",
    description = {
      "Lists every date up to the N-th joint business day after --from, and which country closes",
      "which. With --days 0 the answer is the day itself, or the next joint one.",
      "Example: ./kontor calendar joint --agreement examples/gulf.agreement --from 2026-03-15 \\",
      "           --days 10",
      ""
    })
final class CalendarJointCommand implements Callable<Integer> {

  private static final int DAYS_MAX = 3_660;

  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = "--agreement",
      required = true,
      paramLabel = "FILE",
      description = "The agreement, with its calendars.")
  private Path file = Path.of("");

  @Option(names = "--from", required = true, paramLabel = "DATE", description = "As 2026-03-15.")
  private @Nullable LocalDate from;

  @Option(
      names = "--days",
      required = true,
      paramLabel = "N",
      description = "Joint business days to count, 0 to " + DAYS_MAX + ".")
  private int days;

  /// @param count how many joint days have passed since the first date; below zero if closed
  private record Line(
      int day, JointCalendar.Kind kind, int count, List<String> closedBy, List<String> halfIn) {}

  @Override
  public Integer call() {
    LocalDate first = from;
    if (first == null || days < 0 || days > DAYS_MAX) {
      throw CliFault.usage("--days is 0 to " + DAYS_MAX + ": " + days);
    }
    AgreedDays agreed = AgreedDays.of(file);
    List<Line> lines = count(agreed, first);
    int result = lines.getLast().day();
    List<String> notes = agreed.notes(lines.getFirst().day(), result);
    if (common.json()) {
      common.print(json(first, result, lines, notes));
    } else {
      lines.forEach(line -> common.out().println(text(line)));
      notes.forEach(note -> common.out().println("note: " + note));
      common.out().println(
          days + (days == 1 ? " joint business day" : " joint business days") + " after " + first
              + ": " + LocalDate.ofEpochDay(result));
      common.out().flush();
    }
    return ExitCodes.DONE;
  }

  /// Every date from the first one to the joint day that is asked for, each by the annex of its
  /// own day.
  private List<Line> count(AgreedDays agreed, LocalDate first) {
    List<Line> lines = new ArrayList<>();
    int fromDay = (int) first.toEpochDay();
    int passed = 0;
    for (int day = fromDay; day <= JointCalendar.DAY_MAX; day++) {
      if (!agreed.on(day).joint().hasBusinessDays()) {
        throw CliFault.refused(
            "the countries share no business day; correct the rest days of one of them");
      }
      JointCalendar.Kind kind = agreed.kind(day);
      boolean isOpen = kind != JointCalendar.Kind.CLOSED;
      passed += isOpen && day > fromDay ? 1 : 0;
      lines.add(
          new Line(
              day, kind, isOpen ? passed : -1, agreed.closedBy(day), agreed.halfIn(day)));
      if (isOpen && passed >= days) {
        return lines;
      }
    }
    throw CliFault.usage(
        "joint business day " + days + " after " + first + " lies beyond "
            + LocalDate.ofEpochDay(JointCalendar.DAY_MAX)
            + "; give an earlier --from, or fewer --days");
  }

  private static String text(Line line) {
    String number = line.count() < 0 ? "" : Integer.toString(line.count());
    String remark =
        !line.closedBy().isEmpty()
            ? "  closed: " + String.join(", ", line.closedBy())
            : !line.halfIn().isEmpty() ? "  half day: " + String.join(", ", line.halfIn()) : "";
    return String.format(Locale.ROOT, "%s %s %4s%s", LocalDate.ofEpochDay(line.day()),
        weekday(line.day()), number, remark).stripTrailing();
  }

  private static String weekday(int day) {
    return LocalDate.ofEpochDay(day).getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ROOT);
  }

  private ObjectNode json(LocalDate first, int result, List<Line> lines, List<String> notes) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("from", first.toString());
    json.put("days", days);
    json.put("result", LocalDate.ofEpochDay(result).toString());
    ArrayNode dates = json.putArray("dates");
    for (Line line : lines) {
      ObjectNode date = dates.addObject();
      date.put("date", LocalDate.ofEpochDay(line.day()).toString());
      date.put("kind", line.kind().name());
      if (line.count() >= 0) {
        date.put("count", line.count());
      }
      line.closedBy().forEach(date.withArray("closedBy")::add);
      line.halfIn().forEach(date.withArray("halfIn")::add);
    }
    notes.forEach(json.putArray("notes")::add);
    return json;
  }
}
