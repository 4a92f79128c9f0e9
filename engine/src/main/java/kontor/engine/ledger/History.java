package kontor.engine.ledger;

import kontor.engine.state.Invariants;
import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;

/// The balances of accounts with history after each of their transfers. Each row names the one
/// before it of the same account, so that an account's are walked backwards without an index.
final class History {

  /// Its transfer and the row before it plus one, 32 bits each.
  private static final int PLACE = 0;
  private static final int ACCOUNT = 1;
  static final int DEBITS_PENDING = 2;
  static final int DEBITS_POSTED = 4;
  static final int CREDITS_PENDING = 6;
  static final int CREDITS_POSTED = 8;
  private static final int COLUMNS = 10;

  private static final int[] OF_ACCOUNT = {
    Ledger.DEBITS_PENDING, Ledger.DEBITS_POSTED, Ledger.CREDITS_PENDING, Ledger.CREDITS_POSTED
  };

  private final LongTable accounts;
  private final LongRows rows = new LongRows(COLUMNS, LongRows.ROWS_MAX);

  History(LongTable accounts) {
    this.accounts = accounts;
  }

  /// Whether one transfer more, with two accounts, has room.
  boolean isFull() {
    return rows.rows() > LongRows.ROWS_MAX - 2;
  }

  /// Keeps the balances of an account as they are after a transfer.
  void keep(int account, int transfer) {
    int row = rows.addRow();
    rows.set(row, PLACE, (long) transfer << 32 | accounts.get(account, Ledger.LAST_BALANCES));
    rows.set(row, ACCOUNT, account);
    for (int i = 0; i < OF_ACCOUNT.length; i++) {
      int to = DEBITS_PENDING + 2 * i;
      rows.set(row, to, accounts.get(account, OF_ACCOUNT[i]));
      rows.set(row, to + 1, accounts.get(account, OF_ACCOUNT[i] + 1));
    }
    accounts.set(account, Ledger.LAST_BALANCES, row + 1L);
  }

  /// Forgets what was kept after the last transfer, which is taken back.
  void forget(int transfer) {
    while (rows.rows() > 0 && transfer(rows.rows() - 1) == transfer) {
      int row = rows.rows() - 1;
      accounts.set((int) rows.get(row, ACCOUNT), Ledger.LAST_BALANCES, before(row) + 1L);
      rows.removeLastRow();
    }
  }

  int rows() {
    return rows.rows();
  }

  boolean isOf(int row, int account) {
    return rows.get(row, ACCOUNT) == account;
  }

  /// The account's latest row, or -1.
  int last(int account) {
    return (int) accounts.get(account, Ledger.LAST_BALANCES) - 1;
  }

  /// The account's row before this one, or -1.
  int before(int row) {
    return (int) rows.get(row, PLACE) - 1;
  }

  int transfer(int row) {
    return (int) (rows.get(row, PLACE) >>> 32);
  }

  long get(int row, int column) {
    return rows.get(row, column);
  }

  void writeTo(StateWriter writer) {
    rows.writeTo(writer);
  }

  void readFrom(StateReader reader) {
    rows.readRows(reader);
  }

  /// Every account leads to its rows, and they to one another.
  void checkInvariants() {
    int[] last = new int[accounts.rows()];
    for (int row = 0; row < rows.rows(); row++) {
      int account = (int) rows.get(row, ACCOUNT);
      Invariants.check(before(row) + 1 == last[account], "history is broken", "row", row);
      last[account] = row + 1;
    }
    for (int account = 0; account < last.length; account++) {
      Invariants.check(
          (accounts.get(account, Ledger.NATURE) & Ledger.FLAG_BOOK) != 0
              || last(account) + 1 == last[account],
          "account does not lead to its history",
          "account",
          account);
    }
  }
}
