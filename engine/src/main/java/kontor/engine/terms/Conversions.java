package kontor.engine.terms;

import org.jspecify.annotations.Nullable;

/// Sums from one currency into another (F10): the exact product or quotient, then one rounding to
/// the minor units of the target, named at the call. Pure functions; sums are not negative.
public final class Conversions {

  /// Given for a minor sum that does not fit 64 bits.
  public static final long TOO_LARGE = Wide.TOO_LARGE;

  private Conversions() {}

  /// What `amount` is in `to` at `rate`, the price of one unit of its currency in `to`.
  ///
  /// @return null when the result does not fit 64 bits
  public static @Nullable Money convert(Money amount, Rate rate, Currency to, Rounding rounding) {
    return money(convertMinor(amount, rate, to, rounding), to);
  }

  /// As {@link #convert}, in minor units of `to`.
  ///
  /// @return {@link #TOO_LARGE} when the result does not fit 64 bits
  public static long convertMinor(Money amount, Rate rate, Currency to, Rounding rounding) {
    requireNotNegative(amount);
    int exponent = to.minorDigits() - amount.currency().minorDigits() - rate.scale();
    Wide product = Wide.of(amount.minor()).times(rate.unscaled());
    return quotient(product, Wide.of(1), exponent, rounding);
  }

  /// What `amount` is worth in the reference currency, when `unitsPerReference` of its own
  /// currency buy one unit of it: the form in which central banks publish. A division; a payment
  /// is never converted this way, because that would be the inverse of a rate (F07).
  ///
  /// @return null when the result does not fit 64 bits
  public static @Nullable Money atReference(
      Money amount, Rate unitsPerReference, Currency reference, Rounding rounding) {
    requireNotNegative(amount);
    int exponent =
        reference.minorDigits() - amount.currency().minorDigits() + unitsPerReference.scale();
    Wide divisor = Wide.of(unitsPerReference.unscaled());
    return money(quotient(Wide.of(amount.minor()), divisor, exponent, rounding), reference);
  }

  /// What `amount` is in `to` by way of a reference (F10): its own currency's units for one unit
  /// of the reference divide, those of `to` multiply. The sum in the reference is never rounded.
  ///
  /// @return null when the result does not fit 64 bits
  public static @Nullable Money triangulate(
      Money amount, Rate unitsPerReference, Rate toPerReference, Currency to, Rounding rounding) {
    requireNotNegative(amount);
    int exponent =
        to.minorDigits()
            - amount.currency().minorDigits()
            + unitsPerReference.scale()
            - toPerReference.scale();
    Wide product = Wide.of(amount.minor()).times(toPerReference.unscaled());
    Wide divisor = Wide.of(unitsPerReference.unscaled());
    return money(quotient(product, divisor, exponent, rounding), to);
  }

  /// `numerator / divisor` times ten to the power of `exponent`, rounded.
  ///
  /// @param numerator below 2^126, or null for one that has already become too large
  /// @param divisor from 1 to below 2^63
  /// @return {@link #TOO_LARGE} when the result does not fit 64 bits
  public static long quotient(
      @Nullable Wide numerator, Wide divisor, int exponent, Rounding rounding) {
    Wide over = numerator == null ? null : numerator.timesPowerOfTen(Math.max(exponent, 0));
    if (over == null) {
      return TOO_LARGE;
    }
    Wide under = divisor.timesPowerOfTen(Math.max(-exponent, 0));
    // A divisor that outgrows 127 bits is more than twice any numerator: the result is the same
    // with the largest divisor there is.
    return over.dividedBy(
        under == null || under.high() < 0 ? Wide.LARGEST_DIVISOR : under, rounding);
  }

  private static @Nullable Money money(long minor, Currency currency) {
    return minor == TOO_LARGE ? null : new Money(minor, currency);
  }

  private static void requireNotNegative(Money amount) {
    if (amount.minor() < 0) {
      throw new IllegalArgumentException("a sum to convert is not negative: " + amount);
    }
  }
}
