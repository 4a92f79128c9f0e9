package kontor.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import kontor.engine.Command;
import kontor.engine.Event;
import kontor.engine.Event.CommandRefused;
import kontor.engine.Event.CurrencyDefined;
import kontor.engine.Event.TransfersPosted;
import kontor.engine.LedgerResults;
import kontor.engine.RecordedEvent;
import kontor.engine.Refusal;
import kontor.engine.TransferResult;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.AccountKind;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Digest;
import kontor.engine.terms.Key;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.ParticipantKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettlementNodeTest {

  @TempDir Path dir;

  @Test
  void commandsAreAnsweredAndStandInTheJournal() {
    try (SettlementNode node = SettlementNode.start(Nodes.config(dir))) {
      Reply first = Nodes.send(node, Nodes.currency(0));
      Reply second = Nodes.send(node, Nodes.currency(0));
      assertInstanceOf(CurrencyDefined.class, first.events().getFirst().event());
      assertEquals(
          new CommandRefused(Refusal.ALREADY_EXISTS), second.events().getFirst().event());
      assertTrue(second.position() > first.position());

      List<RecordedEvent> events = Nodes.eventsUpTo(node.journal(), second.position());
      assertEquals(List.of(first.events().getFirst(), second.events().getFirst()), events);
      assertEquals(second.position(), node.journal().lastPosition());
      assertEquals(second.position(), node.health().logPosition());
      assertEquals(Health.State.ACCEPTING, node.health().state());
    }
  }

  @Test
  void aRestartContinuesWhereItStopped() {
    long position;
    List<RecordedEvent> before;
    try (SettlementNode node = SettlementNode.start(Nodes.config(dir))) {
      Nodes.send(node, Nodes.currency(0));
      position = Nodes.send(node, Nodes.currency(1)).position();
      before = Nodes.eventsUpTo(node.journal(), position);
    }
    try (SettlementNode node = SettlementNode.start(Nodes.config(dir))) {
      Reply again = Nodes.send(node, Nodes.currency(1));
      assertEquals(
          new CommandRefused(Refusal.ALREADY_EXISTS), again.events().getFirst().event());
      List<RecordedEvent> after = Nodes.eventsUpTo(node.journal(), again.position());
      assertEquals(before, after.subList(0, before.size()));
      assertEquals(before.size() + 1, after.size());
      assertEquals(
          again.events(), Nodes.eventsUpTo(node.journal(), again.position()).subList(2, 3));
      try (EventJournal.Reader reader = node.journal().reader(position, 0)) {
        List<RecordedEvent> rest = new ArrayList<>();
        assertEquals(1, reader.poll(rest::add, 10));
        assertEquals(again.events(), rest);
      }
    }
  }

  @Test
  void aRestartContinuesFromASnapshot() {
    int created;
    try (SettlementNode node = SettlementNode.start(Nodes.config(dir))) {
      Nodes.send(node, Nodes.accounts(100));
      created = posted(Nodes.send(node, Nodes.transfers(1, 2000, 100))).created();
      node.takeSnapshot();
      assertTrue(node.health().snapshotPosition() > 0);
      created += posted(Nodes.send(node, Nodes.transfers(2001, 2000, 100))).created();
    }
    try (SettlementNode node = SettlementNode.start(Nodes.config(dir))) {
      Reply again = Nodes.send(node, Nodes.transfers(1, 4000, 100));
      assertEquals(created, existing(posted(again)));
      node.takeSnapshot();
    }
    VerifyReport report = LogVerifier.verify(dir);
    assertNull(report.fault());
    assertEquals(2, report.snapshots());
    assertEquals(4, report.commands());
    assertNotNull(report.engine());
  }

  /// As after a kill between the cluster's mark and the file with the state.
  @Test
  void aSnapshotThatWasNotFinishedIsTakenBack() throws IOException {
    int created;
    try (SettlementNode node = SettlementNode.start(Nodes.config(dir))) {
      Nodes.send(node, Nodes.accounts(100));
      created = posted(Nodes.send(node, Nodes.transfers(1, 1000, 100))).created();
      node.takeSnapshot();
      created += posted(Nodes.send(node, Nodes.transfers(1001, 1000, 100))).created();
      node.takeSnapshot();
      created += posted(Nodes.send(node, Nodes.transfers(2001, 1000, 100))).created();
    }
    List<Path> states = StateFiles.list(dir.resolve(DataFolder.STATE));
    assertEquals(2, states.size());
    for (Path state : states.reversed()) {
      Files.delete(state);
      Path begun = Files.writeString(state.resolveSibling(state.getFileName() + ".new"), "half");
      assertNull(LogVerifier.verify(dir).fault());
      try (SettlementNode node = SettlementNode.start(Nodes.config(dir))) {
        LedgerResults again = posted(Nodes.send(node, Nodes.transfers(1, 3000, 100)));
        assertEquals(created, existing(again));
        created += again.created();
      }
      assertFalse(Files.exists(begun));
    }
    assertNull(LogVerifier.verify(dir).fault());
  }

  @Test
  void everyFlippedBitOfAStateIsFoundAndNamed() throws IOException {
    try (SettlementNode node = SettlementNode.start(Nodes.config(dir))) {
      Nodes.send(node, Nodes.accounts(10));
      Nodes.send(node, Nodes.transfers(1, 100, 10));
      node.takeSnapshot();
    }
    Path state = StateFiles.list(dir.resolve(DataFolder.STATE)).getFirst();
    byte[] whole = Files.readAllBytes(state);
    for (int offset = 0; offset < whole.length; offset += 1 + offset / 16) {
      byte[] damaged = whole.clone();
      damaged[offset] ^= (byte) (1 << (offset & 7));
      Files.write(state, damaged);
      VerifyReport.Fault fault = LogVerifier.verify(dir).fault();
      assertNotNull(fault, "byte " + offset);
      assertEquals(state.getFileName().toString(), fault.file(), fault.what());
    }
    Files.write(state, Arrays.copyOf(whole, whole.length - 1));
    assertNotNull(LogVerifier.verify(dir).fault());
    Files.write(state, Arrays.copyOf(whole, whole.length + 1));
    assertNotNull(LogVerifier.verify(dir).fault());
    Files.write(state, whole);
    assertNull(LogVerifier.verify(dir).fault());
  }

  private static int existing(LedgerResults posted) {
    int count = 0;
    for (int i = 1; i < posted.failures().length; i += 2) {
      count += posted.failures()[i] == TransferResult.EXISTS.code() ? 1 : 0;
    }
    return count;
  }

  private static LedgerResults posted(Reply reply) {
    return assertInstanceOf(TransfersPosted.class, reply.events().getFirst().event()).results();
  }

  @Test
  void aSecondNodeOnTheFolderIsRefused() {
    try (SettlementNode node = SettlementNode.start(Nodes.config(dir))) {
      NodeInUseException e =
          assertThrows(
              NodeInUseException.class, () -> SettlementNode.start(Nodes.config(dir)));
      assertTrue(e.toString().contains(dir.getFileName().toString()));
      assertThrows(NodeInUseException.class, () -> LogVerifier.verify(dir));
      Nodes.send(node, Nodes.currency(0));
    }
  }

  @Test
  void twoNodesRunBesideEachOther() throws Exception {
    Path other = dir.resolve("other");
    try (SettlementNode node = SettlementNode.start(Nodes.config(dir.resolve("one")));
        SettlementNode second = SettlementNode.start(Nodes.config(other))) {
      Nodes.send(node, Nodes.currency(0));
      Reply reply = Nodes.send(second, Nodes.currency(0));
      assertInstanceOf(CurrencyDefined.class, reply.events().getFirst().event());
    }
    try (Stream<Path> files = Files.list(other)) {
      assertFalse(files.anyMatch(f -> f.endsWith("driver")), "driver's folder is removed");
    }
  }

  @Test
  void aCommandThatIsTooLargeIsRefusedAndHarmsNothing() {
    try (SettlementNode node = SettlementNode.start(Nodes.config(dir))) {
      CompletableFuture<Reply> large =
          node.client().send(evidence(SettlementClient.MESSAGE_BYTES_MAX));
      ExecutionException e = assertThrows(ExecutionException.class, large::get);
      NotAcceptedException cause =
          assertInstanceOf(NotAcceptedException.class, e.getCause());
      assertEquals(NotAcceptedException.Cause.TOO_LARGE, cause.why());
      Nodes.send(node, Nodes.currency(0));
    }
  }

  @Test
  void aCommandOfTheLargestSizeIsTakenAndItsEvidenceIsInTheJournal() {
    try (SettlementNode node = SettlementNode.start(Nodes.config(dir))) {
      Command.ReceiveMessage message = evidence(SettlementClient.MESSAGE_BYTES_MAX - 200);
      Reply reply = Nodes.send(node, message);
      Event.MessageReceived answered = received(reply.events());
      assertEquals(0, answered.evidence().length, "the sender has it");
      List<RecordedEvent> events = Nodes.eventsUpTo(node.journal(), reply.position());
      assertEquals(Shown.of(message.evidence()), Shown.of(received(events).evidence()));
    }
    assertNull(LogVerifier.verify(dir).fault());
  }

  private static Event.MessageReceived received(List<RecordedEvent> events) {
    return events.stream()
        .map(RecordedEvent::event)
        .filter(Event.MessageReceived.class::isInstance)
        .map(Event.MessageReceived.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static Command.ReceiveMessage evidence(int length) {
    byte[] bytes = new Arbitrary(5).bytes(length);
    return new Command.ReceiveMessage(
        new Command.Envelope(new Digest(1, 2, 3, 4), null, Key.NONE, 1, 0, 1, 0),
        List.of(),
        bytes);
  }

  @Test
  void bytesThatAreNoCommandAreARefusalInTheLog() throws Exception {
    try (SettlementNode node = SettlementNode.start(Nodes.config(dir))) {
      for (int length : new int[] {0, 1, 2, 100, 100_000}) {
        FieldWriter out = new FieldWriter(64);
        long sequence = 1_000_000L + length;
        LogApplier.writeEnvelope(out, sequence);
        byte[] garbage = new Arbitrary(length).bytes(length);
        out.buffer().putBytes(out.position(), garbage);
        out.position(out.position() + length);
        out.int32At(0, out.position());
        Reply reply =
            node.client()
                .sendBytes(sequence, out.buffer(), out.position())
                .get(20, TimeUnit.SECONDS);
        assertEquals(
            new CommandRefused(Refusal.UNDECODABLE), reply.events().getFirst().event());
      }
      Nodes.send(node, Nodes.currency(0));
    }
    assertNull(LogVerifier.verify(dir).fault());
  }

  @Test
  void whatFallsDueHappensWithoutACommand() {
    ParticipantId institution = ParticipantId.ofBic("BCARARB0");
    Currency currency = new Currency("ARS", 2);
    AccountId account =
        new AccountId(institution, currency, institution, AccountKind.RESIDUAL);
    AccountId bank =
        new AccountId(institution, currency, ParticipantId.ofBic("BNKAARB0"),
            AccountKind.SETTLEMENT);
    try (SettlementNode node = SettlementNode.start(Nodes.config(dir))) {
      Nodes.send(node, new Command.DefineCurrency(currency));
      Nodes.send(
          node,
          new Command.AdmitParticipant(
              institution, ParticipantKind.INSTITUTION, institution));
      Nodes.send(
          node,
          new Command.AdmitParticipant(
              bank.owner(), ParticipantKind.DIRECT_BANK, institution));
      Nodes.send(node, new Command.OpenAccount(account));
      Nodes.send(node, new Command.OpenAccount(bank));
      Nodes.send(
          node,
          new Command.MoveFunds(
              new Key(1, 1), bank, new Money(1000, currency), Command.MoveFunds.Direction.IN));
      Money sum = new Money(400, currency);
      Reply now = Nodes.send(node, Nodes.currency(7));
      Reply hold =
          Nodes.send(
              node,
              new Command.PlaceHold(new Key(7, 7), bank, sum, now.timestampMs() + 300));
      assertInstanceOf(Event.HoldPlaced.class, hold.events().getFirst().event());
      List<RecordedEvent> events =
          Nodes.eventsUpTo(node.journal(), hold.position() + 1);
      RecordedEvent last = events.getLast();
      assertEquals(new Event.HoldReleased(new Key(7, 7), bank, sum, true), last.event());
      assertTrue(last.timestampMs() >= now.timestampMs() + 300);
    }
    assertNull(LogVerifier.verify(dir).fault());
  }

  @Test
  void aFullDiskStopsAcceptanceAndNothingElse() {
    NodeConfig full =
        NodeConfig.of(dir).withSizes(new NodeSizes(32 << 20, 32 << 20, Long.MAX_VALUE));
    long position;
    try (SettlementNode node = SettlementNode.start(Nodes.config(dir))) {
      position = Nodes.send(node, Nodes.currency(0)).position();
    }
    try (SettlementNode node = SettlementNode.start(full)) {
      NotAcceptedException e =
          assertThrows(
              NotAcceptedException.class, () -> Nodes.send(node, Nodes.currency(1)));
      assertEquals(NotAcceptedException.Cause.DISK_FULL, e.why());
      assertEquals(Health.State.DISK_FULL, node.health().state());
      assertEquals(1, Nodes.eventsUpTo(node.journal(), position).size());
    }
    try (SettlementNode node = SettlementNode.start(Nodes.config(dir))) {
      Reply again = Nodes.send(node, Nodes.currency(0));
      assertEquals(
          new CommandRefused(Refusal.ALREADY_EXISTS), again.events().getFirst().event());
    }
  }

  @Test
  void aClosedNodeTakesNothing() {
    SettlementNode node = SettlementNode.start(Nodes.config(dir));
    SettlementClient client = node.client();
    node.close();
    node.close();
    assertEquals(Health.State.STOPPED, node.health().state());
    ExecutionException e =
        assertThrows(ExecutionException.class, () -> client.send(Nodes.currency(0)).get());
    assertInstanceOf(NotAcceptedException.class, e.getCause());
  }

  @Test
  void aNodeThatCannotWriteItsJournalStopsAndLosesNothing() {
    try (SettlementNode node = SettlementNode.start(Nodes.config(dir))) {
      Nodes.send(node, Nodes.currency(0));
      node.journal().close();
      ExecutionException e =
          assertThrows(
              ExecutionException.class,
              () -> node.client().send(Nodes.currency(1)).get(20, TimeUnit.SECONDS));
      assertInstanceOf(OutcomeUnknownException.class, e.getCause());
      assertEquals(Health.State.STOPPED, node.health().state());
      assertTrue(node.health().reason().contains("journal is not recorded"));
    }
    try (SettlementNode node = SettlementNode.start(Nodes.config(dir))) {
      Reply again = Nodes.send(node, Nodes.currency(1));
      assertEquals(
          new CommandRefused(Refusal.ALREADY_EXISTS), again.events().getFirst().event());
      assertEquals(3, Nodes.eventsUpTo(node.journal(), again.position()).size());
    }
    assertNull(LogVerifier.verify(dir).fault());
  }
}
