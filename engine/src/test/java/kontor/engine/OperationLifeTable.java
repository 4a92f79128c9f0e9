package kontor.engine;

import org.junit.jupiter.api.Test;

/// Payments under an agreement with an annex on operations (F05), through the log.
class OperationLifeTable {

  /// Agreement 7 with rates and operations from 2026-04-01 on, its banks with money and lines.
  private static final String IN_FORCE =
      AgreementLifeTable.SIGNED
          + """
          > annex 7 OPERATIONS 1 2026-04-01..open class GOODS tenor 360 maximum BRL/50.00 per-day \
          BRL/60.00 ; class PENSION ; goods 1001 ALLOWED ; goods 3004 NEEDS_LICENCE ; goods 93 \
          DENIED rule ARMS ; documents GOODS BRL 10.00.. invoice
            proposed OPERATIONS 1
          > sign 7 OPERATIONS 1 AR
            AR signed OPERATIONS 1
          > sign 7 OPERATIONS 1 BR
            BR signed OPERATIONS 1
            OPERATIONS 1 from 2026-04-01
            edition 2 from 2026-04-01: SETTLEMENT 1, RATES 1, OPERATIONS 1
          > fund A1/S@AR:ARS 9000.00
            opened AR/T@AR:ARS
            moved IN A1/S@AR:ARS = 9000.00
          > line AR/L@BR:BRL 9000.00
            line AR/L@BR:BRL 9000.00 BRL
          > @2026-04-01T10:00:00Z rate 7 ARS BRL 0.05 1775037600000
            is IN_FORCE, by time
            published 1 ARS = 0.05 BRL
          """;

  @Test
  void theRuleIsOnRecordForWhatIsAcceptedAndForWhatIsNot() {
    LifeScript.check(
        IN_FORCE
            + """
            > pay u1 A1>B1 100.00 ARS day 2026-04-01 for GOODS goods 1001.99 tenor 30
              judged u1 GOODS FITS by 1001
              accepted u1 100.00 ARS for 5.00 BRL at 1 ARS = 0.05 BRL
              settled u1
                A1/S@AR:ARS -100.00 = 8900.00
                BR/L@AR:ARS +100.00 = 100.00
                AR/L@BR:BRL -5.00 = -5.00
                B1/S@BR:BRL +5.00 = 5.00
            > pay u2 A1>B1 100.00 ARS day 2026-04-01
              judged u2 CLASS_NOT_STATED by class
              rejected u2 [OPERATION_CLASS_NOT_AGREED]
            > pay u3 A1>B1 100.00 ARS day 2026-04-01 for SERVICES
              judged u3 SERVICES CLASS_NOT_LISTED by class
              rejected u3 [OPERATION_CLASS_NOT_AGREED]
            > pay u4 A1>B1 100.00 ARS day 2026-04-01 for GOODS tenor 30
              judged u4 GOODS GOODS_NOT_STATED by goods
              rejected u4 [GOODS_NOT_STATED]
            > pay u5 A1>B1 100.00 ARS day 2026-04-01 for GOODS goods 1001,9305 tenor 30
              judged u5 GOODS GOODS_DENIED by ARMS
              rejected u5 [OPERATION_NOT_ELIGIBLE]
            > pay u6 A1>B1 100.00 ARS day 2026-04-01 for GOODS goods 3004.31 tenor 30
              judged u6 GOODS GOODS_NEED_LICENCE by 3004, missing 300431
              rejected u6 [LICENCE_NEEDED]
            > pay u7 A1>B1 100.00 ARS day 2026-04-01 for GOODS goods 1001 tenor 361
              judged u7 GOODS TENOR_TOO_LONG by GOODS
              rejected u7 [OPERATION_NOT_ELIGIBLE]
            > pay u8 A1>B1 200.00 ARS day 2026-04-01 for GOODS goods 1001 tenor 1
              judged u8 GOODS DOCUMENTS_MISSING by GOODS-BRL-10.00, missing invoice
              rejected u8 [DOCUMENTS_NEEDED]
            > pay u9 A1>B1 1000.20 ARS day 2026-04-01 for GOODS goods 1001 tenor 1 with invoice
              judged u9 GOODS ABOVE_MAXIMUM by GOODS
              rejected u9 [OPERATION_CEILING_EXCEEDED]
            # A retry gets its first answer and is not judged again.
            > pay u2 A1>B1 100.00 ARS day 2026-04-01
              message repeated, first at 1775037600000ms
              repeated u2 REJECTED [OPERATION_CLASS_NOT_AGREED]
            """);
  }

