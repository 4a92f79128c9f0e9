package kontor.engine;

import org.junit.jupiter.api.Test;

/// The life of an agreement (F01): every step that is allowed, and every one that is not.
class AgreementLifeTable {

  /// Agreement 7 of AR and BR, agreed to and signed on 2026-03-20.
  static final String SIGNED =
      """
      > @2026-03-20T12:00:00Z draft 7 AR,BR 2026-04-01..2026-12-31 runoff 10
        drafted 7
      > annex 7 SETTLEMENT 1 2026-04-01..open RECIPROCAL queue 864000000 one ARS
        proposed SETTLEMENT 1
      > annex 7 RATES 1 2026-04-01..open FIVE_STEP:5 ARS/BRL BRL/ARS
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
        edition 1 from 2026-04-01: SETTLEMENT 1, RATES 1
        is SIGNED
        is RATIFIED
        in force from 2026-04-01
      """;

  private static final String MONEY =
      """
      > fund A1/S@AR:ARS 1000.00
        opened AR/T@AR:ARS
        moved IN A1/S@AR:ARS = 1000.00
      """;

  @Test
  void itComesIntoForceAndEndsAtMidnightOfItsZone() {
    LifeScript.check(
        SIGNED
            + MONEY
            + """
            # Midnight in Sao Paulo is 03:00 in UTC.
            > @2026-04-01T02:59:59.999Z pay u1 A1>B1 1.00 ARS credit ARS day 2026-04-01
              rejected u1 [AGREEMENT_NOT_IN_FORCE]
            > @2026-04-01T03:00:00Z pay u2 A1>B1 1.00 ARS credit ARS day 2026-04-01
              is IN_FORCE, by time
              accepted u2 1.00 ARS for 1.00 ARS
              settled u2
                A1/S@AR:ARS -1.00 = 999.00
                BR/L@AR:ARS +1.00 = 1.00
                BR/N@BR:ARS -1.00 = -1.00
                B1/S@BR:ARS +1.00 = 1.00
            # The value date must lie in force, too.
            > pay u3 A1>B1 1.00 ARS credit ARS day 2026-03-31
              rejected u3 [AGREEMENT_NOT_IN_FORCE]
            > pay u4 A1>B1 1.00 ARS credit ARS day 2027-01-01
              rejected u4 [AGREEMENT_NOT_IN_FORCE]
            > restart
            > @2027-01-01T02:59:59.999Z pay u5 A1>B1 1.00 ARS credit ARS day 2026-12-31
              accepted u5 1.00 ARS for 1.00 ARS
              settled u5
                A1/S@AR:ARS -1.00 = 998.00
                BR/L@AR:ARS +1.00 = 2.00
                BR/N@BR:ARS -1.00 = -2.00
                B1/S@BR:ARS +1.00 = 2.00
            > @2027-01-01T03:00:00Z pay u6 A1>B1 1.00 ARS credit ARS day 2026-12-31
              is TERMINATING, by time
              rejected u6 [AGREEMENT_TERMINATED]
            > @2027-01-11T02:59:59.999Z pass
            > @2027-01-11T03:00:00Z pay u7 A1>B1 1.00 ARS credit ARS day 2027-01-11
              is TERMINATED, by time
              rejected u7 [AGREEMENT_TERMINATED]
            """);
  }

