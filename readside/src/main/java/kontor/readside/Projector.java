package kontor.readside;

import java.util.List;
import kontor.engine.Entry;
import kontor.engine.Event;
import kontor.engine.LedgerResults;
import kontor.engine.RecordedEvent;
import kontor.engine.governance.AgreementEvent;
import kontor.engine.governance.CalendarEvent;
import kontor.engine.governance.CurrencyEvent;
import kontor.engine.governance.DirectoryEvent;
import kontor.engine.governance.GovernanceForm;
import kontor.engine.governance.RateEvent;
import kontor.engine.rates.BaseRate;
import kontor.engine.rates.QuoteState;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.PaymentId;
import org.jspecify.annotations.Nullable;

/// Events to rows. One batch is one transaction: the rows, the running totals, the outgoing
/// messages and the position stand together or not at all. So after any end of the process the
/// position says exactly which events are in, and the projector goes on behind it; an event that
/// comes again is skipped. Which way the events are cut into batches makes no difference to the
/// rows.
///
/// Running totals (balances, holds, counts, turnover) live in memory while a batch runs and are
/// written once at its end, however often they changed. One thread only.
public final class Projector {

  private final Session session;
  private final OutboxWriter outbox;
  private final BookRows books;
  private final AgreementRows agreements;
  private final MessageRows messages;
  private final PaymentRows payments;
  private final RateRows rates;
  private final QuoteRows quotes;
  private final CalendarRows calendars;
  private final DirectoryRows directory;
  private final UnitRows units;
  private final ChargeRows charges;
  private final CostRows costs;
  private final Lookup lookup;
  private Position position;

  public Projector(ReadDatabase database, OutboxWriter outbox) {
    this.session = database.writer();
    this.outbox = outbox;
    this.books = new BookRows(session);
    this.agreements = new AgreementRows(session, books);
    this.messages = new MessageRows(session);
    this.payments = new PaymentRows(session, books, messages);
    this.rates = new RateRows(session);
    this.quotes = new QuoteRows(session);
    this.calendars = new CalendarRows(session, payments);
    this.directory = new DirectoryRows(session, payments);
    this.charges = new ChargeRows(session);
    this.units = new UnitRows(session, books, payments, quotes, charges);
    this.costs = new CostRows(session);
    this.lookup = new Lookup(session, books, payments);
    this.position = storedPosition();
  }

  /// The last event that is in.
  public Position position() {
    return position;
  }

  /// Puts the events in, those at or before {@link #position} apart. If one of them fails,
  /// nothing of the batch is in and the position is the one before.
  public void apply(List<RecordedEvent> batch) {
    Position reached = position;
    try {
      long timestampMs = 0;
      for (RecordedEvent recorded : batch) {
        Position at = new Position(recorded.position(), recorded.index());
        if (at.compareTo(reached) > 0) {
          project(recorded);
          send(recorded);
          reached = at;
          timestampMs = recorded.timestampMs();
        }
      }
      if (reached.equals(position)) {
        return;
      }
      books.flush();
      payments.flush();
      session.run("write/setPosition", reached.position(), reached.index(), timestampMs);
      session.commit();
      position = reached;
    } catch (Throwable e) {
      abandon(e);
      throw e;
    }
  }

  /// Waits until everything that is in would survive a power failure, and says how far that is.
  /// To be called before the log behind it is given up: a commit alone does not wait for the disk.
  public Position sync() {
    session.outsideTransaction("PRAGMA synchronous = FULL");
    try {
      // A commit waits for all that was written before it.
      session.run(
          "write/setPosition", position.position(), position.index(), storedTimestampMs());
      session.commit();
    } finally {
      session.outsideTransaction("PRAGMA synchronous = NORMAL");
    }
    return position;
  }

