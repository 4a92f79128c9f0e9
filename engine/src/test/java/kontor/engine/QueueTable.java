package kontor.engine;

import org.junit.jupiter.api.Test;

/// What waits for money, what wakes it, and what ends it.
class QueueTable {

  @Test
  void whatLacksCoverWaitsAndSettlesWhenMoneyComes() {
    Script.check(
        """
        > line AR/L@BR:BRL 1000.00
          line AR/L@BR:BRL 1000.00 BRL
        > fund A1/S@AR:ARS 50.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 50.00
        > @10 pay u1 A1>B1 100.00 ARS
          accepted u1 100.00 ARS for 4.62 BRL at 1 ARS = 0.04615 BRL
          queued u1 on A1/S@AR:ARS until 1010 COVER_MISSING
        > balance A1/S@AR:ARS
          50.00 held 0.00 line 0.00
        > fund A1/S@AR:ARS 49.99
          moved IN A1/S@AR:ARS = 99.99
        > fund A1/S@AR:ARS 0.01
          moved IN A1/S@AR:ARS = 100.00
          settled u1
            A1/S@AR:ARS -100.00 = 0.00
            BR/L@AR:ARS +100.00 = 100.00
            AR/L@BR:BRL -4.62 = -4.62
            B1/S@BR:BRL +4.62 = 4.62
        """);
  }

  @Test
  void nothingOvertakesOnAnAccount() {
    Script.check(
        """
        > line AR/L@BR:BRL 1000.00
          line AR/L@BR:BRL 1000.00 BRL
        > fund A1/S@AR:ARS 50.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 50.00
        > @10 pay u1 A1>B1 100.00 ARS
          accepted u1 100.00 ARS for 4.62 BRL at 1 ARS = 0.04615 BRL
          queued u1 on A1/S@AR:ARS until 1010 COVER_MISSING
        # There is money enough for this one, but it came later.
        > @20 pay u2 A1>B1 20.00 ARS
          accepted u2 20.00 ARS for 0.92 BRL at 1 ARS = 0.04615 BRL
          queued u2 on A1/S@AR:ARS until 1020 COVER_MISSING
        > @30 pay u3 A1>B2 10.00 ARS
          accepted u3 10.00 ARS for 0.46 BRL at 1 ARS = 0.04615 BRL
          queued u3 on A1/S@AR:ARS until 1030 COVER_MISSING
        > fund A1/S@AR:ARS 70.00
          moved IN A1/S@AR:ARS = 120.00
          settled u1
            A1/S@AR:ARS -100.00 = 20.00
            BR/L@AR:ARS +100.00 = 100.00
            AR/L@BR:BRL -4.62 = -4.62
            B1/S@BR:BRL +4.62 = 4.62
          settled u2
            A1/S@AR:ARS -20.00 = 0.00
            BR/L@AR:ARS +20.00 = 120.00
            AR/L@BR:BRL -0.92 = -5.54
            B1/S@BR:BRL +0.92 = 5.54
        """);
  }

  @Test
  void thePayersSumIsSetAsideWhileTheLoroLacksHeadroom() {
    Script.check(
        """
        > fund A1/S@AR:ARS 100000.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 100000.00
        > line AR/L@BR:BRL 4.00
          line AR/L@BR:BRL 4.00 BRL
        > @10 pay u1 A1>B1 100.00 ARS
          accepted u1 100.00 ARS for 4.62 BRL at 1 ARS = 0.04615 BRL
          queued u1 on AR/L@BR:BRL until 1010 CREDIT_LINE_EXCEEDED
        > balance A1/S@AR:ARS
          100000.00 held 100.00 line 0.00
        > @20 pay u2 A1>B1 1.00 ARS
          accepted u2 1.00 ARS for 0.05 BRL at 1 ARS = 0.04615 BRL
          queued u2 on AR/L@BR:BRL until 1020 CREDIT_LINE_EXCEEDED
        > line AR/L@BR:BRL 4.62
          line AR/L@BR:BRL 4.62 BRL
          settled u1
            A1/S@AR:ARS -100.00 = 99900.00
            BR/L@AR:ARS +100.00 = 100.00
            AR/L@BR:BRL -4.62 = -4.62
            B1/S@BR:BRL +4.62 = 4.62
        > balance A1/S@AR:ARS
          99900.00 held 1.00 line 0.00
        > line AR/L@BR:BRL 4.67
          line AR/L@BR:BRL 4.67 BRL
          settled u2
            A1/S@AR:ARS -1.00 = 99899.00
            BR/L@AR:ARS +1.00 = 101.00
            AR/L@BR:BRL -0.05 = -4.67
            B1/S@BR:BRL +0.05 = 4.67
        > balance A1/S@AR:ARS
          99899.00 held 0.00 line 0.00
        > balance AR/L@BR:BRL
          -4.67 held 0.00 line 4.67
        """);
  }

