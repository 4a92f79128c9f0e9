package kontor.engine;

import org.junit.jupiter.api.Test;

/// A new unit of money comes while the ledger runs (F04). `ARS` becomes `ARN` when day 19060
/// begins in UTC, at 1646784000000.
class NewUnitTable {

  @Test
  void balancesLinesAndHoldsAreDividedOnceAndBooksBalance() {
    Script.check(
        """
        > define ARN 2
          defined ARN
        > fund A1/S@AR:ARS 2318042.50
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 2318042.50
        > fund A2/S@AR:ARS 1812500.00
          moved IN A2/S@AR:ARS = 1812500.00
        > line BR/L@AR:ARS 10299600.00
          line BR/L@AR:ARS 10299600.00 ARS
        # Each is rounded by itself, and what is held is the sum of what became of them.
        > hold h1 A1/S@AR:ARS 5000.00 until 1646784000001
          held A1/S@AR:ARS 5000.00 ARS
        > hold h2 A1/S@AR:ARS 5000.00 until 1646784000003
          held A1/S@AR:ARS 5000.00 ARS
        > hold h3 A1/S@AR:ARS 4999.99 until 1646784000002
          held A1/S@AR:ARS 4999.99 ARS
        > @1 cut ARS ARN 1000000 window 10
          decided ARS to ARN by 1000000 at 1646784000000 until 1647648000000
        > restart
        > @1646783999999 pass
        > balance A1/S@AR:ARS
          2318042.50 held 14999.99 line 0.00
        > @1646784000000 pass
          redenominated ARS to ARN by 1000000, 3 holds, 0 payments
            BR 2 accounts, 0.00 ARS to 0.00 ARN, rounding 0.00
            AR 5 accounts, 4130542.50 ARS to 4.13 ARN, rounding 0.00
          published 1 ARN = 46150 BRL
          published 1 BRL = 0.00002166815 ARN
        > balance A1/S@AR:ARN
          2.32 held 0.02 line 0.00
        > balance A2/S@AR:ARN
          1.81 held 0.00 line 0.00
        > balance AR/T@AR:ARN
          -4.13 held 0.00 line 0.00
        > balance BR/L@AR:ARN
          0.00 held 0.00 line 10.30
        > balance A1/S@AR:ARS
        > restart
        > @1646784000003 pass
          hold expired A1/S@AR:ARN 0.01 ARN
          hold expired A1/S@AR:ARN 0.00 ARN
          hold expired A1/S@AR:ARN 0.01 ARN
        """);
  }

  @Test
  void theRoundingAccountTakesWhatTheItemsMiss() {
    Script.check(
        """
        > define ARN 2
          defined ARN
        > fund A1/S@AR:ARS 5000.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 5000.00
        > fund A2/S@AR:ARS 5000.00
          moved IN A2/S@AR:ARS = 5000.00
        > fund BR/L@AR:ARS 5000.00
          moved IN BR/L@AR:ARS = 5000.00
        > cut ARS ARN 1000000
          decided ARS to ARN by 1000000 at 1646784000000 until 1646784000000
        > @1646784000000 pass
          redenominated ARS to ARN by 1000000, 0 holds, 0 payments
            BR 2 accounts, 0.00 ARS to 0.00 ARN, rounding 0.00
            AR 5 accounts, 15000.00 ARS to 0.03 ARN, rounding -0.01
          published 1 ARN = 46150 BRL
          published 1 BRL = 0.00002166815 ARN
        > balance A1/S@AR:ARN
          0.01 held 0.00 line 0.00
        > balance AR/T@AR:ARN
          -0.02 held 0.00 line 0.00
        > balance AR/ROUNDING@AR:ARN
          -0.01 held 0.00 line 0.00
        # A second cut starts from what is in the rounding account, too.
        > define ARX 0
          defined ARX
        > cut ARN ARX 0.01 day 19061 digits 0
          decided ARN to ARX by 0.01 at 1646870400000 until 1646870400000
        > @1646870400000 pass
          redenominated ARN to ARX by 0.01, 0 holds, 0 payments
            BR 2 accounts, 0.00 ARN to 0 ARX, rounding 0
            AR 6 accounts, 0.03 ARN to 3 ARX, rounding 0
          published 1 ARX = 461.5 BRL
          published 1 BRL = 0.002166815 ARX
        > balance AR/ROUNDING@AR:ARX
          -1 held 0 line 0
        > balance AR/T@AR:ARX
          -2 held 0 line 0
        """);
  }

