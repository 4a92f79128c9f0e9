package kontor.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import kontor.engine.Command;
import org.agrona.CloseHelper;
import org.agrona.IoUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A standby has what the members acknowledged, whoever leads, and takes over when it is promoted.
class StandbyTest {

  private static final int MEMBERS = 3;
  private static final long PATIENCE_NS = 40_000_000_000L;

  @TempDir Path dir;

  private final List<Membership.Member> places = LocalCluster.membersOnLoopback(MEMBERS + 1);
  private final List<Membership.Member> members = places.subList(0, MEMBERS);
  private final List<SettlementNode> nodes = new ArrayList<>();
  private Standby standby;
  private long nextId = 1;

  @BeforeEach
  void startAll() {
    for (int i = 0; i < MEMBERS; i++) {
      nodes.add(start(i, LocalCluster.folder(dir, i)));
    }
    nodes.forEach(this::awaitAccepting);
    Nodes.send(nodes.getFirst(), Nodes.accounts(100));
    standby = startStandby();
  }

  @AfterEach
  void closeAll() {
    standby.close();
    CloseHelper.closeAll(nodes);
  }

  private SettlementNode start(int id, Path folder) {
    Membership membership =
        new Membership(id, members, Membership.Timeouts.DEFAULT, Membership.Network.DEFAULT);
    return SettlementNode.start(Nodes.config(folder).withMembership(membership));
  }

  private Path folder() {
    return dir.resolve("standby");
  }

  private Standby startStandby() {
    Membership.Member self = places.get(MEMBERS);
    return Standby.start(
        new Standby.Place(folder(), self.host(), self.basePort()),
        Nodes.SMALL,
        members,
        Membership.Network.DEFAULT);
  }

  private void awaitAccepting(SettlementNode node) {
    await(() -> node.health().isAccepting(), () -> "no leader: " + node.health());
  }

  private static void await(BooleanSupplier condition, Supplier<String> what) {
    long startNs = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() - startNs < PATIENCE_NS, what.get());
      LockSupport.parkNanos(2_000_000);
    }
  }

  /// @return log position up to which all is answered
  private long work() {
    long position = 0;
    for (int i = 0; i < 30; i++) {
      SettlementNode node = nodes.get(i % nodes.size());
      position = Math.max(position, insist(node, Nodes.transfers(nextId, 200, 100)).position());
      nextId += 200;
    }
    return position;
  }

  /// The core tells a repeat from a new command, so who has no answer asks again.
  private Reply insist(SettlementNode node, Command command) {
    for (int i = 0; i < 20; i++) {
      try {
        return Nodes.send(node, command);
      } catch (OutcomeUnknownException e) {
        awaitAccepting(node);
      }
    }
    throw new IllegalStateException("no answer: " + node.health());
  }

  private void awaitCopied(long position) {
    await(() -> standby.status().copiedTo() >= position, () -> position + ": " + standby.status());
  }

  private int leader() {
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i).health().standing().role() == Health.Role.LEADER) {
        return i;
      }
    }
    throw new IllegalStateException("no leader");
  }

  /// Through a change of the leader, a snapshot, and an end of its own with a torn frame behind it.
  @Test
  void itTakesOverAloneWhenAllMembersAreLost() throws IOException {
    awaitCopied(work());
    nodes.get(leader()).takeSnapshot();
    nodes.remove(leader()).close();
    nodes.forEach(this::awaitAccepting);
    awaitCopied(work());
    standby.close();
    tear();
    long end = work();
    standby = startStandby();
    awaitCopied(end);
    Nodes.awaitApplied(nodes.getFirst(), end);
    String before = Shown.of(Nodes.eventsUpTo(nodes.getFirst().journal(), end));
    CloseHelper.closeAll(nodes);
    nodes.clear();
    standby.close();
    assertThrows(
        WrongFolderException.class, () -> SettlementNode.start(Nodes.config(folder())).close());
    assertTrue(Standby.promote(folder(), OptionalInt.empty()) >= end);
    try (SettlementNode alone = SettlementNode.start(Nodes.config(folder()))) {
      assertEquals(before, Shown.of(Nodes.eventsUpTo(alone.journal(), end)));
      Nodes.send(alone, Nodes.transfers(nextId, 10, 100));
    }
    assertNull(LogVerifier.verify(folder()).fault());
  }

  private void tear() throws IOException {
    Recording log = Nodes.log(folder());
    long end = RecordingEnd.find(log);
    long start = log.segmentStart(end);
    try (FileChannel file = FileChannel.open(log.segmentFile(start), StandardOpenOption.WRITE)) {
      byte[] torn = "torn in the middle of a frame of the log".getBytes(StandardCharsets.US_ASCII);
      file.write(ByteBuffer.wrap(torn), end - start);
    }
  }

  @Test
  void itTakesThePlaceOfAMemberThatIsLost() {
    long end = work();
    awaitCopied(end);
    int lost = (leader() + 1) % MEMBERS;
    nodes.get(lost).close();
    IoUtil.delete(LocalCluster.folder(dir, lost).toFile(), false);
    standby.close();
    Standby.promote(folder(), OptionalInt.of(lost));
    nodes.set(lost, start(lost, folder()));
    awaitAccepting(nodes.get(lost));
    long later = work();
    for (SettlementNode node : nodes) {
      Nodes.awaitApplied(node, later);
    }
    assertEquals(
        Shown.of(Nodes.eventsUpTo(nodes.get((lost + 1) % MEMBERS).journal(), later)),
        Shown.of(Nodes.eventsUpTo(nodes.get(lost).journal(), later)));
    CloseHelper.closeAll(nodes);
    nodes.clear();
    assertNull(LogVerifier.verify(folder()).fault());
  }

  @Test
  void membersDoNotWaitForIt() {
    standby.close();
    long before = work();
    standby = startStandby();
    awaitCopied(before);
    CloseHelper.closeAll(nodes);
    nodes.clear();
    assertThrows(
        WrongFolderException.class,
        () -> Standby.promote(LocalCluster.folder(dir, 0), OptionalInt.empty()));
    assertThrows(
        NodeInUseException.class, () -> Standby.promote(folder(), OptionalInt.empty()));
  }
}
