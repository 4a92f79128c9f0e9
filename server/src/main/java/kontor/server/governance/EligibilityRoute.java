package kontor.server.governance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.webserver.http.ServerRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.AnnexKind;
import kontor.engine.annex.AnnexTerms.Operations;
import kontor.engine.annex.Eligibility;
import kontor.engine.annex.RestatedOperations;
import kontor.engine.rates.Redenomination;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.OperationClass;
import kontor.readside.AgreementDetails;
import kontor.readside.AnnexRow;
import kontor.readside.DaySumRow;
import kontor.readside.Queries;
import kontor.readside.RedenominationRow;
import kontor.server.agreement.EligibilityQuestion;
import kontor.server.http.Problem;
import kontor.server.http.ProblemException;

/// Whether something could be paid under an agreement as the log has it (F05): by the annex that
/// holds on the value date, in today's units of money, and with what was accepted for that day. It
/// is an answer about now, and reserves nothing.
final class EligibilityRoute {

  private final Queries queries;

  EligibilityRoute(Queries queries) {
    this.queries = queries;
  }

  ObjectNode answer(ServerRequest request, AgreementDetails details) throws ProblemException {
    Integer stated = AgreementRoutes.day(request, "on");
    int day = stated == null ? today() : stated;
    AnnexRow row = Holding.of(details, AnnexKind.OPERATIONS, day);
    if (row == null || !(row.annex().terms() instanceof Operations signed)) {
      throw new ProblemException(
          Problem.notFound(
              "no annex on operations holds on " + LocalDate.ofEpochDay(day)
                  + ", so its payments are not judged"));
    }
    List<Redenomination> units = units();
    Operations terms = signed;
    for (Redenomination unit : units) {
      terms = RestatedOperations.of(terms, unit);
    }
    int agreement = details.agreement().frame().id();
    return question(request, moneys(details.agreement().frame(), units))
        .answer(agreement, day, terms, accepted(queries.daySums(agreement, day), units));
  }

  /// The question in the address is about now where it names no day.
  private int today() {
    long readMs = queries.health().timestampMs();
    return Math.toIntExact(
        Instant.ofEpochMilli(readMs).atZone(ZoneOffset.UTC).toLocalDate().toEpochDay());
  }

  private List<Redenomination> units() {
    return queries.redenominations().stream()
        .filter(row -> row.standing().state() == RedenominationRow.State.DONE)
        .map(row -> row.plan().unit())
        .toList();
  }

  private static EligibilityQuestion question(ServerRequest request, List<Currency> moneys)
      throws ProblemException {
    EligibilityQuestion.Asked asked =
        new EligibilityQuestion.Asked(
            request.query().first("class").orElse(null),
            all(request, "goods"),
            request.query().contains("amount") ? request.query().all("amount") : List.of(),
            all(request, "documents"),
            request.query().first("tenor").orElse(null));
    try {
      return EligibilityQuestion.of(asked, moneys);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Problem.badRequest(String.valueOf(e.getMessage())));
    }
  }

  /// A list in one value with commas, or in several.
  private static List<String> all(ServerRequest request, String name) {
    return request.query().contains(name)
        ? request.query().all(name).stream()
            .flatMap(value -> Arrays.stream(value.split(",")))
            .filter(value -> !value.isBlank())
            .toList()
        : List.of();
  }

  /// The moneys of the parties in today's units.
  private static List<Currency> moneys(AgreementFrame frame, List<Redenomination> units) {
    List<Currency> moneys = new ArrayList<>();
    for (AgreementFrame.Party party : frame.parties()) {
      Currency money = party.money();
      for (Redenomination unit : units) {
        money = unit.from().equals(money) ? unit.to() : money;
      }
      moneys.add(money);
    }
    return moneys;
  }

  /// What settled in an old unit is divided as one sum, as the core does it.
  private static Eligibility.Accepted accepted(
      List<DaySumRow> rows, List<Redenomination> units) {
    Map<OperationClass, Map<Currency, Long>> sums = new EnumMap<>(OperationClass.class);
    for (DaySumRow row : rows) {
      sums.computeIfAbsent(row.operation(), operation -> new TreeMap<>())
          .merge(row.sum().currency(), row.sum().minor(), Long::sum);
    }
    for (Redenomination unit : units) {
      for (Map<Currency, Long> byCurrency : sums.values()) {
        Long old = byCurrency.remove(unit.from());
        Money now = old == null ? null : unit.sum(new Money(old, unit.from()));
        if (now != null) {
          byCurrency.merge(unit.to(), now.minor(), Long::sum);
        }
      }
    }
    return (operation, currency) ->
        sums.getOrDefault(operation, Map.of()).getOrDefault(currency, 0L);
  }
}
