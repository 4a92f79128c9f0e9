package kontor.engine.terms;

import org.jspecify.annotations.Nullable;

/// The two sides of an agreement, each with its money, and who stands between them.
///
/// @param provider the FX provider under {@link SettlementModel#PROVIDER}, else null
/// @param clearing the house under {@link SettlementModel#CLEARING}, else null
public record AgreementParties(
    ParticipantId institutionA,
    Currency currencyA,
    ParticipantId institutionB,
    Currency currencyB,
    @Nullable ParticipantId provider,
    @Nullable ClearingHouse clearing) {

  /// Without a clearing house, as all agreements are that were entered in one step.
  public AgreementParties(
      ParticipantId institutionA,
      Currency currencyA,
      ParticipantId institutionB,
      Currency currencyB,
      @Nullable ParticipantId provider) {
    this(institutionA, currencyA, institutionB, currencyB, provider, null);
  }

  /// The money of one of the two institutions.
  public Currency moneyOf(ParticipantId institution) {
    return institution.equals(institutionA) ? currencyA : currencyB;
  }

  /// The money of the other one.
  public Currency partnerMoneyOf(ParticipantId institution) {
    return institution.equals(institutionA) ? currencyB : currencyA;
  }

  /// Whether it is the money of either.
  public boolean isMoneyOfEither(Currency currency) {
    return currency.equals(currencyA) || currency.equals(currencyB);
  }
}
