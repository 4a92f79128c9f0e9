package kontor.engine.terms;

/// One version of an agreement (F01). The version that holds for a payment is the latest whose
/// `effectiveFromDay` is not after its value date.
///
/// @param id the agreement's number, the same for all versions
/// @param version 1, 2, 3 ... without gaps
/// @param effectiveFromDay first value date, days since 1970-01-01
/// @param effectiveUntilDay last value date, days since 1970-01-01; {@link #OPEN_END} if none
public record Agreement(
    int id,
    int version,
    int effectiveFromDay,
    int effectiveUntilDay,
    SettlementModel model,
    AgreementParties parties,
    AgreementTerms terms) {

  public static final int OPEN_END = Integer.MAX_VALUE;
}