  @Test
  void eachStepHasItsState() {
    LifeScript.check(
        """
        > @2026-03-20T12:00:00Z agree 7 AR
          AGREEMENT_UNKNOWN: agreement 7
        > draft 7 AR,BR 2026-04-01..open ratified
          drafted 7
        > draft 7 AR,BR 2026-04-01..open ratified
          ALREADY_EXISTS: agreement 7
        > draft 7 AR,BR 2026-04-02..open ratified
          CONFLICTS_WITH_EARLIER: agreement 7
        # DRAFT: nothing but its text and notice.
        > sign 7 AR
          STATE_DOES_NOT_ALLOW: agreement 7, AR
        > ratify 7 AR
          STATE_DOES_NOT_ALLOW: agreement 7, AR
        > suspend 7 AR talks
          STATE_DOES_NOT_ALLOW: agreement 7, AR
        > resume 7 AR
          STATE_DOES_NOT_ALLOW: agreement 7, AR
        > agree 7 PY
          NOT_A_PARTY: agreement 7, PY
        > agree 7 AR
          ANNEX_MISSING: agreement 7, annex SETTLEMENT
        > annex 7 SETTLEMENT 1 2026-04-01..open RECIPROCAL
          proposed SETTLEMENT 1
        > agree 7 AR
          ANNEX_MISSING: agreement 7, annex RATES, pair ARS/BRL
        > annex 7 RATES 1 2026-04-01..open FIVE_STEP:5 ARS/BRL
          proposed RATES 1
        > agree 7 AR
          ANNEX_MISSING: agreement 7, annex RATES, pair BRL/ARS
        > annex 7 RATES 1 2026-04-01..open FIVE_STEP:5 ARS/BRL BRL/ARS
          proposed RATES 1
        > agree 7 AR other
          TEXT_DIFFERS: agreement 7, AR
        > agree 7 AR
          AR agreed
        > agree 7 AR
          ALREADY_EXISTS: agreement 7, AR
        # A change of the draft: who agreed before must agree again.
        > annex 7 SETTLEMENT 1 2026-04-01..open RECIPROCAL queue 1000
          proposed SETTLEMENT 1
        > agree 7 BR
          BR agreed
        > agree 7 AR
          AR agreed
          is AGREED
        # AGREED: the text stands still.
        > annex 7 SETTLEMENT 1 2026-04-01..open RECIPROCAL queue 2000
          STATE_DOES_NOT_ALLOW: agreement 7, annex SETTLEMENT version 1
        > annex 7 LIMITS 1 2026-04-01..open line=120
          STATE_DOES_NOT_ALLOW: agreement 7, annex LIMITS version 1
        > sign 7 SETTLEMENT 1 AR
          STATE_DOES_NOT_ALLOW: agreement 7, annex SETTLEMENT version 1, AR
        > withdraw 7 SETTLEMENT 1 AR
          STATE_DOES_NOT_ALLOW: agreement 7, annex SETTLEMENT version 1
        > ratify 7 AR
          STATE_DOES_NOT_ALLOW: agreement 7, AR
        > sign 7 AR other
          TEXT_DIFFERS: agreement 7, AR
        > sign 7 AR
          AR signed
        > sign 7 AR
          ALREADY_EXISTS: agreement 7, AR
        """);
  }

  @Test
  void ratificationIsByEachParty() {
    LifeScript.check(
        SIGNED
            .replace("runoff 10", "runoff 10 ratified")
            .replace("  is RATIFIED\n  in force from 2026-04-01\n", "")
            + """
            # SIGNED: ratified by each party; not in force before.
            > @2026-04-02T12:00:00Z pay u1 A1>B1 1.00 ARS day 2026-04-02
              rejected u1 [AGREEMENT_NOT_IN_FORCE]
            > suspend 7 AR talks
              STATE_DOES_NOT_ALLOW: agreement 7, AR
            > ratify 7 AR
              AR ratified
            > ratify 7 AR
              ALREADY_EXISTS: agreement 7, AR
            # Ratified on Thursday, 2 April, too late for the day signed: the next joint day.
            > ratify 7 BR
              BR ratified
              is RATIFIED
              in force from 2026-04-03
            > suspend 7 AR talks
              STATE_DOES_NOT_ALLOW: agreement 7, AR
            > @2026-04-03T02:59:59Z pass
            > @2026-04-03T03:00:00Z pass
              is IN_FORCE, by time
            # IN_FORCE.
            > ratify 7 BR
              ALREADY_EXISTS: agreement 7, BR
            > resume 7 AR
              STATE_DOES_NOT_ALLOW: agreement 7, AR
            > agree 7 AR
              ALREADY_EXISTS: agreement 7, AR
            """);
  }

