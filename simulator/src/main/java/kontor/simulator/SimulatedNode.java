package kontor.simulator;

import java.util.ArrayList;
import java.util.List;
import kontor.engine.Command;
import kontor.engine.Engine;
import kontor.engine.Event;
import kontor.engine.EventSink;
import kontor.engine.Snapshot;
import org.jspecify.annotations.Nullable;

/// One machine: an engine, its log on a disk, its last snapshot and a clock that is not quite
/// right. What the engine gets and gives passes through the methods of the last section; there
/// tests plant their bugs.
class SimulatedNode {

  final int id;
  private final List<LogEntry> log = new ArrayList<>();
  private @Nullable Engine engine = new Engine();
  private Snapshot.@Nullable Frozen frozen;
  private int frozenIndex;
  private byte[] snapshot = new byte[0];
  private int snapshotIndex;
  private int synced;
  private int committed;
  private int applied;
  private int term;
  private boolean isLeader;
  private long clockOffsetMs;

  SimulatedNode(int id) {
    this.id = id;
  }

  // The log

  final int lastIndex() {
    return log.size();
  }

  final LogEntry entry(int index) {
    return log.get(index - 1);
  }

  final int lastTerm() {
    return log.isEmpty() ? 0 : log.getLast().term();
  }

  final void append(LogEntry entry) {
    log.add(entry);
  }

  /// Cuts off what another leader never agreed to.
  final void truncate(int last) {
    if (last < committed) {
      throw new SimulationFailure("node " + id + " loses committed entries after " + last);
    }
    log.subList(last, log.size()).clear();
    synced = Math.min(synced, last);
  }

  final void sync() {
    synced = log.size();
  }

  final int synced() {
    return synced;
  }

  final int committed() {
    return committed;
  }

  final void commit(int index) {
    committed = Math.max(committed, Math.min(index, log.size()));
  }

  final int applied() {
    return applied;
  }

  // Terms and leadership

  final int term() {
    return term;
  }

  final void follow(int newTerm) {
    if (newTerm > term) {
      term = newTerm;
      isLeader = false;
    }
  }

  final void lead() {
    isLeader = true;
  }

  final boolean isLeader() {
    return isLeader;
  }

  // Clock

  final long clockMs(long trueMs) {
    return trueMs + clockOffsetMs;
  }

  final void setClockOffset(long offsetMs) {
    clockOffsetMs = offsetMs;
  }

  // Life and death

  final boolean isUp() {
    return engine != null;
  }

  final Engine engine() {
    if (engine == null) {
      throw new IllegalStateException("node " + id + " is down");
    }
    return engine;
  }

  /// The state is kept as it is now; the engine goes on.
  final void beginSnapshot() {
    frozen = engine().freeze();
    frozenIndex = applied;
  }

  final boolean isWritingSnapshot() {
    return frozen != null;
  }

  /// The log up to the snapshot is on disk before it.
  final void endSnapshot() {
    if (frozen != null) {
      sync();
      snapshot = writeSnapshot(frozen);
      snapshotIndex = frozenIndex;
      frozen.release();
      frozen = null;
    }
  }

  /// The process is gone. Of what was not yet synced, `kept` entries are on the disk, and if
  /// `isTorn`, the first `bytesWritten` bytes of the next.
  final void crash(int kept, boolean isTorn, int bytesWritten) {
    int last = Math.min(log.size(), synced + kept);
    LogEntry next = isTorn && last < log.size() ? log.get(last).torn(bytesWritten) : null;
    log.subList(last, log.size()).clear();
    if (next != null) {
      log.add(next);
    }
    engine = null;
    frozen = null;
    isLeader = false;
  }

  /// Starts from the snapshot and the log; what follows the snapshot is applied again as soon as
  /// the node hears that it is committed.
  ///
  /// @return whether the end of the log was damaged and cut off
  final boolean restart() {
    boolean isCut = cutAtDamage();
    synced = log.size();
    committed = Math.min(committed, snapshotIndex);
    applied = snapshotIndex;
    engine = snapshot.length == 0 ? new Engine() : SnapshotBytes.restore(snapshot);
    restored(engine);
    return isCut;
  }

  private boolean cutAtDamage() {
    for (int i = snapshotIndex; i < log.size(); i++) {
      if (!accepts(log.get(i))) {
        log.subList(i, log.size()).clear();
        return true;
      }
    }
    return false;
  }

  /// Applies the next committed entry.
  final List<Event> applyNext(long trueMs) {
    LogEntry entry = choose(applied + 1);
    Command command = entry.isRead() && !isLeader ? new Command.PassTime() : entry.command();
    List<Event> events = new ArrayList<>(2);
    apply(entry, command, clockMs(trueMs), events::add);
    applied++;
    return answer(events);
  }

  // Where tests plant bugs

  LogEntry choose(int index) {
    return entry(index);
  }

  void apply(LogEntry entry, Command command, long clockMs, EventSink sink) {
    engine().apply(entry.index(), entry.timestampMs(), command, sink);
  }

  List<Event> answer(List<Event> events) {
    return events;
  }

  boolean accepts(LogEntry entry) {
    return entry.isSound();
  }

  byte[] writeSnapshot(Snapshot.Frozen state) {
    return SnapshotBytes.of(state);
  }

  void restored(Engine fresh) {}

  /// Answers a request without the log; null is the only right answer.
  @Nullable List<Event> answerAtOnce(Command command) {
    return null;
  }

  /// Whether the reply to a request leaves this node.
  boolean replies(int client, int request) {
    return true;
  }
}
