package kontor.engine.payment;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import kontor.engine.Command.Envelope;
import kontor.engine.Command.Instruction;
import kontor.engine.Command.ReceiveMessage;
import kontor.engine.Conversion;
import kontor.engine.Engine.PaymentVisitor;
import kontor.engine.Entry;
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
import kontor.engine.liquidity.Waiting.Dated;
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
import kontor.engine.terms.AccountKind;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.Currency;
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
/// What lacks cover waits, first in first out, on the account that lacks it; one that waits for the
/// second has its first sum set aside. Nothing overtakes on an account. Under the model NET the
/// second is not asked for: the first sum is set aside until the cycle closes, see {@link Netting}.
///
/// Money that comes to an account wakes its queue. What settles so credits others and wakes them
/// in turn, one after the other, until nothing moves.
public final class Payments {

  private static final int NONE = -1;
  private static final long DAY_MS = 86_400_000;
  private static final long FARTHEST_WEST_MS = DAY_MS / 2;

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

  /// Accounts that may have more to give than when their queues were last tried; empty between
  /// steps.
  private final LinkedHashSet<Integer> woken = new LinkedHashSet<>();

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
    Waiting waiting = waiting(order, rated, posting, step);
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

  private boolean isSuspended(ParticipantId bank) {
    return registry.isSuspended(bank) || registry.isSuspended(directory.settlesOver(bank));
  }

