package kontor.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import kontor.engine.state.Bounds;
import kontor.engine.terms.Fixing;

/// An engine with its log, and the checks that every test ends with: all invariants hold, the
/// snapshot comes back with an equal digest, and the log played again gives the same events.
final class EngineHarness {

  /// A command where it stands in the log.
  record Logged(long position, long timestampMs, Command command) {}

  private final Bounds bounds;
  private final List<Logged> log = new ArrayList<>();
  private final List<RecordedEvent> events = new ArrayList<>();
  private Engine engine;
  private long position;

  EngineHarness() {
    this(Bounds.DEFAULT);
  }

  EngineHarness(Bounds bounds) {
    this.bounds = bounds;
    this.engine = new Engine(bounds);
  }

  /// Founds the {@link World}.
  EngineHarness founded() {
    World.founding().forEach(command -> apply(0, command));
    return this;
  }

  /// The fixings that a command of the founding published.
  List<Fixing> fixings(Command.PublishFixing command) {
    return events.stream()
        .map(RecordedEvent::event)
        .filter(Event.FixingPublished.class::isInstance)
        .map(event -> ((Event.FixingPublished) event).fixing())
        .filter(fixing -> fixing.agreement() == command.agreement())
        .toList();
  }

  Engine engine() {
    return engine;
  }

  /// How many commands there were, and the last of them: what is needed to see a failure again.
  String prefix() {
    StringBuilder text = new StringBuilder(log.size() + " commands, the last of them:");
    for (Logged logged : log.subList(Math.max(0, log.size() - 5), log.size())) {
      text.append("\n  ").append(logged);
    }
    return text.toString();
  }

  long position() {
    return position;
  }

  List<Event> apply(long timestampMs, Command command) {
    Logged logged = new Logged(++position, timestampMs, command);
    log.add(logged);
    List<RecordedEvent> now = apply(engine, logged);
    events.addAll(now);
    return now.stream().map(RecordedEvent::event).toList();
  }

  static List<RecordedEvent> apply(Engine engine, Logged logged) {
    List<RecordedEvent> now = new ArrayList<>();
    engine.apply(
        logged.position(),
        logged.timestampMs(),
        logged.command(),
        event ->
            now.add(
                new RecordedEvent(logged.position(), now.size(), logged.timestampMs(), event)));
    return now;
  }

  /// Goes on with an engine restored from a snapshot.
  void restart() {
    engine = SnapshotBytes.restore(SnapshotBytes.of(engine), bounds);
  }

  void checkAll() {
    engine.checkInvariants();
    byte[] snapshot = SnapshotBytes.of(engine);
    Engine restored = SnapshotBytes.restore(snapshot, bounds);
    assertEquals(engine.digest(), restored.digest(), "digest of the restored engine");
    assertEquals(engine.nextDueMs(), restored.nextDueMs(), "next due of the restored engine");
    assertEquals(views(engine), views(restored), "accounts and payments of the restored engine");
    Engine replayed = new Engine(bounds);
    List<RecordedEvent> again = new ArrayList<>();
    log.forEach(logged -> again.addAll(apply(replayed, logged)));
    assertSameEvents(events, again);
    assertEquals(engine.digest(), replayed.digest(), "digest after replay");
  }

  static List<Object> views(Engine engine) {
    List<Object> views = new ArrayList<>();
    engine.accounts(views::add);
    engine.payments((payment, outcome) -> views.add(List.of(payment, outcome)));
    return views;
  }

  static void assertSameEvents(List<RecordedEvent> expected, List<RecordedEvent> actual) {
    for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
      int at = i;
      assertEquals(
          plain(expected.get(i)), plain(actual.get(i)), () -> "event " + at + " is another");
    }
    assertEquals(expected.size(), actual.size(), "number of events");
  }

  /// Arrays are equal by their contents.
  private static Object plain(RecordedEvent event) {
    return List.of(
        event.position(),
        event.index(),
        switch (event.event()) {
          case Event.TransfersPosted e -> plain(e.results());
          case Event.LedgerAccountsOpened e -> plain(e.results());
          case Event.LedgerLinesSet e -> plain(e.results());
          case Event.TransfersExpired e -> java.util.Arrays.stream(e.ids()).boxed().toList();
          case Event.TransfersReleased e ->
              java.util.Arrays.stream(e.released()).boxed().toList();
          case Event.LedgerRead e -> List.of(e.recordBytes(), new String(e.records(), ISO_8859_1));
          case Event.LedgerReadInPart e ->
              List.of(e.recordBytes(), new String(e.records(), ISO_8859_1), e.nextNs());
          case Event other -> Objects.requireNonNull(other);
        });
  }

  private static Object plain(LedgerResults results) {
    return List.of(
        results.timestampNs(),
        results.count(),
        results.created(),
        ints(results.failures()),
        java.util.Arrays.stream(results.existing()).boxed().toList());
  }

  static List<Integer> ints(int[] values) {
    return java.util.Arrays.stream(values).boxed().toList();
  }
}
