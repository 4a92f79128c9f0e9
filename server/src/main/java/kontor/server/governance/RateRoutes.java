package kontor.server.governance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import kontor.engine.governance.RateChange;
import kontor.engine.governance.RateChange.RateDay;
import kontor.engine.governance.RateEvent.Finding;
import kontor.engine.governance.RateEvent.FixingProposed;
import kontor.engine.terms.Currency;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.Price;
import kontor.engine.terms.Rate;
import kontor.engine.terms.RateLeg;
import kontor.readside.PairDayRow;
import kontor.readside.Queries;
import kontor.readside.RateOriginRow;
import kontor.readside.RateProposalRow;
import kontor.readside.RatedFixingRow;
import kontor.server.http.Body;
import kontor.server.http.Guard;
import kontor.server.http.Problem;
import kontor.server.http.ProblemException;
import kontor.server.rates.RateFile;
import org.jspecify.annotations.Nullable;

/// Proposals of rates, approvals and files of rates (F07, F08) under `/rates`. Who changes
/// something names two persons, `maker` and `checker`, in the body or, with a file, in the query.
public final class RateRoutes implements HttpService {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int ROWS = 200;

  private final Queries queries;
  private final ChangeDesk desk;
  private final Runnable awaitCurrent;

  /// @param awaitCurrent waits until what is in the journal now can be read
  public RateRoutes(Queries queries, ChangeDesk desk, Runnable awaitCurrent) {
    this.queries = queries;
    this.desk = desk;
    this.awaitCurrent = awaitCurrent;
  }

  @Override
  public void routing(HttpRules rules) {
    TreeMap<String, Guard.Route> proposals = new TreeMap<>();
    proposals.put("GET", this::proposals);
    proposals.put("POST", this::propose);
    Guard.several(rules, "/rates/proposals", proposals);
    Guard.post(rules, "/rates/proposals/manual", this::proposeManual);
    Guard.post(rules, "/rates/proposals/{number}/approve", this::approve);
    Guard.post(rules, "/rates/proposals/{number}/decline", this::decline);
    Guard.post(rules, "/rates/fallback", this::fallBack);
    Guard.post(rules, "/rates/import", this::take);
    Guard.get(rules, "/rates/fixings/{agreement}", this::fixings);
  }

  private void proposals(ServerRequest request, ServerResponse response)
      throws ProblemException {
    awaitCurrent.run();
    ObjectNode json = JSON.objectNode();
    ArrayNode list = json.putArray("proposals");
    String state = request.query().first("state").orElse(null);
    queries.rateProposals(state == null ? null : state(state), ROWS)
        .forEach(row -> list.add(proposal(row)));
    ChangeDesk.send(response, json);
  }

  private static RateProposalRow.State state(String text) throws ProblemException {
    for (RateProposalRow.State state : RateProposalRow.State.values()) {
      if (state.name().equals(text.toUpperCase(Locale.ROOT))) {
        return state;
      }
    }
    throw new ProblemException(
        Problem.badRequest(
            "state is one of " + List.of(RateProposalRow.State.values()) + ", not \"" + text
                + "\""));
  }

  private static ObjectNode proposal(RateProposalRow row) {
    FixingProposed proposed = row.proposed();
    ObjectNode json = JSON.objectNode();
    json.put("proposal", proposed.proposal());
    json.put("state", row.state().name());
    json.put("agreement", proposed.when().agreement());
    json.put("day", date(proposed.when().day()));
    json.put("effectiveFrom", instant(proposed.when().effectiveFromMs()));
    json.put("approveBy", instant(proposed.when().approveByMs()));
    json.put("kind", proposed.legs().isEmpty() ? "MANUAL" : "LEGS");
    ArrayNode prices = json.putArray("prices");
    for (Price price : proposed.prices()) {
      ObjectNode one = prices.addObject();
      one.put("base", price.base().code());
      one.put("quoted", price.quoted().code());
      one.put("rate", price.rate().toString());
    }
    ArrayNode legs = json.putArray("legs");
    proposed.legs().forEach(leg -> legs.add(leg(leg)));
    ArrayNode findings = json.putArray("findings");
    for (Finding finding : proposed.findings()) {
      ObjectNode one = findings.addObject();
      one.put("check", finding.check().name());
      one.put("where", finding.where());
      one.put("measured", finding.measured());
      one.put("limit", finding.limit());
    }
    json.put("reason", proposed.reason());
    json.set("by", persons(row.by()));
    json.put("proposed", instant(row.proposedMs()));
    ArrayNode approvals = json.putArray("approvals");
    for (RateProposalRow.Approval approval : row.approvals()) {
      ObjectNode one = approvals.addObject();
      one.put("party", approval.party().bic());
      one.set("by", persons(approval.by()));
      one.put("at", instant(approval.timestampMs()));
    }
    Long endedMs = row.endedMs();
    if (endedMs != null) {
      json.put("ended", instant(endedMs));
    }
    if (row.said() != null) {
      json.put("said", row.said());
    }
    return json;
  }

