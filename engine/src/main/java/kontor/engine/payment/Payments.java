package kontor.engine.payment;

import java.util.EnumSet;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import kontor.engine.Command.Envelope;
import kontor.engine.Command.Instruction;
import kontor.engine.Command.ReceiveMessage;
import kontor.engine.Engine.PaymentVisitor;
import kontor.engine.Event;
import kontor.engine.Outcome;
import kontor.engine.Refusal;
import kontor.engine.agreement.Agreements;
import kontor.engine.agreement.BusinessDays;
import kontor.engine.agreement.FixingBoard;
import kontor.engine.agreement.FixingBoard.Deal;
import kontor.engine.agreement.RateDesk;
import kontor.engine.calendar.GridMoment;
import kontor.engine.currency.Currencies;
import kontor.engine.governance.CalendarEvent;
import kontor.engine.ledger.BookConversion;
import kontor.engine.ledger.Ledger;
import kontor.engine.ledger.Leg;
import kontor.engine.liquidity.DueTimes;
import kontor.engine.liquidity.LiquidityQueue;
import kontor.engine.liquidity.Waiting;
import kontor.engine.participant.Directory;
import kontor.engine.participant.Registry;
import kontor.engine.payment.DaySums.Counted;
import kontor.engine.payment.Rating.Rated;
import kontor.engine.payment.Restating.Stated;
import kontor.engine.payment.UnratedPayments.Unrated;
import kontor.engine.quote.QuoteDesk;
import kontor.engine.rates.Redenomination;
import kontor.engine.state.Bounds;
import kontor.engine.state.Invariants;
import kontor.engine.state.Section;
import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;
import kontor.engine.state.Step;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.Digest;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Particulars;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.PaymentOrder;
import kontor.engine.terms.PaymentOrder.Route;
import kontor.engine.terms.PaymentState;
import kontor.engine.terms.SettlementModel;
import org.jspecify.annotations.Nullable;

/// From an instruction to finality.
///
/// A payment is checked in stages: identity, participants, money and rate, what it is for,
/// accounts, time. All refusals of the first stage that fails are told together. Then comes cover:
/// the payer's bank must have the sum, and the account that carries the payee's side (a loro or the
/// provider's) must have the other. Through a clearing house that is the loro of the payer's side.
/// Under the model NET the second is not asked for: it is looked at when the cycle closes. What is
/// accepted settles, now or from the queue, see {@link Settlement}.
public final class Payments {

  private final Registry registry;
  private final Directory directory;
  private final Agreements agreements;
  private final BusinessDays days;
  private final FixingBoard fixings;
  private final RateDesk rates;
  private final QuoteDesk quotes;
  private final UnratedPayments unrated;
  private final Ledger ledger;
  private final LiquidityQueue queue;
  private final Messages messages;
  private final PaymentTable payments;
  private final Restating restating;
  private final Rating rating;
  private final Routing routing;
  private final DaySums daySums = new DaySums();
  private final OperationCheck operations;
  private final Charging charging;
  private final Settlement settlement;

  /// What payments are judged by: who takes part, what was agreed, and what holds on the day.
  public record Judges(
      Registry registry,
      Directory directory,
      Agreements agreements,
      BusinessDays days,
      Currencies currencies,
      FixingBoard fixings,
      RateDesk rates,
      QuoteDesk quotes) {}

  public Payments(
      Judges judges, Ledger ledger, LiquidityQueue queue, DueTimes dueTimes, Bounds bounds) {
    rates = judges.rates;
    unrated = new UnratedPayments(dueTimes, bounds);
    this.registry = judges.registry;
    this.directory = judges.directory;
    this.agreements = judges.agreements;
    this.days = judges.days;
    this.ledger = ledger;
    this.queue = queue;
    messages = new Messages(bounds);
    payments = new PaymentTable(registry, judges.fixings, bounds);
    restating = new Restating(judges.currencies);
    fixings = judges.fixings;
    quotes = judges.quotes;
    rating = new Rating(registry, agreements, fixings, judges.rates, quotes);
    routing = new Routing(ledger);
    operations = new OperationCheck(agreements, daySums);
    charging = new Charging(judges.agreements.fees());
    settlement = new Settlement(judges, ledger, queue, payments, daySums);
  }

