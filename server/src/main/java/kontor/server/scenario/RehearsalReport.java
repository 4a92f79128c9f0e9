package kontor.server.scenario;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import kontor.engine.Engine.AccountView;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.server.scenario.Rehearsal.Told;

/// A rehearsal as text for people: the story by its own clock, then every book with its sum. The
/// same on every run, whatever release of the time-zone database a machine has; so the digest of
/// the state, which those tables are part of, is not in it.
public final class RehearsalReport {

  private static final int WIDTH = 100;
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd EEE HH:mm", Locale.ENGLISH);
  private static final String NO_MOMENT = " ".repeat("2026-01-05 Mon 09:00".length());
  private static final String GAP = "  ";
  /// A space, but not after the initial of a name.
  private static final String BREAK = "(?<![ (][A-Z]\\.) ";

  private final Rehearsal.Result result;
  private final StringBuilder text = new StringBuilder();

  private RehearsalReport(Rehearsal.Result result) {
    this.result = result;
  }

  public static String text(Rehearsal.Result result) {
    RehearsalReport report = new RehearsalReport(result);
    report.story();
    report.books();
    return report.text.toString();
  }

  private void story() {
    ZoneId clock = result.scenario().telling().clock();
    text.append("Times of ").append(clock).append(".\n");
    String last = "";
    for (Told told : result.story()) {
      Long atMs = told.atMs();
      if (atMs == null) {
        text.append("\n== ").append(told.text()).append("\n\n");
        last = "";
      } else {
        String moment = MOMENT.format(Instant.ofEpochMilli(atMs).atZone(clock));
        sentence(moment.equals(last) ? NO_MOMENT : moment, told.text());
        last = moment;
      }
    }
  }

  /// A sentence in lines of the report's width, the later ones below the first.
  private void sentence(String moment, String sentence) {
    StringBuilder line = new StringBuilder(moment).append(GAP);
    boolean isFirst = true;
    for (String word : sentence.split(BREAK)) {
      if (!isFirst && line.length() + 1 + word.length() > WIDTH) {
        text.append(line).append('\n');
        line = new StringBuilder(NO_MOMENT).append(GAP).append(GAP);
      } else if (!isFirst) {
        line.append(' ');
      }
      line.append(word);
      isFirst = false;
    }
    text.append(line).append('\n');
  }

  private void books() {
    TreeMap<String, List<AccountView>> books = new TreeMap<>();
    for (AccountView account : result.accounts()) {
      String book = account.account().servicer() + " " + account.account().currency();
      books.computeIfAbsent(book, key -> new ArrayList<>()).add(account);
    }
    text.append("\n== Books at the end\n\n");
    for (Map.Entry<String, List<AccountView>> book : books.entrySet()) {
      Currency currency = book.getValue().getFirst().account().currency();
      List<List<String>> rows = new ArrayList<>();
      long sum = 0;
      for (AccountView account : book.getValue()) {
        sum = Math.addExact(sum, account.balanceMinor());
        rows.add(
            List.of(
                "  " + account.account().owner().bic(),
                account.account().kind().name(),
                new Money(account.balanceMinor(), currency).toString()));
      }
      rows.add(List.of("  sum", "", new Money(sum, currency).toString()));
      text.append("book ").append(book.getKey()).append('\n').append(TextTable.of(rows));
    }
  }
}
