package kontor.readside;

import static java.util.Comparator.comparing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import kontor.engine.Conversion;
import kontor.engine.Entry;
import kontor.engine.Event;
import kontor.engine.LedgerResults;
import kontor.engine.RecordedEvent;
import kontor.engine.Refusal;
import kontor.engine.governance.CalendarEvent;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.AccountKind;
import kontor.engine.terms.Admission;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Digest;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.PaymentOrder;
import kontor.engine.terms.PaymentState;
import org.jspecify.annotations.Nullable;

/// The read side as anybody would write it who need not be fast: keeps the events and walks over
/// all of them for each question.
final class ReadModel {

  private static final long DAY_MS = 86_400_000;

  private final List<RecordedEvent> events;
  private @Nullable List<PaymentRow> payments;
  private @Nullable List<ParticipantRow> participants;

  ReadModel(List<RecordedEvent> events) {
    this.events = events;
  }

  private static Moment moment(RecordedEvent recorded) {
    return new Moment(recorded.position(), recorded.index(), recorded.timestampMs());
  }

  private static int day(Moment at) {
    return (int) Math.floorDiv(at.timestampMs(), DAY_MS);
  }

  private <E extends Event> List<E> all(Class<E> type) {
    return events.stream().map(RecordedEvent::event).filter(type::isInstance)
        .map(type::cast).toList();
  }

  ReadHealth health() {
    RecordedEvent last = events.getLast();
    return new ReadHealth(new Position(last.position(), last.index()), last.timestampMs());
  }

  List<ParticipantRow> participants() {
    participants = participants == null ? walkForParticipants() : participants;
    return participants;
  }

  private List<ParticipantRow> walkForParticipants() {
    Map<String, ParticipantRow> rows = new TreeMap<>();
    for (Event event : all(Event.class)) {
      if (event instanceof Event.ParticipantAdmitted admitted) {
        rows.put(
            admitted.participant().bic(),
            new ParticipantRow(
                admitted.participant(),
                admitted.kind(),
                admitted.institution(),
                Admission.ACTIVE));
      }
      if (event instanceof Event.AdmissionChanged(ParticipantId participant, Admission now)) {
        rows.computeIfPresent(
            participant.bic(),
            (bic, row) -> new ParticipantRow(participant, row.kind(), row.institution(), now));
      }
    }
    return List.copyOf(rows.values());
  }

  /// All entries, oldest first.
  List<EntryRow> entries() {
    List<EntryRow> rows = new ArrayList<>();
    for (RecordedEvent recorded : events) {
      if (recorded.event() instanceof Event.FundsMoved moved) {
        moved.entries().forEach(entry -> rows.add(row(recorded, entry, null)));
      }
      if (recorded.event() instanceof Event.PaymentSettled settled) {
        settled.entries().forEach(entry -> rows.add(row(recorded, entry, settled.payment())));
      }
    }
    return rows;
  }

  private static EntryRow row(
      RecordedEvent recorded, Entry entry, @Nullable PaymentId payment) {
    Currency currency = entry.account().currency();
    return new EntryRow(
        moment(recorded),
        entry.account(),
        new Money(entry.amountMinor(), currency),
        new Money(entry.balanceMinor(), currency),
        payment);
  }

  List<AccountId> accountIds() {
    Set<AccountId> ids = new LinkedHashSet<>();
    all(Event.AccountOpened.class).forEach(opened -> ids.add(opened.account()));
    entries().forEach(entry -> ids.add(entry.account()));
    return ids.stream()
        .sorted(
            comparing((AccountId id) -> id.servicer().bic())
                .thenComparing(id -> id.currency().code())
                .thenComparing(id -> id.kind().name(), java.util.Comparator.reverseOrder())
                .thenComparing(id -> id.owner().bic()))
        .toList();
  }

