package kontor.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import kontor.cluster.RecordingEnd.Piece;

/// The journal's files, and how far they are sure to be on disk.
///
/// The journal follows from the log, and an answer waits for the log alone. So the journal goes to
/// the disk a moment later, on a thread of its own, and a power cut may take its end: what was
/// written last is missing, with holes anywhere. The next start cuts it where the first frame is
/// not what its writer wrote, and the log gives what is missing again.
///
/// It can do so behind the last state only, for the log is read from there on. Before a state gets
/// its name the journal is forced, and a mark in the data folder says up to where. What lies
/// before the mark is never cut: if it is damaged, the node does not start.
final class JournalFiles {

  /// Holds the position in the recording up to which the journal is on disk.
  static final String MARK_FILE = "journal-on-disk";

  /// Short, so that a snapshot has little left to force.
  private static final long FORCE_EVERY_MS = 200;

  private final Path dataDir;
  private final Recording recording;
  private final LongSupplier recordedEnd;
  private final HealthBoard health;
  private final LogFiles log;
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread thread;
  private long forcedEnd;

  /// @param end of the recording now
  /// @param recordedEnd end of the recording at any time
  JournalFiles(
      Path dataDir, Recording recording, long end, LongSupplier recordedEnd, HealthBoard health) {
    this.dataDir = dataDir;
    this.recording = recording;
    this.recordedEnd = recordedEnd;
    this.health = health;
    this.log = new LogFiles(dataDir);
    this.forcedEnd = Math.min(end, markedEnd(dataDir, recording));
    this.thread = Thread.ofPlatform().daemon().name("kontor-journal").start(this::run);
  }

  private void run() {
    try {
      while (!over.await(FORCE_EVERY_MS, TimeUnit.MILLISECONDS)) {
        force(recordedEnd.getAsLong());
        log.mark(health.appliedPosition());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      health.onError(e);
    }
  }

  /// Returns when the recording is on disk up to a position.
  private synchronized void force(long end) throws IOException {
    if (end <= forcedEnd) {
      return;
    }
    long start = recording.segmentStart(forcedEnd);
    for (; start < end; start += recording.segmentBytes()) {
      RecordingCut.sync(recording.segmentFile(start));
    }
    forcedEnd = end;
  }

  /// The same, and notes it.
  void forceAndMark(long end) throws IOException {
    force(end);
    RecordingCut.sync(recording.archiveDir());
    Path fresh = dataDir.resolve(MARK_FILE + ".new");
    Files.writeString(fresh, end + "\n");
    RecordingCut.sync(fresh);
    Files.move(
        fresh,
        dataDir.resolve(MARK_FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    RecordingCut.sync(dataDir);
  }

  /// Forces what there is and lets nothing more come.
  void close(long end) {
    over.countDown();
    try {
      thread.join();
      forceAndMark(end);
      log.mark(health.appliedPosition());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      health.onError(e);
    }
  }

  private static long markedEnd(Path dataDir, Recording recording) {
    try {
      Path mark = dataDir.resolve(MARK_FILE);
      long marked = Files.exists(mark) ? Long.parseLong(Files.readString(mark).strip()) : 0;
      return Math.max(marked, recording.startPosition());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Cuts the journal of a stopped node to what is whole, before an archive looks at it.
  ///
  /// @throws DamagedFolderException if it is damaged where the log does not give it again
  static void cutToWhole(DataFolder folder) {
    try {
      boolean isNew = !Files.exists(folder.archive().resolve(ArchiveCatalog.FILE_NAME));
      Recording journal = isNew ? null : ArchiveCatalog.read(folder.archive()).journal();
      if (journal == null || isFromBefore(folder)) {
        return;
      }
      long marked = markedEnd(folder.dir(), journal);
      long end = RecordingEnd.whole(journal, marked, Piece.MESSAGE);
      if (end < marked) {
        throw new DamagedFolderException(
            "journal is damaged at " + end + ", and the log gives it from " + marked + " on only");
      }
      RecordingCut.after(journal, end);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Without a mark and with a state: a restored folder, or one of a time when the journal was
  /// forced with every write. All of it is on disk.
  private static boolean isFromBefore(DataFolder folder) throws IOException {
    return !Files.exists(folder.dir().resolve(MARK_FILE))
        && !StateFiles.list(folder.state()).isEmpty();
  }
}
