package kontor.server.governance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import kontor.engine.calendar.ZoneOffsets;
import kontor.engine.directory.Member;
import kontor.engine.directory.MemberKind;
import kontor.engine.directory.PublishedList;
import kontor.engine.directory.Standing;
import kontor.engine.governance.DirectoryChange;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Digest;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.readside.MemberRow;
import kontor.readside.MemberStepRow;
import kontor.readside.PublishedListRow;
import kontor.readside.Queries;
import kontor.readside.TierRow;
import kontor.server.http.Guard;
import kontor.server.http.Problem;
import kontor.server.http.ProblemException;
import org.jspecify.annotations.Nullable;

/// The directory (F02) under `/directory`: who takes part, over which accounts, the list of each
/// day, and what indirect banks bring. Who changes something names two persons in the body.
public final class DirectoryRoutes implements HttpService {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int PERMILLE = 1000;
  /// From this share on an indirect bank is material to its direct bank, unless asked otherwise.
  private static final int THRESHOLD_PERMILLE = 250;

  private final Queries queries;
  private final ChangeDesk desk;
  private final Runnable awaitCurrent;
  private final InstantSource clock;

  /// @param awaitCurrent waits until what is in the journal now can be read
  /// @param clock that of the log
  public DirectoryRoutes(
      Queries queries, ChangeDesk desk, Runnable awaitCurrent, InstantSource clock) {
    this.queries = queries;
    this.desk = desk;
    this.awaitCurrent = awaitCurrent;
    this.clock = clock;
  }

  @Override
  public void routing(HttpRules rules) {
    Guard.get(rules, "/directory", this::directory);
    Guard.get(rules, "/directory/list", this::list);
    Guard.get(rules, "/directory/tiering", this::tiering);
    Guard.post(rules, "/directory/publish", this::publish);
    Guard.post(rules, "/directory/apply", this::apply);
    Guard.get(rules, "/directory/members/{bic}", this::member);
    Guard.post(rules, "/directory/members/{bic}/standing", this::changeStanding);
    Guard.post(rules, "/directory/members/{bic}/withdraw", this::withdraw);
  }

  /// As it is now, or, with `?on=DATE`, the last list published on or before that day.
  private void directory(ServerRequest request, ServerResponse response)
      throws ProblemException {
    awaitCurrent.run();
    String on = request.query().first("on").orElse(null);
    ObjectNode json = JSON.objectNode();
    if (on == null) {
      ArrayNode list = json.putArray("participants");
      queries.directory().forEach(row -> list.add(member(row)));
      ChangeDesk.send(response, json);
      return;
    }
    PublishedListRow published = published(ChangeBody.dayOf(on));
    json.put("day", date(published.day()));
    json.put("published", instant(published.publishedMs()));
    json.put("digest", published.digest().toString());
    json.put("participants", published.participants());
    json.put("list", new String(published.bytes(), StandardCharsets.UTF_8));
    ChangeDesk.send(response, json);
  }

  /// The bytes of a published list, with their digest in a header.
  private void list(ServerRequest request, ServerResponse response) throws ProblemException {
    awaitCurrent.run();
    String on = request.query().first("on").orElse(null);
    PublishedListRow published = published(on == null ? today() : ChangeBody.dayOf(on));
    response.header(HeaderNames.CONTENT_TYPE, "text/tab-separated-values; charset=utf-8");
    response.header(
        HeaderNames.create("Kontor-Digest"), "SHA-256 " + published.digest());
    response.send(published.bytes());
  }

  private PublishedListRow published(int day) throws ProblemException {
    PublishedListRow published = queries.publishedList(day);
    if (published == null) {
      throw new ProblemException(
          Problem.notFound(
              "no list was published on or before " + date(day)
                  + "; POST /directory/publish makes that of today"));
    }
    Digest digest = PublishedList.digest(published.bytes());
    if (!digest.equals(published.digest())) {
      throw new IllegalStateException(
          "the list of " + date(published.day()) + " is not the one that the core published");
    }
    return published;
  }

  private static ObjectNode member(MemberRow row) {
    PublishedList.Line line = row.line();
    ObjectNode json = JSON.objectNode();
    json.put("bic", line.participant().bic());
    json.put("kind", line.kind());
    json.put("standing", line.standing());
    json.put("via", line.via().bic());
    if (line.name() != null) {
      json.put("name", line.name());
    }
    if (line.lei() != null) {
      json.put("lei", line.lei());
    }
    if (line.nationalCode() != null) {
      json.put("nationalCode", line.nationalCode());
    }
    if (row.noticeMs() != null) {
      json.put("noticeUntil", instant(row.noticeMs()));
    }
    return json;
  }

