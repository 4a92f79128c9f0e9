package kontor.engine;

/// An event where it stands in the record: the one order in which everything happened.
///
/// @param position log position of the command that caused it
/// @param index place among the events of that command, from 0
/// @param timestampMs log time of the command, milliseconds since 1970-01-01T00:00Z
public record RecordedEvent(long position, int index, long timestampMs, Event event) {}
