package kontor.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kontor.engine.state.Bounds;
import kontor.engine.terms.ParticipantKind;
import org.junit.jupiter.api.Test;

/// Every bound of agreements and of the register is reached, and reaching it is an objection.
class AgreementBoundsTable {

  @Test
  void agreements() {
    LifeScript.check(
        BoundsTable.SMALL,
        """
        > enter 1 0
          agreed 1 version 1
        > draft 7 AR,BR 2026-04-01..open
          drafted 7
        > draft 8 AR,BR 2026-04-01..open
          drafted 8
        > draft 9 AR,BR 2026-04-01..open
          TABLE_FULL: agreement 9
        """);
  }

  @Test
  void parties() {
    LifeScript script = new LifeScript(Bounds.DEFAULT);
    script.harness().apply(0, new Command.DefineCurrency(World.currency("XXX")));
    List<String> names =
        IntStream.rangeClosed(0, Bounds.PARTIES_MAX)
            .mapToObj(i -> "" + (char) ('Q' + i / 26) + (char) ('A' + i % 26))
            .toList();
    for (String name : names) {
      script
          .harness()
          .apply(
              0,
              new Command.AdmitParticipant(
                  World.participant(name),
                  ParticipantKind.INSTITUTION,
                  World.participant(name)));
    }
    assertEquals(
        List.of("  PARTIES_INVALID: agreement 7"),
        script.run("draft 7 " + String.join(",", names) + " 2026-04-01..open"));
    // One party less is not too many, but their countries have no calendars.
    assertEquals(
        List.of("  COUNTRY_UNKNOWN: agreement 7, QA"),
        script.run(
            "draft 7 "
                + String.join(",", names.subList(0, Bounds.PARTIES_MAX))
                + " 2026-04-01..open"));
  }

  @Test
  void versionsOfAnAnnexAndEditions() {
    LifeScript script = new LifeScript(Bounds.DEFAULT);
    AgreementLifeTable.SIGNED
        .replace("..2026-12-31", "..open")
        .lines()
        .filter(line -> line.startsWith(">"))
        .forEach(line -> script.run(line.substring(2)));
    LocalDate day = LocalDate.parse("2026-04-01");
    for (int version = 1; version <= Bounds.ANNEX_VERSIONS_MAX; version++) {
      assertEquals(
          List.of("  proposed LIMITS " + version), propose(script, "LIMITS", version, day));
      script.run("sign 7 LIMITS %d AR".formatted(version));
      script.run("sign 7 LIMITS %d BR".formatted(version));
      day = day.plusDays(1);
    }
    assertEquals(
        List.of("  TABLE_FULL: agreement 7, annex LIMITS version 513"),
        propose(script, "LIMITS", 513, day));
    // Each version of another kind makes new sets with all that are to come.
    propose(script, "INTEREST", 1, LocalDate.parse("2026-04-02"));
    script.run("sign 7 INTEREST 1 AR");
    assertEquals(
        "  edition %d from %s: SETTLEMENT 1, RATES 1, LIMITS 512, INTEREST 1"
            .formatted(Bounds.EDITIONS_MAX, day.minusDays(1)),
        script.run("sign 7 INTEREST 1 BR").getLast());
    propose(script, "CYCLE", 1, LocalDate.parse("2026-04-01"));
    script.run("sign 7 CYCLE 1 BR");
    assertEquals(
        List.of("  TABLE_FULL: agreement 7, annex CYCLE version 1, AR"),
        script.run("sign 7 CYCLE 1 AR"));
    script.harness().engine().checkInvariants();
  }

  private static List<String> propose(
      LifeScript script, String kind, int version, LocalDate from) {
    return script.run("annex 7 %s %d %s..open line=%d".formatted(kind, version, from, version));
  }

  @Test
  void lengths() {
    String name = "n".repeat(Bounds.NAME_CHARS_MAX + 1);
    String parties =
        IntStream.rangeClosed(0, Bounds.TREATY_PARTIES_MAX)
            .mapToObj(i -> "P" + i)
            .collect(Collectors.joining(","));
    LifeScript.check(
        """
        > draft 7 AR,BR 2026-04-01..open law %1$s
          TEXT_TOO_LONG: agreement 7
        > draft 7 AR,BR 2026-04-01..open
          drafted 7
        > annex 7 LIMITS 1 2026-04-01..open line=%2$s
          TOO_LARGE: agreement 7, annex LIMITS version 1
        > treaty 1 AR,BR %1$s field none none..open DRAFT
          TEXT_TOO_LONG: treaty 1
        > treaty 1 %3$s subject field none none..open DRAFT
          PARTIES_INVALID: treaty 1
        """
            .formatted(name, "9".repeat(Bounds.ANNEX_BYTES_MAX), parties));
  }

  @Test
  void treaties() {
    LifeScript script = new LifeScript(Bounds.DEFAULT);
    for (int number = 1; number <= Bounds.TREATIES_MAX; number++) {
      script.run("treaty %d AR,BR trade trade none none..open DRAFT".formatted(number));
    }
    assertEquals(
        List.of("  TABLE_FULL: treaty 65537"),
        script.run("treaty 65537 AR,BR trade trade none none..open DRAFT"));
    assertEquals(
        List.of("  treaty 65536 is SIGNED"),
        script.run("update 65536 AR,BR trade trade none none..open SIGNED"));
  }
}
