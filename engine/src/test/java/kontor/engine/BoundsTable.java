package kontor.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import kontor.engine.Command.Envelope;
import kontor.engine.Command.Instruction;
import kontor.engine.state.Bounds;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Key;
import kontor.engine.terms.ParticipantKind;
import kontor.engine.terms.SettlementModel;
import org.junit.jupiter.api.Test;

/// Every bound is reached, and reaching it is a refusal.
class BoundsTable {

  /// As much as the founding of the {@link World} needs, and very little more.
  static final Bounds SMALL = new Bounds(10, 3, 6, 16, 2, 4, 2, 3);

  @Test
  void accountsAndHolds() {
    Script.check(
        SMALL,
        """
        > open A2/S@AR:BRL
          opened A2/S@AR:BRL
        > open B2/S@BR:ARS
          refused TABLE_FULL
        > fund A1/S@AR:ARS 1.00
          refused TABLE_FULL
        > draw A2/S@AR:BRL 1.00
          refused FUNDS_INSUFFICIENT
        > line A1/S@AR:ARS 9.00
          line A1/S@AR:ARS 9.00 ARS
        > hold h1 A1/S@AR:ARS 1.00 until 10
          held A1/S@AR:ARS 1.00 ARS
        > hold h2 A1/S@AR:ARS 1.00 until 10
          held A1/S@AR:ARS 1.00 ARS
        > release h2
          hold released A1/S@AR:ARS 1.00 ARS
        > hold h3 A1/S@AR:ARS 1.00 until 10
          refused TABLE_FULL
        """);
  }

  @Test
  void theDirectory() {
    StringBuilder transcript = new StringBuilder();
    for (int i = 0; i < SMALL.participantsMax(); i++) {
      transcript.append("> apply N%d DIRECT_BANK via AR\n".formatted(i));
      transcript.append("  N%dXXXXXX applied, is APPLIED\n".formatted(i));
    }
    Script.check(
        SMALL,
        transcript
            + """
            > apply OP OPERATOR
              objection TABLE_FULL to OPXXXXXX
            # The world has ten participants of its own.
            > standing N1 ADMITTED
              objection TABLE_FULL to N1XXXXXX
            """);
  }

  @Test
  void fundsAndFixings() {
    Script.check(
        SMALL,
        """
        > fund A1/S@AR:ARS 1.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 1.00
        > fund A1/S@AR:ARS 1.00
          moved IN A1/S@AR:ARS = 2.00
        > fund A1/S@AR:ARS 1.00
          moved IN A1/S@AR:ARS = 3.00
        > fund A1/S@AR:ARS 1.00
          moved IN A1/S@AR:ARS = 4.00
        > fund A1/S@AR:ARS 1.00
          refused TABLE_FULL
        > rate 1 ARS BRL 0.05 10
          published 1 ARS = 0.05 BRL
        > fix 1 1 1 20
          refused TABLE_FULL
        > rate 1 BRL ARS 20 10
          published 1 BRL = 20 ARS
        > rate 1 BRL ARS 20 11
          refused TABLE_FULL
        """);
  }

  @Test
  void queuesAndPayments() {
    Script.check(
        SMALL,
        """
        > pay u1 A1>B1 1.00 ARS
          accepted u1 1.00 ARS for 0.05 BRL at 1 ARS = 0.04615 BRL
          queued u1 on A1/S@AR:ARS until 1000 COVER_MISSING
        > pay u2 A1>B1 1.00 ARS
          accepted u2 1.00 ARS for 0.05 BRL at 1 ARS = 0.04615 BRL
          queued u2 on A1/S@AR:ARS until 1000 COVER_MISSING
        > pay u3 A1>B1 1.00 ARS
          rejected u3 [QUEUE_FULL]
        > pay u4 A2>B1 1.00 ARS
          accepted u4 1.00 ARS for 0.05 BRL at 1 ARS = 0.04615 BRL
          queued u4 on A2/S@AR:ARS until 1000 COVER_MISSING
        # The register of messages is full as well.
        > pay u5 A2>B1 1.00 ARS
          message refused TABLE_FULL
        > send m1 pay u1 A1>B1 1.00 ARS
          message refused TABLE_FULL
        """);
  }

