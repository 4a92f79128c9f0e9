package kontor.engine;

import org.junit.jupiter.api.Test;

/// Payments under the model NET (F25): final together when their cycle closes, at 17:00 in Sao
/// Paulo, 20:00 in UTC.
class NettingTable {

  /// Agreement 7 in force with a cycle, rates of 0.05 and 20, and money at every bank. Neither
  /// institution has a line.
  private static final String IN_FORCE =
      AgreementLifeTable.SIGNED
              .replace("RECIPROCAL", "NET")
              .replace(
                  "  proposed RATES 1\n",
                  """
                    proposed RATES 1
                  > annex 7 CALENDAR 1 2026-04-01..open AR,BR cycle
                    proposed CALENDAR 1
                  """)
              .replace(
                  "RATES 1 from 2026-04-01\n",
                  "RATES 1 from 2026-04-01\n  CALENDAR 1 from 2026-04-01\n")
              .replace("SETTLEMENT 1, RATES 1", "SETTLEMENT 1, RATES 1, CALENDAR 1")
          + """
          > fund A1/S@AR:ARS 9000.00
            opened AR/T@AR:ARS
            moved IN A1/S@AR:ARS = 9000.00
          > fund B1/S@BR:BRL 900.00
            opened BR/T@BR:BRL
            moved IN B1/S@BR:BRL = 900.00
          > @2026-04-01T10:00:00Z rate 7 ARS BRL 0.05 1775037600000
            day 2026-04-01 opens
            is IN_FORCE, by time
            published 1 ARS = 0.05 BRL
          > rate 7 BRL ARS 20 1775037600000
            published 1 BRL = 20 ARS
          """;

  /// The same with another model until it is changed; the days have a close as well.
  private static final String GROSS =
      IN_FORCE.replace(
          "SETTLEMENT 1 2026-04-01..open NET", "SETTLEMENT 1 2026-04-01..open RECIPROCAL");

  @Test
  void whatOneSideAloneCannotPayBothPayTogether() {
    LifeScript.check(
        IN_FORCE
            + """
            > pay u1 A1>B1 1000.00 ARS day 2026-04-01
              accepted u1 1000.00 ARS for 50.00 BRL at 1 ARS = 0.05 BRL
              queued u1 on AR/L@BR:BRL until 1775995200000 AWAITS_CYCLE
            > pay u2 B1>A1 50.00 BRL day 2026-04-01
              accepted u2 50.00 BRL for 1000.00 ARS at 1 BRL = 20 ARS
              queued u2 on BR/L@AR:ARS until 1775995200000 AWAITS_CYCLE
            > pay u1 A1>B1 1000.00 ARS day 2026-04-01
              message repeated, first at 1775037600000ms
              repeated u1 QUEUED [AWAITS_CYCLE]
            > restart
            > @2026-04-01T19:59:59.999Z pass
            > @2026-04-01T20:00:00Z pass
              cycle of 7 on 2026-04-01 closed: 2 settled, 0 carried
                BR/L@AR:ARS +1000.00 -1000.00
                AR/L@BR:BRL +50.00 -50.00
              settled u1
                A1/S@AR:ARS -1000.00 = 8000.00
                BR/L@AR:ARS +1000.00 = 1000.00
                AR/L@BR:BRL -50.00 = -50.00
                B1/S@BR:BRL +50.00 = 950.00
              settled u2
                B1/S@BR:BRL -50.00 = 900.00
                AR/L@BR:BRL +50.00 = 0.00
                BR/L@AR:ARS -1000.00 = 0.00
                A1/S@AR:ARS +1000.00 = 9000.00
            > @2026-04-01T20:00:01Z pass
            """);
  }

