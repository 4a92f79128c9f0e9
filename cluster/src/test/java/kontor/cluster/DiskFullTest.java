package kontor.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.CloseHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Three members under load, each on a disk of its own, of which one is filled to the last page: of
/// the leader, then of a follower. That member stops, the others go on, and with space it comes
/// back by itself when it is started.
class DiskFullTest {

  private static final int MEMBERS = 3;
  private static final long DISK_BYTES = 2L << 30;

  @TempDir Path dir;

  private final List<Disk> disks = new ArrayList<>();

  @BeforeEach
  void mount() throws IOException, InterruptedException {
    for (int i = 0; i < MEMBERS; i++) {
      disks.add(Disk.mount(dir.resolve("image" + i), LocalCluster.folder(dir, i), DISK_BYTES));
    }
  }

  @AfterEach
  void unmount() {
    CloseHelper.closeAll(disks);
  }

  @Test
  void theOthersGoOnAndWithSpaceTheMemberComesBack() throws IOException, InterruptedException {
    try (MemberProcesses members = MemberProcesses.onLoopback(dir, MEMBERS)) {
      members.startAll();
      int leader = members.awaitLeader();
      long startNs = System.nanoTime();
      disks.get(leader).fill();
      long commits = members.awaitCommitsWithout(List.of(leader), startNs);
      System.out.println("leader's disk full, commits again after ms: " + commits);
      comeBack(members, leader);
      int follower = (members.awaitLeader() + 1) % MEMBERS;
      disks.get(follower).fill();
      comeBack(members, follower);
      members.stopAll();
      System.out.println(members.check());
    }
  }

  private void comeBack(MemberProcesses members, int id) throws InterruptedException {
    assertEquals(MemberUnderLoad.STOPPED_EXIT_CODE, members.awaitEnd(id));
    members.awaitProgress();
    disks.get(id).free();
    members.start(id);
    System.out.println("with space, back after ms: " + members.awaitBack(id));
  }
}