  /// One message, or one part of it: evidence first, then its instructions in order.
  public void receive(ReceiveMessage message, Step step) {
    Digest digest = message.envelope().digest();
    long known = messages.find(message.envelope());
    boolean repeated = known != Messages.NONE;
    Refusal refusal;
    if (repeated) {
      refusal = messages.refusal(known);
      step.emit(
          new Event.MessageRepeated(
              digest, messages.firstPosition(known), messages.firstTimestampMs(known)));
    } else {
      refusal = messages.register(message.envelope(), message.instructions().size(), step);
      step.emit(new Event.MessageReceived(message.envelope(), message.evidence()));
    }
    if (refusal != null) {
      step.emit(new Event.MessageRefused(digest, refusal));
      return;
    }
    for (Instruction instruction : message.instructions()) {
      switch (instruction) {
        case Instruction.Refused refused ->
            step.emit(
                new Event.InstructionRefused(
                    digest, refused.sequence(), refused.payment(), refused.faults()));
        case Instruction.Pay pay when isKnown(pay.order()) ->
            repeat(pay.order(), digest, step);
        case Instruction.Pay pay -> {
          if (!repeated) {
            pay(pay.order(), message.envelope(), step);
          }
        }
      }
    }
  }

  private boolean isKnown(PaymentOrder order) {
    return payments.knows(order.payment());
  }

  /// The stored answer for the same instruction; a conflict for any other (F12).
  private void repeat(PaymentOrder order, Digest message, Step step) {
    Outcome outcome = payments.outcome(order.payment());
    step.emit(
        outcome != null && payments.isSame(order)
            ? new Event.PaymentRepeated(message, order.sequence(), order.payment(), outcome)
            : new Event.PaymentConflict(
                message, order.sequence(), order.payment(), Refusal.UETR_REUSED));
  }

  private void pay(PaymentOrder order, Envelope envelope, Step step) {
    Incoming incoming =
        new Incoming(order, envelope.digest(), envelope.isBetweenBanks(), Incoming.NEW);
    EnumSet<Refusal> refusals = EnumSet.noneOf(Refusal.class);
    checkIdentity(order, refusals);
    if (refusals.isEmpty()) {
      decide(incoming, step);
    } else {
      reject(incoming, refusals, step);
    }
  }

  /// All but its identity, for one that has just come or that waited for its rate.
  private void decide(Incoming incoming, Step step) {
    PaymentOrder order = incoming.order();
    EnumSet<Refusal> refusals = EnumSet.noneOf(Refusal.class);
    List<Agreement> candidates = checkParticipants(order, refusals);
    ParticipantId payer = registry.institution(order.route().debtorAgent());
    ParticipantId payee = registry.institution(order.route().creditorAgent());
    if (!refusals.isEmpty() || payer == null || payee == null) {
      reject(incoming, refusals, step);
      return;
    }
    Stated stated = restating.restate(order, step.nowMs(), refusals);
    if (!refusals.isEmpty()) {
      reject(incoming, refusals, step);
      return;
    }
    Rating.Asked asked = new Rating.Asked(order, stated, payer, payee, step.nowMs());
    Rated rated = rating.rate(asked, candidates, refusals);
    if (rated == null) {
      Agreement admitting = rating.admitting(asked, candidates);
      if (admitting != null && waitsForRate(incoming, admitting, refusals, step)) {
        awaitRate(incoming, admitting, refusals.iterator().next(), step);
        return;
      }
      reject(incoming, refusals, step);
      charging.overLimit(order, admitting, refusals, step);
      return;
    }
    Counted counted = operations.check(order, rated, refusals, step);
    if (!refusals.isEmpty()) {
      reject(incoming, refusals, step);
      return;
    }
    List<Leg> posting =
        routing.posting(rated, settling(order.route()), payer, payee, refusals);
    if (!refusals.isEmpty()) {
      reject(incoming, refusals, step);
      return;
    }
    Waiting waiting = settlement.waiting(order, rated, posting, step);
    checkTimeAndCover(incoming, rated, waiting, refusals, step);
    Event.FeesCharged fees =
        refusals.isEmpty() ? charging.fees(order, rated, payer, payee, refusals) : null;
    if (!refusals.isEmpty()) {
      reject(incoming, refusals, step);
      charging.overLimit(order, rated.agreement(), refusals, step);
      return;
    }
    // From here the payment must settle, now or from the queue.
    accept(incoming, rated, counted, fees, waiting, step);
  }

