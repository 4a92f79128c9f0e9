package kontor.cluster;

import io.aeron.Aeron;
import io.aeron.ChannelUriStringBuilder;
import io.aeron.CommonContext;
import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.codecs.SourceLocation;
import io.aeron.archive.status.RecordingPos;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import kontor.engine.Event;
import kontor.engine.RecordedEvent;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.agrona.concurrent.status.CountersReader;

/// The core's events in the one order in which they happened, on disk, readable from any place.
///
/// The journal is a recording of the archive beside the log. After a restart the log is replayed;
/// events that the journal has already are not written again, and those that were lost between
/// the log and the journal are made up for. So each event stands in it exactly once. Readers read
/// its files; they cost the writer nothing. What a reader has seen follows from a log that is on
/// disk: if a power cut takes it from the journal, it comes back the same, at the same place.
public final class EventJournal {

  static final int STREAM_ID = 1001;

  /// The same for ever, so that every frame of the recording can be checked against it.
  private static final int SESSION_ID = 0x4B4E54;

  private static final String ALIAS = "kontor-journal";
  private static final int RECORDINGS_MAX = 16;

  private final ExclusivePublication publication;
  private final CountersReader counters;
  private final int counterId;
  private final DurableReaders readers;
  private final Writer writer;
  private final JournalFiles files;
  private volatile Recording recording;
  private volatile long lastPosition;
  private boolean closed;
  private long recordedWhenClosed;

  private EventJournal(
      ExclusivePublication publication,
      CountersReader counters,
      int counterId,
      Recording recording,
      Tail tail,
      DataFolder folder,
      HealthBoard health) {
    this.publication = publication;
    this.counters = counters;
    this.counterId = counterId;
    this.recording = recording;
    this.readers = new DurableReaders(folder.dir());
    this.writer = new Writer(tail);
    this.lastPosition = tail.position;
    this.files = new JournalFiles(folder.dir(), recording, tail.end, this::recordedEnd, health);
  }

  /// The last event of the journal.
  ///
  /// @param end position in the recording after it
  private record Tail(long position, int index, long end) {}

  /// The archive must be one that does not sync what it begins to record now.
  static EventJournal open(
      Aeron aeron, AeronArchive archive, DataFolder folder, int termBytes, HealthBoard health) {
    List<Recording> found = find(archive, folder.archive());
    ChannelUriStringBuilder channel =
        new ChannelUriStringBuilder()
            .media(CommonContext.IPC_MEDIA)
            .alias(ALIAS)
            .sessionId(SESSION_ID);
    if (found.isEmpty()) {
      String uri = channel.termLength(termBytes).mtu(SettlementNode.MTU_BYTES).build();
      ExclusivePublication publication = aeron.addExclusivePublication(uri, STREAM_ID);
      archive.startRecording(uri, STREAM_ID, SourceLocation.LOCAL);
      int counterId = awaitCounter(aeron.countersReader(), publication.sessionId(), archive);
      Recording recording = find(archive, folder.archive()).getFirst();
      Tail none = new Tail(-1, -1, recording.startPosition());
      return new EventJournal(
          publication, aeron.countersReader(), counterId, recording, none, folder, health);
    }
    Recording recording = found.getFirst();
    Tail tail = findTail(recording);
    if (tail.end < recording.stopPosition()) {
      // Fragments of a group whose end was never written.
      archive.truncateRecording(recording.id(), tail.end);
    }
    channel.initialPosition(tail.end, recording.initialTermId(), recording.termBytes());
    String uri = channel.mtu(recording.mtuBytes()).build();
    ExclusivePublication publication = aeron.addExclusivePublication(uri, STREAM_ID);
    archive.extendRecording(recording.id(), uri, STREAM_ID, SourceLocation.LOCAL);
    int counterId = awaitCounter(aeron.countersReader(), publication.sessionId(), archive);
    return new EventJournal(
        publication, aeron.countersReader(), counterId, recording, tail, folder, health);
  }

