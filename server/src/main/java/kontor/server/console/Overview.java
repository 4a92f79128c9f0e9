package kontor.server.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.PaymentState;
import kontor.readside.AccountRow;
import kontor.readside.BookRow;
import kontor.readside.CurrencyShareRow;
import kontor.readside.FixingRow;
import kontor.readside.PaymentFilter;
import kontor.readside.PaymentRow;
import kontor.readside.PositionRow;
import kontor.readside.Queries;
import kontor.readside.ReadHealth;
import kontor.readside.StateCountRow;
import kontor.readside.TurnoverRow;
import org.jspecify.annotations.Nullable;

/// What the overview shows. "Today" is the day of the last event: the log's time, not the
/// reader's.
record Overview(
    List<BookRow> books,
    List<PositionRow> positions,
    List<FixingRow> rates,
    Day day,
    List<PaymentRow> latest,
    ReadHealth health) {

  private static final int LATEST = 10;
  private static final long DAY_MS = 86_400_000;

  /// States in the order in which the day's table shows them.
  static final List<PaymentState> STATES =
      List.of(
          PaymentState.SETTLED,
          PaymentState.QUEUED,
          PaymentState.AWAITS_RATE,
          PaymentState.REJECTED,
          PaymentState.EXPIRED);

  /// The figures of one UTC day.
  record Day(
      int epochDay,
      List<CurrencyLine> lines,
      List<TurnoverRow> turnover,
      List<CurrencyShareRow> shares) {

    long payments(PaymentState state) {
      return lines.stream().mapToLong(line -> line.cell(state).payments()).sum();
    }
  }

  /// The day's payments in one currency of settlement.
  record CurrencyLine(Currency currency, List<StateCountRow> counts) {

    StateCountRow cell(PaymentState state) {
      for (StateCountRow count : counts) {
        if (count.state() == state) {
          return count;
        }
      }
      return new StateCountRow(state, 0, new Money(0, currency));
    }
  }

  static Overview of(Queries queries) {
    ReadHealth health = queries.health();
    int day = Math.toIntExact(Math.floorDiv(health.timestampMs(), DAY_MS));
    return new Overview(
        queries.books(),
        queries.positions(),
        queries.rates(health.timestampMs()),
        new Day(
            day,
            lines(queries.paymentsByState(day)),
            queries.turnover(day, day),
            queries.currencyShares(day, day)),
        queries.payments(PaymentFilter.newest(LATEST)).payments(),
        health);
  }

  private static List<CurrencyLine> lines(List<StateCountRow> counts) {
    Map<Currency, List<StateCountRow>> byCurrency = new LinkedHashMap<>();
    for (StateCountRow count : counts) {
      byCurrency.computeIfAbsent(count.sum().currency(), c -> new ArrayList<>()).add(count);
    }
    return byCurrency.entrySet().stream()
        .map(entry -> new CurrencyLine(entry.getKey(), entry.getValue()))
        .toList();
  }

  /// How full a line is, as a word for the style: `calm`, `high` or `full`.
  static String level(PositionRow position) {
    int used = position.utilisationPermille();
    return used >= 1000 ? "full" : used >= 800 ? "high" : "calm";
  }

  /// Whether nobody checks what is left on it: the servicer's own counterparts.
  static boolean isUnlimited(AccountRow account) {
    return switch (account.account().kind()) {
      case NOSTRO, IN_TRANSIT -> true;
      case SETTLEMENT, LORO, PROVIDER, FROZEN, FEE, INTEREST, ROUNDING, RESIDUAL, LEDGER -> false;
    };
  }

  /// What the payee's bank gets; null when the payment was refused before it was rated.
  static @Nullable Money credit(PaymentRow payment) {
    var conversion = payment.conversion();
    return conversion == null ? null : conversion.credit();
  }
}