  @Test
  void fromThePayersQueueItMayPassIntoThatOfTheLoro() {
    Script.check(
        """
        > @10 pay u1 A1>B1 100.00 ARS
          accepted u1 100.00 ARS for 4.62 BRL at 1 ARS = 0.04615 BRL
          queued u1 on A1/S@AR:ARS until 1010 COVER_MISSING
        > @20 fund A1/S@AR:ARS 150.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 150.00
          queued u1 on AR/L@BR:BRL until 1010 CREDIT_LINE_EXCEEDED
        > @30 pay u2 A1>B1 50.00 ARS
          accepted u2 50.00 ARS for 2.31 BRL at 1 ARS = 0.04615 BRL
          queued u2 on AR/L@BR:BRL until 1030 CREDIT_LINE_EXCEEDED
        > balance A1/S@AR:ARS
          150.00 held 150.00 line 0.00
        > restart
        > @40 fund AR/L@BR:BRL 10.00
          opened BR/T@BR:BRL
          moved IN AR/L@BR:BRL = 10.00
          settled u1
            A1/S@AR:ARS -100.00 = 50.00
            BR/L@AR:ARS +100.00 = 100.00
            AR/L@BR:BRL -4.62 = 5.38
            B1/S@BR:BRL +4.62 = 4.62
          settled u2
            A1/S@AR:ARS -50.00 = 0.00
            BR/L@AR:ARS +50.00 = 150.00
            AR/L@BR:BRL -2.31 = 3.07
            B1/S@BR:BRL +2.31 = 6.93
        """);
  }

  @Test
  void aProviderWithoutMoneyIsMissingCover() {
    Script.check(
        """
        > fund B1/S@BR:BRL 1000.00
          opened BR/T@BR:BRL
          moved IN B1/S@BR:BRL = 1000.00
        > pay u1 B1>P1 1000.00 BRL
          accepted u1 1000.00 BRL for 1414513 PYG at 1 BRL = 1414.51285225 PYG
          queued u1 on FX/P@PY:PYG until 1000 COVER_MISSING
        > fund FX/P@PY:PYG 1414513
          opened PY/T@PY:PYG
          moved IN FX/P@PY:PYG = 1414513
          settled u1
            B1/S@BR:BRL -1000.00 = 0.00
            FX/P@BR:BRL +1000.00 = 1000.00
            FX/P@PY:PYG -1414513 = 0
            P1/S@PY:PYG +1414513 = 1414513
        """);
  }

  @Test
  void whatSettlesWakesWhoWaitsForItInTurn() {
    Script.check(
        """
        > line AR/L@BR:BRL 1000.00
          line AR/L@BR:BRL 1000.00 BRL
        > line BR/L@AR:ARS 100000.00
          line BR/L@AR:ARS 100000.00 ARS
        # B1 waits for the money of A1's customer, and A2 for that of B1's.
        > pay u1 A2>B2 1000.00 ARS
          accepted u1 1000.00 ARS for 46.15 BRL at 1 ARS = 0.04615 BRL
          queued u1 on A2/S@AR:ARS until 1000 COVER_MISSING
        > pay u2 B1>A2 50.00 BRL
          accepted u2 50.00 BRL for 1083.41 ARS at 1 BRL = 21.66815 ARS
          queued u2 on B1/S@BR:BRL until 1000 COVER_MISSING
        > pay u3 A1>B1 2000.00 ARS
          accepted u3 2000.00 ARS for 92.30 BRL at 1 ARS = 0.04615 BRL
          queued u3 on A1/S@AR:ARS until 1000 COVER_MISSING
        > fund A1/S@AR:ARS 2000.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 2000.00
          settled u3
            A1/S@AR:ARS -2000.00 = 0.00
            BR/L@AR:ARS +2000.00 = 2000.00
            AR/L@BR:BRL -92.30 = -92.30
            B1/S@BR:BRL +92.30 = 92.30
          settled u2
            B1/S@BR:BRL -50.00 = 42.30
            AR/L@BR:BRL +50.00 = -42.30
            BR/L@AR:ARS -1083.41 = 916.59
            A2/S@AR:ARS +1083.41 = 1083.41
          settled u1
            A2/S@AR:ARS -1000.00 = 83.41
            BR/L@AR:ARS +1000.00 = 1916.59
            AR/L@BR:BRL -46.15 = -88.45
            B2/S@BR:BRL +46.15 = 46.15
        """);
  }

