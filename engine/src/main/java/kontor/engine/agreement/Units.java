package kontor.engine.agreement;

import java.util.ArrayList;
import java.util.List;
import kontor.engine.annex.AnnexTerms.Fees;
import kontor.engine.annex.AnnexTerms.Operations;
import kontor.engine.annex.AnnexTerms.PairProfile;
import kontor.engine.annex.AnnexTerms.Rates;
import kontor.engine.annex.RestatedFees;
import kontor.engine.annex.RestatedOperations;
import kontor.engine.rates.RedenominationPlan;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;

/// New units of money that came after something was signed (F04). What was signed is never
/// edited: a new unit changes how it is read. In the order in which they came.
final class Units {

  private final List<RedenominationPlan> plans = new ArrayList<>();

  void add(RedenominationPlan plan) {
    plans.add(plan);
  }

  /// The money that this one is today.
  Currency now(Currency signed) {
    Currency currency = signed;
    for (RedenominationPlan plan : plans) {
      currency = currency.equals(plan.from()) ? plan.to() : currency;
    }
    return currency;
  }

  /// What an annex says of rates, with the pairs of today's moneys.
  Rates now(Rates signed) {
    if (plans.isEmpty()) {
      return signed;
    }
    return new Rates(
        signed.profiles().stream()
            .map(
                pair ->
                    new PairProfile(now(pair.base()), now(pair.quoted()), pair.profile()))
            .toList(),
        signed.sums(),
        signed.approval(),
        signed.deviationPpm(),
        signed.secondPpm(),
        signed.legAgeMs(),
        signed.breach(),
        signed.unconfirmed(),
        signed.waterfall(),
        signed.previousDays(),
        signed.sources());
  }

  /// What an annex says of operations, in today's units.
  Operations now(Operations signed) {
    Operations terms = signed;
    for (RedenominationPlan plan : plans) {
      terms = RestatedOperations.of(terms, plan.unit());
    }
    return terms;
  }

  /// An agreement, read in today's units.
  Agreement now(Agreement signed) {
    Agreement agreement = signed;
    for (RedenominationPlan plan : plans) {
      agreement = plan.unit().agreement(agreement);
    }
    return agreement;
  }

  /// What no sum may exceed, in today's unit: it stays above zero.
  Money limit(Money signed) {
    Money limit = signed;
    for (RedenominationPlan plan : plans) {
      limit = plan.unit().limit(limit);
    }
    return limit;
  }

  /// What an annex says of fees and penalties.
  Fees now(Fees signed) {
    Fees fees = signed;
    for (RedenominationPlan plan : plans) {
      fees = RestatedFees.of(fees, plan);
    }
    return fees;
  }

  /// What something costs, in today's unit.
  Money price(Money signed) {
    Money price = signed;
    for (RedenominationPlan plan : plans) {
      price = RestatedFees.price(price, plan);
    }
    return price;
  }
}