  /// What waits is divided once, keeps its place and its fixing, and settles with the new sums.
  @Test
  void paymentsWaitAcrossIt() {
    Script.check(
        """
        > define ARN 2
          defined ARN
        > line AR/L@BR:BRL 100000.00
          line AR/L@BR:BRL 100000.00 BRL
        > cut ARS ARN 1000
          decided ARS to ARN by 1000 at 1646784000000 until 1646784000000
        > @1646783999500 pay u1 A1>B1 2318.05 ARS
          accepted u1 2318.05 ARS for 106.98 BRL at 1 ARS = 0.04615 BRL
          queued u1 on A1/S@AR:ARS until 1646784000500 COVER_MISSING
        > pay u2 A1>B1 0.04 ARS
          rejected u2 [CONVERTED_AMOUNT_ZERO]
        > pay u3 A1>B1 1234.56 ARS credit ARS
          accepted u3 1234.56 ARS for 1234.56 ARS
          queued u3 on A1/S@AR:ARS until 1646784000500 COVER_MISSING
        # The other way round, waiting for the partner's line with its sum set aside.
        > fund B1/S@BR:BRL 1000.00
          opened BR/T@BR:BRL
          moved IN B1/S@BR:BRL = 1000.00
        > pay u4 B1>A1 10.00 BRL
          accepted u4 10.00 BRL for 216.68 ARS at 1 BRL = 21.66815 ARS
          queued u4 on BR/L@AR:ARS until 1646784000500 CREDIT_LINE_EXCEEDED
        > line BR/L@AR:ARS 100.00
          line BR/L@AR:ARS 100.00 ARS
        > line BR/L@AR:ARS 0.00
          line BR/L@AR:ARS 0.00 ARS
        > @1646784000000 pass
          redenominated ARS to ARN by 1000, 0 holds, 3 payments
            BR 2 accounts, 0.00 ARS to 0.00 ARN, rounding 0.00
            AR 4 accounts, 0.00 ARS to 0.00 ARN, rounding 0.00
          published 1 ARN = 46.15 BRL
          published 1 BRL = 0.02166815 ARN
        > balance B1/S@BR:BRL
          1000.00 held 10.00 line 0.00
        > restart
        > fund A1/S@AR:ARN 2.31 f1
          opened AR/T@AR:ARN
          moved IN A1/S@AR:ARN = 2.31
        > fund A1/S@AR:ARN 0.01 f2
          moved IN A1/S@AR:ARN = 2.32
          settled u1
            A1/S@AR:ARN -2.32 = 0.00
            BR/L@AR:ARN +2.32 = 2.32
            AR/L@BR:BRL -106.98 = -106.98
            B1/S@BR:BRL +106.98 = 1106.98
          settled u4
            B1/S@BR:BRL -10.00 = 1096.98
            AR/L@BR:BRL +10.00 = -96.98
            BR/L@AR:ARN -0.22 = 2.10
            A1/S@AR:ARN +0.22 = 0.22
        > fund A1/S@AR:ARN 10.00 f3
          moved IN A1/S@AR:ARN = 10.22
          settled u3
            A1/S@AR:ARN -1.23 = 8.99
            BR/L@AR:ARN +1.23 = 3.33
            BR/N@BR:ARN -1.23 = -1.23
            B1/S@BR:ARN +1.23 = 1.23
        > line BR/L@AR:ARN 0.22
          line BR/L@AR:ARN 0.22 ARN
        """);
  }

