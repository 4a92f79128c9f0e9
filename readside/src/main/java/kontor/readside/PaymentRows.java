package kontor.readside;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kontor.engine.Conversion;
import kontor.engine.Event;
import kontor.engine.RecordedEvent;
import kontor.engine.Refusal;
import kontor.engine.governance.CalendarEvent;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.AccountKind;
import kontor.engine.terms.Currency;
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
  private final MessageRows messages;
  private final Map<PaymentId, Open> open = new HashMap<>();
  private final Map<ParticipantId, ParticipantId> institutions = new HashMap<>();
  private final Map<ParticipantId, ParticipantId> settlesOver = new HashMap<>();
  private final Map<Total, Sum> changedTotals = new LinkedHashMap<>();
  private @Nullable Draft draft;
  private long lastNumber = -1;

  PaymentRows(Session session, BookRows books, MessageRows messages) {
    this.session = session;
    this.books = books;
    this.messages = messages;
  }

  /// The payment that entered last, not written yet: most are settled by the next event and so
  /// become one row written once. {@link #writeDraft} comes before anything that could read it.
  private record Draft(
      Open payment,
      RecordedEvent entered,
      long message,
      PaymentOrder order,
      @Nullable Conversion conversion,
      List<Refusal> refusals,
      @Nullable RecordedEvent ended) {}

  /// A payment that is not final, as far as the totals need it. Final ones are forgotten, so the
  /// map is no larger than the queues.
  ///
  /// @param payingBank over whose account it settles: its bank or that one's direct bank
  /// @param reserved whether its sum is set aside on that account
  private record Open(
      long number,
      PaymentState state,
      int enteredDay,
      Money settlement,
      ParticipantId payingBank,
      @Nullable ParticipantId payerInstitution,
      @Nullable ParticipantId payeeInstitution,
      boolean reserved) {

    Open in(PaymentState next, boolean nowReserved) {
      return new Open(
          number, next, enteredDay, settlement, payingBank, payerInstitution,
          payeeInstitution, nowReserved);
    }

    Open paying(Money debit) {
      return new Open(
          number, state, enteredDay, debit, payingBank, payerInstitution, payeeInstitution,
          reserved);
    }

    /// The account that pays, in the book of the bank's own institution.
    AccountId payerAccount() {
      if (payerInstitution == null) {
        throw new IllegalStateException("a payment was accepted whose bank has no institution");
      }
      return new AccountId(
          payerInstitution, settlement.currency(), payingBank, AccountKind.SETTLEMENT);
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

  /// Writes what the batch left in memory.
  void flush() {
    writeDraft();
    changedTotals.forEach(this::write);
    changedTotals.clear();
  }

  /// After a rollback: what is in memory is not what is in the file.
  void forget() {
    open.clear();
    institutions.clear();
    settlesOver.clear();
    changedTotals.clear();
    draft = null;
    lastNumber = -1;
  }

  /// What waits has other sums in the file now.
  void forgetOpen() {
    open.clear();
  }

  /// A payment that waits has another sum in another unit.
  void recount(int enteredDay, Money before, Money after) {
    add(
        new StateTotal(enteredDay, before.currency(), PaymentState.QUEUED),
        -1,
        Math.negateExact(before.minor()));
    add(
        new StateTotal(enteredDay, after.currency(), PaymentState.QUEUED), 1, after.minor());
  }

  void forgetInstitution(ParticipantId participant) {
    institutions.remove(participant);
    settlesOver.remove(participant);
  }

  void accept(RecordedEvent at, Event.PaymentAccepted event) {
    Open payment =
        enter(at, event.order(), event.conversion().debit(), PaymentState.RATED);
    open.put(event.order().payment(), payment);
    draft =
        new Draft(
            payment,
            at,
            messages.numberOf(event.message()),
            event.order(),
            event.conversion(),
            List.of(),
            null);
    note(at, payment.number(), TimelineRow.Kind.ACCEPTED, List.of(), null, null);
  }

  void reject(RecordedEvent at, Event.PaymentRejected event) {
    if (event.refusals().contains(Refusal.TABLE_FULL) && isKnown(event.order().payment())) {
      // A full core does not remember what it refused, so the same may be refused again.
      Open known = find(event.order().payment());
      note(at, known.number(), TimelineRow.Kind.REJECTED, event.refusals(), null, null);
      return;
    }
    Open payment =
        enter(
            at, event.order(), event.order().amounts().settlement(), PaymentState.REJECTED);
    long message = messages.numberOf(event.message());
    draft = new Draft(payment, at, message, event.order(), null, event.refusals(), at);
    note(at, payment.number(), TimelineRow.Kind.REJECTED, event.refusals(), null, null);
  }

  /// It waits for its rate. Who sent it hears later what came of that, as of one that is queued.
  void awaitRate(RecordedEvent at, Event.RateAwaited event) {
    PaymentOrder order = event.order();
    Open payment =
        enter(at, order, order.amounts().settlement(), PaymentState.AWAITS_RATE);
    open.put(order.payment(), payment);
    long message = messages.numberOf(event.message());
    draft =
        new Draft(payment, at, message, order, null, List.of(event.reason()), null);
    writeDraft();
    session.run(
        "write/awaitRate",
        event.reason().name(),
        event.deadlineMs(),
        at.position(),
        at.index(),
        at.timestampMs(),
        payment.number());
    note(
        at,
        payment.number(),
        TimelineRow.Kind.AWAITS_RATE,
        List.of(event.reason()),
        null,
        null);
  }

  /// The rate that it waited for is there. What it counts is what its bank pays in today's unit.
  void rate(RecordedEvent at, Event.PaymentRated event) {
    writeDraft();
    Open payment = move(event.payment(), PaymentState.RATED, false);
    Money stated = payment.settlement();
    Money debit = event.conversion().debit();
    int day = payment.enteredDay();
    add(
        new StateTotal(day, stated.currency(), PaymentState.RATED),
        -1,
        Math.negateExact(stated.minor()));
    add(new StateTotal(day, debit.currency(), PaymentState.RATED), 1, debit.minor());
    open.put(event.payment(), payment.paying(debit));
    List<@Nullable Object> values = new ArrayList<>();
    addConversion(values, event.conversion());
    values.add(payment.number());
    session.run("write/ratePayment", values.toArray());
    note(at, payment.number(), TimelineRow.Kind.RATED, List.of(), null, null);
  }

  void queue(RecordedEvent at, Event.PaymentQueued event) {
    writeDraft();
    // One that waits for the partner's side has its sum set aside meanwhile.
    boolean reserved = isReserved(event.awaits().kind());
    Open payment = move(event.payment(), PaymentState.QUEUED, reserved);
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

  /// It waits on, for another value date.
  void redate(RecordedEvent at, CalendarEvent.PaymentRedated event) {
    writeDraft();
    long payment = find(event.payment()).number();
    session.run("write/redatePayment", event.newDay(), event.deadlineMs(), payment);
    session.run(
        "write/insertRedating",
        at.position(),
        at.index(),
        at.timestampMs(),
        event.payment().uetr(),
        event.agreement(),
        event.oldDay(),
        event.newDay(),
        event.deadlineMs());
    note(at, payment, TimelineRow.Kind.REDATED, List.of(), null, null);
  }

  void settle(RecordedEvent at, Event.PaymentSettled event) {
    Open payment = move(event.payment(), PaymentState.SETTLED, false);
    end(at, payment, PaymentState.SETTLED, List.of());
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
    Open payment = move(event.payment(), PaymentState.EXPIRED, false);
    List<Refusal> refusals = List.of(event.refusal());
    end(at, payment, PaymentState.EXPIRED, refusals);
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

  /// @param settlement what its bank pays: what was accepted, or else what was stated
  private Open enter(
      RecordedEvent at, PaymentOrder order, Money settlement, PaymentState state) {
    writeDraft();
    if (lastNumber < 0) {
      lastNumber = session.lastNumber("write/lastPaymentNumber");
    }
    lastNumber++;
    int day = dayOf(at);
    add(new StateTotal(day, settlement.currency(), state), 1, settlement.minor());
    return new Open(
        lastNumber,
        state,
        day,
        settlement,
        settlesOver(order.route().debtorAgent()),
        institutionOf(order.route().debtorAgent()),
        institutionOf(order.route().creditorAgent()),
        false);
  }

  private void end(
      RecordedEvent at, Open payment, PaymentState state, List<Refusal> refusals) {
    Draft last = draft;
    if (last != null && last.payment().number() == payment.number()) {
      draft =
          new Draft(
              payment, last.entered(), last.message(), last.order(), last.conversion(),
              refusals, at);
      return;
    }
    session.run(
        "write/endPayment",
        state.name(),
        Row.textOf(refusals),
        at.position(),
        at.index(),
        at.timestampMs(),
        payment.number());
  }

  /// Writes the payment that entered last, if it is not written yet.
  void writeDraft() {
    if (draft != null) {
      List<@Nullable Object> values = new ArrayList<>();
      addStated(values, draft);
      addConversion(values, draft.conversion());
      addStanding(values, draft);
      session.run("write/insertPayment", values.toArray());
      draft = null;
    }
  }

  private static void addStated(List<@Nullable Object> values, Draft draft) {
    PaymentOrder order = draft.order();
    PaymentOrder.Route route = order.route();
    PaymentOrder.Amounts amounts = order.amounts();
    Rate rate = amounts.statedRate();
    Currency creditCurrency = amounts.creditCurrency();
    values.add(draft.payment().number());
    values.add(order.payment().uetr());
    values.add(draft.message());
    values.add(order.sequence());
    values.add(route.sender().bic());
    values.add(route.debtorAgent().bic());
    values.add(route.creditorAgent().bic());
    values.add(bicOrNull(draft.payment().payerInstitution()));
    values.add(bicOrNull(draft.payment().payeeInstitution()));
    addMoney(values, amounts.settlement());
    addMoney(values, amounts.instructed());
    values.add(rate == null ? null : rate.unscaled());
    values.add(rate == null ? null : rate.scale());
    values.add(creditCurrency == null ? null : creditCurrency.code());
    values.add(creditCurrency == null ? null : creditCurrency.minorDigits());
    values.add(order.timing().settlementDay());
    values.add(order.timing().priority().name());
    values.add(order.timing().expiryMs());
  }

  private static void addMoney(List<@Nullable Object> values, @Nullable Money money) {
    values.add(money == null ? null : money.minor());
    values.add(money == null ? null : money.currency().code());
    values.add(money == null ? null : money.currency().minorDigits());
  }

  private static void addConversion(
      List<@Nullable Object> values, @Nullable Conversion conversion) {
    Fixing fixing = conversion == null ? null : conversion.fixing();
    values.add(conversion == null ? null : conversion.agreement());
    values.add(conversion == null ? null : conversion.agreementVersion());
    addMoney(values, conversion == null ? null : conversion.debit());
    addMoney(values, conversion == null ? null : conversion.credit());
    values.add(fixing == null ? null : fixing.agreement());
    values.add(fixing == null ? null : fixing.base().code());
    values.add(fixing == null ? null : fixing.quoted().code());
    values.add(fixing == null ? null : fixing.rate().unscaled());
    values.add(fixing == null ? null : fixing.rate().scale());
    values.add(fixing == null ? null : fixing.effectiveFromMs());
    values.add(fixing == null ? null : fixing.source());
  }

  private static void addStanding(List<@Nullable Object> values, Draft draft) {
    RecordedEvent entered = draft.entered();
    RecordedEvent ended = draft.ended();
    values.add(draft.payment().state().name());
    values.add(Row.textOf(draft.refusals()));
    values.add(draft.payment().enteredDay());
    values.add(entered.position());
    values.add(entered.index());
    values.add(entered.timestampMs());
    values.add(ended == null ? null : ended.position());
    values.add(ended == null ? null : ended.index());
    values.add(ended == null ? null : ended.timestampMs());
  }

  private static @Nullable String bicOrNull(@Nullable ParticipantId participant) {
    return participant == null ? null : participant.bic();
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
        origin == null ? null : messages.numberOf(origin.message()),
        origin == null ? -1 : origin.sequence());
  }

  static boolean isReserved(AccountKind awaits) {
    return awaits != AccountKind.SETTLEMENT;
  }

  /// Takes the payment out of its state's total and into that of the next, and sets its sum aside
  /// or frees it.
  private Open move(PaymentId id, PaymentState next, boolean reserved) {
    Open before = find(id);
    Open after = before.in(next, reserved);
    Money settlement = before.settlement();
    add(
        new StateTotal(before.enteredDay(), settlement.currency(), before.state()),
        -1,
        -settlement.minor());
    add(new StateTotal(before.enteredDay(), settlement.currency(), next), 1, settlement.minor());
    if (before.reserved() != reserved) {
      books.hold(before.payerAccount(), reserved ? settlement.minor() : -settlement.minor());
    }
    if (next.isFinal()) {
      open.remove(id);
    } else {
      open.put(id, after);
    }
    return after;
  }

  private Open find(PaymentId id) {
    Open known = known(id);
    if (known == null) {
      throw new IllegalStateException("an event speaks of a payment that never entered: " + id);
    }
    return known;
  }

  private boolean isKnown(PaymentId id) {
    return known(id) != null;
  }

  private @Nullable Open known(PaymentId id) {
    Open inMemory = open.get(id);
    if (inMemory != null) {
      return inMemory;
    }
    writeDraft();
    return session.one("write/openPayment", PaymentRows::openOf, id.uetr());
  }

  private static Open openOf(Row row) {
    PaymentState state = PaymentState.valueOf(row.text("state"));
    boolean reserved =
        state == PaymentState.QUEUED
            && isReserved(AccountKind.valueOf(row.text("awaits_kind")));
    return new Open(
        row.longNumber("number"),
        state,
        row.number("entered_day"),
        row.moneyWithDigits("settlement"),
        row.participant("paying_bank"),
        row.participantOrNull("payer_institution"),
        row.participantOrNull("payee_institution"),
        reserved);
  }

  private ParticipantId settlesOver(ParticipantId bank) {
    ParticipantId known = settlesOver.get(bank);
    if (known != null) {
      return known;
    }
    ParticipantId direct = Lookup.settlesOver(session, bank);
    settlesOver.put(bank, direct);
    return direct;
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
