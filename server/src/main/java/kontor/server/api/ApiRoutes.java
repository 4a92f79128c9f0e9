package kontor.server.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import kontor.cluster.Health;
import kontor.cluster.LogClock;
import kontor.cluster.Reply;
import kontor.cluster.SettlementClient;
import kontor.engine.Command;
import kontor.engine.Conversion;
import kontor.engine.Event;
import kontor.engine.Refusal;
import kontor.engine.calendar.ZoneOffsets;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.PaymentState;
import kontor.readside.AccountRow;
import kontor.readside.BookRow;
import kontor.readside.OutboxRow;
import kontor.readside.PaymentCost;
import kontor.readside.PaymentDetails;
import kontor.readside.PaymentFilter;
import kontor.readside.PaymentPage;
import kontor.readside.PositionRow;
import kontor.readside.Queries;
import kontor.readside.RateOriginRow;
import kontor.readside.RedenominationRow;
import kontor.readside.RefusedInstructionRow;
import kontor.server.gateway.Fault;
import kontor.server.gateway.Identity;
import kontor.server.governance.RateRoutes;
import kontor.server.http.Guard;
import kontor.server.http.Problem;
import kontor.server.http.ProblemException;
import org.jspecify.annotations.Nullable;

/// All routes of the programs' interface on one page. What they answer is in openapi.json.
public final class ApiRoutes implements HttpService {

  private static final int OUTBOX_LIMIT = 500;
  private static final int PAGE_LIMIT = 100;
  private static final Duration COMMAND_DEADLINE = Duration.ofSeconds(30);

  private final Queries queries;
  private final SettlementClient client;
  private final ReadSide readSide;

  /// Knows how far the read side is.
  public interface ReadSide {
    /// Waits, for a bounded time, until everything that is in the journal now can be read.
    void awaitCurrent();

    /// The node's state and the read side's place.
    ServerHealth health();

    /// The clock of the log.
    LogClock clock();
  }

  /// @param readSideFault why the read side stands still; null while it moves
  public record ServerHealth(
      Health node, long readSidePosition, @Nullable String readSideFault) {}

  public ApiRoutes(Queries queries, SettlementClient client, ReadSide readSide) {
    this.queries = queries;
    this.client = client;
    this.readSide = readSide;
  }

  @Override
  public void routing(HttpRules rules) {
    Guard.get(rules, "/payments/{uetr}", this::payment);
    Guard.get(rules, "/payments", this::payments);
    Guard.get(rules, "/accounts", this::accounts);
    Guard.get(rules, "/positions", this::positions);
    Guard.get(rules, "/rates", this::rates);
    Guard.get(rules, "/turnover", this::turnover);
    Guard.get(rules, "/health", this::health);
    Guard.get(rules, "/outbox/{bic}", this::outbox);
    Guard.post(rules, "/outbox/{bic}/ack", this::acknowledge);
    Guard.get(rules, "/openapi.json", ApiRoutes::openApi);
  }

  private void payment(ServerRequest request, ServerResponse response) throws ProblemException {
    String text = request.path().pathParameters().get("uetr");
    PaymentId payment = Identity.payment(text.toLowerCase(Locale.ROOT));
    if (payment == null) {
      throw new ProblemException(
          Problem.badRequest("\"" + text + "\" is not a UETR: a UUID of version 4"));
    }
    PaymentDetails details = queries.payment(payment);
    if (details == null || !details.payment().standing().state().isFinal()) {
      // Who was just answered must not read less than the answer said.
      readSide.awaitCurrent();
      details = queries.payment(payment);
    }
    if (details != null) {
      Json.send(response, details(details));
      return;
    }
    List<RefusedInstructionRow> refused = queries.refusedInstructions(payment);
    if (refused.isEmpty()) {
      throw new ProblemException(
          Problem.notFound("no payment has the UETR " + payment + "; it was never received here"));
    }
    Json.send(response, refusedInstruction(payment, refused.getLast()));
  }

  /// With the rung of its rate, if that was confirmed or fallen back on, and with its cost.
  private ObjectNode details(PaymentDetails details) {
    ObjectNode json = Json.paymentDetails(details);
    Conversion conversion = details.payment().conversion();
    Fixing fixing = conversion == null ? null : conversion.fixing();
    RateOriginRow origin = fixing == null ? null : queries.rateOrigin(fixing);
    if (origin != null && json.get("rate") instanceof ObjectNode rate) {
      RateRoutes.put(rate, origin);
    }
    PaymentCost cost = queries.cost(details.payment().payment());
    if (cost != null) {
      json.set("cost", CostJson.payment(cost));
    }
    return json;
  }