  AccountRow account(AccountId id) {
    long balance = 0;
    long held = 0;
    long line = 0;
    for (EntryRow entry : entries()) {
      balance += entry.account().equals(id) ? entry.amount().minor() : 0;
    }
    for (HoldRow hold : holds(id)) {
      held += hold.state() == HoldRow.State.HELD ? hold.amount().minor() : 0;
    }
    for (PaymentRow payment : payments()) {
      held += reserves(payment, id) ? payment.stated().settlement().minor() : 0;
    }
    for (Event.CreditLineSet set : all(Event.CreditLineSet.class)) {
      line = set.account().equals(id) ? set.line().minor() : line;
    }
    return new AccountRow(
        id,
        new Money(balance, id.currency()),
        new Money(held, id.currency()),
        new Money(line, id.currency()));
  }

  private static boolean reserves(PaymentRow payment, AccountId id) {
    AccountId awaits = payment.standing().awaits();
    return payment.standing().state() == PaymentState.QUEUED
        && awaits != null
        && awaits.kind() == AccountKind.LORO
        && id.kind() == AccountKind.SETTLEMENT
        && id.owner().equals(payment.path().route().debtorAgent());
  }

  List<HoldRow> holds(AccountId id) {
    Map<String, HoldRow> rows = new LinkedHashMap<>();
    for (RecordedEvent recorded : events) {
      if (recorded.event() instanceof Event.HoldPlaced placed && placed.account().equals(id)) {
        rows.put(
            placed.hold().toString(),
            new HoldRow(
                placed.hold(),
                id,
                placed.amount(),
                placed.expiryMs(),
                HoldRow.State.HELD,
                moment(recorded),
                null));
      }
      if (recorded.event() instanceof Event.HoldReleased released) {
        rows.computeIfPresent(
            released.hold().toString(),
            (key, row) ->
                new HoldRow(
                    row.hold(),
                    id,
                    row.amount(),
                    row.expiryMs(),
                    released.expired() ? HoldRow.State.EXPIRED : HoldRow.State.RELEASED,
                    row.placed(),
                    moment(recorded)));
      }
    }
    return List.copyOf(rows.values());
  }

  List<PositionRow> positions() {
    return accountIds().stream()
        .filter(id -> id.kind() == AccountKind.LORO)
        .sorted(
            comparing((AccountId id) -> id.servicer().bic())
                .thenComparing(id -> id.owner().bic()))
        .map(this::account)
        .map(
            row ->
                new PositionRow(
                    row.account().servicer(),
                    row.account().owner(),
                    row.balance(),
                    row.held(),
                    row.line()))
        .toList();
  }

  List<FixingRow> fixings() {
    List<FixingRow> rows = new ArrayList<>();
    for (RecordedEvent recorded : events) {
      if (recorded.event() instanceof Event.FixingPublished published) {
        rows.add(new FixingRow(published.fixing(), moment(recorded)));
      }
    }
    return rows;
  }

  List<FixingRow> rates(long atMs) {
    Map<String, FixingRow> latest = new TreeMap<>();
    for (FixingRow row : fixings()) {
      String direction = direction(row);
      FixingRow before = latest.get(direction);
      boolean holds = row.fixing().effectiveFromMs() <= atMs;
      if (holds
          && (before == null
              || row.fixing().effectiveFromMs() >= before.fixing().effectiveFromMs())) {
        latest.put(direction, row);
      }
    }
    return List.copyOf(latest.values());
  }

  private static String direction(FixingRow row) {
    return String.format(
        "%09d %s %s", row.fixing().agreement(), row.fixing().base(), row.fixing().quoted());
  }

  /// All payments, oldest first.
  List<PaymentRow> payments() {
    payments = payments == null ? walkForPayments() : payments;
    return payments;
  }

