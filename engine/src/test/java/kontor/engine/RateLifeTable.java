package kontor.engine;

import org.junit.jupiter.api.Test;

/// Payments under an agreement whose rates every party approves (F08), through the log.
class RateLifeTable {

  private static final String IN_FORCE =
      AgreementLifeTable.SIGNED
          .replace("ARS/BRL BRL/ARS", "ARS/BRL BRL/ARS approval EVERY_PARTY"
              + " fallback PREVIOUS,CLOSED days 1")
          + """
          > annex 7 CALENDAR 1 2026-04-01..open AR,BR approval
            proposed CALENDAR 1
          > sign 7 CALENDAR 1 AR
            AR signed CALENDAR 1
          > sign 7 CALENDAR 1 BR
            BR signed CALENDAR 1
            CALENDAR 1 from 2026-04-01
            edition 2 from 2026-04-01: SETTLEMENT 1, RATES 1, CALENDAR 1
          > fund A1/S@AR:ARS 1000.00
            opened AR/T@AR:ARS
            moved IN A1/S@AR:ARS = 1000.00
          > line AR/L@BR:BRL 1000.00
            line AR/L@BR:BRL 1000.00 BRL
          """;

  /// AFAQ (domain 5.5): a pair whose rate one side alone approved is refused.
  @Test
  void aRateThatOneSideApprovedIsNoRate() {
    LifeScript.check(
        IN_FORCE
            + """
            > @2026-04-01T10:00:00Z pass
              day 2026-04-01 opens
              is IN_FORCE, by time
            # The old words publish nothing here.
            > fix 7 108.88670 5.02520 1775044800000
              refused RATE_NEEDS_APPROVAL
            > rate 7 ARS BRL 0.046 1775044800000
              refused RATE_NEEDS_APPROVAL
            > pay u1 A1>B1 100.00 ARS day 2026-04-01
              rejected u1 [RATE_UNCONFIRMED]
            > propose 7 2026-04-01 BRL=5.02520 ARS=108.88670
              rate 1 proposed
            > pay u2 A1>B1 100.00 ARS day 2026-04-01
              rejected u2 [RATE_UNCONFIRMED]
            > approve 1 AR
              rate 1 approved by AR
            > pay u3 A1>B1 100.00 ARS day 2026-04-01
              rejected u3 [RATE_UNCONFIRMED]
            > restart
            > approve 1 BR
              rate 1 approved by BR
              rate 1 confirmed until 2026-04-02T03:00:00Z
              published 1 ARS = 0.04615 BRL
              published 1 BRL = 21.66815 ARS
            > pay u4 A1>B1 100.00 ARS day 2026-04-01
              accepted u4 100.00 ARS for 4.62 BRL at 1 ARS = 0.04615 BRL
              settled u4
                A1/S@AR:ARS -100.00 = 900.00
                BR/L@AR:ARS +100.00 = 100.00
                AR/L@BR:BRL -4.62 = -4.62
                B1/S@BR:BRL +4.62 = 4.62
            """);
  }

