package kontor.engine.payment;

import java.util.EnumSet;
import java.util.List;
import kontor.engine.Conversion;
import kontor.engine.Refusal;
import kontor.engine.agreement.Agreements;
import kontor.engine.agreement.FixingBoard;
import kontor.engine.agreement.FixingBoard.Deal;
import kontor.engine.agreement.RateDesk;
import kontor.engine.participant.Registry;
import kontor.engine.payment.Restating.Stated;
import kontor.engine.quote.QuoteDesk;
import kontor.engine.rates.BaseRate;
import kontor.engine.rates.Quote;
import kontor.engine.rates.QuoteRequest;
import kontor.engine.rates.Quoting;
import kontor.engine.state.Bounds;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.AgreementParties;
import kontor.engine.terms.ClearingHouse;
import kontor.engine.terms.Conversions;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Particulars;
import kontor.engine.terms.PaymentOrder;
import kontor.engine.terms.PaymentOrder.Amounts;
import kontor.engine.terms.Rate;
import kontor.engine.terms.SettlementModel;
import org.jspecify.annotations.Nullable;

/// Which money the payee's bank gets, and how much (F10), exactly, with the rounding that was
/// agreed: at the quote that the payment names; else, under the model PROVIDER, at the best that
/// providers hold out, if any of them posted a rate (F09); else by the fixing of that direction.
final class Rating {

  /// A payment as rated: under which agreement and both sums.
  ///
  /// @param fixing number of the published fixing; {@link #NO_FIXING} if there is none
  /// @param deal the rate of this one payment; null if it has none of its own
  /// @param cleared what it moves at a clearing house; null if it does not go through one
  record Rated(
      Agreement agreement,
      Conversion conversion,
      int fixing,
      @Nullable Deal deal,
      @Nullable Cleared cleared) {

    /// Who carries the conversion; null if the institutions do it between them.
    @Nullable ParticipantId provider() {
      return deal == null ? agreement.parties().provider() : deal.provider();
    }
  }

  /// What a payment moves at the house, from the payer's side to the payee's, in the unit.
  record Cleared(ClearingHouse through, Money sum) {}

  /// What is to be rated.
  ///
  /// @param stated what the sender asks for, in today's units
  /// @param payer institution of the payer's bank
  /// @param payee institution of the payee's bank
  record Asked(
      PaymentOrder order, Stated stated, ParticipantId payer, ParticipantId payee, long nowMs) {

    private Amounts amounts() {
      return stated.amounts();
    }

    private int valueDay() {
      return order.timing().settlementDay();
    }

    private long quote() {
      return order.particulars().quote();
    }

    private boolean namesQuote() {
      return quote() != Particulars.NO_QUOTE;
    }
  }

  static final int NO_FIXING = -1;

  private record Priced(Money credit, int fixing, @Nullable Deal deal) {}

  private final Registry registry;
  private final Agreements agreements;
  private final FixingBoard fixings;
  private final RateDesk desk;
  private final QuoteDesk quotes;

  Rating(
      Registry registry,
      Agreements agreements,
      FixingBoard fixings,
      RateDesk desk,
      QuoteDesk quotes) {
    this.registry = registry;
    this.agreements = agreements;
    this.fixings = fixings;
    this.desk = desk;
    this.quotes = quotes;
  }

  /// @param candidates agreements in force between the institutions, lowest number first
  /// @param refusals takes everything that is wrong; then the answer is null
  @Nullable Rated rate(Asked asked, List<Agreement> candidates, EnumSet<Refusal> refusals) {
    Amounts amounts = asked.amounts();
    checkSums(amounts, refusals);
    if (asked.namesQuote()) {
      Refusal useless =
          quotes.check(asked.quote(), asked.order().route().debtorAgent(), asked.nowMs());
      if (useless != null) {
        refusals.add(useless);
        return null;
      }
    }
    Agreement agreement = admitting(asked, candidates);
    if (agreement == null) {
      refusals.add(
          asked.namesQuote() ? Refusal.QUOTE_DIFFERS : Refusal.CURRENCY_NOT_AGREED);
      return null;
    }
    Currency credit = creditCurrency(amounts, agreement, asked.payer());
    return rate(asked, agreement, credit, refusals);
  }