  private List<PaymentRow> walkForPayments() {
    List<PaymentRow> rows = new ArrayList<>();
    for (RecordedEvent recorded : events) {
      switch (recorded.event()) {
        case Event.PaymentAccepted accepted ->
            rows.add(
                row(rows.size() + 1L, accepted.message(), accepted.order(),
                    accepted.conversion(), standing(recorded, accepted.order().payment())));
        case Event.PaymentRejected rejected ->
            rows.add(
                row(rows.size() + 1L, rejected.message(), rejected.order(), null,
                    standing(recorded, rejected.order().payment())));
        default -> {}
      }
    }
    return rows;
  }

  private PaymentRow row(
      long number,
      Digest message,
      PaymentOrder order,
      @Nullable Conversion conversion,
      PaymentRow.Standing standing) {
    PaymentOrder.Route route = order.route();
    return new PaymentRow(
        number,
        order.payment(),
        new PaymentRow.Origin(message, order.sequence()),
        new PaymentRow.Path(
            route, institutionOf(route.debtorAgent()), institutionOf(route.creditorAgent())),
        order.amounts(),
        timing(order),
        conversion,
        standing);
  }

  private @Nullable ParticipantId institutionOf(ParticipantId bank) {
    return participants().stream()
        .filter(row -> row.participant().equals(bank))
        .map(ParticipantRow::institution)
        .findFirst()
        .orElse(null);
  }

  private PaymentRow.Standing standing(RecordedEvent entered, PaymentId id) {
    PaymentState state = PaymentState.RATED;
    List<Refusal> refusals = List.of();
    AccountId awaits = null;
    long deadlineMs = 0;
    Moment queued = null;
    Moment ended = null;
    for (TimelineRow row : timeline(id)) {
      switch (row.kind()) {
        case ACCEPTED, REPEATED, CONFLICT -> {}
        // Rows of their own test them.
        case AWAITS_RATE, RATED -> throw new AssertionError("not among these events: " + row);
        case REDATED -> deadlineMs = deadline(id);
        case QUEUED -> {
          state = PaymentState.QUEUED;
          refusals = row.refusals();
          awaits = row.awaits();
          deadlineMs = deadline(id);
          queued = row.at();
        }
        case REJECTED, SETTLED, EXPIRED -> {
          state = PaymentState.valueOf(row.kind().name());
          refusals = row.refusals();
          ended = row.at();
        }
      }
    }
    return new PaymentRow.Standing(
        state, refusals, awaits, deadlineMs, moment(entered), queued, ended);
  }

  private long deadline(PaymentId id) {
    long deadlineMs = 0;
    for (RecordedEvent recorded : events) {
      if (recorded.event() instanceof Event.PaymentQueued queued && queued.payment().equals(id)) {
        deadlineMs = queued.deadlineMs();
      }
      CalendarEvent.PaymentRedated redated = redated(recorded.event());
      if (redated != null && redated.payment().equals(id)) {
        deadlineMs = redated.deadlineMs();
      }
    }
    return deadlineMs;
  }

  private PaymentOrder.Timing timing(PaymentOrder order) {
    PaymentOrder.Timing timing = order.timing();
    for (RecordedEvent recorded : events) {
      CalendarEvent.PaymentRedated redated = redated(recorded.event());
      if (redated != null && redated.payment().equals(order.payment())) {
        timing =
            new PaymentOrder.Timing(redated.newDay(), timing.priority(), timing.expiryMs());
      }
    }
    return timing;
  }

  private static CalendarEvent.@Nullable PaymentRedated redated(Event event) {
    return event instanceof Event.Governed governed
            && governed.event() instanceof CalendarEvent.PaymentRedated redated
        ? redated
        : null;
  }

  List<TimelineRow> timeline(PaymentId id) {
    List<TimelineRow> rows = new ArrayList<>();
    for (RecordedEvent recorded : events) {
      if (id.equals(paymentOf(recorded.event()))) {
        rows.add(timelineRow(recorded));
      }
    }
    return rows;
  }

