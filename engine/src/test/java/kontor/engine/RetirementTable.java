package kontor.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import kontor.engine.state.Bounds;
import org.junit.jupiter.api.Test;

/// A payment that ended thirty days ago takes less room, and nobody can tell it by an answer.
class RetirementTable {

  private static final long RETIRES_MS = Bounds.PAYMENT_RETIRES_MS;

  @Test
  void anOldPaymentHasItsFirstAnswer() {
    Script.check(
        """
        > fund A1/S@AR:ARS 100.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 100.00
        > line AR/L@BR:BRL 100.00
          line AR/L@BR:BRL 100.00 BRL
        > @10 send m1/k1 pay u1 A1>B1 20.00 ARS key i1 tx t1 ; refused u7 ; pay u2 A1>B1 1.00 USD
          accepted u1 20.00 ARS for 0.92 BRL at 1 ARS = 0.04615 BRL
          settled u1
            A1/S@AR:ARS -20.00 = 80.00
            BR/L@AR:ARS +20.00 = 20.00
            AR/L@BR:BRL -0.92 = -0.92
            B1/S@BR:BRL +0.92 = 0.92
          instruction refused 1
          rejected u2 [CURRENCY_UNKNOWN, CURRENCY_NOT_AGREED]
        > @20 pay u3 A2>B1 5.00 ARS
          accepted u3 5.00 ARS for 0.23 BRL at 1 ARS = 0.04615 BRL
          queued u3 on A2/S@AR:ARS until 1020 COVER_MISSING
        > @1020 pass
          expired u3 WAITED_TOO_LONG
        # All three have retired.
        > @2592001020 pass
        > @2592001030 pass
        > send m1/k1 pay u1 A1>B1 20.00 ARS key i1 tx t1 ; refused u7 ; pay u2 A1>B1 1.00 USD
          message repeated, first at 10ms
          repeated u1 SETTLED []
          instruction refused 1
          repeated u2 REJECTED [CURRENCY_UNKNOWN, CURRENCY_NOT_AGREED]
        > restart
        > send m2 pay u1 A1>B1 20.00 ARS key i1 tx t1
          repeated u1 SETTLED []
        > send m3 pay u3 A2>B1 5.00 ARS
          repeated u3 EXPIRED [WAITED_TOO_LONG]
        > send m4 pay u1 A1>B1 20.00 ARS content other
          conflict u1 UETR_REUSED
        > send m5 pay u1 A1>B1 20.00 ARS by AR
          conflict u1 UETR_REUSED
        > send m6 pay u4 A1>B1 20.00 ARS key i1 tx t1
          rejected u4 [INSTRUCTION_ID_REUSED, TRANSACTION_ID_REUSED]
        > send m7/k1 pay u5 A1>B1 20.00 ARS
          message refused MESSAGE_ID_REUSED
        > balance A1/S@AR:ARS
          80.00 held 0.00 line 0.00
        """);
  }

  @Test
  void theWholeOutcomeIsTheSameBeforeAndAfter() {
    EngineHarness harness = new EngineHarness().founded();
    Script script = new Script(harness);
    script.run("fund A1/S@AR:ARS 100.00");
    script.run("line AR/L@BR:BRL 100.00");
    script.run(
        "@10 send m1 pay u1 A1>B1 20.00 ARS ; pay u2 A1>XX 1.00 ARS ; pay u3 A2>B1 1.00 ARS");
    script.run("@9000 pass");
    List<Object> before = EngineHarness.views(harness.engine());
    int length = SnapshotBytes.of(harness.engine()).length;
    script.run("@" + (9000 + RETIRES_MS) + " pass");
    assertEquals(before, EngineHarness.views(harness.engine()));
    // Three rows of 14 numbers became rows of 8 with three endings and a page before them.
    assertEquals(length - 3 * (14 - 8) * 8 + 3 * 16 + 4, SnapshotBytes.of(harness.engine()).length);
    harness.checkAll();
  }

