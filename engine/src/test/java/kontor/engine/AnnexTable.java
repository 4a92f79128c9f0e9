package kontor.engine;

import org.junit.jupiter.api.Test;

/// Annexes as versions with first days (F01): how they come to hold, what they may not say, and
/// which of them a payment meets.
class AnnexTable {

  private static final String IN_FORCE =
      AgreementLifeTable.SIGNED
          + """
          > @2026-04-10T12:00:00Z fund A1/S@AR:ARS 1000.00
            is IN_FORCE, by time
            opened AR/T@AR:ARS
            moved IN A1/S@AR:ARS = 1000.00
          """;

  @Test
  void anAnnexChangesInTheMiddleOfAMonthByValueDate() {
    LifeScript.check(
        IN_FORCE
            + """
            > annex 7 SETTLEMENT 2 2026-04-15..open RECIPROCAL one ARS maximum 50.00/ARS
              proposed SETTLEMENT 2
            > sign 7 SETTLEMENT 2 AR
              AR signed SETTLEMENT 2
            > sign 7 SETTLEMENT 2 AR
              ALREADY_EXISTS: agreement 7, annex SETTLEMENT version 2, AR
            > sign 7 SETTLEMENT 2 PY
              NOT_A_PARTY: agreement 7, PY
            > sign 7 SETTLEMENT 2 BR other
              TEXT_DIFFERS: agreement 7, annex SETTLEMENT version 2, BR
            > sign 7 SETTLEMENT 3 BR
              ANNEX_UNKNOWN: agreement 7, annex SETTLEMENT version 3, BR
            > restart
            # Not signed by all: it does not hold, whatever the date.
            > pay u1 A1>B1 60.00 ARS credit ARS day 2026-04-15
              accepted u1 60.00 ARS for 60.00 ARS
              settled u1
                A1/S@AR:ARS -60.00 = 940.00
                BR/L@AR:ARS +60.00 = 60.00
                BR/N@BR:ARS -60.00 = -60.00
                B1/S@BR:ARS +60.00 = 60.00
            > sign 7 SETTLEMENT 2 BR
              BR signed SETTLEMENT 2
              SETTLEMENT 2 from 2026-04-15
              edition 2 from 2026-04-15: SETTLEMENT 2, RATES 1
            > pay u2 A1>B1 60.00 ARS credit ARS day 2026-04-14
              accepted u2 60.00 ARS for 60.00 ARS
              settled u2
                A1/S@AR:ARS -60.00 = 880.00
                BR/L@AR:ARS +60.00 = 120.00
                BR/N@BR:ARS -60.00 = -120.00
                B1/S@BR:ARS +60.00 = 120.00
            > pay u3 A1>B1 60.00 ARS credit ARS day 2026-04-15
              rejected u3 [AMOUNT_ABOVE_AGREED_MAXIMUM]
            """);
  }

  @Test
  void aLateSignatureMovesItToTheNextJointDay() {
    LifeScript.check(
        IN_FORCE
            + """
            > annex 7 LIMITS 1 2026-04-20..open line=120
              proposed LIMITS 1
            > sign 7 LIMITS 1 AR
              AR signed LIMITS 1
            # Monday, 20 April, has begun; Tuesday is a holiday in Brazil.
            > @2026-04-20T03:00:00Z sign 7 LIMITS 1 BR
              BR signed LIMITS 1
              LIMITS 1 from 2026-04-22
              edition 2 from 2026-04-22: SETTLEMENT 1, RATES 1, LIMITS 1
            # An hour before midnight of the zone its day has not begun.
            > annex 7 LIMITS 2 2026-04-25..2026-04-30 line=130
              proposed LIMITS 2
            > sign 7 LIMITS 2 BR
              BR signed LIMITS 2
            > @2026-04-25T02:00:00Z sign 7 LIMITS 2 AR
              AR signed LIMITS 2
              LIMITS 2 from 2026-04-25
              edition 3 from 2026-04-25: SETTLEMENT 1, RATES 1, LIMITS 2
            # One that slips past its own last day never holds, and the next may take its days.
            > annex 7 LIMITS 3 2026-05-01..2026-05-02 line=140
              proposed LIMITS 3
            > sign 7 LIMITS 3 BR
              BR signed LIMITS 3
            > @2026-05-01T12:00:00Z sign 7 LIMITS 3 AR
              AR signed LIMITS 3
              LIMITS 3 from 2026-05-04
            > annex 7 LIMITS 4 2026-05-02..open line=150
              proposed LIMITS 4
            """);
  }

