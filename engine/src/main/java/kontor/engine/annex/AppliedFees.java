package kontor.engine.annex;

import java.util.ArrayList;
import java.util.List;
import kontor.engine.rates.FeePlan;
import kontor.engine.rates.FeePlan.Agent;
import kontor.engine.rates.FeePlan.Collection;
import kontor.engine.rates.FeePlan.Fee;
import kontor.engine.terms.ChargeBearer;
import kontor.engine.terms.Money;
import kontor.engine.terms.OperationClass;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Rounding;
import kontor.engine.terms.Wide;
import org.jspecify.annotations.Nullable;

/// The fees of one payment, by the rules of its annex that are for it (F32). A rule is for it when
/// its class is the payment's, or any; its currency is that of a sum, the payer's first; and that
/// sum is within its band. What an agent takes out it takes from the sum in its hands: the
/// debtor's agent from the payer's, the creditor's from the payee's. In another currency than that
/// its rule is not for this payment.
///
/// @param rules number of the rule of each fee, from 1, in the order of the annex
/// @param received what the receiver gets when his agent has taken its fees
public record AppliedFees(FeePlan plan, List<Integer> rules, Money received) {

  /// What is charged for.
  ///
  /// @param operation null if it was not stated; then only rules for all classes are for it
  /// @param debit what the payer's bank pays
  /// @param credit what the payee's bank gets
  /// @param sides between whom it runs
  public record Payment(
      @Nullable OperationClass operation,
      Money debit,
      Money credit,
      ChargeBearer bearer,
      Sides sides) {

    /// Who bears the charges where nobody said it: each side its own.
    public static ChargeBearer bearer(@Nullable ChargeBearer stated) {
      return stated == null ? ChargeBearer.SHAR : stated;
    }
  }

  /// @param payer institution of the payer's bank; null if it is not known yet, and then rules for
  ///     one direction are not for it
  /// @param debtorAgent null if it is not known yet, and then rules for one bank are not for it
  /// @param creditorAgent the same
  public record Sides(
      @Nullable ParticipantId payer,
      @Nullable ParticipantId debtorAgent,
      @Nullable ParticipantId creditorAgent) {

    /// Nothing is known of them.
    public static final Sides UNKNOWN = new Sides(null, null, null);
  }

  /// Why a payment cannot be charged as was agreed.
  public enum Fault {
    /// The debtor pays everything, and the creditor's agent takes its fee out.
    BEARER_CONTRADICTED,
    /// Nothing is left of a sum when its agent has taken its fees.
    SUM_EATEN_UP,
    /// A fee is larger than any sum can be.
    FEE_TOO_LARGE
  }

  /// Exactly one of both.
  public record Answer(@Nullable AppliedFees fees, @Nullable Fault fault) {}

  public AppliedFees {
    rules = List.copyOf(rules);
  }

  /// @param rounding of each fee, once
  /// @param feeMax largest fee there can be, in minor units
  public static Answer of(
      AnnexTerms.Fees terms, Payment payment, Rounding rounding, long feeMax) {
    List<Fee> fees = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < terms.rules().size(); i++) {
      FeeRule rule = terms.rules().get(i);
      Money sum = isReplaced(rule, terms, payment) ? null : sum(rule, payment);
      if (sum != null) {
        long minor = rule.formula().feeMinor(sum.minor(), rounding);
        if (minor == Wide.TOO_LARGE || minor > feeMax) {
          return refused(Fault.FEE_TOO_LARGE);
        }
        if (minor > 0) {
          fees.add(new Fee(rule.agent(), collection(rule), new Money(minor, sum.currency())));
          numbers.add(i + 1);
        }
      }
    }
    return answer(fees, numbers, payment);
  }

  private static Answer answer(List<Fee> fees, List<Integer> numbers, Payment payment) {
    for (Fee fee : fees) {
      if (payment.bearer() == ChargeBearer.DEBT
          && fee.agent() == Agent.CREDITOR_AGENT
          && fee.collection() == Collection.DEDUCTED) {
        return refused(Fault.BEARER_CONTRADICTED);
      }
    }
    FeePlan plan = new FeePlan(payment.bearer(), fees);
    Money received = plan.received(payment.credit());
    return received == null || plan.converted(payment.debit()) == null
        ? refused(Fault.SUM_EATEN_UP)
        : new Answer(new AppliedFees(plan, numbers, received), null);
  }

  private static Answer refused(Fault fault) {
    return new Answer(null, fault);
  }

  /// The sum of which a rule takes its fee; null if it is not for the payment.
  private static @Nullable Money sum(FeeRule rule, Payment payment) {
    boolean isOfClass =
        rule.operation() == OperationClass.ANY || rule.operation() == payment.operation();
    Money sum = isOfClass && isInScope(rule, payment) ? sumInHand(rule, payment) : null;
    return sum != null
            && rule.currency().equals(sum.currency())
            && rule.fromMinor() <= sum.minor()
            && sum.minor() <= rule.untilMinor()
        ? sum
        : null;
  }

  private static boolean isInScope(FeeRule rule, Payment payment) {
    ParticipantId sentFrom = rule.scope().sentFrom();
    ParticipantId bank = rule.scope().bank();
    Sides sides = payment.sides();
    boolean isOfBank =
        bank == null
            || rule.agent() != Agent.CREDITOR_AGENT && bank.equals(sides.debtorAgent())
            || rule.agent() != Agent.DEBTOR_AGENT && bank.equals(sides.creditorAgent());
    return isOfBank && (sentFrom == null || sentFrom.equals(sides.payer()));
  }

  /// Whether a rule for the payment's own bank stands in the place of one for all.
  private static boolean isReplaced(FeeRule rule, AnnexTerms.Fees terms, Payment payment) {
    if (rule.scope().bank() != null) {
      return false;
    }
    for (FeeRule other : terms.rules()) {
      if (other.scope().bank() != null
          && other.agent() == rule.agent()
          && other.operation() == rule.operation()
          && other.currency().equals(rule.currency())
          && isInScope(other, payment)) {
        return true;
      }
    }
    return false;
  }

  private static Money sumInHand(FeeRule rule, Payment payment) {
    boolean isPayers =
        collection(rule) == Collection.DEDUCTED
            ? rule.agent() == Agent.DEBTOR_AGENT
            : rule.currency().equals(payment.debit().currency());
    return isPayers ? payment.debit() : payment.credit();
  }

  /// Who is neither side's agent has nothing to take out of, whatever is written.
  private static Collection collection(FeeRule rule) {
    return rule.agent() == Agent.OTHER ? Collection.INVOICED : rule.collection();
  }
}