  @Test
  void suspensionIsLiftedByWhoSaidIt() {
    LifeScript.check(
        SIGNED
            + """
            > @2026-04-01T12:00:00Z suspend 7 AR arrears in cycle 3
              is IN_FORCE, by time
              AR suspended: arrears in cycle 3
              is SUSPENDED
            > suspend 7 AR again
              ALREADY_EXISTS: agreement 7, AR
            > suspend 7 BR in answer
              BR suspended: in answer
            > pay u1 A1>B1 1.00 ARS credit ARS day 2026-04-01
              rejected u1 [AGREEMENT_SUSPENDED]
            > resume 7 AR
              AR resumed
            > resume 7 AR
              NOT_SUSPENDED: agreement 7, AR
            > pay u2 A1>B1 1.00 ARS credit ARS day 2026-04-01
              rejected u2 [AGREEMENT_SUSPENDED]
            > restart
            > resume 7 BR
              BR resumed
              is IN_FORCE
            > pay u3 A1>B1 1.00 ARS credit ARS day 2026-04-01
              accepted u3 1.00 ARS for 1.00 ARS
              queued u3 on A1/S@AR:ARS until 1775908800000 COVER_MISSING
            # What was accepted before goes on while nothing new is.
            > suspend 7 BR once more
              BR suspended: once more
              is SUSPENDED
            > fund A1/S@AR:ARS 1.00
              opened AR/T@AR:ARS
              moved IN A1/S@AR:ARS = 1.00
              settled u3
                A1/S@AR:ARS -1.00 = 0.00
                BR/L@AR:ARS +1.00 = 1.00
                BR/N@BR:ARS -1.00 = -1.00
                B1/S@BR:ARS +1.00 = 1.00
            # Its last day ends a suspended one, too, and there is no way back.
            > @2027-01-01T03:00:00Z resume 7 BR
              is TERMINATING, by time
              STATE_DOES_NOT_ALLOW: agreement 7, BR
            """);
  }

  @Test
  void noticeEndsItAndTheRunOffEndsWhatWaits() {
    LifeScript.check(
        SIGNED
            + """
            > @2026-04-10T12:00:00Z end 7 BR 2026-04-10
              is IN_FORCE, by time
              DAY_HAS_BEGUN: agreement 7, BR
            > end 7 BR 2027-02-01
              OUTSIDE_AGREEMENT: agreement 7, BR
            > end 7 BR 2026-04-16
              BR ends it from 2026-04-16
            > end 7 BR 2026-04-16
              ALREADY_EXISTS: agreement 7, BR
            > end 7 AR 2026-04-17
              OUTSIDE_AGREEMENT: agreement 7, AR
            > end 7 AR 2026-04-15
              AR ends it from 2026-04-15
            > pay u1 A1>B1 1.00 ARS credit ARS day 2026-04-15
              rejected u1 [AGREEMENT_NOT_IN_FORCE]
            > @2026-04-14T12:00:00Z pay u2 A1>B1 1.00 ARS credit ARS day 2026-04-14
              accepted u2 1.00 ARS for 1.00 ARS
              queued u2 on A1/S@AR:ARS until 1777032000000 COVER_MISSING
            > @2026-04-14T12:00:00Z pay u3 A1>B1 2.00 ARS credit ARS day 2026-04-14
              accepted u3 2.00 ARS for 2.00 ARS
              queued u3 on A1/S@AR:ARS until 1777032000000 COVER_MISSING
            > @2026-04-15T03:00:00Z pay u4 A1>B1 1.00 ARS credit ARS day 2026-04-14
              is TERMINATING, by time
              rejected u4 [AGREEMENT_TERMINATED]
            > end 7 AR 2026-04-20
              STATE_DOES_NOT_ALLOW: agreement 7, AR
            > suspend 7 AR late
              STATE_DOES_NOT_ALLOW: agreement 7, AR
            > annex 7 LIMITS 1 2026-05-01..open line=120
              STATE_DOES_NOT_ALLOW: agreement 7, annex LIMITS version 1
            # The run-off goes on: what was accepted settles when money comes.
            > fund A1/S@AR:ARS 1.00
              opened AR/T@AR:ARS
              moved IN A1/S@AR:ARS = 1.00
              settled u2
                A1/S@AR:ARS -1.00 = 0.00
                BR/L@AR:ARS +1.00 = 1.00
                BR/N@BR:ARS -1.00 = -1.00
                B1/S@BR:ARS +1.00 = 1.00
            > restart
            # Payment u3 could wait for ten days, until 24 April at noon; the run-off is over in the
            # night after it.
            > @2026-04-24T11:59:59Z pass
            > @2026-04-24T12:00:00Z pass
              expired u3 WAITED_TOO_LONG
            > @2026-04-25T03:00:00Z pass
              is TERMINATED, by time
            """);
  }

