package kontor.cluster;

import java.util.List;
import kontor.engine.RecordedEvent;

/// What became of one command: it stands in the log at a position, on disk, and was applied.
///
/// @param position log position of the command
/// @param timestampMs log time of the command, milliseconds since 1970-01-01T00:00Z
/// @param events what the core said, in order; what fell due just before comes first.
///     {@link kontor.engine.Event.MessageReceived} comes without its evidence here, which the
///     sender has; the journal has it
public record Reply(long position, long timestampMs, List<RecordedEvent> events) {}
