package kontor.readside;

import kontor.engine.RecordedEvent;

/// Makes the outgoing messages that an event calls for. Called once for every event, after its
/// rows are written and inside the same transaction, so a message is in the outbox exactly if the
/// event is in the database. Must be a pure function of the event and the lookup: a rebuild asks
/// again and expects the same bytes.
@FunctionalInterface
public interface OutboxWriter {

  /// For a read side that sends nothing.
  OutboxWriter NONE = (event, lookup, sink) -> {};

  void write(RecordedEvent event, EvidenceLookup lookup, OutboxSink sink);
}
