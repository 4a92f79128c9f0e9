package kontor.server.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import kontor.engine.calendar.Calendar;
import kontor.engine.calendar.Holiday;
import kontor.engine.calendar.Weekday;

/// A country's calendar (F03), as it stood when the agreement was written.
///
/// ```
/// calendar AR
///   rest SATURDAY, SUNDAY                 or none
///   holiday 2026-05-25 "Revolución de Mayo"
///   half-day 2026-12-24 "Nochebuena" declared 2026-12-01
/// ```
///
/// A holiday on a rest day changes nothing; lists are published with such days.
final class CalendarPart extends Part {

  static final String NONE = "none";

  static final String WORDS = "rest, holiday, half-day";

  private final String country;
  private final TreeSet<Weekday> restDays = new TreeSet<>();
  private final List<Holiday> holidays = new ArrayList<>();

  CalendarPart(int line, String country, Names names) {
    super(line, "calendar " + country, names);
    this.country = country;
  }

  String country() {
    return country;
  }

  @Override
  void statement(String word, Words words) throws Words.Fault {
    switch (word) {
      case "rest" -> {
        once("rest");
        rest(words);
      }
      case "holiday" -> holiday(words, Holiday.Length.FULL);
      case "half-day" -> holiday(words, Holiday.Length.HALF);
      default -> throw unknown(word, WORDS);
    }
  }

  private void rest(Words words) throws Words.Fault {
    if (words.takes(NONE)) {
      return;
    }
    do {
      Weekday day = words.oneOf(Weekday.class);
      if (!restDays.add(day)) {
        throw new Words.Fault(day + " stands twice", "keep one of the two");
      }
    } while (words.hasMore());
    if (restDays.size() == Weekday.DAYS) {
      throw new Words.Fault("the country rests on every day", "leave a day to work");
    }
  }

  private void holiday(Words words, Holiday.Length length) throws Words.Fault {
    int day = Spelling.day(words);
    // Full or half: a day is named once.
    once(Spelling.day(day));
    String name = words.name("the holiday's name, in quotes");
    int declared = words.takes("declared") ? Spelling.day(words) : Holiday.ALWAYS_KNOWN;
    if (declared >= day) {
      throw new Words.Fault("it is declared when its day has begun",
          "write an earlier day of declaration");
    }
    if (holidays.size() == Calendar.HOLIDAYS_MAX) {
      throw new Words.Fault("more than " + Calendar.HOLIDAYS_MAX + " holidays",
          "leave out those that are long over");
    }
    holidays.add(new Holiday(day, length, declared, name));
  }

  Calendar calendar() {
    SortedSet<Weekday> rest = new TreeSet<>(restDays);
    return new Calendar(country, rest, holidays);
  }

  void check() {
    need("rest", "rest SATURDAY, SUNDAY");
  }
}