  @Test
  void whatTheLinesDoNotBearGoesToTheNextCycle() {
    LifeScript.check(
        IN_FORCE
            + """
            > line AR/L@BR:BRL 30.00
              line AR/L@BR:BRL 30.00 BRL
            > pay u1 A1>B1 400.00 ARS day 2026-04-01
              accepted u1 400.00 ARS for 20.00 BRL at 1 ARS = 0.05 BRL
              queued u1 on AR/L@BR:BRL until 1775995200000 AWAITS_CYCLE
            > pay u2 A1>B1 900.00 ARS day 2026-04-01
              accepted u2 900.00 ARS for 45.00 BRL at 1 ARS = 0.05 BRL
              queued u2 on AR/L@BR:BRL until 1775995200000 AWAITS_CYCLE
            > pay u3 B1>A1 10.00 BRL day 2026-04-01
              accepted u3 10.00 BRL for 200.00 ARS at 1 BRL = 20 ARS
              queued u3 on BR/L@AR:ARS until 1775995200000 AWAITS_CYCLE
            > pay u4 A1>B1 300.00 ARS day 2026-04-01
              accepted u4 300.00 ARS for 15.00 BRL at 1 ARS = 0.05 BRL
              queued u4 on AR/L@BR:BRL until 1775995200000 AWAITS_CYCLE
            > @2026-04-01T20:00:00Z pass
              cycle of 7 on 2026-04-01 closed: 2 settled, 2 carried
                BR/L@AR:ARS +400.00 -200.00
                AR/L@BR:BRL +10.00 -20.00
              settled u1
                A1/S@AR:ARS -400.00 = 8600.00
                BR/L@AR:ARS +400.00 = 400.00
                AR/L@BR:BRL -20.00 = -20.00
                B1/S@BR:BRL +20.00 = 920.00
              settled u3
                B1/S@BR:BRL -10.00 = 910.00
                AR/L@BR:BRL +10.00 = -10.00
                BR/L@AR:ARS -200.00 = 200.00
                A1/S@AR:ARS +200.00 = 8800.00
              u2 moved to 2026-04-02 until 1775995200000
              u4 moved to 2026-04-02 until 1775995200000
            > line AR/L@BR:BRL 100.00
              line AR/L@BR:BRL 100.00 BRL
            > restart
            > @2026-04-02T20:00:00Z pass
              day 2026-04-02 opens
              cycle of 7 on 2026-04-02 closed: 2 settled, 0 carried
                BR/L@AR:ARS +1200.00 -0.00
                AR/L@BR:BRL +0.00 -60.00
              settled u2
                A1/S@AR:ARS -900.00 = 7900.00
                BR/L@AR:ARS +900.00 = 1100.00
                AR/L@BR:BRL -45.00 = -55.00
                B1/S@BR:BRL +45.00 = 955.00
              settled u4
                A1/S@AR:ARS -300.00 = 7600.00
                BR/L@AR:ARS +300.00 = 1400.00
                AR/L@BR:BRL -15.00 = -70.00
                B1/S@BR:BRL +15.00 = 970.00
            """);
  }

  @Test
  void oneThatIsLeftOutMayTakeOthersWithIt() {
    LifeScript.check(
        IN_FORCE
            + """
            > pay u1 A1>B1 1000.00 ARS day 2026-04-01
              accepted u1 1000.00 ARS for 50.00 BRL at 1 ARS = 0.05 BRL
              queued u1 on AR/L@BR:BRL until 1775995200000 AWAITS_CYCLE
            > pay u2 B1>A1 30.00 BRL day 2026-04-01
              accepted u2 30.00 BRL for 600.00 ARS at 1 BRL = 20 ARS
              queued u2 on BR/L@AR:ARS until 1775995200000 AWAITS_CYCLE
            > @2026-04-01T20:00:00Z pass
              cycle of 7 on 2026-04-01 closed: 0 settled, 2 carried
              u1 moved to 2026-04-02 until 1775995200000
              u2 moved to 2026-04-02 until 1775995200000
            """);
  }

  @Test
  void withoutAWaitWhatIsCarriedLeavesWhenItsDayIsOver() {
    LifeScript.check(
        IN_FORCE.replace(" queue 864000000", "")
            + """
            > pay u1 A1>B1 1000.00 ARS day 2026-04-01
              accepted u1 1000.00 ARS for 50.00 BRL at 1 ARS = 0.05 BRL
              queued u1 on AR/L@BR:BRL until 1775131200000 AWAITS_CYCLE
            > pay u2 B1>A1 900.01 BRL day 2026-04-01
              rejected u2 [COVER_MISSING]
            > @2026-04-01T20:00:00Z pass
              cycle of 7 on 2026-04-01 closed: 0 settled, 1 carried
              u1 moved to 2026-04-02 until 1775131200000
            > @2026-04-02T12:00:00Z pass
              day 2026-04-02 opens
              expired u1 WAITED_TOO_LONG
            """);
  }

