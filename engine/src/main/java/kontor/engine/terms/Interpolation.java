package kontor.engine.terms;

import org.jspecify.annotations.Nullable;

/// A rate between the rates of two tenors, on the straight line through them (F27):
/// r = r1 + (r2 - r1)(n - n1)/(n2 - n1), exactly, then one rounding.
public final class Interpolation {

  private Interpolation() {}

  /// A rate that holds for so many days.
  ///
  /// @param days greater than zero
  public record Tenor(int days, Rate rate) {
    public Tenor {
      if (days <= 0) {
        throw new IllegalArgumentException("a tenor has one day or more: " + days);
      }
    }
  }

  /// @return null when `days` lies outside of the two tenors, when these are the same, and when
  ///     the result is zero or does not fit
  public static @Nullable Rate between(
      Tenor shorter, Tenor longer, int days, RoundingProfile profile) {
    if (shorter.days() >= longer.days() || days < shorter.days() || days > longer.days()) {
      return null;
    }
    // (r1 (n2 - n) + r2 (n - n1)) / (n2 - n1): nothing is subtracted from a rate.
    int scale = Math.max(shorter.rate().scale(), longer.rate().scale());
    Wide first = weighted(shorter.rate(), scale, longer.days() - days);
    Wide second = weighted(longer.rate(), scale, days - shorter.days());
    Wide sum = first == null || second == null ? null : first.plus(second);
    if (sum == null || sum.high() >>> 62 != 0) {
      return null;
    }
    Wide divisor = Wide.of(longer.days() - shorter.days());
    long unscaled =
        Conversions.quotient(sum, divisor, profile.scale() - scale, profile.mode());
    return unscaled <= 0 ? null : new Rate(unscaled, profile.scale());
  }

  private static @Nullable Wide weighted(Rate rate, int scale, int days) {
    Wide scaled = Wide.of(rate.unscaled()).timesPowerOfTen(scale - rate.scale());
    return scaled == null ? null : scaled.times(days);
  }
}
