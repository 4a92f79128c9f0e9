package kontor.engine;

import org.junit.jupiter.api.Test;

/// Quotes from their offer to their end, and payments at them (F09). Under agreement 2 of the
/// {@link World} a payer in BR pays a payee in PY by the provider FX.
class QuoteLifeTable {

  /// The numbers of domain.md 5.4, with PYG for SGD.
  @Test
  void baseRateTierAndImprovement() {
    Script.check(
        """
        > fund FX/P@PY:PYG 1000000
          opened PY/T@PY:PYG
          moved IN FX/P@PY:PYG = 1000000
        > post FX BRL>PYG 1.5
          posted FX BRL>PYG 1.5 at 0
        > tiers FX BRL 25000.00:50,50000.00:100
          tiers FX BRL 2500000:50,5000000:100
        > ask q1 B1>P1 50000.00 BRL to PYG
          offered under 2
            1 FX to B1: 50000.00 BRL = 75750 PYG at 1.515 until 600000
        > ask q2 B1>P1 24999.99 BRL to PYG
          offered under 2
            2 FX to B1: 24999.99 BRL = 37500 PYG at 1.5 until 600000
        > ask q3 B1>P1 25000.00 BRL to PYG
          offered under 2
            3 FX to B1: 25000.00 BRL = 37688 PYG at 1.5075 until 600000
        > improve FX B1 25
          FX betters for B1 by 25
        > ask q4 B1>P1 50000.00 BRL to PYG
          offered under 2
            4 FX to B1: 50000.00 BRL = 75939 PYG at 1.5187875 until 600000
        # What is offered is honoured whatever is posted later, and another bank has no improvement.
        > post FX BRL>PYG 2
          posted FX BRL>PYG 2 at 0
        > ask q4 B1>P1 50000.00 BRL to PYG
          offered under 2
            4 FX to B1: 50000.00 BRL = 75939 PYG at 1.5187875 until 600000
        > ask q5 B2>P1 50000.00 BRL to PYG
          offered under 2
            5 FX to B2: 50000.00 BRL = 101000 PYG at 2.02 until 600000
        > restart
        > ask q4 B1>P1 50000.00 BRL to PYG
          offered under 2
            4 FX to B1: 50000.00 BRL = 75939 PYG at 1.5187875 until 600000
        > ask q4 B1>P1 50000.01 BRL to PYG
          refused CONFLICTS_WITH_EARLIER
        """);
  }

  @Test
  void aQuoteIsUsedOnce() {
    Script.check(
        """
        > fund FX/P@PY:PYG 1000000
          opened PY/T@PY:PYG
          moved IN FX/P@PY:PYG = 1000000
        > fund B1/S@BR:BRL 1000.00
          opened BR/T@BR:BRL
          moved IN B1/S@BR:BRL = 1000.00
        > post FX BRL>PYG 1400.5
          posted FX BRL>PYG 1400.5 at 0
        > ask q1 B1>P1 100.00 BRL to PYG
          offered under 2
            1 FX to B1: 100.00 BRL = 140050 PYG at 1400.5 until 600000
        > choose B1 1
          selected quote 1
        > choose B1 1
          refused ALREADY_EXISTS
        > pay u1 B1>P1 100.00 BRL quote 1
          accepted u1 100.00 BRL for 140050 PYG at 1 BRL = 1400.5 PYG
          used quote 1 for u1
          settled u1
            B1/S@BR:BRL -100.00 = 900.00
            FX/P@BR:BRL +100.00 = 100.00
            FX/P@PY:PYG -140050 = 859950
            P1/S@PY:PYG +140050 = 140050
        > pay u2 B1>P1 100.00 BRL quote 1
          rejected u2 [QUOTE_USED]
        # One that was only offered is selected by its use.
        > ask q2 B1>P1 140000 PYG from BRL
          offered under 2
            2 FX to B1: 99.96 BRL = 140000 PYG at 1400.5 until 600000
        > pay u3 B1>P1 99.96 BRL want 140000 PYG quote 2 rate 1400.5
          accepted u3 99.96 BRL for 140000 PYG at 1 BRL = 1400.5 PYG
          used quote 2 for u3
          settled u3
            B1/S@BR:BRL -99.96 = 800.04
            FX/P@BR:BRL +99.96 = 199.96
            FX/P@PY:PYG -140000 = 719950
            P1/S@PY:PYG +140000 = 280050
        > restart
        > pay u3 B1>P1 99.96 BRL want 140000 PYG quote 2 rate 1400.5
          message repeated, first at 0ms
          repeated u3 SETTLED []
        > pay u4 B1>P1 99.96 BRL quote 2
          rejected u4 [QUOTE_USED]
        """);
  }