  @Test
  void whatStillWaitsWhenTheRunOffIsOverLeaves() {
    LifeScript.check(
        SIGNED
            + """
            > @2026-04-10T12:00:00Z end 7 BR 2026-04-11
              is IN_FORCE, by time
              BR ends it from 2026-04-11
            > @2026-04-10T12:00:00Z pay u1 A1>B1 5.00 ARS credit ARS day 2026-04-10
              accepted u1 5.00 ARS for 5.00 ARS
              queued u1 on A1/S@AR:ARS until 1776686400000 COVER_MISSING
            > @2026-04-11T02:00:00Z pay u2 A1>B1 1.00 ARS credit ARS day 2026-04-10
              accepted u2 1.00 ARS for 1.00 ARS
              queued u2 on A1/S@AR:ARS until 1776736800000 COVER_MISSING
            # One command after all of it: what is due happens in the order of its time.
            > @2026-05-01T00:00:00Z pass
              is TERMINATING, by time
              expired u1 WAITED_TOO_LONG
              expired u2 WAITED_TOO_LONG
              is TERMINATED, by time
            """);
    LifeScript.check(
        SIGNED.replace("runoff 10", "runoff 0")
            + """
            > @2026-12-31T12:00:00Z pay u1 A1>B1 5.00 ARS credit ARS day 2026-12-31
              is IN_FORCE, by time
              accepted u1 5.00 ARS for 5.00 ARS
              queued u1 on A1/S@AR:ARS until 1799582400000 COVER_MISSING
            > @2027-01-01T03:00:00Z pass
              is TERMINATING, by time
              is TERMINATED, by time
              expired u1 AGREEMENT_TERMINATED
            """);
  }

  @Test
  void noticeIsPossibleBeforeItIsInForce() {
    LifeScript.check(
        """
        > @2026-03-20T12:00:00Z draft 7 AR,BR 2026-04-01..open
          drafted 7
        > end 7 AR 2026-03-21
          AR ends it from 2026-03-21
        > annex 7 SETTLEMENT 1 2026-04-01..open RECIPROCAL
          proposed SETTLEMENT 1
        > @2026-03-21T03:00:00Z agree 7 AR
          is TERMINATED, by time
          STATE_DOES_NOT_ALLOW: agreement 7, AR
        > end 7 AR 2026-05-01
          STATE_DOES_NOT_ALLOW: agreement 7, AR
        # A draft that nobody signs ends with its last day.
        > draft 8 AR,BR 2026-04-01..2026-04-30
          drafted 8
        > @2026-05-01T03:00:00Z pass
          is TERMINATED, by time
        """);
  }

  @Test
  void theFrameIsChecked() {
    LifeScript.check(
        """
        > draft 0 AR,BR 2026-04-01..open
          NUMBER_OUT_OF_RANGE: agreement 0
        > draft 7 AR 2026-04-01..open
          PARTIES_INVALID: agreement 7
        > draft 7 AR,BR,AR 2026-04-01..open
          PARTIES_INVALID: agreement 7, party AR
        > draft 7 AR,ZZ 2026-04-01..open
          PARTICIPANT_UNKNOWN: agreement 7, party ZZXXXXXX
        > draft 7 AR,A1 2026-04-01..open
          NOT_AN_INSTITUTION: agreement 7, party A1
        > draft 7 AR,BR 2026-04-01..2026-03-31
          PERIOD_INVALID: agreement 7
        > draft 7 AR,BR 2026-04-01..open runoff -1
          PERIOD_INVALID: agreement 7
        > draft 7 AR,BR 2026-04-01..open runoff 3661
          PERIOD_INVALID: agreement 7
        > draft 7 AR,BR 2026-04-01..open zone America/Lima
          ZONE_UNKNOWN: agreement 7, America/Lima
        > draft 7 AR,BR 2026-04-01..open law _
          NAME_MISSING: agreement 7
        """);
  }

