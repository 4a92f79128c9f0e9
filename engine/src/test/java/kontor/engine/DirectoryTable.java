package kontor.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import kontor.engine.directory.Lei;
import kontor.engine.directory.PublishedList;
import kontor.engine.directory.Standing;
import kontor.engine.terms.ParticipantId;
import org.junit.jupiter.api.Test;

/// Who takes part: applications, standings, tiering, removal and the published list (F02).
class DirectoryTable {

  /// The number of 5.11, and neighbours of it.
  @Test
  void aLeiIsCheckedByItsLastDigits() {
    check("5493001KJTIIGC8Y1R12", true);
    check("5493001KJTIIGC8Y1R13", false);
    check("5493001KJTIIGC8Y1R21", false);
    check("5493001KJTIIGC8YR112", false);
    check("5493001kjtiigc8y1r12", false);
    check("5493001KJTIIGC8Y1R1", false);
    check("5493001KJTIIGC8Y1R123", false);
    check("5493001KJTIIGC8Y1R1A", false);
    check("", false);
  }

  private static void check(String lei, boolean isValid) {
    assertEquals(isValid, Lei.isValid(lei), lei);
  }

  /// Each pair of standings, as a table: a mark where one leads to the other.
  @Test
  void oneStandingLeadsToAnother() {
    StringBuilder table = new StringBuilder();
    for (Standing from : Standing.values()) {
      table.append("%-10s".formatted(from));
      for (Standing to : Standing.values()) {
        table.append(from.leadsTo(to) ? " x" : " .");
      }
      table.append('\n');
    }
    assertEquals(
        """
        APPLIED    . x . . . . x
        ADMITTED   . . x . . x .
        ACTIVE     . . . x x x .
        RESTRICTED . . x . x x .
        SUSPENDED  . . x x . x .
        WITHDRAWN  . . . . . . x
        REMOVED    . . . . . . .
        """,
        table.toString());
  }

  @Test
  void aBankGoesThroughItsLife() {
    Script.check(
        """
        > apply N1 DIRECT_BANK via AR lei 5493001KJTIIGC8Y1R12 code ISPB_00038166 name Banco_Norte
          N1XXXXXX applied, is APPLIED
        > apply N1 DIRECT_BANK via AR lei 5493001KJTIIGC8Y1R12 code ISPB_00038166 name Banco_Norte
          objection ALREADY_EXISTS to N1XXXXXX
        > apply N1 DIRECT_BANK via AR name Banco_Sul
          objection CONFLICTS_WITH_EARLIER to N1XXXXXX
        # It is not known to payments before it is admitted.
        > open N1/S@AR:ARS
          refused PARTICIPANT_UNKNOWN
        > standing N1 ACTIVE
          objection STEP_NOT_ALLOWED to N1XXXXXX
        > standing N1 ADMITTED
          N1XXXXXX was APPLIED, is ADMITTED
        > open N1/S@AR:ARS
          opened N1XXXXXX/S@AR:ARS
        > fund N1/S@AR:ARS 500.00
          opened AR/T@AR:ARS
          moved IN N1XXXXXX/S@AR:ARS = 500.00
        > pay u1 N1>B1 100.00 ARS
          rejected u1 [DEBTOR_AGENT_SUSPENDED]
        > admission N1 ACTIVE
          refused CONFLICTS_WITH_EARLIER
        > standing N1 ACTIVE
          N1XXXXXX was ADMITTED, is ACTIVE
        > pay u2 N1>A1 100.00 ARS
          rejected u2 [NO_AGREEMENT]
        # The older command moves it, too.
        > admission N1 SUSPENDED
          N1XXXXXX is SUSPENDED
        > standing N1 SUSPENDED
          objection ALREADY_EXISTS to N1XXXXXX
        > standing N1 ACTIVE
          N1XXXXXX was SUSPENDED, is ACTIVE
        > standing N1 REMOVED
          objection STEP_NOT_ALLOWED to N1XXXXXX
        > standing N1 WITHDRAWN
          objection STEP_NOT_ALLOWED to N1XXXXXX
        """);
  }