  /// The sum of a day counts what was accepted; what was refused after it was judged, and what
  /// leaves the queue unsettled, takes no room.
  @Test
  void theRoomOfADay() {
    LifeScript.check(
        IN_FORCE
            + """
            > pay u1 A1>B1 1000.00 ARS day 2026-04-01 for GOODS goods 1001 tenor 1 with invoice
              judged u1 GOODS FITS by 1001
              accepted u1 1000.00 ARS for 50.00 BRL at 1 ARS = 0.05 BRL
              settled u1
                A1/S@AR:ARS -1000.00 = 8000.00
                BR/L@AR:ARS +1000.00 = 1000.00
                AR/L@BR:BRL -50.00 = -50.00
                B1/S@BR:BRL +50.00 = 50.00
            # Ten more would fit; eleven do not.
            > pay u2 A1>B1 220.00 ARS day 2026-04-01 for GOODS goods 1001 tenor 1 with invoice
              judged u2 GOODS DAY_CEILING_EXCEEDED by GOODS
              rejected u2 [OPERATION_CEILING_EXCEEDED]
            # Another class, and another day, have rooms of their own.
            > pay u3 A1>B1 220.00 ARS day 2026-04-01 for PENSION
              judged u3 PENSION FITS by PENSION
              accepted u3 220.00 ARS for 11.00 BRL at 1 ARS = 0.05 BRL
              settled u3
                A1/S@AR:ARS -220.00 = 7780.00
                BR/L@AR:ARS +220.00 = 1220.00
                AR/L@BR:BRL -11.00 = -61.00
                B1/S@BR:BRL +11.00 = 61.00
            > pay u4 A1>B1 1000.00 ARS day 2026-04-02 for GOODS goods 1001 tenor 1 with invoice
              judged u4 GOODS FITS by 1001
              accepted u4 1000.00 ARS for 50.00 BRL at 1 ARS = 0.05 BRL
              settled u4
                A1/S@AR:ARS -1000.00 = 6780.00
                BR/L@AR:ARS +1000.00 = 2220.00
                AR/L@BR:BRL -50.00 = -111.00
                B1/S@BR:BRL +50.00 = 111.00
            # Judged, and then refused for its deadline: no room is taken.
            > pay u5 A1>B1 200.00 ARS day 2026-04-01 expires 1 for GOODS goods 1001 tenor 1 with \
            invoice
              judged u5 GOODS FITS by 1001
              rejected u5 [DEADLINE_PASSED]
            # It waits, and has its room while it does.
            > pay u6 A2>B1 200.00 ARS day 2026-04-01 expires 1775037601000 for GOODS goods 1001 \
            tenor 1 with invoice
              judged u6 GOODS FITS by 1001
              accepted u6 200.00 ARS for 10.00 BRL at 1 ARS = 0.05 BRL
              queued u6 on A2/S@AR:ARS until 1775037601000 COVER_MISSING
            > restart
            > pay u7 A1>B1 0.20 ARS day 2026-04-01 for GOODS goods 1001 tenor 1
              judged u7 GOODS DAY_CEILING_EXCEEDED by GOODS
              rejected u7 [OPERATION_CEILING_EXCEEDED]
            # It leaves unsettled and gives its room back.
            > @2026-04-01T10:00:01Z pay u8 A1>B1 200.00 ARS day 2026-04-01 for GOODS goods 1001 \
            tenor 1 with invoice
              expired u6 WAITED_TOO_LONG
              judged u8 GOODS FITS by 1001
              accepted u8 200.00 ARS for 10.00 BRL at 1 ARS = 0.05 BRL
              settled u8
                A1/S@AR:ARS -200.00 = 6580.00
                BR/L@AR:ARS +200.00 = 2420.00
                AR/L@BR:BRL -10.00 = -121.00
                B1/S@BR:BRL +10.00 = 121.00
            > pay u9 A1>B1 0.20 ARS day 2026-04-01 for GOODS goods 1001 tenor 1
              judged u9 GOODS DAY_CEILING_EXCEEDED by GOODS
              rejected u9 [OPERATION_CEILING_EXCEEDED]
            """);
  }

