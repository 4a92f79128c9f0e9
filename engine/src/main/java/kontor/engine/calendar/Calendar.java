package kontor.engine.calendar;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One country's calendar (F03): the days of the week on which it rests, and its holidays.
///
/// @param country ISO 3166 code, two letters
/// @param holidays by day; at most one a day
public record Calendar(String country, SortedSet<Weekday> restDays, List<Holiday> holidays) {

  public static final int HOLIDAYS_MAX = 4096;

  /// Why a holiday cannot be declared.
  public enum Declaration {
    DECLARED,
    ON_REST_DAY,
    /// The day has a holiday of that length already.
    ALREADY_KNOWN,
    /// What is over stays as it was.
    DAY_HAS_BEGUN,
    TABLE_FULL
  }

  public Calendar {
    restDays = new TreeSet<>(restDays);
    List<Holiday> sorted = new ArrayList<>(holidays);
    sorted.sort((one, other) -> Integer.compare(one.day(), other.day()));
    holidays = List.copyOf(sorted);
    if (restDays.size() == Weekday.DAYS) {
      throw new IllegalArgumentException("a country works on at least one day of the week");
    }
    if (holidays.size() > HOLIDAYS_MAX) {
      throw new IllegalArgumentException("a calendar has at most 4096 holidays");
    }
    for (int i = 1; i < holidays.size(); i++) {
      if (holidays.get(i - 1).day() == holidays.get(i).day()) {
        throw new IllegalArgumentException("two holidays on one day");
      }
    }
  }

  public boolean isRestDay(int day) {
    return restDays.contains(Weekday.of(day));
  }

  public @Nullable Holiday holidayOn(int day) {
    for (Holiday holiday : holidays) {
      if (holiday.day() == day) {
        return holiday;
      }
    }
    return null;
  }

  /// Open all day or half of it.
  public boolean isBusinessDay(int day) {
    Holiday holiday = holidayOn(day);
    return !isRestDay(day) && (holiday == null || holiday.length() == Holiday.Length.HALF);
  }

  /// Whether a holiday can still be declared: before its day begins. A half day may become a full
  /// one, never the other way.
  public Declaration check(Holiday late) {
    if (late.declaredOnDay() >= late.day()) {
      return Declaration.DAY_HAS_BEGUN;
    }
    if (isRestDay(late.day())) {
      return Declaration.ON_REST_DAY;
    }
    Holiday known = holidayOn(late.day());
    if (known != null
        && (known.length() == late.length() || known.length() == Holiday.Length.FULL)) {
      return Declaration.ALREADY_KNOWN;
    }
    return known == null && holidays.size() == HOLIDAYS_MAX
        ? Declaration.TABLE_FULL
        : Declaration.DECLARED;
  }

  /// This calendar with one more holiday. What was dated to that day moves: see
  /// {@link JointCalendar#redate}.
  public Calendar declare(Holiday late) {
    if (check(late) != Declaration.DECLARED) {
      throw new IllegalArgumentException("the holiday cannot be declared");
    }
    List<Holiday> all = new ArrayList<>(holidays);
    all.removeIf(known -> known.day() == late.day());
    all.add(late);
    return new Calendar(country, restDays, all);
  }
}
