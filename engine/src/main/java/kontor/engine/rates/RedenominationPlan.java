package kontor.engine.rates;

import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import org.jspecify.annotations.Nullable;

/// What two persons decided about a new unit of money (F04): which, when, and what the old code
/// means from then on.
///
/// @param unit from, to, factor and rounding
/// @param prices how prices of things, fees and penalties are rounded
/// @param zone name of the time zone, such as `America/Caracas`, in which the day is counted
/// @param day at whose begin it happens, days since 1970-01-01; the first day of the new unit
/// @param windowDays for how many days from then on instructions that are dated before it are
///     still taken in the old code
/// @param oldCode what the old code means in an instruction that is dated on that day or later
public record RedenominationPlan(
    Redenomination unit, Prices prices, String zone, int day, int windowDays, OldCode oldCode) {

  /// The number is written to the log and never changes.
  public enum Prices {
    ROUNDED(1),
    /// What was sold for something is not given away: the rule of the cut of 2018.
    AT_LEAST_ONE(2);

    private final int code;

    Prices(int code) {
      this.code = code;
    }

    public int code() {
      return code;
    }
  }

  /// The number is written to the log and never changes.
  public enum OldCode {
    /// Nothing any more: such an instruction is refused.
    REFUSED(1),
    /// The new unit. Banks go on writing the old code, as they did with VES after October 2021.
    MEANS_NEW(2);

    private final int code;

    OldCode(int code) {
      this.code = code;
    }

    public int code() {
      return code;
    }
  }

  public Currency from() {
    return unit.from();
  }

  public Currency to() {
    return unit.to();
  }

  /// A price in the new unit.
  ///
  /// @return null when it does not fit
  public @Nullable Money price(Money old) {
    return prices == Prices.AT_LEAST_ONE ? unit.price(old) : unit.sum(old);
  }

  /// Whether an instruction with this value date speaks of the old unit.
  public boolean isDatedBefore(int valueDay) {
    return valueDay < day;
  }
}
