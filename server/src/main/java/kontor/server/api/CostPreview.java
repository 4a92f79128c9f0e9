package kontor.server.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import kontor.engine.annex.AppliedFees;
import kontor.engine.rates.Cost;
import kontor.engine.rates.FeePlan;
import kontor.engine.rates.QuoteRequest;
import kontor.engine.terms.ChargeBearer;
import kontor.engine.terms.Conversions;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.Money;
import kontor.engine.terms.OperationClass;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import kontor.engine.terms.SettlementModel;
import kontor.readside.FixingRow;
import kontor.readside.ParticipantRow;
import kontor.readside.Queries;
import kontor.server.http.Problem;
import kontor.server.http.ProblemException;
import org.jspecify.annotations.Nullable;

/// What a payment would cost now: the sum that the payee's bank gets at the best rate that
/// providers hold out or at the published one, all fees of the annex, what the receiver gets, and
/// the share of it all. Nothing enters the log, and nothing is promised: the rate may be another
/// one when the payment comes.
final class CostPreview {

  private static final Rate ONE = new Rate(1, 0);
  private static final Price UNCONVERTED = new Price(ONE, null, null);
  private static final long SUM_MAX = 999_999_999_999_999_999L;
  private static final int DIGITS_MAX = 18;

  /// @param from money that the amount is in; null for that of the other party
  /// @param day value date; null for today in the zone of the agreement
  record Asked(
      int agreement,
      String amount,
      @Nullable String from,
      String to,
      @Nullable OperationClass operation,
      @Nullable ChargeBearer bearer,
      @Nullable Integer day,
      Banks banks) {}

  /// The banks, as far as they are known.
  record Banks(@Nullable ParticipantId payer, @Nullable ParticipantId payee) {}

  /// The rate that a payment would get.
  ///
  /// @param mid published fixing; null if none holds, or nothing is converted
  /// @param offer of the provider that would carry the conversion; null if none would
  private record Price(Rate rate, @Nullable Fixing mid, HeldOffers.@Nullable Best offer) {}

  private final Queries queries;
  private final HeldOffers offers;
  private final CostChecks checks;

  CostPreview(Queries queries, HeldOffers offers) {
    this.queries = queries;
    checks = new CostChecks(queries);
    this.offers = offers;
  }

  private AppliedFees.Sides sides(Asked asked) throws ProblemException {
    ParticipantId payer = asked.banks().payer();
    return new AppliedFees.Sides(institution(payer), payer, asked.banks().payee());
  }

  /// Null if the bank is not known.
  private @Nullable ParticipantId institution(@Nullable ParticipantId bank)
      throws ProblemException {
    if (bank == null) {
      return null;
    }
    for (ParticipantRow row : queries.participants()) {
      if (row.participant().equals(bank)) {
        return row.institution();
      }
    }
    throw refused("no participant has the BIC " + bank + "; see /directory");
  }

  ObjectNode of(Asked asked, long nowMs) throws ProblemException {
    AgreedTerms terms = AgreedTerms.of(queries, asked.agreement(), asked.day(), nowMs);
    Currency to = money(asked.to(), terms);
    Currency from = asked.from() == null ? payers(to, terms) : money(asked.from(), terms);
    Money debit = new Money(minor(asked.amount(), from), from);
    CostChecks.Sides institutions =
        new CostChecks.Sides(
            institution(asked.banks().payer()), institution(asked.banks().payee()));
    checks.check(terms, institutions, debit, to, nowMs, asked.agreement());
    Price price = from.equals(to) ? UNCONVERTED : price(asked, terms, debit, to, nowMs);
    Money credit = Conversions.convert(debit, price.rate(), to, terms.sums());
    if (credit == null || credit.minor() == 0 || credit.minor() > SUM_MAX) {
      throw refused("the amount comes to nothing or to too much in " + to + "; give another");
    }
    ChargeBearer bearer = AppliedFees.Payment.bearer(asked.bearer());
    AppliedFees.Answer answer =
        AppliedFees.of(
            terms.fees(),
            new AppliedFees.Payment(
                asked.operation(), debit, credit, bearer, sides(asked)),
            terms.sums(),
            SUM_MAX);
    AppliedFees fees = answer.fees();
    if (fees == null) {
      throw refused(why(answer.fault()));
    }
    ObjectNode json = json(asked, terms, debit, credit, fees);
    if (price.offer() != null) {
      json.set("offer", CostJson.offer(price.offer()));
    }
    putCost(json, debit, price, to, terms.sums(), fees);
    json.put("isBinding", false);
    return json;
  }

  /// Against the published fixing, as it is told of a payment that was made.
  private static void putCost(
      ObjectNode json,
      Money debit,
      Price price,
      Currency to,
      Rounding sums,
      AppliedFees fees)
      throws ProblemException {
    Fixing mid = price.mid();
    if (mid == null && price.offer() != null) {
      json.put("unknown", "no rate was published for this direction");
      return;
    }
    Rate middle = mid == null ? ONE : mid.rate();
    Cost cost = Cost.of(debit, price.rate(), middle, to, sums, fees.plan());
    if (cost == null) {
      throw refused("the fees are too large to be told in " + to);
    }
    CostJson.put(json, cost, mid);
  }

