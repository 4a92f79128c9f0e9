package kontor.readside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.ArrayList;
import java.util.List;
import kontor.engine.Command.Envelope;
import kontor.engine.Conversion;
import kontor.engine.Event;
import kontor.engine.RecordedEvent;
import kontor.engine.Refusal;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Digest;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.Key;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.ParticipantKind;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.PaymentOrder;
import kontor.engine.terms.Priority;
import kontor.engine.terms.Rate;
import kontor.readside.TimelineRow.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Payments that waited for their rate, as people query them: with each event in a batch of its
/// own, and with all in one.
class RateWaitRowsTable {

  private static final Currency ARS = new Currency("ARS", 2);
  private static final Currency BRL = new Currency("BRL", 2);
  private static final ParticipantId AR = ParticipantId.ofBic("CIARARB0");
  private static final ParticipantId BR = ParticipantId.ofBic("CIBRBRB0");
  private static final ParticipantId PAYER = ParticipantId.ofBic("BNCCARB0");
  private static final ParticipantId PAYEE = ParticipantId.ofBic("BNAABRS0");
  private static final Digest MESSAGE = new Digest(1, 2, 3, 4);
  private static final Money PAID = new Money(10_000, ARS);
  private static final Conversion CONVERSION =
      new Conversion(
          7, 1, PAID, new Money(462, BRL),
          new Fixing(7, ARS, BRL, Rate.of("0.04615"), 900, "PTAX"));

  private final List<RecordedEvent> events = new ArrayList<>();

  private void see(Event event) {
    int at = events.size() + 1;
    events.add(new RecordedEvent(at, 0, at * 100L, event));
  }

  private static PaymentId payment(int number) {
    return new PaymentId(0x4000, 0x8000_0000_0000_0000L | number);
  }

  private void await(int number) {
    PaymentOrder order =
        new PaymentOrder(
            payment(number), number, MESSAGE, Key.NONE, Key.NONE,
            new PaymentOrder.Route(PAYER, PAYER, PAYEE),
            new PaymentOrder.Amounts(PAID, null, null, null),
            new PaymentOrder.Timing(20_544, Priority.NORMAL, 0));
    see(new Event.RateAwaited(MESSAGE, order, 7, Refusal.RATE_UNCONFIRMED, 5_000));
  }

  private void happen() {
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
            new Envelope(MESSAGE, PAYER, Key.NONE, 808, 0, 1, 3), new byte[] {1}));
    await(1);
    await(2);
    await(3);
    see(new Event.PaymentRated(payment(1), CONVERSION));
    see(new Event.PaymentSettled(payment(1), CONVERSION, List.of()));
    see(new Event.PaymentExpired(payment(2), Refusal.STATED_RATE_DIFFERS));
  }

  @Test
  void eachTellsWhereItStands() {
    happen();
    check(events.size());
    check(1);
  }

  private void check(int batch) {
    try (TemporaryDatabase file = new TemporaryDatabase()) {
      Projector projector = new Projector(file.open(), OutboxWriter.NONE);
      for (int i = 0; i < events.size(); i += batch) {
        projector.apply(events.subList(i, Math.min(events.size(), i + batch)));
      }
      Queries queries = new Queries(file.open());
      assertEquals(
          "SETTLED [] of 4.62 BRL, AWAITS_RATE RATED SETTLED", shown(queries.payment(payment(1))));
      assertEquals(
          "EXPIRED [STATED_RATE_DIFFERS] of nothing, AWAITS_RATE EXPIRED",
          shown(queries.payment(payment(2))));
      assertEquals(
          "AWAITS_RATE [RATE_UNCONFIRMED] of nothing, AWAITS_RATE",
          shown(queries.payment(payment(3))));
      assertEquals(
          "[AWAITS_RATE 1 100.00 ARS, EXPIRED 1 100.00 ARS, SETTLED 1 100.00 ARS]",
          queries.paymentsByState(0).stream()
              .filter(row -> row.payments() > 0)
              .map(row -> row.state() + " " + row.payments() + " " + row.sum())
              .sorted()
              .toList()
              .toString());
    }
  }

  private static String shown(@Nullable PaymentDetails details) {
    assertNotNull(details);
    PaymentRow row = details.payment();
    Conversion conversion = row.conversion();
    return row.standing().state() + " " + row.standing().refusals() + " of "
        + (conversion == null ? "nothing" : conversion.credit()) + ", "
        + String.join(
            " ", details.timeline().stream().map(TimelineRow::kind).map(Kind::name).toList());
  }
}
