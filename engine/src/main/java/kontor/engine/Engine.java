package kontor.engine;

import java.util.TreeMap;
import java.util.function.Consumer;
import kontor.engine.agreement.Agreements;
import kontor.engine.agreement.BusinessDays;
import kontor.engine.agreement.Calendars;
import kontor.engine.agreement.FixingBoard;
import kontor.engine.agreement.RateDesk;
import kontor.engine.calendar.DayGrid;
import kontor.engine.calendar.GridMoment;
import kontor.engine.currency.Currencies;
import kontor.engine.currency.RedenominationStep;
import kontor.engine.governance.AgreementChange;
import kontor.engine.governance.CalendarChange;
import kontor.engine.governance.CalendarEvent;
import kontor.engine.governance.CurrencyChange;
import kontor.engine.governance.DirectoryChange;
import kontor.engine.governance.Objection;
import kontor.engine.governance.RateChange;
import kontor.engine.governance.RateEvent;
import kontor.engine.ledger.BulkLedger;
import kontor.engine.ledger.Ledger;
import kontor.engine.liquidity.DueTimes;
import kontor.engine.liquidity.DueTimes.Due;
import kontor.engine.liquidity.Funds;
import kontor.engine.liquidity.Holds;
import kontor.engine.liquidity.LiquidityQueue;
import kontor.engine.participant.Directory;
import kontor.engine.participant.Registry;
import kontor.engine.payment.Payments;
import kontor.engine.quote.QuoteDesk;
import kontor.engine.state.Bounds;
import kontor.engine.state.DigestSink;
import kontor.engine.state.FrozenState;
import kontor.engine.state.Invariants;
import kontor.engine.state.Section;
import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;
import kontor.engine.state.Step;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.Admission;
import kontor.engine.terms.Digest;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.PaymentId;
import org.jspecify.annotations.Nullable;

/// The core: the state of all books, fed by the log. The path of a payment begins at
/// {@link #apply} and reads downwards: here, then `Payments`, then `Ledger.post` or the
/// `LiquidityQueue`.
///
/// A refusal is an event. Nothing that is thrown from here is for a participant: a broken
/// invariant is an {@link AssertionError}, and the node must stop.
public final class Engine {

  /// Written first into a snapshot; a reader of another version must not guess.
  private static final int SNAPSHOT_VERSION = 4;
  /// Version 2 is of before calendars, agreements with annexes and what came with them; no payment
  /// had retired. Version 3 is of before quotes, sums of days and payments without rates.
  private static final int FIRST_READABLE = 2;

  private final Registry registry;
  private final Directory directory;
  private final Calendars calendars;
  private final Agreements agreements;
  private final BusinessDays days;
  private final FixingBoard fixings;
  private final RateDesk rates;
  private final QuoteDesk quotes;
  private final Ledger ledger;
  private final BulkLedger bulkLedger;
  private final DueTimes dueTimes;
  private final Funds funds;
  private final Holds holds;
  private final Payments payments;
  private final Currencies currencies;
  private final RedenominationStep redenomination;

  private long lastMs = Long.MIN_VALUE;

  public Engine() {
    this(Bounds.DEFAULT);
  }

  /// With bounds that a test can reach.
  Engine(Bounds bounds) {
    registry = new Registry(bounds);
    directory = new Directory(registry, bounds);
    calendars = new Calendars();
    agreements = new Agreements(registry, calendars, bounds);
    days = new BusinessDays(calendars, agreements.days(), registry);
    fixings = new FixingBoard(registry, agreements, bounds);
    rates = new RateDesk(agreements.rates(calendars, days), fixings);
    ledger = new Ledger(bounds);
    quotes = new QuoteDesk(registry, agreements, ledger);
    bulkLedger = new BulkLedger(ledger, bounds);
    dueTimes = new DueTimes();
    funds = new Funds(ledger, bounds);
    holds = new Holds(ledger, dueTimes, bounds);
    LiquidityQueue queue = new LiquidityQueue(dueTimes, bounds);
    currencies = new Currencies(registry, calendars, agreements, ledger, dueTimes);
    payments =
        new Payments(
            new Payments.Judges(
                registry, directory, agreements, days, currencies, fixings, rates, quotes),
            ledger,
            queue,
            dueTimes,
            bounds);
    redenomination =
        new RedenominationStep(
            currencies, registry, fixings, ledger, holds, payments, quotes);
  }

