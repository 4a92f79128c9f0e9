package kontor.readside;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.TreeMap;
import kontor.engine.NetPosition;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;

/// A netting cycle that has closed (F25).
///
/// @param closedMs log time
/// @param settled how many payments became final in it
/// @param carried how many went to the next cycle
/// @param positions of the loro accounts that it moved
public record CycleRow(long closedMs, int settled, int carried, List<NetPosition> positions) {

  private static final int EFFICIENCY_SCALE = 4;

  /// What a cycle saved in one currency: between each two institutions only the difference of both
  /// directions stays owed.
  ///
  /// @param gross all that was paid
  /// @param net all that stays owed
  public record Saving(Money gross, Money net) {

    private Saving plus(Saving other) {
      return new Saving(plus(gross, other.gross), plus(net, other.net));
    }

    private static Money plus(Money one, Money other) {
      return new Money(Math.addExact(one.minor(), other.minor()), one.currency());
    }

    /// 1 less net by gross, with four decimals, rounded down: never more than was saved.
    public BigDecimal efficiency() {
      BigDecimal share =
          BigDecimal.valueOf(net.minor())
              .divide(BigDecimal.valueOf(gross.minor()), EFFICIENCY_SCALE, RoundingMode.UP);
      return BigDecimal.ONE.subtract(share);
    }
  }

  /// By currency; of currencies in which nothing moved there is none.
  public List<Saving> savings() {
    TreeMap<Currency, Saving> savings = new TreeMap<>();
    for (NetPosition position : positions) {
      Currency currency = position.account().currency();
      long gross = Math.addExact(position.creditsMinor(), position.debitsMinor());
      savings.merge(
          currency,
          new Saving(
              new Money(gross, currency), new Money(Math.abs(position.netMinor()), currency)),
          Saving::plus);
    }
    return List.copyOf(savings.values());
  }
}
