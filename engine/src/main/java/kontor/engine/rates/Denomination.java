package kontor.engine.rates;

import kontor.engine.terms.Currency;
import kontor.engine.terms.Rate;
import org.jspecify.annotations.Nullable;

/// One unit of money over the time in which its code meant it (F04). A code that went on for
/// another unit has two of them. Days are counted from 1970-01-01.
///
/// @param code ISO 4217, alphabetic
/// @param numeric ISO 4217, numeric
/// @param minorDigits digits after the point, or {@link #NO_MINOR_UNIT}
/// @param fromDay first day, or {@link #ALWAYS} where that was before anything Kontor settles
/// @param untilDay first day on which it is no longer, or {@link #FOR_EVER}
/// @param next what took its place, and at which factor
public record Denomination(
    String code,
    int numeric,
    int minorDigits,
    int fromDay,
    int untilDay,
    @Nullable Succession next) {

  /// Units of account and metals: rates exist, sums that settle do not.
  public static final int NO_MINOR_UNIT = -1;

  public static final int ALWAYS = Integer.MIN_VALUE;
  public static final int FOR_EVER = Integer.MAX_VALUE;

  /// @param code of the money that follows
  /// @param factor K: one new unit is K old ones
  public record Succession(String code, Rate factor) {}

  public Denomination {
    if (code.length() != 3 || !code.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
      throw new IllegalArgumentException("currency code is three capital letters: " + code);
    }
    if (numeric < 1 || numeric > 999) {
      throw new IllegalArgumentException("numeric code is 1 to 999: " + numeric);
    }
    if (minorDigits < NO_MINOR_UNIT || minorDigits > 4) {
      throw new IllegalArgumentException("minor digits are 0 to 4, or none: " + minorDigits);
    }
    if (fromDay >= untilDay) {
      throw new IllegalArgumentException("a currency ends after it begins: " + code);
    }
    if (next != null && untilDay == FOR_EVER) {
      throw new IllegalArgumentException("what has no end has no successor: " + code);
    }
  }

  public boolean holdsOn(int day) {
    return fromDay <= day && day < untilDay;
  }

  /// The money as commands write it; null where there is no minor unit to count.
  public @Nullable Currency currency() {
    return minorDigits == NO_MINOR_UNIT ? null : new Currency(code, minorDigits);
  }
}