  @Test
  void theCountriesOfTheCalendarAnnexCount() {
    LifeScript.check(
        IN_FORCE
            + """
            > annex 7 CALENDAR 1 2026-04-20..open AR
              proposed CALENDAR 1
            > sign 7 CALENDAR 1 AR
              AR signed CALENDAR 1
            # Its own countries count for itself: the holiday in Brazil is none here.
            > @2026-04-20T12:00:00Z sign 7 CALENDAR 1 BR
              BR signed CALENDAR 1
              CALENDAR 1 from 2026-04-21
              edition 2 from 2026-04-21: SETTLEMENT 1, RATES 1, CALENDAR 1
            > annex 7 LIMITS 1 2026-04-20..open line=120
              proposed LIMITS 1
            > sign 7 LIMITS 1 AR
              AR signed LIMITS 1
            > sign 7 LIMITS 1 BR
              BR signed LIMITS 1
              LIMITS 1 from 2026-04-21
              edition 3 from 2026-04-21: SETTLEMENT 1, RATES 1, CALENDAR 1, LIMITS 1
            """);
  }

  @Test
  void paymentsMeetTheDaysOfTheCalendarAnnexWhileTheAgreementLives() {
    LifeScript.check(
        IN_FORCE
            + """
            > annex 7 CALENDAR 1 2026-04-20..open AR,BR
              proposed CALENDAR 1
            > sign 7 CALENDAR 1 AR
              AR signed CALENDAR 1
            > sign 7 CALENDAR 1 BR
              BR signed CALENDAR 1
              CALENDAR 1 from 2026-04-20
              edition 2 from 2026-04-20: SETTLEMENT 1, RATES 1, CALENDAR 1
            > end 7 BR 2026-04-23
              BR ends it from 2026-04-23
            # Without a calendar a Saturday is as good as any day; Tuesday is a holiday in Brazil.
            > pay u1 A1>B1 1.00 ARS credit ARS day 2026-04-18
              accepted u1 1.00 ARS for 1.00 ARS
              settled u1
                A1/S@AR:ARS -1.00 = 999.00
                BR/L@AR:ARS +1.00 = 1.00
                BR/N@BR:ARS -1.00 = -1.00
                B1/S@BR:ARS +1.00 = 1.00
            > pay u2 A1>B1 1.00 ARS credit ARS day 2026-04-21
              rejected u2 [VALUE_DAY_CLOSED]
            # The cut-off is at 16:00 in Sao Paulo, 19:00 in UTC.
            > @2026-04-20T18:59:59.999Z pay u3 A1>B1 1.00 ARS credit ARS day 2026-04-20
              day 2026-04-20 opens
              accepted u3 1.00 ARS for 1.00 ARS
              settled u3
                A1/S@AR:ARS -1.00 = 998.00
                BR/L@AR:ARS +1.00 = 2.00
                BR/N@BR:ARS -1.00 = -2.00
                B1/S@BR:ARS +1.00 = 2.00
            > @2026-04-20T19:00:00Z pay u4 A1>B1 1.00 ARS credit ARS day 2026-04-20
              rejected u4 [CUT_OFF_PASSED]
            > @2026-04-23T03:00:00Z pass
              day 2026-04-22 opens
              day 2026-04-23 opens
              is TERMINATING, by time
            # Days open until the run-off is over, and no longer.
            > @2026-05-03T03:00:00Z pass
              day 2026-04-27 opens
              day 2026-04-28 opens
              day 2026-04-29 opens
              day 2026-04-30 opens
              is TERMINATED, by time
            > @2026-05-05T03:00:00Z pass
            """);
  }