  @Test
  void oldInstructionsAreTakenWithinTheWindow() {
    Script.check(
        """
        > define ARN 2
          defined ARN
        > line AR/L@BR:BRL 100000.00
          line AR/L@BR:BRL 100000.00 BRL
        > line BR/L@AR:ARS 100000000.00
          line BR/L@AR:ARS 100000000.00 ARS
        > fund A1/S@AR:ARS 100000000.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 100000000.00
        > fund B1/S@BR:BRL 100000.00
          opened BR/T@BR:BRL
          moved IN B1/S@BR:BRL = 100000.00
        > cut ARS ARN 1000 window 2
          decided ARS to ARN by 1000 at 1646784000000 until 1646956800000
        # Before it comes, the new code is the money of no agreement.
        > @1646783999500 pay u1 A1>B1 1.00 ARN
          rejected u1 [CURRENCY_NOT_AGREED]
        > @1646784000000 pay u2 A1>B1 2318.05 ARS day 19059 rate 0.04615
          redenominated ARS to ARN by 1000, 0 holds, 0 payments
            BR 2 accounts, 0.00 ARS to 0.00 ARN, rounding 0.00
            AR 5 accounts, 100000000.00 ARS to 100000.00 ARN, rounding 0.00
          published 1 ARN = 46.15 BRL
          published 1 BRL = 0.02166815 ARN
          accepted u2 2.32 ARN for 107.07 BRL at 1 ARN = 46.15 BRL
          settled u2
            A1/S@AR:ARN -2.32 = 99997.68
            BR/L@AR:ARN +2.32 = 2.32
            AR/L@BR:BRL -107.07 = -107.07
            B1/S@BR:BRL +107.07 = 100107.07
        # Rounded when it was stated, and once more now: the sums as stated decide.
        > pay u3 A1>B1 2166.82 ARS want 100.00 BRL day 19059 rate 21.66815
          accepted u3 2.17 ARN for 100.00 BRL at 1 BRL = 0.02166815 ARN
          settled u3
            A1/S@AR:ARN -2.17 = 99995.51
            BR/L@AR:ARN +2.17 = 4.49
            AR/L@BR:BRL -100.00 = -207.07
            B1/S@BR:BRL +100.00 = 100207.07
        > pay u4 A1>B1 2166.83 ARS want 100.00 BRL day 19059
          rejected u4 [STATED_AMOUNT_DIFFERS]
        > pay u5 B1>A1 100.00 BRL day 19059 credit ARS
          accepted u5 100.00 BRL for 2.17 ARN at 1 BRL = 0.02166815 ARN
          settled u5
            B1/S@BR:BRL -100.00 = 100107.07
            AR/L@BR:BRL +100.00 = -107.07
            BR/L@AR:ARN -2.17 = 2.32
            A1/S@AR:ARN +2.17 = 99997.68
        > pay u6 A1>B1 4.99 ARS day 19059
          rejected u6 [AMOUNT_ZERO]
        """);
  }

