package kontor.server.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import kontor.engine.rates.BaseRate;
import kontor.engine.rates.Quote;
import kontor.engine.rates.QuoteRequest;
import kontor.engine.rates.Quoting;
import kontor.engine.rates.Quoting.Offer;
import kontor.engine.rates.Quoting.Priced;
import kontor.engine.rates.Tiers;
import kontor.engine.rates.Tiers.Tier;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Rate;
import kontor.server.http.ProblemException;
import org.jspecify.annotations.Nullable;

/// What providers' posted rates come to for one sum (F09), best for the payer first. The first
/// provider's parameters have their plain names, `base`; those of others a number, `base2`.
final class QuoteCalculator {

  private static final int PROVIDERS_MAX = 9;

  /// Whose rate it is if nobody says so.
  private static final String SOME_PROVIDER = "PROVIDER";

  private QuoteCalculator() {}

  static void quote(ServerRequest request, ServerResponse response) throws ProblemException {
    Currency source = CalculatorRoutes.currency(request, "from");
    Currency destination = CalculatorRoutes.currency(request, "to");
    boolean isDestination = isDestination(request);
    QuoteRequest wish = wish(request, isDestination, source, destination);
    List<Offer> offers = new ArrayList<>();
    for (int i = 1; i <= PROVIDERS_MAX; i++) {
      String place = i == 1 ? "" : Integer.toString(i);
      if (i == 1 || request.query().contains("base" + place)) {
        offers.add(offer(request, place, source, destination));
      }
    }
    List<Priced> ranked =
        Quoting.ranked(
            offers, wish, CalculatorRoutes.mode(request), (provider, money) -> true);
    if (ranked.isEmpty()) {
      throw CalculatorRoutes.refused(
          "no provider's rate gives a sum above zero that fits; give another amount");
    }
    Json.send(
        response, json(ranked, instant(request, "created"), useAt(request), wish));
  }

  private static boolean isDestination(ServerRequest request) throws ProblemException {
    String fixed = CalculatorRoutes.query(request, "fixed");
    if (fixed == null || fixed.equals("source")) {
      return false;
    }
    if (fixed.equals("destination")) {
      return true;
    }
    throw CalculatorRoutes.bad(
        "fixed is source, what the payer gives, or destination, what the payee gets");
  }

  private static QuoteRequest wish(
      ServerRequest request, boolean isDestination, Currency source, Currency destination)
      throws ProblemException {
    Currency given = isDestination ? destination : source;
    if (source.equals(destination)) {
      throw CalculatorRoutes.bad("a quote is between two currencies");
    }
    Money sum = CalculatorRoutes.sum(request, given);
    return isDestination
        ? QuoteRequest.ofDestination(source, sum)
        : QuoteRequest.ofSource(sum, destination);
  }

  private static Offer offer(
      ServerRequest request, String place, Currency source, Currency destination)
      throws ProblemException {
    String provider = CalculatorRoutes.query(request, "provider" + place);
    Rate rate = CalculatorRoutes.rate(request, "base" + place);
    long postedMs = instant(request, "posted" + place).toEpochMilli();
    try {
      return new Offer(
          new BaseRate(
              ParticipantId.ofBic(provider == null ? SOME_PROVIDER : provider),
              source, destination, rate, postedMs),
          tiers(request, "tiers" + place, source),
          basisPoints(request, "clientBps" + place));
    } catch (IllegalArgumentException e) {
      throw CalculatorRoutes.bad(String.valueOf(e.getMessage()));
    }
  }

  /// From which sum on the rate is better by how many basis points, `25000:50,50000:100`.
  private static Tiers tiers(ServerRequest request, String name, Currency source)
      throws ProblemException {
    String text = CalculatorRoutes.query(request, name);
    if (text == null) {
      return Tiers.NONE;
    }
    List<Tier> tiers = new ArrayList<>();
    for (String tier : text.split(",", -1)) {
      if (!tier.matches("\\d{1,18}(\\.\\d{1,18})?:\\d{1,4}")) {
        throw CalculatorRoutes.bad(
            name + ": \"" + tier + "\" is not a tier; write threshold and basis points, as"
                + " 25000:50,50000:100");
      }
      String[] parts = tier.split(":");
      long from = CalculatorRoutes.minor(new BigDecimal(parts[0]), source);
      tiers.add(new Tier(from, Integer.parseInt(parts[1])));
    }
    return new Tiers(tiers);
  }

  private static int basisPoints(ServerRequest request, String name) throws ProblemException {
    String text = CalculatorRoutes.query(request, name);
    if (text != null && !text.matches("\\d{1,4}")) {
      throw CalculatorRoutes.bad(name + " is 0 to 9999 basis points");
    }
    return text == null ? 0 : Integer.parseInt(text);
  }

  private static Instant instant(ServerRequest request, String name) throws ProblemException {
    String text = CalculatorRoutes.query(request, name);
    try {
      Instant instant = text == null ? Instant.EPOCH : Instant.parse(text);
      // One that does not fit is none.
      Math.addExact(instant.toEpochMilli(), Quote.VALIDITY_MS);
      return instant;
    } catch (DateTimeException | ArithmeticException e) {
      throw CalculatorRoutes.bad(
          name + " is an instant such as 2026-03-01T10:00:00Z, not \"" + text + "\"");
    }
  }

  private static @Nullable Instant useAt(ServerRequest request) throws ProblemException {
    if (!request.query().contains("useAt")) {
      return null;
    }
    Instant useAt = instant(request, "useAt");
    if (useAt.isBefore(instant(request, "created"))) {
      throw CalculatorRoutes.bad("useAt lies before created");
    }
    return useAt;
  }

  private static ObjectNode json(
      List<Priced> ranked, Instant created, @Nullable Instant useAt, QuoteRequest wish) {
    ObjectNode json = Json.object();
    ArrayNode list = json.putArray("quotes");
    for (Priced priced : ranked) {
      Offer offer = priced.offer();
      ObjectNode one = list.addObject();
      one.put("provider", offer.base().provider().bic());
      one.put("base", offer.base().rate().toString());
      one.put("tierBasisPoints", priced.tierBasisPoints());
      one.put("clientBasisPoints", offer.clientBasisPoints());
      one.put("rate", priced.rate().toString());
      one.put("source", priced.source().decimal());
      one.put("destination", priced.destination().decimal());
    }
    json.put("from", wish.source().code());
    json.put("to", wish.destination().code());
    long expiresAtMs = created.toEpochMilli() + Quote.VALIDITY_MS;
    json.put("expiresAt", Instant.ofEpochMilli(expiresAtMs).toString());
    if (useAt != null) {
      json.put("usable", useAt.toEpochMilli() < expiresAtMs);
    }
    return json;
  }
}
