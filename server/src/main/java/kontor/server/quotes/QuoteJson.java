package kontor.server.quotes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import kontor.engine.rates.BaseRate;
import kontor.engine.rates.Quote;
import kontor.engine.rates.Tiers;
import kontor.engine.terms.Money;
import kontor.engine.terms.PaymentId;
import kontor.readside.ProviderRow;
import kontor.readside.QuoteRow;

/// Quotes and posted rates as JSON.
final class QuoteJson {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private QuoteJson() {}

  static ObjectNode quote(QuoteRow row) {
    Quote quote = row.quote();
    ObjectNode json = JSON.objectNode();
    json.put("quote", quote.id());
    // As messages name it: /CdtTrfTxInf/AgrdRate/QtId.
    json.put("id", Quote.text(quote.id()));
    json.put("state", row.state().name());
    json.put("agreement", row.agreement());
    json.put("client", quote.client().bic());
    json.put("provider", quote.provider().bic());
    json.put("rate", quote.rate().toString());
    json.set("source", money(quote.source()));
    json.set("destination", money(quote.destination()));
    json.put("ratePosted", instant(quote.ratePostedMs()));
    json.put("offered", instant(row.offeredMs()));
    json.put("expires", instant(quote.expiresAtMs()));
    PaymentId payment = row.payment();
    if (payment != null) {
      json.put("payment", payment.uetr());
    }
    return json;
  }

  static ObjectNode provider(ProviderRow row) {
    ObjectNode json = JSON.objectNode();
    json.put("provider", row.provider().bic());
    ArrayNode rates = json.putArray("rates");
    for (BaseRate rate : row.rates()) {
      ObjectNode one = rates.addObject();
      one.put("source", rate.source().code());
      one.put("destination", rate.destination().code());
      one.put("rate", rate.rate().toString());
      one.put("posted", instant(rate.postedMs()));
    }
    ArrayNode tiers = json.putArray("tiers");
    for (ProviderRow.TiersRow of : row.tiers()) {
      for (Tiers.Tier tier : of.tiers().tiers()) {
        ObjectNode one = tiers.addObject();
        one.put("source", of.source().code());
        one.put("from", new Money(tier.fromMinor(), of.source()).decimal());
        one.put("basisPoints", tier.basisPoints());
      }
    }
    ArrayNode improvements = json.putArray("improvements");
    for (ProviderRow.Improvement improvement : row.improvements()) {
      ObjectNode one = improvements.addObject();
      one.put("client", improvement.client().bic());
      one.put("basisPoints", improvement.basisPoints());
    }
    return json;
  }

  private static ObjectNode money(Money money) {
    ObjectNode json = JSON.objectNode();
    json.put("amount", money.decimal());
    json.put("currency", money.currency().code());
    return json;
  }

  private static String instant(long ms) {
    return Instant.ofEpochMilli(ms).toString();
  }
}
