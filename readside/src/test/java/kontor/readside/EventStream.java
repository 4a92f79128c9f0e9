package kontor.readside;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import kontor.engine.Command;
import kontor.engine.Command.Envelope;
import kontor.engine.Conversion;
import kontor.engine.Entry;
import kontor.engine.Event;
import kontor.engine.LedgerResults;
import kontor.engine.Outcome;
import kontor.engine.RecordedEvent;
import kontor.engine.Refusal;
import kontor.engine.governance.CalendarEvent;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.AccountKind;
import kontor.engine.terms.Admission;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.AgreementParties;
import kontor.engine.terms.AgreementTerms;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Digest;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.Key;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.ParticipantKind;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.PaymentOrder;
import kontor.engine.terms.PaymentState;
import kontor.engine.terms.Priority;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import kontor.engine.terms.RoundingProfile;
import kontor.engine.terms.SettlementModel;

/// Makes a stream of events such as a core could emit: a seed gives always the same stream.
final class EventStream {

  static final Currency ARS = new Currency("ARS", 2);
  static final Currency BRL = new Currency("BRL", 2);
  static final Currency CLP = new Currency("CLP", 0);
  static final List<Currency> CURRENCIES = List.of(ARS, BRL, CLP);
  static final List<ParticipantId> INSTITUTIONS =
      List.of(bic("BCARARB0"), bic("BCBRBRB0"), bic("BCCLCLR0"));
  static final List<List<ParticipantId>> BANKS =
      List.of(
          List.of(bic("BNKAARB0"), bic("BNKBARB0")),
          List.of(bic("BNKABRB0"), bic("BNKBBRB0")),
          List.of(bic("BNKACLR0"), bic("BNKBCLR0")));
  static final long START_MS = 1_760_000_000_000L;

  private static final long HOUR_MS = 3_600_000;

  private final Random random;
  private final List<RecordedEvent> events = new ArrayList<>();
  private final Map<AccountId, Long> balances = new LinkedHashMap<>();
  private final List<PaymentOrder> waiting = new ArrayList<>();
  private final Map<PaymentId, Digest> messages = new LinkedHashMap<>();
  private final Map<PaymentId, Conversion> conversions = new LinkedHashMap<>();
  private final List<Event.HoldPlaced> holds = new ArrayList<>();
  private final List<Envelope> received = new ArrayList<>();
  private long position = 1000;
  private int index;
  private long timestampMs = START_MS;
  private long serial;

  private EventStream(long seed) {
    random = new Random(seed);
  }

  /// A stream that begins with the static data and goes on with so many random commands.
  static List<RecordedEvent> of(long seed, int commands) {
    EventStream stream = new EventStream(seed);
    stream.found();
    for (int i = 0; i < commands; i++) {
      stream.next();
      stream.step();
    }
    return stream.events;
  }

  private static ParticipantId bic(String bic) {
    return ParticipantId.ofBic(bic);
  }

  private void found() {
    for (int i = 0; i < CURRENCIES.size(); i++) {
      next();
      emit(new Event.CurrencyDefined(CURRENCIES.get(i)));
      ParticipantId institution = INSTITUTIONS.get(i);
      emit(
          new Event.ParticipantAdmitted(
              institution, ParticipantKind.INSTITUTION, institution));
      for (ParticipantId bank : BANKS.get(i)) {
        emit(new Event.ParticipantAdmitted(bank, ParticipantKind.DIRECT_BANK, institution));
        open(settlement(i, bank));
      }
      for (int j = 0; j < INSTITUTIONS.size(); j++) {
        if (j != i) {
          AccountId loro = loro(i, j);
          open(loro);
          emit(new Event.CreditLineSet(loro, new Money(1_000_000, CURRENCIES.get(i))));
        }
      }
    }
    next();
    for (int a = 0; a < INSTITUTIONS.size(); a++) {
      for (int b = a + 1; b < INSTITUTIONS.size(); b++) {
        emit(new Event.AgreementEntered(agreement(a, b, 1)));
      }
    }
  }

  private Agreement agreement(int a, int b, int version) {
    return new Agreement(
        10 * a + b,
        version,
        20_000 + version,
        Agreement.OPEN_END,
        SettlementModel.RECIPROCAL,
        new AgreementParties(
            INSTITUTIONS.get(a), CURRENCIES.get(a), INSTITUTIONS.get(b), CURRENCIES.get(b), null),
        new AgreementTerms(
            new RoundingProfile(Rounding.FIVE_STEP, 5),
            new RoundingProfile(Rounding.HALF_EVEN, 5),
            Rounding.HALF_UP,
            random.nextBoolean() ? List.of() : List.of(CURRENCIES.get(a), CURRENCIES.get(b)),
            random.nextBoolean() ? List.of() : List.of(new Money(999, CURRENCIES.get(a))),
            HOUR_MS));
  }