  private void abandon(Throwable cause) {
    try {
      session.rollback();
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
    books.forget();
    messages.forget();
    payments.forget();
    charges.forget();
    costs.forget();
  }

  private Position storedPosition() {
    return ReadDatabase.health(session).position();
  }

  private long storedTimestampMs() {
    return ReadDatabase.health(session).timestampMs();
  }

  private void send(RecordedEvent recorded) {
    int[] ordinal = {0};
    outbox.write(
        recorded,
        lookup,
        (to, kind, payment, bytes) -> {
          session.run(
              "write/insertOutbox",
              to.bic(),
              recorded.position(),
              recorded.index(),
              ordinal[0],
              recorded.timestampMs(),
              kind,
              payment == null ? null : payment.uetr(),
              bytes);
          ordinal[0]++;
        });
  }

  private void project(RecordedEvent at) {
    switch (at.event()) {
      case Event.CurrencyDefined(Currency currency) ->
          session.run("write/defineCurrency", currency.code(), currency.minorDigits());
      case Event.ParticipantAdmitted event -> admit(at, event);
      case Event.AdmissionChanged event -> {
        session.run(
            "write/changeAdmission", event.admission().name(), event.participant().bic());
        directory.follow(at, event);
      }
      case Event.AccountOpened(AccountId account) -> books.open(account);
      case Event.CreditLineSet(AccountId account, Money line) ->
          books.setLine(account, line.minor());
      case Event.AgreementEntered(Agreement agreement) -> enter(at, agreement);
      case Event.FixingPublished(Fixing fixing) -> books.publish(at, fixing);
      case Event.FundsMoved event -> move(at, event);
      case Event.CommandRefused event ->
          session.run(
              "write/refuseCommand",
              at.position(),
              at.index(),
              at.timestampMs(),
              event.refusal().name());
      case Event.HoldPlaced event -> books.placeHold(at, event);
      case Event.HoldReleased event -> books.releaseHold(at, event);
      case Event.MessageReceived event -> messages.receive(at, event);
      case Event.MessageRepeated event -> messages.repeat(event);
      case Event.MessageRefused event -> messages.refuse(event);
      case Event.InstructionRefused event -> messages.refuseInstruction(at, event);
      case Event.PaymentAccepted event -> {
        payments.accept(at, event);
        costs.accept(at, event);
      }
      case Event.FeesCharged event -> {
        charges.charge(at, event);
        costs.charge(event, payments);
      }
      case Event.PenaltyCharged event -> charges.charge(at, event);
      case Event.OperationJudged event -> OperationRows.judge(session, at, event);
      case Event.PaymentRejected event -> payments.reject(at, event);
      case Event.RateAwaited event -> payments.awaitRate(at, event);
      case Event.PaymentRated event -> {
        payments.rate(at, event);
        costs.rate(at, event);
      }
      case Event.PaymentQueued event -> payments.queue(at, event);
      case Event.PaymentSettled event -> {
        payments.settle(at, event);
        charges.settle(at, event);
      }
      case Event.PaymentExpired event -> {
        payments.expire(at, event);
        charges.expire(event);
      }
      case Event.CycleClosed event -> calendars.close(at, event);
      case Event.PaymentRepeated event -> payments.repeat(at, event);
      case Event.PaymentConflict event -> payments.conflict(at, event);
      case Event.BaseRatePosted(BaseRate rate) -> quotes.post(rate);
      case Event.TiersSet event -> quotes.set(event);
      case Event.ImprovementSet event -> quotes.set(event);
      case Event.QuotesOffered event -> quotes.offer(at, event);
      case Event.QuoteSelected(long quote) -> quotes.set(quote, QuoteState.SELECTED, null);
      case Event.QuoteConsumed(long quote, PaymentId payment) ->
          quotes.set(quote, QuoteState.CONSUMED, payment);
      case Event.QuotesEnded event ->
          event.quotes().forEach(quote -> quotes.set(quote, event.state(), null));
      case Event.OutboxAcknowledged event ->
          // Nobody can have what is not there yet, whatever position he names.
          session.run(
              "write/acknowledgeOutbox",
              event.participant().bic(),
              Math.min(event.position(), at.position()));
      case Event.LedgerAccountsOpened event ->
          count(LedgerTotalsRow.Kind.ACCOUNTS, event.results());
      case Event.TransfersPosted event ->
          count(LedgerTotalsRow.Kind.TRANSFERS, event.results());
      case Event.Governed event -> govern(at, event);
      case Event.GovernanceRefused event ->
          session.run(
              "write/refuseChange",
              at.position(),
              at.index(),
              at.timestampMs(),
              event.objection().name(),
              event.place());
      case Event.TransfersReleased event -> countReleased(event.released());
      case Event.LedgerLinesSet _,
          Event.TransfersExpired _,
          Event.LedgerRead _,
          Event.LedgerReadInPart _ -> {
        // The read side keeps totals of the bulk ledger, not its accounts.
      }
    }
  }

  private void admit(RecordedEvent at, Event.ParticipantAdmitted event) {
    session.run(
        "write/admitParticipant",
        event.participant().bic(),
        event.kind().name(),
        event.institution().bic(),
        "ACTIVE",
        at.position(),
        at.index(),
        at.timestampMs());
    payments.forgetInstitution(event.participant());
  }

  private void enter(RecordedEvent at, Agreement agreement) {
    var parties = agreement.parties();
    var terms = agreement.terms();
    books.note(parties.currencyA());
    books.note(parties.currencyB());
    session.run(
        "write/enterAgreement",
        agreement.id(),
        agreement.version(),
        agreement.effectiveFromDay(),
        agreement.effectiveUntilDay(),
        agreement.model().name(),
        parties.institutionA().bic(),
        parties.currencyA().code(),
        parties.institutionB().bic(),
        parties.currencyB().code(),
        bicOrNull(parties.provider()),
        terms.priceInA().mode().name(),
        terms.priceInA().scale(),
        terms.priceInB().mode().name(),
        terms.priceInB().scale(),
        terms.conversion().name(),
        terms.queueMs(),
        at.position(),
        at.index(),
        at.timestampMs());
    for (int i = 0; i < terms.oneCurrency().size(); i++) {
      Currency currency = terms.oneCurrency().get(i);
      books.note(currency);
      session.run(
          "write/enterAgreementCurrency",
          agreement.id(), agreement.version(), i, currency.code());
    }
    for (int i = 0; i < terms.maximums().size(); i++) {
      Money maximum = terms.maximums().get(i);
      books.note(maximum.currency());
      session.run(
          "write/enterAgreementMaximum",
          agreement.id(), agreement.version(), i, maximum.currency().code(), maximum.minor());
    }
  }

  private void move(RecordedEvent at, Event.FundsMoved event) {
    session.run(
        "write/moveFunds",
        event.reference().toString(),
        books.numberOf(event.account()),
        event.amount().minor(),
        event.direction().name(),
        at.position(),
        at.index(),
        at.timestampMs());
    post(at, event.entries());
  }

  private void post(RecordedEvent at, List<Entry> entries) {
    books.post(at, entries, null);
  }

  private void govern(RecordedEvent at, Event.Governed event) {
    FourEyes by = event.by();
    session.run(
        "write/govern",
        at.position(),
        at.index(),
        at.timestampMs(),
        event.event().getClass().getSimpleName(),
        by == null ? null : by.maker(),
        by == null ? null : by.checker(),
        GovernanceForm.bytes(event.event()));
    switch (event.event()) {
      case AgreementEvent change -> agreements.apply(at, change);
      case CalendarEvent calendar -> {
        calendars.apply(at, calendar);
        charges.apply(at, calendar);
      }
      case CurrencyEvent currency -> units.apply(at, currency);
      case DirectoryEvent change -> directory.apply(at, by, change);
      case RateEvent rate -> rates.apply(at, by, rate);
    }
  }

  /// They were asked for before, and are created now.
  private void countReleased(long[] released) {
    long legs = 0;
    for (int i = 3; i < released.length; i += 4) {
      legs += released[i];
    }
    session.run("write/countLedgerReleased", legs, LedgerTotalsRow.Kind.TRANSFERS.name());
  }

  private void count(LedgerTotalsRow.Kind kind, LedgerResults results) {
    session.run("write/countLedgerBatch", kind.name(), results.count(), results.created());
  }

  private static @Nullable String bicOrNull(@Nullable ParticipantId participant) {
    return participant == null ? null : participant.bic();
  }
}
