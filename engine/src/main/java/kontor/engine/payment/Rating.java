package kontor.engine.payment;

import java.util.EnumSet;
import java.util.List;
import kontor.engine.Conversion;
import kontor.engine.Refusal;
import kontor.engine.agreement.FixingBoard;
import kontor.engine.agreement.RateDesk;
import kontor.engine.participant.Registry;
import kontor.engine.payment.Restating.Stated;
import kontor.engine.state.Bounds;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.AgreementParties;
import kontor.engine.terms.Conversions;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.PaymentOrder.Amounts;
import kontor.engine.terms.Rate;
import kontor.engine.terms.SettlementModel;
import org.jspecify.annotations.Nullable;

/// Which money the payee's bank gets, and how much (F10): always by the fixing of that direction,
/// exactly, with the rounding that was agreed.
final class Rating {

  /// A payment as rated: under which agreement, both sums, and the fixing's number or -1.
  record Rated(Agreement agreement, Conversion conversion, int fixing) {}

  private record Priced(Money credit, int fixing) {}

  private final Registry registry;
  private final FixingBoard fixings;
  private final RateDesk desk;

  Rating(Registry registry, FixingBoard fixings, RateDesk desk) {
    this.registry = registry;
    this.fixings = fixings;
    this.desk = desk;
  }

  /// @param stated what the sender asks for, in today's units
  /// @param candidates agreements in force between the institutions, lowest number first
  /// @param payer institution of the payer's bank
  /// @param valueDay whose annex about rates counts
  /// @param refusals takes everything that is wrong; then the answer is null
  @Nullable Rated rate(
      Stated stated,
      List<Agreement> candidates,
      ParticipantId payer,
      int valueDay,
      long nowMs,
      EnumSet<Refusal> refusals) {
    Amounts amounts = stated.amounts();
    checkSums(amounts, refusals);
    Agreement agreement = admitting(stated, candidates, payer);
    if (agreement == null) {
      refusals.add(Refusal.CURRENCY_NOT_AGREED);
      return null;
    }
    Currency credit = creditCurrency(amounts, agreement, payer);
    return rate(stated, agreement, credit, valueDay, nowMs, refusals);
  }

  /// Under which agreement a payment would be rated; null if none of them admits its moneys.
  @Nullable Agreement admitting(
      Stated stated, List<Agreement> candidates, ParticipantId payer) {
    Amounts amounts = stated.amounts();
    for (Agreement agreement : candidates) {
      Currency credit = creditCurrency(amounts, agreement, payer);
      if (admits(agreement, payer, amounts.settlement().currency(), credit)) {
        return agreement;
      }
    }
    return null;
  }

  private void checkSums(Amounts amounts, EnumSet<Refusal> refusals) {
    checkSum(amounts.settlement(), refusals);
    if (amounts.instructed() != null) {
      checkSum(amounts.instructed(), refusals);
    }
    if (amounts.creditCurrency() != null && !registry.knows(amounts.creditCurrency())) {
      refusals.add(Refusal.CURRENCY_UNKNOWN);
    }
  }

  private void checkSum(Money money, EnumSet<Refusal> refusals) {
    if (!registry.knows(money.currency())) {
      refusals.add(Refusal.CURRENCY_UNKNOWN);
    }
    if (money.minor() <= 0) {
      refusals.add(Refusal.AMOUNT_ZERO);
    }
    if (money.minor() > Bounds.AMOUNT_MAX) {
      refusals.add(Refusal.AMOUNT_TOO_LARGE);
    }
  }

  private static Currency creditCurrency(
      Amounts amounts, Agreement agreement, ParticipantId payer) {
    Currency settlement = amounts.settlement().currency();
    if (amounts.instructed() != null && !amounts.instructed().currency().equals(settlement)) {
      return amounts.instructed().currency();
    }
    if (amounts.creditCurrency() != null) {
      return amounts.creditCurrency();
    }
    boolean ownMoney = settlement.equals(agreement.parties().moneyOf(payer));
    return ownMoney && agreement.model() != SettlementModel.SINGLE
        ? agreement.parties().partnerMoneyOf(payer)
        : settlement;
  }

