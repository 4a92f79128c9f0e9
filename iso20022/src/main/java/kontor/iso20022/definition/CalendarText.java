package kontor.iso20022.definition;

/// Dates and times of XML Schema, as their spelling allows: years of four digits or more (no year
/// 0000), hour 24 only at its start, zones up to fourteen hours.
enum CalendarText {
  DATE("date"),
  DATE_TIME("date with time"),
  UTC_DATE_TIME("date with time that ends with Z"),
  TIME("time"),
  YEAR("year"),
  YEAR_MONTH("month of a year");

  private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  /// The standard asks for four digits at least; more than a machine word holds are refused.
  private static final int YEAR_DIGITS_MAX = 10;

  private final String words;

  CalendarText(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  boolean matches(byte[] bytes, int from, int to) {
    int at = switch (this) {
      case DATE -> date(bytes, from, to);
      case DATE_TIME, UTC_DATE_TIME -> dateTime(bytes, from, to);
      case TIME -> time(bytes, from, to);
      case YEAR -> year(bytes, from, to);
      case YEAR_MONTH -> yearMonth(bytes, from, to);
    };
    return at >= 0 && zone(bytes, at, to)
        && (this != UTC_DATE_TIME || bytes[to - 1] == 'Z');
  }

  // Each step gives the position behind what it read, or -1; and takes -1 for a failed step.

  private static int dateTime(byte[] bytes, int from, int to) {
    int at = date(bytes, from, to);
    return mark(bytes, at, to, 'T') ? time(bytes, at + 1, to) : -1;
  }

  private static int date(byte[] bytes, int from, int to) {
    int at = yearMonth(bytes, from, to);
    int day = mark(bytes, at, to, '-') ? pair(bytes, at + 1, to) : -1;
    if (day < 1) {
      return -1;
    }
    int month = pair(bytes, at - 2, to);
    if (day > DAYS[month - 1] || (month == 2 && day == 29 && !leap(bytes, from, at - 3))) {
      return -1;
    }
    return at + 3;
  }

  private static int yearMonth(byte[] bytes, int from, int to) {
    int at = year(bytes, from, to);
    int month = mark(bytes, at, to, '-') ? pair(bytes, at + 1, to) : -1;
    return month >= 1 && month <= 12 ? at + 3 : -1;
  }

  private static int year(byte[] bytes, int from, int to) {
    int first = mark(bytes, from, to, '-') ? from + 1 : from;
    int at = first;
    while (at < to && at - first <= YEAR_DIGITS_MAX && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    int digits = at - first;
    boolean spelt = digits == 4
        || (digits > 4 && digits <= YEAR_DIGITS_MAX && bytes[first] != '0');
    long year = spelt ? number(bytes, first, at) : 0;
    long most = first > from ? -(long) Integer.MIN_VALUE : Integer.MAX_VALUE;
    return year > 0 && year <= most ? at : -1;
  }

  private static boolean leap(byte[] bytes, int from, int to) {
    long year = number(bytes, bytes[from] == '-' ? from + 1 : from, to);
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  }

  private static long number(byte[] bytes, int from, int to) {
    long number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + bytes[i] - '0';
    }
    return number;
  }

  private static int time(byte[] bytes, int from, int to) {
    int hour = pair(bytes, from, to);
    int minute = mark(bytes, from + 2, to, ':') ? pair(bytes, from + 3, to) : -1;
    int second = mark(bytes, from + 5, to, ':') ? pair(bytes, from + 6, to) : -1;
    if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || second < 0 || second > 59) {
      return -1;
    }
    int at = from + 8;
    boolean whole = true;
    if (mark(bytes, at, to, '.')) {
      int point = at++;
      while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
        whole &= bytes[at] == '0';
        at++;
      }
      if (at == point + 1) {
        return -1;
      }
    }
    return hour < 24 || (minute == 0 && second == 0 && whole) ? at : -1;
  }

  private static boolean zone(byte[] bytes, int at, int to) {
    if (at == to) {
      return true;
    }
    if (bytes[at] == 'Z') {
      return at + 1 == to;
    }
    if (to - at != 6 || (bytes[at] != '+' && bytes[at] != '-') || bytes[at + 3] != ':') {
      return false;
    }
    int hour = pair(bytes, at + 1, to);
    int minute = pair(bytes, at + 4, to);
    return hour >= 0 && minute >= 0 && minute <= 59
        && (hour < 14 || (hour == 14 && minute == 0));
  }

  private static boolean mark(byte[] bytes, int at, int to, char expected) {
    return at >= 0 && at < to && bytes[at] == expected;
  }

  private static int pair(byte[] bytes, int at, int to) {
    if (at < 0 || at + 2 > to) {
      return -1;
    }
    int tens = bytes[at] - '0';
    int ones = bytes[at + 1] - '0';
    return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
  }
}