  @Test
  void manyPaymentsInOneMessage() {
    Script.check(
        SMALL,
        """
        > send m1 pay u1 A1>XX 1.00 ARS ; pay u2 A1>XX 1.00 ARS ; pay u3 A1>XX 1.00 ARS
          rejected u1 [CREDITOR_AGENT_UNKNOWN]
          rejected u2 [CREDITOR_AGENT_UNKNOWN]
          rejected u3 [CREDITOR_AGENT_UNKNOWN]
        > send m2 pay u4 A1>XX 1.00 ARS ; pay u5 A1>XX 1.00 ARS
          rejected u4 [CREDITOR_AGENT_UNKNOWN]
          rejected u5 [TABLE_FULL]
        > send m3 pay u5 A1>XX 1.00 ARS
          rejected u5 [TABLE_FULL]
        """);
  }

  @Test
  void whoPassesIntoAFullQueueLeaves() {
    Script.check(
        SMALL,
        """
        > line A1/S@AR:ARS 2.00
          line A1/S@AR:ARS 2.00 ARS
        > pay u1 A1>B1 1.00 ARS
          accepted u1 1.00 ARS for 0.05 BRL at 1 ARS = 0.04615 BRL
          queued u1 on AR/L@BR:BRL until 1000 CREDIT_LINE_EXCEEDED
        > pay u2 A1>B1 1.00 ARS
          accepted u2 1.00 ARS for 0.05 BRL at 1 ARS = 0.04615 BRL
          queued u2 on AR/L@BR:BRL until 1000 CREDIT_LINE_EXCEEDED
        > pay u3 A2>B1 1.00 ARS
          accepted u3 1.00 ARS for 0.05 BRL at 1 ARS = 0.04615 BRL
          queued u3 on A2/S@AR:ARS until 1000 COVER_MISSING
        > line A2/S@AR:ARS 1.00
          line A2/S@AR:ARS 1.00 ARS
          expired u3 QUEUE_FULL
        > balance A2/S@AR:ARS
          0.00 held 0.00 line 1.00
        """);
  }

  @Test
  void participantsAndAgreements() {
    EngineHarness harness = new EngineHarness(SMALL).founded();
    assertRefused(
        harness,
        new Command.AdmitParticipant(
            World.participant("A3"), ParticipantKind.DIRECT_BANK, World.participant("AR")));
    Agreement known = World.reciprocal(1, 0);
    assertRefused(
        harness,
        new Command.EnterAgreement(
            new Agreement(
                9, 1, 0, 9, SettlementModel.RECIPROCAL, known.parties(), known.terms())));
    harness.checkAll();
  }

  @Test
  void currenciesAndVersionsOfAnAgreement() {
    EngineHarness harness = new EngineHarness().founded();
    for (int i = 3; i < Bounds.CURRENCIES_MAX; i++) {
      harness.apply(0, new Command.DefineCurrency(currency(i)));
    }
    assertRefused(harness, new Command.DefineCurrency(currency(Bounds.CURRENCIES_MAX)));
    for (int version = 2; version <= Bounds.AGREEMENT_VERSIONS_MAX; version++) {
      harness.apply(0, new Command.EnterAgreement(World.reciprocal(version, 0)));
    }
    assertRefused(
        harness,
        new Command.EnterAgreement(World.reciprocal(Bounds.AGREEMENT_VERSIONS_MAX + 1, 0)));
    harness.checkAll();
  }

  private static Currency currency(int number) {
    char[] code = {'Z', (char) ('A' + number / 26 % 26), (char) ('A' + number % 26)};
    code[0] -= (char) (number / 676);
    return new Currency(new String(code), 2);
  }

  @Test
  void instructionsInAMessage() {
    EngineHarness harness = new EngineHarness().founded();
    Instruction refused = new Instruction.Refused(0, null, new byte[0]);
    int max = Bounds.ORDERS_PER_MESSAGE_MAX;
    assertEquals(
        1 + max, harness.apply(0, message("m1", Collections.nCopies(max, refused))).size());
    Command tooMany = message("m2", Collections.nCopies(max + 1, refused));
    Event expected = new Event.MessageRefused(Script.digest("m2"), Refusal.TABLE_FULL);
    assertEquals(List.of(expected), harness.apply(0, tooMany).subList(1, 2));
    assertEquals(List.of(expected), harness.apply(0, tooMany).subList(1, 2));
    harness.checkAll();
  }

  private static Command message(String name, List<Instruction> instructions) {
    return new Command.ReceiveMessage(
        new Envelope(Script.digest(name), null, Key.NONE, 8, 0, 1, instructions.size()),
        instructions,
        new byte[0]);
  }

  private static void assertRefused(EngineHarness harness, Command command) {
    assertEquals(
        List.of(new Event.CommandRefused(Refusal.TABLE_FULL)), harness.apply(0, command));
  }
}
