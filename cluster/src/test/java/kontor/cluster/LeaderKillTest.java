package kontor.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Three members under load, of which the leader is killed again and again. The others go on;
/// nothing acknowledged is lost, nothing is applied twice. How long it took until there were
/// commits again is printed, not judged: this machine may be busy.
///
/// More kills: `-Dkontor.kills=20`.
class LeaderKillTest {

  private static final long SEED = 20261124;
  private static final int KILLS = Integer.getInteger("kontor.kills", 3);

  @TempDir Path dir;

  @Test
  void theOthersGoOn() throws IOException, InterruptedException {
    SplittableRandom random = new SplittableRandom(SEED);
    try (MemberProcesses members = MemberProcesses.onLoopback(dir, 3)) {
      members.startAll();
      List<Long> millis = new ArrayList<>();
      for (int i = 0; i < KILLS; i++) {
        Thread.sleep(random.nextInt(200, 1500));
        int leader = members.awaitLeader();
        members.kill(leader);
        millis.add(members.awaitProgress());
        System.out.println("leader killed, commits again after ms: " + millis.getLast());
        members.start(leader);
        members.awaitRole(leader, "FOLLOWER");
      }
      members.stopAll();
      System.out.println(millis.size() + " kills, longest ms: " + Collections.max(millis));
      System.out.println(members.check());
    }
  }

  @Test
  void allKilledAtOnceComeBackWithWhatWasAcknowledged()
      throws IOException, InterruptedException {
    try (MemberProcesses members = MemberProcesses.onLoopback(dir, 3)) {
      members.startAll();
      for (int round = 0; round < 2; round++) {
        Thread.sleep(500);
        for (int i = 0; i < 3; i++) {
          members.kill(i);
        }
        members.startAll();
      }
      members.stopAll();
      System.out.println("all killed: " + members.check());
    }
  }
}