  /// Under which agreement a payment would be rated; null if none of them admits its moneys, or
  /// none of them is that of its quote.
  @Nullable Agreement admitting(Asked asked, List<Agreement> candidates) {
    Amounts amounts = asked.amounts();
    boolean isOfQuote = asked.namesQuote() && quotes.isKnown(asked.quote());
    for (Agreement agreement : candidates) {
      Currency credit = creditCurrency(amounts, agreement, asked.payer());
      boolean isMeant = !isOfQuote || quotes.agreement(asked.quote()) == agreement.id();
      if (isMeant
          && admits(agreement, asked.payer(), amounts.settlement().currency(), credit)) {
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
    if (settlement.equals(credit) && agreement.model() == SettlementModel.CLEARING) {
      // The payee's institution keeps no book in the payer's money.
      return false;
    }
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
      Asked asked, Agreement agreement, Currency credit, EnumSet<Refusal> refusals) {
    Amounts amounts = asked.amounts();
    Money debit = amounts.settlement();
    for (Money maximum : agreement.terms().maximums()) {
      if (maximum.currency().equals(debit.currency()) && debit.minor() > maximum.minor()) {
        refusals.add(Refusal.AMOUNT_ABOVE_AGREED_MAXIMUM);
      }
    }
    Priced priced = price(asked, agreement, credit, refusals);
    if (priced == null || !refusals.isEmpty()) {
      return null;
    }
    Deal deal = priced.deal();
    // At a quote its provider carries the conversion, whatever holds by now.
    ClearingHouse house =
        deal == null ? agreements.clearing(agreement.id(), asked.valueDay()) : null;
    Cleared cleared = house == null ? null : clear(asked, agreement, house, refusals);
    if (!refusals.isEmpty()) {
      return null;
    }
    @Nullable Fixing fixing = deal == null ? null : deal.fixing();
    if (priced.fixing() != NO_FIXING) {
      fixing = fixings.fixing(priced.fixing());
    }
    return new Rated(
        agreement,
        new Conversion(agreement.id(), agreement.version(), debit, priced.credit(), fixing),
        priced.fixing(),
        deal,
        cleared);
  }

  private @Nullable Priced price(
      Asked asked, Agreement agreement, Currency credit, EnumSet<Refusal> refusals) {
    Amounts amounts = asked.amounts();
    if (asked.namesQuote()) {
      return atQuote(asked, agreement, credit, refusals);
    }
    if (credit.equals(amounts.settlement().currency())) {
      return inOneCurrency(amounts, refusals);
    }
    Quoting.Priced best =
        agreement.model() == SettlementModel.PROVIDER && refusals.isEmpty()
            ? best(asked, agreement, credit)
            : null;
    return best == null
        ? convert(asked, agreement, credit, refusals)
        : atBest(asked, agreement, best, refusals);
  }

  /// Both sums are the quote's, and so is the rate.
  private @Nullable Priced atQuote(
      Asked asked, Agreement agreement, Currency credit, EnumSet<Refusal> refusals) {
    Quote quote = quotes.quote(asked.quote());
    Money instructed = asked.amounts().instructed();
    boolean same =
        quote.source().equals(asked.amounts().settlement())
            && quote.destination().currency().equals(credit)
            && (instructed == null || !instructed.currency().equals(credit)
                || instructed.equals(quote.destination()));
    if (!same) {
      refusals.add(Refusal.QUOTE_DIFFERS);
      return null;
    }
    Deal deal =
        new Deal(
            agreement.id(),
            quote.id(),
            quote.provider(),
            quote.source().currency(),
            credit,
            quote.rate(),
            quote.ratePostedMs());
    checkStatedRate(asked, deal.rate(), false, refusals);
    return new Priced(quote.destination(), NO_FIXING, deal);
  }

  /// Providers compete: what is given is what the sender states in the payee's money, or else what
  /// the payer's bank pays.
  private Quoting.@Nullable Priced best(Asked asked, Agreement agreement, Currency credit) {
    Amounts amounts = asked.amounts();
    Money settlement = amounts.settlement();
    Money owed = amounts.instructed();
    QuoteRequest request =
        owed != null && owed.currency().equals(credit)
            ? QuoteRequest.ofDestination(settlement.currency(), owed)
            : QuoteRequest.ofSource(settlement, credit);
    return quotes.best(
        agreement,
        new QuoteDesk.Asking(asked.order().route().debtorAgent(), asked.payee()),
        request,
        asked.valueDay());
  }

  private static @Nullable Priced atBest(
      Asked asked, Agreement agreement, Quoting.Priced best, EnumSet<Refusal> refusals) {
    if (!best.source().equals(asked.amounts().settlement())) {
      refusals.add(Refusal.STATED_AMOUNT_DIFFERS);
      return null;
    }
    if (best.destination().minor() > Bounds.AMOUNT_MAX) {
      refusals.add(Refusal.AMOUNT_TOO_LARGE);
      return null;
    }
    BaseRate base = best.offer().base();
    checkStatedRate(asked, best.rate(), false, refusals);
    return new Priced(
        best.destination(),
        NO_FIXING,
        new Deal(
            agreement.id(),
            Particulars.NO_QUOTE,
            base.provider(),
            base.source(),
            base.destination(),
            best.rate(),
            base.postedMs()));
  }

  /// @param isOfCredit whether the rate is the price of the payee's money, else of the payer's
  private static void checkStatedRate(
      Asked asked, Rate rate, boolean isOfCredit, EnumSet<Refusal> refusals) {
    Rate sent = asked.stated().rate(isOfCredit);
    if (asked.amounts().statedRate() != null && (sent == null || !sent.sameNumber(rate))) {
      refusals.add(Refusal.STATED_RATE_DIFFERS);
    }
  }

  private static Priced inOneCurrency(Amounts amounts, EnumSet<Refusal> refusals) {
    Rate stated = amounts.statedRate();
    if (stated != null && !stated.sameNumber(new Rate(1, 0))) {
      refusals.add(Refusal.STATED_RATE_DIFFERS);
    }
    return new Priced(amounts.settlement(), NO_FIXING, null);
  }

  /// If the payee's sum is stated, it must cost just what the payer's bank pays, at the price of
  /// the payee's money; else it follows from what is paid, at the price of the payer's.
  private @Nullable Priced convert(
      Asked asked, Agreement agreement, Currency credit, EnumSet<Refusal> refusals) {
    Amounts amounts = asked.amounts();
    Money settlement = amounts.settlement();
    @Nullable Money stated = amounts.instructed();
    boolean isStated = stated != null && stated.currency().equals(credit);
    Currency base = isStated ? credit : settlement.currency();
    Currency quoted = isStated ? settlement.currency() : credit;
    int number = fixings.effective(agreement.id(), base, quoted, asked.nowMs());
    Refusal without =
        desk.check(agreement.id(), asked.valueDay(), base, quoted, number, asked.nowMs());
    if (without != null) {
      refusals.add(without);
      return null;
    }
    Rate rate = fixings.fixing(number).rate();
    checkStatedRate(asked, rate, isStated, refusals);
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
      if (!asked.stated().agrees(rate, converted, agreement.terms().conversion())) {
        refusals.add(Refusal.STATED_AMOUNT_DIFFERS);
      }
      return new Priced(from, number, null);
    }
    if (converted.minor() == 0) {
      refusals.add(Refusal.CONVERTED_AMOUNT_ZERO);
    }
    return new Priced(converted, number, null);
  }

  /// What the payer's bank pays, in the unit of account, by the fixing of that pair, rounded once
  /// (F22). The payee's sum has a rate of its own and is not looked at.
  private @Nullable Cleared clear(
      Asked asked, Agreement agreement, ClearingHouse through, EnumSet<Refusal> refusals) {
    Money paid = asked.amounts().settlement();
    int number =
        fixings.effective(agreement.id(), paid.currency(), through.unit(), asked.nowMs());
    Refusal without =
        registry.isActive(through.house())
            ? desk.check(
                agreement.id(), asked.valueDay(), paid.currency(), through.unit(), number,
                asked.nowMs())
            : Refusal.INSTITUTION_SUSPENDED;
    if (without != null) {
      refusals.add(without);
      return null;
    }
    Money sum =
        Conversions.convert(
            paid, fixings.fixing(number).rate(), through.unit(), agreement.terms().conversion());
    if (sum == null || sum.minor() > Bounds.AMOUNT_MAX) {
      refusals.add(Refusal.AMOUNT_TOO_LARGE);
      return null;
    }
    if (sum.minor() == 0) {
      refusals.add(Refusal.CONVERTED_AMOUNT_ZERO);
    }
    return new Cleared(through, sum);
  }
}
