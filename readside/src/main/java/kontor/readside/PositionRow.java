package kontor.readside;

import java.math.BigInteger;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;

/// Where one institution stands with another: its loro account with it. A negative balance is
/// what the owner owes the servicer.
///
/// @param servicer the institution that keeps the account
/// @param owner the institution whose account it is
public record PositionRow(
    ParticipantId servicer, ParticipantId owner, Money balance, Money held, Money line) {

  private static final int PERMILLE = 1000;

  /// What the owner may still draw: balance less holds plus line.
  public Money headroom() {
    long free = Math.subtractExact(balance.minor(), held.minor());
    return new Money(Math.addExact(free, line.minor()), balance.currency());
  }

  /// How much of the line is used, in thousandths, rounded down; 0 when nothing is owed.
  public int utilisationPermille() {
    long drawn = Math.subtractExact(held.minor(), balance.minor());
    if (drawn <= 0) {
      return 0;
    }
    if (line.minor() <= drawn) {
      return PERMILLE;
    }
    BigInteger thousandfold = BigInteger.valueOf(drawn).multiply(BigInteger.valueOf(PERMILLE));
    return thousandfold.divide(BigInteger.valueOf(line.minor())).intValueExact();
  }
}
