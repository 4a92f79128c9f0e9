package kontor.server.governance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.function.Function;
import kontor.engine.governance.CurrencyChange;
import kontor.engine.rates.Denomination;
import kontor.engine.rates.Redenomination;
import kontor.engine.rates.RedenominationPlan;
import kontor.engine.rates.RedenominationPlan.OldCode;
import kontor.engine.rates.RedenominationPlan.Prices;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import kontor.readside.Queries;
import kontor.readside.RedenominationRow;
import kontor.server.http.Guard;
import kontor.server.http.Problem;
import kontor.server.http.ProblemException;
import org.jspecify.annotations.Nullable;

/// Currencies with their history, and new units for old ones (F04) under `/currencies`. Who changes
/// something names two persons in the body, `maker` and `checker`. The fields of a change have the
/// names under which it is told afterwards.
public final class CurrencyRoutes implements HttpService {

  private final Queries queries;
  private final ChangeDesk desk;
  private final Runnable awaitCurrent;

  /// @param awaitCurrent waits until what is in the log now can be read
  public CurrencyRoutes(Queries queries, ChangeDesk desk, Runnable awaitCurrent) {
    this.queries = queries;
    this.desk = desk;
    this.awaitCurrent = awaitCurrent;
  }

  @Override
  public void routing(HttpRules rules) {
    Guard.get(rules, "/currencies", this::currencies);
    Guard.post(rules, "/currencies/denominations", this::enter);
    Guard.post(rules, "/currencies/redenominations", this::schedule);
    Guard.post(rules, "/currencies/redenominations/cancel", this::cancel);
  }

  private void currencies(ServerRequest request, ServerResponse response) {
    awaitCurrent.run();
    List<Denomination> facts = queries.denominations();
    List<RedenominationRow> changes = queries.redenominations();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode list = json.putArray("currencies");
    for (Currency currency : queries.currencies()) {
      ObjectNode one = list.addObject();
      one.put("code", currency.code());
      one.put("minorDigits", currency.minorDigits());
      one.put("state", isRetired(currency, changes) ? "RETIRED" : "IN_USE");
    }
    ArrayNode history = json.putArray("history");
    facts.forEach(fact -> history.add(CurrencyJson.denomination(fact)));
    ArrayNode redenominations = json.putArray("redenominations");
    changes.forEach(row -> redenominations.add(CurrencyJson.redenomination(row)));
    ChangeDesk.send(response, json);
  }

  private static boolean isRetired(Currency currency, List<RedenominationRow> changes) {
    return changes.stream()
        .anyMatch(
            row ->
                row.standing().state() == RedenominationRow.State.DONE
                    && row.plan().from().equals(currency));
  }

  private void enter(ServerRequest request, ServerResponse response) throws ProblemException {
    ChangeBody body = ChangeBody.of(request, response);
    Denomination denomination;
    try {
      denomination =
          new Denomination(
              body.text("code"),
              numeric(body.text("numeric")),
              body.has("minorDigits") ? body.number("minorDigits") : Denomination.NO_MINOR_UNIT,
              body.has("from") ? body.day("from") : Denomination.ALWAYS,
              body.has("until") ? body.day("until") : Denomination.FOR_EVER,
              succession(body));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Problem.badRequest(String.valueOf(e.getMessage())));
    }
    desk.enter(body.by(), new CurrencyChange.EnterDenomination(denomination), response);
  }

  private static int numeric(String text) throws ProblemException {
    if (!text.matches("\\d{1,3}")) {
      throw new ProblemException(
          Problem.badRequest("\"numeric\" is the code in digits, as 928, not \"" + text + "\""));
    }
    return Integer.parseInt(text);
  }

  private static Denomination.@Nullable Succession succession(ChangeBody body)
      throws ProblemException {
    return body.has("successor")
        ? new Denomination.Succession(body.text("successor"), factor(body))
        : null;
  }

  private static Rate factor(ChangeBody body) throws ProblemException {
    return read("a factor", body.text("factor"), Rate::of);
  }

  private void schedule(ServerRequest request, ServerResponse response) throws ProblemException {
    ChangeBody body = ChangeBody.of(request, response);
    Currency from = currency(body, "from");
    Currency to = currency(body, "to");
    Rate factor = factor(body);
    String rounding = body.has("rounding") ? body.text("rounding") : Rounding.HALF_UP.name();
    Rounding mode = read("a rounding", rounding, Rounding::named);
    Redenomination unit =
        read("for sums", mode.name(), m -> new Redenomination(from, to, factor, mode));
    RedenominationPlan plan =
        new RedenominationPlan(
            unit,
            body.has("prices") ? body.oneOf("prices", Prices.class) : Prices.ROUNDED,
            body.text("zone"),
            body.day("day"),
            body.has("windowDays") ? body.number("windowDays") : 0,
            body.has("oldCode") ? body.oneOf("oldCode", OldCode.class) : OldCode.REFUSED);
    desk.enter(body.by(), new CurrencyChange.ScheduleRedenomination(plan), response);
  }

  private void cancel(ServerRequest request, ServerResponse response) throws ProblemException {
    ChangeBody body = ChangeBody.of(request, response);
    desk.enter(
        body.by(),
        new CurrencyChange.CancelRedenomination(currency(body, "from"), currency(body, "to")),
        response);
  }

  private Currency currency(ChangeBody body, String name) throws ProblemException {
    String code = body.text(name);
    for (Currency currency : queries.currencies()) {
      if (currency.code().equals(code)) {
        return currency;
      }
    }
    throw new ProblemException(
        Problem.badRequest(
            name + ": \"" + code + "\" is not in the registry of this ledger; define it first"));
  }

  private static <T> T read(String what, String text, Function<String, T> reader)
      throws ProblemException {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          Problem.badRequest("\"" + text + "\" is not " + what + ": " + e.getMessage()));
    }
  }
}
