package kontor.server.quotes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import kontor.cluster.Reply;
import kontor.cluster.SettlementClient;
import kontor.engine.Command;
import kontor.engine.Event;
import kontor.engine.RecordedEvent;
import kontor.engine.Refusal;
import kontor.engine.rates.QuoteRequest;
import kontor.engine.rates.Tiers;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.Rate;
import kontor.readside.Queries;
import kontor.readside.QuoteQueries;
import kontor.readside.QuoteRow;
import kontor.server.gateway.Identity;
import kontor.server.gateway.ReasonCodes;
import kontor.server.governance.ChangeBody;
import kontor.server.governance.ChangeDesk;
import kontor.server.http.Guard;
import kontor.server.http.Problem;
import kontor.server.http.ProblemException;

/// What providers pay and what a payment costs (F09) under `/quotes`.
public final class QuoteRoutes implements HttpService {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final int ROWS = 200;

  private final SettlementClient client;
  private final Queries queries;
  private final QuoteQueries quotes;
  private final Runnable awaitCurrent;

  /// @param awaitCurrent waits until what is in the journal now can be read
  public QuoteRoutes(
      SettlementClient client, Queries queries, QuoteQueries quotes, Runnable awaitCurrent) {
    this.client = client;
    this.queries = queries;
    this.quotes = quotes;
    this.awaitCurrent = awaitCurrent;
  }

  @Override
  public void routing(HttpRules rules) {
    TreeMap<String, Guard.Route> all = new TreeMap<>();
    all.put("GET", this::list);
    all.put("POST", this::ask);
    Guard.several(rules, "/quotes", all);
    TreeMap<String, Guard.Route> rates = new TreeMap<>();
    rates.put("GET", this::posted);
    rates.put("POST", this::post);
    Guard.several(rules, "/quotes/rates", rates);
    Guard.post(rules, "/quotes/tiers", this::setTiers);
    Guard.post(rules, "/quotes/improvements", this::setImprovement);
    Guard.post(rules, "/quotes/{number}/select", this::select);
    Guard.get(rules, "/quotes/{number}", this::show);
  }

  /// Asks every provider. `amount` is what the payer's bank pays, or with `fixed` DESTINATION what
  /// the payee gets; `request` names the question, so that a retry gets the same quotes.
  private void ask(ServerRequest request, ServerResponse response) throws ProblemException {
    ChangeBody body = ChangeBody.of(request, response);
    Currency source = currency(body.text("source"));
    Currency destination = currency(body.text("destination"));
    boolean isDestination =
        body.has("fixed")
            && body.oneOf("fixed", QuoteRequest.Fixed.class) == QuoteRequest.Fixed.DESTINATION;
    Money amount = money(body.text("amount"), isDestination ? destination : source);
    if (amount.minor() <= 0) {
      throw new ProblemException(Problem.badRequest("\"amount\" is greater than zero"));
    }
    Reply reply =
        send(
            new Command.RequestQuotes(
                Identity.key("quote", body.text("client"), "", body.name("request")),
                body.participant("client"),
                body.participant("payee"),
                body.day("valueDay"),
                isDestination
                    ? QuoteRequest.ofDestination(source, amount)
                    : QuoteRequest.ofSource(amount, destination)));
    awaitCurrent.run();
    ObjectNode json = JSON.objectNode();
    json.put("position", reply.position());
    ArrayNode list = json.putArray("quotes");
    for (RecordedEvent recorded : reply.events()) {
      if (recorded.event() instanceof Event.QuotesOffered offered) {
        json.put("agreement", offered.agreement());
        offered.quotes().forEach(quote -> add(list, quote.id()));
      }
    }
    ChangeDesk.send(response, json);
  }

  private void add(ArrayNode list, long number) {
    QuoteRow row = quotes.quote(number);
    if (row != null) {
      list.add(QuoteJson.quote(row));
    }
  }

  private void list(ServerRequest request, ServerResponse response) throws ProblemException {
    awaitCurrent.run();
    String client = request.query().first("client").orElse(null);
    ArrayNode list = JSON.arrayNode();
    quotes
        .quotes(client == null ? null : ChangeBody.participantOf(client), ROWS)
        .forEach(row -> list.add(QuoteJson.quote(row)));
    ObjectNode json = JSON.objectNode();
    json.set("quotes", list);
    ChangeDesk.send(response, json);
  }

  private void show(ServerRequest request, ServerResponse response) throws ProblemException {
    awaitCurrent.run();
    long number = number(request);
    QuoteRow row = quotes.quote(number);
    if (row == null) {
      throw new ProblemException(Problem.notFound("there is no quote " + number));
    }
    ChangeDesk.send(response, QuoteJson.quote(row));
  }

