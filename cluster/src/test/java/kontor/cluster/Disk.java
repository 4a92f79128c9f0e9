package kontor.cluster;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.IoUtil;

/// A file system of its own, in a file, that can be filled and frozen. Needs the right to mount;
/// without it whoever asks for one is skipped and says so.
final class Disk implements AutoCloseable {

  private static final long PAGE_BYTES = 4096;

  private final Path dir;

  private Disk(Path dir) {
    this.dir = dir;
  }

  /// @param dir where it is mounted; made if it is not there
  static Disk mount(Path image, Path dir, long bytes) throws IOException, InterruptedException {
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(bytes);
    }
    Files.createDirectories(dir);
    // No blocks that only some may use: full is full.
    assumeTrue(
        Shell.works("mkfs.ext4", "-q", "-m", "0", image.toString())
            && Shell.works("mount", "-o", "loop", image.toString(), dir.toString()),
        "skipped: this machine does not let us mount a file system");
    return new Disk(dir);
  }

  private Path ballast() {
    return dir.resolve("ballast");
  }

  /// Leaves nothing.
  void fill() throws IOException, InterruptedException {
    long free = dir.toFile().getUsableSpace();
    while (free >= PAGE_BYTES) {
      long bytes = free - free % PAGE_BYTES;
      Path more = ballast().resolve(String.valueOf(bytes));
      Files.createDirectories(ballast());
      if (!Shell.works("fallocate", "-l", String.valueOf(bytes), more.toString())) {
        // What files need beside their bytes.
        Files.deleteIfExists(more);
        free = Math.min(free - free / 8 - PAGE_BYTES, dir.toFile().getUsableSpace());
      } else {
        free = dir.toFile().getUsableSpace();
      }
    }
  }

  void free() {
    IoUtil.delete(ballast().toFile(), false);
  }

  /// In one process of its own, so that the thaw comes whatever happens here.
  void standStill(int seconds) throws IOException, InterruptedException {
    String freeze = "fsfreeze -f \"$0\" && sleep " + seconds + " && fsfreeze -u \"$0\"";
    Process process = new ProcessBuilder("sh", "-c", freeze, dir.toString()).start();
    assumeTrue(
        process.waitFor() == 0, "skipped: this machine does not let us freeze a file system");
  }

  @Override
  public void close() throws IOException, InterruptedException {
    Shell.must("umount", dir.toString());
  }
}
