package kontor.engine.payment;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeMap;
import kontor.engine.Conversion;
import kontor.engine.Entry;
import kontor.engine.Event;
import kontor.engine.Refusal;
import kontor.engine.agreement.Agreements;
import kontor.engine.agreement.BusinessDays;
import kontor.engine.governance.CalendarEvent;
import kontor.engine.ledger.BookConversion;
import kontor.engine.ledger.Ledger;
import kontor.engine.ledger.Leg;
import kontor.engine.liquidity.LiquidityQueue;
import kontor.engine.liquidity.Waiting.Dated;
import kontor.engine.liquidity.Waiting;
import kontor.engine.participant.Directory;
import kontor.engine.participant.Registry;
import kontor.engine.payment.Rating.Rated;
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
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.PaymentOrder;
import kontor.engine.terms.PaymentState;
import kontor.engine.terms.SettlementModel;
import org.jspecify.annotations.Nullable;

/// From acceptance to finality. What has cover settles at once. What lacks it waits, first in first
/// out, on the account that lacks it, or for the close of its netting cycle (see {@link Netting});
/// one that waits for the payee's side has its first sum set aside. Nothing overtakes on an
/// account.
///
/// Money that comes to an account wakes its queue. What settles so credits others and wakes them
/// in turn, one after the other, until nothing moves.
final class Settlement {

  static final long DAY_MS = 86_400_000;

  private static final long FARTHEST_WEST_MS = DAY_MS / 2;

  private final Registry registry;
  private final Directory directory;
  private final Agreements agreements;
  private final BusinessDays days;
  private final Ledger ledger;
  private final LiquidityQueue queue;
  private final PaymentTable payments;
  private final DaySums daySums;

  /// Accounts that may have more to give than when their queues were last tried; empty between
  /// steps.
  private final LinkedHashSet<Integer> woken = new LinkedHashSet<>();

  Settlement(
      Payments.Judges judges,
      Ledger ledger,
      LiquidityQueue queue,
      PaymentTable payments,
      DaySums daySums) {
    registry = judges.registry();
    directory = judges.directory();
    agreements = judges.agreements();
    days = judges.days();
    this.ledger = ledger;
    this.queue = queue;
    this.payments = payments;
    this.daySums = daySums;
  }