  private static ObjectNode refusedInstruction(PaymentId payment, RefusedInstructionRow row) {
    ObjectNode json = Json.object();
    json.put("uetr", payment.uetr());
    json.put("state", PaymentState.REJECTED.name());
    json.put("status", Json.isoStatus(PaymentState.REJECTED));
    json.put("message", row.message().toString());
    json.put("sequence", row.sequence());
    ArrayNode reasons = json.putArray("reasons");
    for (Fault fault : Fault.decode(row.faults())) {
      ObjectNode reason = reasons.addObject();
      reason.put("code", fault.reasonCode());
      reason.put("rule", fault.rule());
      reason.put("path", fault.path());
      reason.put("text", fault.text());
      reason.put("remedy", fault.remedy());
    }
    return json;
  }

  private void payments(ServerRequest request, ServerResponse response) throws ProblemException {
    String state = query(request, "state");
    String day = query(request, "day");
    String bank = query(request, "bank");
    String before = query(request, "before");
    PaymentPage page =
        queries.payments(
            new PaymentFilter(
                state == null ? null : stateOf(state),
                query(request, "currency"),
                bank == null ? null : participant(bank),
                day == null ? null : dayOf(day),
                before == null ? null : Long.valueOf(number(before, "before")),
                limit(request)));
    ObjectNode json = Json.object();
    ArrayNode list = json.putArray("payments");
    page.payments().forEach(row -> list.add(Json.payment(row)));
    if (page.next() != null) {
      json.put("next", page.next());
    }
    Json.send(response, json);
  }

  private void accounts(ServerRequest request, ServerResponse response) {
    String servicer = query(request, "servicer");
    String currency = query(request, "currency");
    Map<String, RedenominationRow> old = oldUnits();
    ArrayNode list = Json.array();
    for (BookRow book : queries.books()) {
      boolean isWanted =
          (servicer == null || book.servicer().bic().equals(servicer))
              && (currency == null || book.currency().code().equals(currency));
      if (isWanted) {
        for (AccountRow row : book.accounts()) {
          ObjectNode account = Json.account(row);
          Json.putInOldUnit(account, row.balance(), old.get(book.currency().code()));
          list.add(account);
        }
      }
    }
    Json.send(response, Json.object().set("accounts", list));
  }

  private void positions(ServerRequest request, ServerResponse response) {
    Map<String, RedenominationRow> old = oldUnits();
    ArrayNode list = Json.array();
    for (PositionRow row : queries.positions()) {
      ObjectNode position = Json.position(row);
      Json.putInOldUnit(position, row.balance(), old.get(row.balance().currency().code()));
      list.add(position);
    }
    Json.send(response, Json.object().set("positions", list));
  }

  /// New units that came not long ago, by code: sums are told in the old unit, too.
  private Map<String, RedenominationRow> oldUnits() {
    long nowMs = readSide.clock().millis();
    Map<String, RedenominationRow> byCode = new TreeMap<>();
    for (RedenominationRow row : queries.redenominations()) {
      if (row.showsBoth(nowMs)) {
        byCode.put(row.plan().to().code(), row);
      }
    }
    return byCode;
  }

  private void rates(ServerRequest request, ServerResponse response) {
    ArrayNode list = Json.array();
    queries.rates(readSide.clock().millis()).forEach(row -> list.add(Json.rate(row)));
    Json.send(response, Json.object().set("rates", list));
  }

  private void turnover(ServerRequest request, ServerResponse response)
      throws ProblemException {
    int today = ZoneOffsets.dayOf(readSide.clock().millis());
    String from = query(request, "from");
    String until = query(request, "until");
    int fromDay = from == null ? today : dayOf(from);
    int untilDay = until == null ? today : dayOf(until);
    ObjectNode json = Json.object();
    ArrayNode list = json.putArray("turnover");
    queries.turnover(fromDay, untilDay).forEach(row -> list.add(Json.turnover(row)));
    ArrayNode shares = json.putArray("shares");
    queries
        .currencyShares(fromDay, untilDay)
        .forEach(
            row -> {
              ObjectNode share = shares.addObject();
              share.put("currency", row.currency());
              share.put("legs", row.legs());
              share.put("sharePermille", row.sharePermille());
            });
    Json.send(response, json);
  }

