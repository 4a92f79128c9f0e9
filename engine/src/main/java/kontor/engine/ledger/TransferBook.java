package kontor.engine.ledger;

import kontor.engine.AccountResult;
import kontor.engine.LedgerAccounts;
import kontor.engine.LedgerResults;
import kontor.engine.TransferResult;
import kontor.engine.Transfers;
import kontor.engine.state.Bounds;
import kontor.engine.state.Invariants;
import kontor.engine.state.Section;
import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;

/// The bulk ledger: accounts known by a key, and plain transfers between them in batches.
///
/// Every transfer is remembered, so that a retry is told from a change: forty bytes each, as a
/// row of numbers. Its accounts are kept by their dense numbers, from which ledger and ids
/// follow. Of the user data a mix of 64 bits is kept and not the data: whoever sends other user
/// data under an old id escapes notice once in 2^64 times, and moves nothing by it.
public final class TransferBook {

  private static final int ACCOUNTS = 2;
  private static final int AMOUNT = 3;
  private static final int USER_DATA = 4;
  private static final int COLUMNS = 5;

  /// In ACCOUNTS: debit account, credit account, code.
  private static final int DEBIT_SHIFT = 40;
  private static final int CREDIT_SHIFT = 16;
  private static final int NUMBER_MASK = (1 << 24) - 1;
  private static final int CODE_MASK = 0xffff;

  private static final long MAX = -1;

  private final Ledger ledger;
  private final LongTable accounts;
  private final LongTable transfers;

  public TransferBook(Ledger ledger, Bounds bounds) {
    this.ledger = ledger;
    this.accounts = ledger.accounts();
    this.transfers = new LongTable(COLUMNS, bounds.transfersMax());
  }

  private long lastNs;

  private long startBatch(int count, long nowMs) {
    long firstNs = Math.max(Math.clamp(nowMs, 0, 9_000_000_000_000L) * 1_000_000, lastNs + 1);
    lastNs = firstNs + count - 1;
    return firstNs;
  }

  /// Opens accounts, each on its own.
  public LedgerResults open(LedgerAccounts batch, long nowMs) {
    long firstNs = startBatch(batch.count(), nowMs);
    ResultList results = new ResultList();
    for (int i = 0; i < batch.count(); i++) {
      AccountResult result = openOne(batch.at(i));
      if (result != AccountResult.CREATED) {
        results.add(i, result.code());
      }
    }
    return results.toResults(firstNs, batch.count());
  }

  private AccountResult openOne(LedgerAccounts account) {
    long high = account.idHigh();
    long low = account.idLow();
    if ((account.flags() & ~LedgerAccounts.DEBITS_MUST_NOT_EXCEED_CREDITS) != 0) {
      return AccountResult.RESERVED_FLAG;
    }
    if ((high | low) == 0) {
      return AccountResult.ID_MUST_NOT_BE_ZERO;
    }
    if ((high & low) == MAX) {
      return AccountResult.ID_MUST_NOT_BE_INT_MAX;
    }
    long nature = nature(account.ledger(), account.code(), account.flags());
    int existing = accounts.find(high, low);
    if (existing != LongTable.NONE) {
      return AccountResult.EXISTS;
    }
    if (account.ledger() == 0) {
      return AccountResult.LEDGER_MUST_NOT_BE_ZERO;
    }
    if (account.code() == 0) {
      return AccountResult.CODE_MUST_NOT_BE_ZERO;
    }
    if (account.lineHigh() != 0 || account.lineLow() < 0) {
      return AccountResult.RESERVED_FIELD;
    }
    if (accounts.isFull()) {
      return AccountResult.TABLE_FULL;
    }
    int number = accounts.add(high, low);
    accounts.set(number, Ledger.NATURE, nature);
    accounts.set(number, Ledger.LINE, account.lineLow());
    return AccountResult.CREATED;
  }

  private static long nature(int ledger, int code, int flags) {
    return (long) ledger << 32 | (long) code << 16 | flags;
  }

