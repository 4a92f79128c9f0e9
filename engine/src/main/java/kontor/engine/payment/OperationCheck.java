package kontor.engine.payment;

import java.util.EnumSet;
import java.util.List;
import kontor.engine.Conversion;
import kontor.engine.Event;
import kontor.engine.Refusal;
import kontor.engine.agreement.Agreements;
import kontor.engine.annex.AnnexTerms.Operations;
import kontor.engine.annex.Eligibility;
import kontor.engine.annex.Judgement;
import kontor.engine.payment.DaySums.Counted;
import kontor.engine.payment.Rating.Rated;
import kontor.engine.state.Step;
import kontor.engine.terms.Money;
import kontor.engine.terms.OperationClass;
import kontor.engine.terms.PaymentOrder;
import org.jspecify.annotations.Nullable;

/// Whether a rated payment is one that its agreement lets through (F05). Agreements without an
/// annex on operations let all through, and nothing is told of it.
final class OperationCheck {

  private final Agreements agreements;
  private final DaySums sums;

  OperationCheck(Agreements agreements, DaySums sums) {
    this.agreements = agreements;
    this.sums = sums;
  }

  /// @param refusals takes what stands against it
  /// @return what it takes of its day's room when it is accepted; null if nothing is counted
  @Nullable Counted check(
      PaymentOrder order, Rated rated, EnumSet<Refusal> refusals, Step step) {
    int agreement = rated.agreement().id();
    int day = order.timing().settlementDay();
    Operations terms = agreements.operations(agreement, day);
    if (terms == null) {
      return null;
    }
    OperationClass operation = order.particulars().operation();
    List<Money> moved = moved(rated.conversion());
    Judgement judgement =
        Eligibility.judge(
            terms, order.particulars(), moved, sums.on(agreement, day, step.nowMs()));
    step.emit(
        new Event.OperationJudged(order.payment(), agreement, day, operation, judgement));
    Counted counted =
        new Counted(day, agreement, operation == null ? OperationClass.ANY : operation, moved);
    Refusal refusal = refusal(judgement.finding());
    if (refusal == null) {
      refusal = sums.check(counted, step.nowMs());
    }
    if (refusal != null) {
      refusals.add(refusal);
    }
    return counted;
  }

  /// Both sums; one if nothing is converted.
  private static List<Money> moved(Conversion conversion) {
    Money debit = conversion.debit();
    Money credit = conversion.credit();
    return debit.currency().equals(credit.currency())
        ? List.of(debit)
        : List.of(debit, credit);
  }

  private static @Nullable Refusal refusal(Judgement.Finding finding) {
    return switch (finding) {
      case FITS -> null;
      case CLASS_NOT_STATED, CLASS_NOT_LISTED -> Refusal.OPERATION_CLASS_NOT_AGREED;
      case TENOR_TOO_LONG, BELOW_MINIMUM, GOODS_DENIED -> Refusal.OPERATION_NOT_ELIGIBLE;
      case ABOVE_MAXIMUM, DAY_CEILING_EXCEEDED -> Refusal.OPERATION_CEILING_EXCEEDED;
      case GOODS_NOT_STATED -> Refusal.GOODS_NOT_STATED;
      case GOODS_NEED_LICENCE -> Refusal.LICENCE_NEEDED;
      case DOCUMENTS_MISSING, TENOR_NOT_STATED -> Refusal.DOCUMENTS_NEEDED;
    };
  }
}
