package kontor.engine;

import org.junit.jupiter.api.Test;

/// Payments through a clearing house (F22): each party has an account with it in a unit of account,
/// with a credit line. Agreement 7 of AR and BR clears over CH in XUS.
class ClearingTable {

  private static final String DRAFTED =
      """
      > define XUS 2
        defined XUS
      > admit CH INSTITUTION CH
        admitted CH
      > open AR/N@AR:ARS
        opened AR/N@AR:ARS
      > open BR/N@BR:BRL
        opened BR/N@BR:BRL
      > open AR/L@CH:XUS
        opened AR/L@CH:XUS
      > open BR/L@CH:XUS
        opened BR/L@CH:XUS
      > @2026-03-20T12:00:00Z draft 7 AR,BR 2026-04-01..2026-12-31 runoff 10
        drafted 7
      """;

  private static final String FOUNDED =
      DRAFTED
          + """
          > annex 7 SETTLEMENT 1 2026-04-01..open CLEARING queue 864000000
            proposed SETTLEMENT 1
          > annex 7 CYCLE 1 2026-04-01..open house CH unit XUS
            proposed CYCLE 1
          > annex 7 RATES 1 2026-04-01..open DOWN:5 ARS/BRL BRL/ARS ARS/XUS XUS/ARS BRL/XUS XUS/BRL
            proposed RATES 1
          > agree 7 AR
            AR agreed
          > agree 7 BR
            BR agreed
            is AGREED
          > sign 7 AR
            AR signed
          > sign 7 BR
            BR signed
            SETTLEMENT 1 from 2026-04-01
            RATES 1 from 2026-04-01
            CYCLE 1 from 2026-04-01
            edition 1 from 2026-04-01: SETTLEMENT 1, RATES 1, CYCLE 1
            is SIGNED
            is RATIFIED
            in force from 2026-04-01
          """;

  private static final String FUNDED =
      """
      > @2026-04-01T12:00:00Z fund A1/S@AR:ARS 100000.00
        is IN_FORCE, by time
        opened AR/T@AR:ARS
        moved IN A1/S@AR:ARS = 100000.00
      > fund B1/S@BR:BRL 1000.00
        opened BR/T@BR:BRL
        moved IN B1/S@BR:BRL = 1000.00
      > line AR/L@CH:XUS 100.00
        line AR/L@CH:XUS 100.00 XUS
      > line BR/L@CH:XUS 50.00
        line BR/L@CH:XUS 50.00 XUS
      """;

  private static final String MONEY =
      FUNDED
          + """
          > rate 7 ARS BRL 0.04615 1775044800000
            published 1 ARS = 0.04615 BRL
          > rate 7 BRL ARS 21.66815 1775044800000
            published 1 BRL = 21.66815 ARS
          > rate 7 ARS XUS 0.00917 1775044800000
            published 1 ARS = 0.00917 XUS
          > rate 7 BRL XUS 0.19899 1775044800000
            published 1 BRL = 0.19899 XUS
          """;

  /// Rates are approved by every party, and a payment waits for its own.
  private static final String APPROVED =
      FOUNDED
          .replace(
              "XUS/BRL\n",
              "XUS/BRL approval EVERY_PARTY hold fallback PREVIOUS,CLOSED days 1\n")
          .replace(
              "> agree 7 AR\n",
              """
              > annex 7 CALENDAR 1 2026-04-01..open AR,BR approval
                proposed CALENDAR 1
              > agree 7 AR
              """)
          .replace(
              "  CYCLE 1 from 2026-04-01\n",
              "  CALENDAR 1 from 2026-04-01\n  CYCLE 1 from 2026-04-01\n")
          .replace("RATES 1, CYCLE 1", "RATES 1, CALENDAR 1, CYCLE 1");

  /// The annex CYCLE ends after two weeks.
  private static final String ENDING =
      FOUNDED
          .replace("CYCLE 1 2026-04-01..open", "CYCLE 1 2026-04-01..2026-04-14")
          .replace(
              "RATES 1, CYCLE 1\n",
              "RATES 1, CYCLE 1\n  edition 2 from 2026-04-15: SETTLEMENT 1, RATES 1\n");