  @Test
  void onTheDayAndNotBefore() {
    EngineHarness harness = new EngineHarness().founded();
    Script script = new Script(harness);
    script.run("@50 pay u1 A1>XX 1.00 ARS");
    int length = SnapshotBytes.of(harness.engine()).length;
    script.run("@" + (50 + RETIRES_MS - 1) + " pass");
    assertEquals(length, SnapshotBytes.of(harness.engine()).length);
    script.run("@" + (50 + RETIRES_MS) + " pass");
    assertTrue(SnapshotBytes.of(harness.engine()).length < length);
    harness.checkAll();
  }

  /// What waits never retires, nor does what came after it until it has ended.
  @Test
  void whatWaitsStaysAndSettles() {
    Script.check(
        """
        > agree 2 5184000000
          agreed 1 version 2
        > @10 pay u1 A1>B1 5.00 ARS credit ARS day 19090
          accepted u1 5.00 ARS for 5.00 ARS
          queued u1 on A1/S@AR:ARS until 5184000010 COVER_MISSING
        > pay u2 A1>XX 1.00 ARS
          rejected u2 [CREDITOR_AGENT_UNKNOWN]
        > @2592000020 send m2 pay u1 A1>B1 5.00 ARS credit ARS day 19090
          repeated u1 QUEUED [COVER_MISSING]
        > restart
        > @2592000030 fund A1/S@AR:ARS 5.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 5.00
          settled u1
            A1/S@AR:ARS -5.00 = 0.00
            BR/L@AR:ARS +5.00 = 5.00
            BR/N@BR:ARS -5.00 = -5.00
            B1/S@BR:ARS +5.00 = 5.00
        > @5184000030 pass
        > restart
        > send m3 pay u1 A1>B1 5.00 ARS credit ARS day 19090
          repeated u1 SETTLED []
        > send m4 pay u2 A1>XX 1.00 ARS
          repeated u2 REJECTED [CREDITOR_AGENT_UNKNOWN]
        """);
  }

  /// After a long rest a step lets 64 go, and two for each payment that comes, no more.
  @Test
  void aBacklogIsWorkedOffAFewAtATime() {
    EngineHarness harness = new EngineHarness().founded();
    Script script = new Script(harness);
    int many = 300;
    for (int i = 0; i < many; i++) {
      script.run("pay u" + i + " A1>XX 1.00 ARS");
    }
    long nowMs = RETIRES_MS;
    int left = many;
    int before = SnapshotBytes.of(harness.engine()).length;
    boolean isFirst = true;
    while (left > 0) {
      int gone = Math.min(64, left);
      script.run("@" + nowMs + " pass");
      int after = SnapshotBytes.of(harness.engine()).length;
      int more = isFirst ? 16 : 0;
      assertEquals(
          before - gone * (14 - 8) * 8,
          after - more - pages(many - left, gone),
          "left " + left);
      before = after;
      left -= gone;
      isFirst = false;
    }
    script.run("@" + nowMs + " pass");
    assertEquals(before, SnapshotBytes.of(harness.engine()).length);
    harness.checkAll();
  }

  /// Bytes of the counts of pages of 64 rows that are new with these.
  private static int pages(int retired, int gone) {
    int before = (retired + 63) / 64;
    return 4 * ((retired + gone + 63) / 64 - before);
  }

  @Test
  void theBoundCountsThoseThatRetired() {
    Script.check(
        BoundsTable.SMALL,
        """
        > send m1 pay u1 A1>XX 1.00 ARS ; pay u2 A1>XX 1.00 ARS ; pay u3 A1>XX 1.00 ARS
          rejected u1 [CREDITOR_AGENT_UNKNOWN]
          rejected u2 [CREDITOR_AGENT_UNKNOWN]
          rejected u3 [CREDITOR_AGENT_UNKNOWN]
        > @2592000000 send m2 pay u4 A1>XX 1.00 ARS ; pay u5 A1>XX 1.00 ARS
          rejected u4 [CREDITOR_AGENT_UNKNOWN]
          rejected u5 [TABLE_FULL]
        > send m3 pay u1 A1>XX 1.00 ARS
          repeated u1 REJECTED [CREDITOR_AGENT_UNKNOWN]
        """);
  }
}