  private void checkIdentity(PaymentOrder order, EnumSet<Refusal> refusals) {
    if (payments.isInstructionKeyUsed(order.instructionKey())) {
      refusals.add(Refusal.INSTRUCTION_ID_REUSED);
    }
    if (payments.isTransactionKeyUsed(order.transactionKey())) {
      refusals.add(Refusal.TRANSACTION_ID_REUSED);
    }
    if (payments.isFull()) {
      refusals.add(Refusal.TABLE_FULL);
    }
  }

  /// The banks over whose accounts it settles: an indirect bank's is its direct bank.
  private Route settling(Route route) {
    return new Route(
        route.sender(),
        directory.settlesOver(route.debtorAgent()),
        directory.settlesOver(route.creditorAgent()));
  }

  private boolean isActive(ParticipantId bank) {
    return registry.isActive(bank) && registry.isActive(directory.settlesOver(bank));
  }

  /// Whether a payment that waits names it, or settles over it.
  public boolean isAwaitedBy(ParticipantId participant) {
    return settlement.names(participant) || unrated.names(participant);
  }

  /// @return agreements in force between the two institutions
  private List<Agreement> checkParticipants(PaymentOrder order, EnumSet<Refusal> refusals) {
    Route route = order.route();
    refuseUnless(registry.knows(route.sender()), Refusal.SENDER_UNKNOWN, refusals);
    ParticipantId payer = registry.institution(route.debtorAgent());
    ParticipantId payee = registry.institution(route.creditorAgent());
    refuseUnless(payer != null, Refusal.DEBTOR_AGENT_UNKNOWN, refusals);
    refuseUnless(payee != null, Refusal.CREDITOR_AGENT_UNKNOWN, refusals);
    if (payer != null) {
      boolean entitled =
          route.sender().equals(route.debtorAgent())
              || route.sender().equals(directory.settlesOver(route.debtorAgent()))
              || route.sender().equals(payer);
      refuseUnless(
          entitled || !registry.knows(route.sender()), Refusal.SENDER_NOT_ENTITLED, refusals);
      refuseUnless(
          isActive(route.debtorAgent()), Refusal.DEBTOR_AGENT_SUSPENDED, refusals);
      refuseUnless(registry.isActive(payer), Refusal.INSTITUTION_SUSPENDED, refusals);
    }
    if (payee != null) {
      refuseUnless(
          isActive(route.creditorAgent()), Refusal.CREDITOR_AGENT_SUSPENDED, refusals);
      refuseUnless(registry.isActive(payee), Refusal.INSTITUTION_SUSPENDED, refusals);
    }
    if (payer == null || payee == null) {
      return List.of();
    }
    if (!agreements.existsBetween(payer, payee)) {
      refusals.add(Refusal.NO_AGREEMENT);
      return List.of();
    }
    List<Agreement> inForce = agreements.inForce(payer, payee, order.timing().settlementDay());
    if (inForce.isEmpty()) {
      refusals.add(agreements.whyNone(payer, payee, order.timing().settlementDay()));
    }
    return inForce;
  }

  private static void refuseUnless(boolean fine, Refusal refusal, EnumSet<Refusal> refusals) {
    if (!fine) {
      refusals.add(refusal);
    }
  }

  private void checkTimeAndCover(
      Incoming incoming,
      Rated rated,
      Waiting waiting,
      EnumSet<Refusal> refusals,
      Step step) {
    // One that waited for its rate came in time.
    Refusal late = incoming.isNew() ? late(incoming, rated.agreement(), step) : null;
    if (late != null) {
      refusals.add(late);
      return;
    }
    if (!ledger.fits(waiting.posting())) {
      refusals.add(Refusal.AMOUNT_TOO_LARGE);
      return;
    }
    if (waiting.lacksNothing()) {
      return;
    }
    if (rated.agreement().terms().queueMs() == 0 && !waiting.awaitsCycle()) {
      refusals.add(waiting.reason());
    } else if (queue.isFull(waiting.awaits())) {
      refusals.add(Refusal.QUEUE_FULL);
    }
  }