  private static @Nullable PaymentId paymentOf(Event event) {
    return switch (event) {
      case Event.PaymentAccepted e -> e.order().payment();
      case Event.PaymentRejected e -> e.order().payment();
      case Event.PaymentQueued e -> e.payment();
      case Event.PaymentSettled e -> e.payment();
      case Event.PaymentExpired e -> e.payment();
      case Event.PaymentRepeated e -> e.payment();
      case Event.PaymentConflict e -> e.payment();
      case Event.Governed e -> {
        CalendarEvent.PaymentRedated redated = redated(e);
        yield redated == null ? null : redated.payment();
      }
      default -> null;
    };
  }

  private static TimelineRow timelineRow(RecordedEvent recorded) {
    Moment at = moment(recorded);
    return switch (recorded.event()) {
      case Event.PaymentAccepted e ->
          new TimelineRow(
              at, TimelineRow.Kind.ACCEPTED, List.of(), null, e.message(), e.order().sequence());
      case Event.PaymentRejected e ->
          new TimelineRow(
              at, TimelineRow.Kind.REJECTED, e.refusals(), null, e.message(),
              e.order().sequence());
      case Event.Governed _ ->
          new TimelineRow(at, TimelineRow.Kind.REDATED, List.of(), null, null, -1);
      case Event.PaymentQueued e ->
          new TimelineRow(
              at, TimelineRow.Kind.QUEUED, List.of(e.reason()), e.awaits(), null, -1);
      case Event.PaymentExpired e ->
          new TimelineRow(
              at, TimelineRow.Kind.EXPIRED, List.of(e.refusal()), null, null, -1);
      case Event.PaymentRepeated e ->
          new TimelineRow(
              at, TimelineRow.Kind.REPEATED, List.of(), null, e.message(), e.sequence());
      case Event.PaymentConflict e ->
          new TimelineRow(
              at, TimelineRow.Kind.CONFLICT, List.of(e.refusal()), null, e.message(),
              e.sequence());
      default -> new TimelineRow(at, TimelineRow.Kind.SETTLED, List.of(), null, null, -1);
    };
  }

  PaymentPage payments(PaymentFilter filter) {
    List<PaymentRow> rows =
        payments().reversed().stream()
            .filter(row -> filter.state() == null || filter.state() == row.standing().state())
            .filter(row -> filter.currency() == null || currencies(row).contains(filter.currency()))
            .filter(row -> filter.bank() == null || banks(row).contains(filter.bank()))
            .filter(row -> filter.day() == null || filter.day() == day(row.standing().entered()))
            .filter(row -> filter.before() == null || row.number() < filter.before())
            .toList();
    List<PaymentRow> page = rows.subList(0, Math.min(rows.size(), filter.limit()));
    return new PaymentPage(page, page.size() < rows.size() ? page.getLast().number() : null);
  }

  private static List<String> currencies(PaymentRow row) {
    return Stream.of(row.stated().settlement(), credit(row))
        .filter(Objects::nonNull)
        .map(money -> money.currency().code())
        .toList();
  }

  private static @Nullable Money credit(PaymentRow row) {
    Conversion conversion = row.conversion();
    return conversion == null ? null : conversion.credit();
  }

  private static List<ParticipantId> banks(PaymentRow row) {
    PaymentOrder.Route route = row.path().route();
    return List.of(route.sender(), route.debtorAgent(), route.creditorAgent());
  }

  List<StateCountRow> paymentsByState(int day) {
    Map<String, StateCountRow> rows = new TreeMap<>();
    for (PaymentRow payment : payments()) {
      if (day(payment.standing().entered()) == day) {
        Money sum = payment.stated().settlement();
        PaymentState state = payment.standing().state();
        rows.merge(
            sum.currency() + " " + state,
            new StateCountRow(state, 1, sum),
            (a, b) -> new StateCountRow(state, a.payments() + 1, plus(a.sum(), b.sum())));
      }
    }
    return List.copyOf(rows.values());
  }