  private static ObjectNode json(
      Asked asked, AgreedTerms terms, Money debit, Money credit, AppliedFees fees) {
    ObjectNode json = Json.object();
    json.put("agreement", asked.agreement());
    json.put("valueDate", LocalDate.ofEpochDay(terms.day()).toString());
    json.put("bearer", fees.plan().bearer().name());
    json.put("class", asked.operation() == null ? null : asked.operation().name());
    json.set("debit", Json.money(debit));
    json.set("credit", Json.money(credit));
    json.set("received", Json.money(fees.received()));
    ArrayNode lines = json.putArray("charges");
    for (int i = 0; i < fees.rules().size(); i++) {
      FeePlan.Fee fee = fees.plan().fees().get(i);
      ObjectNode line = lines.addObject();
      line.put("annex", terms.annex());
      line.put("rule", fees.rules().get(i));
      line.put("agent", fee.agent().name());
      line.put("collection", fee.collection().name());
      line.put("bornBy", fees.plan().paidBy(fee.agent()).name());
      line.put("amount", fee.money().decimal());
      line.put("currency", fee.money().currency().code());
    }
    return json;
  }

  private static String why(AppliedFees.@Nullable Fault fault) {
    return switch (fault) {
      case BEARER_CONTRADICTED ->
          "the debtor is to bear all charges, and the creditor's agent deducts its own;"
              + " ask with bearer=SHAR or bearer=CRED";
      case SUM_EATEN_UP -> "the fees that are deducted would leave nothing; give a larger amount";
      case FEE_TOO_LARGE -> "a fee exceeds what the system can hold";
      case null -> throw new IllegalStateException("neither fees nor a fault");
    };
  }

  /// As the core rates a payment without a quote (F09, F10): under the model PROVIDER at the best
  /// that providers hold out, if any of them posted a rate; else at the published one.
  private Price price(Asked asked, AgreedTerms terms, Money debit, Currency to, long nowMs)
      throws ProblemException {
    Currency from = debit.currency();
    FixingRow row = queries.fixing(asked.agreement(), from.code(), to.code(), nowMs);
    Fixing mid = row == null ? null : row.fixing();
    if (terms.model() == SettlementModel.PROVIDER) {
      HeldOffers.Best offer =
          offers.best(
              terms,
              asked.banks().payer(),
              payee(institution(asked.banks().payee()), to, terms),
              QuoteRequest.ofSource(debit, to));
      if (offer != null) {
        return new Price(offer.priced().rate(), mid, offer);
      }
    }
    if (mid == null) {
      throw refused(
          "no rate is in force for 1 " + from + " in " + to + " under agreement "
              + asked.agreement() + (terms.model() == SettlementModel.PROVIDER
                  ? ", and no provider holds out one"
                  : "")
              + "; without one the cost cannot be told");
    }
    return new Price(mid.rate(), mid, null);
  }

  /// The institution in whose book the payee is paid.
  private static ParticipantId payee(
      @Nullable ParticipantId institution, Currency to, AgreedTerms terms)
      throws ProblemException {
    List<ParticipantId> possible =
        terms.parties().stream()
            .filter(party -> party.money().equals(to))
            .map(AgreedTerms.Party::institution)
            .filter(party -> institution == null || party.equals(institution))
            .toList();
    if (possible.size() != 1) {
      throw bad("several parties have " + to + "; say the payee's bank: &payee=");
    }
    return possible.getFirst();
  }

  private static Currency money(String code, AgreedTerms terms) throws ProblemException {
    for (Currency money : terms.moneys()) {
      if (money.code().equals(code)) {
        return money;
      }
    }
    throw bad("\"" + code + "\" is no money of a party; they are " + terms.moneys());
  }

  /// The money of the other party, unless nothing is converted; where there are several, which one
  /// must be said.
  private static Currency payers(Currency to, AgreedTerms terms) throws ProblemException {
    if (terms.model() == SettlementModel.SINGLE) {
      return to;
    }
    List<Currency> others =
        terms.moneys().stream().filter(money -> !money.equals(to)).distinct().toList();
    if (others.size() != 1) {
      throw bad("say in which money the amount is: &from= one of " + terms.moneys());
    }
    return others.getFirst();
  }

  private static long minor(String amount, Currency currency) throws ProblemException {
    if (!amount.matches("\\d{1,18}(\\.\\d{1,18})?")) {
      throw bad("an amount is written 1000.00, not \"" + amount + "\"");
    }
    BigDecimal minor =
        new BigDecimal(amount).movePointRight(currency.minorDigits()).stripTrailingZeros();
    if (minor.scale() > 0) {
      throw bad("amount has more digits after the point than " + currency + ", which has "
          + currency.minorDigits());
    }
    if (minor.signum() == 0 || minor.precision() - minor.scale() > DIGITS_MAX) {
      throw bad("amount is above zero and has at most " + DIGITS_MAX + " digits");
    }
    return minor.longValueExact();
  }

  private static ProblemException bad(String detail) {
    return new ProblemException(Problem.badRequest(detail));
  }

  private static ProblemException refused(String detail) {
    return new ProblemException(
        new Problem(422, "not-calculated", "There is no result", detail));
  }
}
