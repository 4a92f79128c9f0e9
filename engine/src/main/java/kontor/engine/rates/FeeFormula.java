package kontor.engine.rates;

import kontor.engine.terms.Conversions;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import kontor.engine.terms.Wide;
import org.jspecify.annotations.Nullable;

/// What a service costs (F32): min(cap, max(floor, fixed + share x amount)), rounded once. All in
/// minor units of the amount's currency.
///
/// @param share of the amount as a fraction, 0.0015 for fifteen basis points; null for none
/// @param capMinor {@link #NO_CAP} for none
public record FeeFormula(long fixedMinor, @Nullable Rate share, long floorMinor, long capMinor) {

  public static final long NO_CAP = Long.MAX_VALUE;

  /// A schedule without fees is a schedule.
  public static final FeeFormula FREE = new FeeFormula(0, null, 0, NO_CAP);

  private static final int SHARE_SCALE_MAX = 12;

  public FeeFormula {
    if (fixedMinor < 0 || floorMinor < 0) {
      throw new IllegalArgumentException("fixed fee and floor are not negative");
    }
    if (capMinor < floorMinor) {
      throw new IllegalArgumentException("the cap is not below the floor: " + capMinor);
    }
    if (share != null && share.stripped().scale() > SHARE_SCALE_MAX) {
      throw new IllegalArgumentException("a share has at most 12 digits after the point: " + share);
    }
  }

  /// The fee for an amount.
  ///
  /// @return in minor units, or {@link Wide#TOO_LARGE} when there is no cap and it does not fit
  public long feeMinor(long amountMinor, Rounding rounding) {
    if (amountMinor < 0) {
      throw new IllegalArgumentException("a fee is for a sum above zero: " + amountMinor);
    }
    long exact = uncapped(amountMinor, rounding);
    if (exact == Wide.TOO_LARGE) {
      return capMinor == NO_CAP ? Wide.TOO_LARGE : capMinor;
    }
    return Math.min(capMinor, Math.max(floorMinor, exact));
  }

  private long uncapped(long amountMinor, Rounding rounding) {
    if (share == null) {
      return fixedMinor;
    }
    Rate fraction = share.stripped();
    Wide fixed = Wide.of(fixedMinor).timesPowerOfTen(fraction.scale());
    Wide part = Wide.of(amountMinor).times(fraction.unscaled());
    Wide sum = fixed == null || part == null ? null : fixed.plus(part);
    // What outgrows 126 bits is, divided by 10^12 at most, far beyond 64.
    Wide bounded = sum == null || sum.high() >>> 62 != 0 ? null : sum;
    return Conversions.quotient(bounded, Wide.of(1), -fraction.scale(), rounding);
  }
}