  /// Posts transfers, each on its own, in their order.
  public LedgerResults post(Transfers batch, long nowMs) {
    long firstNs = startBatch(batch.count(), nowMs);
    ResultList results = new ResultList();
    int count = batch.count();
    int[] known = find(batch, count);
    for (int i = 0; i < count; i++) {
      batch.at(i);
      int existing = known[i];
      if (existing == LongTable.NONE) {
        // It may have come earlier in this very batch.
        existing = transfers.find(batch.idHigh(), batch.idLow());
      }
      TransferResult result = postOne(batch, existing);
      if (result != TransferResult.CREATED) {
        results.add(i, result.code());
      }
    }
    return results.toResults(firstNs, count);
  }

  /// Looks for all ids of a batch at once. With millions of transfers each look is a wait for
  /// memory; in a loop of nothing else the waits overlap, and the second look finds it near.
  private int[] find(Transfers batch, int count) {
    int[] known = new int[count];
    for (int i = 0; i < count; i++) {
      batch.at(i);
      known[i] = transfers.find(batch.idHigh(), batch.idLow());
    }
    return known;
  }

  private TransferResult postOne(Transfers transfer, int existing) {
    long high = transfer.idHigh();
    long low = transfer.idLow();
    if ((high | low) == 0) {
      return TransferResult.ID_MUST_NOT_BE_ZERO;
    }
    if ((high & low) == MAX) {
      return TransferResult.ID_MUST_NOT_BE_INT_MAX;
    }
    if (existing != LongTable.NONE) {
      return isSame(transfer, existing)
          ? TransferResult.EXISTS
          : TransferResult.EXISTS_WITH_DIFFERENT_FLAGS;
    }
    TransferResult form = checkForm(transfer);
    if (form != TransferResult.CREATED) {
      return form;
    }
    int debit = accounts.find(transfer.debitHigh(), transfer.debitLow());
    if (debit == LongTable.NONE) {
      return TransferResult.DEBIT_ACCOUNT_NOT_FOUND;
    }
    int credit = accounts.find(transfer.creditHigh(), transfer.creditLow());
    if (credit == LongTable.NONE) {
      return TransferResult.CREDIT_ACCOUNT_NOT_FOUND;
    }
    TransferResult money = checkMoney(transfer, debit, credit);
    if (money != TransferResult.CREATED) {
      return money;
    }
    if (transfers.isFull()) {
      return TransferResult.TABLE_FULL;
    }
    // From here the transfer must be posted.
    ledger.transfer(debit, credit, transfer.amountLow());
    int row = transfers.add(high, low);
    long[] chunk = transfers.chunk(row);
    int base = transfers.base(row);
    chunk[base + ACCOUNTS] =
        (long) debit << DEBIT_SHIFT | (long) credit << CREDIT_SHIFT | transfer.code();
    chunk[base + AMOUNT] = transfer.amountLow();
    chunk[base + USER_DATA] = mix(transfer);
    return TransferResult.CREATED;
  }

  private static TransferResult checkForm(Transfers transfer) {
    if (!transfer.isPlain()) {
      return TransferResult.RESERVED_FLAG;
    }
    if (transfer.debitLow() == transfer.creditLow()
        && transfer.debitHigh() == transfer.creditHigh()) {
      return TransferResult.ACCOUNTS_MUST_BE_DIFFERENT;
    }
    if (transfer.ledger() == 0) {
      return TransferResult.LEDGER_MUST_NOT_BE_ZERO;
    }
    return transfer.code() == 0 ? TransferResult.CODE_MUST_NOT_BE_ZERO : TransferResult.CREATED;
  }