  /// Applies one command of the log. Everything due by `timestampMs` happens first.
  ///
  /// @param position log position of the command, growing
  /// @param timestampMs log time, milliseconds since 1970-01-01T00:00Z, never falling; if it does
  ///     fall, as when a new leader's clock is behind, time stands still
  public void apply(long position, long timestampMs, Command command, EventSink sink) {
    lastMs = Math.max(lastMs, timestampMs);
    Step step = new Step(position, lastMs, watchingRates(sink));
    passTime(step);
    switch (command) {
      case Command.DefineCurrency c ->
          decide(registry.define(c.currency()), new Event.CurrencyDefined(c.currency()), step);
      case Command.AdmitParticipant c ->
          decide(
              registry.admit(c.participant(), c.kind(), c.institution()),
              new Event.ParticipantAdmitted(c.participant(), c.kind(), c.institution()),
              step);
      case Command.ChangeAdmission c ->
          decide(
              changeAdmission(c.participant(), c.admission()),
              new Event.AdmissionChanged(c.participant(), c.admission()),
              step);
      case Command.OpenAccount c ->
          decide(openAccount(c.account()), new Event.AccountOpened(c.account()), step);
      case Command.SetCreditLine c -> setCreditLine(c, step);
      case Command.EnterAgreement c ->
          decide(
              agreements.enter(c.agreement()), new Event.AgreementEntered(c.agreement()), step);
      case Command.PublishFixing c -> publishFixing(c, step);
      case Command.PublishRate c -> {
        Fixing fixing = c.fixing();
        Refusal refusal = rates.checkPublish(fixing.agreement(), fixing.effectiveFromMs());
        decide(
            refusal == null ? fixings.publish(fixing) : refusal,
            new Event.FixingPublished(fixing),
            step);
      }
      case Command.MoveFunds c -> moveFunds(c, step);
      case Command.PlaceHold c -> placeHold(c, step);
      case Command.ReleaseHold c -> releaseHold(c, step);
      case Command.ReceiveMessage c -> payments.receive(c, step);
      case Command.AcknowledgeOutbox c ->
          decide(
              registry.acknowledge(c.participant(), c.position(), position),
              new Event.OutboxAcknowledged(c.participant(), c.position()),
              step);
      case Command.OpenLedgerAccounts c -> bulkLedger.open(c.accounts(), step);
      case Command.PostTransfers c -> bulkLedger.post(c.transfers(), step);
      case Command.SetLedgerLines c -> bulkLedger.setLines(c.lines(), step);
      case Command.ReadLedger c -> bulkLedger.read(c.query(), step);
      case Command.PostBaseRate c -> quotes.post(c, step);
      case Command.SetTiers c -> quotes.setTiers(c, step);
      case Command.SetImprovement c -> quotes.setImprovement(c, step);
      case Command.RequestQuotes c -> quotes.request(c, step);
      case Command.SelectQuote c -> quotes.select(c, step);
      case Command.Govern c -> govern(c, step);
      case Command.PassTime _ -> {}
    }
    payments.rateDue(step);
  }

  /// Business days begin first, then rates are confirmed or fall. What is due then happens in the
  /// order of its time: at one instant first agreements, by number, then holds and payments, by
  /// identity. What concerns the bulk ledger comes last; neither can touch the other.
  private void passTime(Step step) {
    directory.passTime(step);
    days.passTime(watchingDays(step, Long.MIN_VALUE));
    rates.passTime(step);
    quotes.passTime(step);
    passAgreements(step);
    for (Due due = dueTimes.poll(step.nowMs()); due != null; due = dueTimes.poll(step.nowMs())) {
      switch (due.kind()) {
        case HOLD -> payments.wake(holds.expire(due.row(), step), step);
        case PAYMENT -> payments.expire(due.row(), step);
        case CURRENCY -> redenomination.happen(due.row(), step);
        case CYCLE -> payments.closeCycle(due.row(), due.day(), step);
      }
      passAgreements(step);
    }
    payments.rateDue(step);
    bulkLedger.passTime(step);
    payments.passTime(step);
  }

  /// A rate that comes, or a pair that is closed, is looked out for by payments that wait for it.
  private EventSink watchingRates(EventSink sink) {
    return event -> {
      sink.emit(event);
      if (event instanceof Event.FixingPublished published) {
        payments.rateComes(
            published.fixing().agreement(), published.fixing().effectiveFromMs());
      } else if (event instanceof Event.Governed governed
          && governed.event() instanceof RateEvent.FallbackTaken taken) {
        payments.rateComes(taken.agreement(), lastMs);
      }
    };
  }