  @Test
  void whatIsDatedInTheNewTimeOrComesAfterTheWindowIsRefused() {
    Script.check(
        """
        > define ARN 2
          defined ARN
        > line AR/L@BR:BRL 100000.00
          line AR/L@BR:BRL 100000.00 BRL
        > fund A1/S@AR:ARS 100000.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 100000.00
        > cut ARS ARN 1000 window 2
          decided ARS to ARN by 1000 at 1646784000000 until 1646956800000
        > @1646784000000 pass
          redenominated ARS to ARN by 1000, 0 holds, 0 payments
            BR 2 accounts, 0.00 ARS to 0.00 ARN, rounding 0.00
            AR 5 accounts, 100000.00 ARS to 100.00 ARN, rounding 0.00
          published 1 ARN = 46.15 BRL
          published 1 BRL = 0.02166815 ARN
        # Dated in the new time, or said of an account.
        > pay u7 A1>B1 1000.00 ARS
          rejected u7 [CURRENCY_RETIRED]
        > fund A1/S@AR:ARS 1.00
          refused CURRENCY_RETIRED
        > open A2/S@BR:ARS
          refused CURRENCY_RETIRED
        > pay u8 A1>B1 5.00 ARN
          accepted u8 5.00 ARN for 230.75 BRL at 1 ARN = 46.15 BRL
          settled u8
            A1/S@AR:ARN -5.00 = 95.00
            BR/L@AR:ARN +5.00 = 5.00
            AR/L@BR:BRL -230.75 = -230.75
            B1/S@BR:BRL +230.75 = 230.75
        > restart
        > @1646956799999 pay u9 A1>B1 1000.00 ARS day 19059
          accepted u9 1.00 ARN for 46.15 BRL at 1 ARN = 46.15 BRL
          settled u9
            A1/S@AR:ARN -1.00 = 94.00
            BR/L@AR:ARN +1.00 = 6.00
            AR/L@BR:BRL -46.15 = -276.90
            B1/S@BR:BRL +46.15 = 276.90
        > @1646956800000 pay u10 A1>B1 1000.00 ARS day 19059
          rejected u10 [REDENOMINATION_WINDOW_OVER]
        > pay u9 A1>B1 1000.00 ARS day 19059
          message repeated, first at 1646956799999ms
          repeated u9 SETTLED []
        """);
  }

  /// Who did not hear the first answer says it again, in the old code: the same was said.
  @Test
  void whatIsSaidAgainIsKnown() {
    Script.check(
        """
        > define ARN 2
          defined ARN
        > fund A1/S@AR:ARS 5000.00 f1
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 5000.00
        > hold h1 A1/S@AR:ARS 1000.00 until 1646784009000
          held A1/S@AR:ARS 1000.00 ARS
        > hold h2 A1/S@AR:ARS 1000.00 until 1646784009000
          held A1/S@AR:ARS 1000.00 ARS
        > release h2
          hold released A1/S@AR:ARS 1000.00 ARS
        > cut ARS ARN 1000
          decided ARS to ARN by 1000 at 1646784000000 until 1646784000000
        > @1646784000000 fund A1/S@AR:ARS 5000.00 f1
          redenominated ARS to ARN by 1000, 1 holds, 0 payments
            BR 2 accounts, 0.00 ARS to 0.00 ARN, rounding 0.00
            AR 5 accounts, 5000.00 ARS to 5.00 ARN, rounding 0.00
          published 1 ARN = 46.15 BRL
          published 1 BRL = 0.02166815 ARN
          refused ALREADY_EXISTS
        > fund A1/S@AR:ARS 5000.01 f1
          refused CONFLICTS_WITH_EARLIER
        > fund A1/S@AR:ARN 5000.00 f1
          refused CONFLICTS_WITH_EARLIER
        > fund A1/S@AR:ARN 5.00 f1
          refused CONFLICTS_WITH_EARLIER
        > fund A1/S@AR:ARS 5000.00 f2
          refused CURRENCY_RETIRED
        > fund A1/S@AR:ARN 5.00 f2
          moved IN A1/S@AR:ARN = 10.00
        > fund A1/S@AR:ARS 5.00 f2
          refused CONFLICTS_WITH_EARLIER
        > hold h1 A1/S@AR:ARS 1000.00 until 1646784009000
          refused ALREADY_EXISTS
        > hold h1 A1/S@AR:ARN 1.00 until 1646784009000
          refused ALREADY_EXISTS
        > hold h1 A1/S@AR:ARN 1000.00 until 1646784009000
          refused CONFLICTS_WITH_EARLIER
        > hold h2 A1/S@AR:ARS 1000.00 until 1646784009000
          refused ALREADY_EXISTS
        > hold h2 A1/S@AR:ARN 1000.00 until 1646784009000
          refused CONFLICTS_WITH_EARLIER
        > hold h3 A1/S@AR:ARS 1000.00 until 1646784009000
          refused CURRENCY_RETIRED
        > release h1
          hold released A1/S@AR:ARN 1.00 ARN
        > release h1
          refused ALREADY_EXISTS
        > release h2
          refused ALREADY_EXISTS
        > open A1/S@AR:ARS
          refused ALREADY_EXISTS
        > open A2/S@BR:ARS
          refused CURRENCY_RETIRED
        > line A1/S@AR:ARS 5.00
          refused CURRENCY_RETIRED
        > cut ARS ARN 1000
          objection ALREADY_EXISTS to redenomination of ARS to ARN
        > cut ARS ARN 100
          objection CURRENCY_RETIRED to currency ARS
        """);
  }

