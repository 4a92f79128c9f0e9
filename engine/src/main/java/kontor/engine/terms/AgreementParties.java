package kontor.engine.terms;

import org.jspecify.annotations.Nullable;

/// The two sides of an agreement, each with its money.
///
/// @param provider the FX provider under {@link SettlementModel#PROVIDER}, else null
public record AgreementParties(
    ParticipantId institutionA,
    Currency currencyA,
    ParticipantId institutionB,
    Currency currencyB,
    @Nullable ParticipantId provider) {

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