  private static List<Recording> find(AeronArchive archive, Path archiveDir) {
    List<Recording> found = new ArrayList<>();
    archive.listRecordingsForUri(
        0,
        RECORDINGS_MAX,
        ALIAS,
        STREAM_ID,
        (control, correlation, id, startedMs, stoppedMs, start, stop, initialTermId, segmentBytes,
            termBytes, mtuBytes, sessionId, streamId, stripped, original, source) ->
            found.add(
                new Recording(
                    archiveDir,
                    id,
                    start,
                    stop,
                    initialTermId,
                    termBytes,
                    segmentBytes,
                    mtuBytes,
                    sessionId,
                    streamId)));
    return found;
  }

  private static int awaitCounter(
      CountersReader counters, int sessionId, AeronArchive archive) {
    IdleStrategy idle = new SleepingMillisIdleStrategy(1);
    int counterId = RecordingPos.findCounterIdBySession(counters, sessionId, archive.archiveId());
    while (counterId == CountersReader.NULL_COUNTER_ID) {
      archive.checkForErrorResponse();
      idle.idle();
      counterId = RecordingPos.findCounterIdBySession(counters, sessionId, archive.archiveId());
    }
    // Answered by the thread that makes the counter and then the recording's writer: when the
    // answer is here, the writer is made.
    archive.getStartPosition(RecordingPos.getRecordingId(counters, counterId));
    return counterId;
  }

  /// Groups never cross a file: the last file with a group in it has the tail.
  private static Tail findTail(Recording recording) {
    long limit = recording.stopPosition();
    for (long start = recording.segmentStart(Math.max(limit - 1, recording.startPosition()));
        start >= recording.segmentStart(recording.startPosition());
        start -= recording.segmentBytes()) {
      Tail tail = null;
      try (MessageCursor cursor =
          new MessageCursor(recording, Math.max(start, recording.startPosition()))) {
        while (cursor.next(limit)) {
          tail =
              new Tail(
                  EventGroup.position(cursor.buffer(), cursor.offset()),
                  EventGroup.lastIndex(cursor.buffer(), cursor.offset()),
                  cursor.position());
        }
      }
      if (tail != null) {
        return tail;
      }
    }
    return new Tail(-1, -1, recording.startPosition());
  }

  Writer writer() {
    return writer;
  }

  /// Puts the core's events into the journal; for the service's thread.
  final class Writer {
    private final EventGroup.Writer group = new EventGroup.Writer(this::offer);
    private final Tail tail;
    private IdleStrategy idle = new SleepingMillisIdleStrategy(1);
    private long position;

    private Writer(Tail tail) {
      this.tail = tail;
    }

    void idleStrategy(IdleStrategy strategy) {
      idle = strategy;
    }

    void start(long logPosition, long timestampMs) {
      position = logPosition;
      group.start(0, logPosition, timestampMs);
    }

    void add(Event event) {
      if (position < tail.position
          || (position == tail.position && group.index() <= tail.index)) {
        group.skip();
      } else {
        group.add(event);
      }
    }

    void end() {
      if (!group.isEmpty()) {
        group.end();
      }
    }

    private void offer(DirectBuffer buffer, int length) {
      long result = publication.offer(buffer, 0, length);
      while (result < 0) {
        if (result != Publication.BACK_PRESSURED && result != Publication.ADMIN_ACTION) {
          throw new IllegalStateException("journal is not recorded: " + result);
        }
        idle.idle();
        result = publication.offer(buffer, 0, length);
      }
      lastPosition = position;
    }

    /// What was written by now.
    SoFar soFar() {
      return new SoFar(publication.position());
    }
  }

  /// A beginning of the journal; for any thread.
  final class SoFar {
    private final long end;

    private SoFar(long end) {
      this.end = end;
    }

    boolean isRecorded() {
      return recordedEnd() >= end;
    }

    /// Returns when it is on disk, if it is recorded.
    void force() throws IOException {
      files.forceAndMark(end);
    }
  }

  /// Position in the recording up to which it is in the files.
  private synchronized long recordedEnd() {
    return closed ? recordedWhenClosed : counters.getCounterValue(counterId);
  }