  private static boolean admits(
      Agreement agreement, ParticipantId payer, Currency settlement, Currency credit) {
    AgreementParties parties = agreement.parties();
    if (settlement.equals(credit)) {
      return agreement.terms().oneCurrency().contains(settlement)
          || agreement.model() == SettlementModel.SINGLE
              && parties.isMoneyOfEither(settlement);
    }
    return agreement.model() != SettlementModel.SINGLE
        && settlement.equals(parties.moneyOf(payer))
        && credit.equals(parties.partnerMoneyOf(payer));
  }

  private @Nullable Rated rate(
      Stated stated,
      Agreement agreement,
      Currency credit,
      int valueDay,
      long nowMs,
      EnumSet<Refusal> refusals) {
    Amounts amounts = stated.amounts();
    Money debit = amounts.settlement();
    for (Money maximum : agreement.terms().maximums()) {
      if (maximum.currency().equals(debit.currency()) && debit.minor() > maximum.minor()) {
        refusals.add(Refusal.AMOUNT_ABOVE_AGREED_MAXIMUM);
      }
    }
    Priced priced;
    if (credit.equals(debit.currency())) {
      priced = inOneCurrency(amounts, refusals);
    } else {
      priced = convert(stated, agreement, credit, valueDay, nowMs, refusals);
    }
    if (priced == null || !refusals.isEmpty()) {
      return null;
    }
    @Nullable Fixing fixing = priced.fixing() < 0 ? null : fixings.fixing(priced.fixing());
    return new Rated(
        agreement,
        new Conversion(agreement.id(), agreement.version(), debit, priced.credit(), fixing),
        priced.fixing());
  }

  private static Priced inOneCurrency(Amounts amounts, EnumSet<Refusal> refusals) {
    Rate stated = amounts.statedRate();
    if (stated != null && !stated.sameNumber(new Rate(1, 0))) {
      refusals.add(Refusal.STATED_RATE_DIFFERS);
    }
    return new Priced(amounts.settlement(), -1);
  }

  /// If the payee's sum is stated, it must cost just what the payer's bank pays, at the price of
  /// the payee's money; else it follows from what is paid, at the price of the payer's.
  private @Nullable Priced convert(
      Stated asSent,
      Agreement agreement,
      Currency credit,
      int valueDay,
      long nowMs,
      EnumSet<Refusal> refusals) {
    Amounts amounts = asSent.amounts();
    Money settlement = amounts.settlement();
    @Nullable Money stated = amounts.instructed();
    boolean isStated = stated != null && stated.currency().equals(credit);
    Currency base = isStated ? credit : settlement.currency();
    Currency quoted = isStated ? settlement.currency() : credit;
    int number = fixings.effective(agreement.id(), base, quoted, nowMs);
    Refusal without = desk.check(agreement.id(), valueDay, base, quoted, number, nowMs);
    if (without != null) {
      refusals.add(without);
      return null;
    }
    Rate rate = fixings.fixing(number).rate();
    Rate sent = asSent.rate(isStated);
    if (amounts.statedRate() != null && (sent == null || !sent.sameNumber(rate))) {
      refusals.add(Refusal.STATED_RATE_DIFFERS);
    }
    Money from = stated != null && isStated ? stated : settlement;
    if (from.minor() <= 0) {
      return null;
    }
    Money converted = Conversions.convert(from, rate, quoted, agreement.terms().conversion());
    if (converted == null || converted.minor() > Bounds.AMOUNT_MAX) {
      refusals.add(Refusal.AMOUNT_TOO_LARGE);
      return null;
    }
    if (isStated) {
      if (!asSent.agrees(rate, converted, agreement.terms().conversion())) {
        refusals.add(Refusal.STATED_AMOUNT_DIFFERS);
      }
      return new Priced(from, number);
    }
    if (converted.minor() == 0) {
      refusals.add(Refusal.CONVERTED_AMOUNT_ZERO);
    }
    return new Priced(converted, number);
  }
}