  /// Whether it comes too late for its value date, or for its sender.
  private @Nullable Refusal late(Incoming incoming, Agreement agreement, Step step) {
    PaymentOrder.Timing timing = incoming.order().timing();
    GridMoment cutOff =
        incoming.isBetweenBanks()
            ? GridMoment.INTERBANK_CUT_OFF
            : GridMoment.CUSTOMER_CUT_OFF;
    Refusal late = days.check(agreement.id(), timing.settlementDay(), cutOff, step.nowMs());
    if (late != null) {
      return late;
    }
    if (agreement.model() == SettlementModel.NET) {
      long closeMs =
          days.instantMs(agreement.id(), timing.settlementDay(), GridMoment.CYCLE_CLOSE);
      if (closeMs != BusinessDays.NO_INSTANT && closeMs <= step.nowMs()) {
        return Refusal.CUT_OFF_PASSED;
      }
    }
    return timing.expiryMs() != 0 && timing.expiryMs() <= step.nowMs()
        ? Refusal.DEADLINE_PASSED
        : null;
  }

  /// Whether it lacks nothing but an approved rate, and the annex lets it wait for one (F08).
  ///
  /// @param refusals takes why it may not wait
  private boolean waitsForRate(
      Incoming incoming, Agreement agreement, EnumSet<Refusal> refusals, Step step) {
    boolean isLacking =
        refusals.size() == 1
            && (refusals.contains(Refusal.RATE_UNCONFIRMED)
                || refusals.contains(Refusal.RATE_STALE)
                || refusals.contains(Refusal.FIXING_MISSING));
    int day = incoming.order().timing().settlementDay();
    if (!isLacking
        || agreement.terms().queueMs() == 0
        || !rates.holds(agreement.id(), day)) {
      return false;
    }
    Refusal late = late(incoming, agreement, step);
    if (late == null && unrated.isFull()) {
      late = Refusal.QUEUE_FULL;
    }
    if (late != null) {
      refusals.clear();
      refusals.add(late);
    }
    return late == null;
  }

  /// It waits as long as payments may wait for money. One that waited already goes on.
  private void awaitRate(Incoming incoming, Agreement agreement, Refusal reason, Step step) {
    PaymentOrder order = incoming.order();
    if (!incoming.isNew()) {
      return;
    }
    long latestMs = step.nowMs() + agreement.terms().queueMs();
    long expiryMs = order.timing().expiryMs();
    long deadlineMs = expiryMs > 0 ? Math.min(expiryMs, latestMs) : latestMs;
    int row = payments.add(order, step);
    payments.reserveKeys(order);
    payments.setState(row, PaymentState.AWAITS_RATE, List.of(reason), step);
    unrated.add(new Unrated(incoming.at(row), agreement.id(), reason, deadlineMs));
    step.emit(
        new Event.RateAwaited(
            incoming.message(), order, agreement.id(), reason, deadlineMs));
  }

  /// A rate of an agreement holds from an instant on, or a pair of it is closed.
  public void rateComes(int agreement, long atMs) {
    unrated.retry(agreement, atMs);
  }

  /// Looks again at what waits for rates that are there now.
  public void rateDue(Step step) {
    for (int due = unrated.poll(step.nowMs()); due != 0; due = unrated.poll(step.nowMs())) {
      for (Unrated waiting : unrated.of(due)) {
        decide(waiting.incoming(), step);
      }
    }
  }

  /// When a rate begins to hold that something waits for, or `Long.MAX_VALUE`.
  public long nextRateMs() {
    return unrated.nextDueMs();
  }

  /// Leaves without its rate.
  private void leaveUnrated(Unrated waiting, Refusal refusal, Step step) {
    unrated.remove(waiting);
    payments.setState(waiting.row(), PaymentState.EXPIRED, List.of(refusal), step);
    step.emit(
        new Event.PaymentExpired(waiting.incoming().order().payment(), refusal));
  }

  private Unrated unrated(int row) {
    Unrated waiting = unrated.find(row);
    if (waiting == null) {
      throw new AssertionError("payment does not wait for its rate: " + row);
    }
    return waiting;
  }