  static AccountId settlement(int institution, ParticipantId bank) {
    return new AccountId(
        INSTITUTIONS.get(institution),
        CURRENCIES.get(institution),
        bank,
        AccountKind.SETTLEMENT);
  }

  static AccountId loro(int servicer, int owner) {
    return new AccountId(
        INSTITUTIONS.get(servicer),
        CURRENCIES.get(servicer),
        INSTITUTIONS.get(owner),
        AccountKind.LORO);
  }

  private void open(AccountId account) {
    balances.put(account, 0L);
    emit(new Event.AccountOpened(account));
  }

  private void next() {
    position += 32L + 32L * random.nextInt(5);
    index = 0;
    timestampMs += random.nextInt(20) == 0 ? random.nextLong(20 * HOUR_MS) : random.nextInt(90);
  }

  private void emit(Event event) {
    events.add(new RecordedEvent(position, index++, timestampMs, event));
  }

  private void step() {
    switch (random.nextInt(20)) {
      case 0 -> moveFunds();
      case 1 -> placeHold();
      case 2 -> releaseHold();
      case 3 -> publish();
      case 4 -> settleWaiting();
      case 5 -> expireWaiting();
      case 6 -> repeat();
      case 7 -> emit(new Event.CommandRefused(Refusal.ALREADY_EXISTS));
      case 8 -> acknowledge();
      case 9 -> emit(
          new Event.TransfersPosted(
              new LedgerResults(1, 100, 98, new int[] {1, 54, 7, 54}, new long[0])));
      case 10 -> emit(
          new Event.LedgerAccountsOpened(
              new LedgerResults(1, 10, 10, new int[0], new long[0])));
      case 11 -> change();
      case 12 -> queueElsewhere();
      case 13 -> release();
      default -> receive();
    }
  }

  /// Two transfers that waited, of which one has three legs.
  private void release() {
    emit(
        new Event.TransfersPosted(
            new LedgerResults(1, 5, 1, new int[] {1, 1001, 2, 1001}, new long[0])));
    emit(new Event.TransfersReleased(new long[] {0, 7, 1, 1, 0, 8, 2, 3}));
  }

  private void moveFunds() {
    int i = random.nextInt(INSTITUTIONS.size());
    AccountId account = settlement(i, BANKS.get(i).get(random.nextInt(2)));
    // Nobody opened it: the first movement does.
    AccountId transit =
        new AccountId(
            account.servicer(), account.currency(), account.servicer(), AccountKind.IN_TRANSIT);
    long minor = 1L + random.nextInt(1_000_000);
    emit(
        new Event.FundsMoved(
            key(),
            account,
            new Money(minor, account.currency()),
            Command.MoveFunds.Direction.IN,
            List.of(entry(transit, -minor), entry(account, minor))));
  }

  private Entry entry(AccountId account, long minor) {
    long balance = balances.merge(account, minor, Long::sum);
    return new Entry(account, minor, balance);
  }

  private Key key() {
    return new Key(random.nextLong(), ++serial);
  }

  private Digest digest() {
    return new Digest(random.nextLong(), random.nextLong(), random.nextLong(), ++serial);
  }

  private void placeHold() {
    int i = random.nextInt(INSTITUTIONS.size());
    AccountId account = settlement(i, BANKS.get(i).get(random.nextInt(2)));
    Event.HoldPlaced hold =
        new Event.HoldPlaced(
            key(),
            account,
            new Money(1 + random.nextInt(500), account.currency()),
            timestampMs + HOUR_MS);
    holds.add(hold);
    emit(hold);
  }

  private void releaseHold() {
    if (!holds.isEmpty()) {
      Event.HoldPlaced hold = holds.remove(random.nextInt(holds.size()));
      emit(
          new Event.HoldReleased(
              hold.hold(), hold.account(), hold.amount(), random.nextBoolean()));
    }
  }

  private void publish() {
    int a = random.nextInt(2);
    int b = 2;
    long fromMs = timestampMs + random.nextInt(3) * HOUR_MS;
    emit(new Event.FixingPublished(fixing(a, b, fromMs)));
    emit(new Event.FixingPublished(fixing(b, a, fromMs)));
  }

