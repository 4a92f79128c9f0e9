package kontor.engine.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Lists page by page, beside the whole table read from its beginning: in either order, with every
/// limit, with a bound that is hit all the time.
class RowSearchProperty {

  private static final long SEED = 20_261_128L;
  private static final int CASES = 100_000;
  private static final int ACCOUNTS = 4;

  private final SplittableRandom random = new SplittableRandom(SEED);

  /// @param first account of the row, or none
  /// @param second account of the row, or none
  /// @param matches whether a filter takes it
  private record Row(long timestampNs, int first, int second, boolean matches) {
    boolean isOf(int account) {
      return first == account || second == account;
    }
  }

  /// Rows as a list; each is asked for by its number.
  private record Table(List<Row> all) implements RowsOfAccounts {
    @Override
    public int rows() {
      return all.size();
    }

    @Override
    public long timestampNs(int row) {
      return all.get(row).timestampNs();
    }

    @Override
    public boolean repeatsInstant(int row) {
      return all.get(row).first() == RowSearch.NONE;
    }

    @Override
    public int last(int account) {
      return before(all.size(), account);
    }

    @Override
    public int before(int row, int account) {
      int before = row - 1;
      while (before >= 0 && !all.get(before).isOf(account)) {
        before--;
      }
      return before;
    }

    @Override
    public boolean isOf(int row, int account) {
      return all.get(row).isOf(account);
    }
  }

  @Test
  void pagesAreTheListAndNoPageLooksFurtherThanItsBound() {
    System.out.println("RowSearchProperty seed " + SEED);
    for (int i = 0; i < CASES; i++) {
      Table table = random.nextBoolean() ? ofTransfers() : ofBalances();
      long min = random.nextInt(12);
      long max = random.nextInt(4) == 0 ? 0 : min + random.nextInt(12);
      RowSearch.Span span =
          new RowSearch.Span(min, max, 1 + random.nextInt(4), random.nextBoolean());
      int account = random.nextInt(ACCOUNTS);
      int lookedMax = RowSearch.LOOKED_LEAST + random.nextInt(6);
      String said = "case " + i + ": " + table.all() + " " + span + " of " + account;
      IntPredicate matches = row -> table.all().get(row).matches();
      checkPages(
          expected(table, span, row -> table.isOf(row, account) && matches.test(row)), table, span,
          asked -> new RowSearch(lookedMax).ofAccount(table, account, asked, matches), said);
      IntPredicate inList = row -> !table.repeatsInstant(row) && matches.test(row);
      if (isTold(table)) {
        checkPages(
            expected(table, span, inList), table, span,
            asked -> new RowSearch(lookedMax).all(table, asked, inList), said);
      }
    }
  }

  /// Instants of their own, but for those that failed, which repeat one.
  private Table ofTransfers() {
    List<Row> rows = new ArrayList<>();
    long timestampNs = random.nextInt(2);
    for (int i = random.nextInt(12); i > 0; i--) {
      if (random.nextInt(3) == 0) {
        rows.add(new Row(timestampNs, RowSearch.NONE, RowSearch.NONE, false));
      } else {
        timestampNs += 1 + random.nextInt(3);
        int first = random.nextInt(ACCOUNTS);
        int second = (first + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
        rows.add(new Row(timestampNs, first, second, random.nextInt(3) > 0));
      }
    }
    return new Table(rows);
  }

  /// One account each, and two rows may have one instant.
  private Table ofBalances() {
    List<Row> rows = new ArrayList<>();
    long timestampNs = 0;
    for (int i = random.nextInt(8); i > 0; i--) {
      timestampNs += 1 + random.nextInt(3);
      int account = random.nextInt(ACCOUNTS);
      rows.add(new Row(timestampNs, account, account, random.nextInt(3) > 0));
      if (random.nextBoolean()) {
        int other = (account + 1) % ACCOUNTS;
        rows.add(new Row(timestampNs, other, other, random.nextInt(3) > 0));
      }
    }
    return new Table(rows);
  }

  /// Whether no two rows of a list have one instant, as a list of all accounts needs.
  private static boolean isTold(Table table) {
    return table.all().stream().allMatch(row -> row.first() != row.second() || row.first() < 0);
  }

  private static List<Integer> expected(Table table, RowSearch.Span span, IntPredicate inList) {
    List<Integer> rows = new ArrayList<>();
    for (int row = 0; row < table.rows(); row++) {
      long timestampNs = table.timestampNs(row);
      if (timestampNs >= span.minNs()
          && (span.maxNs() == 0 || timestampNs <= span.maxNs())
          && inList.test(row)) {
        rows.add(row);
      }
    }
    return span.isReversed() ? rows.reversed() : rows;
  }

  private interface Search {
    RowSearch.Part page(RowSearch.Span asked);
  }

  /// Goes on as a client does: behind the last one of a full page, or where the page says.
  private static void checkPages(
      List<Integer> expected, Table table, RowSearch.Span span, Search search, String said) {
    List<Integer> found = new ArrayList<>();
    RowSearch.@Nullable Span asked = span;
    for (int pages = 0; asked != null; pages++) {
      assertTrue(pages <= 2 * table.rows() + 2, "pages without end: " + said);
      RowSearch.Part part = search.page(asked);
      assertTrue(part.rows().length <= span.limit(), said);
      for (int row : part.rows()) {
        found.add(row);
      }
      asked = next(table, asked, part);
    }
    assertEquals(expected, found, said);
  }

  private static RowSearch.@Nullable Span next(
      Table table, RowSearch.Span asked, RowSearch.Part part) {
    int count = part.rows().length;
    long next = part.nextNs();
    if (next == 0 && count == asked.limit()) {
      next = table.timestampNs(part.rows()[count - 1]) + (asked.isReversed() ? -1 : 1);
    }
    boolean isOver = next == 0 || (asked.maxNs() != 0 && next > asked.maxNs());
    if (isOver || next < asked.minNs()) {
      return null;
    }
    return asked.isReversed()
        ? new RowSearch.Span(asked.minNs(), next, asked.limit(), true)
        : new RowSearch.Span(next, asked.maxNs(), asked.limit(), false);
  }
}