  @Test
  void aCycleTakesWhatIsDatedToItsDayOrEarlier() {
    LifeScript.check(
        IN_FORCE
            + """
            > line AR/L@BR:BRL 900.00
              line AR/L@BR:BRL 900.00 BRL
            > pay u1 A1>B1 1000.00 ARS day 2026-04-02
              accepted u1 1000.00 ARS for 50.00 BRL at 1 ARS = 0.05 BRL
              queued u1 on AR/L@BR:BRL until 1776081600000 AWAITS_CYCLE
            > @2026-04-01T20:00:00Z pass
              cycle of 7 on 2026-04-01 closed: 0 settled, 0 carried
            > pay u2 A1>B1 1000.00 ARS day 2026-04-01
              rejected u2 [CUT_OFF_PASSED]
            # The machine stood still over the close.
            > @2026-04-03T12:00:00Z pass
              day 2026-04-02 opens
              day 2026-04-03 opens
              cycle of 7 on 2026-04-02 closed: 1 settled, 0 carried
                BR/L@AR:ARS +1000.00 -0.00
                AR/L@BR:BRL +0.00 -50.00
              settled u1
                A1/S@AR:ARS -1000.00 = 8000.00
                BR/L@AR:ARS +1000.00 = 1000.00
                AR/L@BR:BRL -50.00 = -50.00
                B1/S@BR:BRL +50.00 = 950.00
            """);
  }

  @Test
  void onlyWhatIsPaidForIsInACycle() {
    LifeScript.check(
        IN_FORCE
            + """
            > line AR/L@BR:BRL 900.00
              line AR/L@BR:BRL 900.00 BRL
            > pay u1 A1>B1 9500.00 ARS day 2026-04-01
              accepted u1 9500.00 ARS for 475.00 BRL at 1 ARS = 0.05 BRL
              queued u1 on A1/S@AR:ARS until 1775995200000 COVER_MISSING
            > pay u2 A1>B1 10.00 ARS day 2026-04-01
              accepted u2 10.00 ARS for 0.50 BRL at 1 ARS = 0.05 BRL
              queued u2 on A1/S@AR:ARS until 1775995200000 COVER_MISSING
            > fund A1/S@AR:ARS 600.00
              moved IN A1/S@AR:ARS = 9600.00
              queued u1 on AR/L@BR:BRL until 1775995200000 AWAITS_CYCLE
              queued u2 on AR/L@BR:BRL until 1775995200000 AWAITS_CYCLE
            > pay u3 A1>B1 100.00 ARS day 2026-04-01
              accepted u3 100.00 ARS for 5.00 BRL at 1 ARS = 0.05 BRL
              queued u3 on A1/S@AR:ARS until 1775995200000 COVER_MISSING
            > @2026-04-01T20:00:00Z pass
              cycle of 7 on 2026-04-01 closed: 2 settled, 0 carried
                BR/L@AR:ARS +9510.00 -0.00
                AR/L@BR:BRL +0.00 -475.50
              settled u1
                A1/S@AR:ARS -9500.00 = 100.00
                BR/L@AR:ARS +9500.00 = 9500.00
                AR/L@BR:BRL -475.00 = -475.00
                B1/S@BR:BRL +475.00 = 1375.00
              settled u2
                A1/S@AR:ARS -10.00 = 90.00
                BR/L@AR:ARS +10.00 = 9510.00
                AR/L@BR:BRL -0.50 = -475.50
                B1/S@BR:BRL +0.50 = 1375.50
            """);
  }

