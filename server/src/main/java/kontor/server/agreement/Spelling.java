package kontor.server.agreement;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import kontor.engine.annex.AnnexKind;
import kontor.engine.annex.FeeRule;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.OperationClass;
import kontor.engine.terms.ParticipantId;

/// How the values of an agreement are spelt; reading and writing side by side, so that each gives
/// back what the other took.
final class Spelling {

  static final long SECOND_MS = 1_000;
  static final long MINUTE_MS = 60 * SECOND_MS;
  static final long HOUR_MS = 60 * MINUTE_MS;
  static final long DAY_MS = 24 * HOUR_MS;

  /// Eighteen digits, as ISO 20022 allows.
  private static final long AMOUNT_MAX = 999_999_999_999_999_999L;

  private static final int SECONDS_PER_MINUTE = 60;
  private static final int SECONDS_PER_HOUR = 3600;
  private static final int PPM_PER_PERCENT_DIGITS = 4;
  private static final int LAST_YEAR = 9999;

  private Spelling() {}

  // Days, days since 1970-01-01.

  static int day(Words words) throws Words.Fault {
    String what = "a day such as 2026-01-31";
    String word = words.word(what);
    try {
      LocalDate day = LocalDate.parse(word);
      if (day.getYear() <= LAST_YEAR && day.getYear() > 0) {
        return Math.toIntExact(day.toEpochDay());
      }
    } catch (DateTimeException e) {
      // Told below, with what is taken.
    }
    throw new Words.Fault("\"" + word + "\" is not a day",
        "write an existing day as year-month-day, such as 2026-01-31");
  }

  static String day(int day) {
    return LocalDate.ofEpochDay(day).toString();
  }

  /// ` from D`, and ` until D` where there is an end.
  static String period(int fromDay, int untilDay) {
    return "from " + day(fromDay)
        + (untilDay == Agreement.OPEN_END ? "" : " until " + day(untilDay));
  }

  // Times of a day, in seconds.

  static int time(Words words) throws Words.Fault {
    return words.read(
        "a time of day such as 16:30",
        word -> {
          if (!word.matches("([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?")) {
            throw new IllegalArgumentException("write hours and minutes, 00:00 to 23:59");
          }
          int seconds = word.length() > 5 ? Integer.parseInt(word.substring(6)) : 0;
          return Integer.parseInt(word.substring(0, 2)) * SECONDS_PER_HOUR
              + Integer.parseInt(word.substring(3, 5)) * SECONDS_PER_MINUTE + seconds;
        });
  }

  static String time(int secondOfDay) {
    int seconds = secondOfDay % SECONDS_PER_MINUTE;
    return String.format(
            Locale.ROOT, "%02d:%02d", secondOfDay / SECONDS_PER_HOUR,
            secondOfDay / SECONDS_PER_MINUTE % SECONDS_PER_MINUTE)
        + (seconds == 0 ? "" : String.format(Locale.ROOT, ":%02d", seconds));
  }

  // Durations, in milliseconds.

  static long duration(Words words, long maxMs) throws Words.Fault {
    return words.read(
        "a duration such as 4h",
        word -> {
          String digits = word.replaceFirst("[a-z]+$", "");
          long factor =
              switch (word.substring(digits.length())) {
                case "ms" -> 1;
                case "s" -> SECOND_MS;
                case "min" -> MINUTE_MS;
                case "h" -> HOUR_MS;
                case "d" -> DAY_MS;
                default -> 0;
              };
          if (factor == 0 || !digits.matches("\\d{1,9}")
              || Long.parseLong(digits) * factor > maxMs) {
            throw new IllegalArgumentException(
                "write a whole number with ms, s, min, h or d, at most " + duration(maxMs));
          }
          return Long.parseLong(digits) * factor;
        });
  }

