package kontor.cluster;

import io.aeron.cluster.RecordingLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The states that a node has written down, each in a file named by its log position.
///
/// A snapshot stops nothing: the core freezes its state and goes on, and a thread writes what was
/// frozen, in small pieces with rests between them, for the disk belongs to the log. The cluster's
/// own snapshot, which is taken at once, only has a mark with the position. A file has its name
/// from the moment when all of it, and the journal up to it, is on disk. A mark whose file is
/// missing, because the node was killed in between, is taken back when it starts again; it then
/// begins with the state before, which is kept for that.
final class StateFiles implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SettlementNode.class);

  private static final String END = ".state";
  private static final String NEW_END = ".new";
  private static final int KEPT = 2;

  /// What is written between two rests: short enough that a commit waits for it unnoticed.
  private static final int PIECE_BYTES = 1 << 20;

  /// What is given back to the disk between two rests.
  private static final int FREED_BYTES = 16 << 20;

  private static final long REST_NS = TimeUnit.MILLISECONDS.toNanos(4);
  private static final long JOURNAL_LOOK_NS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long CLOSE_WAIT_SECONDS = 60;

  private final Path dir;
  private final HealthBoard health;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("kontor-state").factory());
  private final ConcurrentLinkedQueue<SnapshotCodec.FrozenState> written =
      new ConcurrentLinkedQueue<>();

  StateFiles(Path dir, HealthBoard health) {
    this.dir = dir;
    this.health = health;
  }

  static Path file(Path dir, long logPosition) {
    // All of one length, so that they are listed in their order.
    return dir.resolve(String.format(Locale.ROOT, "%019d%s", logPosition, END));
  }

  /// Takes back what was marked and never written whole.
  void dropUnfinished(Path clusterDir) {
    try {
      for (Path begun : list(dir, NEW_END)) {
        Files.delete(begun);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!Files.exists(clusterDir.resolve(RecordingLog.RECORDING_LOG_FILE_NAME))) {
      return;
    }
    try (RecordingLog log = new RecordingLog(clusterDir.toFile(), false)) {
      RecordingLog.Entry latest = log.getLatestSnapshot(0);
      while (latest != null && !Files.exists(file(dir, latest.logPosition))) {
        LOG.info("snapshot at {} was not finished", latest.logPosition);
        if (!log.invalidateLatestSnapshot()) {
          return;
        }
        latest = log.getLatestSnapshot(0);
      }
    }
  }

  /// Writes a state on the thread for it.
  ///
  /// @param journal up to the state
  void keep(long logPosition, SnapshotCodec.FrozenState state, EventJournal.SoFar journal) {
    thread.execute(
        () -> {
          try {
            write(logPosition, state);
            await(journal);
            journal.force();
            Path whole = file(dir, logPosition);
            Files.move(newFile(logPosition), whole, StandardCopyOption.ATOMIC_MOVE);
            sync(dir);
            health.snapshotTaken(logPosition);
            dropOld();
          } catch (IOException | RuntimeException e) {
            LOG.error("state is not written", e);
            health.snapshotFailed(String.valueOf(e.getMessage()));
          } finally {
            written.add(state);
          }
        });
  }

  /// A node that has stopped, or will not wait any longer, records nothing more.
  private void await(EventJournal.SoFar journal) throws IOException {
    while (!journal.isRecorded()) {
      if (Thread.interrupted() || health.hasFailed()) {
        throw new IOException("the journal up to the state is not recorded");
      }
      LockSupport.parkNanos(JOURNAL_LOOK_NS);
    }
  }

  private Path newFile(long logPosition) {
    return file(dir, logPosition).resolveSibling(file(dir, logPosition).getFileName() + NEW_END);
  }

  private void write(long logPosition, SnapshotCodec.FrozenState state) throws IOException {
    Files.createDirectories(dir);
    try (FileChannel channel =
            FileChannel.open(
                newFile(logPosition),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        Pieces pieces = new Pieces(channel)) {
      SnapshotCodec.write(state, pieces::add);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /// Collects messages to pieces and writes them.
  private static final class Pieces implements AutoCloseable {
    private final FileChannel channel;
    private final ByteBuffer piece = ByteBuffer.allocateDirect(PIECE_BYTES);

    Pieces(FileChannel channel) {
      this.channel = channel;
    }

    void add(DirectBuffer buffer, int length) {
      if (piece.remaining() < length) {
        flush();
        LockSupport.parkNanos(REST_NS);
      }
      buffer.getBytes(0, piece, length);
    }

    private void flush() {
      try {
        piece.flip();
        while (piece.hasRemaining()) {
          channel.write(piece);
        }
        piece.clear();
        channel.force(true);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      flush();
    }
  }

  private static void sync(Path dir) throws IOException {
    try (FileChannel channel = FileChannel.open(dir, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private void dropOld() throws IOException {
    List<Path> files = list(dir);
    for (Path old : files.subList(0, Math.max(0, files.size() - KEPT))) {
      shrink(old);
      Files.delete(old);
    }
  }

  /// A file of gigabytes that is deleted at once holds up the log's sync until its blocks are free.
  private static void shrink(Path old) throws IOException {
    try (FileChannel channel = FileChannel.open(old, StandardOpenOption.WRITE)) {
      for (long left = channel.size() - FREED_BYTES; left > 0; left -= FREED_BYTES) {
        channel.truncate(left);
        LockSupport.parkNanos(REST_NS);
      }
    }
  }

  /// The states in a folder, oldest first.
  static List<Path> list(Path dir) throws IOException {
    return list(dir, END);
  }

  private static List<Path> list(Path dir, String end) throws IOException {
    if (!Files.isDirectory(dir)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(dir)) {
      return files
          .filter(f -> f.getFileName().toString().endsWith(end))
          .sorted(Comparator.naturalOrder())
          .toList();
    }
  }

  /// For the core's thread: lets go of states that are written.
  void releaseWritten() {
    for (SnapshotCodec.FrozenState s = written.poll(); s != null; s = written.poll()) {
      s.engine().release();
    }
  }

  SnapshotCodec.State read(long logPosition) {
    return read(file(dir, logPosition));
  }

  /// @throws IllegalStateException if it is damaged
  static SnapshotCodec.State read(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      Messages messages = new Messages(channel);
      SnapshotCodec.State state = SnapshotCodec.read(messages);
      if (channel.position() != channel.size()) {
        throw new IllegalStateException("state has more than its end");
      }
      return state;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether a file holds a state to the byte. The state is written beside it piece by piece, so
  /// that there is one state in memory and not two.
  static boolean holds(Path file, LogApplier state) {
    SnapshotCodec.FrozenState frozen = state.freeze();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      Comparison comparison = new Comparison(channel);
      SnapshotCodec.write(frozen, comparison::next);
      return comparison.same && channel.position() == channel.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      frozen.engine().release();
    }
  }

  private static final class Comparison {
    private final FileChannel channel;
    private final ByteBuffer stored = ByteBuffer.allocate(SnapshotCodec.CHUNK_BYTES);
    private final ByteBuffer derived = ByteBuffer.allocate(SnapshotCodec.CHUNK_BYTES);
    private boolean same = true;

    Comparison(FileChannel channel) {
      this.channel = channel;
    }

    void next(DirectBuffer buffer, int length) {
      try {
        stored.clear().limit(length);
        while (stored.hasRemaining() && channel.read(stored) >= 0) {
          // The rest of it comes with the next read.
        }
        derived.clear();
        buffer.getBytes(0, derived, length);
        same &= stored.flip().equals(derived.flip());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// The messages of a file one by one.
  private static final class Messages implements SnapshotCodec.MessagesIn {
    private final FileChannel channel;
    private final ByteBuffer bytes = ByteBuffer.allocate(SnapshotCodec.CHUNK_BYTES);
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);

    Messages(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public void next(Handler handler) {
      fill(0, Integer.BYTES);
      int length = buffer.getInt(0, ByteOrder.LITTLE_ENDIAN);
      if (length < Integer.BYTES || length > bytes.capacity()) {
        throw new IllegalStateException("state is damaged");
      }
      fill(Integer.BYTES, length);
      handler.onMessage(buffer, 0, length);
    }

    private void fill(int from, int to) {
      bytes.limit(to).position(from);
      try {
        while (bytes.hasRemaining()) {
          if (channel.read(bytes) < 0) {
            throw new IllegalStateException("state ends early");
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// Waits until what is frozen is written.
  @Override
  public void close() throws InterruptedException {
    thread.shutdown();
    if (!thread.awaitTermination(CLOSE_WAIT_SECONDS, TimeUnit.SECONDS)) {
      thread.shutdownNow();
    }
  }
}
