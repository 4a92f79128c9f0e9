package kontor.server.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import kontor.engine.calendar.ZoneOffsets;
import kontor.engine.terms.ChargeBearer;
import kontor.engine.terms.OperationClass;
import kontor.engine.terms.ParticipantId;
import kontor.readside.Queries;
import kontor.readside.QuoteQueries;
import kontor.readside.RevaluationRow;
import kontor.server.http.Guard;
import kontor.server.http.Problem;
import kontor.server.http.ProblemException;
import org.jspecify.annotations.Nullable;

/// What things cost (F11, F32): bills of a month, the cost of a payment before there is one, and
/// what an institution's foreign money earned or lost from day to day.
public final class CostRoutes implements HttpService {

  private static final int DAYS_MAX = 366;

  private final Queries queries;
  private final CostPreview preview;
  private final Runnable awaitCurrent;
  private final InstantSource clock;

  /// @param awaitCurrent waits until what is in the journal now can be read
  /// @param clock that of the log
  public CostRoutes(
      Queries queries, QuoteQueries quotes, Runnable awaitCurrent, InstantSource clock) {
    this.queries = queries;
    this.awaitCurrent = awaitCurrent;
    this.clock = clock;
    preview = new CostPreview(queries, new HeldOffers(queries, quotes));
  }

  @Override
  public void routing(HttpRules rules) {
    Guard.get(rules, "/bills", this::bill);
    Guard.get(rules, "/cost", this::cost);
    Guard.get(rules, "/revaluation", this::revaluation);
  }

  private void bill(ServerRequest request, ServerResponse response) throws ProblemException {
    ParticipantId participant = participant(request, "participant");
    String month = text(request, "month");
    YearMonth asked = month(month);
    awaitCurrent.run();
    checkKnown(participant);
    Json.send(
        response,
        CostJson.bill(
            queries.bill(
                participant,
                Math.toIntExact(asked.atDay(1).toEpochDay()),
                Math.toIntExact(asked.atEndOfMonth().toEpochDay())),
            month));
  }

  private void checkKnown(ParticipantId participant) throws ProblemException {
    boolean isKnown =
        queries.participants().stream()
            .anyMatch(row -> row.participant().equals(participant));
    if (!isKnown) {
      throw new ProblemException(
          Problem.notFound("no participant has the BIC " + participant.bic()));
    }
  }

  private void cost(ServerRequest request, ServerResponse response) throws ProblemException {
    awaitCurrent.run();
    String bearer = query(request, "bearer");
    String operation = query(request, "class");
    String day = query(request, "day");
    Json.send(
        response,
        preview.of(
            new CostPreview.Asked(
                number(text(request, "agreement")),
                text(request, "amount"),
                query(request, "from"),
                text(request, "to"),
                operation == null ? null : oneOf(OperationClass.values(), "class", operation),
                bearer == null ? null : oneOf(ChargeBearer.values(), "bearer", bearer),
                day == null ? null : dayOf(day),
                new CostPreview.Banks(
                    participantOrNull(request, "payer"), participantOrNull(request, "payee"))),
            clock.millis()));
  }

  private static @Nullable ParticipantId participantOrNull(
      ServerRequest request, String name) throws ProblemException {
    return query(request, name) == null ? null : participant(request, name);
  }

  private void revaluation(ServerRequest request, ServerResponse response)
      throws ProblemException {
    ParticipantId institution = participant(request, "institution");
    int today = ZoneOffsets.dayOf(clock.millis());
    String from = query(request, "from");
    String until = query(request, "until");
    int untilDay = until == null ? today : dayOf(until);
    int fromDay = from == null ? untilDay : dayOf(from);
    if (fromDay > untilDay || untilDay - fromDay >= DAYS_MAX) {
      throw bad("from is not after until, and they are less than " + DAYS_MAX + " days apart");
    }
    awaitCurrent.run();
    checkKnown(institution);
    List<RevaluationRow> rows = queries.revaluation(institution, fromDay, untilDay);
    ObjectNode json = Json.object();
    json.put("institution", institution.bic());
    json.put("from", LocalDate.ofEpochDay(fromDay).toString());
    json.put("until", LocalDate.ofEpochDay(untilDay).toString());
    ArrayNode days = json.putArray("days");
    rows.forEach(row -> days.add(CostJson.revaluation(row)));
    Json.send(response, json);
  }

  private static <E extends Enum<E>> E oneOf(E[] values, String name, String text)
      throws ProblemException {
    for (E value : values) {
      if (value.name().equals(text.toUpperCase(Locale.ROOT))) {
        return value;
      }
    }
    throw bad(name + " is one of " + Arrays.toString(values) + ", not \"" + text + "\"");
  }

  private static int number(String text) throws ProblemException {
    if (!text.matches("\\d{1,9}")) {
      throw bad("agreement is the number of one, not \"" + text + "\"");
    }
    return Integer.parseInt(text);
  }

  private static YearMonth month(String text) throws ProblemException {
    try {
      if (text.matches("\\d{4}-\\d{2}")) {
        return YearMonth.parse(text);
      }
    } catch (DateTimeException e) {
      // Told below, with what is not a month at all.
    }
    throw bad("a month is written 2026-11, not \"" + text + "\"");
  }

  private static int dayOf(String text) throws ProblemException {
    try {
      return Math.toIntExact(LocalDate.parse(text).toEpochDay());
    } catch (DateTimeException | ArithmeticException e) {
      throw bad("a day is written 2026-11-24, not \"" + text + "\"");
    }
  }

  private static ParticipantId participant(ServerRequest request, String name)
      throws ProblemException {
    try {
      return ParticipantId.ofBic(text(request, name));
    } catch (IllegalArgumentException e) {
      throw bad("a BIC has eight or eleven capital letters and digits");
    }
  }

  private static String text(ServerRequest request, String name) throws ProblemException {
    String value = query(request, name);
    if (value == null) {
      throw bad("say " + name + " in the address: ?" + name + "=");
    }
    return value;
  }

  private static @Nullable String query(ServerRequest request, String name) {
    return request.query().first(name).orElse(null);
  }

  private static ProblemException bad(String detail) {
    return new ProblemException(Problem.badRequest(detail));
  }
}
