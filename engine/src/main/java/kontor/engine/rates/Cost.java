package kontor.engine.rates;

import kontor.engine.terms.Conversions;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import kontor.engine.terms.Wide;
import org.jspecify.annotations.Nullable;

/// What a payment costs, shown before it is approved (F11). A part per million is a hundredth of a
/// basis point; shares are rounded half up to whole ones.
///
/// @param destinationAtMid what would come out at the mid rate of what was converted
/// @param marginMinor between that and the sum at the applied rate, in minor units of it
/// @param favours whom the margin favours
/// @param marginPpm of the mid rate
/// @param feesMinor of all sides, in the destination currency at the mid rate
/// @param totalPpm fees, and the margin where the payer bears it, of `destinationAtMid`
public record Cost(
    Money destinationAtMid,
    long marginMinor,
    Favours favours,
    long marginPpm,
    long feesMinor,
    long totalPpm) {

  private static final int MILLION_DIGITS = 6;

  public enum Favours {
    NOBODY,
    PROVIDER,
    PAYER
  }

  /// @param source what is converted
  /// @param applied units of `destination` for one of the source currency, as is paid
  /// @param mid the same at the middle of the market
  /// @return null when a sum does not fit, or nothing comes out at the mid rate
  public static @Nullable Cost of(
      Money source,
      Rate applied,
      Rate mid,
      Currency destination,
      Rounding rounding,
      FeePlan fees) {
    return of(source, applied, mid, destination, rounding, fees, Converted.WHAT_IS_PAID);
  }

  /// The same where the payee's sum is what was agreed, and the payer pays what it costs: then
  /// the sum at the mid rate is the payer's, and a lower one favours him.
  ///
  /// @param owed what the payee gets
  /// @param applied units of `paid` for one of the owed currency
  /// @param mid the same at the middle of the market
  /// @return null when a sum does not fit, or nothing comes out at the mid rate
  public static @Nullable Cost ofOwed(
      Money owed, Rate applied, Rate mid, Currency paid, Rounding rounding, FeePlan fees) {
    return of(owed, applied, mid, paid, rounding, fees, Converted.WHAT_IS_OWED);
  }

  private enum Converted {
    WHAT_IS_PAID,
    WHAT_IS_OWED
  }

  private static @Nullable Cost of(
      Money source,
      Rate applied,
      Rate mid,
      Currency destination,
      Rounding rounding,
      FeePlan fees,
      Converted converted) {
    Money atMid = Conversions.convert(source, mid, destination, rounding);
    Money atApplied = Conversions.convert(source, applied, destination, rounding);
    if (atMid == null || atApplied == null || atMid.minor() == 0) {
      return null;
    }
    long feesMinor = fees(fees, source.currency(), mid, destination, rounding);
    long difference =
        converted == Converted.WHAT_IS_PAID
            ? atMid.minor() - atApplied.minor()
            : atApplied.minor() - atMid.minor();
    long marginPpm = marginPpm(applied, mid);
    if (feesMinor < 0 || marginPpm < 0) {
      return null;
    }
    long borne = Math.max(difference, 0);
    long totalPpm =
        feesMinor > Long.MAX_VALUE - borne
            ? Wide.TOO_LARGE
            : millionths(borne + feesMinor, atMid.minor());
    return totalPpm < 0
        ? null
        : new Cost(
            atMid, Math.abs(difference), favours(difference), marginPpm, feesMinor, totalPpm);
  }

  private static Favours favours(long difference) {
    if (difference == 0) {
      return Favours.NOBODY;
    }
    return difference > 0 ? Favours.PROVIDER : Favours.PAYER;
  }

  /// |mid - applied| / mid in millionths: of the rates, because small sums round the margin away.
  private static long marginPpm(Rate applied, Rate mid) {
    int scale = Math.max(applied.scale(), mid.scale());
    Wide one = Wide.of(applied.unscaled()).timesPowerOfTen(scale - applied.scale());
    Wide middle = Wide.of(mid.unscaled()).timesPowerOfTen(scale - mid.scale());
    if (one == null || middle == null) {
      return Wide.TOO_LARGE;
    }
    Wide distance = one.compareTo(middle) > 0 ? one.minus(middle) : middle.minus(one);
    Wide scaled = distance.timesPowerOfTen(MILLION_DIGITS);
    return scaled == null ? Wide.TOO_LARGE : scaled.dividedBy(middle, Rounding.HALF_UP);
  }

  private static long millionths(long part, long whole) {
    return Conversions.quotient(
        Wide.of(part), Wide.of(whole), MILLION_DIGITS, Rounding.HALF_UP);
  }

  /// @return below zero when it does not fit
  private static long fees(
      FeePlan plan, Currency source, Rate mid, Currency destination, Rounding rounding) {
    long total = 0;
    for (FeePlan.Fee fee : plan.fees()) {
      Money money = fee.money();
      long minor;
      if (money.currency().equals(destination)) {
        minor = money.minor();
      } else if (money.currency().equals(source)) {
        minor = Conversions.convertMinor(money, mid, destination, rounding);
      } else {
        throw new IllegalArgumentException("a fee in a third currency: " + money);
      }
      if (minor == Conversions.TOO_LARGE || total > Long.MAX_VALUE - minor) {
        return Wide.TOO_LARGE;
      }
      total += minor;
    }
    return total;
  }
}