  @Test
  void aBankLeavesWhenItsNoticeIsOver() {
    Script.check(
        """
        > apply N1 DIRECT_BANK via AR
          N1XXXXXX applied, is APPLIED
        > standing N1 ADMITTED
          N1XXXXXX was APPLIED, is ADMITTED
        > open N1/S@AR:ARS
          opened N1XXXXXX/S@AR:ARS
        > fund N1/S@AR:ARS 500.00
          opened AR/T@AR:ARS
          moved IN N1XXXXXX/S@AR:ARS = 500.00
        > standing N1 ACTIVE
          N1XXXXXX was ADMITTED, is ACTIVE
        > withdraw N1 400
          objection NOTICE_INVALID to N1XXXXXX
        > @1000 withdraw N1 30
          N1XXXXXX was ACTIVE, withdrawn until 2592001000
        > withdraw N1 30
          objection ALREADY_EXISTS to N1XXXXXX
        > standing N1 REMOVED
          objection NOTICE_RUNNING to N1XXXXXX
        > restart
        # Until its notice is over it goes on as it was.
        > @2592000999 pay u3 N1>B1 100.00 ARS credit ARS day 19060
          accepted u3 100.00 ARS for 100.00 ARS
          settled u3
            N1XXXXXX/S@AR:ARS -100.00 = 400.00
            BR/L@AR:ARS +100.00 = 100.00
            BR/N@BR:ARS -100.00 = -100.00
            B1/S@BR:ARS +100.00 = 100.00
        > @2592001000 pay u4 N1>B1 100.00 ARS credit ARS
          N1XXXXXX notice is over
          rejected u4 [DEBTOR_AGENT_SUSPENDED]
        > standing N1 REMOVED
          objection POSITIONS_NOT_ZERO to N1XXXXXX
        > draw N1/S@AR:ARS 400.00
          moved OUT N1XXXXXX/S@AR:ARS = 0.00
        > standing N1 REMOVED
          N1XXXXXX was WITHDRAWN, is REMOVED
        > pay u5 N1>B1 100.00 ARS
          rejected u5 [DEBTOR_AGENT_SUSPENDED]
        # It may come back, as what it was.
        > apply N1 DIRECT_BANK via BR
          objection CONFLICTS_WITH_EARLIER to N1XXXXXX
        > apply N1 DIRECT_BANK via AR
          N1XXXXXX applied, is APPLIED
        > standing N1 ADMITTED
          N1XXXXXX was APPLIED, is ADMITTED
        """);
  }

  @Test
  void whatIsRefusedInAnApplication() {
    Script.check(
        """
        > apply AAAA1 DIRECT_BANK via AR
          objection BIC_INVALID to AAAA1XXX
        > apply N1 DIRECT_BANK via AR lei 5493001KJTIIGC8Y1R13
          objection LEI_INVALID to N1XXXXXX
        > apply N1 DIRECT_BANK via AR code _
          objection NATIONAL_CODE_INVALID to N1XXXXXX
        > apply N1 DIRECT_BANK via AR name _
          objection NAME_INVALID to N1XXXXXX
        > apply N1 DIRECT_BANK via AR name A\tB
          objection NAME_INVALID to N1XXXXXX
        > apply N1 DIRECT_BANK via A1
          objection NOT_AN_INSTITUTION to N1XXXXXX
        > apply N1 CENTRAL_BANK via AR
          objection NOT_AN_INSTITUTION to N1XXXXXX
        > apply N1 INDIRECT_BANK via AR
          objection DIRECT_BANK_UNKNOWN to N1XXXXXX
        > apply N1 INDIRECT_BANK
          objection DIRECT_BANK_UNKNOWN to N1XXXXXX
        > standing N1 ADMITTED
          objection PARTICIPANT_UNKNOWN to N1XXXXXX
        > withdraw N1 1
          objection PARTICIPANT_UNKNOWN to N1XXXXXX
        # A bank with accounts of its own is no indirect one.
        > apply A2 INDIRECT_BANK via A1
          objection CONFLICTS_WITH_EARLIER to BANKARB2
        > apply A2 DIRECT_BANK via BR
          objection CONFLICTS_WITH_EARLIER to BANKARB2
        # One that was admitted before there was a directory keeps its standing.
        > admission A2 RESTRICTED
          A2 is RESTRICTED
        > apply A2 DIRECT_BANK via AR
          A2 applied, is RESTRICTED
        > apply AR CENTRAL_BANK
          AR applied, is ACTIVE
        """);
  }

