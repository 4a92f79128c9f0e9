package kontor.engine;

import org.junit.jupiter.api.Test;

/// Fees and penalties of payments (F32), through the log. All sums are worked out by hand.
class FeesTable {

  /// Agreement 7 in force, money at A1 and a line for what B1 gets; the annex on fees as given.
  private static String with(String fees) {
    return AgreementLifeTable.SIGNED
        + """
        > annex 7 FEES 1 2026-04-01..open %s
          proposed FEES 1
        > sign 7 FEES 1 AR
          AR signed FEES 1
        > sign 7 FEES 1 BR
          BR signed FEES 1
          FEES 1 from 2026-04-01
          edition 2 from 2026-04-01: SETTLEMENT 1, RATES 1, FEES 1
        > fund A1/S@AR:ARS 1000000.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 1000000.00
        > line AR/L@BR:BRL 100000.00
          line AR/L@BR:BRL 100000.00 BRL
        > @2026-04-01T10:00:00Z fix 7 108.88670 5.02520 1775037600000
          is IN_FORCE, by time
          published 1 BRL = 21.66815 ARS
          published 1 ARS = 0.04615 BRL
        """
            .formatted(fees);
  }

  /// Direction and participant: a bank with fees of its own does not pay those for all.
  @Test
  void aDirectionAndABankHaveFeesOfTheirOwn() {
    LifeScript.check(
        with(
            "fee ANY ARS DEBTOR_AGENT INVOICED fixed 1.00"
                + " ; fee ANY ARS DEBTOR_AGENT INVOICED bank A1 fixed 0.50"
                + " ; fee ANY ARS OTHER INVOICED sent-from AR fixed 2.00"
                + " ; fee ANY ARS OTHER INVOICED sent-from BR fixed 3.00")
            + """
            > pay u1 A1>B1 100.00 ARS day 2026-04-01
              accepted u1 100.00 ARS for 4.62 BRL at 1 ARS = 0.04615 BRL
              fees of u1, annex 1, SHAR:
                rule 2 DEBTOR_AGENT INVOICED 0.50 ARS to A1 by A1
                rule 3 OTHER INVOICED 2.00 ARS to AR by A1
                received 4.62 BRL
              settled u1
                A1/S@AR:ARS -100.00 = 999900.00
                BR/L@AR:ARS +100.00 = 100.00
                AR/L@BR:BRL -4.62 = -4.62
                B1/S@BR:BRL +4.62 = 4.62
            > pay u2 A2>B1 100.00 ARS day 2026-04-01
              accepted u2 100.00 ARS for 4.62 BRL at 1 ARS = 0.04615 BRL
              fees of u2, annex 1, SHAR:
                rule 1 DEBTOR_AGENT INVOICED 1.00 ARS to A2 by A2
                rule 3 OTHER INVOICED 2.00 ARS to AR by A2
                received 4.62 BRL
              queued u2 on A2/S@AR:ARS until 1775901600000 COVER_MISSING
            """);
  }