  @Test
  void tenMinutesToTheMillisecond() {
    Script.check(
        """
        > fund FX/P@PY:PYG 1000000
          opened PY/T@PY:PYG
          moved IN FX/P@PY:PYG = 1000000
        > fund B1/S@BR:BRL 1000.00
          opened BR/T@BR:BRL
          moved IN B1/S@BR:BRL = 1000.00
        > post FX BRL>PYG 1400.5
          posted FX BRL>PYG 1400.5 at 0
        > @1000 ask q1 B1>P1 100.00 BRL to PYG
          offered under 2
            1 FX to B1: 100.00 BRL = 140050 PYG at 1400.5 until 601000
        > @2000 ask q2 B1>P1 100.00 BRL to PYG
          offered under 2
            2 FX to B1: 100.00 BRL = 140050 PYG at 1400.5 until 602000
        > restart
        > @600999 pay u1 B1>P1 100.00 BRL quote 1
          accepted u1 100.00 BRL for 140050 PYG at 1 BRL = 1400.5 PYG
          used quote 1 for u1
          settled u1
            B1/S@BR:BRL -100.00 = 900.00
            FX/P@BR:BRL +100.00 = 100.00
            FX/P@PY:PYG -140050 = 859950
            P1/S@PY:PYG +140050 = 140050
        > @601999 choose B1 2
          selected quote 2
        > @602000 pay u2 B1>P1 100.00 BRL quote 2
          quotes [2] EXPIRED
          rejected u2 [QUOTE_EXPIRED]
        > choose B1 2
          refused QUOTE_EXPIRED
        # A day after its end nobody remembers it.
        > @87002000 pay u3 B1>P1 100.00 BRL quote 2
          rejected u3 [QUOTE_UNKNOWN]
        > pay u4 B1>P1 100.00 BRL quote 77
          rejected u4 [QUOTE_UNKNOWN]
        """);
  }

  /// A payment that was accepted in time keeps the rate however long it waits.
  @Test
  void whatWaitsKeepsItsQuote() {
    Script.check(
        """
        > fund FX/P@PY:PYG 1000000
          opened PY/T@PY:PYG
          moved IN FX/P@PY:PYG = 1000000
        > post FX BRL>PYG 1400.5
          posted FX BRL>PYG 1400.5 at 0
        > ask q1 B1>P1 100.00 BRL to PYG
          offered under 2
            1 FX to B1: 100.00 BRL = 140050 PYG at 1400.5 until 600000
        > pay u1 B1>P1 100.00 BRL quote 1
          accepted u1 100.00 BRL for 140050 PYG at 1 BRL = 1400.5 PYG
          used quote 1 for u1
          queued u1 on B1/S@BR:BRL until 1000 COVER_MISSING
        > post FX BRL>PYG 1
          posted FX BRL>PYG 1 at 0
        > restart
        > @900 fund B1/S@BR:BRL 100.00
          opened BR/T@BR:BRL
          moved IN B1/S@BR:BRL = 100.00
          settled u1
            B1/S@BR:BRL -100.00 = 0.00
            FX/P@BR:BRL +100.00 = 100.00
            FX/P@PY:PYG -140050 = 859950
            P1/S@PY:PYG +140050 = 140050
        """);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Script.check(
        """
        > fund FX/P@PY:PYG 1000000
          opened PY/T@PY:PYG
          moved IN FX/P@PY:PYG = 1000000
        > fund B1/S@BR:BRL 1000.00
          opened BR/T@BR:BRL
          moved IN B1/S@BR:BRL = 1000.00
        > ask q1 B1>P1 100.00 BRL to PYG
          refused NO_PROVIDER_OFFERS
        > post FX BRL>PYG 1400.5
          posted FX BRL>PYG 1400.5 at 0
        > post FX BRL>PYG 1400.5
          refused ALREADY_EXISTS
        > post A1 BRL>PYG 1400.5
          refused NOT_A_PROVIDER
        > improve B1 B2 5
          refused NOT_A_PROVIDER
        > tiers B1 BRL 1.00:5
          refused NOT_A_PROVIDER
        > ask q1 B1>P1 100.00 BRL to PYG
          offered under 2
            1 FX to B1: 100.00 BRL = 140050 PYG at 1400.5 until 600000
        # Another sum, another rate, another bank, the other direction.
        > pay u1 B1>P1 100.01 BRL quote 1
          rejected u1 [QUOTE_DIFFERS]
        > pay u2 B1>P1 100.00 BRL quote 1 rate 1400.6
          rejected u2 [STATED_RATE_DIFFERS]
        > pay u3 B1>P1 100.00 BRL want 140051 PYG quote 1
          rejected u3 [QUOTE_DIFFERS]
        > pay u4 B2>P1 100.00 BRL quote 1
          rejected u4 [QUOTE_UNKNOWN]
        > pay u5 P1>B1 140050 PYG quote 1
          rejected u5 [QUOTE_UNKNOWN]
        > choose B2 1
          refused QUOTE_UNKNOWN
        # More than the provider has, more than a sum can be, between whom nothing is agreed.
        > ask q2 B1>P1 100000.00 BRL to PYG
          refused NO_PROVIDER_OFFERS
        > ask q3 B1>A1 100.00 BRL to ARS
          refused CURRENCY_NOT_AGREED
        > ask q4 B1>P1 100.00 BRL to ARS
          refused CURRENCY_NOT_AGREED
        > ask q5 B9>P1 100.00 BRL to PYG
          refused DEBTOR_AGENT_UNKNOWN
        > ask q6 B1>P9 100.00 BRL to PYG
          refused CREDITOR_AGENT_UNKNOWN
        > pay u6 B1>P1 100.00 BRL quote 1
          accepted u6 100.00 BRL for 140050 PYG at 1 BRL = 1400.5 PYG
          used quote 1 for u6
          settled u6
            B1/S@BR:BRL -100.00 = 900.00
            FX/P@BR:BRL +100.00 = 100.00
            FX/P@PY:PYG -140050 = 859950
            P1/S@PY:PYG +140050 = 140050
        """);
  }

