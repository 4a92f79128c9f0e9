package kontor.server.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import kontor.engine.annex.AnnexKind;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.annex.AppliedFees;
import kontor.engine.annex.RestatedFees;
import kontor.engine.rates.Cost;
import kontor.engine.rates.FeePlan;
import kontor.engine.rates.RedenominationPlan;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.ChargeBearer;
import kontor.engine.terms.Conversions;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.Money;
import kontor.engine.terms.OperationClass;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import kontor.readside.AgreementDetails;
import kontor.readside.AnnexRow;
import kontor.readside.FixingRow;
import kontor.readside.ParticipantRow;
import kontor.readside.Queries;
import kontor.readside.RedenominationRow;
import kontor.server.http.Problem;
import kontor.server.http.ProblemException;
import org.jspecify.annotations.Nullable;

/// What a payment would cost now: the sum that the payee's bank gets at the published rate, all
/// fees of the annex, what the receiver gets, and the share of it all. Nothing enters the log, and
/// nothing is promised: the rate may be another one when the payment comes.
final class CostPreview {

  private static final Rate ONE = new Rate(1, 0);
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

  /// What an agreement says that matters here, in today's units.
  private record Terms(
      List<Currency> moneys, Rounding sums, AnnexTerms.Fees fees, int annex, int day) {}

  private final Queries queries;

  CostPreview(Queries queries) {
    this.queries = queries;
  }

  private AppliedFees.Sides sides(Asked asked) throws ProblemException {
    ParticipantId payer = asked.banks().payer();
    return new AppliedFees.Sides(
        payer == null ? null : institution(payer), payer, asked.banks().payee());
  }

  private ParticipantId institution(ParticipantId bank) throws ProblemException {
    for (ParticipantRow row : queries.participants()) {
      if (row.participant().equals(bank)) {
        return row.institution();
      }
    }
    throw refused("no participant has the BIC " + bank + "; see /participants");
  }

  ObjectNode of(Asked asked, long nowMs) throws ProblemException {
    Terms terms = terms(asked, nowMs);
    Currency to = money(asked.to(), terms);
    Currency from = asked.from() == null ? other(to, terms) : money(asked.from(), terms);
    Money debit = new Money(minor(asked.amount(), from), from);
    Fixing fixing = from.equals(to) ? null : fixing(asked.agreement(), from, to, nowMs);
    Rate rate = fixing == null ? ONE : fixing.rate();
    Money credit = Conversions.convert(debit, rate, to, terms.sums());
    if (credit == null || credit.minor() == 0) {
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
    Cost cost = Cost.of(debit, rate, rate, to, terms.sums(), fees.plan());
    if (cost == null) {
      throw refused("the fees are too large to be told in " + to);
    }
    return json(asked, terms, debit, credit, fixing, fees, cost);
  }

  private static ObjectNode json(
      Asked asked,
      Terms terms,
      Money debit,
      Money credit,
      @Nullable Fixing fixing,
      AppliedFees fees,
      Cost cost) {
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
    CostJson.put(json, cost, fixing);
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

  private Fixing fixing(int agreement, Currency from, Currency to, long nowMs)
      throws ProblemException {
    FixingRow row = queries.fixing(agreement, from.code(), to.code(), nowMs);
    if (row == null) {
      throw refused(
          "no rate is in force for 1 " + from + " in " + to + " under agreement " + agreement
              + "; without one the cost cannot be told");
    }
    return row.fixing();
  }

  private Terms terms(Asked asked, long nowMs) throws ProblemException {
    AgreementDetails living = queries.livingAgreement(asked.agreement());
    if (living != null) {
      return living(living, asked.day(), nowMs);
    }
    int day = asked.day() == null ? today(ZoneOffset.UTC, nowMs) : asked.day();
    Agreement entered = null;
    for (Agreement version : queries.agreements()) {
      if (version.id() == asked.agreement() && version.effectiveFromDay() <= day) {
        entered = version;
      }
    }
    if (entered == null) {
      throw new ProblemException(
          Problem.notFound("agreement " + asked.agreement() + " is not in force on that day"));
    }
    return new Terms(
        List.of(now(entered.parties().currencyA()), now(entered.parties().currencyB())),
        entered.terms().conversion(),
        new AnnexTerms.Fees(List.of(), List.of()),
        0,
        day);
  }

  private Terms living(AgreementDetails living, @Nullable Integer asked, long nowMs) {
    var frame = living.agreement().frame();
    int day = asked == null ? today(ZoneId.of(frame.zone()), nowMs) : asked;
    AnnexRow rates = holding(living, AnnexKind.RATES, day);
    AnnexRow fees = holding(living, AnnexKind.FEES, day);
    AnnexTerms.Fees schedule = new AnnexTerms.Fees(List.of(), List.of());
    if (fees != null && fees.annex().terms() instanceof AnnexTerms.Fees signed) {
      schedule = signed;
      for (RedenominationPlan plan : plans()) {
        schedule = RestatedFees.of(schedule, plan);
      }
    }
    List<Currency> moneys = new ArrayList<>();
    frame.parties().forEach(party -> moneys.add(now(party.money())));
    return new Terms(
        moneys,
        rates != null && rates.annex().terms() instanceof AnnexTerms.Rates terms
            ? terms.sums()
            : Rounding.HALF_UP,
        schedule,
        fees == null ? 0 : fees.annex().version(),
        day);
  }

  /// The highest version that has begun, unless its last day is over.
  private static @Nullable AnnexRow holding(AgreementDetails living, AnnexKind kind, int day) {
    AnnexRow last = null;
    for (AnnexRow row : living.annexes()) {
      Integer from = row.holdsFrom();
      if (row.annex().kind() == kind && from != null && from <= day) {
        last = last == null || last.annex().version() < row.annex().version() ? row : last;
      }
    }
    return last == null || day > last.annex().untilDay() ? null : last;
  }

  private static int today(ZoneId zone, long nowMs) {
    return Math.toIntExact(
        Instant.ofEpochMilli(nowMs).atZone(zone).toLocalDate().toEpochDay());
  }

  private List<RedenominationPlan> plans() {
    return queries.redenominations().stream()
        .filter(row -> row.standing().state() == RedenominationRow.State.DONE)
        .map(RedenominationRow::plan)
        .toList();
  }

  private Currency now(Currency signed) {
    Currency currency = signed;
    for (RedenominationPlan plan : plans()) {
      currency = currency.equals(plan.from()) ? plan.to() : currency;
    }
    return currency;
  }

  private static Currency money(String code, Terms terms) throws ProblemException {
    for (Currency money : terms.moneys()) {
      if (money.code().equals(code)) {
        return money;
      }
    }
    throw bad("\"" + code + "\" is no money of a party; they are " + terms.moneys());
  }

  /// The money of the other party; where there are several, which one must be said.
  private static Currency other(Currency to, Terms terms) throws ProblemException {
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
