package kontor.engine.currency;

import java.util.List;
import kontor.engine.Event;
import kontor.engine.agreement.FixingBoard;
import kontor.engine.currency.Currencies.Against;
import kontor.engine.currency.Currencies.Timed;
import kontor.engine.governance.CurrencyEvent;
import kontor.engine.governance.CurrencyEvent.BookTotals;
import kontor.engine.governance.Objection;
import kontor.engine.ledger.BookConversion;
import kontor.engine.ledger.Ledger;
import kontor.engine.liquidity.Holds;
import kontor.engine.participant.Registry;
import kontor.engine.payment.Payments;
import kontor.engine.quote.QuoteDesk;
import kontor.engine.rates.Redenomination;
import kontor.engine.rates.RedenominationPlan;
import kontor.engine.state.Step;
import org.jspecify.annotations.Nullable;

/// A new unit comes, in one step of the log (F04). Whatever is kept in the old one is divided and
/// rounded once: balances, credit lines, holds, payments that wait. Fixings are divided without
/// rounding to cents; quotes and what providers posted are void. Agreements stay as they were
/// signed and are read in the new unit from then on. What is over, such as a payment that settled,
/// stays in the old one.
public final class RedenominationStep {

  private final Currencies currencies;
  private final Registry registry;
  private final FixingBoard fixings;
  private final Ledger ledger;
  private final Holds holds;
  private final Payments payments;
  private final QuoteDesk quotes;

  public RedenominationStep(
      Currencies currencies,
      Registry registry,
      FixingBoard fixings,
      Ledger ledger,
      Holds holds,
      Payments payments,
      QuoteDesk quotes) {
    this.currencies = currencies;
    this.registry = registry;
    this.fixings = fixings;
    this.ledger = ledger;
    this.holds = holds;
    this.payments = payments;
    this.quotes = quotes;
  }

  /// @param currency number of the money that ends
  public void happen(int currency, Step step) {
    Timed timed = currencies.take(currency);
    RedenominationPlan plan = timed.plan();
    Redenomination unit = plan.unit();
    BookConversion books = new BookConversion(ledger, unit);
    Against against = check(plan, books);
    if (against != null) {
      step.emit(
          new Event.Governed(
              null,
              new CurrencyEvent.RedenominationFailed(
                  plan, against.objection(), against.place())));
      return;
    }
    // From here it must happen. What would be worth nothing leaves first, in the old unit.
    quotes.leave(unit.from(), step);
    payments.leaveBefore(unit, step);
    int openHolds = holds.redenominate(unit, books);
    int waiting = payments.redenominate(unit, books);
    List<BookTotals> totals = books.apply();
    currencies.finish(timed);
    step.emit(
        new Event.Governed(
            null,
            new CurrencyEvent.Redenominated(
                plan, timed.windowEndMs(), openHolds, waiting, totals)));
    fixings
        .redenominate(unit, timed.atMs())
        .forEach(fixing -> step.emit(new Event.FixingPublished(fixing)));
    payments.wakeAll(step);
  }

  private @Nullable Against check(RedenominationPlan plan, BookConversion books) {
    if (registry.isRetired(plan.to())) {
      return new Against(Objection.CURRENCY_RETIRED, "currency " + plan.to());
    }
    Against meeting = currencies.checkMeeting(plan);
    if (meeting != null) {
      return meeting;
    }
    Objection objection = books.prepare();
    if (objection != null) {
      return new Against(objection, books.place());
    }
    String hold = holds.firstThatDoesNotFit(plan.unit());
    return hold == null ? null : new Against(Objection.SUM_TOO_LARGE, "hold " + hold);
  }
}
