package kontor.server.governance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import kontor.engine.NetPosition;
import kontor.engine.calendar.Calendar;
import kontor.engine.calendar.GridMoment;
import kontor.engine.calendar.Holiday;
import kontor.engine.calendar.JointCalendar;
import kontor.engine.calendar.Weekday;
import kontor.engine.calendar.ZoneOffsets;
import kontor.engine.governance.CalendarChange;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.Money;
import kontor.readside.BusinessDayRow;
import kontor.readside.CalendarRow;
import kontor.readside.CycleRow;
import kontor.readside.Queries;
import kontor.server.http.Guard;
import kontor.server.http.Problem;
import kontor.server.http.ProblemException;

/// Calendars, time zones, business days and their cut-offs (F03) under `/calendars`. Who changes
/// something names two persons in the body, `maker` and `checker`.
public final class CalendarRoutes implements HttpService {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int DAYS_MAX = 3660;
  private static final int DAYS_AT_FIRST = 31;

  private final Queries queries;
  private final ChangeDesk desk;
  private final Runnable awaitCurrent;
  private final InstantSource clock;

  /// @param awaitCurrent waits until what is in the journal now can be read
  /// @param clock that of the log
  public CalendarRoutes(
      Queries queries, ChangeDesk desk, Runnable awaitCurrent, InstantSource clock) {
    this.queries = queries;
    this.desk = desk;
    this.awaitCurrent = awaitCurrent;
    this.clock = clock;
  }

  @Override
  public void routing(HttpRules rules) {
    Guard.get(rules, "/calendars", this::calendars);
    Guard.get(rules, "/calendars/joint", this::joint);
    Guard.get(rules, "/calendars/zones", this::zones);
    Guard.post(rules, "/calendars/zones/enter", this::enterZone);
    Guard.get(rules, "/calendars/days/{agreement}", this::days);
    Guard.post(rules, "/calendars/days/{agreement}/extensions", this::requestExtension);
    Guard.post(rules, "/calendars/days/{agreement}/extensions/approve", this::approveExtension);
    Guard.get(rules, "/calendars/countries/{country}", this::holidays);
    Guard.post(rules, "/calendars/countries/{country}/enter", this::enterCalendar);
    Guard.post(rules, "/calendars/countries/{country}/holidays", this::declareHoliday);
  }

  private void calendars(ServerRequest request, ServerResponse response) {
    awaitCurrent.run();
    ObjectNode json = JSON.objectNode();
    ArrayNode list = json.putArray("calendars");
    for (CalendarRow row : queries.calendars()) {
      ObjectNode calendar = list.addObject();
      calendar.put("country", row.country());
      ArrayNode rest = calendar.putArray("restDays");
      row.restDays().forEach(day -> rest.add(day.name()));
      calendar.put("holidays", row.holidays());
    }
    ChangeDesk.send(response, json);
  }

  private void holidays(ServerRequest request, ServerResponse response) throws ProblemException {
    awaitCurrent.run();
    String country = country(request);
    Calendar calendar = calendar(country);
    ObjectNode json = JSON.objectNode();
    json.put("country", country);
    ArrayNode rest = json.putArray("restDays");
    calendar.restDays().forEach(day -> rest.add(day.name()));
    ArrayNode list = json.putArray("holidays");
    for (Holiday holiday : calendar.holidays()) {
      ObjectNode day = list.addObject();
      day.put("day", date(holiday.day()));
      day.put("length", holiday.length().name());
      day.put("name", holiday.name());
      if (holiday.declaredOnDay() != Holiday.ALWAYS_KNOWN) {
        day.put("declaredOn", date(holiday.declaredOnDay()));
      }
    }
    ChangeDesk.send(response, json);
  }

  /// A calendar as the read side has it.
  private Calendar calendar(String country) throws ProblemException {
    for (CalendarRow row : queries.calendars()) {
      if (row.country().equals(country)) {
        return new Calendar(
            country,
            new TreeSet<>(row.restDays()),
            queries.holidays(country, Integer.MIN_VALUE, Integer.MAX_VALUE));
      }
    }
    throw new ProblemException(
        Problem.notFound(
            "no calendar is known for the country " + country + "; /calendars lists them"));
  }