  /// Two payments wait for the line; the payer's money gets a new unit, and then the house's.
  private static final String TWO_NEW_UNITS =
      """
      > define ARN 2
        defined ARN
      > define XUN 2
        defined XUN
      > pay u1 A1>B1 20000.00 ARS day 2026-04-01
        accepted u1 20000.00 ARS for 923.00 BRL at 1 ARS = 0.04615 BRL
        queued u1 on AR/L@CH:XUS until 1775908800000 CREDIT_LINE_EXCEEDED
      > pay u2 A1>B1 1.00 ARS day 2026-04-01
        accepted u2 1.00 ARS for 0.05 BRL at 1 ARS = 0.04615 BRL
        queued u2 on AR/L@CH:XUS until 1775908800000 CREDIT_LINE_EXCEEDED
      > cut ARS ARN 1000 day 2026-04-02
        decided ARS to ARN by 1000 at 1775088000000 until 1775088000000
      > cut XUS XUN 2 day 2026-04-03
        decided XUS to XUN by 2 at 1775174400000 until 1775174400000
      """;

  @Test
  void threeBooksInOneStep() {
    LifeScript.check(
        FOUNDED
            + MONEY
            + """
            # 5000.00 x 0.00917 = 45.85 XUS.
            > pay u1 A1>B1 5000.00 ARS day 2026-04-01
              accepted u1 5000.00 ARS for 230.75 BRL at 1 ARS = 0.04615 BRL
              settled u1
                A1/S@AR:ARS -5000.00 = 95000.00
                AR/N@AR:ARS +5000.00 = 5000.00
                AR/L@CH:XUS -45.85 = -45.85
                BR/L@CH:XUS +45.85 = 45.85
                BR/N@BR:BRL -230.75 = -230.75
                B1/S@BR:BRL +230.75 = 1230.75
            # What the payee gets is stated; what moves at the house follows from what is paid.
            > pay u2 A1>B1 2166.82 ARS want 100.00 BRL day 2026-04-01
              accepted u2 2166.82 ARS for 100.00 BRL at 1 BRL = 21.66815 ARS
              settled u2
                A1/S@AR:ARS -2166.82 = 92833.18
                AR/N@AR:ARS +2166.82 = 7166.82
                AR/L@CH:XUS -19.87 = -65.72
                BR/L@CH:XUS +19.87 = 65.72
                BR/N@BR:BRL -100.00 = -330.75
                B1/S@BR:BRL +100.00 = 1330.75
            > pay u3 B1>A1 10.00 BRL day 2026-04-01
              accepted u3 10.00 BRL for 216.68 ARS at 1 BRL = 21.66815 ARS
              settled u3
                B1/S@BR:BRL -10.00 = 1320.75
                BR/N@BR:BRL +10.00 = -320.75
                BR/L@CH:XUS -1.99 = 63.73
                AR/L@CH:XUS +1.99 = -63.73
                AR/N@AR:ARS -216.68 = 6950.14
                A1/S@AR:ARS +216.68 = 93049.86
            > restart
            > pay u3 B1>A1 10.00 BRL day 2026-04-01
              message repeated, first at 1775044800000ms
              repeated u3 SETTLED []
            > balance AR/L@CH:XUS
              -63.73 held 0.00 line 100.00
            > balance BR/L@CH:XUS
              63.73 held 0.00 line 50.00
            > balance AR/N@AR:ARS
              6950.14 held 0.00 line 0.00
            > balance BR/N@BR:BRL
              -320.75 held 0.00 line 0.00
            """);
  }