  private Fixing fixing(int base, int quoted, long fromMs) {
    return new Fixing(
        10 * Math.min(base, quoted) + Math.max(base, quoted),
        CURRENCIES.get(base),
        CURRENCIES.get(quoted),
        new Rate(1 + random.nextInt(10_000_000), 5),
        fromMs,
        "BCCL/DAILY");
  }

  private void change() {
    int a = random.nextInt(2);
    switch (random.nextInt(3)) {
      case 0 ->
          emit(
              new Event.AdmissionChanged(
                  BANKS.get(a).get(0),
                  Admission.values()[random.nextInt(Admission.values().length)]));
      case 1 ->
          emit(
              new Event.CreditLineSet(
                  loro(a, 2), new Money(random.nextInt(5_000_000), CURRENCIES.get(a))));
      default -> emit(new Event.AgreementEntered(agreement(a, 2, 2 + (int) ++serial)));
    }
  }

  private void acknowledge() {
    int i = random.nextInt(INSTITUTIONS.size());
    long upTo = random.nextInt(4) == 0 ? Long.MAX_VALUE : position - random.nextInt(2000);
    emit(new Event.OutboxAcknowledged(BANKS.get(i).get(0), upTo));
  }

  private void receive() {
    int parts = random.nextInt(5) == 0 ? 2 : 1;
    int perPart = random.nextInt(4);
    Digest digest = digest();
    ParticipantId sender =
        random.nextInt(10) == 0 ? null : BANKS.get(random.nextInt(3)).get(random.nextInt(2));
    for (int part = 0; part < parts; part++) {
      if (part > 0) {
        next();
      }
      Envelope envelope =
          new Envelope(digest, sender, key(), 3, part, parts, parts * perPart);
      byte[] evidence = new byte[20 + random.nextInt(200)];
      random.nextBytes(evidence);
      emit(new Event.MessageReceived(envelope, evidence));
      received.add(envelope);
      if (random.nextInt(15) == 0) {
        emit(new Event.MessageRefused(digest, Refusal.MESSAGE_ID_REUSED));
        return;
      }
      for (int i = 0; i < perPart; i++) {
        instruct(digest, part * perPart + i);
      }
    }
  }

  private void instruct(Digest message, int sequence) {
    if (random.nextInt(6) == 0) {
      PaymentId payment =
          random.nextBoolean() ? null : new PaymentId(random.nextLong(), ++serial);
      byte[] faults = ("V29: <dígitos> " + sequence).getBytes(StandardCharsets.UTF_8);
      emit(new Event.InstructionRefused(message, sequence, payment, faults));
      return;
    }
    PaymentOrder order = order(sequence);
    messages.put(order.payment(), message);
    if (random.nextInt(6) == 0) {
      emit(
          new Event.PaymentRejected(
              message,
              order,
              List.of(Refusal.CREDITOR_AGENT_UNKNOWN, Refusal.SENDER_NOT_ENTITLED)));
      return;
    }
    Conversion conversion = convert(order);
    conversions.put(order.payment(), conversion);
    emit(new Event.PaymentAccepted(message, order, conversion));
    if (random.nextInt(3) == 0) {
      queue(order);
      waiting.add(order);
      if (random.nextInt(4) == 0) {
        redate(order);
      }
    } else {
      settle(order);
    }
  }

  private void redate(PaymentOrder order) {
    int oldDay = order.timing().settlementDay();
    emit(
        new Event.Governed(
            new FourEyes("M. Sousa", "C. Lima"),
            new CalendarEvent.PaymentRedated(
                order.payment(),
                1,
                oldDay,
                oldDay + 1 + random.nextInt(5),
                timestampMs + random.nextLong(HOUR_MS))));
  }

  /// Waits on the payer's side, or on the partner's with its sum set aside.
  private void queue(PaymentOrder order) {
    int a = countryOf(order.route().debtorAgent());
    int b = countryOf(order.route().creditorAgent());
    boolean ownSide = random.nextBoolean();
    AccountId awaits = ownSide ? settlement(a, order.route().debtorAgent()) : loro(b, a);
    Refusal reason = ownSide ? Refusal.COVER_MISSING : Refusal.CREDIT_LINE_EXCEEDED;
    emit(
        new Event.PaymentQueued(
            order.payment(), awaits, reason, timestampMs + random.nextLong(HOUR_MS)));
  }

