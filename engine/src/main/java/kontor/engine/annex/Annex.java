package kontor.engine.annex;

/// One version of one annex (F01). It holds from its first day until its last, or until a later
/// version begins.
///
/// @param agreement number of the agreement it belongs to
/// @param version 1, 2, 3 ... for each kind, without gaps
/// @param fromDay first value date, days since 1970-01-01; later if a party signs later
/// @param untilDay last value date; {@link kontor.engine.terms.Agreement#OPEN_END} if none
public record Annex(int agreement, int version, int fromDay, int untilDay, AnnexTerms terms) {

  public AnnexKind kind() {
    return terms.kind();
  }
}
