package kontor.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kontor.engine.Conversion;
import kontor.engine.Refusal;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.PaymentState;
import kontor.readside.AccountRow;
import kontor.readside.EntryRow;
import kontor.readside.FixingRow;
import kontor.readside.JudgementRow;
import kontor.readside.Moment;
import kontor.readside.OutboxRow;
import kontor.readside.PaymentDetails;
import kontor.readside.PaymentRow;
import kontor.readside.PositionRow;
import kontor.readside.RedenominationRow;
import kontor.readside.TimelineRow;
import kontor.readside.TurnoverRow;
import kontor.server.agreement.JudgementJson;
import kontor.server.gateway.ReasonCodes;
import org.jspecify.annotations.Nullable;

/// Rows as JSON. Sums are text with exactly the currency's digits, never numbers.
public final class Json {

  private static final JsonNodeFactory FACTORY = JsonNodeFactory.instance;

  private Json() {}

  static ObjectNode object() {
    return FACTORY.objectNode();
  }

  static ArrayNode array() {
    return FACTORY.arrayNode();
  }

  static void send(ServerResponse response, JsonNode json) {
    response.header(HeaderNames.CONTENT_TYPE, "application/json");
    response.send(json.toString().getBytes(StandardCharsets.UTF_8));
  }

  public static ObjectNode money(Money money) {
    ObjectNode json = object();
    json.put("amount", money.decimal());
    json.put("currency", money.currency().code());
    return json;
  }

  /// Sums of settled payments by currency: what was paid and what was received.
  public static ObjectNode settledSums(List<Conversion> settled) {
    Map<String, Money> paid = new TreeMap<>();
    Map<String, Money> received = new TreeMap<>();
    for (Conversion conversion : settled) {
      add(paid, conversion.debit());
      add(received, conversion.credit());
    }
    ObjectNode json = object();
    ArrayNode paidJson = json.putArray("paid");
    paid.values().forEach(sum -> paidJson.add(money(sum)));
    ArrayNode receivedJson = json.putArray("received");
    received.values().forEach(sum -> receivedJson.add(money(sum)));
    return json;
  }

  private static void add(Map<String, Money> sums, Money money) {
    sums.merge(
        money.currency().code(),
        money,
        (a, b) -> new Money(Math.addExact(a.minor(), b.minor()), a.currency()));
  }

  private static ObjectNode moment(Moment moment) {
    ObjectNode json = object();
    json.put("position", moment.position());
    json.put("at", Instant.ofEpochMilli(moment.timestampMs()).toString());
    return json;
  }

  public static ObjectNode payment(PaymentRow row) {
    ObjectNode json = object();
    json.put("uetr", row.payment().uetr());
    json.put("number", row.number());
    json.put("state", row.standing().state().name());
    json.put("status", isoStatus(row.standing().state()));
    json.set("reasons", reasons(row.standing().refusals()));
    json.set("from",
        bank(row.path().route().debtorAgent().bic(), bic(row.path().payerInstitution())));
    json.set("to",
        bank(row.path().route().creditorAgent().bic(), bic(row.path().payeeInstitution())));
    json.put("sender", row.path().route().sender().bic());
    json.put("valueDate", LocalDate.ofEpochDay(row.timing().settlementDay()).toString());
    json.set("stated", money(row.stated().settlement()));
    Conversion conversion = row.conversion();
    if (conversion != null) {
      json.put("agreement", conversion.agreement());
      json.put("agreementVersion", conversion.agreementVersion());
      json.set("debit", money(conversion.debit()));
      json.set("credit", money(conversion.credit()));
      if (conversion.fixing() != null) {
        json.set("rate", fixing(conversion.fixing()));
      }
    }
    json.put("message", row.origin().message().toString());
    json.put("sequence", row.origin().sequence());
    standing(json, row.standing());
    return json;
  }

  private static void standing(ObjectNode json, PaymentRow.Standing standing) {
    json.set("entered", moment(standing.entered()));
    if (standing.queued() != null) {
      json.set("queued", moment(standing.queued()));
      json.put("deadline", Instant.ofEpochMilli(standing.deadlineMs()).toString());
    }
    if (standing.awaits() != null) {
      json.put("awaits", standing.awaits().toString());
    }
    if (standing.ended() != null) {
      json.set("final", moment(standing.ended()));
    }
  }

