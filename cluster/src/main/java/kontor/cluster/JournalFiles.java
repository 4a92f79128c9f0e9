package kontor.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

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

  private static final int PIECE_BYTES = 1 << 20;

  /// Short, so that a snapshot has little left to force.
  private static final long FORCE_EVERY_MS = 200;

  private final Path dataDir;
  private final Recording recording;
  private final LongSupplier recordedEnd;
  private final HealthBoard health;
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
    this.forcedEnd = Math.min(end, markedEnd(dataDir, recording));
    this.thread = Thread.ofPlatform().daemon().name("kontor-journal").start(this::run);
  }

  private void run() {
    try {
      while (!over.await(FORCE_EVERY_MS, TimeUnit.MILLISECONDS)) {
        force(recordedEnd.getAsLong());
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
      sync(recording.segmentFile(start));
    }
    forcedEnd = end;
  }

  /// The same, and notes it.
  void forceAndMark(long end) throws IOException {
    force(end);
    sync(recording.archiveDir());
    Path fresh = dataDir.resolve(MARK_FILE + ".new");
    Files.writeString(fresh, end + "\n");
    sync(fresh);
    Files.move(
        fresh,
        dataDir.resolve(MARK_FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    sync(dataDir);
  }

  private static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.force(false);
    }
  }

  /// Forces what there is and lets nothing more come.
  void close(long end) {
    over.countDown();
    try {
      thread.join();
      forceAndMark(end);
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
  /// @throws IllegalStateException if it is damaged where the log does not give it again
  static void cutToWhole(DataFolder folder) {
    try {
      boolean isNew = !Files.exists(folder.archive().resolve(ArchiveCatalog.FILE_NAME));
      Recording journal = isNew ? null : ArchiveCatalog.read(folder.archive()).journal();
      if (journal == null || isFromBefore(folder)) {
        return;
      }
      long marked = markedEnd(folder.dir(), journal);
      long end = RecordingEnd.whole(journal, marked);
      if (end < marked) {
        throw new IllegalStateException(
            "journal is damaged at " + end + ", and the log gives it from " + marked + " on only");
      }
      clearAfter(journal, end);
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

  /// What was written after a hole must not stand behind what will be written now.
  private static void clearAfter(Recording journal, long end) throws IOException {
    long start = journal.segmentStart(end);
    Path file = journal.segmentFile(start);
    if (Files.exists(file)) {
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        clear(channel, end - start);
      }
    }
    for (Path later = next(journal, start); later != null; later = next(journal, start)) {
      Files.delete(later);
      start += journal.segmentBytes();
    }
    sync(journal.archiveDir());
  }

  private static @Nullable Path next(Recording journal, long start) {
    Path file = journal.segmentFile(start + journal.segmentBytes());
    return Files.exists(file) ? file : null;
  }

  private static void clear(FileChannel channel, long from) throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
    ByteBuffer zeros = ByteBuffer.allocate(PIECE_BYTES);
    long size = channel.size();
    boolean changed = false;
    for (long place = from; place < size; place += piece.limit()) {
      piece.clear().limit((int) Math.min(PIECE_BYTES, size - place));
      int read = channel.read(piece, place);
      piece.flip();
      if (read <= 0) {
        break;
      }
      // A file is mostly a hole there; it stays one.
      if (!piece.equals(zeros.clear().limit(read))) {
        channel.write(zeros, place);
        changed = true;
      }
    }
    if (changed) {
      channel.force(true);
    }
  }
}