  @Test
  void whatExceedsTheLineWaitsUntilTheOtherSidePays() {
    LifeScript.check(
        FOUNDED
            + MONEY
            + """
            > pay u1 A1>B1 10000.00 ARS day 2026-04-01
              accepted u1 10000.00 ARS for 461.50 BRL at 1 ARS = 0.04615 BRL
              settled u1
                A1/S@AR:ARS -10000.00 = 90000.00
                AR/N@AR:ARS +10000.00 = 10000.00
                AR/L@CH:XUS -91.70 = -91.70
                BR/L@CH:XUS +91.70 = 91.70
                BR/N@BR:BRL -461.50 = -461.50
                B1/S@BR:BRL +461.50 = 1461.50
            > balance AR/L@CH:XUS
              -91.70 held 0.00 line 100.00
            # 91.70 of 100.00 are used; another 18.34 wait, with the payer's sum set aside.
            > pay u2 A1>B1 2000.00 ARS day 2026-04-01
              accepted u2 2000.00 ARS for 92.30 BRL at 1 ARS = 0.04615 BRL
              queued u2 on AR/L@CH:XUS until 1775908800000 CREDIT_LINE_EXCEEDED
            > pay u3 A2>B1 1.00 ARS day 2026-04-01
              accepted u3 1.00 ARS for 0.05 BRL at 1 ARS = 0.04615 BRL
              queued u3 on A2/S@AR:ARS until 1775908800000 COVER_MISSING
            # 0.01 XUS would fit, and nothing overtakes.
            > pay u4 A1>B1 1.00 ARS day 2026-04-01
              accepted u4 1.00 ARS for 0.05 BRL at 1 ARS = 0.04615 BRL
              queued u4 on AR/L@CH:XUS until 1775908800000 CREDIT_LINE_EXCEEDED
            > balance A1/S@AR:ARS
              90000.00 held 2001.00 line 0.00
            > restart
            # 60.00 x 0.19899 = 11.94 XUS come back, and 20.24 are free.
            > pay u5 B1>A1 60.00 BRL day 2026-04-01
              accepted u5 60.00 BRL for 1300.09 ARS at 1 BRL = 21.66815 ARS
              settled u5
                B1/S@BR:BRL -60.00 = 1401.50
                BR/N@BR:BRL +60.00 = -401.50
                BR/L@CH:XUS -11.94 = 79.76
                AR/L@CH:XUS +11.94 = -79.76
                AR/N@AR:ARS -1300.09 = 8699.91
                A1/S@AR:ARS +1300.09 = 91300.09
              settled u2
                A1/S@AR:ARS -2000.00 = 89300.09
                AR/N@AR:ARS +2000.00 = 10699.91
                AR/L@CH:XUS -18.34 = -98.10
                BR/L@CH:XUS +18.34 = 98.10
                BR/N@BR:BRL -92.30 = -493.80
                B1/S@BR:BRL +92.30 = 1493.80
              settled u4
                A1/S@AR:ARS -1.00 = 89299.09
                AR/N@AR:ARS +1.00 = 10700.91
                AR/L@CH:XUS -0.01 = -98.11
                BR/L@CH:XUS +0.01 = 98.11
                BR/N@BR:BRL -0.05 = -493.85
                B1/S@BR:BRL +0.05 = 1493.85
            > balance A1/S@AR:ARS
              89299.09 held 0.00 line 0.00
            > balance AR/L@CH:XUS
              -98.11 held 0.00 line 100.00
            """);
  }

  @Test
  void aHigherLineLetsGoWhatWaits() {
    LifeScript.check(
        FOUNDED
            + MONEY
            + """
            > pay u1 A1>B1 11199.00 ARS day 2026-04-01
              accepted u1 11199.00 ARS for 516.83 BRL at 1 ARS = 0.04615 BRL
              queued u1 on AR/L@CH:XUS until 1775908800000 CREDIT_LINE_EXCEEDED
            > line AR/L@CH:XUS 102.68
              line AR/L@CH:XUS 102.68 XUS
            > line AR/L@CH:XUS 102.69
              line AR/L@CH:XUS 102.69 XUS
              settled u1
                A1/S@AR:ARS -11199.00 = 88801.00
                AR/N@AR:ARS +11199.00 = 11199.00
                AR/L@CH:XUS -102.69 = -102.69
                BR/L@CH:XUS +102.69 = 102.69
                BR/N@BR:BRL -516.83 = -516.83
                B1/S@BR:BRL +516.83 = 1516.83
            # A lower one counts for what comes after.
            > line AR/L@CH:XUS 10.00
              line AR/L@CH:XUS 10.00 XUS
            > pay u2 A1>B1 1.00 ARS day 2026-04-01
              accepted u2 1.00 ARS for 0.05 BRL at 1 ARS = 0.04615 BRL
              queued u2 on AR/L@CH:XUS until 1775908800000 CREDIT_LINE_EXCEEDED
            > balance AR/L@CH:XUS
              -102.69 held 0.00 line 10.00
            """);
  }