  @Test
  void anOperatorAndAnOverseerTakeNoPartInPayments() {
    Script.check(
        """
        > apply OP OPERATOR
          OPXXXXXX applied, is APPLIED
        > standing OP ADMITTED
          OPXXXXXX was APPLIED, is ADMITTED
        > standing OP ACTIVE
          OPXXXXXX was ADMITTED, is ACTIVE
        > apply OV OVERSEER
          OVXXXXXX applied, is APPLIED
        > standing OV REMOVED
          OVXXXXXX was APPLIED, is REMOVED
        > pay u1 OP>B1 1.00 ARS
          rejected u1 [SENDER_UNKNOWN, DEBTOR_AGENT_UNKNOWN]
        > withdraw OP 0
          OPXXXXXX was ACTIVE, withdrawn until 0
          OPXXXXXX notice is over
        > standing OP REMOVED
          OPXXXXXX was WITHDRAWN, is REMOVED
        """);
  }

  @Test
  void anIndirectBankSettlesOverItsDirectBank() {
    Script.check(
        """
        > apply I1 INDIRECT_BANK via A1
          I1XXXXXX applied, is APPLIED
        > standing I1 ADMITTED
          I1XXXXXX was APPLIED, is ADMITTED
        > standing I1 ACTIVE
          I1XXXXXX was ADMITTED, is ACTIVE
        > apply I2 INDIRECT_BANK via I1
          objection DIRECT_BANK_UNKNOWN to I2XXXXXX
        > fund A1/S@AR:ARS 300.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 300.00
        > pay u1 I1>B1 100.00 ARS credit ARS
          accepted u1 100.00 ARS for 100.00 ARS
          settled u1
            A1/S@AR:ARS -100.00 = 200.00
            BR/L@AR:ARS +100.00 = 100.00
            BR/N@BR:ARS -100.00 = -100.00
            B1/S@BR:ARS +100.00 = 100.00
        # Its direct bank may send for it, another bank may not.
        > pay u2 I1>B1 50.00 ARS credit ARS by A1
          accepted u2 50.00 ARS for 50.00 ARS
          settled u2
            A1/S@AR:ARS -50.00 = 150.00
            BR/L@AR:ARS +50.00 = 150.00
            BR/N@BR:ARS -50.00 = -150.00
            B1/S@BR:ARS +50.00 = 150.00
        > pay u3 I1>B1 50.00 ARS credit ARS by A2
          rejected u3 [SENDER_NOT_ENTITLED]
        > pay u4 B1>I1 50.00 ARS credit ARS
          accepted u4 50.00 ARS for 50.00 ARS
          settled u4
            B1/S@BR:ARS -50.00 = 100.00
            BR/N@BR:ARS +50.00 = -100.00
            BR/L@AR:ARS -50.00 = 100.00
            A1/S@AR:ARS +50.00 = 200.00
        """);
  }