  /// What is due for agreements before anything is for payments.
  private void passAgreements(Step step) {
    while (agreements.isDue(Math.min(step.nowMs(), dueTimes.nextMs()))) {
      int ended = agreements.passTime(step);
      if (ended != 0) {
        payments.endRunOff(ended, step);
      }
    }
  }

  private static void decide(@Nullable Refusal refusal, Event event, Step step) {
    step.emit(refusal == null ? event : new Event.CommandRefused(refusal));
  }

  private @Nullable Refusal changeAdmission(ParticipantId participant, Admission admission) {
    Refusal refusal = directory.checkAdmission(participant);
    if (refusal == null) {
      refusal = registry.changeAdmission(participant, admission);
    }
    if (refusal == null) {
      directory.follow(participant, admission);
    }
    return refusal;
  }

  private @Nullable Refusal openAccount(AccountId account) {
    Refusal servicer = registry.checkIsInstitution(account.servicer());
    if (servicer != null) {
      return servicer;
    }
    if (!registry.knows(account.owner())) {
      return Refusal.PARTICIPANT_UNKNOWN;
    }
    Ledger.Was was = ledger.was(account);
    if (was.account() != Ledger.NONE && was.unit() >= 0) {
      return Refusal.ALREADY_EXISTS;
    }
    Refusal refusal = registry.checkUsable(account.currency());
    if (refusal == null) {
      refusal = currencies.checkOpening(account);
    }
    return refusal == null ? ledger.open(account) : refusal;
  }

  private void setCreditLine(Command.SetCreditLine command, Step step) {
    Refusal refusal = checkCreditLine(command);
    decide(refusal, new Event.CreditLineSet(command.account(), command.line()), step);
    if (refusal == null) {
      int account = ledger.find(command.account());
      ledger.setLine(account, command.line().minor());
      payments.wake(account, step);
    }
  }

  private @Nullable Refusal checkCreditLine(Command.SetCreditLine command) {
    int account = ledger.find(command.account());
    long line = command.line().minor();
    if (account == Ledger.NONE) {
      return unknown(command.account());
    }
    if (!command.line().currency().equals(command.account().currency())) {
      return Refusal.CURRENCY_NOT_AGREED;
    }
    if (line < 0) {
      return Refusal.LINE_NEGATIVE;
    }
    if (line > Bounds.AMOUNT_MAX) {
      return Refusal.AMOUNT_TOO_LARGE;
    }
    return ledger.line(account) == line ? Refusal.ALREADY_EXISTS : null;
  }

  /// A change needs two persons; then its area decides.
  private void govern(Command.Govern command, Step step) {
    if (!command.by().areTwo()) {
      step.emit(new Event.GovernanceRefused(Objection.FOUR_EYES_MISSING, "persons"));
      return;
    }
    switch (command.change()) {
      case CalendarChange change -> {
        days.apply(change, command.by(), step);
        if (change instanceof CalendarChange.DeclareHoliday declared) {
          payments.redate(declared.holiday().day(), command.by(), step);
        }
        agreements.reschedule();
      }
      case AgreementChange change -> agreements.apply(change, command.by(), step);
      case CurrencyChange change -> currencies.apply(change, command.by(), step);
      case RateChange change -> rates.apply(change, command.by(), step);
      case DirectoryChange change ->
          directory.apply(change, command.by(), step, this::hasPositions);
    }
    days.follow(watchingDays(step, step.nowMs()));
  }

  /// A day that opens brings the moment by which its rates are approved, and the close of its
  /// cycle, unless that is over: what waits takes part in the next one. Of a day without a cycle
  /// nothing waits for one.
  ///
  /// @param overMs when it is over
  private Step watchingDays(Step step, long overMs) {
    return new Step(
        step.position(),
        step.nowMs(),
        event -> {
          step.emit(event);
          if (event instanceof Event.Governed governed
              && governed.event() instanceof CalendarEvent.DayOpened opened) {
            rates.open(
                opened.agreement(),
                opened.day(),
                instantMs(opened, GridMoment.RATE_APPROVAL));
            if (agreements.settlesInCycles(opened.agreement(), opened.day())) {
              closeCycle(
                  opened.agreement(),
                  opened.day(),
                  instantMs(opened, GridMoment.CYCLE_CLOSE),
                  overMs);
            } else {
              payments.dissolveCycle(opened.agreement(), opened.day(), step);
            }
          }
        });
  }