  /// SML, 11/03/2022 (domain 5.2): ARS 100,000.00 are BRL 4,615.00. Each side's agent takes its
  /// fee out of the sum in its hands; the legs are those of a payment without fees.
  @Test
  void agentsDeductInTheirOwnBooksAndOthersInvoice() {
    LifeScript.check(
        with(
            "fee ANY ARS DEBTOR_AGENT DEDUCTED fixed 25.00 share 0.0015"
                + " ; fee ANY BRL CREDITOR_AGENT DEDUCTED share 0.001 floor 2.00 cap 4.00"
                + " ; fee ANY ARS OTHER INVOICED share 0.0005 cap 30.00"
                + " ; fee ANY BRL OTHER INVOICED fixed 1.10")
            + """
            # 25.00 + 150.00; 4.615 is capped at 4.00; 50.00 at 30.00. 4615.00 - 4.00 is received.
            > pay u1 A1>B1 100000.00 ARS day 2026-04-01
              accepted u1 100000.00 ARS for 4615.00 BRL at 1 ARS = 0.04615 BRL
              fees of u1, annex 1, SHAR:
                rule 1 DEBTOR_AGENT DEDUCTED 175.00 ARS to A1 by A1
                rule 2 CREDITOR_AGENT DEDUCTED 4.00 BRL to B1 by B1
                rule 3 OTHER INVOICED 30.00 ARS to AR by A1
                rule 4 OTHER INVOICED 1.10 BRL to BR by A1
                received 4611.00 BRL
              settled u1
                A1/S@AR:ARS -100000.00 = 900000.00
                BR/L@AR:ARS +100000.00 = 100000.00
                AR/L@BR:BRL -4615.00 = -4615.00
                B1/S@BR:BRL +4615.00 = 4615.00
            # The floor; what is rounded is rounded half up, once: 25.00 + 0.015 = 25.02.
            > pay u2 A1>B1 10.00 ARS day 2026-04-01 bearer CRED
              rejected u2 [FEES_EXCEED_AMOUNT]
            > pay u3 A1>B1 110.00 ARS day 2026-04-01 bearer CRED
              accepted u3 110.00 ARS for 5.08 BRL at 1 ARS = 0.04615 BRL
              fees of u3, annex 1, CRED:
                rule 1 DEBTOR_AGENT DEDUCTED 25.17 ARS to A1 by B1
                rule 2 CREDITOR_AGENT DEDUCTED 2.00 BRL to B1 by B1
                rule 3 OTHER INVOICED 0.06 ARS to AR by B1
                rule 4 OTHER INVOICED 1.10 BRL to BR by B1
                received 3.08 BRL
              settled u3
                A1/S@AR:ARS -110.00 = 899890.00
                BR/L@AR:ARS +110.00 = 100110.00
                AR/L@BR:BRL -5.08 = -4620.08
                B1/S@BR:BRL +5.08 = 4620.08
            # A repeat costs nothing again.
            > pay u3 A1>B1 110.00 ARS day 2026-04-01 bearer CRED
              message repeated, first at 1775037600000ms
              repeated u3 SETTLED []
            > restart
            # What the debtor alone is to pay cannot be taken out of what the creditor gets.
            > pay u4 A1>B1 100000.00 ARS day 2026-04-01 bearer DEBT
              rejected u4 [CHARGE_BEARER_CONTRADICTED]
            """);
  }

  /// The other way the agents are others, and a deduction in the money that is not in an agent's
  /// hands is not for it.
  @Test
  void aDeductionIsForOneDirection() {
    LifeScript.check(
        with(
            "fee ANY ARS DEBTOR_AGENT DEDUCTED fixed 1.00"
                + " ; fee ANY BRL DEBTOR_AGENT INVOICED fixed 0.50"
                + " ; fee ANY BRL CREDITOR_AGENT DEDUCTED fixed 0.20"
                + " ; fee ANY ARS CREDITOR_AGENT INVOICED fixed 0.30")
            + """
            > fund B1/S@BR:BRL 10.00
              opened BR/T@BR:BRL
              moved IN B1/S@BR:BRL = 10.00
            > line BR/L@AR:ARS 1000.00
              line BR/L@AR:ARS 1000.00 ARS
            > pay u1 B1>A1 2.00 BRL day 2026-04-01
              accepted u1 2.00 BRL for 43.34 ARS at 1 BRL = 21.66815 ARS
              fees of u1, annex 1, SHAR:
                rule 2 DEBTOR_AGENT INVOICED 0.50 BRL to B1 by B1
                rule 4 CREDITOR_AGENT INVOICED 0.30 ARS to A1 by A1
                received 43.34 ARS
              settled u1
                B1/S@BR:BRL -2.00 = 8.00
                AR/L@BR:BRL +2.00 = 2.00
                BR/L@AR:ARS -43.34 = -43.34
                A1/S@AR:ARS +43.34 = 1000043.34
            # In one money both sums are the same, and a rule is for it once.
            > pay u2 A1>B1 10.00 ARS credit ARS day 2026-04-01 bearer DEBT
              accepted u2 10.00 ARS for 10.00 ARS
              fees of u2, annex 1, DEBT:
                rule 1 DEBTOR_AGENT DEDUCTED 1.00 ARS to A1 by A1
                rule 4 CREDITOR_AGENT INVOICED 0.30 ARS to B1 by A1
                received 10.00 ARS
              settled u2
                A1/S@AR:ARS -10.00 = 1000033.34
                BR/L@AR:ARS +10.00 = -33.34
                BR/N@BR:ARS -10.00 = -10.00
                B1/S@BR:ARS +10.00 = 10.00
            """);
  }

