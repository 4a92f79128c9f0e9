package kontor.engine.ledger;

import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import kontor.engine.LedgerAccounts;
import kontor.engine.Transfers;
import kontor.engine.state.Invariants;

/// Transfers that wait for cover, and who of them is next.
///
/// A transfer stands in line wherever cover can be lacking: at its debit and at its credit account
/// if those have a limit, and at the line of the pair; with several legs, at those of each leg. In
/// a line the order is that of priority, then of arrival. Only who is first in all of its lines is
/// looked at, and whatever stops it, it waits; so nobody is overtaken in a line.
///
/// **Who is looked at.** Whether a transfer can leave depends on its lines, and beyond them only on
/// what ends with something pending: accounts that open again, sums that have room again. So the
/// first of a line is tried when the line has improved or has another first, and those that
/// something else stopped are tried again when something pending has ended. Nobody else can have
/// become free, and in the order of trying the first that can leave leaves first: the outcome is
/// that of trying all again and again.
///
/// All of it follows from the transfers, so a snapshot does not have it. Waiting is not the way of
/// most transfers, so these are ordered sets and not rows of numbers.
final class Waiting {

  static final int NONE = LongTable.NONE;

  /// Marks the lines of pairs; those of accounts have the account's number.
  private static final long OF_PAIR = 1L << 32;

