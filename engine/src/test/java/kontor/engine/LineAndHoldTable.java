package kontor.engine;

import org.junit.jupiter.api.Test;

/// Credit lines and holds: what is available is the balance less what is held plus the line.
class LineAndHoldTable {

  /// Ledger wish 1.
  @Test
  void pendingCountsAgainstTheLineAndTheLineMayChangeAtAnyTime() {
    Script.check(
        """
        > line A1/S@AR:ARS 100.00
          line A1/S@AR:ARS 100.00 ARS
        > hold h1 A1/S@AR:ARS 60.00 until 9000
          held A1/S@AR:ARS 60.00 ARS
        > draw A1/S@AR:ARS 41.00 d1
          refused FUNDS_INSUFFICIENT
        > line A1/S@AR:ARS 101.00
          line A1/S@AR:ARS 101.00 ARS
        > draw A1/S@AR:ARS 41.00 d1
          opened AR/T@AR:ARS
          moved OUT A1/S@AR:ARS = -41.00
        > balance A1/S@AR:ARS
          -41.00 held 60.00 line 101.00
        # Lowered below use: nothing breaks, nothing new goes.
        > line A1/S@AR:ARS 50.00
          line A1/S@AR:ARS 50.00 ARS
        > balance A1/S@AR:ARS
          -41.00 held 60.00 line 50.00
        > draw A1/S@AR:ARS 0.01 d2
          refused FUNDS_INSUFFICIENT
        > hold h2 A1/S@AR:ARS 0.01 until 9000
          refused FUNDS_INSUFFICIENT
        > pay u1 A1>B1 0.01 ARS credit ARS
          accepted u1 0.01 ARS for 0.01 ARS
          queued u1 on A1/S@AR:ARS until 1000 COVER_MISSING
        > restart
        > release h1
          hold released A1/S@AR:ARS 60.00 ARS
          settled u1
            A1/S@AR:ARS -0.01 = -41.01
            BR/L@AR:ARS +0.01 = 0.01
            BR/N@BR:ARS -0.01 = -0.01
            B1/S@BR:ARS +0.01 = 0.01
        > balance A1/S@AR:ARS
          -41.01 held 0.00 line 50.00
        """);
  }

  @Test
  void theLoroPaysWithinItsLineAndNotAUnitMore() {
    Script.check(
        """
        > fund A1/S@AR:ARS 1000.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 1000.00
        > line AR/L@BR:BRL 4.62
          line AR/L@BR:BRL 4.62 BRL
        > pay u1 A1>B1 100.00 ARS
          accepted u1 100.00 ARS for 4.62 BRL at 1 ARS = 0.04615 BRL
          settled u1
            A1/S@AR:ARS -100.00 = 900.00
            BR/L@AR:ARS +100.00 = 100.00
            AR/L@BR:BRL -4.62 = -4.62
            B1/S@BR:BRL +4.62 = 4.62
        > pay u2 A1>B1 1.00 ARS
          accepted u2 1.00 ARS for 0.05 BRL at 1 ARS = 0.04615 BRL
          queued u2 on AR/L@BR:BRL until 1000 CREDIT_LINE_EXCEEDED
        """);
  }

  @Test
  void aRaisedLineReleasesWhatWaits() {
    Script.check(
        """
        > line AR/L@BR:BRL 1000.00
          line AR/L@BR:BRL 1000.00 BRL
        > pay u1 A1>B1 100.00 ARS
          accepted u1 100.00 ARS for 4.62 BRL at 1 ARS = 0.04615 BRL
          queued u1 on A1/S@AR:ARS until 1000 COVER_MISSING
        > line A1/S@AR:ARS 99.99
          line A1/S@AR:ARS 99.99 ARS
        > line A1/S@AR:ARS 100.00
          line A1/S@AR:ARS 100.00 ARS
          settled u1
            A1/S@AR:ARS -100.00 = -100.00
            BR/L@AR:ARS +100.00 = 100.00
            AR/L@BR:BRL -4.62 = -4.62
            B1/S@BR:BRL +4.62 = 4.62
        """);
  }

  @Test
  void aHoldEndsAtItsInstantAndNotBefore() {
    Script.check(
        """
        > fund A1/S@AR:ARS 100.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 100.00
        > hold h1 A1/S@AR:ARS 70.00 until 500
          held A1/S@AR:ARS 70.00 ARS
        > hold h2 A1/S@AR:ARS 30.01 until 500
          refused FUNDS_INSUFFICIENT
        > @499 draw A1/S@AR:ARS 31.00 d1
          refused FUNDS_INSUFFICIENT
        > restart
        > @500 draw A1/S@AR:ARS 31.00 d1
          hold expired A1/S@AR:ARS 70.00 ARS
          moved OUT A1/S@AR:ARS = 69.00
        > release h1
          refused HOLD_UNKNOWN
        """);
  }

  @Test
  void aHoldThatEndsWakesTheQueue() {
    Script.check(
        """
        > line AR/L@BR:BRL 1000.00
          line AR/L@BR:BRL 1000.00 BRL
        > fund A1/S@AR:ARS 100.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 100.00
        > hold h1 A1/S@AR:ARS 40.00 until 500
          held A1/S@AR:ARS 40.00 ARS
        > hold h2 A1/S@AR:ARS 10.00 until 800
          held A1/S@AR:ARS 10.00 ARS
        > pay u1 A1>B1 90.00 ARS
          accepted u1 90.00 ARS for 4.15 BRL at 1 ARS = 0.04615 BRL
          queued u1 on A1/S@AR:ARS until 1000 COVER_MISSING
        > pay u2 A1>B1 5.00 ARS
          accepted u2 5.00 ARS for 0.23 BRL at 1 ARS = 0.04615 BRL
          queued u2 on A1/S@AR:ARS until 1000 COVER_MISSING
        > @500 pass
          hold expired A1/S@AR:ARS 40.00 ARS
          settled u1
            A1/S@AR:ARS -90.00 = 10.00
            BR/L@AR:ARS +90.00 = 90.00
            AR/L@BR:BRL -4.15 = -4.15
            B1/S@BR:BRL +4.15 = 4.15
        > release h2
          hold released A1/S@AR:ARS 10.00 ARS
          settled u2
            A1/S@AR:ARS -5.00 = 5.00
            BR/L@AR:ARS +5.00 = 95.00
            AR/L@BR:BRL -0.23 = -4.38
            B1/S@BR:BRL +0.23 = 4.38
        """);
  }

  @Test
  void aHoldIsKnownByItsIdentityForEver() {
    Script.check(
        """
        > fund A1/S@AR:ARS 100.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 100.00
        > hold h1 A1/S@AR:ARS 40.00 until 500
          held A1/S@AR:ARS 40.00 ARS
        > hold h1 A1/S@AR:ARS 40.00 until 500
          refused ALREADY_EXISTS
        > hold h1 A1/S@AR:ARS 40.00 until 501
          refused CONFLICTS_WITH_EARLIER
        > hold h1 A1/S@AR:ARS 40.01 until 500
          refused CONFLICTS_WITH_EARLIER
        > hold h1 A2/S@AR:ARS 40.00 until 500
          refused CONFLICTS_WITH_EARLIER
        > release h1
          hold released A1/S@AR:ARS 40.00 ARS
        > release h1
          refused ALREADY_EXISTS
        > hold h1 A1/S@AR:ARS 40.00 until 500
          refused ALREADY_EXISTS
        > release h9
          refused HOLD_UNKNOWN
        """);
  }
}