  private void health(ServerRequest request, ServerResponse response) {
    ServerHealth health = readSide.health();
    ObjectNode json = Json.object();
    Health node = health.node();
    LogClock clock = readSide.clock();
    json.put("state", node.state().name());
    json.put("reason", node.reason());
    json.put("member", node.standing().memberId());
    json.put("role", node.standing().role().name());
    json.put("leader", node.standing().leaderId());
    json.put("term", node.standing().termId());
    json.put("logPosition", node.logPosition());
    json.put("commitPosition", node.standing().commitPosition());
    json.put("snapshotPosition", node.snapshotPosition());
    json.put("readSidePosition", health.readSidePosition());
    json.put("usableBytes", node.usableBytes());
    json.put("time", clock.instant().toString());
    json.put("clockIsSet", clock.isSet());
    if (health.readSideFault() != null) {
      json.put("readSideFault", health.readSideFault());
    }
    if (!node.isAccepting()) {
      response.status(503);
    }
    Json.send(response, json);
  }

  private void outbox(ServerRequest request, ServerResponse response) throws ProblemException {
    ParticipantId participant = participant(request.path().pathParameters().get("bic"));
    String after = query(request, "after");
    readSide.awaitCurrent();
    ArrayNode list = Json.array();
    List<OutboxRow> rows =
        queries.outbox(participant, after == null ? -1 : number(after, "after"), OUTBOX_LIMIT);
    rows.forEach(row -> list.add(Json.outbox(row)));
    ObjectNode json = Json.object();
    json.set("messages", list);
    if (!rows.isEmpty()) {
      json.put("next", rows.getLast().at().position());
    }
    Json.send(response, json);
  }

  private void acknowledge(ServerRequest request, ServerResponse response)
      throws ProblemException {
    ParticipantId participant = participant(request.path().pathParameters().get("bic"));
    String position = query(request, "position");
    if (position == null) {
      throw new ProblemException(
          Problem.badRequest("say up to where: ?position= with a position from the outbox"));
    }
    long upTo = number(position, "position");
    if (upTo < 0 || upTo > readSide.health().node().logPosition()) {
      // What comes later would count as read before it was there.
      throw new ProblemException(
          Problem.badRequest("position is one that stood in the outbox, not " + upTo));
    }
    try {
      Reply reply =
          client.sendAndWait(
              new Command.AcknowledgeOutbox(participant, upTo), COMMAND_DEADLINE);
      if (isRefused(reply, Refusal.PARTICIPANT_UNKNOWN)) {
        throw new ProblemException(
            Problem.notFound("no participant has the BIC " + participant.bic()));
      }
    } catch (TimeoutException e) {
      throw new ProblemException(Problem.outcomeUnknown());
    }
    ObjectNode json = Json.object();
    json.put("participant", participant.bic());
    json.put("acknowledged", upTo);
    Json.send(response, json);
  }

  private static boolean isRefused(Reply reply, Refusal refusal) {
    return reply.events().stream()
        .anyMatch(r -> r.event() instanceof Event.CommandRefused e && e.refusal() == refusal);
  }

  private static void openApi(ServerRequest request, ServerResponse response) {
    try (InputStream in = ApiRoutes.class.getResourceAsStream("openapi.json")) {
      response.header(HeaderNames.CONTENT_TYPE, "application/json");
      response.send(Objects.requireNonNull(in, "openapi.json is part of the jar").readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable String query(ServerRequest request, String name) {
    return request.query().first(name).orElse(null);
  }

  private static int limit(ServerRequest request) throws ProblemException {
    String limit = query(request, "limit");
    if (limit == null) {
      return PAGE_LIMIT;
    }
    long wanted = number(limit, "limit");
    if (wanted < 1 || wanted > PaymentFilter.LIMIT_MAX) {
      throw new ProblemException(
          Problem.badRequest("limit is 1 to " + PaymentFilter.LIMIT_MAX));
    }
    return (int) wanted;
  }

  private static long number(String text, String name) throws ProblemException {
    if (!text.matches("-?\\d{1,18}")) {
      throw new ProblemException(
          Problem.badRequest(name + " is a whole number, not \"" + text + "\""));
    }
    return Long.parseLong(text);
  }

  private static int dayOf(String text) throws ProblemException {
    try {
      return Math.toIntExact(LocalDate.parse(text).toEpochDay());
    } catch (DateTimeException | ArithmeticException e) {
      throw new ProblemException(
          Problem.badRequest("a day is written 2026-11-24, not \"" + text + "\""));
    }
  }

  private static PaymentState stateOf(String text) throws ProblemException {
    for (PaymentState state : PaymentState.values()) {
      if (state.name().equalsIgnoreCase(text)) {
        return state;
      }
    }
    throw new ProblemException(
        Problem.badRequest(
            "state is one of " + List.of(PaymentState.values()) + ", not \"" + text + "\""));
  }

  private static ParticipantId participant(String bic) throws ProblemException {
    try {
      return ParticipantId.ofBic(bic);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          Problem.badRequest("a BIC has eight or eleven capital letters and digits"));
    }
  }
}
