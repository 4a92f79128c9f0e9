package kontor.readside;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kontor.engine.Conversion;
import kontor.engine.Event;
import kontor.engine.RecordedEvent;
import kontor.engine.Refusal;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Digest;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.PaymentOrder;
import kontor.engine.terms.PaymentState;
import kontor.engine.terms.Rate;
import org.jspecify.annotations.Nullable;

/// Writes payments, their timelines, and the totals that count them: how many stand where, by the
/// day they entered, and what settled, by the day of finality. Days are UTC.
final class PaymentRows {

  private static final long DAY_MS = 86_400_000;

  private final Session session;
  private final BookRows books;
  private final Map<PaymentId, Open> open = new HashMap<>();
  private final Map<ParticipantId, ParticipantId> institutions = new HashMap<>();
  private final Map<Total, Sum> changedTotals = new LinkedHashMap<>();
  private long lastNumber = -1;

  PaymentRows(Session session, BookRows books) {
    this.session = session;
    this.books = books;
  }

  /// A payment that is not final, as far as the totals need it. Final ones are forgotten, so the
  /// map is no larger than the queues.
  private record Open(
      long number,
      PaymentState state,
      int enteredDay,
      Money settlement,
      @Nullable ParticipantId payerInstitution,
      @Nullable ParticipantId payeeInstitution) {

    Open in(PaymentState next) {
      return new Open(number, next, enteredDay, settlement, payerInstitution, payeeInstitution);
    }
  }

  private sealed interface Total {
    int day();

    Currency currency();
  }

  private record StateTotal(int day, Currency currency, PaymentState state) implements Total {}

  private record TurnoverTotal(
      int day,
      Currency currency,
      ParticipantId payerInstitution,
      ParticipantId payeeInstitution,
      TurnoverRow.Side side)
      implements Total {}

  private record Sum(long payments, long sumMinor) {

    static final Sum ZERO = new Sum(0, 0);

    static Sum read(Row row) {
      return new Sum(row.longNumber("payments"), row.longNumber("sum_minor"));
    }

    Sum plus(long morePayments, long moreMinor) {
      return new Sum(
          Math.addExact(payments, morePayments), Math.addExact(sumMinor, moreMinor));
    }
  }

  /// Writes the totals that the batch changed.
  void flush() {
    changedTotals.forEach(this::write);
    changedTotals.clear();
  }

  /// After a rollback: what is in memory is not what is in the file.
  void forget() {
    open.clear();
    institutions.clear();
    changedTotals.clear();
    lastNumber = -1;
  }

  void forgetInstitution(ParticipantId participant) {
    institutions.remove(participant);
  }

  void accept(RecordedEvent at, Event.PaymentAccepted event) {
    Open payment = insert(at, event.message(), event.order(), PaymentState.RATED, List.of());
    convert(payment.number(), event.conversion());
    open.put(event.order().payment(), payment);
    note(at, payment.number(), TimelineRow.Kind.ACCEPTED, List.of(), null, origin(event));
  }

  private static PaymentRow.Origin origin(Event.PaymentAccepted event) {
    return new PaymentRow.Origin(event.message(), event.order().sequence());
  }

  void reject(RecordedEvent at, Event.PaymentRejected event) {
    PaymentOrder order = event.order();
    Open payment =
        insert(at, event.message(), order, PaymentState.REJECTED, event.refusals());
    write(at, payment.number(), PaymentState.REJECTED, event.refusals());
    note(
        at,
        payment.number(),
        TimelineRow.Kind.REJECTED,
        event.refusals(),
        null,
        new PaymentRow.Origin(event.message(), order.sequence()));
  }

  void queue(RecordedEvent at, Event.PaymentQueued event) {
    Open payment = move(event.payment(), PaymentState.QUEUED);
    long awaits = books.numberOf(event.awaits());
    session.run(
        "write/queuePayment",
        event.reason().name(),
        awaits,
        event.deadlineMs(),
        at.position(),
        at.index(),
        at.timestampMs(),
        payment.number());
    note(
        at,
        payment.number(),
        TimelineRow.Kind.QUEUED,
        List.of(event.reason()),
        event.awaits(),
        null);
  }

