package kontor.cluster;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A node is killed while it starts for the first time, when its files are half made, and starts
/// again. More of it: `-Dkontor.kills=100`.
class FirstStartTest {

  private static final long SEED = 20261130;
  private static final int FEW = 3;
  private static final int KILLS = Integer.getInteger("kontor.kills", FEW);
  private static final int START_MS = 600;
  private static final int MEMBERS = 3;

  @TempDir Path dir;

  @Test
  void whoIsKilledWhileItStartsStartsAgain() throws IOException, InterruptedException {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < KILLS; i++) {
      Path folder = dir.resolve(String.valueOf(i));
      Process process = NodeUnderLoad.launch(folder, 1);
      while (!folder.resolve(DataFolder.LOCK_FILE).toFile().exists()) {
        Thread.sleep(1);
      }
      int millis = random.nextInt(START_MS);
      Thread.sleep(millis);
      process.destroyForcibly().waitFor();
      try (SettlementNode node = SettlementNode.start(Nodes.config(folder))) {
        assertTrue(Nodes.send(node, Nodes.currency(0)).position() > 0);
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed " + SEED + ": killed after ms: " + millis, e);
      }
    }
  }

  @Test
  void membersThatAreKilledWhileTheyStartStartAgain() throws IOException, InterruptedException {
    assumeTrue(KILLS > FEW, "skipped: takes long, asked for by -Dkontor.kills");
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < KILLS / MEMBERS; i++) {
      int millis = random.nextInt(2 * START_MS);
      try (MemberProcesses members = MemberProcesses.onLoopback(dir.resolve("m" + i), MEMBERS)) {
        for (int id = 0; id < MEMBERS; id++) {
          members.start(id);
        }
        Thread.sleep(START_MS + millis);
        for (int id = 0; id < MEMBERS; id++) {
          members.kill(id);
        }
        members.startAll();
        members.stopAll();
        System.out.println("killed after ms: " + (START_MS + millis) + "; " + members.check());
      }
    }
  }
}
