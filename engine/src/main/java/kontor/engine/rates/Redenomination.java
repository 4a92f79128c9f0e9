package kontor.engine.rates;

import kontor.engine.terms.Agreement;
import kontor.engine.terms.AgreementParties;
import kontor.engine.terms.AgreementTerms;
import kontor.engine.terms.Conversions;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Fixing;
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

  /// Given by {@link #minor} for a sum that does not fit 64 bits.
  public static final long DOES_NOT_FIT = Long.MIN_VALUE;

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
    long minor = minor(old.minor());
    return minor == DOES_NOT_FIT ? null : new Money(minor, to);
  }

  /// As {@link #sum}, in minor units, for many sums in a row: whoever calls it knows that they
  /// are in the old unit.
  ///
  /// @return {@link #DOES_NOT_FIT} when it does not
  public long minor(long oldMinor) {
    long magnitude = magnitude(oldMinor);
    if (magnitude == Wide.TOO_LARGE) {
      return DOES_NOT_FIT;
    }
    return oldMinor < 0 ? -magnitude : magnitude;
  }

  /// As {@link #sum}, for what is sold at so much: a price above zero stays above zero.
  public @Nullable Money price(Money old) {
    Money price = sum(old);
    return price != null && price.minor() == 0 && old.minor() > 0 ? new Money(1, to) : price;
  }

  /// An agreement read in the new unit: whose money it is, what may run in it, and its limits,
  /// which stay above zero. Itself when it is not in the old unit.
  public Agreement agreement(Agreement signed) {
    AgreementParties parties = signed.parties();
    if (!parties.isMoneyOfEither(from)) {
      return signed;
    }
    AgreementTerms terms = signed.terms();
    return new Agreement(
        signed.id(),
        signed.version(),
        signed.effectiveFromDay(),
        signed.effectiveUntilDay(),
        signed.model(),
        new AgreementParties(
            parties.institutionA(),
            currency(parties.currencyA()),
            parties.institutionB(),
            currency(parties.currencyB()),
            parties.provider()),
        new AgreementTerms(
            terms.priceInA(),
            terms.priceInB(),
            terms.conversion(),
            terms.oneCurrency().stream().map(this::currency).toList(),
            terms.maximums().stream().map(this::limit).toList(),
            terms.queueMs()));
  }

  private Currency currency(Currency old) {
    return old.equals(from) ? to : old;
  }

  /// What no sum may exceed, in the new unit: it stays above zero. Itself when it is not in the
  /// old unit.
  public Money limit(Money old) {
    if (!old.currency().equals(from)) {
      return old;
    }
    Money limit = price(old);
    // One that does not fit is above every sum there can be.
    return limit == null ? new Money(Long.MAX_VALUE, to) : limit;
  }

  /// A fixing in the new unit: divided or multiplied, and not rounded to cents.
  ///
  /// @param fromMs from when on it holds
  /// @return null when it is not in the old unit, or nothing is left of it
  public @Nullable Fixing fixing(Fixing old, long fromMs) {
    boolean isBase = old.base().equals(from);
    if (!isBase && !old.quoted().equals(from)) {
      return null;
    }
    Rate rate = isBase ? base(old.rate(), factor) : quoted(old.rate(), factor);
    return rate == null
        ? null
        : new Fixing(
            old.agreement(),
            currency(old.base()),
            currency(old.quoted()),
            rate,
            fromMs,
            old.source());
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