  private void joint(ServerRequest request, ServerResponse response) throws ProblemException {
    awaitCurrent.run();
    String countries = request.query().first("countries").orElse("");
    if (countries.isEmpty()) {
      throw new ProblemException(
          Problem.badRequest("say whose days: ?countries=BR,AR&from=2026-02-13&days=5"));
    }
    List<Calendar> calendars = new ArrayList<>();
    for (String country : countries.split(",", -1)) {
      calendars.add(calendar(country));
    }
    JointCalendar calendar = JointCalendar.of(calendars);
    int from = day(request, "from", today());
    int days = number(request, "days", DAYS_AT_FIRST);
    if (days < 1 || days > DAYS_MAX) {
      throw new ProblemException(Problem.badRequest("days is 1 to " + DAYS_MAX));
    }
    ObjectNode json = JSON.objectNode();
    ArrayNode list = json.putArray("days");
    int day = calendar.addBusinessDays(from, 0);
    for (int i = 0; i < days && day != JointCalendar.NO_DAY; i++) {
      ObjectNode one = list.addObject();
      one.put("day", date(day));
      one.put("kind", calendar.kind(day).name());
      day = calendar.addBusinessDays(day, 1);
    }
    ChangeDesk.send(response, json);
  }

  private void zones(ServerRequest request, ServerResponse response) {
    awaitCurrent.run();
    ObjectNode json = JSON.objectNode();
    ArrayNode list = json.putArray("zones");
    queries
        .zones()
        .forEach(
            row -> {
              ObjectNode zone = list.addObject();
              zone.put("zone", row.zone());
              zone.put("tzdbVersion", row.tzdbVersion());
              zone.put(
                  "coveredUntil", Instant.ofEpochSecond(row.coveredUntilSecond()).toString());
              zone.put("entered", instant(row.enteredMs()));
            });
    ChangeDesk.send(response, json);
  }

  private void days(ServerRequest request, ServerResponse response) throws ProblemException {
    awaitCurrent.run();
    int until = day(request, "until", today() + 2);
    int from = day(request, "from", until - DAYS_AT_FIRST);
    if (from > until || until - from > DAYS_MAX) {
      throw new ProblemException(
          Problem.badRequest("from comes before until, by at most " + DAYS_MAX + " days"));
    }
    ObjectNode json = JSON.objectNode();
    ArrayNode list = json.putArray("days");
    queries.businessDays(agreement(request), from, until).forEach(row -> list.add(day(row)));
    ChangeDesk.send(response, json);
  }

  private static ObjectNode day(BusinessDayRow row) {
    ObjectNode json = JSON.objectNode();
    json.put("day", date(row.day()));
    json.put("state", row.missing() == null ? "OPEN" : "NOT_OPENED");
    if (row.missing() != null) {
      json.put("missing", row.missing());
    }
    if (row.kind() != null) {
      json.put("kind", row.kind().name());
    }
    json.put("began", instant(row.openedMs()));
    ArrayNode versions = json.putArray("tzdbVersions");
    row.tzdbVersions().forEach(versions::add);
    if (row.outOfOrder() != null) {
      json.put("outOfOrder", row.outOfOrder().name());
    }
    ArrayNode moments = json.putArray("moments");
    for (BusinessDayRow.MomentRow moment : row.moments()) {
      ObjectNode one = moments.addObject();
      one.put("moment", moment.moment().name());
      one.put("at", instant(moment.instantMs()));
      if (moment.instantMs() != moment.openedMs()) {
        one.put("before", instant(moment.openedMs()));
      }
      one.put("localTime", moment.local().name());
    }
    ArrayNode extensions = json.putArray("extensions");
    row.extensions().forEach(extension -> extensions.add(extension(extension)));
    CycleRow cycle = row.cycle();
    if (cycle != null) {
      json.set("cycle", cycle(cycle));
    }
    return json;
  }

  private static ObjectNode cycle(CycleRow row) {
    ObjectNode json = JSON.objectNode();
    json.put("closed", instant(row.closedMs()));
    json.put("settled", row.settled());
    json.put("carried", row.carried());
    ArrayNode positions = json.putArray("positions");
    for (NetPosition position : row.positions()) {
      AccountId account = position.account();
      ObjectNode one = positions.addObject();
      one.put("servicer", account.servicer().bic());
      one.put("owner", account.owner().bic());
      one.put("currency", account.currency().code());
      one.put("in", new Money(position.creditsMinor(), account.currency()).decimal());
      one.put("out", new Money(position.debitsMinor(), account.currency()).decimal());
      one.put("net", new Money(position.netMinor(), account.currency()).decimal());
    }
    ArrayNode savings = json.putArray("savings");
    for (CycleRow.Saving saving : row.savings()) {
      ObjectNode one = savings.addObject();
      one.put("currency", saving.gross().currency().code());
      one.put("gross", saving.gross().decimal());
      one.put("net", saving.net().decimal());
      one.put("efficiency", saving.efficiency().toPlainString());
    }
    return json;
  }

