package kontor.readside;

/// Where and when something happened.
///
/// @param position log position of the command that caused it
/// @param index place among the events of that command
/// @param timestampMs log time, milliseconds since 1970-01-01T00:00Z
public record Moment(long position, int index, long timestampMs) {}
