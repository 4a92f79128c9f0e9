package kontor.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kontor.engine.Command;
import kontor.engine.Event;
import kontor.engine.LedgerQuery;
import kontor.engine.RecordedEvent;
import org.agrona.IoUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Data folders that nodes wrote in the past load for ever, and what follows from them never
/// changes. How the next one is made stands in `fixtures/README.md`.
class FixtureTest {

  @TempDir Path dir;

  enum Kept {
    LOG_ONLY,
    LOG_AND_STATE
  }

  record Case(Fixture fixture, Kept kept) {}

  static List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    for (Fixture fixture : Fixture.all()) {
      cases.add(new Case(fixture, Kept.LOG_ONLY));
      cases.add(new Case(fixture, Kept.LOG_AND_STATE));
    }
    assertFalse(cases.isEmpty(), "no fixtures");
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void loadsAndTakesNewWork(Case kept) throws IOException {
    kept.fixture.unzipTo(dir);
    if (kept.kept == Kept.LOG_ONLY) {
      IoUtil.delete(dir.resolve(DataFolder.STATE).toFile(), false);
    }
    VerifyReport before = LogVerifier.verify(dir);
    assertNull(before.fault());
    assertEquals(kept.kept == Kept.LOG_ONLY ? 0 : 2, before.snapshots());
    List<String> digests = ReplayDigests.ofLog(dir).lines();
    assertEquals(
        kept.fixture.comparable(kept.fixture.storedDigests()), kept.fixture.comparable(digests));
    assertNotNull(before.engine());
    assertEquals(digests.getLast().split(" ")[1], before.engine().digest().toString());

    List<RecordedEvent> events = workOn();
    VerifyReport after = LogVerifier.verify(dir);
    assertNull(after.fault());
    assertEquals(events.size(), after.events());
    assertTrue(after.events() > before.events());
    assertTrue(after.snapshots() > 0, "the state that the node itself came to");
  }

  /// @return all events, old and new
  private List<RecordedEvent> workOn() {
    try (SettlementNode node = SettlementNode.start(Nodes.config(dir))) {
      assertEquals(
          "CommandRefused[refusal=ALREADY_EXISTS]",
          event(node, new AllKinds(0).founding().getFirst()).toString(),
          "a currency of the fixture");
      byte[] firstAccount = new byte[16];
      firstAccount[0] = 1;
      Event.LedgerRead read =
          assertInstanceOf(
              Event.LedgerRead.class,
              event(node, new Command.ReadLedger(new LedgerQuery.LookUpAccounts(firstAccount))));
      assertEquals(read.recordBytes(), read.records().length, "an account of the fixture");
      event(node, Nodes.currency(5));
      AllKinds kinds = new AllKinds(99);
      for (int i = 0; i < 50; i++) {
        Nodes.send(node, kinds.next(System.currentTimeMillis()));
      }
      node.takeSnapshot();
      return Nodes.eventsUpTo(node.journal(), Nodes.send(node, Nodes.currency(6)).position());
    }
  }

  private static Event event(SettlementNode node, Command command) {
    return Nodes.send(node, command).events().getLast().event();
  }

  /// The next one; its name is its date and what is new in it.
  @Test
  @EnabledIfSystemProperty(named = "kontor.fixture", matches = ".+")
  void isMade() throws IOException {
    String name = System.getProperty("kontor.fixture", "");
    Fixture fixture = Fixture.make(Path.of(Fixture.RESOURCES), name, dir);
    System.out.println(fixture + " is made; it has " + ReplayDigests.ofLog(dir).kinds());
  }
}