  /// Without a quote the best that is held out when the payment is accepted; where nobody posted a
  /// rate, the published one.
  @Test
  void aPaymentWithoutAQuoteTakesTheBest() {
    Script.check(
        """
        > fund FX/P@PY:PYG 200000
          opened PY/T@PY:PYG
          moved IN FX/P@PY:PYG = 200000
        > fund B1/S@BR:BRL 1000.00
          opened BR/T@BR:BRL
          moved IN B1/S@BR:BRL = 1000.00
        > pay u1 B1>P1 1.00 BRL
          accepted u1 1.00 BRL for 1415 PYG at 1 BRL = 1414.51285225 PYG
          settled u1
            B1/S@BR:BRL -1.00 = 999.00
            FX/P@BR:BRL +1.00 = 1.00
            FX/P@PY:PYG -1415 = 198585
            P1/S@PY:PYG +1415 = 1415
        > post FX BRL>PYG 1500
          posted FX BRL>PYG 1500 at 0
        > pay u2 B1>P1 1.00 BRL
          accepted u2 1.00 BRL for 1500 PYG at 1 BRL = 1500 PYG
          settled u2
            B1/S@BR:BRL -1.00 = 998.00
            FX/P@BR:BRL +1.00 = 2.00
            FX/P@PY:PYG -1500 = 197085
            P1/S@PY:PYG +1500 = 2915
        > pay u3 B1>P1 1.00 BRL rate 1500
          accepted u3 1.00 BRL for 1500 PYG at 1 BRL = 1500 PYG
          settled u3
            B1/S@BR:BRL -1.00 = 997.00
            FX/P@BR:BRL +1.00 = 3.00
            FX/P@PY:PYG -1500 = 195585
            P1/S@PY:PYG +1500 = 4415
        > pay u4 B1>P1 1.00 BRL rate 1400
          rejected u4 [STATED_RATE_DIFFERS]
        > pay u5 B1>P1 2.00 BRL want 3000 PYG
          accepted u5 2.00 BRL for 3000 PYG at 1 BRL = 1500 PYG
          settled u5
            B1/S@BR:BRL -2.00 = 995.00
            FX/P@BR:BRL +2.00 = 5.00
            FX/P@PY:PYG -3000 = 192585
            P1/S@PY:PYG +3000 = 7415
        > pay u6 B1>P1 2.01 BRL want 3000 PYG
          rejected u6 [STATED_AMOUNT_DIFFERS]
        """);
  }