  private static ObjectNode leg(RateLeg leg) {
    ObjectNode json = JSON.objectNode();
    json.put("currency", leg.currency().code());
    json.put("units", leg.units().toString());
    json.put("reference", leg.reference());
    json.put("source", leg.source());
    json.put("publication", leg.publication());
    json.put("observedAt", instant(leg.observedMs()));
    RateLeg.Provenance provenance = leg.provenance();
    if (provenance != null) {
      json.put("file", provenance.file().toString());
      json.put("line", provenance.line());
    }
    return json;
  }

  private static ObjectNode persons(FourEyes by) {
    ObjectNode json = JSON.objectNode();
    json.put("maker", by.maker());
    json.put("checker", by.checker());
    return json;
  }

  private void fixings(ServerRequest request, ServerResponse response) throws ProblemException {
    awaitCurrent.run();
    int agreement = number(request.path().pathParameters().get("agreement"), "agreement");
    ObjectNode json = JSON.objectNode();
    ArrayNode list = json.putArray("fixings");
    for (RatedFixingRow row : queries.ratedFixings(agreement, ROWS)) {
      ObjectNode one = list.addObject();
      one.put("base", row.base());
      one.put("quoted", row.quoted());
      one.put("rate", row.rate().toString());
      one.put("effectiveFrom", instant(row.effectiveFromMs()));
      one.put("source", row.source());
      put(one, row.origin());
    }
    ArrayNode days = json.putArray("withoutRate");
    for (PairDayRow row : queries.pairDays(agreement, ROWS)) {
      ObjectNode one = days.addObject();
      one.put("day", date(row.day()));
      one.put("one", row.one());
      one.put("other", row.other());
      one.put("standing", row.standing());
      one.put("reason", row.reason());
      one.put("at", instant(row.timestampMs()));
    }
    ChangeDesk.send(response, json);
  }

  /// Says of a rate where it came from.
  public static void put(ObjectNode json, RateOriginRow origin) {
    json.put("rung", origin.rung());
    json.put("day", date(origin.day()));
    json.put("until", instant(origin.untilMs()));
    if (origin.proposal() != null) {
      json.put("proposal", origin.proposal());
    }
    if (!origin.reason().isEmpty()) {
      json.put("reason", origin.reason());
    }
  }

  private void propose(ServerRequest request, ServerResponse response) throws ProblemException {
    ChangeBody body = ChangeBody.of(request, response);
    List<RateLeg> legs = legs(body, "legs");
    if (legs.size() != 2) {
      throw new ProblemException(Problem.badRequest("\"legs\" are two, one for each currency"));
    }
    desk.enter(
        body.by(),
        new RateChange.ProposeFixing(
            when(body), legs.getFirst(), legs.getLast(), legs(body, "second"), reason(body)),
        response);
  }

  private List<RateLeg> legs(ChangeBody body, String field) throws ProblemException {
    List<RateLeg> legs = new ArrayList<>();
    for (ChangeBody leg : body.objects(field)) {
      legs.add(
          new RateLeg(
              currency(leg.text("currency")),
              rate(leg.text("units")),
              leg.text("reference"),
              leg.text("source"),
              leg.has("publication") ? leg.text("publication") : "",
              ms(leg.text("observedAt")),
              null));
    }
    return legs;
  }

  private static RateDay when(ChangeBody body) throws ProblemException {
    return new RateDay(
        body.number("agreement"),
        body.day("day"),
        body.has("effectiveFrom") ? ms(body.text("effectiveFrom")) : RateDay.NOT_SAID,
        body.has("approveBy") ? ms(body.text("approveBy")) : RateDay.NOT_SAID);
  }

  private static String reason(ChangeBody body) throws ProblemException {
    return body.has("reason") ? body.text("reason") : "";
  }

  private void proposeManual(ServerRequest request, ServerResponse response)
      throws ProblemException {
    ChangeBody body = ChangeBody.of(request, response);
    List<Price> prices = new ArrayList<>();
    for (ChangeBody price : body.objects("prices")) {
      prices.add(
          new Price(
              currency(price.text("base")),
              currency(price.text("quoted")),
              rate(price.text("rate"))));
    }
    if (prices.size() != 2) {
      throw new ProblemException(
          Problem.badRequest("\"prices\" are two, one for each direction; none is the inverse"));
    }
    desk.enter(
        body.by(),
        new RateChange.ProposeManual(
            when(body), prices.getFirst(), prices.getLast(), reason(body)),
        response);
  }

  private void approve(ServerRequest request, ServerResponse response) throws ProblemException {
    ChangeBody body = ChangeBody.of(request, response);
    desk.enter(
        body.by(),
        new RateChange.ApproveFixing(proposalOf(request), body.participant("party")),
        response);
  }

