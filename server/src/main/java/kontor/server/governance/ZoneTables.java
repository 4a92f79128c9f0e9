package kontor.server.governance;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesException;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.List;
import kontor.engine.calendar.ZoneOffsets;

/// Makes the table of a time zone from the release of the time-zone database that this JDK has.
/// Once it is in the log, every node computes with it, whatever release it has itself.
public final class ZoneTables {

  private static final Instant FROM = Instant.EPOCH;
  private static final Instant UNTIL = Instant.parse("2050-01-01T00:00:00Z");

  private ZoneTables() {}

  /// @param zone such as `America/Sao_Paulo`
  /// @throws IllegalArgumentException if the JDK knows no such zone
  public static ZoneOffsets of(String zone) {
    ZoneRules rules;
    String release;
    try {
      if (!ZoneRulesProvider.getAvailableZoneIds().contains(zone)) {
        throw new IllegalArgumentException("no time zone has the name " + zone);
      }
      rules = ZoneId.of(zone).getRules();
      release = ZoneRulesProvider.getVersions(zone).lastEntry().getKey();
    } catch (ZoneRulesException e) {
      throw new IllegalArgumentException("no time zone has the name " + zone, e);
    }
    List<ZoneOffsets.Transition> transitions = new ArrayList<>();
    for (ZoneOffsetTransition next = rules.nextTransition(FROM);
        next != null && next.getInstant().isBefore(UNTIL);
        next = rules.nextTransition(next.getInstant())) {
      transitions.add(
          new ZoneOffsets.Transition(
              next.toEpochSecond(), next.getOffsetAfter().getTotalSeconds()));
    }
    ZoneOffset first = rules.getOffset(FROM);
    return new ZoneOffsets(
        zone, release, first.getTotalSeconds(), transitions, UNTIL.getEpochSecond());
  }
}