  /// What a day accepted is kept until nobody can be late for it; what is dated before that finds
  /// no room under a ceiling, and a class without one does not ask for it.
  @Test
  void daysAreForgottenAndNotOpenedAgain() {
    LifeScript.check(
        IN_FORCE
            + """
            > pay u1 A1>B1 1000.00 ARS day 2026-04-01 for GOODS goods 1001 tenor 1 with invoice
              judged u1 GOODS FITS by 1001
              accepted u1 1000.00 ARS for 50.00 BRL at 1 ARS = 0.05 BRL
              settled u1
                A1/S@AR:ARS -1000.00 = 8000.00
                BR/L@AR:ARS +1000.00 = 1000.00
                AR/L@BR:BRL -50.00 = -50.00
                B1/S@BR:BRL +50.00 = 50.00
            > @2026-05-02T23:59:59Z rate 7 ARS BRL 0.05 1777705200000
              published 1 ARS = 0.05 BRL
            > pay u2 A1>B1 220.00 ARS day 2026-04-01 for GOODS goods 1001 tenor 1 with invoice
              judged u2 GOODS DAY_CEILING_EXCEEDED by GOODS
              rejected u2 [OPERATION_CEILING_EXCEEDED]
            > restart
            > @2026-05-03T00:00:00Z rate 7 ARS BRL 0.05 1777766400000
              published 1 ARS = 0.05 BRL
            > pay u3 A1>B1 1.00 ARS day 2026-04-01 for GOODS goods 1001 tenor 1
              judged u3 GOODS DAY_CEILING_EXCEEDED by GOODS
              rejected u3 [OPERATION_CEILING_EXCEEDED]
            > pay u4 A1>B1 1.00 ARS day 2026-04-01 for PENSION
              judged u4 PENSION FITS by PENSION
              accepted u4 1.00 ARS for 0.05 BRL at 1 ARS = 0.05 BRL
              settled u4
                A1/S@AR:ARS -1.00 = 7999.00
                BR/L@AR:ARS +1.00 = 1001.00
                AR/L@BR:BRL -0.05 = -50.05
                B1/S@BR:BRL +0.05 = 50.05
            """);
  }