  @Test
  void whoIsSuspendedTakesNoPart() {
    LifeScript.check(
        IN_FORCE
            + """
            > line AR/L@BR:BRL 900.00
              line AR/L@BR:BRL 900.00 BRL
            > pay u1 A1>B1 1000.00 ARS day 2026-04-01
              accepted u1 1000.00 ARS for 50.00 BRL at 1 ARS = 0.05 BRL
              queued u1 on AR/L@BR:BRL until 1775995200000 AWAITS_CYCLE
            > pay u2 A1>B2 10.00 ARS day 2026-04-01
              accepted u2 10.00 ARS for 0.50 BRL at 1 ARS = 0.05 BRL
              queued u2 on AR/L@BR:BRL until 1775995200000 AWAITS_CYCLE
            > admission B2 SUSPENDED
              B2 is SUSPENDED
            > @2026-04-01T20:00:00Z pass
              expired u2 CREDITOR_AGENT_SUSPENDED
              cycle of 7 on 2026-04-01 closed: 1 settled, 0 carried
                BR/L@AR:ARS +1000.00 -0.00
                AR/L@BR:BRL +0.00 -50.00
              settled u1
                A1/S@AR:ARS -1000.00 = 8000.00
                BR/L@AR:ARS +1000.00 = 1000.00
                AR/L@BR:BRL -50.00 = -50.00
                B1/S@BR:BRL +50.00 = 950.00
            """);
  }

  @Test
  void inOneCurrencyTooOnlyTheDifferenceCounts() {
    LifeScript.check(
        IN_FORCE
            + """
            > fund B1/S@BR:ARS 100.00
              opened BR/T@BR:ARS
              moved IN B1/S@BR:ARS = 100.00
            > pay u1 B1>A1 60.00 ARS credit ARS day 2026-04-01
              accepted u1 60.00 ARS for 60.00 ARS
              queued u1 on BR/L@AR:ARS until 1775995200000 AWAITS_CYCLE
            > pay u2 A1>B1 70.00 ARS credit ARS day 2026-04-01
              accepted u2 70.00 ARS for 70.00 ARS
              queued u2 on BR/N@BR:ARS until 1775995200000 AWAITS_CYCLE
            > @2026-04-01T20:00:00Z pass
              cycle of 7 on 2026-04-01 closed: 2 settled, 0 carried
                BR/L@AR:ARS +70.00 -60.00
              settled u1
                B1/S@BR:ARS -60.00 = 40.00
                BR/N@BR:ARS +60.00 = 60.00
                BR/L@AR:ARS -60.00 = -60.00
                A1/S@AR:ARS +60.00 = 9060.00
              settled u2
                A1/S@AR:ARS -70.00 = 8990.00
                BR/L@AR:ARS +70.00 = 10.00
                BR/N@BR:ARS -70.00 = -10.00
                B1/S@BR:ARS +70.00 = 110.00
            """);
  }

  @Test
  void aHolidayThatComesUponACycleMovesIt() {
    LifeScript.check(
        IN_FORCE
            + """
            > line AR/L@BR:BRL 900.00
              line AR/L@BR:BRL 900.00 BRL
            > pay u1 A1>B1 1000.00 ARS day 2026-04-02
              accepted u1 1000.00 ARS for 50.00 BRL at 1 ARS = 0.05 BRL
              queued u1 on AR/L@BR:BRL until 1776081600000 AWAITS_CYCLE
            > holiday AR 2026-04-02
              holiday in AR
              u1 moved to 2026-04-03 until 1776168000000
            > @2026-04-02T20:00:00Z pass
              cycle of 7 on 2026-04-01 closed: 0 settled, 0 carried
            > @2026-04-03T20:00:00Z pass
              day 2026-04-03 opens
              cycle of 7 on 2026-04-03 closed: 1 settled, 0 carried
                BR/L@AR:ARS +1000.00 -0.00
                AR/L@BR:BRL +0.00 -50.00
              settled u1
                A1/S@AR:ARS -1000.00 = 8000.00
                BR/L@AR:ARS +1000.00 = 1000.00
                AR/L@BR:BRL -50.00 = -50.00
                B1/S@BR:BRL +50.00 = 950.00
            """);
  }