  /// The code of the old unit goes on for the new one, as VES did in 2021: the date decides, and
  /// before the day nothing is taken that could mean either.
  @Test
  void anOldCodeMayMeanTheNewUnit() {
    Script.check(
        """
        > define ARN 2
          defined ARN
        > line AR/L@BR:BRL 100000.00
          line AR/L@BR:BRL 100000.00 BRL
        > fund A1/S@AR:ARS 100000000.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 100000000.00
        > cut ARS ARN 1000 window 2 old MEANS_NEW
          decided ARS to ARN by 1000 at 1646784000000 until 1646956800000
        > @1646783999500 pay u1 A1>B1 10.00 ARS day 19060
          rejected u1 [CURRENCY_CHANGES]
        > pay u2 A1>B1 10.00 ARS day 19059
          accepted u2 10.00 ARS for 0.46 BRL at 1 ARS = 0.04615 BRL
          settled u2
            A1/S@AR:ARS -10.00 = 99999990.00
            BR/L@AR:ARS +10.00 = 10.00
            AR/L@BR:BRL -0.46 = -0.46
            B1/S@BR:BRL +0.46 = 0.46
        > @1646784000000 pay u3 A1>B1 10.00 ARS day 19060
          redenominated ARS to ARN by 1000, 0 holds, 0 payments
            BR 2 accounts, 0.00 ARS to 0.00 ARN, rounding 0.00
            AR 5 accounts, 100000000.00 ARS to 100000.00 ARN, rounding 0.00
          published 1 ARN = 46.15 BRL
          published 1 BRL = 0.02166815 ARN
          accepted u3 10.00 ARN for 461.50 BRL at 1 ARN = 46.15 BRL
          settled u3
            A1/S@AR:ARN -10.00 = 99989.99
            BR/L@AR:ARN +10.00 = 10.01
            AR/L@BR:BRL -461.50 = -461.96
            B1/S@BR:BRL +461.50 = 461.96
        > pay u4 A1>B1 10000.00 ARS day 19059
          accepted u4 10.00 ARN for 461.50 BRL at 1 ARN = 46.15 BRL
          settled u4
            A1/S@AR:ARN -10.00 = 99979.99
            BR/L@AR:ARN +10.00 = 20.01
            AR/L@BR:BRL -461.50 = -923.46
            B1/S@BR:BRL +461.50 = 923.46
        > @1646956800000 pay u5 A1>B1 10000.00 ARS day 19059
          rejected u5 [REDENOMINATION_WINDOW_OVER]
        > pay u6 A1>B1 10.00 ARS day 19062
          accepted u6 10.00 ARN for 461.50 BRL at 1 ARN = 46.15 BRL
          settled u6
            A1/S@AR:ARN -10.00 = 99969.99
            BR/L@AR:ARN +10.00 = 30.01
            AR/L@BR:BRL -461.50 = -1384.96
            B1/S@BR:BRL +461.50 = 1384.96
        """);
  }

