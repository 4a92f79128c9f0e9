package kontor.server.governance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import kontor.engine.governance.CurrencyChange;
import kontor.engine.rates.Denomination;
import kontor.engine.rates.Redenomination;
import kontor.engine.rates.RedenominationPlan;
import kontor.engine.rates.RedenominationPlan.OldCode;
import kontor.engine.rates.RedenominationPlan.Prices;
import kontor.engine.terms.Currency;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import kontor.readside.Queries;
import kontor.readside.RedenominationRow;
import kontor.server.http.Guard;
import kontor.server.http.Problem;
import kontor.server.http.ProblemException;
import org.jspecify.annotations.Nullable;

/// Currencies with their history, and new units for old ones (F04). What is changed is said in
/// the query, with the two persons who stand for it.
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
    String next = query(request, "next");
    String until = query(request, "until");
    Denomination denomination =
        read(
            "this history",
            "",
            ignored ->
                new Denomination(
                    required(request, "code"),
                    Integer.parseInt(required(request, "numeric")),
                    Integer.parseInt(required(request, "digits")),
                    day(required(request, "from")),
                    until == null ? Denomination.FOR_EVER : day(until),
                    next == null
                        ? null
                        : new Denomination.Succession(
                            next, Rate.of(required(request, "factor")))));
    change(request, response, new CurrencyChange.EnterDenomination(denomination));
  }

  private void schedule(ServerRequest request, ServerResponse response) throws ProblemException {
    Currency from = currency(request, "from");
    Currency to = currency(request, "to");
    String rounding = query(request, "rounding");
    String prices = query(request, "prices");
    String window = query(request, "windowDays");
    String oldCode = query(request, "oldCode");
    Rate factor = read("a factor", required(request, "factor"), Rate::of);
    Rounding mode = read("a rounding", rounding == null ? "HALF_UP" : rounding, Rounding::named);
    Redenomination unit =
        read("for sums", mode.name(), m -> new Redenomination(from, to, factor, mode));
    RedenominationPlan plan =
        new RedenominationPlan(
            unit,
            read("ROUNDED or AT_LEAST_ONE", prices == null ? "ROUNDED" : prices, Prices::valueOf),
            required(request, "zone"),
            read("a day such as 2021-10-01", required(request, "day"), CurrencyRoutes::day),
            read("a number of days", window == null ? "0" : window, Integer::parseInt),
            read(
                "REFUSED or MEANS_NEW", oldCode == null ? "REFUSED" : oldCode, OldCode::valueOf));
    change(request, response, new CurrencyChange.ScheduleRedenomination(plan));
  }

  private void cancel(ServerRequest request, ServerResponse response) throws ProblemException {
    change(
        request,
        response,
        new CurrencyChange.CancelRedenomination(
            currency(request, "from"), currency(request, "to")));
  }

  private void change(ServerRequest request, ServerResponse response, CurrencyChange change)
      throws ProblemException {
    desk.enter(
        new FourEyes(required(request, "maker"), required(request, "checker")), change, response);
  }

  private Currency currency(ServerRequest request, String name) throws ProblemException {
    String code = required(request, name);
    for (Currency currency : queries.currencies()) {
      if (currency.code().equals(code)) {
        return currency;
      }
    }
    throw new ProblemException(
        Problem.badRequest(
            name + ": \"" + code + "\" is not in the registry of this ledger; define it first"));
  }

  private static int day(String text) {
    return Math.toIntExact(LocalDate.parse(text).toEpochDay());
  }

  private interface Reader<T> {
    T read(String text) throws ProblemException;
  }

  private static <T> T read(String what, String text, Reader<T> reader) throws ProblemException {
    try {
      return reader.read(text);
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw new ProblemException(
          Problem.badRequest("\"" + text + "\" is not " + what + ": " + e.getMessage()));
    }
  }

  private static String required(ServerRequest request, String name) throws ProblemException {
    String value = query(request, name);
    if (value == null) {
      throw new ProblemException(Problem.badRequest("say ?" + name + "="));
    }
    return value;
  }

  private static @Nullable String query(ServerRequest request, String name) {
    return request.query().first(name).orElse(null);
  }
}
