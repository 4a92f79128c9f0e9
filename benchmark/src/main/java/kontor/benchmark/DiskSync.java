package kontor.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.HdrHistogram.Histogram;

/// What the disk itself gives to one who waits for each write: small writes one after the other
/// into a file that has its full length, each forced before the next. No durable ledger with one
/// command under way can be faster on it.
final class DiskSync {

  private static final int WRITE_BYTES = 512;
  private static final long FILE_BYTES = 64L << 20;
  private static final long FOR_NS = 3_000_000_000L;
  private static final long LONGEST_NS = 10_000_000_000L;

  private DiskSync() {}

  /// @param perSecond syncs of one write a second
  record Result(double perSecond, double p50Ms, double p99Ms) {}

  static Result measure(Path dir) throws IOException {
    Path file = dir.resolve("disk-sync");
    ByteBuffer data = ByteBuffer.allocateDirect(WRITE_BYTES);
    Histogram times = new Histogram(LONGEST_NS, 3);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      fill(channel);
      long start = System.nanoTime();
      long now = start;
      for (long at = 0; now - start < FOR_NS; at += WRITE_BYTES) {
        data.clear();
        channel.write(data, at % FILE_BYTES);
        channel.force(false);
        long done = System.nanoTime();
        times.recordValue(Math.min(done - now, LONGEST_NS));
        now = done;
      }
      return new Result(
          times.getTotalCount() * 1e9 / (now - start),
          times.getValueAtPercentile(50) / 1e6,
          times.getValueAtPercentile(99) / 1e6);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /// So that no write waits for the file system to find room.
  private static void fill(FileChannel channel) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocateDirect(1 << 20);
    for (long at = 0; at < FILE_BYTES; at += zeros.capacity()) {
      zeros.clear();
      channel.write(zeros, at);
    }
    channel.force(true);
  }
}
