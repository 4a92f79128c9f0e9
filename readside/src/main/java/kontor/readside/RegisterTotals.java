package kontor.readside;

/// The register in one line: so many entries, so many of them signed in a period, to this horizon.
///
/// @param lastEnd the latest last day; {@link kontor.engine.terms.Agreement#OPEN_END} if none has
///     one
/// @param openEnded entries without a last day
public record RegisterTotals(int entries, int signed, int lastEnd, int openEnded) {}