  @Test
  void threePartiesAreThreePairs() {
    LifeScript.check(
        """
        > @2026-03-20T12:00:00Z draft 9 AR,BR,PY 2026-04-01..open
          drafted 9
        > annex 9 SETTLEMENT 1 2026-04-01..open PROVIDER via FX
          proposed SETTLEMENT 1
        > annex 9 RATES 1 2026-04-01..open HALF_UP:8 ARS/BRL BRL/ARS BRL/PYG PYG/BRL
          proposed RATES 1
        > agree 9 AR
          ANNEX_MISSING: agreement 9, annex RATES, pair ARS/PYG
        > annex 9 RATES 1 2026-04-01..open HALF_UP:8 ARS/BRL BRL/ARS BRL/PYG PYG/BRL ARS/PYG PYG/ARS
          proposed RATES 1
        > agree 9 AR
          AR agreed
        > agree 9 BR
          BR agreed
        > agree 9 PY
          PY agreed
          is AGREED
        > sign 9 PY
          PY signed
        > sign 9 BR
          BR signed
        > sign 9 AR
          AR signed
          SETTLEMENT 1 from 2026-04-01
          RATES 1 from 2026-04-01
          edition 1 from 2026-04-01: SETTLEMENT 1, RATES 1
          is SIGNED
          is RATIFIED
          in force from 2026-04-01
        # Two legs are not enough where three moneys are; one price names its pair.
        > fix 9 5.00 8000 0
          refused CURRENCY_NOT_AGREED
        # Each holds for the day on which it begins: 1 April at noon in UTC.
        > rate 9 BRL PYG 1420 1775044800000
          published 1 BRL = 1420 PYG
        > rate 9 BRL ARS 20 1775044800000
          published 1 BRL = 20 ARS
        > rate 9 BRL XXX 20 0
          refused CURRENCY_NOT_AGREED
        > @2026-04-01T12:00:00Z fund B1/S@BR:BRL 2.00
          is IN_FORCE, by time
          opened BR/T@BR:BRL
          moved IN B1/S@BR:BRL = 2.00
        > fund FX/P@PY:PYG 5000
          opened PY/T@PY:PYG
          moved IN FX/P@PY:PYG = 5000
        > pay u1 B1>P1 1.00 BRL day 2026-04-01
          accepted u1 1.00 BRL for 1420 PYG at 1 BRL = 1420 PYG
          settled u1
            B1/S@BR:BRL -1.00 = 1.00
            FX/P@BR:BRL +1.00 = 1.00
            FX/P@PY:PYG -1420 = 3580
            P1/S@PY:PYG +1420 = 1420
        > pay u2 B1>A1 1.00 BRL day 2026-04-01
          rejected u2 [PROVIDER_ACCOUNT_MISSING]
        > pay u3 A1>P1 1.00 ARS day 2026-04-01
          rejected u3 [FIXING_MISSING]
        """);
  }

  @Test
  void numbersAreSharedWithAgreementsOfOneStep() {
    LifeScript.check(
        """
        > draft 1 AR,BR 2026-04-01..open
          drafted 1
        > enter 1 0
          refused CONFLICTS_WITH_EARLIER
        # A draft has no rates.
        > fix 1 108.88670 5.02520 0
          refused AGREEMENT_UNKNOWN
        > rate 1 ARS BRL 0.046 0
          refused AGREEMENT_UNKNOWN
        """);
    LifeScript.check(
        """
        > enter 1 0
          agreed 1 version 1
        > draft 1 AR,BR 2026-04-01..open
          CONFLICTS_WITH_EARLIER: agreement 1
        """);
  }
}
