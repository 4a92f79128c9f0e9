package kontor.engine.calendar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/// The business days of several countries together (F03): a joint business day is one of each.
///
/// Joint days up to any date are counted in closed form: whole weeks times the joint days in a
/// week, less the holidays that fall on one. That count never falls, so the n-th joint day after
/// another is found by bisection, however far it is.
public final class JointCalendar {

  /// No such day: the countries rest on different days and share none, or it lies beyond
  /// {@link #DAY_MAX}.
  public static final int NO_DAY = Integer.MAX_VALUE;
  /// The last day that is counted, in the year 9999.
  public static final int DAY_MAX = 2_932_896;

  /// What a date is for all countries together. The code is written to the log and never changes.
  public enum Kind {
    BUSINESS_DAY(1),
    /// A business day that is half a holiday in at least one country.
    HALF_DAY(2),
    CLOSED(3);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    public int code() {
      return code;
    }
  }

  /// A date that moved because a holiday was declared after it was given.
  ///
  /// @param index place in the list of dates
  public record Redating(int index, int oldDay, int newDay) {}

  private final List<Calendar> calendars;
  /// For each weekday, how many joint ones there are from Monday up to it.
  private final int[] openThrough = new int[Weekday.DAYS];
  /// Full holidays that fall on a joint weekday, ascending, each once.
  private final int[] closedDays;
  private final int[] halfDays;

  private JointCalendar(List<Calendar> calendars) {
    this.calendars = List.copyOf(calendars);
    int restMask = 0;
    for (Calendar calendar : calendars) {
      for (Weekday rest : calendar.restDays()) {
        restMask |= rest.bit();
      }
    }
    int open = 0;
    for (int i = 0; i < Weekday.DAYS; i++) {
      open += (restMask >>> i) & 1 ^ 1;
      openThrough[i] = open;
    }
    closedDays = days(Holiday.Length.FULL, restMask);
    halfDays = days(Holiday.Length.HALF, restMask);
  }

  public static JointCalendar of(List<Calendar> calendars) {
    return new JointCalendar(calendars);
  }

  private int[] days(Holiday.Length length, int restMask) {
    TreeSet<Integer> days = new TreeSet<>();
    for (Calendar calendar : calendars) {
      for (Holiday holiday : calendar.holidays()) {
        if (holiday.length() == length && (restMask & Weekday.of(holiday.day()).bit()) == 0) {
          days.add(holiday.day());
        }
      }
    }
    int[] sorted = new int[days.size()];
    int next = 0;
    for (int day : days) {
      sorted[next++] = day;
    }
    return sorted;
  }

  public List<Calendar> calendars() {
    return calendars;
  }

  /// Whether the countries share any day of the week.
  public boolean hasBusinessDays() {
    return openThrough[Weekday.DAYS - 1] > 0;
  }

  public Kind kind(int day) {
    if (countThrough(day) == countThrough(day - 1L)) {
      return Kind.CLOSED;
    }
    return Arrays.binarySearch(halfDays, day) >= 0 ? Kind.HALF_DAY : Kind.BUSINESS_DAY;
  }

  public boolean isBusinessDay(int day) {
    return kind(day) != Kind.CLOSED;
  }

  /// The countries that do not settle on a day, in their order.
  public List<String> closedBy(int day) {
    List<String> closed = new ArrayList<>();
    for (Calendar calendar : calendars) {
      if (!calendar.isBusinessDay(day)) {
        closed.add(calendar.country());
      }
    }
    return closed;
  }

  /// The n-th joint day after a day (before it, if n is negative); for 0 the day itself or the
  /// next joint one.
  ///
  /// @return {@link #NO_DAY} if there is none
  public int addBusinessDays(int day, int n) {
    if (!hasBusinessDays() || Math.abs((long) day) > DAY_MAX) {
      return NO_DAY;
    }
    long target = n > 0 ? countThrough(day) + n : countThrough(day - 1L) + n + 1;
    long low = -DAY_MAX;
    long high = DAY_MAX;
    if (countThrough(low - 1) >= target || countThrough(high) < target) {
      return NO_DAY;
    }
    while (low < high) {
      long middle = Math.floorDiv(low + high, 2L);
      if (countThrough(middle) >= target) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return (int) low;
  }

  /// Joint days after `fromDay` up to and with `throughDay`; negative if it lies before.
  public int countBusinessDays(int fromDay, int throughDay) {
    return Math.toIntExact(countThrough(throughDay) - countThrough(fromDay));
  }

  /// Which of these dates are no longer joint days, and where each goes. Old and new date are
  /// both kept: interest follows the new one, evidence the old one.
  public List<Redating> redate(int[] days) {
    List<Redating> moved = new ArrayList<>();
    for (int i = 0; i < days.length; i++) {
      if (!isBusinessDay(days[i])) {
        moved.add(new Redating(i, days[i], addBusinessDays(days[i], 0)));
      }
    }
    return moved;
  }

  /// Joint days up to a date, counted from the week of 1970.
  private long countThrough(long day) {
    long sinceMonday = Weekday.sinceMonday(day);
    long weeks = Math.floorDiv(sinceMonday, Weekday.DAYS);
    int weekday = Math.floorMod(sinceMonday, Weekday.DAYS);
    return weeks * openThrough[Weekday.DAYS - 1] + openThrough[weekday] - closedThrough(day);
  }

  private int closedThrough(long day) {
    int low = 0;
    int high = closedDays.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (closedDays[middle] <= day) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