  @Test
  void coverComesFirstAndThenTheLine() {
    LifeScript.check(
        FOUNDED
            + MONEY
            + """
            > pay u1 A2>B1 12000.00 ARS day 2026-04-01
              accepted u1 12000.00 ARS for 553.80 BRL at 1 ARS = 0.04615 BRL
              queued u1 on A2/S@AR:ARS until 1775908800000 COVER_MISSING
            > restart
            > fund A2/S@AR:ARS 12000.00
              moved IN A2/S@AR:ARS = 12000.00
              queued u1 on AR/L@CH:XUS until 1775908800000 CREDIT_LINE_EXCEEDED
            > balance A2/S@AR:ARS
              12000.00 held 12000.00 line 0.00
            > line AR/L@CH:XUS 200.00
              line AR/L@CH:XUS 200.00 XUS
              settled u1
                A2/S@AR:ARS -12000.00 = 0.00
                AR/N@AR:ARS +12000.00 = 12000.00
                AR/L@CH:XUS -110.04 = -110.04
                BR/L@CH:XUS +110.04 = 110.04
                BR/N@BR:BRL -553.80 = -553.80
                B1/S@BR:BRL +553.80 = 1553.80
            # One that leaves sets free what was set aside.
            > pay u2 A1>B1 20000.00 ARS expires 1775044900000 day 2026-04-01
              accepted u2 20000.00 ARS for 923.00 BRL at 1 ARS = 0.04615 BRL
              queued u2 on AR/L@CH:XUS until 1775044900000 CREDIT_LINE_EXCEEDED
            > balance A1/S@AR:ARS
              100000.00 held 20000.00 line 0.00
            > @2026-04-01T12:01:40Z pass
              expired u2 WAITED_TOO_LONG
            > balance A1/S@AR:ARS
              100000.00 held 0.00 line 0.00
            """);
  }

  @Test
  void withoutTimeToWaitItIsRefused() {
    LifeScript.check(
        FOUNDED.replace("queue 864000000", "queue 0")
            + MONEY
            + """
            > pay u1 A1>B1 20000.00 ARS day 2026-04-01
              rejected u1 [CREDIT_LINE_EXCEEDED]
            > pay u2 A2>B1 1.00 ARS day 2026-04-01
              rejected u2 [COVER_MISSING]
            """);
  }

  @Test
  void sumsAreThoseOfTheUnit() {
    LifeScript.check(
        FOUNDED
            + MONEY
            + """
            > pay u1 A1>B1 0.54 ARS day 2026-04-01
              rejected u1 [CONVERTED_AMOUNT_ZERO]
            > pay u2 A1>B1 0.55 ARS day 2026-04-01
              accepted u2 0.55 ARS for 0.03 BRL at 1 ARS = 0.04615 BRL
              settled u2
                A1/S@AR:ARS -0.55 = 99999.45
                AR/N@AR:ARS +0.55 = 0.55
                AR/L@CH:XUS -0.01 = -0.01
                BR/L@CH:XUS +0.01 = 0.01
                BR/N@BR:BRL -0.03 = -0.03
                B1/S@BR:BRL +0.03 = 1000.03
            > rate 7 ARS XUS 100000000.00000 1775044801000
              published 1 ARS = 100000000.00000 XUS
            > @2026-04-01T12:00:02Z pay u3 A1>B1 99999999999.00 ARS day 2026-04-01
              rejected u3 [AMOUNT_TOO_LARGE]
            # Only the unit is cleared: a payment in one money is none of these.
            > pay u4 A1>B1 10.00 ARS credit ARS day 2026-04-01
              rejected u4 [CURRENCY_NOT_AGREED]
            > pay u5 B1>A1 10.00 ARS credit ARS day 2026-04-01
              rejected u5 [CURRENCY_NOT_AGREED]
            """);
  }

  @Test
  void eachPairHasItsOwnRate() {
    LifeScript.check(
        FOUNDED
            + FUNDED
            + """
            > rate 7 ARS BRL 0.04615 1775044800000
              published 1 ARS = 0.04615 BRL
            > pay u1 A1>B1 100.00 ARS day 2026-04-01
              rejected u1 [FIXING_MISSING]
            # The other direction is another rate, and a money of no party has none.
            > rate 7 XUS ARS 109.05000 1775044800000
              published 1 XUS = 109.05000 ARS
            > rate 7 XUS PYG 8000.00000 1775044800000
              refused CURRENCY_NOT_AGREED
            > rate 7 PYG BRL 0.00071 1775044800000
              refused CURRENCY_NOT_AGREED
            > pay u2 A1>B1 100.00 ARS day 2026-04-01
              rejected u2 [FIXING_MISSING]
            > rate 7 ARS XUS 0.00917 1775044800000
              published 1 ARS = 0.00917 XUS
            > pay u3 A1>B1 100.00 ARS day 2026-04-01
              accepted u3 100.00 ARS for 4.62 BRL at 1 ARS = 0.04615 BRL
              settled u3
                A1/S@AR:ARS -100.00 = 99900.00
                AR/N@AR:ARS +100.00 = 100.00
                AR/L@CH:XUS -0.92 = -0.92
                BR/L@CH:XUS +0.92 = 0.92
                BR/N@BR:BRL -4.62 = -4.62
                B1/S@BR:BRL +4.62 = 1004.62
            # The next day the unit has no rate yet.
            > @2026-04-02T12:00:00Z rate 7 ARS BRL 0.04616 1775131200000
              published 1 ARS = 0.04616 BRL
            > pay u4 A1>B1 100.00 ARS day 2026-04-02
              rejected u4 [RATE_STALE]
            """);
  }