  /// Two cuts within both windows: divided by both together, and rounded once.
  @Test
  void overTwoCutsASumIsRoundedOnce() {
    Script.check(
        """
        > define ARN 2
          defined ARN
        > define ARX 2
          defined ARX
        > line AR/L@BR:BRL 100000.00
          line AR/L@BR:BRL 100000.00 BRL
        > fund A1/S@AR:ARS 100000000.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 100000000.00
        > cut ARS ARN 10 window 20
          decided ARS to ARN by 10 at 1646784000000 until 1648512000000
        > cut ARN ARX 10 day 19061 window 20
          decided ARN to ARX by 10 at 1646870400000 until 1648598400000
        > @1646870400000 pass
          redenominated ARS to ARN by 10, 0 holds, 0 payments
            BR 2 accounts, 0.00 ARS to 0.00 ARN, rounding 0.00
            AR 5 accounts, 100000000.00 ARS to 10000000.00 ARN, rounding 0.00
          published 1 ARN = 0.4615 BRL
          published 1 BRL = 2.166815 ARN
          redenominated ARN to ARX by 10, 0 holds, 0 payments
            BR 2 accounts, 0.00 ARN to 0.00 ARX, rounding 0.00
            AR 5 accounts, 10000000.00 ARN to 1000000.00 ARX, rounding 0.00
          published 1 ARX = 4.615 BRL
          published 1 BRL = 0.2166815 ARX
        # By way of one cut it would be 0.45, then 0.05.
        > pay u1 A1>B1 4.46 ARS day 19059
          accepted u1 0.04 ARX for 0.18 BRL at 1 ARX = 4.615 BRL
          settled u1
            A1/S@AR:ARX -0.04 = 999999.96
            BR/L@AR:ARX +0.04 = 0.04
            AR/L@BR:BRL -0.18 = -0.18
            B1/S@BR:BRL +0.18 = 0.18
        > pay u2 A1>B1 4.50 ARN day 19060
          accepted u2 0.45 ARX for 2.08 BRL at 1 ARX = 4.615 BRL
          settled u2
            A1/S@AR:ARX -0.45 = 999999.51
            BR/L@AR:ARX +0.45 = 0.49
            AR/L@BR:BRL -2.08 = -2.26
            B1/S@BR:BRL +2.08 = 2.26
        > pay u3 A1>B1 4.50 ARS day 19060
          rejected u3 [CURRENCY_RETIRED]
        """);
  }

  @Test
  void ratesAndLimitsAreReadInTheNewUnit() {
    Script.check(
        """
        > define ARN 2
          defined ARN
        > line AR/L@BR:BRL 1000000000.00
          line AR/L@BR:BRL 1000000000.00 BRL
        > fund A1/S@AR:ARS 100000000.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 100000000.00
        # Published for the day after: it holds then, in the new unit.
        > fix 1 110.00 5.00 1646784000500
          published 1 BRL = 22.00005 ARS
          published 1 ARS = 0.04545 BRL
        > cut ARS ARN 1000
          decided ARS to ARN by 1000 at 1646784000000 until 1646784000000
        > @1646784000000 pass
          redenominated ARS to ARN by 1000, 0 holds, 0 payments
            BR 2 accounts, 0.00 ARS to 0.00 ARN, rounding 0.00
            AR 5 accounts, 100000000.00 ARS to 100000.00 ARN, rounding 0.00
          published 1 ARN = 46.15 BRL
          published 1 ARN = 45.45 BRL
          published 1 BRL = 0.02166815 ARN
          published 1 BRL = 0.02200005 ARN
        > pay u1 A1>B1 5000.00 ARN
          accepted u1 5000.00 ARN for 230750.00 BRL at 1 ARN = 46.15 BRL
          settled u1
            A1/S@AR:ARN -5000.00 = 95000.00
            BR/L@AR:ARN +5000.00 = 5000.00
            AR/L@BR:BRL -230750.00 = -230750.00
            B1/S@BR:BRL +230750.00 = 230750.00
        > pay u2 A1>B1 5000.01 ARN
          rejected u2 [AMOUNT_ABOVE_AGREED_MAXIMUM]
        > @1646784000500 pay u3 A1>B1 1.00 ARN
          accepted u3 1.00 ARN for 45.45 BRL at 1 ARN = 45.45 BRL
          settled u3
            A1/S@AR:ARN -1.00 = 94999.00
            BR/L@AR:ARN +1.00 = 5001.00
            AR/L@BR:BRL -45.45 = -230795.45
            B1/S@BR:BRL +45.45 = 230795.45
        # A repeat of what was signed is a repeat; a new version is written in the new unit.
        > agree 1 1000
          refused ALREADY_EXISTS
        > agree 2 1000
          refused CURRENCY_RETIRED
        > fix 1 0.108 5.4 1646784000501
          published 1 BRL = 0.02005 ARN
          published 1 ARN = 50.00005 BRL
        > restart
        > @1646784000501 pay u4 A1>B1 1.00 ARN
          accepted u4 1.00 ARN for 50.00 BRL at 1 ARN = 50.00005 BRL
          settled u4
            A1/S@AR:ARN -1.00 = 94998.00
            BR/L@AR:ARN +1.00 = 5002.00
            AR/L@BR:BRL -50.00 = -230845.45
            B1/S@BR:BRL +50.00 = 230845.45
        > rate 1 ARS BRL 5 1646784000502
          refused CURRENCY_NOT_AGREED
        """);
  }

