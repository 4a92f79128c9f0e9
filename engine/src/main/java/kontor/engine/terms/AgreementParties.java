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
    @Nullable ParticipantId provider) {}
