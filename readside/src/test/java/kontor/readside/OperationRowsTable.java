package kontor.readside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import kontor.engine.Command.Envelope;
import kontor.engine.Conversion;
import kontor.engine.Event;
import kontor.engine.RecordedEvent;
import kontor.engine.Refusal;
import kontor.engine.annex.Judgement;
import kontor.engine.annex.Judgement.Finding;
import kontor.engine.governance.CalendarEvent;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Digest;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.Key;
import kontor.engine.terms.Money;
import kontor.engine.terms.OperationClass;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.ParticipantKind;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.PaymentOrder;
import kontor.engine.terms.Priority;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What annexes on operations say of payments, as people query it.
class OperationRowsTable {

  private static final Currency ARS = new Currency("ARS", 2);
  private static final Currency BRL = new Currency("BRL", 2);
  private static final ParticipantId AR = ParticipantId.ofBic("CIARARB0");
  private static final ParticipantId BR = ParticipantId.ofBic("CIBRBRB0");
  private static final ParticipantId PAYER = ParticipantId.ofBic("BNCCARB0");
  private static final ParticipantId PAYEE = ParticipantId.ofBic("BNAABRS0");
  private static final Digest MESSAGE = new Digest(1, 2, 3, 4);
  private static final int DAY = 20_544;

  private final List<RecordedEvent> events = new ArrayList<>();

  private void see(Event event) {
    int at = events.size() + 1;
    events.add(new RecordedEvent(at, 0, at * 100L, event));
  }

  private static PaymentId payment(int number) {
    return new PaymentId(0x4000, 0x8000_0000_0000_0000L | number);
  }

  private static PaymentOrder order(int number, int day) {
    return new PaymentOrder(
        payment(number), 0, MESSAGE, Key.NONE, Key.NONE,
        new PaymentOrder.Route(PAYER, PAYER, PAYEE),
        new PaymentOrder.Amounts(new Money(number * 100L, ARS), null, null, null),
        new PaymentOrder.Timing(day, Priority.NORMAL, 0));
  }

  private void judge(
      int number, int day, @Nullable OperationClass operation, Finding finding, String... missing) {
    see(
        new Event.OperationJudged(
            payment(number), 7, day, operation,
            new Judgement(finding, "rule " + number, List.of(missing))));
  }

  private void accept(int number, int day, @Nullable OperationClass operation) {
    judge(number, day, operation, Finding.FITS);
    see(
        new Event.PaymentAccepted(
            MESSAGE, order(number, day),
            new Conversion(
                7, 1, new Money(number * 100L, ARS), new Money(number * 5L, BRL), null)));
  }

  private void settle(int number) {
    see(
        new Event.PaymentSettled(
            payment(number),
            new Conversion(
                7, 1, new Money(number * 100L, ARS), new Money(number * 5L, BRL), null),
            List.of()));
  }

  @Test
  void theJudgementStandsByItsPaymentAndTheDayAddsUp() {
    see(new Event.CurrencyDefined(ARS));
    see(new Event.CurrencyDefined(BRL));
    for (ParticipantId institution : List.of(AR, BR)) {
      see(
          new Event.ParticipantAdmitted(
              institution, ParticipantKind.INSTITUTION, institution));
    }
    see(new Event.ParticipantAdmitted(PAYER, ParticipantKind.DIRECT_BANK, AR));
    see(new Event.ParticipantAdmitted(PAYEE, ParticipantKind.DIRECT_BANK, BR));
    see(
        new Event.MessageReceived(
            new Envelope(MESSAGE, PAYER, Key.NONE, 808, 0, 1, 1),
            new byte[] {1}));
    accept(1, DAY, OperationClass.GOODS);
    settle(1);
    accept(2, DAY, OperationClass.GOODS);
    settle(2);
    accept(3, DAY, null);
    settle(3);
    // Refused, of another day, and settled with what was moved to the day by a holiday.
    judge(4, DAY, OperationClass.GOODS, Finding.DOCUMENTS_MISSING, "invoice", "contract");
    see(
        new Event.PaymentRejected(
            MESSAGE, order(4, DAY), List.of(Refusal.DOCUMENTS_NEEDED)));
    accept(8, DAY + 1, OperationClass.GOODS);
    settle(8);
    accept(16, DAY - 1, OperationClass.GOODS);
    see(
        new Event.Governed(
            new FourEyes("M. Sousa", "C. Lima"),
            new CalendarEvent.PaymentRedated(payment(16), 7, DAY - 1, DAY, 5)));
    // It left the queue unsettled.
    accept(32, DAY, OperationClass.PENSION);
    see(new Event.PaymentExpired(payment(32), Refusal.WAITED_TOO_LONG));

    try (TemporaryDatabase file = new TemporaryDatabase()) {
      Projector projector = new Projector(file.open(), OutboxWriter.NONE);
      for (RecordedEvent event : events) {
        projector.apply(List.of(event));
      }
      Queries queries = new Queries(file.open());
      JudgementRow refused = judgement(queries, 4);
      assertEquals(OperationClass.GOODS, refused.operation());
      assertEquals(7, refused.agreement());
      assertEquals(
          new Judgement(Finding.DOCUMENTS_MISSING, "rule 4", List.of("invoice", "contract")),
          refused.judgement());
      assertNull(judgement(queries, 3).operation());
      assertEquals(
          "[ANY 3.00 ARS, ANY 0.15 BRL, GOODS 19.00 ARS, GOODS 0.95 BRL]",
          queries.daySums(7, DAY).stream()
              .map(row -> row.operation() + " " + row.sum())
              .toList()
              .toString());
      assertEquals(List.of(), queries.daySums(8, DAY));
      assertEquals(List.of(), queries.daySums(7, DAY - 1));
    }
  }

  private static JudgementRow judgement(Queries queries, int number) {
    PaymentDetails details = queries.payment(payment(number));
    assertNotNull(details);
    JudgementRow judged = details == null ? null : details.judgement();
    assertNotNull(judged);
    if (judged == null) {
      throw new AssertionError("not judged");
    }
    return judged;
  }
}
