package kontor.readside;

import kontor.engine.terms.AccountId;
import kontor.engine.terms.Money;

/// An account as it stands.
///
/// @param balance posted credits less posted debits
/// @param held sum of holds and of what queued payments have set aside
/// @param line how far below zero it may go
public record AccountRow(AccountId account, Money balance, Money held, Money line) {

  /// What may still be debited: balance less holds plus line.
  public Money available() {
    long free = Math.subtractExact(balance.minor(), held.minor());
    return new Money(Math.addExact(free, line.minor()), account.currency());
  }
}
