package kontor.engine;

import org.junit.jupiter.api.Test;

/// Versions by value date, and fixings by the instant from which they hold.
class AgreementTable {

  @Test
  void theVersionThatHoldsIsTheLatestWhoseFirstDayHasCome() {
    Script.check(
        """
        > agree 3 0
          refused AGREEMENT_VERSION_NOT_NEXT
        > agree 2 0
          agreed 1 version 2
        > agree 3 5000
          agreed 1 version 3
        # Version 2 holds from day 19080 and refuses what lacks cover; version 3 from 19090.
        > @10 pay u1 A1>B1 1.00 ARS day 19079
          accepted u1 1.00 ARS for 0.05 BRL at 1 ARS = 0.04615 BRL
          queued u1 on A1/S@AR:ARS until 1010 COVER_MISSING
        > @10 pay u2 A2>B1 1.00 ARS day 19080
          rejected u2 [COVER_MISSING]
        > @10 pay u3 A2>B1 1.00 ARS day 19089
          rejected u3 [COVER_MISSING]
        > @10 pay u4 A2>B1 1.00 ARS day 19090
          accepted u4 1.00 ARS for 0.05 BRL at 1 ARS = 0.04615 BRL
          queued u4 on A2/S@AR:ARS until 5010 COVER_MISSING
        """);
  }

  @Test
  void anAgreementEndsWithItsLastDay() {
    Script.check(
        """
        > fund A1/S@AR:ARS 10.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 10.00
        > pay u1 A1>P1 1.00 ARS day 19065
          accepted u1 1.00 ARS for 1.00 ARS
          settled u1
            A1/S@AR:ARS -1.00 = 9.00
            P1/S@AR:ARS +1.00 = 1.00
        > pay u2 A1>P1 1.00 ARS day 19066
          rejected u2 [AGREEMENT_NOT_IN_FORCE]
        > pay u3 A1>P1 1.00 ARS day -1
          rejected u3 [AGREEMENT_NOT_IN_FORCE]
        """);
  }

  @Test
  void aFixingHoldsFromItsInstantUntilTheNext() {
    Script.check(
        """
        > fund A1/S@AR:ARS 1000.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 1000.00
        > line AR/L@BR:BRL 1000.00
          line AR/L@BR:BRL 1000.00 BRL
        > fix 1 108.78330 5.05100 500
          published 1 BRL = 21.53700 ARS
          published 1 ARS = 0.04645 BRL
        > @499 pay u1 A1>B1 100.00 ARS
          accepted u1 100.00 ARS for 4.62 BRL at 1 ARS = 0.04615 BRL
          settled u1
            A1/S@AR:ARS -100.00 = 900.00
            BR/L@AR:ARS +100.00 = 100.00
            AR/L@BR:BRL -4.62 = -4.62
            B1/S@BR:BRL +4.62 = 4.62
        > @500 pay u2 A1>B1 100.00 ARS
          accepted u2 100.00 ARS for 4.65 BRL at 1 ARS = 0.04645 BRL
          settled u2
            A1/S@AR:ARS -100.00 = 800.00
            BR/L@AR:ARS +100.00 = 200.00
            AR/L@BR:BRL -4.65 = -9.27
            B1/S@BR:BRL +4.65 = 9.27
        """);
  }

  @Test
  void whatIsPublishedIsNeverEdited() {
    Script.check(
        """
        > fix 1 108.78330 5.05100 500
          published 1 BRL = 21.53700 ARS
          published 1 ARS = 0.04645 BRL
        > fix 1 108.78330 5.05100 500
          refused ALREADY_EXISTS
        > fix 1 108.78331 5.95100 500
          refused CONFLICTS_WITH_EARLIER
        > fix 1 108.78330 5.05100 499
          refused FIXING_BACKDATED
        > rate 1 ARS BRL 0.046 500
          refused CONFLICTS_WITH_EARLIER
        > rate 1 ARS BRL 0.046 501
          published 1 ARS = 0.046 BRL
        > rate 1 ARS BRL 0.046 501
          refused ALREADY_EXISTS
        > rate 1 ARS PYG 0.046 501
          refused CURRENCY_NOT_AGREED
        > rate 1 ARS ARS 1 502
          refused CURRENCY_NOT_AGREED
        > rate 9 ARS BRL 0.046 501
          refused AGREEMENT_UNKNOWN
        # One direction was published before, alone: both together are another fixing.
        > rate 1 ARS BRL 0.04615 600
          published 1 ARS = 0.04615 BRL
        > fix 1 108.88670 5.02520 600
          refused CONFLICTS_WITH_EARLIER
        > fix 9 1 1 0
          refused AGREEMENT_UNKNOWN
        > fix 3 1 100000000 0
          refused AMOUNT_TOO_LARGE
        > fix 1 1 1 700 a-source-with-more-than-thirty-five-characters
          refused AGREEMENT_INVALID
        """);
  }

  @Test
  void bothDirectionsAreComputedAndNeverInverted() {
    Script.check(
        """
        > fix 2 5.6464 8013.03 10
          published 1 PYG = 0.00070465 BRL
          published 1 BRL = 1419.13962880 PYG
        > rate 2 BRL PYG 1420 20
          published 1 BRL = 1420 PYG
        > fund B1/S@BR:BRL 1.00
          opened BR/T@BR:BRL
          moved IN B1/S@BR:BRL = 1.00
        > fund FX/P@PY:PYG 5000
          opened PY/T@PY:PYG
          moved IN FX/P@PY:PYG = 5000
        > @20 pay u1 B1>P1 1.00 BRL
          accepted u1 1.00 BRL for 1420 PYG at 1 BRL = 1420 PYG
          settled u1
            B1/S@BR:BRL -1.00 = 0.00
            FX/P@BR:BRL +1.00 = 1.00
            FX/P@PY:PYG -1420 = 3580
            P1/S@PY:PYG +1420 = 1420
        """);
  }
}
