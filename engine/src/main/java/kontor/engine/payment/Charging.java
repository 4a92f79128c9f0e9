package kontor.engine.payment;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import kontor.engine.ChargedFee;
import kontor.engine.Event;
import kontor.engine.Refusal;
import kontor.engine.agreement.AgreedFees;
import kontor.engine.annex.AppliedFees;
import kontor.engine.annex.Penalty;
import kontor.engine.payment.Rating.Rated;
import kontor.engine.rates.FeePlan;
import kontor.engine.state.Bounds;
import kontor.engine.state.Step;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.AgreementParties;
import kontor.engine.terms.ChargeBearer;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.PaymentOrder;
import kontor.engine.terms.PaymentOrder.Route;
import org.jspecify.annotations.Nullable;

/// What a payment costs, and what a refused one costs, by the annex on fees of its value date
/// (F32). It only tells: no account moves, so nothing of it is state.
final class Charging {

  private final AgreedFees agreed;

  Charging(AgreedFees agreed) {
    this.agreed = agreed;
  }

  /// The fees of a payment.
  ///
  /// @param payer institution of the payer's bank
  /// @param payee institution of the payee's bank
  /// @param refusals takes why it cannot be charged
  /// @return null where nothing is agreed about fees, or it cannot be charged
  Event.@Nullable FeesCharged fees(
      PaymentOrder order,
      Rated rated,
      ParticipantId payer,
      ParticipantId payee,
      EnumSet<Refusal> refusals) {
    Agreement agreement = rated.agreement();
    AgreedFees.InForce annex = agreed.fees(agreement.id(), order.timing().settlementDay());
    if (annex == null) {
      return null;
    }
    ChargeBearer bearer = AppliedFees.Payment.bearer(order.particulars().bearer());
    AppliedFees.Answer answer =
        AppliedFees.of(
            annex.terms(),
            new AppliedFees.Payment(
                order.particulars().operation(),
                rated.conversion().debit(),
                rated.conversion().credit(),
                bearer,
                new AppliedFees.Sides(
                    payer, order.route().debtorAgent(), order.route().creditorAgent())),
            agreement.terms().conversion(),
            Bounds.AMOUNT_MAX);
    AppliedFees fees = answer.fees();
    if (fees == null) {
      refusals.add(refusal(answer.fault()));
      return null;
    }
    return new Event.FeesCharged(
        order.payment(),
        agreement.id(),
        annex.version(),
        bearer,
        charged(fees, order.route(), agreement.parties(), payer, payee),
        fees.received());
  }

  private static Refusal refusal(AppliedFees.@Nullable Fault fault) {
    return switch (fault) {
      case BEARER_CONTRADICTED -> Refusal.CHARGE_BEARER_CONTRADICTED;
      case SUM_EATEN_UP -> Refusal.FEES_EXCEED_AMOUNT;
      case FEE_TOO_LARGE -> Refusal.FEE_TOO_LARGE;
      case null -> throw new AssertionError("neither fees nor a fault");
    };
  }

  private static List<ChargedFee> charged(
      AppliedFees applied,
      Route route,
      AgreementParties parties,
      ParticipantId payer,
      ParticipantId payee) {
    List<ChargedFee> charged = new ArrayList<>();
    for (int i = 0; i < applied.rules().size(); i++) {
      FeePlan.Fee fee = applied.plan().fees().get(i);
      Currency currency = fee.money().currency();
      ParticipantId earner =
          switch (fee.agent()) {
            case DEBTOR_AGENT -> route.debtorAgent();
            case CREDITOR_AGENT -> route.creditorAgent();
            // Each institution charges in its own money.
            case OTHER -> currency.equals(parties.moneyOf(payer)) ? payer : payee;
          };
      ParticipantId bearer =
          switch (applied.plan().paidBy(fee.agent())) {
            case DEBTOR -> route.debtorAgent();
            case CREDITOR -> route.creditorAgent();
          };
      charged.add(
          new ChargedFee(
              applied.rules().get(i), fee.agent(), fee.collection(), earner, bearer, fee.money()));
    }
    return charged;
  }

  /// A payment was refused because it was over a limit: that was an attempt, and may cost.
  ///
  /// @param agreement under which it would have settled; null if there is none
  void overLimit(
      PaymentOrder order, @Nullable Agreement agreement, EnumSet<Refusal> refusals, Step step) {
    Refusal limit =
        refusals.contains(Refusal.AMOUNT_ABOVE_AGREED_MAXIMUM)
            ? Refusal.AMOUNT_ABOVE_AGREED_MAXIMUM
            : Refusal.CREDIT_LINE_EXCEEDED;
    if (agreement == null || !refusals.contains(limit)) {
      return;
    }
    int day = order.timing().settlementDay();
    AgreedFees.InForce annex = agreed.fees(agreement.id(), day);
    Money sum = annex == null ? null : annex.penalty(Penalty.Cause.OVER_LIMIT);
    if (annex != null && sum != null) {
      step.emit(
          new Event.PenaltyCharged(
              agreement.id(),
              annex.version(),
              Penalty.Cause.OVER_LIMIT,
              order.route().debtorAgent(),
              sum,
              order.payment(),
              day,
              limit.name()));
    }
  }
}