  private void closeCycle(int agreement, int day, long closeMs, long overMs) {
    if (closeMs > overMs && closeMs < Long.MAX_VALUE) {
      dueTimes.add(Due.ofCycle(agreement, day, closeMs));
    }
  }

  private static long instantMs(CalendarEvent.DayOpened opened, GridMoment name) {
    for (DayGrid.At moment : opened.moments()) {
      if (moment.name() == name) {
        return moment.instantMs();
      }
    }
    return Long.MAX_VALUE;
  }

  /// Whether anything of a participant or in its books is not zero, or waits.
  private boolean hasPositions(ParticipantId participant) {
    boolean[] has = {payments.isAwaitedBy(participant)};
    ledger.forEach(
        view -> {
          boolean concernsIt =
              view.account().owner().equals(participant)
                  || view.account().servicer().equals(participant);
          has[0] |= concernsIt && (view.balanceMinor() != 0 || view.heldMinor() != 0);
        });
    return has[0];
  }

  private void publishFixing(Command.PublishFixing command, Step step) {
    Refusal refusal = rates.checkPublish(command.agreement(), command.effectiveFromMs());
    if (refusal != null) {
      step.emit(new Event.CommandRefused(refusal));
      return;
    }
    FixingBoard.Published published =
        fixings.publish(
            command.agreement(),
            command.legA(),
            command.legB(),
            command.effectiveFromMs(),
            command.source());
    if (published.refusal() != null) {
      step.emit(new Event.CommandRefused(published.refusal()));
      return;
    }
    published.fixings().forEach(fixing -> step.emit(new Event.FixingPublished(fixing)));
  }

  private void moveFunds(Command.MoveFunds command, Step step) {
    Refusal refusal = funds.move(command, step);
    if (refusal != null) {
      step.emit(new Event.CommandRefused(clear(refusal, command.account())));
      return;
    }
    payments.wake(ledger.find(command.account()), step);
  }

  private void placeHold(Command.PlaceHold c, Step step) {
    Refusal refusal = holds.place(c.hold(), c.account(), c.amount(), c.expiryMs(), step.nowMs());
    decide(
        refusal == null ? null : clear(refusal, c.account()),
        new Event.HoldPlaced(c.hold(), c.account(), c.amount(), c.expiryMs()),
        step);
  }

  /// An account that is not there because its money has another unit now.
  private Refusal unknown(AccountId account) {
    return registry.isRetired(account.currency())
        ? Refusal.CURRENCY_RETIRED
        : Refusal.ACCOUNT_UNKNOWN;
  }

  private Refusal clear(Refusal refusal, AccountId account) {
    return refusal == Refusal.ACCOUNT_UNKNOWN ? unknown(account) : refusal;
  }

  private void releaseHold(Command.ReleaseHold command, Step step) {
    Refusal refusal = holds.checkRelease(command.hold());
    if (refusal != null) {
      step.emit(new Event.CommandRefused(refusal));
      return;
    }
    payments.wake(holds.release(command.hold(), step), step);
  }

  /// The next instant at which something is due without a command, or `Long.MAX_VALUE`.
  public long nextDueMs() {
    return Math.min(
        Math.min(
            Math.min(agreements.nextDueMs(), directory.nextDueMs()),
            Math.min(days.nextDueMs(), rates.nextDueMs())),
        Math.min(
            Math.min(quotes.nextDueMs(), payments.nextRateMs()),
            Math.min(dueTimes.nextMs(), bulkLedger.nextDueMs())));
  }