  /// A transfer in a line.
  ///
  /// @param order rank of its priority, then its row: unique, and the same in all of its lines
  private record Place(long line, long order) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byLine = Long.compare(line, other.line);
      return byLine != 0 ? byLine : Long.compare(order, other.order);
    }
  }

  private final LongTable accounts;
  private final Pairs pairs;
  private final int countMax;
  private final TreeSet<Place> places = new TreeSet<>();
  /// In the order of their coming; of several legs the first.
  private final TreeSet<Integer> rows = new TreeSet<>();
  /// Orders of those that may be free now.
  private final TreeSet<Long> toTry = new TreeSet<>();
  /// Orders of those that something else than their lines stopped.
  private final TreeSet<Long> stopped = new TreeSet<>();

  Waiting(LongTable accounts, Pairs pairs, int countMax) {
    this.accounts = accounts;
    this.pairs = pairs;
    this.countMax = countMax;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  boolean isFull() {
    return rows.size() >= countMax;
  }

  /// All that wait, in the order of their coming, or the last first.
  NavigableSet<Integer> rows(boolean reversed) {
    return reversed ? rows.descendingSet() : rows;
  }

  /// Lower goes first.
  private static int rank(int flags) {
    return (flags & Transfers.URGENT) != 0 ? 0 : (flags & Transfers.HIGH) != 0 ? 1 : 2;
  }

  private static long order(TransferTable transfers, int row) {
    return (long) rank(transfers.flags(row)) << 32 | row;
  }

  private void forEachLine(TransferTable transfers, int row, LongConsumer visitor) {
    for (int leg = row; leg != NONE; leg = transfers.nextLeg(leg)) {
      forEachLine(transfers.debit(leg), transfers.credit(leg), visitor);
    }
  }

  private void forEachLine(int debit, int credit, LongConsumer visitor) {
    if (has(debit, LedgerAccounts.DEBITS_MUST_NOT_EXCEED_CREDITS)) {
      visitor.accept(debit);
    }
    if (has(credit, LedgerAccounts.CREDITS_MUST_NOT_EXCEED_DEBITS)) {
      visitor.accept(credit);
    }
    int pair = has(debit, Ledger.FLAG_PAIRED) ? pairs.find(debit, credit) : NONE;
    if (pair != NONE) {
      visitor.accept(OF_PAIR | pair);
    }
  }

  private boolean has(int account, int flag) {
    return (accounts.get(account, Ledger.NATURE) & flag) != 0;
  }

  /// Order of the first in a line, or {@link #NONE}.
  private long first(long line) {
    Place place = places.ceiling(new Place(line, 0));
    return place == null || place.line() != line ? NONE : place.order();
  }

  /// Takes its places in line, behind those of its priority that came before.
  void enter(TransferTable transfers, int row) {
    long order = order(transfers, row);
    rows.add(row);
    forEachLine(
        transfers,
        row,
        line -> {
          places.add(new Place(line, order));
          mark(line);
        });
  }

  /// Leaves its lines; those behind it move up.
  void leave(TransferTable transfers, int row) {
    long order = order(transfers, row);
    rows.remove(row);
    stopped.remove(order);
    forEachLine(
        transfers,
        row,
        line -> {
          places.remove(new Place(line, order));
          mark(line);
          improved(line);
        });
  }

  /// Marks an account that somebody waits for.
  private void mark(long line) {
    if (line < OF_PAIR) {
      int account = (int) line;
      long nature = accounts.get(account, Ledger.NATURE);
      accounts.set(
          account,
          Ledger.NATURE,
          first(line) == NONE
              ? nature & ~(long) Ledger.FLAG_WAITED_FOR
              : nature | Ledger.FLAG_WAITED_FOR);
    }
  }

  /// Whether somebody waits who would be overtaken: in one of a transfer's lines, with the same
  /// priority or a higher one.
  boolean isOthersTurn(int debit, int credit, int flags) {
    if (isEmpty()) {
      return false;
    }
    boolean[] others = new boolean[1];
    forEachLine(
        debit,
        credit,
        line -> {
          long first = first(line);
          others[0] |= first != NONE && first >>> 32 <= rank(flags);
        });
    return others[0];
  }

  private boolean isFirst(TransferTable transfers, int row) {
    long order = order(transfers, row);
    boolean[] isFirst = {true};
    forEachLine(transfers, row, line -> isFirst[0] &= first(line) == order);
    return isFirst[0];
  }

  /// A transfer moved money between its accounts, or gave back what was set aside.
  void moved(TransferTable transfers, int row) {
    if (isEmpty()) {
      return;
    }
    int debit = transfers.debit(row);
    int credit = transfers.credit(row);
    improvedAccount(debit);
    improvedAccount(credit);
    if (has(debit, Ledger.FLAG_PAIRED)) {
      improvedPair(debit, credit);
      improvedPair(credit, debit);
    }
  }

  void improvedAccount(int account) {
    if (has(account, Ledger.FLAG_WAITED_FOR)) {
      improved(account);
    }
  }

  void improvedPair(int account, int counterparty) {
    int pair = isEmpty() ? NONE : pairs.find(account, counterparty);
    if (pair != NONE) {
      improved(OF_PAIR | pair);
    }
  }

  private void improved(long line) {
    long first = first(line);
    if (first != NONE) {
      toTry.add(first);
    }
  }

  /// Something pending is no longer: accounts may be open again and sums may have room.
  void pendingEnded() {
    toTry.addAll(stopped);
    stopped.clear();
  }

  /// Tries this one again only when something pending has ended.
  void stop(TransferTable transfers, int row) {
    stopped.add(order(transfers, row));
  }

  boolean hasToTry() {
    return !toTry.isEmpty();
  }

  /// The next that may be free, or {@link #NONE}. It is not named again unless something improves.
  int next(TransferTable transfers) {
    for (Long order = toTry.pollFirst(); order != null; order = toTry.pollFirst()) {
      int row = order.intValue();
      if (transfers.isQueued(row) && isFirst(transfers, row)) {
        return row;
      }
    }
    return NONE;
  }

  /// New pairs have lines: those that wait between their accounts stand in them from now on. Goes
  /// once over all that wait, however many pairs there are.
  ///
  /// @param firstPair number of the first of them; the others are behind it
  void takePlaces(TransferTable transfers, int firstPair) {
    long firstLine = OF_PAIR | firstPair;
    for (int row : rows) {
      long order = order(transfers, row);
      forEachLine(
          transfers,
          row,
          line -> {
            if (line >= firstLine) {
              places.add(new Place(line, order));
            }
          });
    }
  }

  /// After a restart. What was free has left before, so nobody has to be tried now.
  void readFrom(TransferTable transfers) {
    for (int row = 0; row < transfers.rows(); row++) {
      if (transfers.isQueued(row) && transfers.isIndexed(row)) {
        enter(transfers, row);
        stop(transfers, row);
      }
    }
  }

  /// Everybody who waits is in his lines and nobody else is, and accounts know of it.
  void checkInvariants(TransferTable transfers) {
    Waiting right = new Waiting(accounts, pairs, countMax);
    for (int row = 0; row < transfers.rows(); row++) {
      if (transfers.isQueued(row) && transfers.isIndexed(row)) {
        right.rows.add(row);
        long order = order(transfers, row);
        int places = right.places.size();
        forEachLine(transfers, row, line -> right.places.add(new Place(line, order)));
        Invariants.check(right.places.size() > places, "transfer waits for nothing", "row", row);
      }
    }
    Invariants.check(
        right.rows.equals(rows) && right.places.equals(places),
        "lines are not those of the transfers that wait",
        "count",
        rows.size());
    for (int account = 0; account < accounts.rows(); account++) {
      Invariants.check(
          has(account, Ledger.FLAG_WAITED_FOR) == (first(account) != NONE),
          "account does not know who waits for it",
          "account",
          account);
    }
    Invariants.check(toTry.isEmpty(), "somebody may be free and was not tried");
  }
}