  @Test
  void whatIsDecidedAndWhatIsNot() {
    Script.check(
        """
        > define ARN 2
          defined ARN
        > define ARX 2
          defined ARX
        > cut ARS XXX 1000
          objection CURRENCY_UNKNOWN to currency XXX
        > cut ARS ARN 1000 digits 3
          objection CURRENCY_UNKNOWN to currency ARN
        > cut ARS ARS 1000000
          objection CODE_MEANS_ONE_UNIT to currency ARS
        > cut ARS BRL 20
          objection OLD_AND_NEW_MEET to account BCBRBRDF/ARS/BANKBRS1/SETTLEMENT
        > cut ARS ARN 1000 window 367
          objection WINDOW_TOO_LONG to window of 367 days
        > cut ARS ARN 1000 window -1
          objection WINDOW_TOO_LONG to window of -1 days
        > cut ARS ARN 1000 zone America/Buenos_Aires
          objection ZONE_UNKNOWN to zone America/Buenos_Aires
        > cut ARS ARN 1000 day 0
          objection DAY_HAS_BEGUN to day 0
        > uncut ARS ARN
          objection NOT_SCHEDULED to redenomination of ARS to ARN
        > cut ARS ARN 1000
          decided ARS to ARN by 1000 at 1646784000000 until 1646784000000
        > cut ARS ARN 1000
          objection ALREADY_EXISTS to redenomination of ARS to ARN
        > cut ARS ARX 1000
          objection CONFLICTS_WITH_EARLIER to redenomination of ARS to ARN
        # The new money may not be there before, where the old one is.
        > open A2/S@AR:ARN
          refused CURRENCY_CHANGES
        > open P2/S@PY:ARN
          opened P2/S@PY:ARN
        # What is decided for the new money must come after it.
        > cut ARN ARX 10
          objection CONFLICTS_WITH_EARLIER to redenomination of ARS to ARN
        > cut ARX ARS 10
          objection CONFLICTS_WITH_EARLIER to redenomination of ARS to ARN
        > uncut ARS ARX
          objection NOT_SCHEDULED to redenomination of ARS to ARX
        > restart
        > uncut ARS ARN
          cancelled ARS to ARN
        > @1646784000000 pass
        > cut ARS ARN 1000 day 19061 window 1
          decided ARS to ARN by 1000 at 1646870400000 until 1646956800000
        """);
  }