  @Test
  void versionsComeInOrderAndDoNotOverlap() {
    LifeScript.check(
        IN_FORCE
            + """
            > annex 7 RATES 3 2026-05-01..open HALF_UP:5 ARS/BRL BRL/ARS
              VERSION_NOT_NEXT: agreement 7, annex RATES version 3
            > annex 7 RATES 0 2026-05-01..open HALF_UP:5 ARS/BRL BRL/ARS
              VERSION_NOT_NEXT: agreement 7, annex RATES version 0
            > annex 7 RATES 1 2026-05-01..open HALF_UP:5 ARS/BRL BRL/ARS
              CONFLICTS_WITH_EARLIER: agreement 7, annex RATES version 1
            > annex 7 RATES 2 2026-04-01..open HALF_UP:5 ARS/BRL BRL/ARS
              VERSIONS_OVERLAP: agreement 7, annex RATES version 2
            > annex 7 RATES 2 2026-03-31..open HALF_UP:5 ARS/BRL BRL/ARS
              OUTSIDE_AGREEMENT: agreement 7, annex RATES version 2
            > annex 7 RATES 2 2026-05-01..2027-01-01 HALF_UP:5 ARS/BRL BRL/ARS
              OUTSIDE_AGREEMENT: agreement 7, annex RATES version 2
            > annex 7 RATES 2 2026-05-01..2026-04-30 HALF_UP:5 ARS/BRL BRL/ARS
              PERIOD_INVALID: agreement 7, annex RATES version 2
            > annex 7 RATES 2 2026-05-01..2026-05-31 HALF_UP:5 ARS/BRL BRL/ARS
              proposed RATES 2
            > annex 7 RATES 2 2026-05-01..2026-05-31 HALF_UP:5 ARS/BRL BRL/ARS
              ALREADY_EXISTS: agreement 7, annex RATES version 2
            # One at a time waits for signatures; it may be taken back.
            > annex 7 RATES 3 2026-06-01..open HALF_UP:5 ARS/BRL BRL/ARS
              VERSION_NOT_NEXT: agreement 7, annex RATES version 3
            > sign 7 RATES 2 AR
              AR signed RATES 2
            > withdraw 7 RATES 1 BR
              STATE_DOES_NOT_ALLOW: agreement 7, annex RATES version 1
            > withdraw 7 RATES 3 BR
              ANNEX_UNKNOWN: agreement 7, annex RATES version 3
            > withdraw 7 RATES 2 BR
              BR withdrew RATES 2
            > annex 7 RATES 2 2026-05-01..2026-05-31 HALF_UP:6 ARS/BRL BRL/ARS
              proposed RATES 2
            > sign 7 RATES 2 AR
              AR signed RATES 2
            > sign 7 RATES 2 BR
              BR signed RATES 2
              RATES 2 from 2026-05-01
              edition 2 from 2026-05-01: SETTLEMENT 1, RATES 2
              edition 3 from 2026-06-01: SETTLEMENT 1
            > annex 7 RATES 3 2026-05-31..open HALF_UP:5 ARS/BRL BRL/ARS
              VERSIONS_OVERLAP: agreement 7, annex RATES version 3
            # It holds for the day on which it begins, 10 April.
            > rate 7 ARS BRL 0.05 1775822400000
              published 1 ARS = 0.05 BRL
            # Nothing is agreed about rates from June on: conversions are refused, not guessed.
            > pay u1 A1>B1 60.00 ARS day 2026-05-31
              accepted u1 60.00 ARS for 3.00 BRL at 1 ARS = 0.05 BRL
              queued u1 on AR/L@BR:BRL until 1776686400000 CREDIT_LINE_EXCEEDED
            > pay u2 A1>B1 60.00 ARS day 2026-06-01
              rejected u2 [ANNEX_NOT_IN_FORCE]
            > annex 7 RATES 3 2026-06-01..open HALF_UP:5 ARS/BRL BRL/ARS
              proposed RATES 3
            """);
  }

  @Test
  void aDraftHoldsSeveralVersions() {
    LifeScript.check(
        """
        > @2026-03-20T12:00:00Z draft 7 AR,BR 2026-04-01..open
          drafted 7
        > annex 7 SETTLEMENT 1 2026-04-01..2026-06-30 SINGLE
          proposed SETTLEMENT 1
        > annex 7 SETTLEMENT 2 2026-06-30..open SINGLE queue 5
          VERSIONS_OVERLAP: agreement 7, annex SETTLEMENT version 2
        > annex 7 SETTLEMENT 2 2026-07-01..open SINGLE queue 5
          proposed SETTLEMENT 2
        > annex 7 SETTLEMENT 1 2026-04-01..2026-07-01 SINGLE
          VERSIONS_OVERLAP: agreement 7, annex SETTLEMENT version 1
        > annex 7 LIMITS 1 2026-04-01..open line=1
          proposed LIMITS 1
        > withdraw 7 LIMITS 1 AR
          AR withdrew LIMITS 1
        > agree 7 AR
          AR agreed
        > agree 7 BR
          BR agreed
          is AGREED
        > sign 7 AR
          AR signed
        # Signed late: both slip to the same day as far as they began, and the higher one holds.
        > @2026-07-03T12:00:00Z sign 7 BR
          BR signed
          SETTLEMENT 1 from 2026-07-06
          SETTLEMENT 2 from 2026-07-06
          edition 1 from 2026-07-06: SETTLEMENT 2
          is SIGNED
          is RATIFIED
          in force from 2026-07-06
        """);
  }