  private static ObjectNode extension(BusinessDayRow.ExtensionRow row) {
    ObjectNode json = JSON.objectNode();
    json.put("moment", row.moment().name());
    json.put("participant", row.participant().bic());
    json.put("minutes", row.minutes());
    json.put("requested", instant(row.requestedMs()));
    Money charge = row.charge();
    if (row.approvedMs() != null && row.cutOffMs() != null && charge != null) {
      json.put("approved", instant(row.approvedMs()));
      json.put("cutOff", instant(row.cutOffMs()));
      json.put("charge", charge.decimal());
      json.put("currency", charge.currency().code());
    }
    return json;
  }

  private void enterZone(ServerRequest request, ServerResponse response) throws ProblemException {
    ChangeBody body = ChangeBody.of(request, response);
    try {
      desk.enter(
          body.by(), new CalendarChange.EnterZone(ZoneTables.of(body.text("zone"))), response);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          Problem.badRequest(e.getMessage() + "; give one such as America/Sao_Paulo"));
    }
  }

  private void enterCalendar(ServerRequest request, ServerResponse response)
      throws ProblemException {
    ChangeBody body = ChangeBody.of(request, response);
    List<Holiday> holidays = new ArrayList<>();
    for (ChangeBody holiday : body.objects("holidays")) {
      holidays.add(holiday(holiday));
    }
    Calendar calendar;
    try {
      calendar =
          new Calendar(
              country(request),
              new TreeSet<>(body.severalOf("restDays", Weekday.class)),
              holidays);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Problem.badRequest(String.valueOf(e.getMessage())));
    }
    desk.enter(body.by(), new CalendarChange.EnterCalendar(calendar), response);
  }

  private void declareHoliday(ServerRequest request, ServerResponse response)
      throws ProblemException {
    ChangeBody body = ChangeBody.of(request, response);
    desk.enter(
        body.by(),
        new CalendarChange.DeclareHoliday(country(request), holiday(body)),
        response);
  }

  private static Holiday holiday(ChangeBody body) throws ProblemException {
    Holiday.Length length =
        body.has("length") ? body.oneOf("length", Holiday.Length.class) : Holiday.Length.FULL;
    return new Holiday(body.day("day"), length, Holiday.ALWAYS_KNOWN, body.text("name"));
  }

  private void requestExtension(ServerRequest request, ServerResponse response)
      throws ProblemException {
    ChangeBody body = ChangeBody.of(request, response);
    desk.enter(
        body.by(),
        new CalendarChange.RequestExtension(
            agreement(request),
            body.day("day"),
            body.oneOf("moment", GridMoment.class),
            body.participant("participant"),
            body.number("minutes")),
        response);
  }

  private void approveExtension(ServerRequest request, ServerResponse response)
      throws ProblemException {
    ChangeBody body = ChangeBody.of(request, response);
    desk.enter(
        body.by(),
        new CalendarChange.ApproveExtension(
            agreement(request),
            body.day("day"),
            body.oneOf("moment", GridMoment.class),
            body.participant("participant")),
        response);
  }

  private static String country(ServerRequest request) throws ProblemException {
    String country = request.path().pathParameters().get("country");
    if (!country.matches("[A-Z]{2}")) {
      throw new ProblemException(
          Problem.badRequest("a country is two capital letters, not \"" + country + "\""));
    }
    return country;
  }

  private static int agreement(ServerRequest request) throws ProblemException {
    return number(request.path().pathParameters().get("agreement"), "agreement");
  }

  private static int day(ServerRequest request, String name, int otherwise)
      throws ProblemException {
    String text = request.query().first(name).orElse(null);
    return text == null ? otherwise : ChangeBody.dayOf(text);
  }

  private static int number(ServerRequest request, String name, int otherwise)
      throws ProblemException {
    String text = request.query().first(name).orElse(null);
    return text == null ? otherwise : number(text, name);
  }

  private static int number(String text, String name) throws ProblemException {
    if (!text.matches("\\d{1,9}")) {
      throw new ProblemException(
          Problem.badRequest(name + " is a whole number, not \"" + text + "\""));
    }
    return Integer.parseInt(text);
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
