package kontor.engine;

import org.junit.jupiter.api.Test;

/// Every refusal of a payment and of an operator's command, in the order of precedence.
class RefusalTable {

  @Test
  void identity() {
    Script.check(
        """
        > fund A1/S@AR:ARS 100.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 100.00
        > send m1/k pay u1 A1>B1 1.00 ARS credit ARS key i tx t
          accepted u1 1.00 ARS for 1.00 ARS
          settled u1
            A1/S@AR:ARS -1.00 = 99.00
            BR/L@AR:ARS +1.00 = 1.00
            BR/N@BR:ARS -1.00 = -1.00
            B1/S@BR:ARS +1.00 = 1.00
        > send m2/k pay u2 A1>B1 1.00 ARS credit ARS
          message refused MESSAGE_ID_REUSED
        > send m3 pay u1 A1>B1 2.00 ARS credit ARS content other
          conflict u1 UETR_REUSED
        # Identity comes before all else that is wrong.
        > send m4 pay u3 XX>YY 0.00 USD key i tx t
          rejected u3 [INSTRUCTION_ID_REUSED, TRANSACTION_ID_REUSED]
        """);
  }

  @Test
  void participantsAndRoute() {
    Script.check(
        """
        > pay u1 A1>B1 1.00 ARS by XX
          rejected u1 [SENDER_UNKNOWN]
        > pay u2 XX>B1 1.00 ARS by A1
          rejected u2 [DEBTOR_AGENT_UNKNOWN]
        > pay u3 A1>XX 1.00 ARS
          rejected u3 [CREDITOR_AGENT_UNKNOWN]
        > pay u4 XX>YY 0.00 USD by ZZ
          rejected u4 [SENDER_UNKNOWN, DEBTOR_AGENT_UNKNOWN, CREDITOR_AGENT_UNKNOWN]
        > pay u5 A1>B1 1.00 ARS by A2
          rejected u5 [SENDER_NOT_ENTITLED]
        > pay u6 A1>B1 1.00 ARS by B1
          rejected u6 [SENDER_NOT_ENTITLED]
        > pay u7 A1>B1 1.00 ARS by BR
          rejected u7 [SENDER_NOT_ENTITLED]
        > admission A1 RESTRICTED
          A1 is RESTRICTED
        > pay u8 A1>B1 1.00 ARS
          rejected u8 [DEBTOR_AGENT_SUSPENDED]
        > admission B1 SUSPENDED
          B1 is SUSPENDED
        > pay u9 A1>B1 1.00 ARS
          rejected u9 [DEBTOR_AGENT_SUSPENDED, CREDITOR_AGENT_SUSPENDED]
        > admission B1 ACTIVE
          B1 is ACTIVE
        > admission BR RESTRICTED
          BR is RESTRICTED
        > pay u10 A1>B1 1.00 ARS by A2
          rejected u10 [SENDER_NOT_ENTITLED, DEBTOR_AGENT_SUSPENDED, INSTITUTION_SUSPENDED]
        > admission BR ACTIVE
          BR is ACTIVE
        > admission A1 ACTIVE
          A1 is ACTIVE
        > admission B1 RESTRICTED
          B1 is RESTRICTED
        > pay u11 A1>A2 1.00 ARS
          rejected u11 [NO_AGREEMENT]
        > pay u12 A1>P1 1.00 ARS day 19066
          rejected u12 [AGREEMENT_NOT_IN_FORCE]
        > pay u13 A1>B1 0.00 USD by A2
          rejected u13 [SENDER_NOT_ENTITLED, CREDITOR_AGENT_SUSPENDED]
        """);
  }

  @Test
  void moneyAndRate() {
    Script.check(
        """
        > fund A1/S@AR:ARS 1000000.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 1000000.00
        > line AR/L@BR:BRL 1000000.00
          line AR/L@BR:BRL 1000000.00 BRL
        > pay u1 A1>B1 1.00 USD
          rejected u1 [CURRENCY_UNKNOWN, CURRENCY_NOT_AGREED]
        > pay u2 A1>B1 1.00 ARS credit PYG
          rejected u2 [CURRENCY_NOT_AGREED]
        > pay u3 A1>B1 1.00 ARS credit USD
          rejected u3 [CURRENCY_UNKNOWN, CURRENCY_NOT_AGREED]
        > pay u4 A1>B1 0.00 ARS
          rejected u4 [AMOUNT_ZERO]
        > pay u5 A1>B1 -1.00 ARS
          rejected u5 [AMOUNT_ZERO]
        > pay u6 A1>B1 5000000.01 ARS
          rejected u6 [AMOUNT_ABOVE_AGREED_MAXIMUM]
        > pay u7 A1>B1 10000000000000000.00 ARS
          rejected u7 [AMOUNT_ABOVE_AGREED_MAXIMUM, AMOUNT_TOO_LARGE]
        > pay u8 A1>B1 -92233720368547758.08 ARS credit ARS
          rejected u8 [AMOUNT_ZERO]
        > pay u9 A1>P1 1.00 ARS credit PYG
          rejected u9 [CURRENCY_NOT_AGREED]
        > pay u10 A1>B1 100.00 ARS rate 0.04616
          rejected u10 [STATED_RATE_DIFFERS]
        > pay u11 A1>B1 100.00 ARS rate 0.0461500
          accepted u11 100.00 ARS for 4.62 BRL at 1 ARS = 0.04615 BRL
          settled u11
            A1/S@AR:ARS -100.00 = 999900.00
            BR/L@AR:ARS +100.00 = 100.00
            AR/L@BR:BRL -4.62 = -4.62
            B1/S@BR:BRL +4.62 = 4.62
        > pay u12 A1>B1 100.00 ARS credit ARS rate 1.1
          rejected u12 [STATED_RATE_DIFFERS]
        > pay u13 A1>B1 100.00 ARS credit ARS rate 1.00
          accepted u13 100.00 ARS for 100.00 ARS
          settled u13
            A1/S@AR:ARS -100.00 = 999800.00
            BR/L@AR:ARS +100.00 = 200.00
            BR/N@BR:ARS -100.00 = -100.00
            B1/S@BR:ARS +100.00 = 100.00
        """);
  }

