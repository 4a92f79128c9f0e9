package kontor.engine;

import kontor.engine.state.Bounds;
import org.junit.jupiter.api.Test;

/// Every bound is reached, and reaching it is a refusal.
class BoundsTable {

  /// As much as the founding of the {@link World} needs, and very little more.
  static final Bounds SMALL = new Bounds(10, 3, 6, 16, 2, 4, 2, 3);

  @Test
  void accountsAndHolds() {
    Script.check(
        SMALL,
        """
        > open A2/S@AR:BRL
          opened A2/S@AR:BRL
        > open B2/S@BR:ARS
          refused TABLE_FULL
        > fund A1/S@AR:ARS 1.00
          refused TABLE_FULL
        > draw A2/S@AR:BRL 1.00
          refused FUNDS_INSUFFICIENT
        > line A1/S@AR:ARS 9.00
          line A1/S@AR:ARS 9.00 ARS
        > hold h1 A1/S@AR:ARS 1.00 until 10
          held A1/S@AR:ARS 1.00 ARS
        > hold h2 A1/S@AR:ARS 1.00 until 10
          held A1/S@AR:ARS 1.00 ARS
        > release h2
          hold released A1/S@AR:ARS 1.00 ARS
        > hold h3 A1/S@AR:ARS 1.00 until 10
          refused TABLE_FULL
        """);
  }

  @Test
  void fundsAndFixings() {
    Script.check(
        SMALL,
        """
        > fund A1/S@AR:ARS 1.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 1.00
        > fund A1/S@AR:ARS 1.00
          moved IN A1/S@AR:ARS = 2.00
        > fund A1/S@AR:ARS 1.00
          moved IN A1/S@AR:ARS = 3.00
        > fund A1/S@AR:ARS 1.00
          moved IN A1/S@AR:ARS = 4.00
        > fund A1/S@AR:ARS 1.00
          refused TABLE_FULL
        > rate 1 ARS BRL 0.05 10
          published 1 ARS = 0.05 BRL
        > fix 1 1 1 20
          refused TABLE_FULL
        > rate 1 BRL ARS 20 10
          published 1 BRL = 20 ARS
        > rate 1 BRL ARS 20 11
          refused TABLE_FULL
        """);
  }

  @Test
  void queuesAndPayments() {
    Script.check(
        SMALL,
        """
        > pay u1 A1>B1 1.00 ARS
          accepted u1 1.00 ARS for 0.05 BRL at 1 ARS = 0.04615 BRL
          queued u1 on A1/S@AR:ARS until 1000 COVER_MISSING
        > pay u2 A1>B1 1.00 ARS
          accepted u2 1.00 ARS for 0.05 BRL at 1 ARS = 0.04615 BRL
          queued u2 on A1/S@AR:ARS until 1000 COVER_MISSING
        > pay u3 A1>B1 1.00 ARS
          rejected u3 [QUEUE_FULL]
        > pay u4 A2>B1 1.00 ARS
          accepted u4 1.00 ARS for 0.05 BRL at 1 ARS = 0.04615 BRL
          queued u4 on A2/S@AR:ARS until 1000 COVER_MISSING
        # The register of messages is full as well.
        > pay u5 A2>B1 1.00 ARS
          message refused TABLE_FULL
        > send m1 pay u1 A1>B1 1.00 ARS
          message refused TABLE_FULL
        """);
  }

  @Test
  void manyPaymentsInOneMessage() {
    Script.check(
        SMALL,
        """
        > send m1 pay u1 A1>XX 1.00 ARS ; pay u2 A1>XX 1.00 ARS ; pay u3 A1>XX 1.00 ARS
          rejected u1 [CREDITOR_AGENT_UNKNOWN]
          rejected u2 [CREDITOR_AGENT_UNKNOWN]
          rejected u3 [CREDITOR_AGENT_UNKNOWN]
        > send m2 pay u4 A1>XX 1.00 ARS ; pay u5 A1>XX 1.00 ARS
          rejected u4 [CREDITOR_AGENT_UNKNOWN]
          rejected u5 [TABLE_FULL]
        > send m3 pay u5 A1>XX 1.00 ARS
          rejected u5 [TABLE_FULL]
        """);
  }

  @Test
  void whoPassesIntoAFullQueueLeaves() {
    Script.check(
        SMALL,
        """
        > line A1/S@AR:ARS 2.00
          line A1/S@AR:ARS 2.00 ARS
        > pay u1 A1>B1 1.00 ARS
          accepted u1 1.00 ARS for 0.05 BRL at 1 ARS = 0.04615 BRL
          queued u1 on AR/L@BR:BRL until 1000 CREDIT_LINE_EXCEEDED
        > pay u2 A1>B1 1.00 ARS
          accepted u2 1.00 ARS for 0.05 BRL at 1 ARS = 0.04615 BRL
          queued u2 on AR/L@BR:BRL until 1000 CREDIT_LINE_EXCEEDED
        > pay u3 A2>B1 1.00 ARS
          accepted u3 1.00 ARS for 0.05 BRL at 1 ARS = 0.04615 BRL
          queued u3 on A2/S@AR:ARS until 1000 COVER_MISSING
        > line A2/S@AR:ARS 1.00
          line A2/S@AR:ARS 1.00 ARS
          expired u3 QUEUE_FULL
        > balance A2/S@AR:ARS
          0.00 held 0.00 line 1.00
        """);
  }
}
