package kontor.readside;

import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;

/// What settled in one currency and direction.
///
/// @param payerInstitution keeper of the payers' accounts
/// @param payeeInstitution keeper of the payees' accounts
/// @param side whether the money was paid or received
/// @param sum in the currency of that side
public record TurnoverRow(
    ParticipantId payerInstitution,
    ParticipantId payeeInstitution,
    Side side,
    long payments,
    Money sum) {

  /// Each settled payment has two legs: what was paid and what was received.
  public enum Side {
    PAID,
    RECEIVED
  }
}