  /// Bands include both ends; a class is for its payments, ANY for all of them, also unstated.
  @Test
  void bandsAndClasses() {
    LifeScript.check(
        with(
            "fee ANY ARS OTHER INVOICED until 99.99 fixed 1.00"
                + " ; fee ANY ARS OTHER INVOICED from 100.00 until 200.00 fixed 2.00"
                + " ; fee GOODS ARS OTHER INVOICED fixed 5.00")
            + """
            > pay u1 A1>B1 99.99 ARS credit ARS day 2026-04-01 class PENSION
              accepted u1 99.99 ARS for 99.99 ARS
              fees of u1, annex 1, SHAR:
                rule 1 OTHER INVOICED 1.00 ARS to AR by A1
                received 99.99 ARS
              settled u1
                A1/S@AR:ARS -99.99 = 999900.01
                BR/L@AR:ARS +99.99 = 99.99
                BR/N@BR:ARS -99.99 = -99.99
                B1/S@BR:ARS +99.99 = 99.99
            > pay u2 A1>B1 100.00 ARS credit ARS day 2026-04-01 class GOODS
              accepted u2 100.00 ARS for 100.00 ARS
              fees of u2, annex 1, SHAR:
                rule 2 OTHER INVOICED 2.00 ARS to AR by A1
                rule 3 OTHER INVOICED 5.00 ARS to AR by A1
                received 100.00 ARS
              settled u2
                A1/S@AR:ARS -100.00 = 999800.01
                BR/L@AR:ARS +100.00 = 199.99
                BR/N@BR:ARS -100.00 = -199.99
                B1/S@BR:ARS +100.00 = 199.99
            > pay u3 A1>B1 200.01 ARS credit ARS day 2026-04-01
              accepted u3 200.01 ARS for 200.01 ARS
              fees of u3, annex 1, SHAR:
                received 200.01 ARS
              settled u3
                A1/S@AR:ARS -200.01 = 999600.00
                BR/L@AR:ARS +200.01 = 400.00
                BR/N@BR:ARS -200.01 = -400.00
                B1/S@BR:ARS +200.01 = 400.00
            """);
  }

  /// A fee without a cap may outgrow every sum there can be.
  @Test
  void aFeeBeyondAllSumsIsRefused() {
    LifeScript.check(
        with("fee ANY ARS OTHER INVOICED floor 10000000000000000.00")
            + """
            > pay u1 A1>B1 1.00 ARS day 2026-04-01
              rejected u1 [FEE_TOO_LARGE]
            """);
  }

  /// An attempt beyond a limit has its price where the annex names one, and only once.
  @Test
  void anAttemptOverALimit() {
    String limited = with("penalty OVER_LIMIT 5.00 ARS").replace("queue 864000000", "queue 0")
        .replace("one ARS", "one ARS maximum 500.00/ARS");
    LifeScript.check(
        limited
            + """
            > pay u1 A1>B1 500.01 ARS day 2026-04-01
              rejected u1 [AMOUNT_ABOVE_AGREED_MAXIMUM]
              penalty OVER_LIMIT 5.00 ARS by A1, u1 AMOUNT_ABOVE_AGREED_MAXIMUM
            > pay u1 A1>B1 500.01 ARS day 2026-04-01
              message repeated, first at 1775037600000ms
              repeated u1 REJECTED [AMOUNT_ABOVE_AGREED_MAXIMUM]
            > line AR/L@BR:BRL 1.00
              line AR/L@BR:BRL 1.00 BRL
            > pay u2 A1>B1 100.00 ARS day 2026-04-01
              rejected u2 [CREDIT_LINE_EXCEEDED]
              penalty OVER_LIMIT 5.00 ARS by A1, u2 CREDIT_LINE_EXCEEDED
            # Other reasons cost nothing.
            > pay u3 A2>B1 1.00 ARS day 2026-04-01
              rejected u3 [COVER_MISSING]
            """);
    LifeScript.check(
        limited.replace("penalty OVER_LIMIT", "penalty LATE_RETURN")
            + """
            > pay u1 A1>B1 500.01 ARS day 2026-04-01
              rejected u1 [AMOUNT_ABOVE_AGREED_MAXIMUM]
            """);
  }