  /// The annex that holds on the value date is asked, and none is before the first begins.
  @Test
  void theAnnexOfTheValueDateIsAsked() {
    LifeScript.check(
        AgreementLifeTable.SIGNED
            + """
            > annex 7 OPERATIONS 1 2026-04-10..2026-04-20 class PENSION
              proposed OPERATIONS 1
            > sign 7 OPERATIONS 1 AR
              AR signed OPERATIONS 1
            > sign 7 OPERATIONS 1 BR
              BR signed OPERATIONS 1
              OPERATIONS 1 from 2026-04-10
              edition 2 from 2026-04-10: SETTLEMENT 1, RATES 1, OPERATIONS 1
            > fund A1/S@AR:ARS 9000.00
              opened AR/T@AR:ARS
              moved IN A1/S@AR:ARS = 9000.00
            > @2026-04-01T10:00:00Z pay u1 A1>B1 1.00 ARS credit ARS day 2026-04-09
              is IN_FORCE, by time
              accepted u1 1.00 ARS for 1.00 ARS
              settled u1
                A1/S@AR:ARS -1.00 = 8999.00
                BR/L@AR:ARS +1.00 = 1.00
                BR/N@BR:ARS -1.00 = -1.00
                B1/S@BR:ARS +1.00 = 1.00
            > pay u2 A1>B1 1.00 ARS credit ARS day 2026-04-10
              judged u2 CLASS_NOT_STATED by class
              rejected u2 [OPERATION_CLASS_NOT_AGREED]
            > pay u3 A1>B1 1.00 ARS credit ARS day 2026-04-20 for PENSION
              judged u3 PENSION FITS by PENSION
              accepted u3 1.00 ARS for 1.00 ARS
              settled u3
                A1/S@AR:ARS -1.00 = 8998.00
                BR/L@AR:ARS +1.00 = 2.00
                BR/N@BR:ARS -1.00 = -2.00
                B1/S@BR:ARS +1.00 = 2.00
            > pay u4 A1>B1 1.00 ARS credit ARS day 2026-04-21
              accepted u4 1.00 ARS for 1.00 ARS
              settled u4
                A1/S@AR:ARS -1.00 = 8997.00
                BR/L@AR:ARS +1.00 = 3.00
                BR/N@BR:ARS -1.00 = -3.00
                B1/S@BR:ARS +1.00 = 3.00
            """);
  }

  /// In a new unit the sums of a day are divided, those of what waits each by itself, so that what
  /// leaves gives back just what it took; limits and bands are read in the new unit.
  @Test
  void theRoomOfADayInANewUnit() {
    LifeScript.check(
        AgreementLifeTable.SIGNED
            + """
            > annex 7 OPERATIONS 1 2026-04-01..open class GOODS per-day ARS/10000.00 ; documents \
            GOODS ARS 5000.00.. invoice ; documents GOODS ARS ..4999.99 none
              proposed OPERATIONS 1
            > sign 7 OPERATIONS 1 AR
              AR signed OPERATIONS 1
            > sign 7 OPERATIONS 1 BR
              BR signed OPERATIONS 1
              OPERATIONS 1 from 2026-04-01
              edition 2 from 2026-04-01: SETTLEMENT 1, RATES 1, OPERATIONS 1
            > define ARN 2
              defined ARN
            > fund A1/S@AR:ARS 90000.00
              opened AR/T@AR:ARS
              moved IN A1/S@AR:ARS = 90000.00
            > @2026-04-01T10:00:00Z cut ARS ARN 1000 day 20545 window 10
              is IN_FORCE, by time
              decided ARS to ARN by 1000 at 1775088000000 until 1775952000000
            > pay u1 A1>B1 3004.00 ARS credit ARS day 2026-04-02 for GOODS
              judged u1 GOODS FITS by GOODS
              accepted u1 3004.00 ARS for 3004.00 ARS
              settled u1
                A1/S@AR:ARS -3004.00 = 86996.00
                BR/L@AR:ARS +3004.00 = 3004.00
                BR/N@BR:ARS -3004.00 = -3004.00
                B1/S@BR:ARS +3004.00 = 3004.00
            > pay u2 A1>B1 5000.00 ARS credit ARS day 2026-04-02 for GOODS
              judged u2 GOODS DOCUMENTS_MISSING by GOODS-ARS-5000.00, missing invoice
              rejected u2 [DOCUMENTS_NEEDED]
            > pay u3 A2>B1 2005.00 ARS credit ARS day 2026-04-02 expires 1775090000000 for GOODS
              judged u3 GOODS FITS by GOODS
              accepted u3 2005.00 ARS for 2005.00 ARS
              queued u3 on A2/S@AR:ARS until 1775090000000 COVER_MISSING
            > @2026-04-02T00:00:00Z pass
              redenominated ARS to ARN by 1000, 0 holds, 1 payments
                BR 2 accounts, 3004.00 ARS to 3.00 ARN, rounding 0.00
                AR 5 accounts, 90000.00 ARS to 90.00 ARN, rounding 0.00
            > restart
            # 3004.00 + 2005.00 are 3.00 + 2.01 now; 4.99 would fit, 5.00 does not.
            > pay u4 A1>B1 5.00 ARN credit ARN day 2026-04-02 for GOODS with invoice
              judged u4 GOODS DAY_CEILING_EXCEEDED by GOODS
              rejected u4 [OPERATION_CEILING_EXCEEDED]
            # The band begins at 5.00, where it began at 5000.00.
            > pay u5 A1>B1 4.99 ARN credit ARN day 2026-04-02 for GOODS
              judged u5 GOODS FITS by GOODS
              accepted u5 4.99 ARN for 4.99 ARN
              settled u5
                A1/S@AR:ARN -4.99 = 82.01
                BR/L@AR:ARN +4.99 = 7.99
                BR/N@BR:ARN -4.99 = -7.99
                B1/S@BR:ARN +4.99 = 7.99
            > @2026-04-02T00:33:20Z pay u6 A1>B1 2.01 ARN credit ARN day 2026-04-02 for GOODS
              expired u3 WAITED_TOO_LONG
              judged u6 GOODS FITS by GOODS
              accepted u6 2.01 ARN for 2.01 ARN
              settled u6
                A1/S@AR:ARN -2.01 = 80.00
                BR/L@AR:ARN +2.01 = 10.00
                BR/N@BR:ARN -2.01 = -10.00
                B1/S@BR:ARN +2.01 = 10.00
            > pay u7 A1>B1 0.01 ARN credit ARN day 2026-04-02 for GOODS
              judged u7 GOODS DAY_CEILING_EXCEEDED by GOODS
              rejected u7 [OPERATION_CEILING_EXCEEDED]
            """);
  }

