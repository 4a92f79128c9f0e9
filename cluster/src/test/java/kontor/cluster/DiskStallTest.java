package kontor.cluster;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  @Test
  void aDiskThatStandsStillStopsNobodyForGood() throws IOException, InterruptedException {
    Path files = dir.resolve("disk");
    try (Disk disk = Disk.mount(dir.resolve("image"), files, DISK_BYTES)) {
      standStill(disk, files);
    }
  }

  private static void standStill(Disk disk, Path files) throws IOException, InterruptedException {
    Process alone = NodeUnderLoad.launch(Files.createDirectory(files.resolve("alone")), 1);
    try (MemberProcesses members = MemberProcesses.onLoopback(files, 3);
        BufferedReader answers = alone.inputReader()) {
      members.startAll();
      assertTrue(answers.readLine() != null);
      disk.standStill(STALL_SECONDS);
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
}