  @Test
  void theDeadlineIsTheFirstOfThatOfTheSenderAndThatOfTheAgreement() {
    Script.check(
        """
        > @10 pay u1 A1>B1 1.00 ARS
          accepted u1 1.00 ARS for 0.05 BRL at 1 ARS = 0.04615 BRL
          queued u1 on A1/S@AR:ARS until 1010 COVER_MISSING
        > @10 pay u2 A1>B1 2.00 ARS expires 500
          accepted u2 2.00 ARS for 0.09 BRL at 1 ARS = 0.04615 BRL
          queued u2 on A1/S@AR:ARS until 500 COVER_MISSING
        > @10 pay u3 A1>B1 3.00 ARS expires 5000
          accepted u3 3.00 ARS for 0.14 BRL at 1 ARS = 0.04615 BRL
          queued u3 on A1/S@AR:ARS until 1010 COVER_MISSING
        > @499 pass
        > @500 pass
          expired u2 WAITED_TOO_LONG
        > @1009 pass
        # In the order of time, then of identity.
        > @1010 pass
          expired u1 WAITED_TOO_LONG
          expired u3 WAITED_TOO_LONG
        """);
  }

  @Test
  void atTheDeadlineMoneyComesTooLate() {
    Script.check(
        """
        > line AR/L@BR:BRL 1000.00
          line AR/L@BR:BRL 1000.00 BRL
        > @10 pay u1 A1>B1 1.00 ARS
          accepted u1 1.00 ARS for 0.05 BRL at 1 ARS = 0.04615 BRL
          queued u1 on A1/S@AR:ARS until 1010 COVER_MISSING
        > @10 pay u2 A1>B1 2.00 ARS expires 900
          accepted u2 2.00 ARS for 0.09 BRL at 1 ARS = 0.04615 BRL
          queued u2 on A1/S@AR:ARS until 900 COVER_MISSING
        > @1010 fund A1/S@AR:ARS 10.00
          expired u2 WAITED_TOO_LONG
          expired u1 WAITED_TOO_LONG
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 10.00
        > pay u1 A1>B1 1.00 ARS
          message repeated, first at 10ms
          repeated u1 EXPIRED [WAITED_TOO_LONG]
        > pay u3 A1>B1 2.00 ARS expires 1010
          rejected u3 [DEADLINE_PASSED]
        """);
  }

  @Test
  void whoStandsBehindOneThatExpiresMoves() {
    Script.check(
        """
        > line AR/L@BR:BRL 1000.00
          line AR/L@BR:BRL 1000.00 BRL
        > fund A1/S@AR:ARS 10.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 10.00
        > @10 pay u1 A1>B1 100.00 ARS
          accepted u1 100.00 ARS for 4.62 BRL at 1 ARS = 0.04615 BRL
          queued u1 on A1/S@AR:ARS until 1010 COVER_MISSING
        > @20 pay u2 A1>B1 10.00 ARS
          accepted u2 10.00 ARS for 0.46 BRL at 1 ARS = 0.04615 BRL
          queued u2 on A1/S@AR:ARS until 1020 COVER_MISSING
        > @1010 pass
          expired u1 WAITED_TOO_LONG
          settled u2
            A1/S@AR:ARS -10.00 = 0.00
            BR/L@AR:ARS +10.00 = 10.00
            AR/L@BR:BRL -0.46 = -0.46
            B1/S@BR:BRL +0.46 = 0.46
        """);
  }

  @Test
  void whatWasSetAsideIsFreeAgainAtTheDeadline() {
    Script.check(
        """
        > fund A1/S@AR:ARS 100.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 100.00
        > @10 pay u1 A1>B1 100.00 ARS
          accepted u1 100.00 ARS for 4.62 BRL at 1 ARS = 0.04615 BRL
          queued u1 on AR/L@BR:BRL until 1010 CREDIT_LINE_EXCEEDED
        > @20 pay u2 A1>B1 100.00 ARS credit ARS
          accepted u2 100.00 ARS for 100.00 ARS
          queued u2 on A1/S@AR:ARS until 1020 COVER_MISSING
        > @1010 pass
          expired u1 WAITED_TOO_LONG
          settled u2
            A1/S@AR:ARS -100.00 = 0.00
            BR/L@AR:ARS +100.00 = 100.00
            BR/N@BR:ARS -100.00 = -100.00
            B1/S@BR:ARS +100.00 = 100.00
        > balance A1/S@AR:ARS
          0.00 held 0.00 line 0.00
        """);
  }

  @Test
  void withoutTimeToWaitItIsRefused() {
    Script.check(
        """
        > agree 2 0
          agreed 1 version 2
        > pay u1 A1>B1 1.00 ARS day 19080
          rejected u1 [COVER_MISSING]
        > fund A1/S@AR:ARS 1.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 1.00
        > pay u2 A1>B1 1.00 ARS day 19080
          rejected u2 [CREDIT_LINE_EXCEEDED]
        # The day before, the old version holds.
        > pay u3 A1>B1 1.00 ARS day 19079
          accepted u3 1.00 ARS for 0.05 BRL at 1 ARS = 0.04615 BRL
          queued u3 on AR/L@BR:BRL until 1000 CREDIT_LINE_EXCEEDED
        """);
  }

