package kontor.engine.payment;

import java.util.EnumSet;
import kontor.engine.Refusal;
import kontor.engine.currency.Currencies;
import kontor.engine.currency.Currencies.Timed;
import kontor.engine.rates.Redenomination;
import kontor.engine.rates.RedenominationPlan;
import kontor.engine.rates.RedenominationPlan.OldCode;
import kontor.engine.terms.Conversions;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.PaymentOrder;
import kontor.engine.terms.PaymentOrder.Amounts;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import org.jspecify.annotations.Nullable;

/// What an instruction says in the code of a money that was, in the money that is (F04).
///
/// It is dated before the new unit and comes within the window: its sums are divided, once, by
/// all cuts between them together. It is dated on the day or later: then the old code means the
/// new unit if that was decided so, and else it is refused. Nothing is guessed.
final class Restating {

  private static final Rate ONE = new Rate(1, 0);

  /// What the sender asks for.
  ///
  /// @param sent as it was sent
  /// @param amounts in today's units; all but the stated rate
  /// @param settlement how the settlement sum came to its unit; null if it was in it already
  /// @param credit the same for the payee's money
  record Stated(
      Amounts sent,
      Amounts amounts,
      @Nullable Redenomination settlement,
      @Nullable Redenomination credit) {

    /// The stated rate in today's units; null if there is none or nothing is left of it.
    ///
    /// @param isOfCredit whether it is the price of the payee's money, else of the payer's
    @Nullable Rate rate(boolean isOfCredit) {
      Redenomination base = isOfCredit ? credit : settlement;
      Redenomination quoted = isOfCredit ? settlement : credit;
      Rate rate = sent.statedRate();
      if (rate != null && base != null) {
        rate = Redenomination.base(rate, base.factor());
      }
      return rate == null || quoted == null ? rate : Redenomination.quoted(rate, quoted.factor());
    }

    /// Whether both stated sums belong together at a rate. They were rounded when they were
    /// stated, so the units in which they were stated decide, and not what division made of them.
    ///
    /// @param rate price of one unit of the payee's money
    /// @param converted the payee's sum at that rate
    boolean agrees(Rate rate, Money converted, Rounding rounding) {
      Money instructed = sent.instructed();
      if (instructed == null || settlement == null && credit == null) {
        return converted.minor() == amounts.settlement().minor();
      }
      Rate then = rate;
      if (settlement != null) {
        then = Redenomination.base(then, settlement.factor());
      }
      if (then != null && credit != null) {
        then = Redenomination.quoted(then, credit.factor());
      }
      Money debit =
          then == null
              ? null
              : Conversions.convert(instructed, then, sent.settlement().currency(), rounding);
      return debit != null && debit.equals(sent.settlement());
    }
  }

  private final Currencies currencies;

  Restating(Currencies currencies) {
    this.currencies = currencies;
  }

  /// @param refusals takes what stands against it; then the answer is of no use
  Stated restate(PaymentOrder order, long nowMs, EnumSet<Refusal> refusals) {
    Amounts sent = order.amounts();
    if (currencies.areAsTheyWere()) {
      return new Stated(sent, sent, null, null);
    }
    int day = order.timing().settlementDay();
    Money instructed = sent.instructed();
    Currency creditCurrency = sent.creditCurrency();
    Redenomination ofSettlement = way(sent.settlement().currency(), day, nowMs, refusals);
    Redenomination ofInstructed =
        instructed == null ? null : way(instructed.currency(), day, nowMs, refusals);
    Redenomination ofCredit =
        creditCurrency == null ? null : way(creditCurrency, day, nowMs, refusals);
    Money settlement = sum(sent.settlement(), ofSettlement);
    Money owed = instructed == null ? null : sum(instructed, ofInstructed);
    if (settlement == null || instructed != null && owed == null) {
      refusals.add(Refusal.AMOUNT_TOO_LARGE);
      return new Stated(sent, sent, null, null);
    }
    boolean isOwed =
        instructed != null && !instructed.currency().equals(sent.settlement().currency());
    return new Stated(
        sent,
        new Amounts(
            settlement,
            owed,
            sent.statedRate(),
            ofCredit == null ? creditCurrency : ofCredit.to()),
        ofSettlement,
        isOwed ? ofInstructed : ofCredit);
  }

  private static @Nullable Money sum(Money sent, @Nullable Redenomination way) {
    return way == null ? sent : way.sum(sent);
  }

  /// From the currency that is named to the one that is meant; null if they are the same.
  private @Nullable Redenomination way(
      Currency named, int day, long nowMs, EnumSet<Refusal> refusals) {
    Timed decided = currencies.decided(named);
    if (decided != null
        && decided.plan().oldCode() == OldCode.MEANS_NEW
        && !decided.plan().isDatedBefore(day)) {
      refusals.add(Refusal.CURRENCY_CHANGES);
      return null;
    }
    Redenomination way = null;
    for (Timed next = currencies.successor(named); next != null; ) {
      RedenominationPlan plan = next.plan();
      Refusal refusal = refusal(next, day, nowMs);
      Rate factor = way == null ? ONE : way.factor();
      Rate product = plan.isDatedBefore(day) ? factor.times(plan.unit().factor()) : factor;
      if (refusal != null || product == null) {
        refusals.add(refusal == null ? Refusal.AMOUNT_TOO_LARGE : refusal);
        return null;
      }
      way = new Redenomination(named, plan.to(), product, plan.unit().rounding());
      next = currencies.successor(plan.to());
    }
    return way;
  }

  private static @Nullable Refusal refusal(Timed timed, int day, long nowMs) {
    if (!timed.plan().isDatedBefore(day)) {
      return timed.plan().oldCode() == OldCode.MEANS_NEW ? null : Refusal.CURRENCY_RETIRED;
    }
    return nowMs < timed.windowEndMs() ? null : Refusal.REDENOMINATION_WINDOW_OVER;
  }
}