  @Test
  void whatWasSetAsideIsPaidThoughTheLineThatBoreItWasLowered() {
    LifeScript.check(
        IN_FORCE
            + """
            > line AR/L@BR:BRL 900.00
              line AR/L@BR:BRL 900.00 BRL
            > line A1/S@AR:ARS 1000.00
              line A1/S@AR:ARS 1000.00 ARS
            > pay u1 A1>B1 10000.00 ARS day 2026-04-01
              accepted u1 10000.00 ARS for 500.00 BRL at 1 ARS = 0.05 BRL
              queued u1 on AR/L@BR:BRL until 1775995200000 AWAITS_CYCLE
            > line A1/S@AR:ARS 0.00
              line A1/S@AR:ARS 0.00 ARS
            > @2026-04-01T20:00:00Z pass
              cycle of 7 on 2026-04-01 closed: 1 settled, 0 carried
                BR/L@AR:ARS +10000.00 -0.00
                AR/L@BR:BRL +0.00 -500.00
              settled u1
                A1/S@AR:ARS -10000.00 = -1000.00
                BR/L@AR:ARS +10000.00 = 10000.00
                AR/L@BR:BRL -500.00 = -500.00
                B1/S@BR:BRL +500.00 = 1400.00
            """);
  }

  @Test
  void aPaymentThatWasNotToBeNettedSettlesAlone() {
    LifeScript.check(
        GROSS
            + """
            > line AR/L@BR:BRL 900.00
              line AR/L@BR:BRL 900.00 BRL
            > pay u1 A1>B1 9500.00 ARS day 2026-04-02
              accepted u1 9500.00 ARS for 475.00 BRL at 1 ARS = 0.05 BRL
              queued u1 on A1/S@AR:ARS until 1775901600000 COVER_MISSING
            > annex 7 SETTLEMENT 2 2026-04-02..open NET queue 864000000
              proposed SETTLEMENT 2
            > sign 7 SETTLEMENT 2 AR
              AR signed SETTLEMENT 2
            > sign 7 SETTLEMENT 2 BR
              BR signed SETTLEMENT 2
              SETTLEMENT 2 from 2026-04-02
              edition 2 from 2026-04-02: SETTLEMENT 2, RATES 1, CALENDAR 1
            > pay u2 A1>B1 100.00 ARS day 2026-04-02
              accepted u2 100.00 ARS for 5.00 BRL at 1 ARS = 0.05 BRL
              queued u2 on A1/S@AR:ARS until 1776081600000 COVER_MISSING
            > fund A1/S@AR:ARS 600.00
              moved IN A1/S@AR:ARS = 9600.00
              settled u1
                A1/S@AR:ARS -9500.00 = 100.00
                BR/L@AR:ARS +9500.00 = 9500.00
                AR/L@BR:BRL -475.00 = -475.00
                B1/S@BR:BRL +475.00 = 1375.00
              queued u2 on AR/L@BR:BRL until 1776081600000 AWAITS_CYCLE
            > @2026-04-02T20:00:00Z pass
              day 2026-04-02 opens
              cycle of 7 on 2026-04-02 closed: 1 settled, 0 carried
                BR/L@AR:ARS +100.00 -0.00
                AR/L@BR:BRL +0.00 -5.00
              settled u2
                A1/S@AR:ARS -100.00 = 0.00
                BR/L@AR:ARS +100.00 = 9600.00
                AR/L@BR:BRL -5.00 = -480.00
                B1/S@BR:BRL +5.00 = 1380.00
            """);
  }

