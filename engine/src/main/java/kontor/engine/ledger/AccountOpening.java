package kontor.engine.ledger;

import kontor.engine.AccountResult;
import kontor.engine.LedgerAccounts;
import kontor.engine.LedgerResults;
import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;

/// Opens accounts of the bulk ledger, and keeps of them what no transfer needs.
final class AccountOpening extends LinkedBatch {

  // Of the second table, whose rows have the numbers of the accounts.
  static final int USER_DATA_128 = 0;
  static final int USER_DATA_64 = 2;
  static final int USER_DATA_32 = 3;
  static final int TIMESTAMP = 4;
  private static final int COLUMNS = 5;

  static final int FLAGS = (LedgerAccounts.CLOSED << 1) - 1;
  static final int LIMITS =
      LedgerAccounts.DEBITS_MUST_NOT_EXCEED_CREDITS
          | LedgerAccounts.CREDITS_MUST_NOT_EXCEED_DEBITS;

  private final LongTable accounts;
  private final LongRows details;
  private final TransferTable transfers;
  private LedgerAccounts batch = LedgerAccounts.ofCapacity(0);
  private long firstNs;
  private boolean imported;
  private int rowsBeforeChain;
  private long lastNsBeforeChain;
  /// When the last account was opened.
  private long lastNs;
  /// When the account was opened that exists.
  private long existingNs;

  AccountOpening(LongTable accounts, TransferTable transfers) {
    this.accounts = accounts;
    this.details = new LongRows(COLUMNS, LongRows.ROWS_MAX);
    this.transfers = transfers;
  }

  LedgerResults open(LedgerAccounts accountsToOpen, long timestampNs) {
    batch = accountsToOpen;
    firstNs = timestampNs;
    imported = batch.count() > 0 && isImported(batch.at(0));
    return run(batch.count(), firstNs);
  }

  private static boolean isImported(LedgerAccounts account) {
    return (account.flags() & LedgerAccounts.IMPORTED) != 0;
  }

  @Override
  boolean isLinked(int index) {
    return (batch.at(index).flags() & LedgerAccounts.LINKED) != 0;
  }

  @Override
  int create(int index) {
    batch.at(index);
    long eventNs = firstNs + index;
    AccountResult result = check(batch, eventNs);
    if (result == AccountResult.CREATED) {
      add(batch, imported ? batch.timestamp() : eventNs);
    }
    return result.code();
  }

  private AccountResult check(LedgerAccounts account, long eventNs) {
    AccountResult time = checkTime(account, eventNs);
    if (time != AccountResult.CREATED) {
      return time;
    }
    if (account.reserved() != 0) {
      return AccountResult.RESERVED_FIELD;
    }
    if ((account.flags() & ~FLAGS) != 0) {
      return AccountResult.RESERVED_FLAG;
    }
    if (U128.isZero(account.idHigh(), account.idLow())) {
      return AccountResult.ID_MUST_NOT_BE_ZERO;
    }
    if (U128.isMax(account.idHigh(), account.idLow())) {
      return AccountResult.ID_MUST_NOT_BE_INT_MAX;
    }
    int existing = accounts.find(account.idHigh(), account.idLow());
    return existing == LongTable.NONE ? checkNew(account) : compare(account, existing);
  }

  private AccountResult checkTime(LedgerAccounts account, long eventNs) {
    if (isImported(account) != imported) {
      return imported
          ? AccountResult.IMPORTED_EVENT_EXPECTED
          : AccountResult.IMPORTED_EVENT_NOT_EXPECTED;
    }
    long timestampNs = account.timestamp();
    if (!imported) {
      return timestampNs == 0 ? AccountResult.CREATED : AccountResult.TIMESTAMP_MUST_BE_ZERO;
    }
    if (timestampNs <= 0) {
      return AccountResult.IMPORTED_EVENT_TIMESTAMP_OUT_OF_RANGE;
    }
    return timestampNs < eventNs
        ? AccountResult.CREATED
        : AccountResult.IMPORTED_EVENT_TIMESTAMP_MUST_NOT_ADVANCE;
  }

  /// A retry is told from a change. Closing and lines came later and are not looked at.
  private AccountResult compare(LedgerAccounts account, int existing) {
    long nature = accounts.get(existing, Ledger.NATURE);
    if (account.flags() != flagsAtOpening(nature)) {
      return AccountResult.EXISTS_WITH_DIFFERENT_FLAGS;
    }
    if (account.userData128High() != details.get(existing, USER_DATA_128)
        || account.userData128Low() != details.get(existing, USER_DATA_128 + 1)) {
      return AccountResult.EXISTS_WITH_DIFFERENT_USER_DATA_128;
    }
    if (account.userData64() != details.get(existing, USER_DATA_64)) {
      return AccountResult.EXISTS_WITH_DIFFERENT_USER_DATA_64;
    }
    if (account.userData32() != (int) details.get(existing, USER_DATA_32)) {
      return AccountResult.EXISTS_WITH_DIFFERENT_USER_DATA_32;
    }
    if (account.ledger() != (int) (nature >>> 32)) {
      return AccountResult.EXISTS_WITH_DIFFERENT_LEDGER;
    }
    if (account.code() != ((int) (nature >>> 16) & 0xffff)) {
      return AccountResult.EXISTS_WITH_DIFFERENT_CODE;
    }
    existingNs = details.get(existing, TIMESTAMP);
    return AccountResult.EXISTS;
  }