  /// A payment keeps the rate that it got; the correction is for those that come.
  @Test
  void aCorrectionConcernsWhatIsNotRatedYet() {
    LifeScript.check(
        IN_FORCE
            + """
            > @2026-04-01T10:00:00Z propose 7 2026-04-01 BRL=5.02520 ARS=108.88670
              day 2026-04-01 opens
              is IN_FORCE, by time
              rate 1 proposed
            > approve 1 AR
              rate 1 approved by AR
            > approve 1 BR
              rate 1 approved by BR
              rate 1 confirmed until 2026-04-02T03:00:00Z
              published 1 ARS = 0.04615 BRL
              published 1 BRL = 21.66815 ARS
            # It waits for money, with its rate.
            > pay u1 A2>B1 100.00 ARS day 2026-04-01
              accepted u1 100.00 ARS for 4.62 BRL at 1 ARS = 0.04615 BRL
              queued u1 on A2/S@AR:ARS until 1775901600000 COVER_MISSING
            > propose 7 2026-04-01 BRL=5.05100 ARS=108.78330
              REASON_MISSING: pair ARS/BRL of agreement 7
            > propose 7 2026-04-01 BRL=5.05100 ARS=108.78330 the source corrected itself
              rate 2 proposed
            > approve 2 AR
              rate 2 approved by AR
            > approve 2 BR
              rate 2 approved by BR
              rate 2 confirmed until 2026-04-02T03:00:00Z
              published 1 ARS = 0.04645 BRL
              published 1 BRL = 21.53700 ARS
            > @2026-04-01T10:01:00Z pay u2 A1>B1 100.00 ARS day 2026-04-01
              accepted u2 100.00 ARS for 4.65 BRL at 1 ARS = 0.04645 BRL
              settled u2
                A1/S@AR:ARS -100.00 = 900.00
                BR/L@AR:ARS +100.00 = 100.00
                AR/L@BR:BRL -4.65 = -4.65
                B1/S@BR:BRL +4.65 = 4.65
            > fund A2/S@AR:ARS 100.00
              moved IN A2/S@AR:ARS = 100.00
              settled u1
                A2/S@AR:ARS -100.00 = 0.00
                BR/L@AR:ARS +100.00 = 200.00
                AR/L@BR:BRL -4.62 = -9.27
                B1/S@BR:BRL +4.62 = 9.27
            """);
  }

  /// The moment of the grid, then the agreed waterfall, then nothing: never a rate in silence.
  @Test
  void eachPaymentHasTheRateOfItsRung() {
    LifeScript.check(
        IN_FORCE
            + """
            > @2026-04-01T10:00:00Z propose 7 2026-04-01 BRL=5.02520 ARS=108.88670
              day 2026-04-01 opens
              is IN_FORCE, by time
              rate 1 proposed
            > approve 1 AR
              rate 1 approved by AR
            > approve 1 BR
              rate 1 approved by BR
              rate 1 confirmed until 2026-04-02T03:00:00Z
              published 1 ARS = 0.04615 BRL
              published 1 BRL = 21.66815 ARS
            > @2026-04-02T02:59:59.999Z pay u1 A1>B1 100.00 ARS day 2026-04-02
              accepted u1 100.00 ARS for 4.62 BRL at 1 ARS = 0.04615 BRL
              settled u1
                A1/S@AR:ARS -100.00 = 900.00
                BR/L@AR:ARS +100.00 = 100.00
                AR/L@BR:BRL -4.62 = -4.62
                B1/S@BR:BRL +4.62 = 4.62
            # Midnight in Sao Paulo: the day is over, and its rate.
            > @2026-04-02T03:00:00Z pay u2 A1>B1 100.00 ARS day 2026-04-02
              day 2026-04-02 opens
              rejected u2 [RATE_UNCONFIRMED]
            > restart
            # Nobody proposed by eleven: the rate of the day before, once more and no longer.
            > @2026-04-02T14:00:00Z pay u3 A1>B1 100.00 ARS day 2026-04-02
              ARS/BRL unconfirmed on 2026-04-02, by time
              ARS/BRL on 2026-04-02: PREVIOUS, by time
              published 1 ARS = 0.04615 BRL
              published 1 BRL = 21.66815 ARS
              accepted u3 100.00 ARS for 4.62 BRL at 1 ARS = 0.04615 BRL
              settled u3
                A1/S@AR:ARS -100.00 = 800.00
                BR/L@AR:ARS +100.00 = 200.00
                AR/L@BR:BRL -4.62 = -9.24
                B1/S@BR:BRL +4.62 = 9.24
            > @2026-04-03T14:00:00Z pay u4 A1>B1 100.00 ARS day 2026-04-03
              day 2026-04-03 opens
              ARS/BRL unconfirmed on 2026-04-03, by time
              ARS/BRL on 2026-04-03: CLOSED, by time
              rejected u4 [PAIR_CLOSED]
            """);
  }
}
