package kontor.engine;

import org.junit.jupiter.api.Test;

/// Payments that wait for their rate, because the annex says that those without an approved one are
/// held (F08).
class RateWaitTable {

  private static final String IN_FORCE =
      AgreementLifeTable.SIGNED
          .replace("ARS/BRL BRL/ARS", "ARS/BRL BRL/ARS approval EVERY_PARTY hold"
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
          > @2026-04-01T10:00:00Z pass
            day 2026-04-01 opens
            is IN_FORCE, by time
          """;

  /// They go on in the order of their arrival: settled, queued for money, or refused.
  @Test
  void theRateComesAndTheyGoOn() {
    LifeScript.check(
        IN_FORCE
            + """
            > pay u1 A1>B1 100.00 ARS day 2026-04-01
              u1 awaits its rate under 7 until 1775901600000 RATE_UNCONFIRMED
            > propose 7 2026-04-01 BRL=5.02520 ARS=108.88670
              rate 1 proposed
            > restart
            > approve 1 AR
              rate 1 approved by AR
            > approve 1 BR
              rate 1 approved by BR
              rate 1 confirmed until 2026-04-02T03:00:00Z
              published 1 ARS = 0.04615 BRL
              published 1 BRL = 21.66815 ARS
              rated u1 100.00 ARS for 4.62 BRL at 1 ARS = 0.04615 BRL
              settled u1
                A1/S@AR:ARS -100.00 = 900.00
                BR/L@AR:ARS +100.00 = 100.00
                AR/L@BR:BRL -4.62 = -4.62
                B1/S@BR:BRL +4.62 = 4.62
            > pay u4 A1>B1 10.00 ARS day 2026-04-01
              accepted u4 10.00 ARS for 0.46 BRL at 1 ARS = 0.04615 BRL
              settled u4
                A1/S@AR:ARS -10.00 = 890.00
                BR/L@AR:ARS +10.00 = 110.00
                AR/L@BR:BRL -0.46 = -5.08
                B1/S@BR:BRL +0.46 = 5.08
            > fund A2/S@AR:ARS 50.00
              moved IN A2/S@AR:ARS = 50.00
            > pay u3 A1>B1 30.00 ARS rate 0.05 day 2026-04-01
              rejected u3 [STATED_RATE_DIFFERS]
            """);
  }

  @Test
  void nobodyWaitsForEver() {
    LifeScript.check(
        IN_FORCE
            + """
            # The sender's own time, and the moment by which rates are approved.
            > pay u1 A1>B1 1.00 ARS expires 1775037605000 day 2026-04-01
              u1 awaits its rate under 7 until 1775037605000 RATE_UNCONFIRMED
            > @2026-04-01T10:00:05Z pass
              expired u1 RATE_UNCONFIRMED
            > pay u2 A1>B1 1.00 ARS day 2026-04-01
              u2 awaits its rate under 7 until 1775901605000 RATE_UNCONFIRMED
            > restart
            # At 11:00 in São Paulo there is no rate, none before it, and so the pair is closed.
            > @2026-04-01T14:00:00Z pass
              ARS/BRL unconfirmed on 2026-04-01, by time
              ARS/BRL on 2026-04-01: CLOSED, by time
              expired u2 PAIR_CLOSED
            > pay u3 A1>B1 1.00 ARS day 2026-04-01
              rejected u3 [PAIR_CLOSED]
            """);
  }

  @Test
  void whatHappensMeanwhileCounts() {
    LifeScript.check(
        IN_FORCE
            + """
            > pay u1 A1>B1 1.00 ARS day 2026-04-01
              u1 awaits its rate under 7 until 1775901600000 RATE_UNCONFIRMED
            > pay u2 A1>B1 2.00 ARS day 2026-04-01
              u2 awaits its rate under 7 until 1775901600000 RATE_UNCONFIRMED
            > pay u3 A2>B1 3.00 ARS day 2026-04-01
              u3 awaits its rate under 7 until 1775901600000 RATE_UNCONFIRMED
            > admission A2 RESTRICTED
              A2 is RESTRICTED
            > propose 7 2026-04-01 BRL=5.02520 ARS=108.88670
              rate 1 proposed
            > approve 1 AR
              rate 1 approved by AR
            > approve 1 BR
              rate 1 approved by BR
              rate 1 confirmed until 2026-04-02T03:00:00Z
              published 1 ARS = 0.04615 BRL
              published 1 BRL = 21.66815 ARS
              rated u1 1.00 ARS for 0.05 BRL at 1 ARS = 0.04615 BRL
              settled u1
                A1/S@AR:ARS -1.00 = 999.00
                BR/L@AR:ARS +1.00 = 1.00
                AR/L@BR:BRL -0.05 = -0.05
                B1/S@BR:BRL +0.05 = 0.05
              rated u2 2.00 ARS for 0.09 BRL at 1 ARS = 0.04615 BRL
              settled u2
                A1/S@AR:ARS -2.00 = 997.00
                BR/L@AR:ARS +2.00 = 3.00
                AR/L@BR:BRL -0.09 = -0.14
                B1/S@BR:BRL +0.09 = 0.14
              expired u3 DEBTOR_AGENT_SUSPENDED
            > pay u4 A1>B1 1.00 ARS day 2026-04-01
              accepted u4 1.00 ARS for 0.05 BRL at 1 ARS = 0.04615 BRL
              settled u4
                A1/S@AR:ARS -1.00 = 996.00
                BR/L@AR:ARS +1.00 = 4.00
                AR/L@BR:BRL -0.05 = -0.19
                B1/S@BR:BRL +0.05 = 0.19
            """);
  }

  /// At 16:00 in São Paulo is the cut-off, and here no moment by which rates are approved.
  @Test
  void whatCameInTimeIsNotLate() {
    LifeScript.check(
        IN_FORCE.replace("AR,BR approval", "AR,BR")
            + """
            > pay u1 A1>B1 1.00 ARS day 2026-04-01
              u1 awaits its rate under 7 until 1775901600000 FIXING_MISSING
            > @2026-04-01T20:00:00Z propose 7 2026-04-01 BRL=5.02520 ARS=108.88670
              rate 1 proposed
            > pay u2 A1>B1 1.00 ARS day 2026-04-01
              rejected u2 [CUT_OFF_PASSED]
            > approve 1 AR
              rate 1 approved by AR
            > approve 1 BR
              rate 1 approved by BR
              rate 1 confirmed until 2026-04-02T03:00:00Z
              published 1 ARS = 0.04615 BRL
              published 1 BRL = 21.66815 ARS
              rated u1 1.00 ARS for 0.05 BRL at 1 ARS = 0.04615 BRL
              settled u1
                A1/S@AR:ARS -1.00 = 999.00
                BR/L@AR:ARS +1.00 = 1.00
                AR/L@BR:BRL -0.05 = -0.05
                B1/S@BR:BRL +0.05 = 0.05
            """);
  }

  @Test
  void anAgreementThatEndsLetsThemGo() {
    LifeScript.check(
        AgreementLifeTable.SIGNED
            .replace("ARS/BRL BRL/ARS", "ARS/BRL BRL/ARS approval EVERY_PARTY hold")
            .replace("queue 864000000", "queue 8640000000")
            + """
            > @2026-04-01T10:00:00Z end 7 BR 2026-04-03
              is IN_FORCE, by time
              BR ends it from 2026-04-03
            > pay u1 A1>B1 1.00 ARS day 2026-04-02
              u1 awaits its rate under 7 until 1783677600000 FIXING_MISSING
            > @2026-04-12T10:00:00Z pass
              is TERMINATING, by time
            > restart
            > @2026-04-14T10:00:00Z pass
              is TERMINATED, by time
              expired u1 AGREEMENT_TERMINATED
            """);
  }
}
