package kontor.readside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import kontor.engine.RecordedEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// However the events come, the rows are the same.
class ProjectorProperty {

  private static final int COMMANDS = 250;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
  void anyCutIntoBatchesAndAnyRestartGivesTheRowsOfARebuild(long seed) {
    List<RecordedEvent> events = EventStream.of(seed, COMMANDS);
    Random random = new Random(seed);
    try (TemporaryDatabase database = new TemporaryDatabase()) {
      Projector projector = new Projector(database.open(), ReadModel.REPORTER);
      int from = 0;
      while (from < events.size()) {
        int to = Math.min(events.size(), from + 1 + random.nextInt(60));
        switch (random.nextInt(6)) {
          case 0 -> {
            int failing = from + random.nextInt(to - from);
            failAt(database, events, from, to, failing);
            projector = new Projector(database.open(), ReadModel.REPORTER);
          }
          case 1 -> projector = new Projector(database.reopen(), ReadModel.REPORTER);
          // What was seen before is skipped.
          case 2 -> from = Math.max(0, from - random.nextInt(40));
          case 3 -> assertEquals(projector.position(), projector.sync());
          default -> {}
        }
        projector.apply(events.subList(from, to));
        from = to;
      }
      List<String> incremental = database.dump();

      new Projector(database.rebuild(), ReadModel.REPORTER).apply(events);

      assertEquals(database.dump(), incremental);
    }
  }

  /// The batch whose event fails leaves no trace, neither of its first events nor of its position.
  private static void failAt(
      TemporaryDatabase database, List<RecordedEvent> events, int from, int to, int failing) {
    List<String> before = database.dump();
    Projector projector =
        new Projector(
            database.open(),
            (recorded, lookup, sink) -> {
              ReadModel.REPORTER.write(recorded, lookup, sink);
              if (recorded.equals(events.get(failing))) {
                throw new IllegalStateException("fails on purpose");
              }
            });
    Position position = projector.position();

    assertThrows(
        IllegalStateException.class, () -> projector.apply(events.subList(from, to)));

    assertEquals(position, projector.position());
    assertEquals(before, database.dump());
    // The same projector goes on after it.
    projector.apply(events.subList(from, failing));
  }
}
