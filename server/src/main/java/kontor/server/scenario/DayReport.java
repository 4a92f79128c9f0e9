package kontor.server.scenario;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import kontor.engine.Conversion;
import kontor.readside.AccountRow;
import kontor.readside.BookRow;
import kontor.readside.CurrencyShareRow;
import kontor.readside.PositionRow;
import kontor.readside.Queries;
import kontor.server.gateway.Answer;
import kontor.server.scenario.ScenarioRunner.Sent;
import org.jspecify.annotations.Nullable;

/// What happened, as text for people. Without times it is the same on every run, which is what
/// the examples are tested by.
public final class DayReport {

  private static final long NANOS_PER_MS = 1_000_000;

  private final List<Sent> sent;
  private final Queries queries;
  private final Times times;

  public enum Times {
    SHOWN,
    HIDDEN
  }

  public DayReport(List<Sent> sent, Queries queries, Times times) {
    this.sent = List.copyOf(sent);
    this.queries = queries;
    this.times = times;
  }

  public String text() {
    return payments() + "\n" + books() + "\n" + positions() + "\n" + shares();
  }

  private String payments() {
    List<List<String>> rows = new ArrayList<>();
    List<String> title =
        new ArrayList<>(
            List.of("message", "from", "to", "pays", "gets", "rate", "status", "reason"));
    if (times == Times.SHOWN) {
      title.add("final after");
    }
    rows.add(title);
    for (Sent one : sent) {
      Answer answer = one.answer();
      if (answer.transactions().isEmpty()) {
        rows.add(withTime(
            List.of(name(one.file()), "", "", "", "", "", answer.status(),
                codes(answer.reasons()) + " " + answer.messageName()),
            ""));
      }
      for (Answer.TransactionAnswer transaction : answer.transactions()) {
        rows.add(withTime(row(one, transaction), finality(one, transaction)));
      }
    }
    return TextTable.of(rows);
  }

  private List<String> withTime(List<String> cells, String time) {
    List<String> row = new ArrayList<>(cells);
    if (times == Times.SHOWN) {
      row.add(time);
    }
    return row;
  }

  private static List<String> row(Sent one, Answer.TransactionAnswer transaction) {
    Answer.Stated stated = transaction.stated();
    Conversion conversion = transaction.conversion();
    String suffix =
        one.answer().transactions().size() > 1 ? " " + (transaction.sequence() + 1) : "";
    return List.of(
        name(one.file()) + suffix,
        orEmpty(stated.from()),
        orEmpty(stated.to()),
        conversion == null ? orEmpty(stated.amount()) : conversion.debit().toString(),
        conversion == null ? "" : conversion.credit().toString(),
        rate(conversion),
        transaction.status(),
        codes(transaction.reasons()));
  }

  private static String rate(@Nullable Conversion conversion) {
    if (conversion == null || conversion.fixing() == null) {
      return "";
    }
    return conversion.fixing().rate() + " " + conversion.fixing().quoted() + "/"
        + conversion.fixing().base();
  }

  private static String codes(List<Answer.Reason> reasons) {
    return reasons.stream()
        .map(r -> r.code() + " " + r.rule())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static String finality(Sent one, Answer.TransactionAnswer transaction) {
    return transaction.status().equals("ACSC")
        ? finalityNanos(one, transaction) / NANOS_PER_MS + " ms"
        : "";
  }

  /// From sending to finality: the way there and back, or longer where it waited in the queue.
  public static long finalityNanos(Sent one, Answer.TransactionAnswer transaction) {
    long inQueueMs = transaction.timestampMs() - one.sentAtMs();
    return one.answer().document().isRepeat() && transaction.timestampMs() < one.sentAtMs()
        ? one.nanos()
        : Math.max(one.nanos(), inQueueMs * NANOS_PER_MS);
  }

  private String books() {
    StringBuilder text = new StringBuilder();
    for (BookRow book : queries.books()) {
      text.append("book ").append(book.servicer()).append(' ').append(book.currency())
          .append('\n');
      List<List<String>> rows = new ArrayList<>();
      for (AccountRow account : book.accounts()) {
        rows.add(
            List.of(
                "  " + account.account().owner().bic(),
                account.account().kind().name(),
                account.balance().toString(),
                account.held().minor() == 0 ? "" : "held " + account.held().decimal(),
                account.line().minor() == 0 ? "" : "line " + account.line().decimal()));
      }
      text.append(TextTable.of(rows));
    }
    return text.toString();
  }

  private String positions() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("institution", "has at", "balance", "may still draw"));
    for (PositionRow row : queries.positions()) {
      rows.add(
          List.of(
              row.owner().bic(), row.servicer().bic(), row.balance().toString(),
              row.headroom().toString()));
    }
    return TextTable.of(rows);
  }

  private String shares() {
    int today = (int) LocalDate.now(ZoneOffset.UTC).toEpochDay();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("currency", "share of settled legs", "legs"));
    for (CurrencyShareRow row : queries.currencyShares(today - 1, today)) {
      rows.add(
          List.of(
              row.currency(),
              row.sharePermille() / 10 + "." + row.sharePermille() % 10 + " %",
              Long.toString(row.legs())));
    }
    return TextTable.of(rows);
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
