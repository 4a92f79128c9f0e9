package kontor.engine.calendar;

/// A day of the week, counted from Monday as ISO 8601 does.
public enum Weekday {
  MONDAY,
  TUESDAY,
  WEDNESDAY,
  THURSDAY,
  FRIDAY,
  SATURDAY,
  SUNDAY;

  public static final int DAYS = 7;
  /// 1970-01-01 was a Thursday, the fourth day.
  private static final int FIRST = 3;

  private static final Weekday[] ALL = values();

  /// @param day days since 1970-01-01
  public static Weekday of(int day) {
    return ALL[(int) Math.floorMod((long) day + FIRST, (long) DAYS)];
  }

  /// Days since the Monday before 1970, so that weeks begin at multiples of seven.
  static long sinceMonday(long day) {
    return day + FIRST;
  }

  int bit() {
    return 1 << ordinal();
  }
}
