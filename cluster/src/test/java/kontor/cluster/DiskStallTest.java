package kontor.cluster;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk that stands still for longer than the ten seconds after which threads of a node used to
/// give each other up, as a disk under foreign load was seen to do. Needs the right to mount and to
/// freeze a file system; without it the test is skipped and says so.
class DiskStallTest {

  private static final long DISK_BYTES = 2L << 30;
  private static final int STALL_SECONDS = 13;

  /// More answers than may have waited in the pipe.
  private static final int BEHIND_THE_STALL = 4_000;

  @TempDir Path dir;

  private Path disk = Path.of("");

  @BeforeEach
  void mount() throws IOException, InterruptedException {
    Path image = dir.resolve("image");
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(DISK_BYTES);
    }
    disk = Files.createDirectory(dir.resolve("disk"));
    assumeTrue(
        works("mkfs.ext4", "-q", image.toString())
            && works("mount", "-o", "loop", image.toString(), disk.toString()),
        "skipped: this machine does not let us mount a file system");
  }

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    assertTrue(works("umount", disk.toString()) || !works("mountpoint", "-q", disk.toString()));
  }

  @Test
  void aDiskThatStandsStillStopsNobodyForGood() throws IOException, InterruptedException {
    Process alone = NodeUnderLoad.launch(Files.createDirectory(disk.resolve("alone")), 1);
    try (MemberProcesses members = MemberProcesses.onLoopback(disk, 3);
        BufferedReader answers = alone.inputReader()) {
      members.startAll();
      assertTrue(answers.readLine() != null);
      stall();
      members.awaitProgress();
      for (int i = 0; i < BEHIND_THE_STALL; i++) {
        assertTrue(answers.readLine() != null, "the node alone ended");
      }
      alone.destroyForcibly().waitFor();
      members.stopAll();
      System.out.println(members.check());
    } finally {
      alone.destroyForcibly().waitFor();
    }
  }

  /// In one process of its own, so that the thaw comes whatever happens here.
  private void stall() throws IOException, InterruptedException {
    String freeze = "fsfreeze -f \"$0\" && sleep " + STALL_SECONDS + " && fsfreeze -u \"$0\"";
    Process process = new ProcessBuilder("sh", "-c", freeze, disk.toString()).start();
    assumeTrue(
        process.waitFor() == 0, "skipped: this machine does not let us freeze a file system");
  }

  private static boolean works(String... command) throws IOException, InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      // No such program.
      return false;
    }
  }
}
