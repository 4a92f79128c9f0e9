package kontor.engine.annex;

import kontor.engine.rates.FeeFormula;
import kontor.engine.rates.RedenominationPlan;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;

/// An annex on fees, read in a new unit of money (F04): the bounds of a band as limits, which stay
/// above zero, all else as prices. What is open stays open, and a share is a share.
public final class RestatedFees {

  private RestatedFees() {}

  public static AnnexTerms.Fees of(AnnexTerms.Fees signed, RedenominationPlan plan) {
    return new AnnexTerms.Fees(
        signed.rules().stream().map(rule -> of(rule, plan)).toList(),
        signed.penalties().stream()
            .map(penalty -> new Penalty(penalty.cause(), price(penalty.sum(), plan)))
            .toList());
  }

  private static FeeRule of(FeeRule signed, RedenominationPlan plan) {
    Currency old = signed.currency();
    if (!old.equals(plan.from())) {
      return signed;
    }
    FeeFormula formula = signed.formula();
    long floorMinor = price(new Money(formula.floorMinor(), old), plan).minor();
    long capMinor =
        formula.capMinor() == FeeFormula.NO_CAP
            ? FeeFormula.NO_CAP
            : price(new Money(formula.capMinor(), old), plan).minor();
    return new FeeRule(
        signed.operation(),
        plan.to(),
        bound(signed.fromMinor(), plan),
        bound(signed.untilMinor(), plan),
        signed.agent(),
        signed.collection(),
        new FeeFormula(
            price(new Money(formula.fixedMinor(), old), plan).minor(),
            formula.share(),
            floorMinor,
            Math.max(floorMinor, capMinor)),
        signed.scope());
  }

  private static long bound(long minor, RedenominationPlan plan) {
    return minor <= 0 || minor == Long.MAX_VALUE
        ? minor
        : plan.unit().limit(new Money(minor, plan.from())).minor();
  }

  /// What something costs in the new unit. Itself when it is not in the old one.
  public static Money price(Money signed, RedenominationPlan plan) {
    if (!signed.currency().equals(plan.from())) {
      return signed;
    }
    Money price = plan.price(signed);
    return price == null ? plan.unit().limit(signed) : price;
  }
}
