package kontor.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import kontor.engine.rates.CurrencyHistory;
import kontor.engine.rates.Denomination;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import kontor.engine.terms.RoundingProfile;
import kontor.server.currency.CurrencyFile;
import org.jspecify.annotations.Nullable;

/// Numbers of the command line. A point parts the fraction and nothing parts thousands: `1,000` is
/// a thousand to one reader and one to another, so it is refused and never guessed.
final class Decimals {

  /// Digits of an exact quotient that are shown; the rounding beside it looks at all of them.
  private static final MathContext SHOWN = new MathContext(34, RoundingMode.DOWN);

  private static final int DIGITS_MAX = 18;

  private Decimals() {}

  /// A number of zero or more, with as many digits after the point as are written.
  ///
  /// @param name of the option or argument, for the message
  static BigDecimal number(String name, String text) {
    if (!text.matches("[0-9]+(\\.[0-9]+)?")) {
      throw CliFault.usage(
          name + " \"" + text + "\" is not a number here; write digits with a point before the"
              + " fraction, no sign and nothing between thousands, as 1000000.00");
    }
    BigDecimal number = new BigDecimal(text);
    if (number.precision() > DIGITS_MAX || number.scale() > DIGITS_MAX) {
      throw CliFault.usage(
          name + " \"" + text + "\" has more than " + DIGITS_MAX + " digits; give fewer");
    }
    return number;
  }

  /// A rate or a factor: greater than zero.
  static Rate rate(String name, String text) {
    BigDecimal number = number(name, text);
    if (number.signum() == 0) {
      throw CliFault.usage(name + " is zero; give a number greater than zero");
    }
    return new Rate(number.unscaledValue().longValueExact(), number.scale());
  }

  static Money money(String name, String text, Currency currency) {
    return money(name, text, currency, "give fewer");
  }

  /// @param remedy for a sum with more digits after the point than its currency has
  static Money money(String name, String text, Currency currency, String remedy) {
    BigDecimal number = number(name, text);
    if (number.scale() > currency.minorDigits()) {
      throw CliFault.usage(
          name + " " + text + " has more digits after the point than " + currency + ", which has "
              + currency.minorDigits() + "; " + remedy);
    }
    BigDecimal minor = number.movePointRight(currency.minorDigits());
    if (minor.precision() > DIGITS_MAX) {
      throw CliFault.usage(name + " " + text + " is too large; give a smaller one");
    }
    return new Money(minor.longValueExact(), currency);
  }

  /// A currency of the registry.
  static Currency currency(String code) {
    return currency(code, registered(code, ""));
  }

  /// A currency with the digits that are given, or else with those of the registry.
  ///
  /// @param option by which they can be given
  static Currency currency(String code, String option, @Nullable Integer digits) {
    return currency(
        code,
        digits == null
            ? registered(code, ", or say how many digits it has with " + option)
            : digits);
  }

  private static Currency currency(String code, int digits) {
    try {
      return new Currency(code, digits);
    } catch (IllegalArgumentException e) {
      throw CliFault.usage(String.valueOf(e.getMessage()));
    }
  }

  private static int registered(String code, String otherwise) {
    CurrencyHistory history = CurrencyFile.standard();
    Denomination latest = history.latest(code);
    if (latest == null) {
      throw CliFault.usage(
          "currency " + code + " is not in the registry; see kontor currency list" + otherwise);
    }
    if (latest.minorDigits() == Denomination.NO_MINOR_UNIT) {
      throw CliFault.usage(
          "currency " + code + " has no minor unit; name the money that is paid" + otherwise);
    }
    return latest.minorDigits();
  }

  static Rounding mode(String text) {
    try {
      return Rounding.named(text);
    } catch (IllegalArgumentException e) {
      throw CliFault.usage(String.valueOf(e.getMessage()));
    }
  }

  /// A mode for sums of money: FIVE_STEP makes something of nothing, and is for rates.
  static Rounding modeOfSums(String text) {
    Rounding mode = mode(text);
    if (mode == Rounding.FIVE_STEP) {
      throw CliFault.usage("FIVE_STEP is for rates; give another --mode");
    }
    return mode;
  }

  static RoundingProfile profile(String text) {
    try {
      return RoundingProfile.of(text);
    } catch (IllegalArgumentException e) {
      throw CliFault.usage(String.valueOf(e.getMessage()));
    }
  }

  static BigDecimal decimal(Rate rate) {
    return BigDecimal.valueOf(rate.unscaled(), rate.scale());
  }

  static BigDecimal decimal(Money money) {
    return BigDecimal.valueOf(money.minor(), money.currency().minorDigits());
  }

  /// A quotient with 34 significant digits, cut and not rounded.
  static String quotient(BigDecimal over, BigDecimal under) {
    return plain(over.divide(under, SHOWN));
  }

  static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