  private void member(ServerRequest request, ServerResponse response) throws ProblemException {
    awaitCurrent.run();
    ParticipantId participant = bic(request);
    MemberRow found = null;
    for (MemberRow row : queries.directory()) {
      found = row.line().participant().equals(participant) ? row : found;
    }
    if (found == null) {
      throw new ProblemException(
          Problem.notFound("nobody in the directory has the BIC " + participant.bic()));
    }
    ObjectNode json = member(found);
    ArrayNode accounts = json.putArray("accounts");
    for (AccountId account : queries.settlementAccounts(participant)) {
      ObjectNode one = accounts.addObject();
      one.put("currency", account.currency().code());
      one.put("servicer", account.servicer().bic());
      one.put("owner", account.owner().bic());
      one.put("kind", account.kind().name());
      ArrayNode corridors = one.putArray("agreements");
      corridors(account).forEach(corridors::add);
    }
    ArrayNode steps = json.putArray("steps");
    for (MemberStepRow row : queries.directorySteps(participant)) {
      ObjectNode step = steps.addObject();
      step.put("at", instant(row.at().timestampMs()));
      step.put("standing", row.standing().name());
      step.put("reason", row.reason());
      if (row.by() != null) {
        step.put("maker", row.by().maker());
        step.put("checker", row.by().checker());
      }
    }
    ChangeDesk.send(response, json);
  }

  /// The agreements in whose payments the account is the bank's: its servicer is a party, and the
  /// currency is the money of either.
  private List<Integer> corridors(AccountId account) {
    return queries.agreements().stream()
        .filter(agreement -> isParty(agreement, account.servicer()))
        .filter(agreement -> agreement.parties().isMoneyOfEither(account.currency()))
        .map(Agreement::id)
        .distinct()
        .toList();
  }

  private static boolean isParty(Agreement agreement, ParticipantId institution) {
    return agreement.parties().institutionA().equals(institution)
        || agreement.parties().institutionB().equals(institution);
  }

  private void tiering(ServerRequest request, ServerResponse response) throws ProblemException {
    awaitCurrent.run();
    String from = request.query().first("from").orElse(null);
    String until = request.query().first("until").orElse(null);
    int untilDay = until == null ? today() : ChangeBody.dayOf(until);
    int fromDay = from == null ? untilDay : ChangeBody.dayOf(from);
    int threshold = threshold(request.query().first("threshold").orElse(null));
    ObjectNode json = JSON.objectNode();
    json.put("from", date(fromDay));
    json.put("until", date(untilDay));
    json.put("thresholdPermille", threshold);
    ArrayNode list = json.putArray("banks");
    for (TierRow row : queries.tiering(fromDay, untilDay)) {
      Currency currency = row.currency();
      ObjectNode one = list.addObject();
      one.put("directBank", row.direct().bic());
      one.put("bank", row.bank().bic());
      one.put("tier", row.isIndirect() ? "INDIRECT" : "DIRECT");
      one.put("currency", currency.code());
      one.put("legs", row.payments());
      one.put("sum", new Money(row.sumMinor(), currency).decimal());
      one.put("sharePermille", row.sharePermille());
      one.put("isMaterial", row.isIndirect() && row.sharePermille() >= threshold);
    }
    ChangeDesk.send(response, json);
  }

  private static int threshold(@Nullable String text) throws ProblemException {
    if (text == null) {
      return THRESHOLD_PERMILLE;
    }
    if (!text.matches("\\d{1,4}") || Integer.parseInt(text) > PERMILLE) {
      throw new ProblemException(
          Problem.badRequest("threshold is 0 to 1000 thousandths, not \"" + text + "\""));
    }
    return Integer.parseInt(text);
  }

  private void apply(ServerRequest request, ServerResponse response) throws ProblemException {
    ChangeBody body = ChangeBody.of(request, response);
    ParticipantId participant = body.participant("bic");
    Member member =
        new Member(
            participant,
            body.oneOf("kind", MemberKind.class),
            body.has("via") ? body.participant("via") : participant,
            body.text("name"),
            body.has("lei") ? body.text("lei") : null,
            body.has("nationalCode") ? body.text("nationalCode") : null);
    desk.enter(body.by(), new DirectoryChange.ApplyMember(member), response);
  }

  private void changeStanding(ServerRequest request, ServerResponse response)
      throws ProblemException {
    ChangeBody body = ChangeBody.of(request, response);
    desk.enter(
        body.by(),
        new DirectoryChange.ChangeStanding(
            bic(request), body.oneOf("standing", Standing.class), body.text("reason")),
        response);
  }

  private void withdraw(ServerRequest request, ServerResponse response) throws ProblemException {
    ChangeBody body = ChangeBody.of(request, response);
    desk.enter(
        body.by(),
        new DirectoryChange.WithdrawMember(
            bic(request), body.number("noticeDays"), body.text("reason")),
        response);
  }

  private void publish(ServerRequest request, ServerResponse response) throws ProblemException {
    ChangeBody body = ChangeBody.of(request, response);
    int day = body.has("day") ? body.day("day") : today();
    desk.enter(body.by(), new DirectoryChange.PublishDirectory(day), response);
  }

  private static ParticipantId bic(ServerRequest request) throws ProblemException {
    return ChangeBody.participantOf(request.path().pathParameters().get("bic"));
  }

  private int today() {
    return ZoneOffsets.dayOf(clock.millis());
  }

  private static String date(int day) {
    return LocalDate.ofEpochDay(day).toString();
  }

  private static String instant(long ms) {
    return Instant.ofEpochMilli(ms).toString();
  }
}
