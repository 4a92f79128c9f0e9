package kontor.engine;

import org.junit.jupiter.api.Test;

/// Idempotency (F12): the same again gets the same answer for ever, other content under an old
/// identity is a conflict.
class IdentityTable {

  @Test
  void aPaymentIsItsUetrItsSenderAndItsContent() {
    Script.check(
        """
        > fund A1/S@AR:ARS 100.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 100.00
        > pay u1 A1>B1 1.00 ARS credit ARS
          accepted u1 1.00 ARS for 1.00 ARS
          settled u1
            A1/S@AR:ARS -1.00 = 99.00
            BR/L@AR:ARS +1.00 = 1.00
            BR/N@BR:ARS -1.00 = -1.00
            B1/S@BR:ARS +1.00 = 1.00
        > send m2 pay u1 A1>B1 1.00 ARS credit ARS
          repeated u1 SETTLED []
        > send m3 pay u1 A1>B1 1.00 ARS credit ARS content other
          conflict u1 UETR_REUSED
        > send m4 pay u1 A1>B1 1.00 ARS credit ARS by AR
          conflict u1 UETR_REUSED
        > balance A1/S@AR:ARS
          99.00 held 0.00 line 0.00
        """);
  }

  @Test
  void theAnswerIsWhereThePaymentStandsNow() {
    Script.check(
        """
        > @10 pay u1 A1>B1 1.00 ARS credit ARS
          accepted u1 1.00 ARS for 1.00 ARS
          queued u1 on A1/S@AR:ARS until 1010 COVER_MISSING
        > @20 send m2 pay u1 A1>B1 1.00 ARS credit ARS
          repeated u1 QUEUED [COVER_MISSING]
        > @30 fund A1/S@AR:ARS 1.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 1.00
          settled u1
            A1/S@AR:ARS -1.00 = 0.00
            BR/L@AR:ARS +1.00 = 1.00
            BR/N@BR:ARS -1.00 = -1.00
            B1/S@BR:ARS +1.00 = 1.00
        > @40 send m3 pay u1 A1>B1 1.00 ARS credit ARS
          repeated u1 SETTLED []
        > send m4 pay u2 A1>XX 1.00 ARS ; pay u2 A1>XX 1.00 ARS
          rejected u2 [CREDITOR_AGENT_UNKNOWN]
          repeated u2 REJECTED [CREDITOR_AGENT_UNKNOWN]
        > @2000 send m5 pay u2 A1>XX 1.00 ARS
          repeated u2 REJECTED [CREDITOR_AGENT_UNKNOWN]
        """);
  }

  @Test
  void aMessageSentAgainChangesNothing() {
    Script.check(
        """
        > fund A1/S@AR:ARS 100.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 100.00
        > @10 send m1/k1 pay u1 A1>B1 1.00 ARS credit ARS ; refused u7 ; pay u2 A1>B1 1.00 USD
          accepted u1 1.00 ARS for 1.00 ARS
          settled u1
            A1/S@AR:ARS -1.00 = 99.00
            BR/L@AR:ARS +1.00 = 1.00
            BR/N@BR:ARS -1.00 = -1.00
            B1/S@BR:ARS +1.00 = 1.00
          instruction refused 1
          rejected u2 [CURRENCY_UNKNOWN, CURRENCY_NOT_AGREED]
        > restart
        > @20 send m1/k1 pay u1 A1>B1 1.00 ARS credit ARS ; refused u7 ; pay u2 A1>B1 1.00 USD
          message repeated, first at 10ms
          repeated u1 SETTLED []
          instruction refused 1
          repeated u2 REJECTED [CURRENCY_UNKNOWN, CURRENCY_NOT_AGREED]
        > balance A1/S@AR:ARS
          99.00 held 0.00 line 0.00
        """);
  }

  @Test
  void aMessageIdUsedForOtherBytesCountsForNothing() {
    Script.check(
        """
        > fund A1/S@AR:ARS 100.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 100.00
        > send m1/k1 pay u1 A1>B1 1.00 ARS credit ARS
          accepted u1 1.00 ARS for 1.00 ARS
          settled u1
            A1/S@AR:ARS -1.00 = 99.00
            BR/L@AR:ARS +1.00 = 1.00
            BR/N@BR:ARS -1.00 = -1.00
            B1/S@BR:ARS +1.00 = 1.00
        > send m2/k1 pay u2 A1>B1 2.00 ARS credit ARS
          message refused MESSAGE_ID_REUSED
        > send m2/k1 pay u2 A1>B1 2.00 ARS credit ARS
          message repeated, first at 0ms
          message refused MESSAGE_ID_REUSED
        > send m3/k3 pay u2 A1>B1 2.00 ARS credit ARS
          accepted u2 2.00 ARS for 2.00 ARS
          settled u2
            A1/S@AR:ARS -2.00 = 97.00
            BR/L@AR:ARS +2.00 = 3.00
            BR/N@BR:ARS -2.00 = -3.00
            B1/S@BR:ARS +2.00 = 3.00
        > balance A1/S@AR:ARS
          97.00 held 0.00 line 0.00
        """);
  }