  /// Whose money lacks waits, at the rate of its acceptance; a direction that nobody posted has the
  /// published rate.
  @Test
  void aPaymentWithoutAQuoteWaitsForTheProvidersMoney() {
    Script.check(
        """
        > fund FX/P@PY:PYG 200000
          opened PY/T@PY:PYG
          moved IN FX/P@PY:PYG = 200000
        > fund B1/S@BR:BRL 1000.00
          opened BR/T@BR:BRL
          moved IN B1/S@BR:BRL = 1000.00
        > post FX BRL>PYG 1500
          posted FX BRL>PYG 1500 at 0
        > fund FX/P@BR:BRL 10.00
          moved IN FX/P@BR:BRL = 10.00
        > fund P1/S@PY:PYG 14145
          moved IN P1/S@PY:PYG = 14145
        > pay u7 P1>B1 14145 PYG
          accepted u7 14145 PYG for 10.00 BRL at 1 PYG = 0.00070695 BRL
          settled u7
            P1/S@PY:PYG -14145 = 0
            FX/P@PY:PYG +14145 = 214145
            FX/P@BR:BRL -10.00 = 0.00
            B1/S@BR:BRL +10.00 = 1010.00
        > pay u8 B1>P1 200.00 BRL
          accepted u8 200.00 BRL for 300000 PYG at 1 BRL = 1500 PYG
          queued u8 on FX/P@PY:PYG until 1000 COVER_MISSING
        > post FX BRL>PYG 1400
          posted FX BRL>PYG 1400 at 0
        > restart
        > fund FX/P@PY:PYG 200000
          moved IN FX/P@PY:PYG = 414145
          settled u8
            B1/S@BR:BRL -200.00 = 810.00
            FX/P@BR:BRL +200.00 = 200.00
            FX/P@PY:PYG -300000 = 114145
            P1/S@PY:PYG +300000 = 300000
        """);
  }

  @Test
  void aNewUnitOfMoneyVoidsQuotes() {
    Script.check(
        """
        > define BRN 2
          defined BRN
        > fund FX/P@PY:PYG 1000000
          opened PY/T@PY:PYG
          moved IN FX/P@PY:PYG = 1000000
        > fund B1/S@BR:BRL 1000.00
          opened BR/T@BR:BRL
          moved IN B1/S@BR:BRL = 1000.00
        > post FX BRL>PYG 1400.5
          posted FX BRL>PYG 1400.5 at 0
        > post FX PYG>BRL 0.0007
          posted FX PYG>BRL 0.0007 at 0
        > tiers FX BRL 10.00:5
          tiers FX BRL 1000:5
        > ask q1 B1>P1 1.00 BRL to PYG
          offered under 2
            1 FX to B1: 1.00 BRL = 1401 PYG at 1400.5 until 600000
        > @1646783999000 cut BRL BRN 1000
          quotes [1] EXPIRED
          decided BRL to BRN by 1000 at 1646784000000 until 1646784000000
        > ask q2 B1>P1 100.00 BRL to PYG
          offered under 2
            2 FX to B1: 100.00 BRL = 140120 PYG at 1401.20025 until 1646784599000
        > choose B1 2
          selected quote 2
        > @1646784000000 pass
          quotes [2] WITHDRAWN
          redenominated BRL to BRN by 1000, 0 holds, 0 payments
            BR 5 accounts, 1000.00 BRL to 1.00 BRN, rounding 0.00
            AR 2 accounts, 0.00 BRL to 0.00 BRN, rounding 0.00
          published 1 ARS = 0.00004615 BRN
          published 1 BRN = 21668.15 ARS
          published 1 BRN = 1414512.85225 PYG
          published 1 PYG = 0.00000070695 BRN
        > restart
        > choose B1 2
          refused QUOTE_WITHDRAWN
        > ask q3 B1>P1 1.00 BRN to PYG
          refused NO_PROVIDER_OFFERS
        > post FX BRN>PYG 1400500
          posted FX BRN>PYG 1400500 at 1646784000000
        > ask q3 B1>P1 0.10 BRN to PYG
          offered under 2
            3 FX to B1: 0.10 BRN = 140050 PYG at 1400500 until 1646784600000
        """);
  }
}
