package kontor.engine.annex;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import kontor.engine.rates.FeeFormula;
import kontor.engine.rates.FeePlan.Agent;
import kontor.engine.rates.FeePlan.Collection;
import kontor.engine.rates.Redenomination;
import kontor.engine.rates.RedenominationPlan;
import kontor.engine.rates.RedenominationPlan.OldCode;
import kontor.engine.rates.RedenominationPlan.Prices;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.OperationClass;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import org.junit.jupiter.api.Test;

/// An annex on fees after six zeros are cut (domain 5.9): 2,318,042.50 are 2.32, 10,299,600.00 are
/// 10.30, and a price below a cent is nothing or a cent, as was decided.
class RestatedFeesTable {

  private static final Currency OLD = new Currency("VES", 2);
  private static final Currency NEW = new Currency("VED", 2);
  private static final Currency RUB = new Currency("RUB", 2);

  private static RedenominationPlan plan(Prices prices) {
    return new RedenominationPlan(
        new Redenomination(OLD, NEW, Rate.of("1000000"), Rounding.HALF_UP),
        prices, "America/Caracas", 18_901, 10, OldCode.REFUSED);
  }

  private static FeeRule rule(Currency currency, long from, long until, FeeFormula formula) {
    return new FeeRule(
        OperationClass.ANY, currency, from, until, Agent.OTHER, Collection.INVOICED, formula);
  }

  private static AnnexTerms.Fees fees(FeeRule rule, Money penalty) {
    return new AnnexTerms.Fees(
        List.of(rule), List.of(new Penalty(Penalty.Cause.OVER_LIMIT, penalty)));
  }

  @Test
  void pricesAreRoundedOnceAndBoundsStayAboveZero() {
    Rate share = Rate.of("0.0015");
    AnnexTerms.Fees signed =
        fees(
            rule(
                OLD, 300_000, 1_600_000_000L,
                new FeeFormula(231_804_250, share, 30, 1_029_960_000)),
            new Money(1_600_000_000, OLD));
    assertEquals(
        fees(rule(NEW, 1, 1600, new FeeFormula(232, share, 0, 1030)), new Money(1600, NEW)),
        RestatedFees.of(signed, plan(Prices.ROUNDED)));
    assertEquals(
        fees(rule(NEW, 1, 1600, new FeeFormula(232, share, 1, 1030)), new Money(1600, NEW)),
        RestatedFees.of(signed, plan(Prices.AT_LEAST_ONE)));
  }

  @Test
  void whatIsOpenStaysOpenAndOtherMoneyIsItself() {
    AnnexTerms.Fees open =
        fees(rule(OLD, 0, Long.MAX_VALUE, FeeFormula.FREE), new Money(7, RUB));
    assertEquals(
        fees(rule(NEW, 0, Long.MAX_VALUE, FeeFormula.FREE), new Money(7, RUB)),
        RestatedFees.of(open, plan(Prices.ROUNDED)));
    AnnexTerms.Fees other =
        fees(rule(RUB, 5, 9, new FeeFormula(3, null, 1, 4)), new Money(7, RUB));
    assertEquals(other, RestatedFees.of(other, plan(Prices.ROUNDED)));
  }

  /// A cap that comes to less than the floor, because only the floor is kept above zero, is not
  /// below it.
  @Test
  void theCapIsNeverBelowTheFloor() {
    AnnexTerms.Fees signed =
        fees(rule(OLD, 0, Long.MAX_VALUE, new FeeFormula(0, null, 20, 30)), new Money(7, RUB));
    assertEquals(
        fees(rule(NEW, 0, Long.MAX_VALUE, new FeeFormula(0, null, 1, 1)), new Money(7, RUB)),
        RestatedFees.of(signed, plan(Prices.AT_LEAST_ONE)));
  }
}