  /// A holiday comes upon what waits: its room moves with its value date, past any ceiling.
  @Test
  void whatIsMovedToAnotherDayTakesItsRoomAlong() {
    LifeScript.check(
        AgreementLifeTable.SIGNED
            + """
            > annex 7 CALENDAR 1 2026-04-01..open AR,BR
              proposed CALENDAR 1
            > sign 7 CALENDAR 1 AR
              AR signed CALENDAR 1
            > sign 7 CALENDAR 1 BR
              BR signed CALENDAR 1
              CALENDAR 1 from 2026-04-01
              edition 2 from 2026-04-01: SETTLEMENT 1, RATES 1, CALENDAR 1
            > annex 7 OPERATIONS 1 2026-04-01..open class GOODS per-day ARS/100.00
              proposed OPERATIONS 1
            > sign 7 OPERATIONS 1 AR
              AR signed OPERATIONS 1
            > sign 7 OPERATIONS 1 BR
              BR signed OPERATIONS 1
              OPERATIONS 1 from 2026-04-01
              edition 3 from 2026-04-01: SETTLEMENT 1, RATES 1, CALENDAR 1, OPERATIONS 1
            > @2026-04-01T10:00:00Z pay u1 A2>B1 60.00 ARS credit ARS day 2026-04-07 for GOODS
              day 2026-04-01 opens
              is IN_FORCE, by time
              judged u1 GOODS FITS by GOODS
              accepted u1 60.00 ARS for 60.00 ARS
              queued u1 on A2/S@AR:ARS until 1775901600000 COVER_MISSING
            > holiday BR 2026-04-07
              holiday in BR
              u1 moved to 2026-04-08 until 1775988000000
            > restart
            > pay u2 A2>B1 41.00 ARS credit ARS day 2026-04-08 for GOODS
              judged u2 GOODS DAY_CEILING_EXCEEDED by GOODS
              rejected u2 [OPERATION_CEILING_EXCEEDED]
            > pay u3 A2>B1 40.00 ARS credit ARS day 2026-04-08 for GOODS
              judged u3 GOODS FITS by GOODS
              accepted u3 40.00 ARS for 40.00 ARS
              queued u3 on A2/S@AR:ARS until 1775901600000 COVER_MISSING
            """);
  }
}
