package kontor.engine.calendar;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.List;

/// Zones as the JDK knows them, for tests.
public final class Zones {

  private static final Instant END = Instant.parse("2040-01-01T00:00:00Z");

  private Zones() {}

  public static ZoneOffsets of(String name) {
    return of(name, release(), END);
  }

  public static ZoneOffsets of(String name, String tzdbVersion, Instant end) {
    var rules = ZoneId.of(name).getRules();
    List<ZoneOffsets.Transition> transitions = new ArrayList<>();
    for (var next = rules.nextTransition(Instant.EPOCH);
        next != null && next.getInstant().isBefore(end);
        next = rules.nextTransition(next.getInstant())) {
      transitions.add(
          new ZoneOffsets.Transition(
              next.toEpochSecond(), next.getOffsetAfter().getTotalSeconds()));
    }
    return new ZoneOffsets(
        name,
        tzdbVersion,
        rules.getOffset(Instant.EPOCH).getTotalSeconds(),
        transitions,
        end.getEpochSecond());
  }

  public static String release() {
    return ZoneRulesProvider.getVersions("UTC").lastEntry().getKey();
  }

  /// The instant of a local time by the JDK's own rules: the first one after a gap, the earlier
  /// of two.
  public static long instantSecond(String name, LocalDateTime local) {
    var rules = ZoneId.of(name).getRules();
    ZoneOffsetTransition change = rules.getTransition(local);
    if (change != null && change.isGap()) {
      return change.toEpochSecond();
    }
    // Of two offsets the first is the earlier.
    return local.toEpochSecond(rules.getValidOffsets(local).getFirst());
  }
}