  /// One payment waits: neither can leave, and a suspended direct bank stops its indirect one.
  @Test
  void aDirectBankLeavesAfterItsIndirectOnes() {
    Script.check(
        """
        > apply I1 INDIRECT_BANK via A1
          I1XXXXXX applied, is APPLIED
        > standing I1 ADMITTED
          I1XXXXXX was APPLIED, is ADMITTED
        > standing I1 ACTIVE
          I1XXXXXX was ADMITTED, is ACTIVE
        > fund A1/S@AR:ARS 200.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 200.00
        > pay u5 I1>B1 900.00 ARS credit ARS
          accepted u5 900.00 ARS for 900.00 ARS
          queued u5 on A1/S@AR:ARS until 1000 COVER_MISSING
        > withdraw I1 0
          I1XXXXXX was ACTIVE, withdrawn until 0
          I1XXXXXX notice is over
        > standing I1 REMOVED
          objection POSITIONS_NOT_ZERO to I1XXXXXX
        > apply A1 DIRECT_BANK via AR
          A1 applied, is ACTIVE
        > standing A1 SUSPENDED
          A1 was ACTIVE, is SUSPENDED
        > fund A1/S@AR:ARS 1000.00
          moved IN A1/S@AR:ARS = 1200.00
          expired u5 DEBTOR_AGENT_SUSPENDED
        > pay u6 B1>I1 1.00 ARS credit ARS
          rejected u6 [CREDITOR_AGENT_SUSPENDED]
        > withdraw A1 0
          A1 was SUSPENDED, withdrawn until 0
          A1 notice is over
        > standing A1 REMOVED
          objection PARTICIPANTS_REMAIN to BANKARB1
        > standing I1 REMOVED
          I1XXXXXX was WITHDRAWN, is REMOVED
        > standing A1 REMOVED
          objection POSITIONS_NOT_ZERO to BANKARB1
        > draw A1/S@AR:ARS 1200.00
          moved OUT A1/S@AR:ARS = 0.00
        > standing A1 REMOVED
          A1 was WITHDRAWN, is REMOVED
        """);
  }

  @Test
  void anInstitutionLeavesLast() {
    Script.check(
        """
        > apply AR CENTRAL_BANK
          AR applied, is ACTIVE
        > withdraw AR 0
          AR was ACTIVE, withdrawn until 0
          AR notice is over
        > standing AR REMOVED
          objection PARTICIPANTS_REMAIN to BCRAARBA
        """);
  }

  @Test
  void theListOfADayIsPublishedOnce() {
    Script.check(
        """
        > @86400000 publish 0
          objection DAY_NOT_TODAY to directory
        > publish 1
          published directory of 1 with 10
        > publish 1
          objection ALREADY_EXISTS to directory
        > apply I1 INDIRECT_BANK via A1
          I1XXXXXX applied, is APPLIED
        > standing I1 ADMITTED
          I1XXXXXX was APPLIED, is ADMITTED
        > @172800000 publish 2
          published directory of 2 with 11
        """);
  }

  @Test
  void theListSaysItsDateAsTheWorldDoes() {
    for (int day = -200_000; day < 400_000; day += 13) {
      String text = new String(PublishedList.bytes(day, List.of()), StandardCharsets.UTF_8);
      if (LocalDate.ofEpochDay(day).getYear() >= 1000) {
        assertEquals(
            LocalDate.ofEpochDay(day).toString(), text.lines().skip(1).findFirst().orElse(""));
      }
    }
  }

  @Test
  void theListHasOneSpelling() {
    ParticipantId bank = ParticipantId.ofBic("BNAABRS0");
    ParticipantId home = ParticipantId.ofBic("CIBRBRB0");
    PublishedList.Line first =
        new PublishedList.Line(
            bank, "DIRECT_BANK", "ACTIVE", home, "5493001KJTIIGC8Y1R12", "ISPB 00038166",
            "Banco Águia");
    PublishedList.Line second =
        new PublishedList.Line(home, "INSTITUTION", "ACTIVE", home, null, null, null);
    byte[] bytes = PublishedList.bytes(20_785, List.of(second, first));
    assertEquals(
        """
        kontor directory 1
        2026-11-28
        BNAABRS0\tDIRECT_BANK\tACTIVE\tCIBRBRB0\t5493001KJTIIGC8Y1R12\tISPB 00038166\tBanco Águia
        CIBRBRB0\tINSTITUTION\tACTIVE\tCIBRBRB0\t-\t-\t-
        """,
        new String(bytes, StandardCharsets.UTF_8));
    assertEquals(
        PublishedList.digest(bytes),
        PublishedList.digest(PublishedList.bytes(20_785, List.of(first, second))));
  }
}