  /// Whether a payment that waits names it, or settles over it.
  public boolean isAwaitedBy(ParticipantId participant) {
    for (Waiting waiting : waiting()) {
      for (ParticipantId bank : List.of(waiting.debtorAgent(), waiting.creditorAgent())) {
        if (bank.equals(participant) || directory.settlesOver(bank).equals(participant)) {
          return true;
        }
      }
    }
    return unrated.names(participant);
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

  /// The payment as it would wait: on the account that lacks cover, or for nothing.
  private Waiting waiting(PaymentOrder order, Rated rated, List<Leg> posting, Step step) {
    Agreement agreement = rated.agreement();
    int valueDay = order.timing().settlementDay();
    boolean isNetted = agreement.model() == SettlementModel.NET;
    long fromMs = isNetted ? Math.max(step.nowMs(), overMs(valueDay)) : step.nowMs();
    long latestMs = fromMs + agreement.terms().queueMs();
    long expiryMs = order.timing().expiryMs();
    Waiting waiting =
        new Waiting(
            NONE,
            order.payment(),
            order.route().debtorAgent(),
            order.route().creditorAgent(),
            posting,
            NONE,
            Refusal.COVER_MISSING,
            expiryMs > 0 ? Math.min(expiryMs, latestMs) : latestMs,
            days.isCounted(agreement.id(), valueDay)
                ? new Dated(valueDay, expiryMs)
                : Dated.NONE);
    Leg payer = waiting.payer();
    if (!queue.isEmpty(payer.debit()) || !ledger.covers(payer.debit(), payer.amountMinor())) {
      return waiting.on(payer.debit(), Refusal.COVER_MISSING);
    }
    return isNetted ? inCycle(waiting, agreement.id()) : behind(waiting);
  }

  /// When a value date is over everywhere on Earth.
  private static long overMs(int valueDay) {
    return (valueDay + 1) * DAY_MS + FARTHEST_WEST_MS;
  }

  private static Waiting inCycle(Waiting waiting, int agreement) {
    return waiting.on(LiquidityQueue.cycle(agreement), Refusal.AWAITS_CYCLE);
  }

  /// The payment as it would wait when the payer's bank has the sum.
  private Waiting behind(Waiting waiting) {
    Leg lacking = lackingBehind(waiting);
    return lacking == null
        ? waiting.on(NONE, waiting.reason())
        : waiting.on(lacking.debit(), reason(lacking.debit()));
  }

  /// The leg on the payee's side that lacks cover or must wait for others; null if none does.
  private @Nullable Leg lackingBehind(Waiting waiting) {
    for (Leg leg : waiting.posting().subList(1, waiting.posting().size())) {
      if (!queue.isEmpty(leg.debit()) || !ledger.covers(leg.debit(), leg.amountMinor())) {
        return leg;
      }
    }
    return null;
  }

  private Refusal reason(int account) {
    return ledger.id(account).kind() == AccountKind.LORO
        ? Refusal.CREDIT_LINE_EXCEEDED
        : Refusal.COVER_MISSING;
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
    if (waiting.awaits() == NONE) {
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
    if (accepted.awaits() == NONE) {
      settle(accepted, step);
    } else {
      await(accepted, step);
    }
    drain(step);
  }

  private void settle(Waiting settling, Step step) {
    becomeFinal(settling, ledger.post(settling.posting()), step);
  }

  private void becomeFinal(Waiting settling, List<Entry> entries, Step step) {
    payments.setState(settling.row(), PaymentState.SETTLED, List.of(), step);
    daySums.settle(settling.row());
    step.emit(new Event.PaymentSettled(settling.payment(), conversion(settling), entries));
    for (Leg leg : settling.posting()) {
      woken.add(leg.credit());
    }
  }

  private Conversion conversion(Waiting waiting) {
    Conversion conversion = payments.conversion(waiting.row());
    if (conversion == null) {
      throw new AssertionError("payment without its sums: " + waiting.payment());
    }
    return conversion;
  }

  private void await(Waiting waiting, Step step) {
    if (waiting.isReserved()) {
      ledger.hold(waiting.payer().debit(), waiting.payer().amountMinor());
    }
    queue.append(waiting);
    payments.setState(waiting.row(), PaymentState.QUEUED, List.of(waiting.reason()), step);
    step.emit(
        new Event.PaymentQueued(
            waiting.payment(),
            ledger.id(
                waiting.awaitsCycle()
                    ? waiting.posting().getLast().debit()
                    : waiting.awaits()),
            waiting.reason(),
            waiting.deadlineMs()));
  }

  /// An account has more to give: its queue moves as far as it can, and so do those behind.
  public void wake(int account, Step step) {
    woken.add(account);
    drain(step);
  }

  /// Time passes: payments that ended long ago make room.
  public void passTime(Step step) {
    payments.passTime(step);
    daySums.passTime(step.nowMs());
  }

  /// Payments that would be worth nothing in a new unit, or too much, leave before it comes.
  public void leaveBefore(Redenomination unit, Step step) {
    List<Waiting> leaving = new ArrayList<>();
    queue.forEach(
        waiting -> {
          if (refusal(waiting, unit) != null) {
            leaving.add(waiting);
          }
        });
    for (Waiting waiting : leaving) {
      Refusal refusal = refusal(waiting, unit);
      if (refusal != null) {
        leave(waiting, refusal, step);
      }
    }
  }

  private @Nullable Refusal refusal(Waiting waiting, Redenomination unit) {
    for (Leg leg : waiting.posting()) {
      if (isIn(leg, unit.from())) {
        long minor = unit.minor(leg.amountMinor());
        if (minor < 0 || minor > Bounds.AMOUNT_MAX) {
          return Refusal.AMOUNT_TOO_LARGE;
        }
        if (minor == 0) {
          return Refusal.CONVERTED_AMOUNT_ZERO;
        }
      }
    }
    return null;
  }

  private boolean isIn(Leg leg, Currency currency) {
    return ledger.id(leg.debit()).currency().equals(currency);
  }

  /// Gives every payment that waits its sums in a new unit.
  ///
  /// @return how many there are
  public int redenominate(Redenomination unit, BookConversion books) {
    int[] count = {0};
    queue.replaceAll(
        waiting -> {
          List<Leg> posting = new ArrayList<>(waiting.posting().size());
          boolean changed = false;
          for (Leg leg : waiting.posting()) {
            boolean old = isIn(leg, unit.from());
            changed |= old;
            posting.add(
                old
                    ? new Leg(leg.debit(), leg.credit(), unit.minor(leg.amountMinor()))
                    : leg);
          }
          if (!changed) {
            return waiting;
          }
          count[0]++;
          payments.redenominate(waiting.row(), unit);
          Waiting restated = waiting.with(List.copyOf(posting));
          if (restated.isReserved() && isIn(restated.payer(), unit.from())) {
            books.hold(restated.payer().debit(), restated.payer().amountMinor());
          }
          return restated;
        });
    daySums.redenominate(unit);
    return count[0];
  }

  /// Rounding may have given an account what its queue lacked.
  public void wakeAll(Step step) {
    woken.addAll(queue.accounts());
    drain(step);
  }

  /// The deadline of a payment that waits has come.
  public void expire(int row, Step step) {
    Unrated waiting = unrated.find(row);
    if (waiting != null) {
      leaveUnrated(waiting, waiting.reason(), step);
      return;
    }
    leave(queue.waiting(row), Refusal.WAITED_TOO_LONG, step);
    drain(step);
  }

  /// A holiday was declared: what waits and is dated to it moves to the next joint day, with a
  /// deadline that is as many days later, but never after the sender's own.
  public void redate(int day, FourEyes by, Step step) {
    for (Waiting waiting : waiting()) {
      int agreement = conversion(waiting).agreement();
      int newDay =
          waiting.dated().valueDay() == day ? days.redated(agreement, day) : day;
      if (newDay != day) {
        long expiryMs = waiting.dated().expiryMs();
        long laterMs = waiting.deadlineMs() + (newDay - day) * DAY_MS;
        long deadlineMs = expiryMs > 0 ? Math.min(expiryMs, laterMs) : laterMs;
        queue.replace(waiting, waiting.dated(new Dated(newDay, expiryMs), deadlineMs));
        daySums.redate(waiting.row(), newDay, step.nowMs());
        step.emit(
            new Event.Governed(
                by,
                new CalendarEvent.PaymentRedated(
                    waiting.payment(), agreement, day, newDay, deadlineMs)));
      }
    }
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
        long laterMs = waiting.deadlineMs() + (newDay - day) * DAY_MS;
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

  /// The netting cycle of a business day closes (F25): what the lines bear settles as one, the rest
  /// goes to the next joint day, and leaves when its deadline comes. Nothing is told of a day
  /// without a cycle on which nothing waits.
  public void closeCycle(int agreement, int day, Step step) {
    List<Waiting> members = new ArrayList<>();
    for (Waiting waiting : queue.inCycle(agreement)) {
      Refusal suspended = suspended(waiting);
      if (waiting.dated().valueDay() > day) {
        continue;
      }
      if (suspended == null) {
        members.add(waiting);
      } else {
        leave(waiting, suspended, step);
      }
    }
    if (!members.isEmpty() || agreements.settlesInCycles(agreement, day)) {
      Netting netting = Netting.of(members, ledger);
      List<Waiting> settling = netting.settling();
      List<Waiting> carried = netting.carried();
      step.emit(
          new Event.CycleClosed(
              agreement, day, settling.size(), carried.size(), netting.positions()));
      settleTogether(settling, step);
      for (Waiting waiting : carried) {
        carry(waiting, agreement, day, step);
      }
    }
    drain(step);
  }

  private void settleTogether(List<Waiting> settling, Step step) {
    for (Waiting waiting : settling) {
      queue.remove(waiting);
      ledger.release(waiting.payer().debit(), waiting.payer().amountMinor());
    }
    List<List<Entry>> entries =
        ledger.postTogether(settling.stream().map(Waiting::posting).toList());
    for (int i = 0; i < settling.size(); i++) {
      becomeFinal(settling.get(i), entries.get(i), step);
    }
  }

  /// Its place is kept: it is among the first of the next cycle.
  private void carry(Waiting waiting, int agreement, int day, Step step) {
    int newDay = days.redated(agreement, day + 1);
    Dated dated = new Dated(newDay, waiting.dated().expiryMs());
    queue.replace(waiting, waiting.dated(dated, waiting.deadlineMs()));
    daySums.redate(waiting.row(), newDay, step.nowMs());
    step.emit(
        new Event.Governed(
            null,
            new CalendarEvent.PaymentRedated(
                waiting.payment(),
                agreement,
                waiting.dated().valueDay(),
                newDay,
                waiting.deadlineMs())));
  }

  /// The run-off of an agreement is over: what still waits under it leaves.
  public void endRunOff(int agreement, Step step) {
    for (Waiting waiting : waiting()) {
      if (conversion(waiting).agreement() == agreement) {
        leave(waiting, Refusal.AGREEMENT_TERMINATED, step);
      }
    }
    for (Unrated waiting : unrated.of(agreement)) {
      leaveUnrated(waiting, Refusal.AGREEMENT_TERMINATED, step);
    }
    drain(step);
  }

  private void drain(Step step) {
    while (!woken.isEmpty()) {
      int account = woken.removeFirst();
      Waiting head = queue.head(account);
      while (head != null && moves(head, step)) {
        head = queue.head(account);
      }
    }
  }

  /// Tries the head of a queue.
  ///
  /// @return whether it left the queue
  private boolean moves(Waiting head, Step step) {
    if (head.deadlineMs() <= step.nowMs()) {
      leave(head, Refusal.WAITED_TOO_LONG, step);
      return true;
    }
    Refusal suspended = suspended(head);
    if (suspended != null) {
      leave(head, suspended, step);
      return true;
    }
    if (!isCovered(head) || !ledger.fits(head.posting())) {
      return false;
    }
    queue.remove(head);
    if (head.isReserved()) {
      ledger.release(head.payer().debit(), head.payer().amountMinor());
      settle(head, step);
      return true;
    }
    int agreement = conversion(head).agreement();
    Waiting next =
        agreements.settlesInCycles(agreement, head.dated().valueDay())
            ? inCycle(head, agreement)
            : behind(head);
    if (next.awaits() == NONE) {
      settle(head, step);
    } else if (queue.isFull(next.awaits())) {
      finish(head, Refusal.QUEUE_FULL, step);
    } else {
      await(next, step);
    }
    return true;
  }

  private boolean isCovered(Waiting head) {
    for (Leg leg : head.posting()) {
      if (leg.debit() == head.awaits()) {
        return ledger.covers(leg.debit(), leg.amountMinor());
      }
    }
    throw new AssertionError("payment waits on an account it does not debit: " + head.payment());
  }

  /// Why one that was accepted may not go on; those that are only restricted may.
  private @Nullable Refusal suspended(Waiting waiting) {
    if (isSuspended(waiting.debtorAgent())) {
      return Refusal.DEBTOR_AGENT_SUSPENDED;
    }
    if (isSuspended(waiting.creditorAgent())) {
      return Refusal.CREDITOR_AGENT_SUSPENDED;
    }
    boolean institutions =
        registry.isInstitutionSuspended(waiting.debtorAgent())
            || registry.isInstitutionSuspended(waiting.creditorAgent())
            || isHouseSuspended(waiting.posting());
    return institutions ? Refusal.INSTITUTION_SUSPENDED : null;
  }

  /// Only a payment through a clearing house has a leg between the two sides', in its book.
  private boolean isHouseSuspended(List<Leg> posting) {
    return posting.size() > 2
        && registry.isSuspended(ledger.id(posting.get(1).debit()).servicer());
  }

  /// Leaves the queue unsettled. What was set aside is free again, and who stood behind may move.
  private void leave(Waiting waiting, Refusal refusal, Step step) {
    queue.remove(waiting);
    if (waiting.isReserved()) {
      ledger.release(waiting.payer().debit(), waiting.payer().amountMinor());
      woken.add(waiting.payer().debit());
    }
    if (!waiting.awaitsCycle()) {
      woken.add(waiting.awaits());
    }
    finish(waiting, refusal, step);
  }

  private void finish(Waiting waiting, Refusal refusal, Step step) {
    payments.setState(waiting.row(), PaymentState.EXPIRED, List.of(refusal), step);
    daySums.leave(waiting.row());
    step.emit(new Event.PaymentExpired(waiting.payment(), refusal));
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
    writer.section(Section.QUEUES);
    writer.putInt(queue.size());
    queue.forEach(waiting -> write(waiting, writer));
    messages.writeTo(writer);
  }

  private static void write(Waiting waiting, StateWriter writer) {
    writer.putInt(waiting.row());
    writer.putParticipant(waiting.debtorAgent());
    writer.putParticipant(waiting.creditorAgent());
    writer.putAll(
        waiting.posting(),
        (to, leg) -> {
          to.putInt(leg.debit());
          to.putInt(leg.credit());
          to.putLong(leg.amountMinor());
        });
    writer.putInt(waiting.awaits());
    writer.putInt(waiting.reason().code());
    writer.putLong(waiting.deadlineMs());
  }

  public void readFrom(StateReader reader) {
    reader.section(Section.PAYMENTS);
    payments.readFrom(reader);
    readQueues(reader);
    messages.readFrom(reader);
  }

  /// Reads what the second version wrote.
  ///
  /// @param nowMs log time at which it was written
  public void readSecondVersion(StateReader reader, long nowMs) {
    reader.section(Section.PAYMENTS);
    payments.readSecondVersion(reader, nowMs);
    readQueues(reader);
    messages.readSecondVersion(reader);
  }

  private void readQueues(StateReader reader) {
    reader.section(Section.QUEUES);
    int count = reader.getCount();
    for (int i = 0; i < count; i++) {
      queue.append(read(reader));
    }
  }

  private Waiting read(StateReader reader) {
    int row = reader.getInt();
    return new Waiting(
        row,
        payments.id(row),
        reader.getParticipant(),
        reader.getParticipant(),
        reader.getAll(from -> new Leg(from.getInt(), from.getInt(), from.getLong())),
        reader.getInt(),
        reader.getCoded(Refusal.values(), Refusal::code),
        reader.getLong(),
        Dated.NONE);
  }

  /// Dates of what waits, in the order of the queues; they are part of a snapshot since version 3.
  public void writeDatesTo(StateWriter writer) {
    queue.forEach(
        waiting -> {
          writer.putInt(waiting.dated().valueDay());
          writer.putLong(waiting.dated().expiryMs());
        });
  }

  public void readDatesFrom(StateReader reader) {
    for (Waiting waiting : waiting()) {
      queue.replace(
          waiting,
          waiting.dated(new Dated(reader.getInt(), reader.getLong()), waiting.deadlineMs()));
    }
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

  private List<Waiting> waiting() {
    List<Waiting> all = new ArrayList<>();
    queue.forEach(all::add);
    return all;
  }

  /// Checks every payment and adds what is set aside for payments to the sums by account.
  public void checkInvariants(TreeMap<Integer, Long> heldByAccount) {
    Invariants.check(woken.isEmpty(), "a queue was woken and not tried");
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
    Invariants.check(queued == queue.size(), "queue and payments disagree", "queued", queued);
    queue.forEach(
        waiting -> {
          Leg payer = waiting.payer();
          Invariants.check(
              payments.state(waiting.row()) == PaymentState.QUEUED,
              "payment waits and is final",
              "payment",
              waiting.payment());
          if (waiting.isReserved()) {
            heldByAccount.merge(payer.debit(), payer.amountMinor(), Long::sum);
          }
        });
  }
}