  /// What the payee is owed must cost just what is paid, at the price of his money.
  @Test
  void statedSumsAndExtremes() {
    Script.check(
        """
        > fund A1/S@AR:ARS 1000000.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 1000000.00
        > line AR/L@BR:BRL 1000000.00
          line AR/L@BR:BRL 1000000.00 BRL
        > pay u14 A1>B1 1083407.50 ARS want 50000.00 BRL rate 21.66815
          accepted u14 1083407.50 ARS for 50000.00 BRL at 1 BRL = 21.66815 ARS
          queued u14 on A1/S@AR:ARS until 1000 COVER_MISSING
        > pay u15 A1>B1 1083407.51 ARS want 50000.00 BRL
          rejected u15 [STATED_AMOUNT_DIFFERS]
        > pay u16 A1>B1 1083407.49 ARS want 50000.00 BRL rate 0.04615
          rejected u16 [STATED_RATE_DIFFERS, STATED_AMOUNT_DIFFERS]
        > pay u17 A1>B1 1.00 ARS want 0.00 BRL
          rejected u17 [AMOUNT_ZERO]
        > pay u18 A1>B1 0.10 ARS
          rejected u18 [CONVERTED_AMOUNT_ZERO]
        > pay u19 A1>B1 0.11 ARS
          accepted u19 0.11 ARS for 0.01 BRL at 1 ARS = 0.04615 BRL
          queued u19 on A1/S@AR:ARS until 1000 COVER_MISSING
        > rate 1 BRL ARS 9000000000000000000 10
          published 1 BRL = 9000000000000000000 ARS
        > rate 1 ARS BRL 9000000000000000000 10
          published 1 ARS = 9000000000000000000 BRL
        > @10 pay u20 A1>B1 1.00 ARS
          rejected u20 [AMOUNT_TOO_LARGE]
        > @10 pay u21 A1>B1 1.00 ARS want 999999999999.99 BRL
          rejected u21 [AMOUNT_TOO_LARGE]
        > pay u22 B1>P1 1.00 PYG
          rejected u22 [CURRENCY_NOT_AGREED]
        > pay u23 A1>P1 100 PYG credit ARS
          rejected u23 [CURRENCY_NOT_AGREED]
        """);
  }

  @Test
  void withoutAFixingThereIsNoConversion() {
    Script.checkWithout(
        "fixings",
        """
        > pay u1 B1>A1 1.00 BRL
          rejected u1 [FIXING_MISSING]
        > rate 1 BRL ARS 20 5
          published 1 BRL = 20 ARS
        > @4 pay u2 B1>A1 1.00 BRL
          rejected u2 [FIXING_MISSING]
        # The other direction is another fixing.
        > @5 pay u3 A1>B1 1.00 ARS
          rejected u3 [FIXING_MISSING]
        > pay u4 A1>B1 6000000.00 ARS credit BRL rate 20
          rejected u4 [AMOUNT_ABOVE_AGREED_MAXIMUM, FIXING_MISSING]
        > pay u5 B1>A1 1.00 BRL
          accepted u5 1.00 BRL for 20.00 ARS at 1 BRL = 20 ARS
          queued u5 on B1/S@BR:BRL until 1005 COVER_MISSING
        """);
  }

  @Test
  void accountsOfTheBanks() {
    Script.check(
        """
        > pay u1 A2>B1 1.00 BRL
          rejected u1 [DEBTOR_AGENT_ACCOUNT_MISSING]
        > pay u2 A1>B2 1.00 ARS credit ARS
          rejected u2 [CREDITOR_AGENT_ACCOUNT_MISSING]
        > pay u3 A2>B2 1.00 BRL
          rejected u3 [DEBTOR_AGENT_ACCOUNT_MISSING]
        > pay u4 P2>A1 1 PYG
          rejected u4 [CREDITOR_AGENT_ACCOUNT_MISSING]
        """);
  }

