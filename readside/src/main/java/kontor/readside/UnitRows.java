package kontor.readside;

import java.util.List;
import java.util.function.ToLongFunction;
import kontor.engine.RecordedEvent;
import kontor.engine.governance.CurrencyEvent;
import kontor.engine.governance.CurrencyEvent.BookTotals;
import kontor.engine.rates.Denomination;
import kontor.engine.rates.Redenomination;
import kontor.engine.rates.RedenominationPlan;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.AccountKind;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import org.jspecify.annotations.Nullable;

/// Currencies over time, and what a new unit makes of the rows (F04): the same division as in the
/// core, by the same function, row by row. Accounts go on under new numbers, so that entries and
/// statements of before stay as they were.
final class UnitRows {

  private static final int PAGE_ROWS = 5_000;

  private final Session session;
  private final BookRows books;
  private final PaymentRows payments;
  private final QuoteRows quotes;
  private final ChargeRows charges;

  UnitRows(
      Session session,
      BookRows books,
      PaymentRows payments,
      QuoteRows quotes,
      ChargeRows charges) {
    this.session = session;
    this.books = books;
    this.payments = payments;
    this.quotes = quotes;
    this.charges = charges;
  }

  void apply(RecordedEvent at, CurrencyEvent event) {
    switch (event) {
      case CurrencyEvent.DenominationEntered(Denomination denomination) -> enter(denomination);
      case CurrencyEvent.RedenominationScheduled e -> schedule(at, e);
      case CurrencyEvent.RedenominationCancelled e ->
          end(at, RedenominationRow.State.CANCELLED, null, e.from());
      case CurrencyEvent.Redenominated e -> redenominate(at, e);
      case CurrencyEvent.RedenominationFailed e ->
          end(
              at,
              RedenominationRow.State.FAILED,
              e.objection() + " at " + e.place(),
              e.plan().from());
    }
  }

  private void enter(Denomination denomination) {
    Denomination.Succession next = denomination.next();
    session.run(
        "write/enterDenomination",
        denomination.code(),
        denomination.numeric(),
        denomination.minorDigits(),
        denomination.fromDay(),
        denomination.untilDay(),
        next == null ? null : next.code(),
        next == null ? null : next.factor().unscaled(),
        next == null ? null : next.factor().scale());
  }

  private void schedule(RecordedEvent at, CurrencyEvent.RedenominationScheduled event) {
    RedenominationPlan plan = event.plan();
    books.note(plan.from());
    books.note(plan.to());
    session.run(
        "write/scheduleRedenomination",
        at.position(),
        at.index(),
        at.timestampMs(),
        plan.from().code(),
        plan.to().code(),
        plan.unit().factor().unscaled(),
        plan.unit().factor().scale(),
        plan.unit().rounding().name(),
        plan.prices().name(),
        plan.zone(),
        plan.day(),
        plan.windowDays(),
        plan.oldCode().name(),
        event.atMs(),
        event.windowEndMs());
  }

  private void end(
      RecordedEvent at, RedenominationRow.State state, @Nullable String reason, Currency from) {
    end(at, state, reason, 0, 0, from);
  }

  private void end(
      RecordedEvent at,
      RedenominationRow.State state,
      @Nullable String reason,
      int holds,
      int waiting,
      Currency from) {
    session.run(
        "write/endRedenomination",
        state.name(),
        reason,
        holds,
        waiting,
        at.position(),
        at.index(),
        at.timestampMs(),
        from.code());
  }

  private void redenominate(RecordedEvent at, CurrencyEvent.Redenominated event) {
    RedenominationPlan plan = event.plan();
    Redenomination unit = plan.unit();
    // Everything that waits to be written comes first, and nothing of it is remembered.
    payments.flush();
    payments.forgetOpen();
    books.flush();
    continueAccounts(unit);
    books.forget();
    quotes.leave(unit.from());
    charges.redenominate(unit);
    redenominateHolds(unit);
    redenominatePayments(unit);
    for (BookTotals book : event.books()) {
      session.run(
          "write/redenominateBook",
          at.position(),
          at.index(),
          book.servicer().bic(),
          book.accounts(),
          RedenominationRow.decimal(book.creditsBefore(), plan.from()),
          RedenominationRow.decimal(book.creditsAfter(), plan.to()),
          book.roundingMinor());
    }
    addRounding(at, event.books(), plan.to());
    session.run(
        "write/endDenomination",
        plan.day(),
        plan.to().code(),
        unit.factor().unscaled(),
        unit.factor().scale(),
        plan.from().code(),
        plan.day(),
        plan.day());
    end(
        at,
        RedenominationRow.State.DONE,
        null,
        event.holds(),
        event.payments(),
        plan.from());
  }