  static String duration(long ms) {
    if (ms % DAY_MS == 0) {
      return ms / DAY_MS + "d";
    }
    if (ms % HOUR_MS == 0) {
      return ms / HOUR_MS + "h";
    }
    if (ms % MINUTE_MS == 0) {
      return ms / MINUTE_MS + "min";
    }
    return ms % SECOND_MS == 0 ? ms / SECOND_MS + "s" : ms + "ms";
  }

  // Shares, in millionths.

  static int percent(Words words) throws Words.Fault {
    return words.read(
        "a percentage such as 2.5%",
        word -> {
          if (!word.matches("\\d{1,3}(\\.\\d{1,4})?%")) {
            throw new IllegalArgumentException(
                "write a number with at most four decimals and %, without a space");
          }
          return new BigDecimal(word.substring(0, word.length() - 1))
              .movePointRight(PPM_PER_PERCENT_DIGITS)
              .intValueExact();
        });
  }

  static String percent(int ppm) {
    return BigDecimal.valueOf(ppm, PPM_PER_PERCENT_DIGITS).stripTrailingZeros().toPlainString()
        + "%";
  }

  // Sums.

  static Money sum(Words words, Currency currency) throws Words.Fault {
    int digits = currency.minorDigits();
    return words.read(
        "a sum in " + currency,
        word -> {
          if (!word.matches("\\d+(\\.\\d+)?")) {
            throw new IllegalArgumentException(
                "write digits with a point before the decimals, nothing between thousands");
          }
          if (!word.matches("\\d{1,18}(\\.\\d+)?")) {
            throw new IllegalArgumentException("write a smaller sum, at most 18 digits");
          }
          BigDecimal sum = new BigDecimal(word).stripTrailingZeros();
          if (sum.scale() > digits) {
            throw new IllegalArgumentException(
                digits == 0
                    ? "write a whole number; " + currency + " has no decimals"
                    : "write at most " + digits + " decimals, as many as " + currency + " has");
          }
          BigDecimal minor = sum.movePointRight(digits);
          if (minor.compareTo(BigDecimal.valueOf(AMOUNT_MAX)) > 0) {
            throw new IllegalArgumentException("write a smaller sum, at most 18 digits");
          }
          return new Money(minor.longValueExact(), currency);
        });
  }

  static String sum(long minor, Currency currency) {
    return new Money(minor, currency).decimal();
  }

  /// `BRL 1000.00`, the code first as it is written in all of the text.
  static String money(Money money) {
    return money.currency() + " " + money.decimal();
  }

  // Names.

  static ParticipantId bic(Words words) throws Words.Fault {
    return words.read(
        "a BIC",
        word -> {
          ParticipantId participant = ParticipantId.ofBic(word);
          if (!word.matches("[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?")) {
            throw new IllegalArgumentException(
                "its fifth and sixth characters are the letters of a country");
          }
          return participant;
        });
  }

  static AnnexKind kind(Words words) throws Words.Fault {
    return words.oneOf(AnnexKind.class);
  }

  /// Kinds and parameters are written in small letters, what is chosen among in capitals.
  static String kind(AnnexKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  static String kinds() {
    return String.join(
        ", ", List.of(AnnexKind.values()).stream().map(Spelling::kind).toList());
  }

  // Rules of operations have a name of their own where none is given.

  static String ruleName(OperationClass operation) {
    return operation.name();
  }

  static String ruleName(String fromHs, String untilHs) {
    return fromHs.equals(untilHs) ? fromHs : fromHs + "-" + untilHs;
  }

  static String ruleName(OperationClass operation, Currency currency, long fromMinor) {
    return operation + "-" + currency + "-" + sum(fromMinor, currency);
  }

  /// Which payments a fee is for, with a space before it; nothing if it is for all.
  static String scope(FeeRule.Scope scope) {
    return (scope.sentFrom() == null ? "" : " sent-from " + scope.sentFrom())
        + (scope.bank() == null ? "" : " bank " + scope.bank());
  }
}
