package kontor.cluster;

import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.codecs.SessionMessageHeaderDecoder;
import io.aeron.cluster.codecs.TimerEventDecoder;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.TreeMap;
import kontor.cluster.VerifyReport.Fault;
import kontor.engine.Engine;
import kontor.engine.Event;
import kontor.engine.RecordedEvent;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/// Derives the state and every event from the log alone, and compares them with the snapshots and
/// the journal.
final class LogReplay {

  private final Recording log;
  private final @Nullable Recording journalRecording;
  private final JournalEnd journalEnd;
  private final TreeMap<Long, Path> snapshots = new TreeMap<>();
  private final long bytesChecked;
  private final SessionMessageHeaderDecoder command = new SessionMessageHeaderDecoder();
  private final TimerEventDecoder timer = new TimerEventDecoder();
  private final FieldWriter derivedBytes = new FieldWriter(4096);
  private final FieldWriter journalBytes = new FieldWriter(4096);
  private LogApplier applier = new LogApplier();
  private @Nullable JournalEvents journal;
  private @Nullable Fault fault;
  private long commands;
  private long events;
  private int snapshotsCompared;
  private long firstPosition;
  private long position;
  private int index;
  private boolean byTimer;

  /// Where the journal of a stopped node ends.
  enum JournalEnd {
    /// But for what a timer brings about while the node stops: the log has it when the core is
    /// closed already, and the next start makes up for it.
    WITH_THE_LOG,
    /// A member keeps the end of its log before it knows that others have it too; only then it is
    /// applied.
    MAY_BE_EARLIER
  }

  /// A state that was written down, and the log position at which it was taken.
  record SnapshotAt(long logPosition, Path file) {}

  LogReplay(
      Recording log,
      @Nullable Recording journalRecording,
      JournalEnd journalEnd,
      List<SnapshotAt> snapshots,
      long bytesChecked) {
    this.log = log;
    this.journalRecording = journalRecording;
    this.journalEnd = journalEnd;
    this.bytesChecked = bytesChecked;
    snapshots.forEach(s -> this.snapshots.put(s.logPosition, s.file));
  }

  VerifyReport run() {
    try {
      start();
      replay();
    } catch (RuntimeException | AssertionError e) {
      report("derivation failed: " + e);
    } finally {
      if (journal != null) {
        journal.close();
      }
    }
    return new VerifyReport(
        fault,
        fault == null ? applier.engine() : null,
        commands,
        events,
        snapshotsCompared,
        bytesChecked,
        firstPosition,
        position);
  }

  private void start() {
    if (log.startPosition() > 0) {
      if (snapshots.isEmpty()) {
        report("log has no beginning and there is no snapshot");
        return;
      }
      firstPosition = snapshots.firstKey();
      applier = new LogApplier(StateFiles.read(snapshots.firstEntry().getValue()));
      snapshotsCompared++;
    }
    position = firstPosition;
    if (journalRecording == null) {
      report("journal is missing");
    } else {
      journal = new JournalEvents(journalRecording);
      if (journalRecording.startPosition() == 0) {
        journal.skipTo(firstPosition);
      }
    }
  }

  private void replay() {
    long end =
        log.stopPosition() == AeronArchive.NULL_POSITION ? Long.MAX_VALUE : log.stopPosition();
    try (MessageCursor cursor = new MessageCursor(log, firstReadPosition())) {
      while (fault == null && cursor.next(end)) {
        if (cursor.position() > firstPosition) {
          apply(cursor.buffer(), cursor.offset(), cursor.length(), cursor.position());
        }
      }
    }
    if (fault == null) {
      applier.engine().checkInvariants();
    }
    if (fault == null && journal != null) {
      compareEnd(journal);
    }
  }

  private long firstReadPosition() {
    return Math.max(log.startPosition(), log.segmentStart(firstPosition));
  }

  private void apply(DirectBuffer buffer, int offset, int length, long endPosition) {
    int template = ClusterMessages.templateId(buffer, offset);
    int block = ClusterMessages.blockLength(buffer, offset);
    int version = ClusterMessages.version(buffer, offset);
    int body = offset + ClusterMessages.HEADER_BYTES;
    if (template == SessionMessageHeaderDecoder.TEMPLATE_ID) {
      startEntry(endPosition);
      byTimer = false;
      commands++;
      applier.advanceTo(command.wrap(buffer, body, block, version).timestamp());
      int before = ClusterMessages.HEADER_BYTES + block;
      applier.command(
          position,
          buffer,
          offset + before,
          length - before,
          LogApplier.Asked.BY_NOBODY,
          this::compare);
      applier.timerToSet();
    } else if (template == TimerEventDecoder.TEMPLATE_ID) {
      startEntry(endPosition);
      byTimer = true;
      applier.advanceTo(timer.wrap(buffer, body, block, version).timestamp());
      applier.passTime(position, this::compare);
      applier.timerToSet();
    }
    Path snapshot = snapshots.get(endPosition);
    if (snapshot != null) {
      compareSnapshot(snapshot, endPosition);
    }
  }

