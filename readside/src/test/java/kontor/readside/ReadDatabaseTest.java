package kontor.readside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import kontor.engine.Event;
import kontor.engine.RecordedEvent;
import kontor.engine.Refusal;
import kontor.engine.terms.PaymentId;
import org.junit.jupiter.api.Test;

class ReadDatabaseTest {

  @Test
  void aNewDatabaseStandsBeforeTheFirstEvent() {
    try (TemporaryDatabase database = new TemporaryDatabase()) {
      assertEquals(
          new ReadHealth(Position.START, 0), new Queries(database.open()).health());
      assertEquals(List.of(), new Queries(database.open()).books());
      assertEquals(List.of(), new Queries(database.open()).currencyShares(0, 30_000));
    }
  }

  @Test
  void aDatabaseOfANewerVersionIsRefused() {
    try (TemporaryDatabase database = new TemporaryDatabase()) {
      database.open().writer().execute("INSERT INTO schema_version (version) VALUES (99)");
      database.open().writer().commit();

      assertThrows(IllegalStateException.class, () -> ReadDatabase.open(database.file()));
    }
  }

  @Test
  void aFileThatIsNoDatabaseIsRefused() throws Exception {
    try (TemporaryDatabase database = new TemporaryDatabase()) {
      java.nio.file.Path other = database.file().resolveSibling("other.db");
      java.nio.file.Files.writeString(other, "these are not the bytes of a database, ".repeat(99));

      assertThrows(ReadSideException.class, () -> ReadDatabase.open(other));
    }
  }

  @Test
  void aCopyHasWhatWasCommittedWhenItWasMade() throws Exception {
    List<RecordedEvent> events = EventStream.of(43, 200);
    try (TemporaryDatabase database = new TemporaryDatabase()) {
      Projector projector = new Projector(database.open(), OutboxWriter.NONE);
      projector.apply(events.subList(0, 100));
      List<String> then = database.dump();
      Path copy = database.file().resolveSibling("it's a copy.db");
      ReadDatabase.copy(database.file(), copy);
      projector.apply(events.subList(100, 200));
      assertNotEquals(then, database.dump());

      assertThrows(
          ReadSideException.class, () -> ReadDatabase.copy(database.file(), copy));
      database.replaceBy(copy);
      assertEquals(then, database.dump());
    }
  }

  @Test
  void anEventOfAPaymentThatNeverEnteredIsAnError() {
    try (TemporaryDatabase database = new TemporaryDatabase()) {
      Projector projector = new Projector(database.open(), OutboxWriter.NONE);
      Event orphan = new Event.PaymentExpired(new PaymentId(1, 2), Refusal.WAITED_TOO_LONG);

      assertThrows(
          IllegalStateException.class,
          () -> projector.apply(List.of(new RecordedEvent(5, 0, 7, orphan))));

      assertEquals(Position.START, projector.position());
    }
  }

  @Test
  void readersSeeWholeBatchesWhileTheProjectorWrites() throws Exception {
    List<RecordedEvent> events = EventStream.of(42, 400);
    try (TemporaryDatabase database = new TemporaryDatabase()) {
      Queries queries = new Queries(database.open());
      Thread writer =
          Thread.ofVirtual()
              .start(
                  () -> {
                    Projector projector =
                        new Projector(database.open(), OutboxWriter.NONE);
                    for (int from = 0; from < events.size(); from += 5) {
                      projector.apply(
                          events.subList(from, Math.min(events.size(), from + 5)));
                    }
                  });
      ReadHealth seen = queries.health();
      while (writer.isAlive()) {
        ReadHealth now = queries.health();
        assertTrue(now.position().compareTo(seen.position()) >= 0);
        seen = now;
      }
      writer.join();
      RecordedEvent last = events.getLast();
      assertEquals(
          new Position(last.position(), last.index()), queries.health().position());
    }
  }
}