  /// Reads a table a page at a time, because what is read is changed on the way.
  private <T> void page(
      String query, Pager<T> reader, ToLongFunction<T> number, Redenomination unit) {
    long after = -1;
    List<T> page;
    do {
      page = reader.read(query, after);
      page.forEach(row -> reader.change(row, unit));
      after = page.isEmpty() ? after : number.applyAsLong(page.getLast());
    } while (page.size() == PAGE_ROWS);
  }

  private interface Pager<T> {
    List<T> read(String query, long after);

    void change(T row, Redenomination unit);
  }

  private record Continued(
      long number, String servicer, String owner, String kind, long balance, long line) {}

  private void continueAccounts(Redenomination unit) {
    long[] last = {session.lastNumber("write/lastAccountNumber")};
    page(
        "write/accountsOfUnit",
        new Pager<>() {
          @Override
          public List<Continued> read(String query, long after) {
            return session.list(
                query,
                row ->
                    new Continued(
                        row.longNumber("number"),
                        row.text("servicer"),
                        row.text("owner"),
                        row.text("kind"),
                        row.longNumber("balance_minor"),
                        row.longNumber("line_minor")),
                after,
                unit.from().code(),
                PAGE_ROWS);
          }

          @Override
          public void change(Continued old, Redenomination by) {
            last[0]++;
            session.run(
                "write/continueAccount",
                last[0],
                old.servicer(),
                by.to().code(),
                old.owner(),
                old.kind(),
                minor(by, old.balance()),
                minor(by, old.line()),
                old.number());
            session.run("write/endAccount", last[0], old.number());
          }
        },
        Continued::number,
        unit);
  }

  /// The core has seen that it fits.
  private static long minor(Redenomination unit, long old) {
    long minor = unit.minor(old);
    if (minor == Redenomination.DOES_NOT_FIT) {
      throw new IllegalStateException("a sum does not fit its new unit: " + old);
    }
    return minor;
  }

  private record Held(String hold, long amount, long successor) {}

  private void redenominateHolds(Redenomination unit) {
    String after = "";
    List<Held> page;
    do {
      page =
          session.list(
              "write/holdsOfUnit",
              row ->
                  new Held(
                      row.text("hold"),
                      row.longNumber("amount_minor"),
                      row.longNumber("successor")),
              after,
              unit.from().code(),
              PAGE_ROWS);
      for (Held held : page) {
        long minor = minor(unit, held.amount());
        session.run("write/redenominateHold", held.successor(), minor, held.hold());
        session.run("write/addHeld", minor, held.successor());
        after = held.hold();
      }
    } while (page.size() == PAGE_ROWS);
  }

  private record Queued(
      long number,
      int enteredDay,
      Money debit,
      Money credit,
      long awaits,
      @Nullable Long awaitsSuccessor,
      @Nullable Long payerSuccessor,
      boolean reserved) {

    static Queued read(Row row) {
      return new Queued(
          row.longNumber("number"),
          row.number("entered_day"),
          row.moneyWithDigits("debit"),
          row.moneyWithDigits("credit"),
          row.longNumber("awaits"),
          row.isNull("awaits_successor") ? null : row.longNumber("awaits_successor"),
          row.isNull("payer_successor") ? null : row.longNumber("payer_successor"),
          PaymentRows.isReserved(AccountKind.valueOf(row.text("awaits_kind"))));
    }
  }

  private void redenominatePayments(Redenomination unit) {
    page(
        "write/paymentsOfUnit",
        new Pager<>() {
          @Override
          public List<Queued> read(String query, long after) {
            String code = unit.from().code();
            return session.list(query, Queued::read, after, code, code, PAGE_ROWS);
          }

          @Override
          public void change(Queued old, Redenomination by) {
            restate(old, by);
          }
        },
        Queued::number,
        unit);
  }

  private void restate(Queued old, Redenomination unit) {
    Money debit = now(unit, old.debit());
    Money credit = now(unit, old.credit());
    session.run(
        "write/redenominatePayment",
        debit.minor(),
        debit.currency().code(),
        debit.currency().minorDigits(),
        credit.minor(),
        credit.currency().code(),
        credit.currency().minorDigits(),
        old.awaitsSuccessor() == null ? old.awaits() : old.awaitsSuccessor(),
        old.number());
    if (!debit.equals(old.debit())) {
      payments.recount(old.enteredDay(), old.debit(), debit);
      if (old.reserved()) {
        session.run("write/addHeld", debit.minor(), old.payerSuccessor());
      }
    }
  }

  private static Money now(Redenomination unit, Money old) {
    return old.currency().equals(unit.from())
        ? new Money(minor(unit, old.minor()), unit.to())
        : old;
  }

  private void addRounding(RecordedEvent at, List<BookTotals> totals, Currency currency) {
    int ordinal = 0;
    for (BookTotals book : totals) {
      if (book.roundingMinor() != 0) {
        ParticipantId servicer = book.servicer();
        books.add(
            at,
            ordinal,
            new AccountId(servicer, currency, servicer, AccountKind.ROUNDING),
            book.roundingMinor());
        ordinal++;
      }
    }
  }
}