  private TransferResult checkMoney(Transfers transfer, int debit, int credit) {
    long[] debitChunk = accounts.chunk(debit);
    long[] creditChunk = accounts.chunk(credit);
    int debitBase = accounts.base(debit);
    int creditBase = accounts.base(credit);
    long nature = debitChunk[debitBase + Ledger.NATURE];
    int ledgerNumber = (int) (nature >>> 32);
    if (ledgerNumber != (int) (creditChunk[creditBase + Ledger.NATURE] >>> 32)) {
      return TransferResult.ACCOUNTS_MUST_HAVE_THE_SAME_LEDGER;
    }
    if (ledgerNumber != transfer.ledger()) {
      return TransferResult.TRANSFER_MUST_HAVE_THE_SAME_LEDGER_AS_ACCOUNTS;
    }
    long amount = transfer.amountLow();
    long debits = debitChunk[debitBase + Ledger.DEBITS];
    if (transfer.amountHigh() != 0
        || amount < 0
        || debits > Long.MAX_VALUE - amount
        || creditChunk[creditBase + Ledger.CREDITS] > Long.MAX_VALUE - amount) {
      return TransferResult.OVERFLOWS_DEBITS_POSTED;
    }
    if ((nature & LedgerAccounts.DEBITS_MUST_NOT_EXCEED_CREDITS) != 0) {
      // debits + amount > credits + line, without leaving 64 bits: what is left is not negative
      // and below 2^64.
      long left =
          debitChunk[debitBase + Ledger.CREDITS] - debits + debitChunk[debitBase + Ledger.LINE];
      if (Long.compareUnsigned(amount, left) > 0) {
        return TransferResult.EXCEEDS_CREDITS;
      }
    }
    return TransferResult.CREATED;
  }

  private static long mix(Transfers transfer) {
    return transfer.userData128High()
        ^ transfer.userData128Low()
        ^ transfer.userData64()
        ^ transfer.userData32();
  }

  private boolean isSame(Transfers transfer, int row) {
    long packed = transfers.get(row, ACCOUNTS);
    int debit = (int) (packed >>> DEBIT_SHIFT);
    int credit = (int) (packed >>> CREDIT_SHIFT) & NUMBER_MASK;
    return transfer.isPlain()
        && accounts.get(debit, 0) == transfer.debitHigh()
        && accounts.get(debit, 1) == transfer.debitLow()
        && accounts.get(credit, 0) == transfer.creditHigh()
        && accounts.get(credit, 1) == transfer.creditLow()
        && transfer.amountHigh() == 0
        && transfers.get(row, AMOUNT) == transfer.amountLow()
        && transfers.get(row, USER_DATA) == mix(transfer)
        && (int) (accounts.get(debit, Ledger.NATURE) >>> 32) == transfer.ledger()
        && ((int) packed & CODE_MASK) == transfer.code();
  }

  /// Whether a limited account has not given more than it got and its line.
  static boolean headroomHolds(LongTable accounts, int account) {
    long over = accounts.get(account, Ledger.DEBITS) - accounts.get(account, Ledger.CREDITS);
    return (accounts.get(account, Ledger.NATURE) & LedgerAccounts.DEBITS_MUST_NOT_EXCEED_CREDITS) == 0
        || over <= accounts.get(account, Ledger.LINE);
  }

  public void writeTo(StateWriter writer) {
    writer.section(Section.TRANSFERS);
    transfers.writeTo(writer);
  }

  public void readFrom(StateReader reader) {
    reader.section(Section.TRANSFERS);
    transfers.readFrom(reader, (table, row) -> true);
  }

  /// What the accounts got and gave is what the transfers say.
  public void checkInvariants() {
    long[] turnover = new long[accounts.rows()];
    for (int row = 0; row < transfers.rows(); row++) {
      long packed = transfers.get(row, ACCOUNTS);
      long amount = transfers.get(row, AMOUNT);
      turnover[(int) (packed >>> DEBIT_SHIFT)] -= amount;
      turnover[(int) (packed >>> CREDIT_SHIFT) & NUMBER_MASK] += amount;
    }
    for (int account = 0; account < turnover.length; account++) {
      long net = accounts.get(account, Ledger.CREDITS) - accounts.get(account, Ledger.DEBITS);
      Invariants.check(
          ledger.isOfBook(account) || net == turnover[account],
          "account is not the sum of its transfers",
          "account",
          account);
    }
    transfers.checkInvariants((table, row) -> true);
  }
}
