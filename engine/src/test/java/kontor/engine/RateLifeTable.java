package kontor.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.List;
import kontor.engine.state.Bounds;
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

  /// Every rate of the central banks' tables again (domain 5.1), proposed, approved and published
  /// by commands of the log: the reference in the partner's money, its price of one real, the
  /// reference in reais, the price of one unit of the partner's money.
  @Test
  void thePublishedRatesOfTheSmlThroughTheLog() {
    checkSml(
        "AR",
        "ARS",
        5,
        """
        108.88670  21.66815  5.02520  0.04615
        108.78330  21.53700  5.05100  0.04645
        108.67670  21.69585  5.00910  0.04610
        108.55670  21.32745  5.09000  0.04690
        108.45170  21.44335  5.05760  0.04665
        108.16170  21.31055  5.07550  0.04695
        108.03830  21.40390  5.04760  0.04675
        """);
    checkSml(
        "PY",
        "PYG",
        8,
        """
        8006.85  1414.51285225  5.6605  0.00070695
        8013.03  1419.13962880  5.6464  0.00070465
        8014.10  1413.97014715  5.6678  0.00070725
        8009.38  1409.03541335  5.6843  0.00070975
        8006.47  1411.20472375  5.6735  0.00070865
        8008.24  1407.99268600  5.6877  0.00071025
        8009.20  1393.07393945  5.7493  0.00071785
        8013.88  1362.78887850  5.8805  0.00073380
        8005.20  1363.65494685  5.8704  0.00073335
        8000.94  1369.50806205  5.8422  0.00073020
        """);
  }

  private static void checkSml(String partner, String money, int scale, String table) {
    LifeScript script = new LifeScript(Bounds.DEFAULT);
    for (String line :
        """
        @2026-03-20T12:00:00Z draft 7 BR,PARTNER 2026-04-01..open
        annex 7 SETTLEMENT 1 2026-04-01..open RECIPROCAL
        annex 7 RATES 1 2026-04-01..open FIVE_STEP:SCALE BRL/MONEY MONEY/BRL approval EVERY_PARTY
        agree 7 BR
        agree 7 PARTNER
        sign 7 BR
        sign 7 PARTNER
        """
            .replace("PARTNER", partner)
            .replace("MONEY", money)
            .replace("SCALE", Integer.toString(scale))
            .lines()
            .toList()) {
      script.run(line);
    }
    LocalDate day = LocalDate.parse("2026-04-01");
    int number = 1;
    for (String row : table.strip().split("\n")) {
      String[] cells = row.strip().split(" +");
      script.run(
          "@" + day + "T12:00:00Z propose 7 " + day + " BRL=" + cells[2] + " " + money + "="
              + cells[0]);
      script.run("approve " + number + " BR");
      List<String> told = script.run("approve " + number + " " + partner);
      List<String> published = told.subList(told.size() - 2, told.size());
      assertEquals(
          List.of(
              "  published 1 " + money + " = " + cells[3] + " BRL",
              "  published 1 BRL = " + cells[1] + " " + money),
          published,
          row);
      day = day.plusDays(1);
      number++;
    }
    script.harness().checkAll();
  }
}