  @Test
  void whatAnnexesSayIsChecked() {
    LifeScript.check(
        """
        > draft 7 AR,BR 2026-04-01..open
          drafted 7
        > annex 7 SETTLEMENT 1 2026-04-01..open PROVIDER
          PROVIDERS_INVALID: agreement 7, annex SETTLEMENT version 1, model PROVIDER
        > annex 7 SETTLEMENT 1 2026-04-01..open RECIPROCAL via FX
          PROVIDERS_INVALID: agreement 7, annex SETTLEMENT version 1, model RECIPROCAL
        > annex 7 SETTLEMENT 1 2026-04-01..open PROVIDER via A1
          PROVIDERS_INVALID: agreement 7, annex SETTLEMENT version 1, provider A1
        > annex 7 SETTLEMENT 1 2026-04-01..open PROVIDER via FX,FX
          REPEATED: agreement 7, annex SETTLEMENT version 1, providers
        > annex 7 SETTLEMENT 1 2026-04-01..open RECIPROCAL one PYG
          NOT_MONEY_OF_A_PARTY: agreement 7, annex SETTLEMENT version 1, PYG
        > annex 7 SETTLEMENT 1 2026-04-01..open RECIPROCAL maximum 0.00/ARS
          NUMBER_OUT_OF_RANGE: agreement 7, annex SETTLEMENT version 1, maximum 0.00 ARS
        > annex 7 SETTLEMENT 1 2026-04-01..open RECIPROCAL maximum 1/PYG
          NOT_MONEY_OF_A_PARTY: agreement 7, annex SETTLEMENT version 1, PYG
        > annex 7 SETTLEMENT 1 2026-04-01..open RECIPROCAL queue -1
          NUMBER_OUT_OF_RANGE: agreement 7, annex SETTLEMENT version 1, wait -1 ms
        > annex 7 RATES 1 2026-04-01..open HALF_UP:5 ARS/PYG
          NOT_MONEY_OF_A_PARTY: agreement 7, annex RATES version 1, pair ARS/PYG
        > annex 7 RATES 1 2026-04-01..open HALF_UP:5 ARS/ARS
          REPEATED: agreement 7, annex RATES version 1, pair ARS/ARS
        > annex 7 RATES 1 2026-04-01..open HALF_UP:5 ARS/BRL ARS/BRL
          REPEATED: agreement 7, annex RATES version 1, pair ARS/BRL
        > annex 7 RATES 1 2026-04-01..open HALF_UP:5 fallback PREVIOUS,CLOSED
          WATERFALL_INVALID: agreement 7, annex RATES version 1, PREVIOUS
        > annex 7 RATES 1 2026-04-01..open HALF_UP:5 fallback PREVIOUS,MANUAL,PREVIOUS days 2
          WATERFALL_INVALID: agreement 7, annex RATES version 1, PREVIOUS
        > annex 7 RATES 1 2026-04-01..open HALF_UP:5 fallback SECONDARY,CLOSED
          WATERFALL_INVALID: agreement 7, annex RATES version 1, SECONDARY
        > annex 7 RATES 1 2026-04-01..open HALF_UP:5 fallback CLOSED,MANUAL
          WATERFALL_INVALID: agreement 7, annex RATES version 1, MANUAL
        > annex 7 CALENDAR 1 2026-04-01..open AR,UY
          COUNTRY_UNKNOWN: agreement 7, annex CALENDAR version 1, UY
        > annex 7 CALENDAR 1 2026-04-01..open AR zone America/Lima
          ZONE_UNKNOWN: agreement 7, annex CALENDAR version 1, CUSTOMER_CUT_OFF in America/Lima
        > annex 7 LIMITS 1 2026-04-01..open line=1 line=2
          REPEATED: agreement 7, annex LIMITS version 1, line
        > annex 7 LIMITS 1 2026-04-01..open =2
          NAME_MISSING: agreement 7, annex LIMITS version 1
        """);
  }

  @Test
  void modelsWithCyclesAreAgreedAndNotPaidBefore() {
    LifeScript.check(
        AgreementLifeTable.SIGNED.replace("RECIPROCAL", "NET")
            + """
            > @2026-04-01T12:00:00Z pay u1 A1>B1 1.00 ARS day 2026-04-01
              is IN_FORCE, by time
              rejected u1 [CYCLE_MISSING]
            """);
    LifeScript.check(
        AgreementLifeTable.SIGNED.replace("RECIPROCAL", "CLEARING")
            + """
            > @2026-04-01T12:00:00Z pay u1 A1>B1 1.00 ARS day 2026-04-01
              is IN_FORCE, by time
              rejected u1 [CYCLE_MISSING]
            """);
  }
}
