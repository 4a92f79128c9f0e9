package kontor.readside;

import java.util.List;
import kontor.engine.Event;
import kontor.engine.RecordedEvent;

/// Measures how many events a second the projector takes in, in batches of a fixed size. Run by
/// hand: `java -cp ... kontor.readside.ProjectorSpeed COMMANDS BATCH`.
final class ProjectorSpeed {

  private ProjectorSpeed() {}

  public static void main(String[] arguments) {
    int commands = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60_000;
    int batch = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2_000;
    List<RecordedEvent> events = EventStream.of(1, commands);
    long payments =
        events.stream().filter(e -> e.event() instanceof Event.PaymentAccepted).count();
    for (int round = 0; round < 3; round++) {
      try (TemporaryDatabase database = new TemporaryDatabase()) {
        Projector projector = new Projector(database.open(), OutboxWriter.NONE);
        long start = System.nanoTime();
        for (int from = 0; from < events.size(); from += batch) {
          projector.apply(events.subList(from, Math.min(events.size(), from + batch)));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
            "events %d, payments accepted %d, batch %d: %.2f s, %.0f events/s, %.0f payments/s%n",
            events.size(), payments, batch, seconds, events.size() / seconds, payments / seconds);
      }
    }
  }
}
