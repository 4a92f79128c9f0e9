package kontor.engine.ledger;

import java.util.function.IntPredicate;
import kontor.engine.state.Invariants;

/// Looks for the rows of a list, and looks at no more than a bound: a question is a step of the
/// log, and everybody waits for it. A list that ends at the bound says from where on the rest must
/// be asked.
///
/// **An account's rows.** Each leads to the one before it, and none to the one behind it. So there
/// are two ways to the first of a span: along the account's own rows from the last one back, which
/// is short where the account has few behind the span; and over the rows of all accounts from the
/// edge of the span, which is short where the account has many. Both are gone side by side, a row
/// each by turns, and who arrives first answers. That costs nobody memory, and of a million rows
/// it looks at some thousands at worst, where an account has its rows all over the time.
///
/// The oldest come by the second way alone, or are the last that were met on the first. The newest
/// need only one row of the account in the span, from which the first way goes on.
final class RowSearch {

  static final int NONE = LongTable.NONE;

  /// With fewer a reversed list might not come on: one that only repeats the instant, the first of
  /// the account, and whether it matches.
  static final int LOOKED_LEAST = 3;

  private final int lookedMax;

  /// @param lookedMax rows that one search looks at, at most; by two ways so many each
  RowSearch(int lookedMax) {
    Invariants.check(lookedMax >= LOOKED_LEAST, "a search would not end", "looked", lookedMax);
    this.lookedMax = lookedMax;
  }

  /// What is asked for.
  ///
  /// @param minNs inclusive; 0 if open
  /// @param maxNs inclusive; 0 if open
  record Span(long minNs, long maxNs, int limit, boolean isReversed) {}

  /// What is found.
  ///
  /// @param rows in the order that was asked for
  /// @param nextNs the instant from which on, or of a reversed list up to which, nothing was looked
  ///     at yet; 0 if the list is whole or has come to its limit
  record Part(int[] rows, long nextNs) {
    static Part whole(int[] rows) {
      return new Part(rows, 0);
    }
  }

  /// Rows of all accounts.
  Part all(RowsInTime table, Span span, IntPredicate matches) {
    Found found = new Found(span.limit());
    int begin = table.firstFrom(span.minNs());
    int end = table.firstAfter(span.maxNs());
    int row = span.isReversed() ? end - 1 : begin;
    int passed = row;
    for (int looked = 0; row >= begin && row < end && !found.isFull(); looked++) {
      if (looked == lookedMax) {
        return new Part(found.inOrder(), nextNs(table, span, passed, row));
      }
      if (matches.test(row)) {
        found.add(row);
      }
      passed = row;
      row = span.isReversed() ? table.below(row) : table.above(row);
    }
    return Part.whole(found.inOrder());
  }

  private static long nextNs(RowsInTime table, Span span, int passed, int row) {
    return span.isReversed() ? table.timestampNs(row) : table.timestampNs(passed) + 1;
  }

  /// Rows of one account.
  Part ofAccount(RowsOfAccounts table, int account, Span span, IntPredicate matches) {
    int begin = table.firstFrom(span.minNs());
    int end = table.firstAfter(span.maxNs());
    if (account == NONE || begin >= end) {
      return Part.whole(new int[0]);
    }
    Walk walk = new Walk(table, account, begin, end, span.limit(), matches);
    return span.isReversed() ? walk.newestFirst() : walk.oldestFirst();
  }

  /// The two ways at once.
  private final class Walk {
    private final RowsOfAccounts table;
    private final int account;
    private final int begin;
    private final int end;
    private final int limit;
    private final IntPredicate matches;
    private int looked;

    Walk(
        RowsOfAccounts table, int account, int begin, int end, int limit, IntPredicate matches) {
      this.table = table;
      this.account = account;
      this.begin = begin;
      this.end = end;
      this.limit = limit;
      this.matches = matches;
    }

    Part oldestFirst() {
      Found across = new Found(limit);
      Found along = new Found(limit);
      int own = table.last(account);
      int row = begin;
      int passed = row;
      // What two accounts have of one instant is not torn apart.
      for (; looked < lookedMax || isSameInstant(passed, row); looked++) {
        if (own < begin) {
          return Part.whole(along.reversed());
        }
        if (row >= end || across.isFull()) {
          return Part.whole(across.inOrder());
        }
        if (own < end && matches.test(own)) {
          along.add(own);
        }
        own = table.before(own, account);
        if (table.isOf(row, account) && matches.test(row)) {
          across.add(row);
        }
        passed = row;
        row = table.above(row);
      }
      return row < end
          ? new Part(across.inOrder(), table.timestampNs(passed) + 1)
          : Part.whole(across.inOrder());
    }

    private boolean isSameInstant(int passed, int row) {
      return row < end && table.timestampNs(passed) == table.timestampNs(row);
    }

    Part newestFirst() {
      Found found = new Found(limit);
      int own = table.last(account);
      int row = end - 1;
      while (own >= end && row >= begin) {
        if (looked == lookedMax) {
          return new Part(found.inOrder(), table.timestampNs(row));
        }
        looked++;
        own = table.isOf(row, account) ? row : table.before(own, account);
        row = table.below(row);
      }
      while (own >= begin && own < end && !found.isFull()) {
        if (looked == lookedMax) {
          return new Part(found.inOrder(), table.timestampNs(own));
        }
        looked++;
        if (matches.test(own)) {
          found.add(own);
        }
        own = table.before(own, account);
      }
      return Part.whole(found.inOrder());
    }
  }
}