  private static Money plus(Money a, Money b) {
    return new Money(a.minor() + b.minor(), a.currency());
  }

  List<TurnoverRow> turnover(int fromDay, int untilDay) {
    Map<String, TurnoverRow> rows = new TreeMap<>();
    for (PaymentRow payment : payments()) {
      Moment ended = payment.standing().ended();
      Conversion conversion = payment.conversion();
      boolean settled = payment.standing().state() == PaymentState.SETTLED;
      if (settled && ended != null && conversion != null
          && day(ended) >= fromDay && day(ended) <= untilDay) {
        count(rows, payment, TurnoverRow.Side.PAID, conversion.debit());
        count(rows, payment, TurnoverRow.Side.RECEIVED, conversion.credit());
      }
    }
    return List.copyOf(rows.values());
  }

  private static void count(
      Map<String, TurnoverRow> rows, PaymentRow payment, TurnoverRow.Side side, Money sum) {
    ParticipantId payer = Objects.requireNonNull(payment.path().payerInstitution());
    ParticipantId payee = Objects.requireNonNull(payment.path().payeeInstitution());
    rows.merge(
        String.join(" ", sum.currency().code(), payer.bic(), payee.bic(), side.name()),
        new TurnoverRow(payer, payee, side, 1, sum),
        (a, b) -> new TurnoverRow(payer, payee, side, a.payments() + 1, plus(a.sum(), b.sum())));
  }

  List<RefusedInstructionRow> refusedInstructions() {
    List<RefusedInstructionRow> rows = new ArrayList<>();
    for (RecordedEvent recorded : events) {
      if (recorded.event() instanceof Event.InstructionRefused refused) {
        rows.add(
            new RefusedInstructionRow(
                moment(recorded),
                refused.message(),
                refused.sequence(),
                refused.payment(),
                new String(refused.faults(), StandardCharsets.UTF_8)));
      }
    }
    return rows;
  }

  List<Digest> digests() {
    return all(Event.MessageReceived.class).stream()
        .map(event -> event.envelope().digest())
        .distinct()
        .toList();
  }

  List<LedgerTotalsRow> ledgerTotals() {
    List<LedgerTotalsRow> totals = new ArrayList<>();
    List<LedgerResults> accounts =
        all(Event.LedgerAccountsOpened.class).stream().map(e -> e.results()).toList();
    List<LedgerResults> transfers =
        all(Event.TransfersPosted.class).stream().map(e -> e.results()).toList();
    long released = 0;
    for (Event.TransfersReleased event : all(Event.TransfersReleased.class)) {
      for (int legs = 3; legs < event.released().length; legs += 4) {
        released += event.released()[legs];
      }
    }
    add(totals, LedgerTotalsRow.Kind.ACCOUNTS, accounts, 0);
    add(totals, LedgerTotalsRow.Kind.TRANSFERS, transfers, released);
    return totals;
  }

  private static void add(
      List<LedgerTotalsRow> totals,
      LedgerTotalsRow.Kind kind,
      List<LedgerResults> batches,
      long later) {
    if (!batches.isEmpty()) {
      totals.add(
          new LedgerTotalsRow(
              kind,
              batches.size(),
              batches.stream().mapToLong(LedgerResults::count).sum(),
              later + batches.stream().mapToLong(LedgerResults::created).sum()));
    }
  }

  MessageDetails message(Digest digest) {
    RecordedEvent first = null;
    Event.MessageReceived received = null;
    Refusal refusal = null;
    int repeats = 0;
    for (RecordedEvent recorded : events) {
      switch (recorded.event()) {
        case Event.MessageReceived e when e.envelope().digest().equals(digest) -> {
          first = first == null ? recorded : first;
          received = received == null ? e : received;
        }
        case Event.MessageRefused e when e.digest().equals(digest) -> refusal = e.refusal();
        case Event.MessageRepeated e when e.digest().equals(digest) -> repeats++;
        default -> {}
      }
    }
    if (first == null || received == null) {
      throw new IllegalArgumentException("no such message: " + digest);
    }
    var envelope = received.envelope();
    return new MessageDetails(
        new MessageRow(
            digest,
            envelope.sender(),
            envelope.kind(),
            envelope.parts(),
            envelope.transactions(),
            moment(first),
            repeats,
            refusal),
        instructions(digest));
  }

