package kontor.server.governance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesProvider;
import java.util.List;
import java.util.Random;
import kontor.engine.calendar.ZoneOffsets;
import org.junit.jupiter.api.Test;

/// Tables of zones against the rules that they are made from.
class ZoneTablesTest {

  private static final int TIMES = 300;

  @Test
  void everyZoneGivesTheInstantsOfItsRules() {
    long seed = new Random().nextLong();
    System.out.println("zones seed " + seed);
    Random random = new Random(seed);
    for (String name : ZoneRulesProvider.getAvailableZoneIds()) {
      ZoneOffsets zone = ZoneTables.of(name);
      ZoneRules rules = ZoneId.of(name).getRules();
      for (int i = 0; i < TIMES; i++) {
        LocalDateTime local =
            LocalDateTime.of(
                LocalDate.ofEpochDay(random.nextInt(29_000)),
                LocalTime.ofSecondOfDay(random.nextInt(86_400)));
        compare(zone, rules, local);
      }
      // About each change of the clock in reach of agreements.
      for (ZoneOffsets.Transition transition : zone.transitions()) {
        if (transition.atSecond() > 1_700_000_000L && transition.atSecond() < 2_100_000_000L) {
          for (int second : List.of(-3_700, -1, 0, 1, 1_800, 3_599, 3_600, 7_200)) {
            compare(
                zone, rules,
                LocalDateTime.ofEpochSecond(
                    transition.atSecond() + second, 0,
                    rules.getOffset(Instant.ofEpochSecond(transition.atSecond() - 1))));
          }
        }
      }
    }
  }

  /// A time in a gap is the first instant behind it, one that is there twice the earlier.
  private static void compare(ZoneOffsets zone, ZoneRules rules, LocalDateTime local) {
    ZoneOffsetTransition change = rules.getTransition(local);
    long expected =
        change == null
            ? local.toEpochSecond(rules.getOffset(local))
            : change.isGap()
                ? change.toEpochSecond()
                : local.toEpochSecond(change.getOffsetBefore());
    int day = (int) local.toLocalDate().toEpochDay();
    int second = local.toLocalTime().toSecondOfDay();
    assertEquals(expected, zone.instantSecond(day, second), zone.zone() + " " + local);
    assertEquals(
        change == null
            ? ZoneOffsets.Local.ONCE
            : change.isGap() ? ZoneOffsets.Local.IN_GAP : ZoneOffsets.Local.IN_OVERLAP,
        zone.local(day, second),
        zone.zone() + " " + local);
  }

  @Test
  void whatIsNoZoneIsNotFound() {
    for (String name : List.of("America/Brasilia", "+03:00", "")) {
      assertThrows(IllegalArgumentException.class, () -> ZoneTables.of(name));
    }
    assertEquals(List.of(), ZoneTables.of("UTC").transitions());
  }
}