  /// Refused before anything moved; remembered, so that a retry gets the same answer. One that
  /// waited for its rate leaves.
  private void reject(Incoming incoming, EnumSet<Refusal> refusals, Step step) {
    List<Refusal> reasons = List.copyOf(refusals);
    if (!incoming.isNew()) {
      leaveUnrated(unrated(incoming.row()), reasons.getFirst(), step);
      return;
    }
    PaymentOrder order = incoming.order();
    if (!payments.isFull()) {
      int row = payments.add(order, step);
      payments.setState(row, PaymentState.REJECTED, reasons, step);
    }
    step.emit(new Event.PaymentRejected(incoming.message(), order, reasons));
  }

  private void accept(
      Incoming incoming,
      Rated rated,
      @Nullable Counted counted,
      Event.@Nullable FeesCharged fees,
      Waiting waiting,
      Step step) {
    PaymentOrder order = incoming.order();
    int row = incoming.isNew() ? payments.add(order, step) : incoming.row();
    Deal deal = rated.deal();
    int rate = deal == null ? rated.fixing() : fixings.deal(deal);
    payments.setConversion(row, rated.conversion(), rate);
    if (incoming.isNew()) {
      payments.reserveKeys(order);
      step.emit(new Event.PaymentAccepted(incoming.message(), order, rated.conversion()));
    } else {
      unrated.remove(unrated(row));
      step.emit(new Event.PaymentRated(order.payment(), rated.conversion()));
    }
    if (deal != null && deal.quote() != Particulars.NO_QUOTE) {
      quotes.consume(deal.quote(), order.payment(), step);
    }
    if (fees != null) {
      step.emit(fees);
    }
    Waiting accepted = waiting.at(row);
    if (counted != null) {
      daySums.add(counted, step.nowMs());
      daySums.await(row, counted);
    }
    settlement.begin(accepted, step);
  }

  /// Time passes: payments that ended long ago make room.
  public void passTime(Step step) {
    payments.passTime(step);
    daySums.passTime(step.nowMs());
  }

  /// The deadline of a payment that waits has come.
  public void expire(int row, Step step) {
    Unrated waiting = unrated.find(row);
    if (waiting != null) {
      leaveUnrated(waiting, waiting.reason(), step);
      return;
    }
    settlement.expire(row, step);
  }

  /// A holiday was declared: what waits and is dated to it moves to the next joint day, with a
  /// deadline that is as many days later, but never after the sender's own.
  public void redate(int day, FourEyes by, Step step) {
    settlement.redate(day, by, step);
    redateUnrated(day, by, step);
  }

  private void redateUnrated(int day, FourEyes by, Step step) {
    for (Unrated waiting : unrated.all()) {
      PaymentOrder order = waiting.incoming().order();
      int newDay =
          order.timing().settlementDay() == day
              ? days.redated(waiting.agreement(), day)
              : day;
      if (newDay != day) {
        long expiryMs = order.timing().expiryMs();
        long laterMs = waiting.deadlineMs() + (newDay - day) * Settlement.DAY_MS;
        long deadlineMs = expiryMs > 0 ? Math.min(expiryMs, laterMs) : laterMs;
        unrated.remove(waiting);
        unrated.add(
            new Unrated(
                waiting.incoming().on(newDay),
                waiting.agreement(),
                waiting.reason(),
                deadlineMs));
        step.emit(
            new Event.Governed(
                by,
                new CalendarEvent.PaymentRedated(
                    order.payment(), waiting.agreement(), day, newDay, deadlineMs)));
      }
    }
  }

  /// An account has more to give: its queue moves as far as it can, and so do those behind.
  public void wake(int account, Step step) {
    settlement.wake(account, step);
  }

  /// Rounding may have given an account what its queue lacked.
  public void wakeAll(Step step) {
    settlement.wakeAll(step);
  }

  /// Payments that would be worth nothing in a new unit, or too much, leave before it comes.
  public void leaveBefore(Redenomination unit, Step step) {
    settlement.leaveBefore(unit, step);
  }