  private void startEntry(long endPosition) {
    position = endPosition;
    index = 0;
  }

  private void compareSnapshot(Path snapshot, long at) {
    snapshotsCompared++;
    if (!StateFiles.holds(snapshot, applier) && !means(snapshot)) {
      fault =
          new Fault(
              "snapshot differs from the state that follows from the log",
              String.valueOf(snapshot.getFileName()),
              -1,
              at);
    }
  }

  /// Whether a state that was written in other bytes, by an earlier release, is what follows.
  private boolean means(Path snapshot) {
    SnapshotCodec.State stored = StateFiles.read(snapshot);
    SnapshotCodec.State derived = applier.state();
    return digest(stored.engine()).equals(digest(derived.engine()))
        && stored.timeMs() == derived.timeMs()
        && stored.timerMs() == derived.timerMs();
  }

  private static String digest(Engine engine) {
    return engine.digest().toString();
  }

  private void compare(Event event) {
    JournalEvents stored = journal;
    RecordedEvent derived = new RecordedEvent(position, index++, applier.state().timeMs(), event);
    if (stored == null || fault != null || stored.beginsAfter(derived)) {
      return;
    }
    RecordedEvent next = stored.next();
    events += next == null ? 0 : 1;
    if (next == null) {
      if (!byTimer && !stored.isUnfinished() && journalEnd == JournalEnd.WITH_THE_LOG) {
        report("event is missing in the journal: " + nameOf(derived));
      }
    } else if (!same(derived, next)) {
      report("journal has " + nameOf(next) + " where the log gives " + nameOf(derived));
    }
  }

  private boolean same(RecordedEvent derived, RecordedEvent stored) {
    derivedBytes.position(0);
    journalBytes.position(0);
    EventCodec.encode(derived.event(), derivedBytes);
    EventCodec.encode(stored.event(), journalBytes);
    return derived.position() == stored.position()
        && derived.index() == stored.index()
        && derived.timestampMs() == stored.timestampMs()
        && derivedBytes.sameAs(journalBytes);
  }

  private static String nameOf(RecordedEvent event) {
    return event.event().getClass().getSimpleName()
        + " at log position "
        + event.position()
        + " index "
        + event.index();
  }

  private void compareEnd(JournalEvents stored) {
    RecordedEvent more = stored.next();
    if (more != null) {
      report("journal has an event that does not follow from the log: " + nameOf(more));
    }
  }

  private void report(String what) {
    if (fault == null) {
      fault = new Fault(what, "", -1, position);
    }
  }

  /// The journal's events one by one.
  private static final class JournalEvents {
    private final EventGroup.Reader groups = new EventGroup.Reader();
    private final ArrayDeque<RecordedEvent> waiting = new ArrayDeque<>();
    private final Recording recording;
    private final MessageCursor cursor;
    private final boolean truncated;
    private boolean started;

    JournalEvents(Recording recording) {
      this.recording = recording;
      this.cursor = new MessageCursor(recording, recording.startPosition());
      this.truncated = recording.startPosition() > 0;
    }

    boolean isUnfinished() {
      return recording.stopPosition() == AeronArchive.NULL_POSITION;
    }

    void skipTo(long logPosition) {
      for (RecordedEvent e = peek(); e != null && e.position() <= logPosition; e = peek()) {
        waiting.remove();
      }
    }

    /// Whether an event lies before the first that the journal has kept.
    boolean beginsAfter(RecordedEvent derived) {
      if (!truncated || started) {
        return false;
      }
      skipTo(derived.position() - 1);
      RecordedEvent first = peek();
      started =
          first != null
              && first.position() == derived.position()
              && first.index() == derived.index();
      return !started;
    }

    private @Nullable RecordedEvent peek() {
      long end = isUnfinished() ? Long.MAX_VALUE : recording.stopPosition();
      while (waiting.isEmpty() && cursor.next(end)) {
        groups.read(cursor.buffer(), cursor.offset(), cursor.length(), waiting::add);
      }
      return waiting.peek();
    }

    @Nullable RecordedEvent next() {
      peek();
      return waiting.poll();
    }

    void close() {
      cursor.close();
    }
  }
}
