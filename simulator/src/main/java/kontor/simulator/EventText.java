package kontor.simulator;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import kontor.engine.Event;
import kontor.engine.LedgerResults;
import org.jspecify.annotations.Nullable;

/// Compares events by their contents, arrays too, and says where two differ.
final class EventText {

  private EventText() {}

  /// Null when both are the same.
  static @Nullable String difference(List<Event> expected, List<Event> actual) {
    for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
      if (!isSame(expected.get(i), actual.get(i))) {
        return different(expected.get(i), actual.get(i));
      }
    }
    return expected.size() == actual.size()
        ? null
        : "expected " + of(expected) + " but was " + of(actual);
  }

  private static String different(Event expected, Event actual) {
    if (expected instanceof Event.LedgerRead e && actual instanceof Event.LedgerRead a) {
      int bytes = e.recordBytes();
      int place = Arrays.mismatch(e.records(), a.records());
      int record = Math.max(place, 0) / bytes;
      return "answer with " + e.records().length / bytes + " records, but was with "
          + a.records().length / bytes + "; byte " + place % bytes + " of record " + record
          + ": expected " + hex(e.records(), record, bytes) + " but was "
          + hex(a.records(), record, bytes);
    }
    return "expected " + of(expected) + " but was " + of(actual);
  }

  private static boolean isSame(Event expected, Event actual) {
    return switch (expected) {
      case Event.LedgerAccountsOpened e ->
          actual instanceof Event.LedgerAccountsOpened a && isSame(e.results(), a.results());
      case Event.TransfersPosted e ->
          actual instanceof Event.TransfersPosted a && isSame(e.results(), a.results());
      case Event.LedgerLinesSet e ->
          actual instanceof Event.LedgerLinesSet a && isSame(e.results(), a.results());
      case Event.TransfersExpired e ->
          actual instanceof Event.TransfersExpired a && Arrays.equals(e.ids(), a.ids());
      case Event.TransfersReleased e ->
          actual instanceof Event.TransfersReleased a
              && Arrays.equals(e.released(), a.released());
      case Event.LedgerRead e ->
          actual instanceof Event.LedgerRead a
              && e.recordBytes() == a.recordBytes()
              && Arrays.equals(e.records(), a.records());
      default -> Objects.equals(expected, actual);
    };
  }

  private static boolean isSame(LedgerResults e, LedgerResults a) {
    return e.timestampNs() == a.timestampNs()
        && e.count() == a.count()
        && e.created() == a.created()
        && Arrays.equals(e.failures(), a.failures())
        && Arrays.equals(e.existing(), a.existing());
  }

  private static String of(List<Event> events) {
    return events.stream().map(EventText::of).toList().toString();
  }

  static String of(Event event) {
    return switch (event) {
      case Event.LedgerAccountsOpened e -> "accounts " + of(e.results());
      case Event.TransfersPosted e -> "transfers " + of(e.results());
      case Event.LedgerLinesSet e -> "lines " + of(e.results());
      case Event.TransfersExpired e -> "expired " + Arrays.toString(e.ids());
      case Event.TransfersReleased e -> "released " + Arrays.toString(e.released());
      case Event.LedgerRead e ->
          e.records().length / e.recordBytes() + " records of " + e.recordBytes() + " bytes";
      default -> event.toString();
    };
  }

  private static String of(LedgerResults r) {
    return r.created() + " of " + r.count() + " at " + r.timestampNs() + ", failures "
        + Arrays.toString(r.failures()) + ", existing " + Arrays.toString(r.existing());
  }

  private static String hex(byte[] records, int record, int recordBytes) {
    int from = Math.min(records.length, record * recordBytes);
    int to = Math.min(records.length, from + recordBytes);
    return from == to ? "none" : HexFormat.of().formatHex(records, from, to);
  }
}