  private List<InstructionRow> instructions(Digest digest) {
    Map<Integer, InstructionRow> rows = new TreeMap<>();
    for (RefusedInstructionRow row : refusedInstructions()) {
      if (row.message().equals(digest)) {
        rows.put(
            row.sequence(),
            new InstructionRow(row.sequence(), row.payment(), null, List.of(), row.faults()));
      }
    }
    for (PaymentRow payment : payments()) {
      for (TimelineRow row : timeline(payment.payment())) {
        if (digest.equals(row.message())) {
          boolean conflict = row.kind() == TimelineRow.Kind.CONFLICT;
          rows.put(
              row.sequence(),
              new InstructionRow(
                  row.sequence(),
                  payment.payment(),
                  conflict ? null : payment.standing().state(),
                  conflict ? row.refusals() : payment.standing().refusals(),
                  null));
        }
      }
    }
    return List.copyOf(rows.values());
  }

  byte[] evidence(Digest digest) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Event.MessageReceived received : all(Event.MessageReceived.class)) {
      if (received.envelope().digest().equals(digest)) {
        bytes.writeBytes(received.evidence());
      }
    }
    return bytes.toByteArray();
  }

  /// The outbox that {@link #REPORTER} fills.
  List<OutboxRow> outbox() {
    List<OutboxRow> rows = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i).event() instanceof Event.PaymentSettled settled) {
        // What the reporter sees is the state just after the event: a settled payment stays as it
        // is, but further parts of its message may come later.
        ReadModel then = new ReadModel(events.subList(0, i + 1));
        PaymentRow payment =
            payments().stream()
                .filter(row -> row.payment().equals(settled.payment()))
                .findFirst()
                .orElseThrow();
        byte[] bytes = report(payment, then.evidence(payment.origin().message()));
        PaymentOrder.Route route = payment.path().route();
        rows.add(outboxRow(events.get(i), 0, route.sender(), "status", payment, bytes));
        rows.add(outboxRow(events.get(i), 1, route.creditorAgent(), "notice", payment, bytes));
      }
    }
    return rows;
  }

  private OutboxRow outboxRow(
      RecordedEvent at, int ordinal, ParticipantId to, String kind, PaymentRow payment,
      byte[] bytes) {
    boolean acknowledged = false;
    for (RecordedEvent recorded : events) {
      if (recorded.event() instanceof Event.OutboxAcknowledged(ParticipantId who, long upTo)) {
        acknowledged |=
            who.equals(to) && at.position() <= upTo && at.position() <= recorded.position();
      }
    }
    return new OutboxRow(moment(at), ordinal, to, kind, payment.payment(), bytes, acknowledged);
  }

  /// Reports each settled payment to its sender and to the payee's bank.
  static final OutboxWriter REPORTER =
      (recorded, lookup, sink) -> {
        if (recorded.event() instanceof Event.PaymentSettled settled) {
          PaymentRow payment = Objects.requireNonNull(lookup.payment(settled.payment()));
          byte[] evidence =
              Objects.requireNonNull(lookup.evidence(payment.origin().message()));
          byte[] bytes = report(payment, evidence);
          PaymentOrder.Route route = payment.path().route();
          sink.put(route.sender(), "status", payment.payment(), bytes);
          sink.put(route.creditorAgent(), "notice", payment.payment(), bytes);
        }
      };

  private static byte[] report(PaymentRow payment, byte[] evidence) {
    String text = payment + HexFormat.of().formatHex(evidence);
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