  @Test
  void accountsOfTheInstitutionsAndProviders() {
    Script.checkWithout(
        "AR/L@BR:BRL",
        """
        > pay u1 A1>B1 1.00 ARS
          rejected u1 [LORO_ACCOUNT_MISSING]
        > pay u2 A2>B1 1.00 BRL
          rejected u2 [DEBTOR_AGENT_ACCOUNT_MISSING, LORO_ACCOUNT_MISSING]
        > pay u3 A1>B1 1.00 ARS credit ARS
          accepted u3 1.00 ARS for 1.00 ARS
          queued u3 on A1/S@AR:ARS until 1000 COVER_MISSING
        """);
    Script.checkWithout(
        "BR/N@BR:ARS",
        """
        > pay u1 A1>B1 1.00 ARS credit ARS
          rejected u1 [LORO_ACCOUNT_MISSING]
        """);
    Script.checkWithout(
        "FX/P@PY:PYG",
        """
        > pay u1 B1>P1 1.00 BRL
          rejected u1 [PROVIDER_ACCOUNT_MISSING]
        """);
  }

  @Test
  void timeAndCover() {
    Script.check(
        """
        > @100 pay u1 A1>B1 1.00 ARS expires 100
          rejected u1 [DEADLINE_PASSED]
        > @100 pay u2 A1>B1 1.00 ARS expires -1
          rejected u2 [DEADLINE_PASSED]
        > @100 pay u3 A1>P1 1.00 ARS
          rejected u3 [COVER_MISSING]
        > @100 pay u4 A1>P1 1.00 ARS expires 99
          rejected u4 [DEADLINE_PASSED]
        """);
  }

  @Test
  void operators() {
    Script.check(
        """
        > open XX/S@AR:ARS
          refused PARTICIPANT_UNKNOWN
        > open A1/S@XX:ARS
          refused PARTICIPANT_UNKNOWN
        > open A1/S@B1:ARS
          refused NOT_AN_INSTITUTION
        > open A1/S@AR:USD
          refused CURRENCY_UNKNOWN
        > open A1/LEDGER@AR:ARS
          refused ACCOUNT_UNKNOWN
        > open B2/S@AR:ARS
          opened B2/S@AR:ARS
        > agree 3 1000
          refused AGREEMENT_VERSION_NOT_NEXT
        > agree 0 1000
          refused AGREEMENT_VERSION_NOT_NEXT
        > agree 2 -1
          refused AGREEMENT_INVALID
        > agree 2 99999999999
          refused AGREEMENT_INVALID
        > line B2/S@BR:ARS 1.00
          refused ACCOUNT_UNKNOWN
        > line B2/S@BR:BRL 1.00 ARS
          refused CURRENCY_NOT_AGREED
        > line B2/S@BR:BRL -1.00
          refused LINE_NEGATIVE
        > line B2/S@BR:BRL 10000000000000000.00
          refused AMOUNT_TOO_LARGE
        > fund B1/S@AR:ARS 1.00
          refused ACCOUNT_UNKNOWN
        > fund B1/S@BR:BRL 1.00 x USD
          refused CURRENCY_NOT_AGREED
        > fund B1/S@BR:BRL 0.00
          refused AMOUNT_ZERO
        > fund B1/S@BR:BRL -5.00
          refused AMOUNT_ZERO
        > fund B1/S@BR:BRL 10000000000000000.00
          refused AMOUNT_TOO_LARGE
        > fund B1/S@BR:BRL 9999999999999999.99
          opened BR/T@BR:BRL
          moved IN B1/S@BR:BRL = 9999999999999999.99
        > fund B1/S@BR:BRL 0.01
          refused AMOUNT_TOO_LARGE
        > fund BR/N@BR:ARS 1.00
          refused ACCOUNT_UNKNOWN
        > draw B2/S@BR:BRL 0.01
          refused FUNDS_INSUFFICIENT
        > hold h1 B1/S@AR:ARS 1.00 until 10
          refused ACCOUNT_UNKNOWN
        > hold h1 B1/S@BR:BRL 1.00 until 10 USD
          refused CURRENCY_NOT_AGREED
        > hold h1 B1/S@BR:BRL 0.00 until 10
          refused AMOUNT_ZERO
        > hold h1 B1/S@BR:BRL 10000000000000000.00 until 10
          refused AMOUNT_TOO_LARGE
        > hold h1 B1/S@BR:BRL 1.00 until 0
          refused DEADLINE_PASSED
        > hold h1 B2/S@BR:BRL 1.00 until 10
          refused FUNDS_INSUFFICIENT
        > release h1
          refused HOLD_UNKNOWN
        > admission XX ACTIVE
          refused PARTICIPANT_UNKNOWN
        """);
  }
}