  @Test
  void whatWasToBeNettedOnADayWithoutACycleSettlesOneByOne() {
    LifeScript.check(
        IN_FORCE
            + """
            > pay u1 A1>B1 1000.00 ARS day 2026-04-02
              accepted u1 1000.00 ARS for 50.00 BRL at 1 ARS = 0.05 BRL
              queued u1 on AR/L@BR:BRL until 1776081600000 AWAITS_CYCLE
            > pay u2 A1>B1 2000.00 ARS day 2026-04-02
              accepted u2 2000.00 ARS for 100.00 BRL at 1 ARS = 0.05 BRL
              queued u2 on AR/L@BR:BRL until 1776081600000 AWAITS_CYCLE
            > line AR/L@BR:BRL 60.00
              line AR/L@BR:BRL 60.00 BRL
            > annex 7 SETTLEMENT 2 2026-04-02..open RECIPROCAL queue 864000000
              proposed SETTLEMENT 2
            > sign 7 SETTLEMENT 2 AR
              AR signed SETTLEMENT 2
            > sign 7 SETTLEMENT 2 BR
              BR signed SETTLEMENT 2
              SETTLEMENT 2 from 2026-04-02
              edition 2 from 2026-04-02: SETTLEMENT 2, RATES 1, CALENDAR 1
            > @2026-04-02T03:00:00Z pass
              day 2026-04-02 opens
              settled u1
                A1/S@AR:ARS -1000.00 = 8000.00
                BR/L@AR:ARS +1000.00 = 1000.00
                AR/L@BR:BRL -50.00 = -50.00
                B1/S@BR:BRL +50.00 = 950.00
              queued u2 on AR/L@BR:BRL until 1776081600000 CREDIT_LINE_EXCEEDED
              cycle of 7 on 2026-04-01 closed: 0 settled, 0 carried
            > line AR/L@BR:BRL 150.00
              line AR/L@BR:BRL 150.00 BRL
              settled u2
                A1/S@AR:ARS -2000.00 = 6000.00
                BR/L@AR:ARS +2000.00 = 3000.00
                AR/L@BR:BRL -100.00 = -150.00
                B1/S@BR:BRL +100.00 = 1050.00
            """);
  }

  @Test
  void aCycleDoesNotOvertakeWhatWaitsOnTheSameLine() {
    LifeScript.check(
        GROSS
            + """
            > pay u1 A1>B1 1000.00 ARS day 2026-04-01
              accepted u1 1000.00 ARS for 50.00 BRL at 1 ARS = 0.05 BRL
              queued u1 on AR/L@BR:BRL until 1775901600000 CREDIT_LINE_EXCEEDED
            > annex 7 SETTLEMENT 2 2026-04-02..open NET queue 864000000
              proposed SETTLEMENT 2
            > sign 7 SETTLEMENT 2 AR
              AR signed SETTLEMENT 2
            > sign 7 SETTLEMENT 2 BR
              BR signed SETTLEMENT 2
              SETTLEMENT 2 from 2026-04-02
              edition 2 from 2026-04-02: SETTLEMENT 2, RATES 1, CALENDAR 1
            > pay u2 A1>B1 100.00 ARS day 2026-04-02
              accepted u2 100.00 ARS for 5.00 BRL at 1 ARS = 0.05 BRL
              queued u2 on AR/L@BR:BRL until 1776081600000 AWAITS_CYCLE
            > line AR/L@BR:BRL 30.00
              line AR/L@BR:BRL 30.00 BRL
            > @2026-04-02T20:00:00Z pass
              day 2026-04-02 opens
              cycle of 7 on 2026-04-02 closed: 0 settled, 1 carried
              u2 moved to 2026-04-03 until 1776081600000
            > line AR/L@BR:BRL 50.00
              line AR/L@BR:BRL 50.00 BRL
              settled u1
                A1/S@AR:ARS -1000.00 = 8000.00
                BR/L@AR:ARS +1000.00 = 1000.00
                AR/L@BR:BRL -50.00 = -50.00
                B1/S@BR:BRL +50.00 = 950.00
            > line AR/L@BR:BRL 55.00
              line AR/L@BR:BRL 55.00 BRL
            > @2026-04-03T20:00:00Z pass
              day 2026-04-03 opens
              cycle of 7 on 2026-04-03 closed: 1 settled, 0 carried
                BR/L@AR:ARS +100.00 -0.00
                AR/L@BR:BRL +0.00 -5.00
              settled u2
                A1/S@AR:ARS -100.00 = 7900.00
                BR/L@AR:ARS +100.00 = 1100.00
                AR/L@BR:BRL -5.00 = -55.00
                B1/S@BR:BRL +5.00 = 955.00
            """);
  }