  private void select(ServerRequest request, ServerResponse response) throws ProblemException {
    ChangeBody body = ChangeBody.of(request, response);
    answer(
        new Command.SelectQuote(body.participant("client"), number(request)), response);
  }

  private void posted(ServerRequest request, ServerResponse response) {
    awaitCurrent.run();
    ArrayNode list = JSON.arrayNode();
    quotes.providers().forEach(provider -> list.add(QuoteJson.provider(provider)));
    ObjectNode json = JSON.objectNode();
    json.set("providers", list);
    ChangeDesk.send(response, json);
  }

  private void post(ServerRequest request, ServerResponse response) throws ProblemException {
    ChangeBody body = ChangeBody.of(request, response);
    Currency source = currency(body.text("source"));
    Currency destination = currency(body.text("destination"));
    if (source.equals(destination)) {
      throw new ProblemException(Problem.badRequest("a rate is between two currencies"));
    }
    answer(
        new Command.PostBaseRate(
            body.participant("provider"), source, destination, rate(body.text("rate"))),
        response);
  }

  private void setTiers(ServerRequest request, ServerResponse response)
      throws ProblemException {
    ChangeBody body = ChangeBody.of(request, response);
    Currency source = currency(body.text("source"));
    List<Tiers.Tier> tiers = new ArrayList<>();
    try {
      for (ChangeBody tier : body.objects("tiers")) {
        tiers.add(
            new Tiers.Tier(
                money(tier.text("from"), source).minor(), tier.number("basisPoints")));
      }
      answer(
          new Command.SetTiers(body.participant("provider"), source, new Tiers(tiers)),
          response);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Problem.badRequest(String.valueOf(e.getMessage())));
    }
  }

  private void setImprovement(ServerRequest request, ServerResponse response)
      throws ProblemException {
    ChangeBody body = ChangeBody.of(request, response);
    try {
      answer(
          new Command.SetImprovement(
              body.participant("provider"),
              body.participant("client"),
              body.number("basisPoints")),
          response);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Problem.badRequest(String.valueOf(e.getMessage())));
    }
  }

  private void answer(Command command, ServerResponse response) throws ProblemException {
    Reply reply = send(command);
    boolean isKnown =
        reply.events().stream()
            .anyMatch(recorded -> recorded.event() instanceof Event.CommandRefused);
    ObjectNode json = JSON.objectNode();
    json.put("result", isKnown ? Refusal.ALREADY_EXISTS.name() : "DONE");
    json.put("position", reply.position());
    ChangeDesk.send(response, json);
  }

  /// @throws ProblemException if it is refused, unless it was said before
  private Reply send(Command command) throws ProblemException {
    Reply reply;
    try {
      reply = client.sendAndWait(command, DEADLINE);
    } catch (TimeoutException e) {
      throw new ProblemException(Problem.outcomeUnknown());
    }
    for (RecordedEvent recorded : reply.events()) {
      if (recorded.event() instanceof Event.CommandRefused refused
          && refused.refusal() != Refusal.ALREADY_EXISTS) {
        throw new ProblemException(problem(refused.refusal()));
      }
    }
    return reply;
  }

  private static Problem problem(Refusal refusal) {
    return new Problem(
        409,
        "refused",
        "The request is refused",
        Remedy.of(refusal),
        Map.of(
            "refusal", TextNode.valueOf(refusal.name()),
            "reason", TextNode.valueOf(ReasonCodes.of(refusal).code())));
  }

  private Currency currency(String code) throws ProblemException {
    for (Currency currency : queries.currencies()) {
      if (currency.code().equals(code)) {
        return currency;
      }
    }
    throw new ProblemException(
        Problem.badRequest("currency \"" + code + "\" is not in the registry"));
  }

  private static Money money(String decimal, Currency currency) throws ProblemException {
    try {
      if (decimal.matches("\\d{1,18}(\\.\\d{1,4})?")) {
        long minor =
            new BigDecimal(decimal).movePointRight(currency.minorDigits()).longValueExact();
        return new Money(minor, currency);
      }
    } catch (ArithmeticException e) {
      // It has more digits than the currency, or than a sum can have.
    }
    throw new ProblemException(
        Problem.badRequest(
            "\"" + decimal + "\" is no sum of " + currency + ": a number with a point and at most "
                + currency.minorDigits() + " decimals"));
  }

  private static Rate rate(String text) throws ProblemException {
    try {
      return Rate.of(text);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          Problem.badRequest(
              "\"" + text + "\" is not a rate: a decimal number greater than zero, with a point"));
    }
  }

  private static long number(ServerRequest request) throws ProblemException {
    String text = request.path().pathParameters().get("number");
    if (!text.matches("\\d{1,15}")) {
      throw new ProblemException(
          Problem.badRequest("the number of a quote is a whole number, not \"" + text + "\""));
    }
    return Long.parseLong(text);
  }
}