  @Test
  void twoThatAreDueAtOnceAreTwo() {
    Script.check(
        """
        > define ARN 2
          defined ARN
        > define ARX 2
          defined ARX
        > cut ARS ARN 1000 day 19061 window 1
          decided ARS to ARN by 1000 at 1646870400000 until 1646956800000
        > cut PYG ARX 10 day 19061
          decided PYG to ARX by 10 at 1646870400000 until 1646870400000
        > @1646870400000 pass
          redenominated ARS to ARN by 1000, 0 holds, 0 payments
            BR 2 accounts, 0.00 ARS to 0.00 ARN, rounding 0.00
            AR 4 accounts, 0.00 ARS to 0.00 ARN, rounding 0.00
          published 1 ARN = 46.15 BRL
          published 1 BRL = 0.02166815 ARN
          redenominated PYG to ARX by 10, 0 holds, 0 payments
            PY 3 accounts, 0 PYG to 0.00 ARX, rounding 0.00
          published 1 BRL = 141.451285225 ARX
          published 1 ARX = 0.0070695 BRL
        > cut ARS ARX 1000 day 19070
          objection CURRENCY_RETIRED to currency ARS
        > cut ARX ARS 1000 day 19070
          objection CURRENCY_RETIRED to currency ARS
        > open A1/S@AR:ARS
          refused ALREADY_EXISTS
        """);
  }

  /// What stands against it when its time comes: nothing is changed, and it is said.
  @Test
  void whatCannotHappenIsSaid() {
    Script.check(
        """
        > define ARN 4
          defined ARN
        > fund A1/S@AR:ARS 9999999999999999.99
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 9999999999999999.99
        > cut ARS ARN 0.5 digits 4
          decided ARS to ARN by 0.5 at 1646784000000 until 1646784000000
        > @1646784000000 pass
          failed ARS to ARN by 0.5 SUM_TOO_LARGE at account BCRAARBA/ARS/BANKARB1/SETTLEMENT
        > balance A1/S@AR:ARS
          9999999999999999.99 held 0.00 line 0.00
        > draw A1/S@AR:ARS 9999999999999000.00
          moved OUT A1/S@AR:ARS = 999.99
        > cut ARS ARN 0.5 day 19061 digits 4
          decided ARS to ARN by 0.5 at 1646870400000 until 1646870400000
        > @1646870400000 pass
          redenominated ARS to ARN by 0.5, 0 holds, 0 payments
            BR 2 accounts, 0.00 ARS to 0.0000 ARN, rounding 0.0000
            AR 5 accounts, 999.99 ARS to 1999.9800 ARN, rounding 0.0000
          published 1 ARN = 0.023075 BRL
          published 1 BRL = 43.3363 ARN
        > balance A1/S@AR:ARN
          1999.9800 held 0.0000 line 0.0000
        """);
  }

  @Test
  void factsOfCurrencies() {
    Script.check(
        """
        > meant ARN 32 2 from 19060
          meant ARN
        > meant ARS 33 2 from 8035 until 19060 next ARN by 1000
          meant ARS
        > meant ARS 33 2 from 8035 until 19060 next ARN by 1000
          objection ALREADY_EXISTS to denomination ARS
        > meant ARS 34 2 from 0 until 8036
          objection CONFLICTS_WITH_EARLIER to denomination ARS
        > meant ARA 34 2 from 0 until 8035 next ARS by 10000
          meant ARA
        > meant ARB 34 2 from 0 until 8034 next ARS by 10000
          objection CURRENCY_UNKNOWN to denomination ARB
        > meant ARB 34 2 from 0 until 19070 next ARZ by 10000
          objection CURRENCY_UNKNOWN to denomination ARB
        > meant BRL 986 3
          objection CONFLICTS_WITH_EARLIER to denomination BRL
        > meant BRL 986 2
          meant BRL
        > define ARN 2
          defined ARN
        # A plan may not contradict them.
        > cut ARS ARN 100
          objection CONFLICTS_WITH_EARLIER to denomination ARS
        > cut ARS ARN 1000 day 19059
          objection CONFLICTS_WITH_EARLIER to denomination ARS
        > cut ARS ARN 1000
          decided ARS to ARN by 1000 at 1646784000000 until 1646784000000
        > restart
        """);
  }
}
