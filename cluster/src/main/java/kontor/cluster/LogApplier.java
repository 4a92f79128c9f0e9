package kontor.cluster;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import kontor.engine.Command;
import kontor.engine.Engine;
import kontor.engine.Event;
import kontor.engine.EventSink;
import kontor.engine.Refusal;
import org.agrona.DirectBuffer;

/// What one entry of the log does to the core. The node and the verifier share it, so that both
/// derive the same.
///
/// A command travels in an envelope: its whole length in 4 bytes, 4 bytes 0, the client's sequence
/// number in 8 bytes, then the command.
final class LogApplier {

  static final int ENVELOPE_BYTES = 16;

  static final long NO_TIMER = Long.MAX_VALUE;

  private static final int SEQUENCE_OFFSET = 8;

  private final Engine engine;
  private final CommandCodec codec = CommandCodec.reusingBatches();
  private long timeMs;
  private long timerMs;

  LogApplier() {
    this(new SnapshotCodec.State(new Engine(), 0, NO_TIMER));
  }

  LogApplier(SnapshotCodec.State state) {
    this.engine = state.engine();
    this.timeMs = state.timeMs();
    this.timerMs = state.timerMs();
  }

  SnapshotCodec.State state() {
    return new SnapshotCodec.State(engine, timeMs, timerMs);
  }

  /// The state as it is now, to be written by another thread.
  SnapshotCodec.FrozenState freeze() {
    return new SnapshotCodec.FrozenState(engine.freeze(), timeMs, timerMs);
  }

  Engine engine() {
    return engine;
  }

  /// Log time never falls, even if the machine's clock does.
  long advanceTo(long timestampMs) {
    timeMs = Math.max(timeMs, timestampMs);
    return timeMs;
  }

  static void writeEnvelope(FieldWriter out, long sequence) {
    out.int32(0);
    out.int32(0);
    out.int64(sequence);
  }

  /// Whether the envelope says how long it is.
  static boolean isWhole(DirectBuffer buffer, int offset, int length) {
    return length >= ENVELOPE_BYTES
        && buffer.getInt(offset, LITTLE_ENDIAN) == length
        && buffer.getInt(offset + Integer.BYTES, LITTLE_ENDIAN) == 0;
  }

  /// The client's number of a command, by which it knows the reply.
  static long sequence(DirectBuffer buffer, int offset, int length) {
    return length >= ENVELOPE_BYTES ? buffer.getLong(offset + SEQUENCE_OFFSET, LITTLE_ENDIAN) : 0;
  }

  /// Whether somebody waits for the answer to a question. On followers and in a replay nobody
  /// does, and a question only lets time pass.
  enum Asked {
    BY_CLIENT,
    BY_NOBODY
  }

  /// What is for who asked alone: no part of what happened, so not for the journal.
  static boolean isAnswer(Event event) {
    return event instanceof Event.LedgerRead
        || event instanceof Event.LedgerReadInPart
        || (event instanceof Event.CommandRefused refused
            && refused.refusal() == Refusal.FILTER_INVALID);
  }

  void command(
      long position, DirectBuffer buffer, int offset, int length, Asked asked, EventSink sink) {
    Command command =
        isWhole(buffer, offset, length)
            ? codec.decode(buffer, offset + ENVELOPE_BYTES, length - ENVELOPE_BYTES)
            : null;
    if (command == null) {
      sink.emit(new Event.CommandRefused(Refusal.UNDECODABLE));
    } else if (asked == Asked.BY_NOBODY && command instanceof Command.ReadLedger) {
      engine.apply(position, timeMs, new Command.PassTime(), sink);
    } else {
      engine.apply(position, timeMs, command, sink);
    }
  }

  /// The timer came.
  void passTime(long position, EventSink sink) {
    timerMs = NO_TIMER;
    engine.apply(position, timeMs, new Command.PassTime(), sink);
  }

  /// @return the instant for which the timer must be set, or {@link #NO_TIMER} if it stands well:
  ///     one that comes too early does no harm
  long timerToSet() {
    long dueMs = engine.nextDueMs();
    if (dueMs >= timerMs) {
      return NO_TIMER;
    }
    timerMs = dueMs;
    return dueMs;
  }
}
