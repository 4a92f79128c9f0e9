package kontor.engine.ledger;

import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;

/// Gives out timestamps in nanoseconds of log time: unique, and each later than the one before.
final class Timestamps {

  private static final long NANOS_PER_MS = 1_000_000;
  /// In the year 2255. A clock beyond stands still here, so that timestamps stay below 2^63.
  private static final long NOW_MS_MAX = 9_000_000_000_000L;

  /// The last one that was given out.
  private long lastNs;

  /// The next one, which is not given out yet.
  long peek(long nowMs) {
    return Math.max(Math.clamp(nowMs, 0, NOW_MS_MAX) * NANOS_PER_MS, lastNs + 1);
  }

  /// The first of so many, one after the other.
  long take(int count, long nowMs) {
    long firstNs = peek(nowMs);
    lastNs = firstNs + count - 1;
    return firstNs;
  }

  void writeTo(StateWriter writer) {
    writer.putLong(lastNs);
  }

  void readFrom(StateReader reader) {
    lastNs = reader.getLong();
  }
}