  @Test
  void theSamePaymentTwiceInOneMessageIsOnePayment() {
    Script.check(
        """
        > fund A1/S@AR:ARS 100.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 100.00
        > send m1 pay u1 A1>B1 1.00 ARS credit ARS ; pay u1 A1>B1 1.00 ARS credit ARS
          accepted u1 1.00 ARS for 1.00 ARS
          settled u1
            A1/S@AR:ARS -1.00 = 99.00
            BR/L@AR:ARS +1.00 = 1.00
            BR/N@BR:ARS -1.00 = -1.00
            B1/S@BR:ARS +1.00 = 1.00
          repeated u1 SETTLED []
        > send m1 pay u1 A1>B1 1.00 ARS credit ARS ; pay u1 A1>B1 1.00 ARS credit ARS
          message repeated, first at 0ms
          repeated u1 SETTLED []
          repeated u1 SETTLED []
        """);
  }

  @Test
  void partsOfAMessageAreKnownEachByItself() {
    Script.check(
        """
        > fund A1/S@AR:ARS 100.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 100.00
        > @10 part m1/k1 0 pay u1 A1>B1 1.00 ARS credit ARS
          accepted u1 1.00 ARS for 1.00 ARS
          settled u1
            A1/S@AR:ARS -1.00 = 99.00
            BR/L@AR:ARS +1.00 = 1.00
            BR/N@BR:ARS -1.00 = -1.00
            B1/S@BR:ARS +1.00 = 1.00
        > @20 part m1/k1 1 pay u2 A1>B1 1.00 ARS credit ARS
          accepted u2 1.00 ARS for 1.00 ARS
          settled u2
            A1/S@AR:ARS -1.00 = 98.00
            BR/L@AR:ARS +1.00 = 2.00
            BR/N@BR:ARS -1.00 = -2.00
            B1/S@BR:ARS +1.00 = 2.00
        > @30 part m1/k1 0 pay u1 A1>B1 1.00 ARS credit ARS
          message repeated, first at 10ms
          repeated u1 SETTLED []
        > @40 part m1/k1 1 pay u2 A1>B1 1.00 ARS credit ARS
          message repeated, first at 20ms
          repeated u2 SETTLED []
        > @50 part m1/k1 2 pay u3 A1>B1 1.00 ARS credit ARS
          accepted u3 1.00 ARS for 1.00 ARS
          settled u3
            A1/S@AR:ARS -1.00 = 97.00
            BR/L@AR:ARS +1.00 = 3.00
            BR/N@BR:ARS -1.00 = -3.00
            B1/S@BR:ARS +1.00 = 3.00
        """);
  }

  @Test
  void instructionAndTransactionIdsServeOnePaymentThatWasAccepted() {
    Script.check(
        """
        > fund A1/S@AR:ARS 100.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 100.00
        > pay u1 A1>XX 1.00 ARS credit ARS key i1 tx t1
          rejected u1 [CREDITOR_AGENT_UNKNOWN]
        > pay u2 A1>B1 1.00 ARS credit ARS key i1 tx t1
          accepted u2 1.00 ARS for 1.00 ARS
          settled u2
            A1/S@AR:ARS -1.00 = 99.00
            BR/L@AR:ARS +1.00 = 1.00
            BR/N@BR:ARS -1.00 = -1.00
            B1/S@BR:ARS +1.00 = 1.00
        > pay u3 A1>B1 1.00 ARS credit ARS key i1 tx t3
          rejected u3 [INSTRUCTION_ID_REUSED]
        > pay u4 A1>B1 1.00 ARS credit ARS key i4 tx t1
          rejected u4 [TRANSACTION_ID_REUSED]
        > pay u5 A1>B1 1.00 ARS credit ARS key i1 tx t1
          rejected u5 [INSTRUCTION_ID_REUSED, TRANSACTION_ID_REUSED]
        > pay u6 A1>B1 1.00 ARS credit ARS key t1 tx i1
          accepted u6 1.00 ARS for 1.00 ARS
          settled u6
            A1/S@AR:ARS -1.00 = 98.00
            BR/L@AR:ARS +1.00 = 2.00
            BR/N@BR:ARS -1.00 = -2.00
            B1/S@BR:ARS +1.00 = 2.00
        > send m9 pay u2 A1>B1 1.00 ARS credit ARS key i1 tx t1
          repeated u2 SETTLED []
        """);
  }

  @Test
  void operatorsSayThingsTwiceToo() {
    Script.check(
        """
        > fund A1/S@AR:ARS 100.00 f1
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 100.00
        > fund A1/S@AR:ARS 100.00 f1
          refused ALREADY_EXISTS
        > fund A1/S@AR:ARS 100.01 f1
          refused CONFLICTS_WITH_EARLIER
        > draw A1/S@AR:ARS 100.00 f1
          refused CONFLICTS_WITH_EARLIER
        > fund A2/S@AR:ARS 100.00 f1
          refused CONFLICTS_WITH_EARLIER
        > open A1/S@AR:ARS
          refused ALREADY_EXISTS
        > line A1/S@AR:ARS 1.00
          line A1/S@AR:ARS 1.00 ARS
        > line A1/S@AR:ARS 1.00
          refused ALREADY_EXISTS
        > admission A1 ACTIVE
          refused ALREADY_EXISTS
        > agree 1 1000
          refused ALREADY_EXISTS
        > agree 1 1001
          refused CONFLICTS_WITH_EARLIER
        > acknowledge A1 5
          acknowledged A1
        > acknowledge A1 5
          refused ALREADY_EXISTS
        > acknowledge A1 4
          refused ALREADY_EXISTS
        > acknowledge A1 6
          acknowledged A1
        > acknowledge A1 1000000
          refused CONFLICTS_WITH_EARLIER
        > acknowledge XX 1
          refused PARTICIPANT_UNKNOWN
        """);
  }
}
