package kontor.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import kontor.engine.Event.CurrencyDefined;
import kontor.engine.RecordedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalClusterTest {

  @TempDir Path dir;

  @Test
  void everyMemberTakesCommandsAndHasTheSameJournal() {
    try (LocalCluster cluster = LocalCluster.start(dir, 3, Nodes.SMALL)) {
      SettlementNode leader = cluster.awaitLeader(Nodes.SECONDS);
      int number = 0;
      long position = 0;
      for (SettlementNode node : cluster.nodes()) {
        Reply reply = Nodes.send(node, Nodes.currency(number++));
        assertInstanceOf(CurrencyDefined.class, reply.events().getFirst().event());
        position = reply.position();
      }
      Set<List<RecordedEvent>> journals = new HashSet<>();
      for (SettlementNode node : cluster.nodes()) {
        journals.add(Nodes.eventsUpTo(node.journal(), position));
        Health.Standing standing = node.health().standing();
        assertEquals(leader.health().standing().memberId(), standing.leaderId());
        assertEquals(leader.health().standing().termId(), standing.termId());
        assertEquals(
            node == leader ? Health.Role.LEADER : Health.Role.FOLLOWER, standing.role());
      }
      assertEquals(1, journals.size(), "journals differ");
      assertEquals(3, journals.iterator().next().size());
    }
    assertSoundAndEqual(3);
  }

  @Test
  void allMembersTakeTheirSnapshotWhenTheLeaderIsTold() {
    try (LocalCluster cluster = LocalCluster.start(dir, 3, Nodes.SMALL)) {
      SettlementNode leader = cluster.awaitLeader(Nodes.SECONDS);
      Nodes.send(leader, Nodes.accounts(100));
      Nodes.send(leader, Nodes.transfers(1, 2000, 100));
      for (SettlementNode node : cluster.nodes()) {
        if (node != leader) {
          assertThrows(IllegalStateException.class, node::takeSnapshot);
        }
      }
      leader.takeSnapshot();
      long position = Nodes.send(leader, Nodes.transfers(2001, 2000, 100)).position();
      cluster.nodes().forEach(node -> Nodes.awaitApplied(node, position));
    }
    for (VerifyReport report : assertSoundAndEqual(3)) {
      assertEquals(1, report.snapshots());
    }
  }

  @Test
  void aFolderIsOneMembersOnly() {
    Path alone = dir.resolve("alone");
    try (SettlementNode node = SettlementNode.start(Nodes.config(alone))) {
      Nodes.send(node, Nodes.currency(0));
    }
    NodeConfig first = member(0, "first");
    SettlementNode.start(first).close();
    List<NodeConfig> wrong =
        List.of(
            member(0, "alone"), member(1, "first"), Nodes.config(dir.resolve("first")));
    for (NodeConfig config : wrong) {
      assertThrows(WrongFolderException.class, () -> SettlementNode.start(config));
    }
    SettlementNode.start(first).close();
  }

  private NodeConfig member(int id, String folder) {
    Membership membership =
        new Membership(
            id,
            LocalCluster.membersOnLoopback(3),
            Membership.Timeouts.DEFAULT,
            Membership.Network.DEFAULT);
    return Nodes.config(dir.resolve(folder)).withMembership(membership);
  }

  private List<VerifyReport> assertSoundAndEqual(int members) {
    List<VerifyReport> reports =
        IntStream.range(0, members)
            .mapToObj(i -> LogVerifier.verify(LocalCluster.folder(dir, i)))
            .toList();
    Set<String> digests = new HashSet<>();
    for (VerifyReport report : reports) {
      assertNull(report.fault());
      assertNotNull(report.engine());
      digests.add(report.engine().digest().toString());
    }
    assertEquals(1, digests.size(), "states differ");
    return reports;
  }
}