  @Test
  void ratesOfTheUnitAreApprovedByTheParties() {
    LifeScript.check(
        APPROVED
            + """
            > @2026-04-01T10:00:00Z fund A1/S@AR:ARS 1000.00
              day 2026-04-01 opens
              is IN_FORCE, by time
              opened AR/T@AR:ARS
              moved IN A1/S@AR:ARS = 1000.00
            > line AR/L@CH:XUS 100.00
              line AR/L@CH:XUS 100.00 XUS
            > propose 7 2026-04-01 BRL=5.02520 ARS=108.88670
              rate 1 proposed
            > approve 1 AR
              rate 1 approved by AR
            > approve 1 BR
              rate 1 approved by BR
              rate 1 confirmed until 2026-04-02T03:00:00Z
              published 1 ARS = 0.04615 BRL
              published 1 BRL = 21.66813 ARS
            > pay u1 A1>B1 100.00 ARS day 2026-04-01
              u1 awaits its rate under 7 until 1775901600000 RATE_UNCONFIRMED
            > propose 7 2026-04-01 XUS=1 ARS=109.05000
              rate 2 proposed
            > restart
            > approve 2 AR
              rate 2 approved by AR
            # The house keeps the accounts and does not speak for a party.
            > approve 2 CH
              NOT_A_PARTY: proposal 2 for CH
            > approve 2 BR
              rate 2 approved by BR
              rate 2 confirmed until 2026-04-02T03:00:00Z
              published 1 ARS = 0.00917 XUS
              published 1 XUS = 109.05000 ARS
              rated u1 100.00 ARS for 4.62 BRL at 1 ARS = 0.04615 BRL
              settled u1
                A1/S@AR:ARS -100.00 = 900.00
                AR/N@AR:ARS +100.00 = 100.00
                AR/L@CH:XUS -0.92 = -0.92
                BR/L@CH:XUS +0.92 = 0.92
                BR/N@BR:BRL -4.62 = -4.62
                B1/S@BR:BRL +4.62 = 4.62
            > pay u2 B1>A1 1.00 BRL day 2026-04-01
              u2 awaits its rate under 7 until 1775901600000 RATE_UNCONFIRMED
            # At 11:00 in São Paulo the pair of BRL and the unit has none, and is closed.
            > @2026-04-01T14:00:00Z pass
              BRL/XUS unconfirmed on 2026-04-01, by time
              BRL/XUS on 2026-04-01: CLOSED, by time
              expired u2 PAIR_CLOSED
            """);
  }

  @Test
  void withoutHoldAnUnconfirmedRateOfTheUnitRefuses() {
    LifeScript.check(
        APPROVED.replace(" hold", "")
            + """
            > @2026-04-01T10:00:00Z fund A1/S@AR:ARS 1000.00
              day 2026-04-01 opens
              is IN_FORCE, by time
              opened AR/T@AR:ARS
              moved IN A1/S@AR:ARS = 1000.00
            > propose 7 2026-04-01 BRL=5.02520 ARS=108.88670
              rate 1 proposed
            > approve 1 AR
              rate 1 approved by AR
            > approve 1 BR
              rate 1 approved by BR
              rate 1 confirmed until 2026-04-02T03:00:00Z
              published 1 ARS = 0.04615 BRL
              published 1 BRL = 21.66813 ARS
            > pay u1 A1>B1 100.00 ARS day 2026-04-01
              rejected u1 [RATE_UNCONFIRMED]
            > rate 7 ARS XUS 0.00917 1775037600000
              refused RATE_NEEDS_APPROVAL
            """);
  }

