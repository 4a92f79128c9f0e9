package kontor.engine.terms;

/// Who keeps the accounts of the parties under {@link SettlementModel#CLEARING}, and in which unit
/// of account. Each party has an account with it, a loro, with a credit line.
///
/// @param house an institution that is no party
/// @param unit the money of no party
public record ClearingHouse(ParticipantId house, Currency unit) {

  /// The account of a party in the book of the house.
  public AccountId accountOf(ParticipantId party) {
    return new AccountId(house, unit, party, AccountKind.LORO);
  }
}