  void settle(RecordedEvent at, Event.PaymentSettled event) {
    Open payment = move(event.payment(), PaymentState.SETTLED);
    write(at, payment.number(), PaymentState.SETTLED, List.of());
    note(at, payment.number(), TimelineRow.Kind.SETTLED, List.of(), null, null);
    books.post(at, event.entries(), payment.number());
    ParticipantId payer = payment.payerInstitution();
    ParticipantId payee = payment.payeeInstitution();
    if (payer != null && payee != null) {
      int day = dayOf(at);
      Money debit = event.conversion().debit();
      Money credit = event.conversion().credit();
      add(
          new TurnoverTotal(day, debit.currency(), payer, payee, TurnoverRow.Side.PAID),
          1,
          debit.minor());
      add(
          new TurnoverTotal(day, credit.currency(), payer, payee, TurnoverRow.Side.RECEIVED),
          1,
          credit.minor());
    }
  }

  void expire(RecordedEvent at, Event.PaymentExpired event) {
    Open payment = move(event.payment(), PaymentState.EXPIRED);
    List<Refusal> refusals = List.of(event.refusal());
    write(at, payment.number(), PaymentState.EXPIRED, refusals);
    note(at, payment.number(), TimelineRow.Kind.EXPIRED, refusals, null, null);
  }

  void repeat(RecordedEvent at, Event.PaymentRepeated event) {
    note(
        at,
        find(event.payment()).number(),
        TimelineRow.Kind.REPEATED,
        List.of(),
        null,
        new PaymentRow.Origin(event.message(), event.sequence()));
  }

  void conflict(RecordedEvent at, Event.PaymentConflict event) {
    note(
        at,
        find(event.payment()).number(),
        TimelineRow.Kind.CONFLICT,
        List.of(event.refusal()),
        null,
        new PaymentRow.Origin(event.message(), event.sequence()));
  }

  private Open insert(
      RecordedEvent at,
      Digest message,
      PaymentOrder order,
      PaymentState state,
      List<Refusal> refusals) {
    if (lastNumber < 0) {
      lastNumber = session.lastNumber("write/lastPaymentNumber");
    }
    lastNumber++;
    PaymentOrder.Route route = order.route();
    PaymentOrder.Amounts amounts = order.amounts();
    Money settlement = amounts.settlement();
    Money instructed = amounts.instructed();
    Rate statedRate = amounts.statedRate();
    Currency creditCurrency = amounts.creditCurrency();
    int day = dayOf(at);
    ParticipantId payer = institutionOf(route.debtorAgent());
    ParticipantId payee = institutionOf(route.creditorAgent());
    session.run(
        "write/insertPayment",
        lastNumber,
        order.payment().uetr(),
        message.toString(),
        order.sequence(),
        route.sender().bic(),
        route.debtorAgent().bic(),
        route.creditorAgent().bic(),
        payer == null ? null : payer.bic(),
        payee == null ? null : payee.bic(),
        settlement.minor(),
        settlement.currency().code(),
        settlement.currency().minorDigits(),
        instructed == null ? null : instructed.minor(),
        instructed == null ? null : instructed.currency().code(),
        instructed == null ? null : instructed.currency().minorDigits(),
        statedRate == null ? null : statedRate.unscaled(),
        statedRate == null ? null : statedRate.scale(),
        creditCurrency == null ? null : creditCurrency.code(),
        creditCurrency == null ? null : creditCurrency.minorDigits(),
        order.timing().settlementDay(),
        order.timing().priority().name(),
        order.timing().expiryMs(),
        state.name(),
        Row.textOf(refusals),
        day,
        at.position(),
        at.index(),
        at.timestampMs());
    add(new StateTotal(day, settlement.currency(), state), 1, settlement.minor());
    return new Open(lastNumber, state, day, settlement, payer, payee);
  }

  private void convert(long number, Conversion conversion) {
    Money debit = conversion.debit();
    Money credit = conversion.credit();
    Fixing fixing = conversion.fixing();
    session.run(
        "write/convertPayment",
        conversion.agreement(),
        conversion.agreementVersion(),
        debit.minor(),
        debit.currency().code(),
        debit.currency().minorDigits(),
        credit.minor(),
        credit.currency().code(),
        credit.currency().minorDigits(),
        fixing == null ? null : fixing.agreement(),
        fixing == null ? null : fixing.base().code(),
        fixing == null ? null : fixing.quoted().code(),
        fixing == null ? null : fixing.rate().unscaled(),
        fixing == null ? null : fixing.rate().scale(),
        fixing == null ? null : fixing.effectiveFromMs(),
        fixing == null ? null : fixing.source(),
        number);
  }