  private PaymentOrder order(int sequence) {
    int a = random.nextInt(3);
    int b = (a + 1 + random.nextInt(2)) % 3;
    Money settlement = new Money(1 + random.nextInt(100_000), CURRENCIES.get(a));
    boolean instructed = random.nextInt(4) == 0;
    ParticipantId debtor = BANKS.get(a).get(random.nextInt(2));
    return new PaymentOrder(
        new PaymentId(random.nextLong(), ++serial),
        sequence,
        digest(),
        key(),
        Key.NONE,
        new PaymentOrder.Route(debtor, debtor, BANKS.get(b).get(random.nextInt(2))),
        new PaymentOrder.Amounts(
            settlement,
            instructed ? new Money(random.nextInt(1000), CURRENCIES.get(b)) : null,
            random.nextInt(4) == 0 ? Rate.of("1.2500") : null,
            random.nextInt(4) == 0 ? CURRENCIES.get(b) : null),
        new PaymentOrder.Timing(
            20_400 + random.nextInt(3),
            Priority.values()[random.nextInt(3)],
            random.nextInt(3) == 0 ? timestampMs + HOUR_MS : 0));
  }

  static int countryOf(ParticipantId bank) {
    for (int i = 0; i < BANKS.size(); i++) {
      if (BANKS.get(i).contains(bank)) {
        return i;
      }
    }
    throw new IllegalArgumentException("not a bank of the stream: " + bank);
  }

  private Conversion convert(PaymentOrder order) {
    Money debit = order.amounts().settlement();
    int a = countryOf(order.route().debtorAgent());
    int b = countryOf(order.route().creditorAgent());
    int agreement = 10 * Math.min(a, b) + Math.max(a, b);
    if (random.nextInt(4) == 0) {
      return new Conversion(agreement, 1, debit, debit, null);
    }
    Money credit = new Money(1 + random.nextInt(100_000), CURRENCIES.get(b));
    return new Conversion(
        agreement,
        1,
        debit,
        credit,
        random.nextBoolean() ? fixing(a, b, timestampMs) : fixing(b, a, timestampMs));
  }

  private void settle(PaymentOrder order) {
    Conversion conversion = conversion(order);
    int a = countryOf(order.route().debtorAgent());
    int b = countryOf(order.route().creditorAgent());
    long debit = conversion.debit().minor();
    long credit = conversion.credit().minor();
    emit(
        new Event.PaymentSettled(
            order.payment(),
            conversion,
            List.of(
                entry(settlement(a, order.route().debtorAgent()), -debit),
                entry(loro(a, b), debit),
                entry(loro(b, a), -credit),
                entry(settlement(b, order.route().creditorAgent()), credit))));
  }

  private Conversion conversion(PaymentOrder order) {
    Conversion conversion = conversions.get(order.payment());
    if (conversion == null) {
      throw new IllegalStateException("not accepted");
    }
    return conversion;
  }

  private void settleWaiting() {
    if (!waiting.isEmpty()) {
      PaymentOrder order = waiting.remove(random.nextInt(waiting.size()));
      if (random.nextInt(3) == 0) {
        queue(order);
      }
      settle(order);
    }
  }

  private void queueElsewhere() {
    if (!waiting.isEmpty()) {
      queue(waiting.get(random.nextInt(waiting.size())));
    }
  }

  private void expireWaiting() {
    if (!waiting.isEmpty()) {
      PaymentOrder order = waiting.remove(random.nextInt(waiting.size()));
      emit(new Event.PaymentExpired(order.payment(), Refusal.WAITED_TOO_LONG));
    }
  }

  private void repeat() {
    if (messages.isEmpty()) {
      return;
    }
    List<PaymentId> ids = List.copyOf(messages.keySet());
    PaymentId payment = ids.get(random.nextInt(ids.size()));
    if (random.nextBoolean()) {
      Envelope envelope = received.get(random.nextInt(received.size()));
      emit(new Event.MessageRepeated(envelope.digest(), 1, 2));
    }
    Digest other = digest();
    emit(new Event.MessageReceived(new Envelope(other, null, key(), 4, 0, 1, 1), new byte[] {1}));
    if (random.nextBoolean()) {
      emit(
          new Event.PaymentRepeated(
              other, 0, payment, new Outcome(PaymentState.RATED, List.of(), 1, 2, null)));
    } else {
      emit(new Event.PaymentConflict(other, 0, payment, Refusal.UETR_REUSED));
    }
  }
}
