package kontor.engine.rates;

import kontor.engine.terms.Conversions;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import kontor.engine.terms.Wide;
import org.jspecify.annotations.Nullable;

/// What holding a foreign money earned or lost while its price moved (F11): balance x (price now -
/// price before). With the day's fixing it is the unrealised result of a day; with the rate at
/// which a sum was settled, the realised result of that sum. The two are never added up here.
public final class Revaluation {

  private Revaluation() {}

  /// @param balance in the foreign money; below zero for a debt
  /// @param before price of one foreign unit in `own`
  /// @return below zero for a loss; null when it does not fit
  public static @Nullable Money result(
      Money balance, Rate before, Rate now, Currency own, Rounding rounding) {
    int scale = Math.max(before.scale(), now.scale());
    Wide old = scaled(before, scale);
    Wide current = scaled(now, scale);
    if (old == null || current == null) {
      return null;
    }
    boolean hasRisen = current.compareTo(old) >= 0;
    Wide moved = hasRisen ? current.minus(old) : old.minus(current);
    // The least long has no positive twin; as an unsigned number it is right.
    Wide product = moved.times(Math.abs(balance.minor()));
    boolean fits = product != null && product.high() >>> 62 == 0;
    int exponent = own.minorDigits() - balance.currency().minorDigits() - scale;
    long minor =
        Conversions.quotient(fits ? product : null, Wide.of(1), exponent, rounding);
    if (minor == Wide.TOO_LARGE) {
      return null;
    }
    return new Money(hasRisen == balance.minor() >= 0 ? minor : -minor, own);
  }

  private static @Nullable Wide scaled(Rate rate, int scale) {
    return Wide.of(rate.unscaled()).timesPowerOfTen(scale - rate.scale());
  }
}