  private void write(
      RecordedEvent at, long number, PaymentState state, List<Refusal> refusals) {
    session.run(
        "write/endPayment",
        state.name(),
        Row.textOf(refusals),
        at.position(),
        at.index(),
        at.timestampMs(),
        number);
  }

  private void note(
      RecordedEvent at,
      long payment,
      TimelineRow.Kind kind,
      List<Refusal> refusals,
      @Nullable AccountId awaits,
      PaymentRow.@Nullable Origin origin) {
    session.run(
        "write/insertTimeline",
        payment,
        at.position(),
        at.index(),
        at.timestampMs(),
        kind.name(),
        Row.textOf(refusals),
        awaits == null ? null : books.numberOf(awaits),
        origin == null ? null : origin.message().toString(),
        origin == null ? -1 : origin.sequence());
  }

  /// Takes the payment out of its state's total and into that of the next.
  private Open move(PaymentId id, PaymentState next) {
    Open before = find(id);
    Open after = before.in(next);
    Money settlement = before.settlement();
    add(
        new StateTotal(before.enteredDay(), settlement.currency(), before.state()),
        -1,
        -settlement.minor());
    add(new StateTotal(before.enteredDay(), settlement.currency(), next), 1, settlement.minor());
    if (next.isFinal()) {
      open.remove(id);
    } else {
      open.put(id, after);
    }
    return after;
  }

  private Open find(PaymentId id) {
    Open known = open.get(id);
    if (known != null) {
      return known;
    }
    Open stored = session.one("write/openPayment", PaymentRows::openOf, id.uetr());
    if (stored == null) {
      throw new IllegalStateException("an event speaks of a payment that never entered: " + id);
    }
    return stored;
  }

  private static Open openOf(Row row) {
    return new Open(
        row.longNumber("number"),
        PaymentState.valueOf(row.text("state")),
        row.number("entered_day"),
        row.moneyWithDigits("settlement"),
        row.participantOrNull("payer_institution"),
        row.participantOrNull("payee_institution"));
  }

  private @Nullable ParticipantId institutionOf(ParticipantId participant) {
    ParticipantId known = institutions.get(participant);
    if (known != null) {
      return known;
    }
    ParticipantId stored =
        session.one("institutionOf", row -> row.participant("institution"), participant.bic());
    if (stored != null) {
      institutions.put(participant, stored);
    }
    return stored;
  }

  private void add(Total total, long payments, long minor) {
    Sum before = changedTotals.get(total);
    if (before == null) {
      before = read(total);
    }
    changedTotals.put(total, before.plus(payments, minor));
  }

  private Sum read(Total total) {
    Currency currency = total.currency();
    Sum stored =
        switch (total) {
          case StateTotal state ->
              session.one(
                  "write/paymentCount",
                  Sum::read,
                  state.day(),
                  state.state().name(),
                  currency.code(),
                  currency.minorDigits());
          case TurnoverTotal turnover ->
              session.one(
                  "write/turnover",
                  Sum::read,
                  turnover.day(),
                  currency.code(),
                  currency.minorDigits(),
                  turnover.payerInstitution().bic(),
                  turnover.payeeInstitution().bic(),
                  turnover.side().name());
        };
    return stored == null ? Sum.ZERO : stored;
  }

  private void write(Total total, Sum sum) {
    Currency currency = total.currency();
    switch (total) {
      case StateTotal state ->
          session.run(
              "write/setPaymentCount",
              state.day(),
              state.state().name(),
              currency.code(),
              currency.minorDigits(),
              sum.payments(),
              sum.sumMinor());
      case TurnoverTotal turnover ->
          session.run(
              "write/setTurnover",
              turnover.day(),
              currency.code(),
              currency.minorDigits(),
              turnover.payerInstitution().bic(),
              turnover.payeeInstitution().bic(),
              turnover.side().name(),
              sum.payments(),
              sum.sumMinor());
    }
  }

  private static int dayOf(RecordedEvent at) {
    return Math.toIntExact(Math.floorDiv(at.timestampMs(), DAY_MS));
  }
}