  private static final String APPROVED =
      AgreementLifeTable.SIGNED
          .replace("ARS/BRL BRL/ARS", "ARS/BRL BRL/ARS approval EVERY_PARTY")
          + """
          > annex 7 CALENDAR 1 2026-04-01..open AR,BR approval
            proposed CALENDAR 1
          > annex 7 FEES 1 2026-04-01..open penalty CONFIRMATION_MISSING 7.50 BRL
            proposed FEES 1
          > sign 7 CALENDAR 1 AR
            AR signed CALENDAR 1
          > sign 7 CALENDAR 1 BR
            BR signed CALENDAR 1
            CALENDAR 1 from 2026-04-01
            edition 2 from 2026-04-01: SETTLEMENT 1, RATES 1, CALENDAR 1
          > sign 7 FEES 1 AR
            AR signed FEES 1
          > sign 7 FEES 1 BR
            BR signed FEES 1
            FEES 1 from 2026-04-01
            edition 3 from 2026-04-01: SETTLEMENT 1, RATES 1, CALENDAR 1, FEES 1
          > @2026-04-01T10:00:00Z pass
            day 2026-04-01 opens
            is IN_FORCE, by time
          """;

  /// At the moment of the grid, 11:00 in Sao Paulo, who did not approve pays; who did does not.
  @Test
  void aRateThatOneSideDidNotConfirm() {
    LifeScript.check(
        APPROVED
            + """
            > propose 7 2026-04-01 BRL=5.02520 ARS=108.88670
              rate 1 proposed
            > approve 1 AR
              rate 1 approved by AR
            > restart
            > @2026-04-01T14:00:00Z pass
              rate 1 expired, by time
              ARS/BRL unconfirmed on 2026-04-01, by time
              penalty CONFIRMATION_MISSING 7.50 BRL by BR, ARS/BRL
            > @2026-04-01T15:00:00Z pass
            """);
  }

  /// Where nothing was proposed, nobody had anything to confirm.
  @Test
  void noRateToConfirmIsNobodysFault() {
    LifeScript.check(
        APPROVED
            + """
            > @2026-04-01T14:00:00Z pass
              ARS/BRL unconfirmed on 2026-04-01, by time
            """);
  }

  /// What waits has its fees told when it is accepted; whether they are owed, its end decides.
  @Test
  void feesAreToldBeforeItWaits() {
    LifeScript.check(
        with("fee ANY ARS OTHER INVOICED fixed 1.00")
            + """
            > pay u1 A2>B1 5.00 ARS day 2026-04-01 expires 1775037601000
              accepted u1 5.00 ARS for 0.23 BRL at 1 ARS = 0.04615 BRL
              fees of u1, annex 1, SHAR:
                rule 1 OTHER INVOICED 1.00 ARS to AR by A2
                received 0.23 BRL
              queued u1 on A2/S@AR:ARS until 1775037601000 COVER_MISSING
            > restart
            > @2026-04-01T10:00:01Z pass
              expired u1 WAITED_TOO_LONG
            """);
  }

  /// Before the annex holds, and under an agreement of one step, there are none.
  @Test
  void whereNothingIsAgreedNothingIsCharged() {
    LifeScript.check(
        with("fee ANY ARS OTHER INVOICED fixed 1.00")
                .replace("annex 7 FEES 1 2026-04-01", "annex 7 FEES 1 2026-04-02")
                .replace("FEES 1 from 2026-04-01\n", "FEES 1 from 2026-04-02\n")
                .replace("edition 2 from 2026-04-01", "edition 2 from 2026-04-02")
            + """
            > pay u1 A1>B1 5.00 ARS credit ARS day 2026-04-01
              accepted u1 5.00 ARS for 5.00 ARS
              settled u1
                A1/S@AR:ARS -5.00 = 999995.00
                BR/L@AR:ARS +5.00 = 5.00
                BR/N@BR:ARS -5.00 = -5.00
                B1/S@BR:ARS +5.00 = 5.00
            > pay u2 A1>B1 5.00 ARS credit ARS day 2026-04-02
              accepted u2 5.00 ARS for 5.00 ARS
              fees of u2, annex 1, SHAR:
                rule 1 OTHER INVOICED 1.00 ARS to AR by A1
                received 5.00 ARS
              settled u2
                A1/S@AR:ARS -5.00 = 999990.00
                BR/L@AR:ARS +5.00 = 10.00
                BR/N@BR:ARS -5.00 = -10.00
                B1/S@BR:ARS +5.00 = 10.00
            """);
  }
}
