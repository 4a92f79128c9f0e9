package kontor.engine.ledger;

import kontor.engine.LedgerAccounts;
import kontor.engine.Transfers;
import kontor.engine.state.Invariants;

/// What must never be untrue of the bulk ledger: the four totals of each account follow from its
/// transfers, and limits hold.
final class LedgerCheck {

  private static final int DEBITS_PENDING = 0;
  private static final int DEBITS_POSTED = 2;
  private static final int CREDITS_PENDING = 4;
  private static final int CREDITS_POSTED = 6;
  private static final int SUMS = 8;

  private static final int[] TOTALS = {
    Ledger.DEBITS_PENDING, Ledger.DEBITS_POSTED, Ledger.CREDITS_PENDING, Ledger.CREDITS_POSTED
  };

  private final Ledger ledger;
  private final LongTable accounts;
  private final TransferTable transfers;

  LedgerCheck(Ledger ledger, TransferTable transfers) {
    this.ledger = ledger;
    this.accounts = ledger.accounts();
    this.transfers = transfers;
  }

  void checkInvariants() {
    int count = accounts.rows();
    LongRows sums = new LongRows(SUMS, LongRows.ROWS_MAX);
    LongRows last = new LongRows(2, LongRows.ROWS_MAX);
    for (int account = 0; account < count; account++) {
      sums.addRow();
      last.addRow();
    }
    long beforeNs = 0;
    for (int row = 0; row < transfers.rows(); row++) {
      Invariants.check(
          transfers.timestampNs(row) >= beforeNs, "transfers are out of order", "row", row);
      beforeNs = transfers.timestampNs(row);
      if (transfers.isTransfer(row)) {
        checkTransfer(row, last);
        sumUp(row, sums);
      }
    }
    for (int account = 0; account < count; account++) {
      if (!ledger.isOfBook(account)) {
        checkTotals(account, sums);
        Invariants.check(
            transfers.last(account) + 1 == last.get(account, 0),
            "account does not lead to its last transfer",
            "account",
            account);
      }
    }
  }

  private void checkTransfer(int row, LongRows last) {
    int debit = transfers.debit(row);
    int credit = transfers.credit(row);
    Invariants.check(
        debit != credit
            && !ledger.isOfBook(debit)
            && !ledger.isOfBook(credit)
            && (accounts.get(debit, Ledger.NATURE) ^ accounts.get(credit, Ledger.NATURE)) >>> 32
                == 0,
        "transfer does not stay in its ledger",
        "row",
        row);
    Invariants.check(
        transfers.before(row, debit) + 1 == last.get(debit, 0)
            && transfers.before(row, credit) + 1 == last.get(credit, 0),
        "transfer does not lead to those before it",
        "row",
        row);
    last.set(debit, 0, row + 1L);
    last.set(credit, 0, row + 1L);
    int ended = transfers.ended(row);
    if (ended != TransferTable.NONE) {
      boolean posts = (transfers.flags(row) & Transfers.POST_PENDING_TRANSFER) != 0;
      int end =
          posts
              ? TransferTable.POSTED
              : transfers.isTransfer(ended) ? TransferTable.VOIDED : TransferTable.FAILED;
      Invariants.check(
          transfers.state(ended) == end,
          "pending transfer does not know its end",
          "row",
          row);
    }
    if (transfers.isPending(row)) {
      checkClosed(row);
    }
  }

  private void checkClosed(int row) {
    boolean open =
        (isClosing(row, Transfers.CLOSING_DEBIT) && !isClosed(transfers.debit(row)))
            || (isClosing(row, Transfers.CLOSING_CREDIT) && !isClosed(transfers.credit(row)));
    Invariants.check(!open, "account is open in spite of its closing transfer", "row", row);
  }

  private boolean isClosing(int row, int flag) {
    return (transfers.flags(row) & flag) != 0;
  }

  private boolean isClosed(int account) {
    return (accounts.get(account, Ledger.NATURE) & LedgerAccounts.CLOSED) != 0;
  }

  private void sumUp(int row, LongRows sums) {
    long high = transfers.amountHigh(row);
    long low = transfers.amountLow(row);
    int debit = transfers.debit(row);
    int credit = transfers.credit(row);
    if (transfers.isPending(row)) {
      U128.add(sums.chunkToWrite(debit), sums.base(debit) + DEBITS_PENDING, high, low);
      U128.add(sums.chunkToWrite(credit), sums.base(credit) + CREDITS_PENDING, high, low);
    } else if (transfers.movesMoney(row)) {
      U128.add(sums.chunkToWrite(debit), sums.base(debit) + DEBITS_POSTED, high, low);
      U128.add(sums.chunkToWrite(credit), sums.base(credit) + CREDITS_POSTED, high, low);
    }
  }

  private void checkTotals(int account, LongRows sums) {
    for (int i = 0; i < TOTALS.length; i++) {
      Invariants.check(
          sums.get(account, 2 * i) == accounts.get(account, TOTALS[i])
              && sums.get(account, 2 * i + 1) == accounts.get(account, TOTALS[i] + 1),
          "account is not the sum of its transfers",
          "account",
          account);
    }
    Invariants.check(
        !isBeyondLimit(account)
            || (accounts.get(account, Ledger.NATURE) & Ledger.FLAG_UNDER_WATER) != 0,
        "account is beyond its limit",
        "account",
        account);
  }

  private boolean isBeyondLimit(int account) {
    long nature = accounts.get(account, Ledger.NATURE);
    if ((nature & LedgerAccounts.DEBITS_MUST_NOT_EXCEED_CREDITS) != 0) {
      return isBeyond(
          account, Ledger.DEBITS_PENDING, Ledger.DEBITS_POSTED, Ledger.CREDITS_POSTED);
    }
    return (nature & LedgerAccounts.CREDITS_MUST_NOT_EXCEED_DEBITS) != 0
        && isBeyond(
            account, Ledger.CREDITS_PENDING, Ledger.CREDITS_POSTED, Ledger.DEBITS_POSTED);
  }

  private boolean isBeyond(int account, int set, int posted, int other) {
    long[] chunk = accounts.chunk(account);
    int base = accounts.base(account);
    long high =
        U128.sumHigh(
            chunk[base + set], chunk[base + set + 1], chunk[base + posted],
            chunk[base + posted + 1]);
    long low = chunk[base + set + 1] + chunk[base + posted + 1];
    return TransferPosting.isBeyond(chunk, base, other, high, low);
  }

  /// A line may be lowered below its use; the account is marked from then on.
  void markWater(int account) {
    if (isBeyondLimit(account)) {
      long nature = accounts.get(account, Ledger.NATURE);
      accounts.set(account, Ledger.NATURE, nature | Ledger.FLAG_UNDER_WATER);
    }
  }
}