  public static ObjectNode paymentDetails(PaymentDetails details) {
    ObjectNode json = payment(details.payment());
    JudgementRow judged = details.judgement();
    if (judged != null) {
      ObjectNode operation = JudgementJson.of(judged.operation(), judged.judgement());
      operation.put("agreement", judged.agreement());
      operation.setAll(moment(judged.at()));
      json.set("operation", operation);
    }
    ArrayNode timeline = json.putArray("timeline");
    for (TimelineRow row : details.timeline()) {
      ObjectNode step = moment(row.at());
      step.put("kind", row.kind().name());
      step.set("reasons", reasons(row.refusals()));
      timeline.add(step);
    }
    ArrayNode entries = json.putArray("entries");
    for (EntryRow row : details.entries()) {
      entries.add(entry(row));
    }
    ArrayNode messages = json.putArray("outbox");
    for (OutboxRow row : details.outbox()) {
      ObjectNode message = moment(row.at());
      message.put("to", row.to().bic());
      message.put("kind", row.kind());
      messages.add(message);
    }
    return json;
  }

  private static ObjectNode entry(EntryRow row) {
    ObjectNode json = account(row.account());
    json.put("amount", row.amount().decimal());
    json.put("balance", row.balance().decimal());
    return json;
  }

  private static ObjectNode account(AccountId account) {
    ObjectNode json = object();
    json.put("servicer", account.servicer().bic());
    json.put("currency", account.currency().code());
    json.put("owner", account.owner().bic());
    json.put("kind", account.kind().name());
    return json;
  }

  public static ObjectNode account(AccountRow row) {
    ObjectNode json = account(row.account());
    json.put("balance", row.balance().decimal());
    json.put("held", row.held().decimal());
    json.put("line", row.line().decimal());
    json.put("available", row.available().decimal());
    return json;
  }

  /// The balance in the unit that was, while both are told.
  static void putInOldUnit(ObjectNode json, Money balance, @Nullable RedenominationRow change) {
    if (change != null) {
      ObjectNode old = json.putObject("balanceInOldUnit");
      old.put("amount", change.inOldUnit(balance));
      old.put("currency", change.plan().from().code());
    }
  }

  public static ObjectNode position(PositionRow row) {
    ObjectNode json = object();
    json.put("servicer", row.servicer().bic());
    json.put("owner", row.owner().bic());
    json.put("currency", row.balance().currency().code());
    json.put("balance", row.balance().decimal());
    json.put("line", row.line().decimal());
    json.put("headroom", row.headroom().decimal());
    json.put("utilisationPermille", row.utilisationPermille());
    return json;
  }

  public static ObjectNode turnover(TurnoverRow row) {
    ObjectNode json = object();
    json.put("from", row.payerInstitution().bic());
    json.put("to", row.payeeInstitution().bic());
    json.put("side", row.side().name());
    json.put("payments", row.payments());
    json.put("amount", row.sum().decimal());
    json.put("currency", row.sum().currency().code());
    return json;
  }

  static ObjectNode rate(FixingRow row) {
    ObjectNode json = fixing(row.fixing());
    json.put("agreement", row.fixing().agreement());
    json.set("published", moment(row.published()));
    return json;
  }

  public static ObjectNode fixing(Fixing fixing) {
    ObjectNode json = object();
    json.put("base", fixing.base().code());
    json.put("quoted", fixing.quoted().code());
    json.put("rate", fixing.rate().toString());
    json.put("effectiveFrom", Instant.ofEpochMilli(fixing.effectiveFromMs()).toString());
    json.put("source", fixing.source());
    return json;
  }

  static ObjectNode outbox(OutboxRow row) {
    ObjectNode json = moment(row.at());
    json.put("index", row.at().index());
    json.put("ordinal", row.ordinal());
    json.put("kind", row.kind());
    if (row.payment() != null) {
      json.put("uetr", row.payment().uetr());
    }
    json.put("acknowledged", row.acknowledged());
    json.put("xml", new String(row.bytes(), StandardCharsets.UTF_8));
    return json;
  }

  private static ArrayNode reasons(List<Refusal> refusals) {
    ArrayNode json = array();
    for (Refusal refusal : refusals) {
      ReasonCodes.Reason reason = ReasonCodes.of(refusal);
      ObjectNode one = object();
      one.put("code", reason.code());
      one.put("rule", reason.rule());
      one.put("refusal", refusal.name());
      one.put("text", reason.text());
      json.add(one);
    }
    return json;
  }

  private static ObjectNode bank(String bic, @Nullable String institution) {
    ObjectNode json = object();
    json.put("bank", bic);
    json.put("institution", institution);
    return json;
  }

  private static @Nullable String bic(@Nullable ParticipantId participant) {
    return participant == null ? null : participant.bic();
  }

  static String isoStatus(PaymentState state) {
    return switch (state) {
      case SETTLED -> "ACSC";
      case SUBMITTED, AWAITS_RATE, RATED, QUEUED -> "PDNG";
      case REJECTED, EXPIRED -> "RJCT";
    };
  }
}
