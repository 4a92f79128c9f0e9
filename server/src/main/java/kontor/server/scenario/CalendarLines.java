package kontor.server.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import kontor.engine.Command;
import kontor.engine.calendar.Calendar;
import kontor.engine.calendar.Holiday;
import kontor.engine.calendar.Weekday;
import kontor.engine.governance.CalendarChange;
import kontor.engine.terms.FourEyes;

/// A country's calendar in a scenario: its first line, and the holidays that are known when it is
/// signed, indented below it. A holiday with a line of its own is declared later.
///
/// ```
/// calendar BR rest SATURDAY SUNDAY
///   holiday 2026-02-16 "Carnival"
///   half-day 2026-02-18 "Ash Wednesday"
/// ```
final class CalendarLines {

  private static final String WORDS = "holiday, half-day";

  private final int line;
  private final String text;
  private final FourEyes by;
  private final String country;
  private final TreeSet<Weekday> restDays;
  private final List<Holiday> holidays = new ArrayList<>();

  private CalendarLines(
      int line, String text, FourEyes by, String country, TreeSet<Weekday> restDays) {
    this.line = line;
    this.text = text;
    this.by = by;
    this.country = country;
    this.restDays = restDays;
  }

  static CalendarLines start(int number, ScenarioLine line, TimedLines timed)
      throws ScenarioLine.Fault {
    String country = country(line);
    TreeSet<Weekday> restDays = new TreeSet<>();
    if (line.takes("rest")) {
      while (line.hasMore() && !line.isNext("by")) {
        restDays.add(line.oneOf(Weekday.class));
      }
    }
    return new CalendarLines(number, line.text(), timed.by(line, List.of()), country, restDays);
  }

  static String country(ScenarioLine line) throws ScenarioLine.Fault {
    return line.read(
        "a country such as BR",
        word -> {
          if (!word.matches("[A-Z]{2}")) {
            throw new IllegalArgumentException("two capital letters, ISO 3166");
          }
          return word;
        });
  }

  int line() {
    return line;
  }

  String text() {
    return text;
  }

  void read(ScenarioLine words) throws ScenarioLine.Fault {
    String word = words.word("one of " + WORDS);
    Holiday.Length length =
        switch (word) {
          case "holiday" -> Holiday.Length.FULL;
          case "half-day" -> Holiday.Length.HALF;
          default ->
              throw new ScenarioLine.Fault(
                  "\"" + word + "\" is not part of a calendar; allowed: " + WORDS);
        };
    holidays.add(holiday(length, words));
  }

  /// Reads `2026-02-16 "Carnival"`.
  static Holiday holiday(Holiday.Length length, ScenarioLine line) throws ScenarioLine.Fault {
    return new Holiday(
        ScenarioReader.day(line),
        length,
        Holiday.ALWAYS_KNOWN,
        line.word("the name of the holiday, in quotes"));
  }

  Command command() throws ScenarioLine.Fault {
    try {
      return new Command.Govern(
          by, new CalendarChange.EnterCalendar(new Calendar(country, restDays, holidays)));
    } catch (IllegalArgumentException e) {
      throw new ScenarioLine.Fault(
          "the calendar of " + country + " cannot be: " + e.getMessage());
    }
  }
}