  private static int flagsAtOpening(long nature) {
    int flags = (int) nature & FLAGS & ~LedgerAccounts.CLOSED;
    return (nature & Ledger.FLAG_OPENED_CLOSED) == 0 ? flags : flags | LedgerAccounts.CLOSED;
  }

  private AccountResult checkNew(LedgerAccounts account) {
    int limits = account.flags() & LIMITS;
    if (limits == LIMITS) {
      return AccountResult.FLAGS_ARE_MUTUALLY_EXCLUSIVE;
    }
    if (!U128.isZero(account.debitsPendingHigh(), account.debitsPendingLow())) {
      return AccountResult.DEBITS_PENDING_MUST_BE_ZERO;
    }
    if (!U128.isZero(account.debitsPostedHigh(), account.debitsPostedLow())) {
      return AccountResult.DEBITS_POSTED_MUST_BE_ZERO;
    }
    if (!U128.isZero(account.creditsPendingHigh(), account.creditsPendingLow())) {
      return AccountResult.CREDITS_PENDING_MUST_BE_ZERO;
    }
    if (!U128.isZero(account.creditsPostedHigh(), account.creditsPostedLow())) {
      return AccountResult.CREDITS_POSTED_MUST_BE_ZERO;
    }
    if (account.ledger() == 0) {
      return AccountResult.LEDGER_MUST_NOT_BE_ZERO;
    }
    if (account.code() == 0) {
      return AccountResult.CODE_MUST_NOT_BE_ZERO;
    }
    if (imported
        && (account.timestamp() <= lastNs || transfers.isTaken(account.timestamp()))) {
      return AccountResult.IMPORTED_EVENT_TIMESTAMP_MUST_NOT_REGRESS;
    }
    if (limits == 0 && !U128.isZero(account.lineHigh(), account.lineLow())) {
      return AccountResult.LINE_WITHOUT_LIMIT;
    }
    return accounts.isFull() ? AccountResult.TABLE_FULL : AccountResult.CREATED;
  }

  private void add(LedgerAccounts account, long timestampNs) {
    int number = accounts.add(account.idHigh(), account.idLow());
    int flags = account.flags();
    boolean closed = (flags & LedgerAccounts.CLOSED) != 0;
    accounts.set(
        number,
        Ledger.NATURE,
        (long) account.ledger() << 32
            | (long) account.code() << 16
            | flags
            | (closed ? Ledger.FLAG_OPENED_CLOSED : 0));
    accounts.set(number, Ledger.LINE, account.lineHigh());
    accounts.set(number, Ledger.LINE + 1, account.lineLow());
    while (details.rows() < number) {
      // An account of a book has none, but must not break the order of time.
      details.set(details.addRow(), TIMESTAMP, lastNs);
    }
    details.addRow();
    details.set(number, USER_DATA_128, account.userData128High());
    details.set(number, USER_DATA_128 + 1, account.userData128Low());
    details.set(number, USER_DATA_64, account.userData64());
    details.set(number, USER_DATA_32, Integer.toUnsignedLong(account.userData32()));
    details.set(number, TIMESTAMP, timestampNs);
    lastNs = timestampNs;
  }

  @Override
  void fail(int index, int code) {
    if (code == AccountResult.EXISTS.code()) {
      results.addExisting(index, code, existingNs);
    } else {
      results.add(index, code);
    }
  }

  @Override
  void begin() {
    rowsBeforeChain = accounts.rows();
    lastNsBeforeChain = lastNs;
  }

  @Override
  void takeBack() {
    while (accounts.rows() > rowsBeforeChain) {
      details.removeLastRow();
      accounts.removeLast();
    }
    lastNs = lastNsBeforeChain;
  }

  @Override
  void keep() {
    // Nothing is done but what the tables have.
  }

  /// A number of the second table; 0 for an account of a book.
  long detail(int account, int column) {
    return account < details.rows() ? details.get(account, column) : 0;
  }

  /// The accounts in the order of their opening. One of a book repeats the instant of the account
  /// before it; behind the last one that was opened there are only those of books.
  RowsInTime inTime() {
    return new RowsInTime() {
      @Override
      public int rows() {
        return details.rows();
      }

      @Override
      public long timestampNs(int row) {
        return details.get(row, TIMESTAMP);
      }

      @Override
      public boolean repeatsInstant(int row) {
        return (accounts.get(row, Ledger.NATURE) & Ledger.FLAG_BOOK) != 0;
      }
    };
  }

  /// Whether an account was opened at this instant.
  boolean isTaken(long timestampNs) {
    int low = 0;
    int high = details.rows() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long at = details.get(middle, TIMESTAMP);
      if (at == timestampNs) {
        return true;
      }
      if (at < timestampNs) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return false;
  }

  void writeTo(StateWriter writer) {
    details.writeTo(writer);
  }

  void readFrom(StateReader reader) {
    details.readRows(reader);
    lastNs = details.rows() == 0 ? 0 : details.get(details.rows() - 1, TIMESTAMP);
  }
}