  /// Keeps the state as it is now, without writing it: what is large is only promised not to be
  /// changed, so this takes no time that grows with history.
  public Snapshot.Frozen freeze() {
    FrozenState state = new FrozenState();
    StateWriter writer = new StateWriter(state);
    writer.section(Section.HEADER);
    writer.putInt(SNAPSHOT_VERSION);
    writer.putLong(lastMs);
    registry.writeTo(writer);
    agreements.writeTo(writer);
    fixings.writeTo(writer);
    ledger.writeTo(writer);
    bulkLedger.writeTo(writer);
    funds.writeTo(writer);
    holds.writeTo(writer);
    payments.writeTo(writer);
    calendars.writeTo(writer);
    days.writeTo(writer);
    payments.writeDatesTo(writer);
    agreements.writeLife(writer);
    rates.writeTo(writer);
    directory.writeTo(writer);
    currencies.writeTo(writer);
    quotes.writeTo(writer);
    fixings.writeDealtTo(writer);
    payments.writeDaySumsTo(writer);
    payments.writeUnratedTo(writer);
    writer.section(Section.END);
    return state.whole();
  }

  public void writeTo(Snapshot.Sink sink) {
    Snapshot.Frozen state = freeze();
    state.writeTo(sink);
    state.release();
  }

  public static Engine readFrom(Snapshot.Source source) {
    return readFrom(source, Bounds.DEFAULT);
  }

  static Engine readFrom(Snapshot.Source source, Bounds bounds) {
    Engine engine = new Engine(bounds);
    engine.read(new StateReader(source));
    engine.checkState();
    return engine;
  }

  private void read(StateReader reader) {
    reader.section(Section.HEADER);
    int version = reader.getInt();
    Invariants.check(
        version != 1,
        "snapshot of version 1, of before the whole bulk ledger: start from the log without it");
    Invariants.check(
        version >= FIRST_READABLE && version <= SNAPSHOT_VERSION,
        "snapshot of another version",
        "version",
        version);
    lastMs = reader.getLong();
    registry.readFrom(reader);
    agreements.readFrom(reader);
    fixings.readFrom(reader);
    ledger.readFrom(reader);
    bulkLedger.readFrom(reader);
    funds.readFrom(reader);
    holds.readFrom(reader);
    if (version >= 3) {
      payments.readFrom(reader);
      calendars.readFrom(reader);
      days.readFrom(reader);
      payments.readDatesFrom(reader);
      agreements.readLife(reader);
      rates.readFrom(reader);
      directory.readFrom(reader);
      currencies.readFrom(reader);
    } else {
      payments.readSecondVersion(reader, lastMs);
    }
    if (version >= 4) {
      quotes.readFrom(reader);
      fixings.readDealtFrom(reader);
      payments.readDaySumsFrom(reader);
      payments.readUnratedFrom(reader);
    }
    reader.section(Section.END);
    days.forEach(
        GridMoment.CYCLE_CLOSE,
        (agreement, day, closeMs) -> {
          if (agreements.settlesInCycles(agreement, day)) {
            closeCycle(agreement, day, closeMs, lastMs);
          }
        });
  }

  /// SHA-256 over the snapshot stream: equal on all replicas at the same position.
  public Digest digest() {
    DigestSink sink = new DigestSink();
    writeTo(sink);
    return sink.digest();
  }

  /// Checks every invariant of the whole state; throws {@link AssertionError} with what is broken.
  public void checkInvariants() {
    checkState();
    ledger.checkIndex();
    bulkLedger.checkIndexes();
  }

  /// All but that indexes, which a restart has just built, find what they should.
  private void checkState() {
    registry.checkInvariants();
    directory.checkInvariants();
    agreements.checkInvariants();
    days.checkInvariants();
    fixings.checkInvariants();
    rates.checkInvariants();
    quotes.checkInvariants();
    funds.checkInvariants();
    currencies.checkInvariants();
    bulkLedger.checkInvariants();
    TreeMap<Integer, Long> heldByAccount = new TreeMap<>();
    holds.addTo(heldByAccount);
    payments.checkInvariants(heldByAccount);
    ledger.checkInvariants(heldByAccount);
  }

  public @Nullable Outcome outcome(PaymentId payment) {
    return payments.outcome(payment);
  }

  /// Walks over all accounts of books in the order of their ids.
  public void accounts(Consumer<AccountView> visitor) {
    ledger.forEach(visitor);
  }

  /// @param balanceMinor posted credits less posted debits
  /// @param heldMinor sum of holds
  /// @param lineMinor how far below zero it may go
  public record AccountView(AccountId account, long balanceMinor, long heldMinor, long lineMinor) {}

  /// Walks over all payments in the order of their ids.
  public void payments(PaymentVisitor visitor) {
    payments.forEach(visitor);
  }

  /// Sees one payment.
  public interface PaymentVisitor {
    void visit(PaymentId payment, Outcome outcome);
  }
}