  /// Gives every payment that waits its sums in a new unit.
  ///
  /// @return how many there are
  public int redenominate(Redenomination unit, BookConversion books) {
    return settlement.redenominate(unit, books);
  }

  /// The netting cycle of a business day closes (F25).
  public void closeCycle(int agreement, int day, Step step) {
    settlement.closeCycle(agreement, day, step);
  }

  /// A business day opens that has no cycle: what waits for one goes on without.
  public void dissolveCycle(int agreement, int day, Step step) {
    settlement.dissolveCycle(agreement, day, step);
  }

  /// The run-off of an agreement is over: what still waits under it leaves.
  public void endRunOff(int agreement, Step step) {
    settlement.leaveUnder(agreement, step);
    for (Unrated waiting : unrated.of(agreement)) {
      leaveUnrated(waiting, Refusal.AGREEMENT_TERMINATED, step);
    }
    settlement.drain(step);
  }

  public @Nullable Outcome outcome(PaymentId payment) {
    return payments.outcome(payment);
  }

  /// Walks over all payments in the order of their ids.
  public void forEach(PaymentVisitor visitor) {
    TreeSet<PaymentId> sorted = new TreeSet<>();
    for (int row = payments.firstRow(); row < payments.rows(); row++) {
      sorted.add(payments.id(row));
    }
    payments.forEachRetired(sorted::add);
    for (PaymentId id : sorted) {
      Outcome outcome = payments.outcome(id);
      if (outcome == null) {
        throw new AssertionError("payment is not found: " + id);
      }
      visitor.visit(id, outcome);
    }
  }

  public void writeTo(StateWriter writer) {
    writer.section(Section.PAYMENTS);
    payments.writeTo(writer);
    settlement.writeTo(writer);
    messages.writeTo(writer);
  }

  public void readFrom(StateReader reader) {
    reader.section(Section.PAYMENTS);
    payments.readFrom(reader);
    settlement.readFrom(reader);
    messages.readFrom(reader);
  }

  /// Reads what the second version wrote.
  ///
  /// @param nowMs log time at which it was written
  public void readSecondVersion(StateReader reader, long nowMs) {
    reader.section(Section.PAYMENTS);
    payments.readSecondVersion(reader, nowMs);
    settlement.readFrom(reader);
    messages.readSecondVersion(reader);
  }

  /// Dates of what waits, in the order of the queues; they are part of a snapshot since version 3.
  public void writeDatesTo(StateWriter writer) {
    settlement.writeDatesTo(writer);
  }

  public void readDatesFrom(StateReader reader) {
    settlement.readDatesFrom(reader);
  }

  /// What waits for its rate is part of a snapshot since version 4.
  public void writeUnratedTo(StateWriter writer) {
    writer.section(Section.UNRATED);
    unrated.writeTo(writer);
  }

  public void readUnratedFrom(StateReader reader) {
    reader.section(Section.UNRATED);
    unrated.readFrom(reader);
  }

  /// What days have accepted is part of a snapshot since version 4.
  public void writeDaySumsTo(StateWriter writer) {
    writer.section(Section.OPERATIONS);
    daySums.writeTo(writer);
  }

  public void readDaySumsFrom(StateReader reader) {
    reader.section(Section.OPERATIONS);
    daySums.readFrom(reader);
  }

  /// Checks every payment and adds what is set aside for payments to the sums by account.
  public void checkInvariants(TreeMap<Integer, Long> heldByAccount) {
    payments.checkInvariants();
    messages.checkInvariants();
    daySums.checkInvariants(payments);
    int queued = 0;
    int awaiting = 0;
    for (int row = payments.firstRow(); row < payments.rows(); row++) {
      PaymentState state = payments.state(row);
      Invariants.check(
          state.isFinal()
              || state == PaymentState.QUEUED
              || state == PaymentState.AWAITS_RATE && unrated.find(row) != null,
          "payment is nowhere",
          "payment",
          row);
      queued += state == PaymentState.QUEUED ? 1 : 0;
      awaiting += state == PaymentState.AWAITS_RATE ? 1 : 0;
    }
    Invariants.check(
        awaiting == unrated.size(), "payments wait for rates elsewhere", "await", awaiting);
    settlement.checkInvariants(queued, heldByAccount);
  }
}