  @Test
  void whatIsCarriedMayBeMoreThanADayTakes() {
    LifeScript.check(
        IN_FORCE
            + """
            > annex 7 OPERATIONS 1 2026-04-01..open class GOODS
              proposed OPERATIONS 1
            > sign 7 OPERATIONS 1 AR
              AR signed OPERATIONS 1
            > sign 7 OPERATIONS 1 BR
              BR signed OPERATIONS 1
              OPERATIONS 1 from 2026-04-02
              edition 2 from 2026-04-02: SETTLEMENT 1, RATES 1, CALENDAR 1, OPERATIONS 1
            > fund B1/S@BR:ARS 6000000000000000.00
              opened BR/T@BR:ARS
              moved IN B1/S@BR:ARS = 6000000000000000.00
            > open B2/S@BR:ARS
              opened B2/S@BR:ARS
            > line B2/S@BR:ARS 6000000000000000.00
              line B2/S@BR:ARS 6000000000000000.00 ARS
            > pay u1 B1>A1 6000000000000000.00 ARS credit ARS day 2026-04-02 class GOODS
              judged u1 GOODS FITS by GOODS
              accepted u1 6000000000000000.00 ARS for 6000000000000000.00 ARS
              queued u1 on BR/L@AR:ARS until 1776081600000 AWAITS_CYCLE
            > pay u2 B2>A1 6000000000000000.00 ARS credit ARS day 2026-04-03 class GOODS
              judged u2 GOODS FITS by GOODS
              accepted u2 6000000000000000.00 ARS for 6000000000000000.00 ARS
              queued u2 on BR/L@AR:ARS until 1776168000000 AWAITS_CYCLE
            > @2026-04-02T20:00:00Z pass
              day 2026-04-02 opens
              cycle of 7 on 2026-04-01 closed: 0 settled, 0 carried
              cycle of 7 on 2026-04-02 closed: 0 settled, 1 carried
              u1 moved to 2026-04-03 until 1776081600000
            """);
  }

  @Test
  void whatWasSetAsideIsPaidThoughANewUnitRoundedItUp() {
    LifeScript.check(
        IN_FORCE
            + """
            > define ARN 2
              defined ARN
            > draw A1/S@AR:ARS 8997.00 dd1
              moved OUT A1/S@AR:ARS = 3.00
            > pay u1 A1>B1 1.50 ARS credit ARS day 2026-04-02
              accepted u1 1.50 ARS for 1.50 ARS
              queued u1 on BR/N@BR:ARS until 1776081600000 AWAITS_CYCLE
            > pay u2 A1>B1 1.50 ARS credit ARS day 2026-04-02
              accepted u2 1.50 ARS for 1.50 ARS
              queued u2 on BR/N@BR:ARS until 1776081600000 AWAITS_CYCLE
            > cut ARS ARN 100 day 2026-04-02
              decided ARS to ARN by 100 at 1775088000000 until 1775088000000
            > line BR/L@AR:ARS 10.00
              line BR/L@AR:ARS 10.00 ARS
            > @2026-04-02T20:00:00Z pass
              day 2026-04-02 opens
              cycle of 7 on 2026-04-01 closed: 0 settled, 0 carried
              redenominated ARS to ARN by 100, 0 holds, 2 payments
                BR 2 accounts, 0.00 ARS to 0.00 ARN, rounding 0.00
                AR 5 accounts, 3.00 ARS to 0.03 ARN, rounding 0.00
              published 1 ARN = 5 BRL
              published 1 BRL = 0.2 ARN
              cycle of 7 on 2026-04-02 closed: 2 settled, 0 carried
                BR/L@AR:ARN +0.04 -0.00
              settled u1
                A1/S@AR:ARN -0.02 = 0.01
                BR/L@AR:ARN +0.02 = 0.02
                BR/N@BR:ARN -0.02 = -0.02
                B1/S@BR:ARN +0.02 = 0.02
              settled u2
                A1/S@AR:ARN -0.02 = -0.01
                BR/L@AR:ARN +0.02 = 0.04
                BR/N@BR:ARN -0.02 = -0.04
                B1/S@BR:ARN +0.02 = 0.04
            """);
  }
}
