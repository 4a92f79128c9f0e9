package kontor.server.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import kontor.engine.rates.BaseRate;
import kontor.engine.rates.Cost;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.PaymentId;
import kontor.readside.Bill;
import kontor.readside.ChargeRow;
import kontor.readside.PaymentCost;
import kontor.readside.RevaluationRow;
import org.jspecify.annotations.Nullable;

/// Costs, bills and revaluations as JSON. A part per million is a hundredth of a basis point.
final class CostJson {

  private static final String UNKNOWN =
      "no rate was published for this direction when it was accepted";
  private static final int PERCENT_DIGITS = 4;

  private CostJson() {}

  static ObjectNode payment(PaymentCost payment) {
    ObjectNode json = Json.object();
    PaymentCost.Terms terms = payment.terms();
    if (terms != null) {
      json.put("bearer", terms.bearer().name());
      json.put("annex", terms.annex());
      json.set("received", Json.money(terms.received()));
    }
    Cost cost = payment.cost();
    if (cost == null) {
      json.put("unknown", UNKNOWN);
    } else {
      put(json, cost, payment.mid());
    }
    ArrayNode charges = json.putArray("charges");
    payment.charges().forEach(charge -> charges.add(charge(charge)));
    return json;
  }

  /// @param mid null where nothing was converted
  static void put(ObjectNode json, Cost cost, @Nullable Fixing mid) {
    if (mid != null) {
      json.set("mid", Json.fixing(mid));
    }
    json.set("atMid", Json.money(cost.destinationAtMid()));
    json.set(
        "margin",
        Json.money(new Money(cost.marginMinor(), cost.destinationAtMid().currency())));
    json.put("favours", cost.favours().name());
    json.put("marginPpm", cost.marginPpm());
    json.set(
        "fees", Json.money(new Money(cost.feesMinor(), cost.destinationAtMid().currency())));
    json.put("totalPpm", cost.totalPpm());
    json.put(
        "totalPercent", BigDecimal.valueOf(cost.totalPpm(), PERCENT_DIGITS).toPlainString());
  }

  /// What a provider holds out.
  static ObjectNode offer(HeldOffers.Best best) {
    BaseRate base = best.priced().offer().base();
    ObjectNode json = Json.object();
    json.put("provider", best.provider().bic());
    json.put("base", base.source().code());
    json.put("quoted", base.destination().code());
    json.put("rate", best.rate().toString());
    json.put("posted", Instant.ofEpochMilli(base.postedMs()).toString());
    json.put("isCovered", best.isCovered());
    return json;
  }

  static ObjectNode charge(ChargeRow row) {
    ObjectNode json = Json.object();
    json.put("reference", row.reference());
    ChargeRow.Kind kind = row.kind();
    json.put("kind", kind.penalty() == null ? "FEE" : kind.penalty().name());
    json.put("agreement", row.agreement());
    json.put("annex", row.annex());
    if (kind.rule() != null) {
      json.put("rule", kind.rule());
    }
    if (kind.agent() != null) {
      json.put("agent", kind.agent().name());
    }
    json.put("collection", kind.collection().name());
    json.put("earner", bic(row.parties().earner()));
    json.put("payer", row.parties().payer().bic());
    json.put("amount", row.sum().decimal());
    json.put("currency", row.sum().currency().code());
    PaymentId payment = row.about().payment();
    if (payment != null) {
      json.put("uetr", payment.uetr());
    }
    Integer day = row.about().day();
    if (day != null) {
      json.put("day", LocalDate.ofEpochDay(day).toString());
      json.put("about", row.about().text());
    }
    json.put("state", row.state().name());
    Integer billed = row.billedDay();
    if (billed != null) {
      json.put("billed", LocalDate.ofEpochDay(billed).toString());
    }
    json.put("position", row.at().position());
    json.put("at", Instant.ofEpochMilli(row.at().timestampMs()).toString());
    return json;
  }

  private static @Nullable String bic(@Nullable ParticipantId participant) {
    return participant == null ? null : participant.bic();
  }

  static ObjectNode bill(Bill bill, String month) {
    ObjectNode json = Json.object();
    json.put("participant", bill.participant().bic());
    json.put("month", month);
    ArrayNode lines = json.putArray("lines");
    bill.lines().forEach(line -> lines.add(charge(line)));
    ArrayNode totals = json.putArray("totals");
    for (Bill.Total total : bill.totals()) {
      ObjectNode one = totals.addObject();
      one.put("currency", total.currency().code());
      one.put("earned", total.earned().toPlainString());
      one.put("paid", total.paid().toPlainString());
      one.put("net", total.net().toPlainString());
      one.put("deducted", total.deducted().toPlainString());
    }
    return json;
  }

  static ObjectNode revaluation(RevaluationRow row) {
    ObjectNode json = Json.object();
    json.put("day", LocalDate.ofEpochDay(row.day()).toString());
    json.put("currency", row.currency().code());
    json.put("own", row.own().code());
    json.put("held", row.held().decimal());
    ArrayNode accounts = json.putArray("accounts");
    for (RevaluationRow.Balance balance : row.accounts()) {
      ObjectNode one = accounts.addObject();
      one.put("account", balance.account().toString());
      one.put("balance", balance.balance().decimal());
    }
    Fixing before = row.before();
    Fixing now = row.now();
    json.put("rateBefore", before == null ? null : before.rate().toString());
    json.put("rateNow", now == null ? null : now.rate().toString());
    RevaluationRow.Result result = row.result();
    if (result == null) {
      json.put("unknown", "a rate is missing at the end of this day or of the one before");
    } else {
      json.put("unrealised", result.unrealised().decimal());
      json.put("realised", result.realised().decimal());
    }
    return json;
  }
}