  private void decline(ServerRequest request, ServerResponse response) throws ProblemException {
    ChangeBody body = ChangeBody.of(request, response);
    desk.enter(
        body.by(),
        new RateChange.DeclineFixing(
            proposalOf(request), body.participant("party"), body.text("reason")),
        response);
  }

  private void fallBack(ServerRequest request, ServerResponse response)
      throws ProblemException {
    ChangeBody body = ChangeBody.of(request, response);
    desk.enter(
        body.by(),
        new RateChange.TakeFallback(
            body.number("agreement"),
            body.day("day"),
            currency(body.text("one")),
            currency(body.text("other")),
            legs(body, "second"),
            body.text("reason")),
        response);
  }

  /// A file of rates becomes one proposal for a pair, with the file's digest and lines.
  private void take(ServerRequest request, ServerResponse response) throws ProblemException {
    Problem tooLarge = Problem.tooLarge(RateFile.BYTES_MAX);
    byte[] bytes = Body.read(request, response, RateFile.BYTES_MAX, tooLarge);
    String source = needed(request, "source");
    RateFile file = RateFile.read(bytes, source, mark(request));
    if (!file.faults().isEmpty()) {
      ArrayNode faults = JSON.arrayNode();
      file.faults().forEach(faults::add);
      throw new ProblemException(
          new Problem(
              422, "rate-file", "The file of rates is not taken", file.faults().getFirst(),
              Map.of("faults", faults)));
    }
    RateFile.Pair pair = pair(needed(request, "pair"));
    String said = request.query().first("date").orElse(null);
    LocalDate date = said == null ? file.dates().last() : LocalDate.ofEpochDay(day(said));
    RateFile.Legs legs = file.legs(date, pair.a(), pair.b());
    if (legs == null) {
      throw new ProblemException(
          new Problem(
              422, "rate-file", "The file of rates is not taken",
              file.without(date, pair.a(), pair.b())));
    }
    String forDay = request.query().first("day").orElse(date.toString());
    String observed = request.query().first("observedAt").orElse(date + "T00:00:00Z");
    desk.enter(
        ChangeBody.byOf(needed(request, "maker"), needed(request, "checker")),
        new RateChange.ProposeFixing(
            new RateDay(
                number(needed(request, "agreement"), "agreement"),
                day(forDay),
                RateDay.NOT_SAID,
                RateDay.NOT_SAID),
            leg(file, legs.a(), ms(observed)),
            leg(file, legs.b(), ms(observed)),
            List.of(),
            request.query().first("reason").orElse("")),
        response);
  }

  private RateLeg leg(RateFile file, RateFile.Observation of, long observedMs)
      throws ProblemException {
    return new RateLeg(
        currency(of.currency()),
        of.units(),
        of.reference(),
        of.source(),
        of.date().toString(),
        observedMs,
        new RateLeg.Provenance(file.digest(), of.line()));
  }

  private static RateFile.Pair pair(String text) throws ProblemException {
    try {
      return RateFile.Pair.of(text);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Problem.badRequest(String.valueOf(e.getMessage())));
    }
  }

  private static RateFile.Mark mark(ServerRequest request) throws ProblemException {
    String text = request.query().first("decimal").orElse("point");
    return switch (text) {
      case "point" -> RateFile.Mark.POINT;
      case "comma" -> RateFile.Mark.COMMA;
      default ->
          throw new ProblemException(
              Problem.badRequest("decimal is point or comma, not \"" + text + "\""));
    };
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

  private static Rate rate(String text) throws ProblemException {
    try {
      return Rate.of(text);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          Problem.badRequest(
              "\"" + text + "\" is not a rate: a decimal number greater than zero, with a point"));
    }
  }

  private static int proposalOf(ServerRequest request) throws ProblemException {
    return number(request.path().pathParameters().get("number"), "the number of a proposal");
  }

  private static String needed(ServerRequest request, String name) throws ProblemException {
    @Nullable String text = request.query().first(name).orElse(null);
    if (text == null || text.isBlank()) {
      throw new ProblemException(Problem.badRequest("say ?" + name + "="));
    }
    return text;
  }

  private static int number(String text, String name) throws ProblemException {
    if (!text.matches("\\d{1,9}")) {
      throw new ProblemException(
          Problem.badRequest(name + " is a whole number, not \"" + text + "\""));
    }
    return Integer.parseInt(text);
  }

  private static int day(String text) throws ProblemException {
    return ChangeBody.dayOf(text);
  }

  private static long ms(String text) throws ProblemException {
    try {
      return OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw new ProblemException(
          Problem.badRequest(
              "a time is written with its offset, 2026-11-24T18:00:00-03:00, not \"" + text
                  + "\""));
    }
  }

  private static String date(int day) {
    return LocalDate.ofEpochDay(day).toString();
  }

  private static String instant(long ms) {
    return Instant.ofEpochMilli(ms).toString();
  }
}
