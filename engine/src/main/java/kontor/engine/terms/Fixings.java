package kontor.engine.terms;

import org.jspecify.annotations.Nullable;

/// Rates from rates (F07, F09): exact integers until the one rounding that is named at the call.
/// The two directions of a pair are two calls of {@link #price}; none is the inverse of the other.
public final class Fixings {

  private static final int BASIS_POINTS = 10_000;
  private static final int BASIS_POINT_DIGITS = 4;
  private static final int SCALE_MAX = 18;
  private static final long PPM = 1_000_000;
  private static final int PPM_DIGITS = 6;

  private Fixings() {}

  /// The price of one unit of B in A, from the units of A and of B for one unit of a reference.
  ///
  /// @return null when no rate comes out: it rounds to zero or does not fit
  public static @Nullable Rate price(Rate numerator, Rate denominator, RoundingProfile profile) {
    int exponent = denominator.scale() - numerator.scale() + profile.scale();
    long unscaled =
        Conversions.quotient(
            Wide.of(numerator.unscaled()),
            Wide.of(denominator.unscaled()),
            exponent,
            profile.mode());
    return unscaled <= 0 ? null : new Rate(unscaled, profile.scale());
  }

  /// How far a rate is from another one, in millionths of that one, rounded up; so it is above a
  /// whole limit exactly if the deviation is.
  public static long deviationPpm(Rate from, Rate to) {
    int exponent = from.scale() - to.scale() + PPM_DIGITS;
    Wide over = Wide.of(to.unscaled());
    Wide under = Wide.of(from.unscaled());
    long up = Conversions.quotient(over, under, exponent, Rounding.UP);
    long down = Conversions.quotient(over, under, exponent, Rounding.DOWN);
    return up == Conversions.TOO_LARGE ? Long.MAX_VALUE : Math.max(up - PPM, PPM - down);
  }

  /// A rate bettered by so many basis points, exactly; several improvements multiply (F09).
  ///
  /// @return null when the product does not fit a rate, or nothing is left of it
  public static @Nullable Rate improved(Rate rate, int basisPoints) {
    Rate base = rate.stripped();
    Wide product =
        basisPoints <= -BASIS_POINTS
            ? null
            : Wide.of(base.unscaled()).times((long) BASIS_POINTS + basisPoints);
    if (product == null || product.high() != 0 || product.low() < 0) {
      return null;
    }
    long unscaled = product.low();
    int scale = base.scale() + BASIS_POINT_DIGITS;
    while (scale > 0 && unscaled % 10 == 0) {
      unscaled /= 10;
      scale--;
    }
    return scale > SCALE_MAX ? null : new Rate(unscaled, scale);
  }
}