  @Test
  void aHoldThatExpiresLateFreesNothingForWhatIsOverdueItself() {
    Script.check(
        """
        > line AR/L@BR:BRL 1000.00
          line AR/L@BR:BRL 1000.00 BRL
        > fund A1/S@AR:ARS 100.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 100.00
        > hold h1 A1/S@AR:ARS 100.00 until 500
          held A1/S@AR:ARS 100.00 ARS
        > @10 pay u1 A1>B1 100.00 ARS expires 600
          accepted u1 100.00 ARS for 4.62 BRL at 1 ARS = 0.04615 BRL
          queued u1 on A1/S@AR:ARS until 600 COVER_MISSING
        > @700 pass
          hold expired A1/S@AR:ARS 100.00 ARS
          expired u1 WAITED_TOO_LONG
        # The deadline itself is too late as well.
        > hold h2 A1/S@AR:ARS 100.00 until 800
          held A1/S@AR:ARS 100.00 ARS
        > pay u2 A1>B1 100.00 ARS expires 900
          accepted u2 100.00 ARS for 4.62 BRL at 1 ARS = 0.04615 BRL
          queued u2 on A1/S@AR:ARS until 900 COVER_MISSING
        > @900 pass
          hold expired A1/S@AR:ARS 100.00 ARS
          expired u2 WAITED_TOO_LONG
        """);
  }

  @Test
  void whoIsSuspendedLeavesTheQueueWhoIsRestrictedStays() {
    Script.check(
        """
        > line AR/L@BR:BRL 1000.00
          line AR/L@BR:BRL 1000.00 BRL
        > pay u1 A1>B1 1.00 ARS
          accepted u1 1.00 ARS for 0.05 BRL at 1 ARS = 0.04615 BRL
          queued u1 on A1/S@AR:ARS until 1000 COVER_MISSING
        > pay u2 A1>B2 2.00 ARS
          accepted u2 2.00 ARS for 0.09 BRL at 1 ARS = 0.04615 BRL
          queued u2 on A1/S@AR:ARS until 1000 COVER_MISSING
        > admission B1 SUSPENDED
          B1 is SUSPENDED
        > admission A1 RESTRICTED
          A1 is RESTRICTED
        > pay u3 A1>B2 3.00 ARS
          rejected u3 [DEBTOR_AGENT_SUSPENDED]
        > fund A1/S@AR:ARS 10.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 10.00
          expired u1 CREDITOR_AGENT_SUSPENDED
          settled u2
            A1/S@AR:ARS -2.00 = 8.00
            BR/L@AR:ARS +2.00 = 2.00
            AR/L@BR:BRL -0.09 = -0.09
            B2/S@BR:BRL +0.09 = 0.09
        > admission A1 ACTIVE
          A1 is ACTIVE
        > pay u4 A1>B2 9.00 ARS
          accepted u4 9.00 ARS for 0.42 BRL at 1 ARS = 0.04615 BRL
          queued u4 on A1/S@AR:ARS until 1000 COVER_MISSING
        > admission BR SUSPENDED
          BR is SUSPENDED
        > fund A1/S@AR:ARS 10.00
          moved IN A1/S@AR:ARS = 18.00
          expired u4 INSTITUTION_SUSPENDED
        """);
  }

  @Test
  void whatWasSetAsideIsPaidThoughTheLineThatBoreItWasLowered() {
    Script.check(
        """
        > fund A1/S@AR:ARS 50.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 50.00
        > line A1/S@AR:ARS 100.00
          line A1/S@AR:ARS 100.00 ARS
        > pay u1 A1>B1 100.00 ARS
          accepted u1 100.00 ARS for 4.62 BRL at 1 ARS = 0.04615 BRL
          queued u1 on AR/L@BR:BRL until 1000 CREDIT_LINE_EXCEEDED
        > line A1/S@AR:ARS 0.00
          line A1/S@AR:ARS 0.00 ARS
        > line AR/L@BR:BRL 1000.00
          line AR/L@BR:BRL 1000.00 BRL
          settled u1
            A1/S@AR:ARS -100.00 = -50.00
            BR/L@AR:ARS +100.00 = 100.00
            AR/L@BR:BRL -4.62 = -4.62
            B1/S@BR:BRL +4.62 = 4.62
        > pay u2 A1>B1 1.00 ARS
          accepted u2 1.00 ARS for 0.05 BRL at 1 ARS = 0.04615 BRL
          queued u2 on A1/S@AR:ARS until 1000 COVER_MISSING
        """);
  }
}
