package kontor.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import kontor.engine.Command;
import org.agrona.IoUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Members leave and come back one after the other; the others go on, and who comes back gets what
/// it missed.
class RollingRestartTest {

  @TempDir Path dir;

  private final List<Membership.Member> members = LocalCluster.membersOnLoopback(3);
  private final List<SettlementNode> nodes = new ArrayList<>();
  private long nextId = 1;

  @AfterEach
  void closeAll() {
    nodes.forEach(SettlementNode::close);
  }

  private SettlementNode start(int id) {
    Membership membership =
        new Membership(
            id, members, Membership.Timeouts.DEFAULT, Membership.Network.DEFAULT);
    return SettlementNode.start(
        Nodes.config(folder(id)).withMembership(membership));
  }

  private Path folder(int id) {
    return LocalCluster.folder(dir, id);
  }

  private void startAll() {
    for (int i = 0; i < members.size(); i++) {
      nodes.add(start(i));
    }
    awaitAccepting(nodes.getFirst());
    Nodes.send(nodes.getFirst(), Nodes.accounts(100));
  }

  private static void awaitAccepting(SettlementNode node) {
    long deadlineNs = System.nanoTime() + 2 * Nodes.SECONDS.toNanos();
    while (!node.health().isAccepting()) {
      if (System.nanoTime() - deadlineNs > 0) {
        throw new IllegalStateException("no leader: " + node.health());
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  private long work(SettlementNode node) {
    long position = 0;
    for (int i = 0; i < 20; i++) {
      position = insist(node, Nodes.transfers(nextId, 200, 100)).position();
      nextId += 200;
    }
    return position;
  }

  /// The core tells a repeat from a new command, so who has no answer asks again.
  private static Reply insist(SettlementNode node, Command command) {
    for (int i = 0; i < 20; i++) {
      try {
        return Nodes.send(node, command);
      } catch (OutcomeUnknownException e) {
        awaitAccepting(node);
      }
    }
    throw new IllegalStateException("no answer: " + node.health());
  }

  private void restart(int id) {
    nodes.get(id).close();
    SettlementNode other = nodes.get((id + 1) % nodes.size());
    awaitAccepting(other);
    long missed = work(other);
    nodes.set(id, start(id));
    Nodes.awaitApplied(nodes.get(id), missed);
    awaitAccepting(nodes.get(id));
    Nodes.awaitApplied(nodes.get(id), work(nodes.get(id)));
  }

  @Test
  void whoComesBackHasWhatItMissed() {
    startAll();
    for (int round = 0; round < 2; round++) {
      for (int id = 0; id < nodes.size(); id++) {
        restart(id);
      }
    }
    assertEqualJournals(work(nodes.getFirst()));
  }

  @Test
  void anEmptyFolderIsFilledFromTheOthers() {
    startAll();
    work(nodes.getFirst());
    for (int id = 0; id < nodes.size(); id++) {
      nodes.get(id).close();
      IoUtil.delete(folder(id).toFile(), false);
      restart(id);
    }
    assertEqualJournals(work(nodes.getFirst()));
  }

  private void assertEqualJournals(long position) {
    Set<String> journals = new HashSet<>();
    for (SettlementNode node : nodes) {
      Nodes.awaitApplied(node, position);
      journals.add(Shown.of(Nodes.eventsUpTo(node.journal(), position)));
    }
    assertEquals(1, journals.size(), "journals differ");
  }
}
