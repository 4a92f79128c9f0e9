package kontor.readside;

import kontor.engine.terms.Rate;

/// A fixing under an annex about rates, with where it came from.
public record RatedFixingRow(
    int agreement,
    String base,
    String quoted,
    Rate rate,
    long effectiveFromMs,
    String source,
    RateOriginRow origin) {}