  /// The payment as it would wait: on the account that lacks cover, or for nothing.
  Waiting waiting(PaymentOrder order, Rated rated, List<Leg> posting, Step step) {
    Agreement agreement = rated.agreement();
    int valueDay = order.timing().settlementDay();
    boolean isNetted = agreement.model() == SettlementModel.NET;
    long fromMs = isNetted ? Math.max(step.nowMs(), overMs(valueDay)) : step.nowMs();
    long latestMs = fromMs + agreement.terms().queueMs();
    long expiryMs = order.timing().expiryMs();
    Waiting waiting =
        new Waiting(
            Waiting.NONE,
            order.payment(),
            order.route().debtorAgent(),
            order.route().creditorAgent(),
            posting,
            Waiting.NONE,
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
        ? waiting.on(Waiting.NONE, waiting.reason())
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

  /// Settles it, or lets it wait for what it lacks.
  void begin(Waiting accepted, Step step) {
    if (accepted.lacksNothing()) {
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
    enqueue(waiting, step);
  }

  private void enqueue(Waiting waiting, Step step) {
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
  void wake(int account, Step step) {
    woken.add(account);
    drain(step);
  }

  /// Rounding may have given an account what its queue lacked.
  void wakeAll(Step step) {
    woken.addAll(queue.accounts());
    drain(step);
  }

  void drain(Step step) {
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
      becomeFinal(head, ledger.postHeld(head.posting()), step);
      return true;
    }
    Waiting next =
        isNetted(head) ? inCycle(head, conversion(head).agreement()) : behind(head);
    if (next.lacksNothing()) {
      settle(head, step);
    } else if (queue.isFull(next.awaits())) {
      finish(head, Refusal.QUEUE_FULL, step);
    } else {
      await(next, step);
    }
    return true;
  }

  /// Whether it was accepted to be netted, and its value date has a cycle.
  private boolean isNetted(Waiting waiting) {
    Conversion conversion = conversion(waiting);
    return agreements.isNetted(conversion.agreement(), conversion.agreementVersion())
        && agreements.settlesInCycles(conversion.agreement(), waiting.dated().valueDay());
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
    ParticipantId house = house(waiting.posting());
    boolean institutions =
        registry.isInstitutionSuspended(waiting.debtorAgent())
            || registry.isInstitutionSuspended(waiting.creditorAgent())
            || house != null && registry.isSuspended(house);
    return institutions ? Refusal.INSTITUTION_SUSPENDED : null;
  }

  /// Only a payment through a clearing house has a leg between the two sides', in its book.
  private @Nullable ParticipantId house(List<Leg> posting) {
    return posting.size() > 2 ? ledger.id(posting.get(1).debit()).servicer() : null;
  }

  private boolean isSuspended(ParticipantId bank) {
    return registry.isSuspended(bank) || registry.isSuspended(directory.settlesOver(bank));
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

  /// The deadline of a payment that waits has come.
  void expire(int row, Step step) {
    leave(queue.waiting(row), Refusal.WAITED_TOO_LONG, step);
    drain(step);
  }

  /// A holiday was declared: what waits and is dated to it moves to the next joint day, with a
  /// deadline that is as many days later, but never after the sender's own.
  void redate(int day, FourEyes by, Step step) {
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
  }

  /// The netting cycle of a business day closes (F25): what the lines bear settles as one, the rest
  /// goes to the next joint day, and leaves when its deadline comes.
  void closeCycle(int agreement, int day, Step step) {
    Netting netting = Netting.of(members(agreement, day, step), ledger, queue);
    List<Waiting> settling = netting.settling();
    List<Waiting> carried = netting.carried();
    step.emit(
        new Event.CycleClosed(
            agreement, day, settling.size(), carried.size(), netting.positions()));
    settleTogether(settling, step);
    for (Waiting waiting : carried) {
      carry(waiting, agreement, day, step);
    }
    drain(step);
  }

  /// What is in the cycle of a day, but for those who may not go on: they leave.
  private List<Waiting> members(int agreement, int day, Step step) {
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
    return members;
  }

  /// A business day has no cycle, for the parties agreed on something else from it on: what was to
  /// be netted on it settles one by one, in the order of arrival, or waits on the payee's side.
  void dissolveCycle(int agreement, int day, Step step) {
    for (Waiting waiting : members(agreement, day, step)) {
      Waiting next = behind(waiting);
      if (next.lacksNothing() && ledger.fits(next.posting())) {
        queue.remove(waiting);
        becomeFinal(waiting, ledger.postHeld(waiting.posting()), step);
      } else if (next.lacksNothing()) {
        leave(waiting, Refusal.AMOUNT_TOO_LARGE, step);
      } else if (queue.isFull(next.awaits())) {
        leave(waiting, Refusal.QUEUE_FULL, step);
      } else {
        queue.remove(waiting);
        enqueue(next, step);
      }
    }
    drain(step);
  }

  private void settleTogether(List<Waiting> settling, Step step) {
    settling.forEach(queue::remove);
    List<List<Entry>> entries =
        ledger.postHeldTogether(settling.stream().map(Waiting::posting).toList());
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

  /// What waits under an agreement leaves; {@link #drain} lets move who stood behind.
  void leaveUnder(int agreement, Step step) {
    for (Waiting waiting : waiting()) {
      if (conversion(waiting).agreement() == agreement) {
        leave(waiting, Refusal.AGREEMENT_TERMINATED, step);
      }
    }
  }

  /// Payments that would be worth nothing in a new unit, or too much, leave before it comes.
  void leaveBefore(Redenomination unit, Step step) {
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
  int redenominate(Redenomination unit, BookConversion books) {
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

  /// Whether a payment that waits names it, or settles over it, or clears through it.
  boolean names(ParticipantId participant) {
    for (Waiting waiting : waiting()) {
      if (participant.equals(house(waiting.posting()))) {
        return true;
      }
      for (ParticipantId bank : List.of(waiting.debtorAgent(), waiting.creditorAgent())) {
        if (bank.equals(participant) || directory.settlesOver(bank).equals(participant)) {
          return true;
        }
      }
    }
    return false;
  }

  private List<Waiting> waiting() {
    List<Waiting> all = new ArrayList<>();
    queue.forEach(all::add);
    return all;
  }

  void writeTo(StateWriter writer) {
    writer.section(Section.QUEUES);
    writer.putInt(queue.size());
    queue.forEach(waiting -> write(waiting, writer));
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

  void readFrom(StateReader reader) {
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
  void writeDatesTo(StateWriter writer) {
    queue.forEach(
        waiting -> {
          writer.putInt(waiting.dated().valueDay());
          writer.putLong(waiting.dated().expiryMs());
        });
  }

  void readDatesFrom(StateReader reader) {
    for (Waiting waiting : waiting()) {
      queue.replace(
          waiting,
          waiting.dated(new Dated(reader.getInt(), reader.getLong()), waiting.deadlineMs()));
    }
  }

  /// @param queued how many payments are said to wait here
  void checkInvariants(int queued, TreeMap<Integer, Long> heldByAccount) {
    Invariants.check(woken.isEmpty(), "a queue was woken and not tried");
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
