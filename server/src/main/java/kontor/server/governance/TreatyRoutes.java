package kontor.server.governance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kontor.engine.annex.AgreementState;
import kontor.engine.annex.Treaty;
import kontor.engine.governance.AgreementChange.RegisterTreaty;
import kontor.engine.governance.AgreementChange.UpdateTreaty;
import kontor.engine.terms.Agreement;
import kontor.readside.Queries;
import kontor.readside.RegisterFilter;
import kontor.readside.RegisterRow;
import kontor.server.http.Guard;
import kontor.server.http.Problem;
import kontor.server.http.ProblemException;
import org.jspecify.annotations.Nullable;

/// The register of treaties (F01) under `/treaties`: all that countries agreed, whether it runs
/// here or is only listed.
final class TreatyRoutes implements HttpService {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Queries queries;
  private final ChangeDesk desk;
  private final Runnable awaitCurrent;

  TreatyRoutes(Queries queries, ChangeDesk desk, Runnable awaitCurrent) {
    this.queries = queries;
    this.desk = desk;
    this.awaitCurrent = awaitCurrent;
  }

  @Override
  public void routing(HttpRules rules) {
    Guard.several(
        rules, "/treaties", new TreeMap<>(Map.of("GET", this::list, "POST", this::register)));
    Guard.get(rules, "/treaties/totals", this::totals);
    Guard.post(rules, "/treaties/{treaty}", this::update);
  }

  private void list(ServerRequest request, ServerResponse response) throws ProblemException {
    awaitCurrent.run();
    RegisterFilter filter =
        filter(
            request, AgreementRoutes.day(request, "signedFrom"),
            AgreementRoutes.day(request, "signedUntil"));
    ObjectNode json = JSON.objectNode();
    List<RegisterRow> found = queries.register(filter);
    json.put("count", found.size());
    ArrayNode list = json.putArray("treaties");
    found.forEach(row -> list.add(LifeJson.of(row)));
    ChangeDesk.send(response, json);
  }

  /// So many entries, so many of them signed in a period, to this horizon.
  private void totals(ServerRequest request, ServerResponse response) throws ProblemException {
    awaitCurrent.run();
    Integer from = AgreementRoutes.day(request, "signedFrom");
    Integer until = AgreementRoutes.day(request, "signedUntil");
    // A day that is not known yet lies in no period.
    ChangeDesk.send(
        response,
        LifeJson.of(
            queries.registerTotals(
                filter(request, null, null),
                from == null ? Integer.MIN_VALUE : from,
                until == null ? Treaty.NOT_YET - 1 : until)));
  }

  private static RegisterFilter filter(
      ServerRequest request, @Nullable Integer signedFrom, @Nullable Integer signedUntil)
      throws ProblemException {
    return new RegisterFilter(
        state(request),
        request.query().first("field").orElse(null),
        request.query().first("party").orElse(null),
        signedFrom,
        signedFrom != null && signedUntil == null
            ? Integer.valueOf(Treaty.NOT_YET - 1)
            : signedUntil,
        AgreementRoutes.day(request, "endsFrom"),
        AgreementRoutes.day(request, "endsUntil"),
        Queries.LIMIT_MAX);
  }

  private static @Nullable AgreementState state(ServerRequest request) throws ProblemException {
    String state = request.query().first("state").orElse(null);
    for (AgreementState known : AgreementState.values()) {
      if (known.name().equalsIgnoreCase(state)) {
        return known;
      }
    }
    if (state != null) {
      throw new ProblemException(
          Problem.badRequest(
              "state is one of " + List.of(AgreementState.values()) + ", not \"" + state + "\""));
    }
    return null;
  }

  private void register(ServerRequest request, ServerResponse response)
      throws ProblemException {
    ChangeBody body = ChangeBody.of(request, response);
    desk.enter(
        body.by(), new RegisterTreaty(treaty(body, body.number("number"))), response);
  }

  private void update(ServerRequest request, ServerResponse response)
      throws ProblemException {
    ChangeBody body = ChangeBody.of(request, response);
    int number = AgreementRoutes.number(request, "treaty");
    desk.enter(body.by(), new UpdateTreaty(treaty(body, number)), response);
  }

  private static Treaty treaty(ChangeBody body, int number) throws ProblemException {
    if (body.has("signed") && body.has("until") && body.day("until") < body.day("signed")) {
      throw new ProblemException(
          Problem.badRequest("\"until\" is before \"signed\": a treaty ends after it was signed"));
    }
    return new Treaty(
        number,
        body.texts("parties"),
        body.text("subject"),
        body.text("field"),
        body.has("signed") ? body.day("signed") : Treaty.NOT_YET,
        body.has("from") ? body.day("from") : Treaty.NOT_YET,
        body.has("until") ? body.day("until") : Agreement.OPEN_END,
        body.has("document") ? body.digest("document") : null,
        body.oneOf("state", AgreementState.class));
  }
}
