package kontor.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import kontor.engine.Event.TransfersPosted;
import org.agrona.CloseHelper;
import org.agrona.IoUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The day when all members are lost. Each has a backup of its own, taken while it ran and not at
/// the same moment as the others'; they come back from these at other paths, hosts and ports.
class ClusterRestoreTest {

  private static final int MEMBERS = 3;
  private static final int BATCH = 100;

  private static final int BATCHES = 30;

  @TempDir Path dir;

  private final List<SettlementNode> nodes = new ArrayList<>();

  /// Created of each batch, by its number, as it was told first.
  private final Map<Integer, Integer> told = new TreeMap<>();

  private int batches;

  @AfterEach
  void closeAll() {
    CloseHelper.closeAll(nodes);
  }

  private static List<Membership.Member> elsewhere() {
    return LocalCluster.membersOnLoopback(2 * MEMBERS).subList(MEMBERS, 2 * MEMBERS).stream()
        .map(m -> new Membership.Member(m.id() - MEMBERS, "127.0.0.2", m.basePort()))
        .toList();
  }

  private void start(Path root, List<Membership.Member> members) {
    for (int i = 0; i < MEMBERS; i++) {
      Membership membership =
          new Membership(i, members, Membership.Timeouts.DEFAULT, Membership.Network.DEFAULT);
      Path folder = LocalCluster.folder(root, i);
      nodes.add(SettlementNode.start(Nodes.config(folder).withMembership(membership)));
    }
    nodes.forEach(ClusterRestoreTest::awaitAccepting);
  }

  private static void awaitAccepting(SettlementNode node) {
    long deadlineNs = System.nanoTime() + 2 * Nodes.SECONDS.toNanos();
    while (!node.health().isAccepting()) {
      assertTrue(System.nanoTime() - deadlineNs < 0, "no leader: " + node.health());
      LockSupport.parkNanos(1_000_000);
    }
  }

  private void stop() {
    CloseHelper.closeAll(nodes);
    nodes.clear();
  }

  private int leader() {
    for (int i = 0; i < MEMBERS; i++) {
      if (nodes.get(i).health().standing().role() == Health.Role.LEADER) {
        return i;
      }
    }
    throw new IllegalStateException("no leader");
  }

  private void work() {
    for (int i = 0; i < BATCHES; i++) {
      told.put(batches, post(batches, nodes.get(i % MEMBERS)));
      batches++;
    }
  }

  private int post(int batch, SettlementNode node) {
    Reply reply = Nodes.send(node, Nodes.transfers(1 + (long) batch * BATCH, BATCH, 100));
    return ((TransfersPosted) reply.events().getLast().event()).results().created();
  }

  private void backUp(int member) {
    Path folder = LocalCluster.folder(dir.resolve("here"), member);
    Path to = LocalCluster.folder(dir.resolve("backups"), member);
    Backup.Result result = Backup.take(Backup.Plan.of(folder, to), (bytes, of) -> {});
    assertNotNull(result.report());
  }

  /// The oldest backup is a follower's, the newest the leader's or the other one's.
  @Test
  void allMembersComeBackElsewhereFromTheirBackups() {
    start(dir.resolve("here"), LocalCluster.membersOnLoopback(MEMBERS));
    Nodes.send(nodes.getFirst(), Nodes.accounts(100));
    int oldest = (leader() + 1) % MEMBERS;
    work();
    nodes.get(leader()).takeSnapshot();
    work();
    int kept = batches;
    for (int i = 0; i < MEMBERS; i++) {
      backUp((oldest + i) % MEMBERS);
      work();
    }
    stop();
    IoUtil.delete(dir.resolve("here").toFile(), false);
    for (int i = 0; i < MEMBERS; i++) {
      Restore.restore(
          LocalCluster.folder(dir.resolve("backups"), i),
          LocalCluster.folder(dir.resolve("there"), i),
          Backup.Check.EVERYTHING,
          (bytes, of) -> {});
    }
    start(dir.resolve("there"), elsewhere());
    sendAllAgain(kept);
    assertEqualAndSound();
  }

  /// Who has no answer any more, or fears for it, sends again: what is there is there once.
  private void sendAllAgain(int kept) {
    int lost = 0;
    for (Map.Entry<Integer, Integer> first : told.entrySet()) {
      int batch = first.getKey();
      int created = post(batch, nodes.get(batch % MEMBERS));
      if (batch < kept) {
        assertEquals(0, created, "acknowledged before the backups and lost: batch " + batch);
      }
      lost += created > 0 ? 1 : 0;
    }
    assertTrue(lost > 0 && lost < told.size() - kept, "lost: " + lost);
    System.out.println(
        told.size() + " batches, " + kept + " of them before the backups; sent again: " + lost);
  }

  private void assertEqualAndSound() {
    long position = Nodes.send(nodes.getFirst(), Nodes.currency(0)).position();
    Set<String> journals = new HashSet<>();
    for (SettlementNode node : nodes) {
      Nodes.awaitApplied(node, position);
      journals.add(Shown.of(Nodes.eventsUpTo(node.journal(), position)));
    }
    assertEquals(1, journals.size(), "journals differ");
    stop();
    for (int i = 0; i < MEMBERS; i++) {
      assertNull(LogVerifier.verify(LocalCluster.folder(dir.resolve("there"), i)).fault());
    }
  }
}
