package kontor.engine.rates;

import kontor.engine.terms.Conversions;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import kontor.engine.terms.Wide;
import org.jspecify.annotations.Nullable;

/// A new unit of money for an old one (F04): one new unit is `factor` old ones.
///
/// Sums are divided and rounded once. Each item is rounded by itself, so their total may differ
/// from the rounded total: {@link #sums} says by how much, and that difference belongs on the
/// rounding account, so that the books balance as they did before. Prices of things and rates are
/// divided and not rounded to minor units. A sum below zero, the debt of an account, is rounded as
/// the same sum above zero is: what one side owes, the other side has.
public record Redenomination(Currency from, Currency to, Rate factor, Rounding rounding) {

  private static final int RATE_SCALE_MAX = 18;

  public Redenomination {
    if (rounding == Rounding.FIVE_STEP) {
      throw new IllegalArgumentException("FIVE_STEP is for rates: it makes something of nothing");
    }
  }

  /// The sum in the new unit.
  ///
  /// @return null when it does not fit
  /// @throws IllegalArgumentException if the sum is not in the old unit, as it would be the second
  ///     time
  public @Nullable Money sum(Money old) {
    if (!old.currency().equals(from)) {
      throw new IllegalArgumentException("not a sum in " + from + ": " + old);
    }
    long magnitude = magnitude(old.minor());
    return magnitude == Wide.TOO_LARGE
        ? null
        : new Money(old.minor() < 0 ? -magnitude : magnitude, to);
  }

  /// As {@link #sum}, for what is sold at so much: a price above zero stays above zero.
  public @Nullable Money price(Money old) {
    Money price = sum(old);
    return price != null && price.minor() == 0 && old.minor() > 0 ? new Money(1, to) : price;
  }

  /// Many sums in one step.
  ///
  /// @param minor in the new unit, in the order given
  /// @param roundingMinor what the rounding account receives: the rounded total less the total
  public record Sums(long[] minor, long roundingMinor) {}

  /// @param oldMinor in the old unit; is left as it is
  /// @return null when one of them or their total does not fit
  public @Nullable Sums sums(long[] oldMinor) {
    long[] minor = new long[oldMinor.length];
    long high = 0;
    long low = 0;
    long total = 0;
    for (int i = 0; i < oldMinor.length; i++) {
      long old = oldMinor[i];
      long magnitude = magnitude(old);
      if (magnitude == Wide.TOO_LARGE) {
        return null;
      }
      minor[i] = old < 0 ? -magnitude : magnitude;
      // May wrap around, as the difference below does: the difference itself is small.
      total += minor[i];
      low += old;
      high += (old >> 63) + (Long.compareUnsigned(low, old) < 0 ? 1 : 0);
    }
    boolean isNegative = high < 0;
    Wide oldTotal =
        isNegative ? new Wide(~high + (low == 0 ? 1 : 0), -low) : new Wide(high, low);
    long rounded = quotient(oldTotal, from.minorDigits(), factor, to.minorDigits(), rounding);
    return rounded == Wide.TOO_LARGE
        ? null
        : new Sums(minor, (isNegative ? -rounded : rounded) - total);
  }

  private long magnitude(long old) {
    // The least long has no positive twin; as an unsigned number it is right.
    return quotient(
        new Wide(0, Math.abs(old)), from.minorDigits(), factor, to.minorDigits(), rounding);
  }

  private static long quotient(
      Wide unscaled, int scale, Rate factor, int digits, Rounding rounding) {
    int exponent = digits - scale + factor.scale();
    return Conversions.quotient(unscaled, Wide.of(factor.unscaled()), exponent, rounding);
  }

  /// A decimal number of zero or more, divided and rounded to so many digits: for sums that are
  /// written in another scale than their money has.
  ///
  /// @return {@link Wide#TOO_LARGE} when it does not fit
  public static long divided(
      long unscaled, int scale, Rate factor, int digits, Rounding rounding) {
    return quotient(Wide.of(unscaled), scale, factor, digits, rounding);
  }

  /// A rate or unit price that is quoted in the old unit, in the new one: divided exactly where
  /// 18 digits are enough, and else to as many as fit.
  ///
  /// @return null when nothing is left of it
  public static @Nullable Rate quoted(Rate old, Rate factor) {
    for (int scale = RATE_SCALE_MAX; scale >= 0; scale--) {
      long unscaled = divided(old.unscaled(), old.scale(), factor, scale, Rounding.HALF_UP);
      if (unscaled != Wide.TOO_LARGE) {
        return unscaled == 0 ? null : new Rate(unscaled, scale).stripped();
      }
    }
    return null;
  }

  /// The price of one old unit, as the price of one new unit.
  ///
  /// @return null when it does not fit
  public static @Nullable Rate base(Rate old, Rate factor) {
    return old.times(factor);
  }
}
