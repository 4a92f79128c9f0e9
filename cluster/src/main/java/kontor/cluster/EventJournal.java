package kontor.cluster;

import java.util.function.Consumer;
import kontor.engine.RecordedEvent;

/// The core's events in the one order in which they happened, on disk, readable from any place.
public final class EventJournal {

  EventJournal() {}

  /// Reads what comes after an event. To read all, start after (-1, 0).
  public Reader reader(long afterPosition, int afterIndex) {
    throw new IllegalStateException(afterPosition + "/" + afterIndex);
  }

  /// Log position of the last event on disk; -1 if there is none.
  public long lastPosition() {
    return -1;
  }

  /// A durable reader has stored everything up to and with a log position.
  public void consumed(String readerName, long position) {
    throw new IllegalStateException(readerName + position);
  }

  /// Reads on, at its own pace; for one thread.
  public interface Reader extends AutoCloseable {

    /// Hands over at most `limit` events, none if there is nothing new.
    ///
    /// @return how many
    int poll(Consumer<RecordedEvent> handler, int limit);

    @Override
    void close();
  }
}
