package kontor.readside;

/// How far the read side has come.
///
/// @param timestampMs log time of the last event; 0 before the first
public record ReadHealth(Position position, long timestampMs) {}