  @Test
  void whatAnAnnexMaySay() {
    LifeScript.check(
        DRAFTED
            + """
            > annex 7 CYCLE 1 2026-04-01..open house XX unit XUS
              PARTICIPANT_UNKNOWN: agreement 7, annex CYCLE version 1, house XXXXXXXX
            > annex 7 CYCLE 1 2026-04-01..open house B1 unit XUS
              NOT_AN_INSTITUTION: agreement 7, annex CYCLE version 1, house B1
            > annex 7 CYCLE 1 2026-04-01..open house BR unit XUS
              CLEARING_INVALID: agreement 7, annex CYCLE version 1, house BR
            > annex 7 CYCLE 1 2026-04-01..open house CH unit XUT
              CURRENCY_UNKNOWN: agreement 7, annex CYCLE version 1, unit XUT
            > annex 7 CYCLE 1 2026-04-01..open house CH unit BRL
              CLEARING_INVALID: agreement 7, annex CYCLE version 1, unit BRL
            # A pair with the unit is agreed once an annex CYCLE names it, and with a party's money.
            > annex 7 RATES 1 2026-04-01..open HALF_UP:5 ARS/BRL BRL/ARS ARS/XUS
              NOT_MONEY_OF_A_PARTY: agreement 7, annex RATES version 1, pair ARS/XUS
            > annex 7 CYCLE 1 2026-04-01..open house CH unit XUS
              proposed CYCLE 1
            > annex 7 RATES 1 2026-04-01..open HALF_UP:5 XUS/PYG
              NOT_MONEY_OF_A_PARTY: agreement 7, annex RATES version 1, pair XUS/PYG
            > annex 7 RATES 1 2026-04-01..open HALF_UP:5 XUS/XUS
              NOT_MONEY_OF_A_PARTY: agreement 7, annex RATES version 1, pair XUS/XUS
            > annex 7 RATES 1 2026-04-01..open HALF_UP:5 ARS/BRL BRL/ARS ARS/XUS XUS/ARS BRL/XUS
              proposed RATES 1
            > annex 7 SETTLEMENT 1 2026-04-01..open CLEARING
              proposed SETTLEMENT 1
            > agree 7 AR
              ANNEX_MISSING: agreement 7, annex RATES, pair BRL/XUS
            > restart
            > annex 7 SETTLEMENT 1 2026-04-01..open RECIPROCAL
              proposed SETTLEMENT 1
            > agree 7 AR
              AR agreed
            """);
  }

  @Test
  void aHouseHoldsOnTheDaysOfItsAnnex() {
    LifeScript.check(
        ENDING
            + """
            > @2026-04-01T12:00:00Z pay u1 A1>B1 1.00 ARS day 2026-04-15
              is IN_FORCE, by time
              rejected u1 [CYCLE_MISSING]
            > pay u2 A1>B1 1.00 ARS day 2026-04-14
              rejected u2 [FIXING_MISSING]
            # Rates without the unit end it, too.
            > annex 7 RATES 2 2026-04-10..open HALF_UP:5 ARS/BRL BRL/ARS
              proposed RATES 2
            > sign 7 RATES 2 AR
              AR signed RATES 2
            > sign 7 RATES 2 BR
              BR signed RATES 2
              RATES 2 from 2026-04-10
              edition 3 from 2026-04-10: SETTLEMENT 1, RATES 2, CYCLE 1
              edition 4 from 2026-04-15: SETTLEMENT 1, RATES 2
            > pay u3 A1>B1 1.00 ARS day 2026-04-10
              rejected u3 [ANNEX_NOT_IN_FORCE]
            > pay u4 A1>B1 1.00 ARS day 2026-04-09
              rejected u4 [FIXING_MISSING]
            """);
  }

