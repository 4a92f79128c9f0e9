package kontor.engine.terms;

/// The rate that holds for one direction from an instant on (F07): the price of one unit of
/// `base`, in units of `quoted`. The other direction is another fixing and never its inverse.
///
/// @param effectiveFromMs milliseconds since 1970-01-01T00:00Z, log time
/// @param source who published it and where, up to 35 characters
public record Fixing(
    int agreement,
    Currency base,
    Currency quoted,
    Rate rate,
    long effectiveFromMs,
    String source) {}