  /// Reads what comes after an event. To read all, start after (-1, 0). A reader sees a journal
  /// that grows, until it is closed or its node is.
  ///
  /// @throws IllegalStateException if events after that place were dropped already
  public Reader reader(long afterPosition, int afterIndex) {
    return new GroupReader(recording, afterPosition, afterIndex);
  }

  /// Log position of the last event; -1 if there is none. Readers see it a moment later, when it
  /// is recorded.
  public long lastPosition() {
    return lastPosition;
  }

  /// A durable reader has stored everything up to and with a log position. It is a durable reader
  /// from the first call on: nothing that it has not yet read is dropped.
  ///
  /// @param readerName letters, digits, dots and dashes
  public void consumed(String readerName, long position) {
    readers.consumed(readerName, position);
  }

  DurableReaders durableReaders() {
    return readers;
  }

  /// Drops files whose events are all before or at a log position.
  void dropBehind(AeronArchive archive, long logPosition) {
    Recording now = recording;
    long keepFrom = segmentOf(now, logPosition, -1);
    if (keepFrom > now.startPosition()) {
      archive.purgeSegments(now.id(), keepFrom);
      recording = find(archive, now.archiveDir()).getFirst();
    }
  }

  void close() {
    IdleStrategy strategy = new SleepingMillisIdleStrategy(1);
    for (int i = 0; i < 1000 && recordedEnd() < publication.position(); i++) {
      strategy.idle();
    }
    synchronized (this) {
      recordedWhenClosed = counters.getCounterValue(counterId);
      closed = true;
    }
    files.close(recordedWhenClosed);
    publication.close();
    readers.save();
  }

  /// Start of the last file whose first event is not after the given one.
  private long segmentOf(Recording now, long afterPosition, int afterIndex) {
    long end = recordedEnd();
    long low = now.segmentStart(now.startPosition());
    long high = now.segmentStart(Math.max(end - 1, now.startPosition()));
    while (low < high) {
      long steps = (high - low) / now.segmentBytes();
      long middle = low + (steps + 1) / 2 * now.segmentBytes();
      if (startsAfter(now, middle, end, afterPosition, afterIndex)) {
        high = middle - now.segmentBytes();
      } else {
        low = middle;
      }
    }
    return low;
  }

  private static boolean startsAfter(
      Recording now, long segmentStart, long end, long afterPosition, int afterIndex) {
    try (MessageCursor cursor = new MessageCursor(now, segmentStart)) {
      if (!cursor.next(end)) {
        return true;
      }
      long position = EventGroup.position(cursor.buffer(), cursor.offset());
      return position > afterPosition
          || (position == afterPosition
              && EventGroup.lastIndex(cursor.buffer(), cursor.offset()) > afterIndex);
    }
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

  private final class GroupReader implements Reader {
    private final EventGroup.Reader groups = new EventGroup.Reader();
    private final ArrayDeque<RecordedEvent> waiting = new ArrayDeque<>();
    private final MessageCursor cursor;
    private final long afterPosition;
    private final int afterIndex;

    GroupReader(Recording now, long afterPosition, int afterIndex) {
      this.afterPosition = afterPosition;
      this.afterIndex = afterIndex;
      long segment = segmentOf(now, afterPosition, afterIndex);
      this.cursor = new MessageCursor(now, Math.max(segment, now.startPosition()));
    }

    @Override
    public int poll(Consumer<RecordedEvent> handler, int limit) {
      int count = 0;
      long end = recordedEnd();
      while (count < limit) {
        RecordedEvent event = waiting.poll();
        if (event != null) {
          handler.accept(event);
          count++;
        } else if (!read(end)) {
          break;
        }
      }
      return count;
    }

    private boolean read(long end) {
      if (!cursor.next(end)) {
        return false;
      }
      EventGroup.Header header =
          groups.read(cursor.buffer(), cursor.offset(), cursor.length(), this::keep);
      if (header == null) {
        throw new IllegalStateException("journal is damaged");
      }
      return true;
    }

    private void keep(RecordedEvent event) {
      if (event.position() > afterPosition
          || (event.position() == afterPosition && event.index() > afterIndex)) {
        waiting.add(event);
      }
    }

    @Override
    public void close() {
      cursor.close();
    }
  }
}
