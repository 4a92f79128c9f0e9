package kontor.engine.ledger;

import kontor.engine.state.Invariants;
import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;

/// Lines that an account has with one counterparty, each in one direction: what is pending and
/// posted from the account to the counterparty may exceed what it received from it by no more than
/// the line. Counted from when the line was first set; a transfer that was pending then counts
/// when it is posted.
final class Pairs {

  static final int NONE = LongTable.NONE;

  // Columns 0 and 1 are the numbers of account and counterparty.
  static final int PENDING = 2;
  static final int POSTED = 4;
  /// Posted the other way.
  static final int RECEIVED = 6;
  static final int LINE = 8;
  /// The transfer from which on it counts.
  private static final int SINCE = 10;
  private static final int COLUMNS = 11;

  private final LongTable accounts;
  private final LongTable pairs;

  Pairs(LongTable accounts, int pairsMax) {
    this.accounts = accounts;
    this.pairs = new LongTable(COLUMNS, pairsMax);
  }

  int find(int account, int counterparty) {
    return pairs.find(account, counterparty);
  }

  /// How many there are; a new one gets this number.
  int rows() {
    return pairs.rows();
  }

  long get(int pair, int column) {
    return pairs.get(pair, column);
  }

  /// Whether so many pairs more have room.
  boolean haveRoom(int more) {
    return pairs.hasRoom(more);
  }

  /// @param nextTransfer number that the next transfer will have
  void setLine(int account, int counterparty, long high, long low, int nextTransfer) {
    int pair = pairs.find(account, counterparty);
    if (pair == NONE) {
      pair = pairs.add(account, counterparty);
      pairs.set(pair, SINCE, nextTransfer);
      mark(account);
      mark(counterparty);
    }
    pairs.set(pair, LINE, high);
    pairs.set(pair, LINE + 1, low);
  }

  private void mark(int account) {
    accounts.set(
        account, Ledger.NATURE, accounts.get(account, Ledger.NATURE) | Ledger.FLAG_PAIRED);
  }

  /// Whether a transfer may be added; there is none that may not where no line is set.
  boolean allow(int debit, int credit, long amountHigh, long amountLow) {
    int pair = pairs.find(debit, credit);
    if (pair == NONE) {
      return true;
    }
    long[] chunk = pairs.chunk(pair);
    int base = pairs.base(pair);
    // All of it is part of what the account has given, which has room: no sum here overflows.
    long usedHigh = chunk[base + PENDING];
    long usedLow = chunk[base + PENDING + 1];
    usedHigh = U128.sumHigh(usedHigh, usedLow, chunk[base + POSTED], chunk[base + POSTED + 1]);
    usedLow += chunk[base + POSTED + 1];
    usedHigh = U128.sumHigh(usedHigh, usedLow, amountHigh, amountLow);
    usedLow += amountLow;
    long receivedHigh = chunk[base + RECEIVED];
    long receivedLow = chunk[base + RECEIVED + 1];
    long lineHigh = chunk[base + LINE];
    long lineLow = chunk[base + LINE + 1];
    // Received and line together may be more than 128 bits hold, and then anything is allowed.
    return U128.sumOverflows(receivedHigh, receivedLow, lineHigh, lineLow)
        || U128.compare(
                usedHigh,
                usedLow,
                U128.sumHigh(receivedHigh, receivedLow, lineHigh, lineLow),
                receivedLow + lineLow)
            <= 0;
  }

  void addPending(int debit, int credit, long high, long low) {
    int pair = pairs.find(debit, credit);
    if (pair != NONE) {
      U128.add(pairs.chunkToWrite(pair), pairs.base(pair) + PENDING, high, low);
    }
  }

  /// Takes away what a pending transfer added, if it was there to be counted.
  void removePending(int debit, int credit, int transfer, long high, long low) {
    int pair = pairs.find(debit, credit);
    if (pair != NONE && counts(pair, transfer)) {
      U128.subtract(pairs.chunkToWrite(pair), pairs.base(pair) + PENDING, high, low);
    }
  }

  /// Gives back what {@link #removePending} took.
  void restorePending(int debit, int credit, int transfer, long high, long low) {
    int pair = pairs.find(debit, credit);
    if (pair != NONE && counts(pair, transfer)) {
      U128.add(pairs.chunkToWrite(pair), pairs.base(pair) + PENDING, high, low);
    }
  }

  private boolean counts(int pair, int transfer) {
    return transfer >= pairs.get(pair, SINCE);
  }

  void addPosted(int debit, int credit, long high, long low) {
    int pair = pairs.find(debit, credit);
    if (pair != NONE) {
      U128.add(pairs.chunkToWrite(pair), pairs.base(pair) + POSTED, high, low);
    }
    int opposite = pairs.find(credit, debit);
    if (opposite != NONE) {
      U128.add(pairs.chunkToWrite(opposite), pairs.base(opposite) + RECEIVED, high, low);
    }
  }

  /// Takes back {@link #addPosted}.
  void removePosted(int debit, int credit, long high, long low) {
    int pair = pairs.find(debit, credit);
    if (pair != NONE) {
      U128.subtract(pairs.chunkToWrite(pair), pairs.base(pair) + POSTED, high, low);
    }
    int opposite = pairs.find(credit, debit);
    if (opposite != NONE) {
      U128.subtract(pairs.chunkToWrite(opposite), pairs.base(opposite) + RECEIVED, high, low);
    }
  }

  void writeTo(StateWriter writer) {
    pairs.writeTo(writer);
  }

  void readFrom(StateReader reader) {
    pairs.readFrom(reader, (table, row) -> true);
  }

  void checkIndex() {
    pairs.checkInvariants((table, row) -> true);
  }

  /// What stands between the accounts is what the transfers say.
  void checkInvariants(TransferTable transfers) {
    int count = pairs.rows();
    if (count == 0) {
      return;
    }
    long[] sums = new long[count * COLUMNS];
    for (int row = 0; row < transfers.rows(); row++) {
      int debit = transfers.debit(row);
      int credit = transfers.credit(row);
      if (transfers.isTransfer(row)
          && (accounts.get(debit, Ledger.NATURE) & Ledger.FLAG_PAIRED) != 0) {
        sumUp(transfers, row, find(debit, credit), find(credit, debit), sums);
      }
    }
    for (int pair = 0; pair < count; pair++) {
      for (int column = PENDING; column < LINE; column++) {
        Invariants.check(
            sums[pair * COLUMNS + column] == pairs.get(pair, column),
            "pair is not the sum of its transfers",
            "pair",
            pair);
      }
    }
  }

  private void sumUp(TransferTable transfers, int row, int pair, int opposite, long[] sums) {
    long high = transfers.amountHigh(row);
    long low = transfers.amountLow(row);
    if (transfers.isPending(row)) {
      if (pair != NONE && counts(pair, row)) {
        U128.add(sums, pair * COLUMNS + PENDING, high, low);
      }
    } else if (transfers.movesMoney(row)) {
      if (pair != NONE && counts(pair, row)) {
        U128.add(sums, pair * COLUMNS + POSTED, high, low);
      }
      if (opposite != NONE && counts(opposite, row)) {
        U128.add(sums, opposite * COLUMNS + RECEIVED, high, low);
      }
    }
  }
}