  @Test
  void aSuspendedHouseClearsNothing() {
    LifeScript.check(
        FOUNDED
            + MONEY
            + """
            > pay u1 A1>B1 20000.00 ARS day 2026-04-01
              accepted u1 20000.00 ARS for 923.00 BRL at 1 ARS = 0.04615 BRL
              queued u1 on AR/L@CH:XUS until 1775908800000 CREDIT_LINE_EXCEEDED
            > pay u2 A1>B1 30000.00 ARS day 2026-04-01
              accepted u2 30000.00 ARS for 1384.50 BRL at 1 ARS = 0.04615 BRL
              queued u2 on AR/L@CH:XUS until 1775908800000 CREDIT_LINE_EXCEEDED
            > admission CH RESTRICTED
              CH is RESTRICTED
            > pay u3 A1>B1 1.00 ARS day 2026-04-01
              rejected u3 [INSTITUTION_SUSPENDED]
            # What was accepted goes on while it is only restricted.
            > line AR/L@CH:XUS 200.00
              line AR/L@CH:XUS 200.00 XUS
              settled u1
                A1/S@AR:ARS -20000.00 = 80000.00
                AR/N@AR:ARS +20000.00 = 20000.00
                AR/L@CH:XUS -183.40 = -183.40
                BR/L@CH:XUS +183.40 = 183.40
                BR/N@BR:BRL -923.00 = -923.00
                B1/S@BR:BRL +923.00 = 1923.00
            > admission CH SUSPENDED
              CH is SUSPENDED
            > pay u4 A1>B1 1.00 ARS day 2026-04-01
              rejected u4 [INSTITUTION_SUSPENDED]
            > line AR/L@CH:XUS 1000.00
              line AR/L@CH:XUS 1000.00 XUS
              expired u2 INSTITUTION_SUSPENDED
            > balance A1/S@AR:ARS
              80000.00 held 0.00 line 0.00
            """);
  }

  @Test
  void aNewUnitMayComeInEachOfTheBooks() {
    LifeScript.check(
        FOUNDED
            + MONEY
            + TWO_NEW_UNITS
            + """
            > restart
            # In the payer's new money the small one is worth nothing and leaves.
            > @2026-04-02T00:00:00Z pass
              expired u2 CONVERTED_AMOUNT_ZERO
              redenominated ARS to ARN by 1000, 0 holds, 1 payments
                BR 2 accounts, 0.00 ARS to 0.00 ARN, rounding 0.00
                AR 6 accounts, 100000.00 ARS to 100.00 ARN, rounding 0.00
              published 1 ARN = 46.15 BRL
              published 1 ARN = 9.17 XUS
              published 1 BRL = 0.02166815 ARN
            > balance A1/S@AR:ARN
              100.00 held 20.00 line 0.00
            > @2026-04-03T00:00:00Z pass
              redenominated XUS to XUN by 2, 0 holds, 1 payments
                CH 2 accounts, 0.00 XUS to 0.00 XUN, rounding 0.00
              published 1 ARN = 4.585 XUN
              published 1 ARS = 0.004585 XUN
              published 1 BRL = 0.099495 XUN
            > balance AR/L@CH:XUN
              0.00 held 0.00 line 50.00
            > restart
            # 183.40 XUS are 91.70 XUN now.
            > line AR/L@CH:XUN 91.69
              line AR/L@CH:XUN 91.69 XUN
            > line AR/L@CH:XUN 91.70
              line AR/L@CH:XUN 91.70 XUN
              settled u1
                A1/S@AR:ARN -20.00 = 80.00
                AR/N@AR:ARN +20.00 = 20.00
                AR/L@CH:XUN -91.70 = -91.70
                BR/L@CH:XUN +91.70 = 91.70
                BR/N@BR:BRL -923.00 = -923.00
                B1/S@BR:BRL +923.00 = 1923.00
            # The annexes are read in today's units.
            > @2026-04-03T12:00:00Z rate 7 ARN BRL 46.15000 1775217600000
              published 1 ARN = 46.15000 BRL
            > rate 7 ARN XUN 4.58500 1775217600000
              published 1 ARN = 4.58500 XUN
            > line AR/L@CH:XUN 100.00
              line AR/L@CH:XUN 100.00 XUN
            > pay u3 A1>B1 1.00 ARN day 2026-04-03
              accepted u3 1.00 ARN for 46.15 BRL at 1 ARN = 46.15000 BRL
              settled u3
                A1/S@AR:ARN -1.00 = 79.00
                AR/N@AR:ARN +1.00 = 21.00
                AR/L@CH:XUN -4.59 = -96.29
                BR/L@CH:XUN +4.59 = 96.29
                BR/N@BR:BRL -46.15 = -969.15
                B1/S@BR:BRL +46.15 = 1969.15
            """);
  }

  @Test
  void theUnitCannotBecomeAPartysMoney() {
    LifeScript.check(
        FOUNDED
            + """
            > cut XUS BRL 5 day 2026-04-02
              OLD_AND_NEW_MEET: agreement 7
            > cut BRL XUS 5 day 2026-04-02
              OLD_AND_NEW_MEET: agreement 7
            """);
  }
}
