package kontor.engine.ledger;

import kontor.engine.LedgerAccounts;
import kontor.engine.Transfers;
import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;

/// Every transfer of the bulk ledger, and what each does to accounts, pairs and history. Nothing is
/// checked here; what is done can be taken back, the last first.
///
/// A transfer is a row of twelve numbers, from which its record can be given back: its accounts
/// are kept by their dense numbers, its pending transfer by its row. Each row names the
/// transfers before it of both accounts, so that an account's are walked backwards without an
/// index. Rows are in the order of their timestamps.
///
/// An id that failed for ever has a row too, so that one look tells everything about an id. So has
/// a transfer that waits: it is in no account's list, and nothing is moved. When it is released it
/// gets another row, at the end and with the time of its release, and leads there.
///
/// The legs of a transfer are rows one after the other with one id, which leads to the first.
final class TransferTable implements RowsOfAccounts {

  static final int NONE = LongTable.NONE;

  private static final int AMOUNT = 2;
  private static final int USER_DATA_128 = 4;
  private static final int USER_DATA_64 = 6;
  private static final int TIMESTAMP = 7;
  /// Debit and credit account, 32 bits each.
  private static final int ACCOUNTS = 8;
  /// The transfers before this one of the debit and of the credit account plus one, 32 bits each.
  /// Of one that waited: the row of its release plus one.
  private static final int BEFORE = 9;
  /// User data of 32 bits; code, 16 bits; one flag; state, 3 bits; the other flags, 12 bits.
  private static final int NATURE = 10;
  /// Timeout; the pending transfer that this one ends, or the row in which it waited, plus one: 32
  /// bits each.
  private static final int PENDING = 11;
  private static final int COLUMNS = 12;

  private static final int STATE_SHIFT = 12;
  private static final long STATE_MASK = 0x7000;
  /// Flags of the field stand where they come, Kontor's own where there is room.
  private static final int FLAGS_OF_THE_FIELD = (Transfers.IMPORTED << 1) - 1;
  private static final int FLAGS_OF_QUEUE = Transfers.QUEUED | Transfers.HIGH | Transfers.URGENT;
  private static final int QUEUE_SHIFT = 4;
  private static final int LEG_SHIFT = 3;

  /// Of a transfer that is not pending and never was.
  private static final int SINGLE = 0;
  private static final int IS_PENDING = 1;
  static final int POSTED = 2;
  static final int VOIDED = 3;
  static final int EXPIRED = 4;
  static final int FAILED = 5;
  private static final int IS_QUEUED = 6;
  /// It waited, and is another row now.
  private static final int RELEASED = 7;

  private static final int ENDS = Transfers.POST_PENDING_TRANSFER | Transfers.VOID_PENDING_TRANSFER;
  private static final int CLOSES = Transfers.CLOSING_DEBIT | Transfers.CLOSING_CREDIT;

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final Ledger ledger;
  private final LongTable accounts;
  private final LongTable rows;
  private final History history;
  private final Pairs pairs;
  private final Waiting waiting;

  TransferTable(
      Ledger ledger, History history, Pairs pairs, Waiting waiting, int transfersMax) {
    this.ledger = ledger;
    this.accounts = ledger.accounts();
    this.rows = new LongTable(COLUMNS, transfersMax);
    this.history = history;
    this.pairs = pairs;
    this.waiting = waiting;
  }

  @Override
  public int rows() {
    return rows.rows();
  }

  boolean isFull() {
    return rows.isFull() || history.isFull();
  }

  /// Whether so many rows more have room.
  boolean hasRoom(int more) {
    return rows.hasRoom(more);
  }

  /// The row with this id, of several legs the first; one that was released if it waited before.
  int find(long idHigh, long idLow) {
    int row = rows.find(idHigh, idLow);
    return row == NONE || state(row) != RELEASED ? row : (int) rows.get(row, BEFORE) - 1;
  }

  long idHigh(int row) {
    return rows.get(row, 0);
  }

  long idLow(int row) {
    return rows.get(row, 1);
  }

  long amountHigh(int row) {
    return rows.get(row, AMOUNT);
  }

  long amountLow(int row) {
    return rows.get(row, AMOUNT + 1);
  }

  long userData128High(int row) {
    return rows.get(row, USER_DATA_128);
  }

  long userData128Low(int row) {
    return rows.get(row, USER_DATA_128 + 1);
  }

  long userData64(int row) {
    return rows.get(row, USER_DATA_64);
  }

  int userData32(int row) {
    return (int) (rows.get(row, NATURE) >>> 32);
  }

  int code(int row) {
    return (int) (rows.get(row, NATURE) >>> 16) & 0xffff;
  }

  int flags(int row) {
    int kept = (int) rows.get(row, NATURE);
    return kept & FLAGS_OF_THE_FIELD
        | kept << QUEUE_SHIFT & FLAGS_OF_QUEUE
        | kept >>> LEG_SHIFT & Transfers.LEG;
  }

  private static int kept(int flags) {
    return flags & FLAGS_OF_THE_FIELD
        | (flags & FLAGS_OF_QUEUE) >>> QUEUE_SHIFT
        | (flags & Transfers.LEG) << LEG_SHIFT;
  }

  int state(int row) {
    return (int) (rows.get(row, NATURE) & STATE_MASK) >>> STATE_SHIFT;
  }

  private void setState(int row, int state) {
    rows.set(
        row, NATURE, (rows.get(row, NATURE) & ~STATE_MASK) | (long) state << STATE_SHIFT);
  }

  @Override
  public long timestampNs(int row) {
    return rows.get(row, TIMESTAMP);
  }

  int debit(int row) {
    return (int) (rows.get(row, ACCOUNTS) >>> 32);
  }

  int credit(int row) {
    return (int) rows.get(row, ACCOUNTS);
  }

  int ledgerNumber(int row) {
    return (int) (accounts.get(debit(row), Ledger.NATURE) >>> 32);
  }

  int timeout(int row) {
    return (int) (rows.get(row, PENDING) >>> 32);
  }

  /// The transfer that this one posted, voided or called off, or {@link #NONE}.
  int ended(int row) {
    return (flags(row) & ENDS) == 0 ? NONE : (int) rows.get(row, PENDING) - 1;
  }

  /// Whether the row is a transfer that waited before.
  private boolean isRelease(int row) {
    return (flags(row) & ENDS) == 0 && (int) rows.get(row, PENDING) != 0;
  }

  /// Whether the row is a transfer: no id that failed, and nothing that waits or waited.
  boolean isTransfer(int row) {
    return state(row) < FAILED;
  }

  /// Whether nothing will ever be created under the id.
  boolean isFailed(int row) {
    return state(row) == FAILED;
  }

  boolean isQueued(int row) {
    return state(row) == IS_QUEUED;
  }

  /// The leg behind this one of the same transfer, or {@link #NONE}.
  int nextLeg(int row) {
    return row + 1 < rows() && isNextLeg(row, row + 1) ? row + 1 : NONE;
  }

  private boolean isNextLeg(int row, int next) {
    return (flags(row) & flags(next) & Transfers.LEG) != 0
        && idLow(row) == idLow(next)
        && idHigh(row) == idHigh(next)
        && isRelease(row) == isRelease(next);
  }

  int legs(int row) {
    int legs = 1;
    for (int leg = nextLeg(row); leg != NONE; leg = nextLeg(leg)) {
      legs++;
    }
    return legs;
  }

  /// Whether the row itself is found by its id: the first of a transfer's legs, where it came in.
  boolean isIndexed(int row) {
    return !isRelease(row) && (row == 0 || !isNextLeg(row - 1, row));
  }

  boolean isPending(int row) {
    return state(row) == IS_PENDING;
  }

  /// Whether it moved money at once: a single-phase transfer, or a post.
  boolean movesMoney(int row) {
    return state(row) == SINGLE && (flags(row) & Transfers.VOID_PENDING_TRANSFER) == 0;
  }

  /// Whether it was placed as pending.
  boolean isTwoPhase(int row) {
    return (flags(row) & Transfers.PENDING) != 0;
  }

  /// Whether its time can be over.
  boolean isOpen(int row) {
    return isPending(row) || (isQueued(row) && isIndexed(row));
  }

  /// Instant at which the time of one that is pending or waits is over, or `Long.MAX_VALUE`.
  long expiryNs(int row) {
    int timeout = timeout(row);
    return timeout == 0
        ? Long.MAX_VALUE
        : timestampNs(row) + Integer.toUnsignedLong(timeout) * NANOS_PER_SECOND;
  }

  /// When the last transfer was made; 0 before the first.
  long lastNs() {
    return rows() == 0 ? 0 : timestampNs(rows() - 1);
  }

  /// Whether a transfer was made at this instant, or came and had to wait.
  boolean isTaken(long timestampNs) {
    int row = firstFrom(timestampNs);
    return row < rows() && timestampNs(row) == timestampNs;
  }

  /// An id that failed has no instant of its own.
  @Override
  public boolean repeatsInstant(int row) {
    return isFailed(row);
  }

  @Override
  public boolean isOf(int row, int account) {
    return (debit(row) == account || credit(row) == account) && isTransfer(row);
  }

  /// The account's latest transfer, or {@link #NONE}.
  @Override
  public int last(int account) {
    return (int) accounts.get(account, Ledger.LAST_TRANSFER) - 1;
  }

  /// The transfer before this one of an account that is in it, or {@link #NONE}.
  @Override
  public int before(int row, int account) {
    long before = rows.get(row, BEFORE);
    return (int) (debit(row) == account ? before >>> 32 : before) - 1;
  }

  /// Remembers an id that can never succeed.
  void addFailed(long idHigh, long idLow) {
    if (!rows.isFull()) {
      // It has no instant of its own, but it must not break the order.
      long timestampNs = lastNs();
      int row = rows.add(idHigh, idLow);
      rows.set(row, TIMESTAMP, timestampNs);
      setState(row, FAILED);
    }
  }

  /// A single-phase transfer without anything special, of less than 63 bits, as totals are.
  void addPlain(Transfers transfer, long timestampNs, int debit, int credit) {
    long amount = transfer.amountLow();
    accounts.chunkToWrite(debit)[accounts.base(debit) + Ledger.DEBITS_POSTED + 1] += amount;
    accounts.chunkToWrite(credit)[accounts.base(credit) + Ledger.CREDITS_POSTED + 1] += amount;
    int row = rows.add(transfer.idHigh(), transfer.idLow());
    fill(row, transfer, timestampNs, debit, credit);
    rows.chunkToWrite(row)[rows.base(row) + AMOUNT + 1] = amount;
    keepBefore(row, debit, credit);
  }

  /// A leg of a transfer that waits: it moves nothing and is in no account's list.
  void addQueued(Transfers transfer, long timestampNs, int debit, int credit) {
    int row = newRow(transfer);
    fill(row, transfer, timestampNs, debit, credit);
    setAmount(row, transfer.amountHigh(), transfer.amountLow());
    rows.set(row, PENDING, (long) transfer.timeout() << 32);
    setState(row, IS_QUEUED);
  }

  private int newRow(Transfers transfer) {
    int last = rows() - 1;
    boolean isNextLeg =
        (transfer.flags() & Transfers.LEG) != 0
            && last >= 0
            && (flags(last) & Transfers.LEG) != 0
            && idLow(last) == transfer.idLow()
            && idHigh(last) == transfer.idHigh();
    return isNextLeg
        ? rows.addUnindexed(transfer.idHigh(), transfer.idLow())
        : rows.add(transfer.idHigh(), transfer.idLow());
  }

  /// A transfer, or a leg of one, that is not a post or void.
  ///
  /// @param amountHigh and `amountLow`: the actual amount
  void add(
      Transfers transfer,
      long timestampNs,
      int debit,
      int credit,
      long amountHigh,
      long amountLow) {
    add(newRow(transfer), transfer, timestampNs, debit, credit, amountHigh, amountLow);
  }

  /// A transfer, or a leg of one, that waited.
  ///
  /// @param queued where it waited
  void addReleased(int queued, Transfers transfer, long timestampNs) {
    int row = rows.addUnindexed(transfer.idHigh(), transfer.idLow());
    add(
        row, transfer, timestampNs, debit(queued), credit(queued), amountHigh(queued),
        amountLow(queued));
    rows.set(row, PENDING, rows.get(row, PENDING) | queued + 1L);
  }

  /// The last transfer is what waited here; each leg leads to its own.
  void setReleased(int queued) {
    int legs = legs(queued);
    for (int i = 0; i < legs; i++) {
      setState(queued + i, RELEASED);
      rows.set(queued + i, BEFORE, rows() - legs + i + 1L);
    }
  }

  private void add(
      int row,
      Transfers transfer,
      long timestampNs,
      int debit,
      int credit,
      long amountHigh,
      long amountLow) {
    fill(row, transfer, timestampNs, debit, credit);
    keepBefore(row, debit, credit);
    setAmount(row, amountHigh, amountLow);
    rows.set(row, PENDING, (long) transfer.timeout() << 32);
    if (isTwoPhase(row)) {
      setState(row, IS_PENDING);
      ledger.add(debit, Ledger.DEBITS_PENDING, amountHigh, amountLow);
      ledger.add(credit, Ledger.CREDITS_PENDING, amountHigh, amountLow);
      if (isPaired(row)) {
        pairs.addPending(debit, credit, amountHigh, amountLow);
      }
      setClosed(row, true);
    } else {
      post(row);
    }
    keepHistory(row);
  }

  /// A post or void of a pending transfer, or what calls off one that waits; what it leaves open,
  /// it inherits.
  ///
  /// @param amountHigh and `amountLow`: what is posted or voided
  void addEnd(
      Transfers transfer, long timestampNs, int pending, long amountHigh, long amountLow) {
    int row = rows.add(transfer.idHigh(), transfer.idLow());
    fill(row, transfer, timestampNs, debit(pending), credit(pending));
    keepBefore(row, debit(pending), credit(pending));
    setAmount(row, amountHigh, amountLow);
    rows.set(row, PENDING, pending + 1L);
    inherit(row, pending);
    if (isQueued(pending)) {
      callOff(pending);
    } else if ((flags(row) & Transfers.POST_PENDING_TRANSFER) != 0) {
      release(pending);
      setState(pending, POSTED);
      post(row);
    } else {
      release(pending);
      setState(pending, VOIDED);
      setClosed(pending, false);
    }
    keepHistory(row);
  }

  private void inherit(int row, int pending) {
    if (U128.isZero(userData128High(row), userData128Low(row))) {
      rows.set(row, USER_DATA_128, userData128High(pending));
      rows.set(row, USER_DATA_128 + 1, userData128Low(pending));
    }
    if (userData64(row) == 0) {
      rows.set(row, USER_DATA_64, userData64(pending));
    }
    int userData32 = userData32(row) == 0 ? userData32(pending) : userData32(row);
    rows.set(
        row,
        NATURE,
        (long) userData32 << 32 | (long) code(pending) << 16 | rows.get(row, NATURE) & 0xffff);
  }

  private void fill(int row, Transfers transfer, long timestampNs, int debit, int credit) {
    long[] chunk = rows.chunkToWrite(row);
    int base = rows.base(row);
    chunk[base + USER_DATA_128] = transfer.userData128High();
    chunk[base + USER_DATA_128 + 1] = transfer.userData128Low();
    chunk[base + USER_DATA_64] = transfer.userData64();
    chunk[base + TIMESTAMP] = timestampNs;
    chunk[base + ACCOUNTS] = (long) debit << 32 | credit;
    chunk[base + NATURE] =
        (long) transfer.userData32() << 32
            | (long) transfer.code() << 16
            | kept(transfer.flags());
  }

  /// Puts the row in front of the transfers of both accounts.
  private void keepBefore(int row, int debit, int credit) {
    long[] debitChunk = accounts.chunkToWrite(debit);
    int debitLast = accounts.base(debit) + Ledger.LAST_TRANSFER;
    long[] creditChunk = accounts.chunkToWrite(credit);
    int creditLast = accounts.base(credit) + Ledger.LAST_TRANSFER;
    rows.chunkToWrite(row)[rows.base(row) + BEFORE] =
        debitChunk[debitLast] << 32 | creditChunk[creditLast];
    debitChunk[debitLast] = row + 1L;
    creditChunk[creditLast] = row + 1L;
  }

  private void setAmount(int row, long high, long low) {
    rows.set(row, AMOUNT, high);
    rows.set(row, AMOUNT + 1, low);
  }

  private boolean isPaired(int row) {
    return (accounts.get(debit(row), Ledger.NATURE) & Ledger.FLAG_PAIRED) != 0;
  }

  private void post(int row) {
    ledger.add(debit(row), Ledger.DEBITS_POSTED, amountHigh(row), amountLow(row));
    ledger.add(credit(row), Ledger.CREDITS_POSTED, amountHigh(row), amountLow(row));
    if (isPaired(row)) {
      pairs.addPosted(debit(row), credit(row), amountHigh(row), amountLow(row));
    }
  }

  private void unpost(int row) {
    ledger.subtract(debit(row), Ledger.DEBITS_POSTED, amountHigh(row), amountLow(row));
    ledger.subtract(credit(row), Ledger.CREDITS_POSTED, amountHigh(row), amountLow(row));
    if (isPaired(row)) {
      pairs.removePosted(debit(row), credit(row), amountHigh(row), amountLow(row));
    }
  }

  /// What a pending transfer set aside is free again.
  private void release(int row) {
    ledger.subtract(debit(row), Ledger.DEBITS_PENDING, amountHigh(row), amountLow(row));
    ledger.subtract(credit(row), Ledger.CREDITS_PENDING, amountHigh(row), amountLow(row));
    if (isPaired(row)) {
      pairs.removePending(debit(row), credit(row), row, amountHigh(row), amountLow(row));
    }
  }

  /// What {@link #release} set free is set aside again.
  private void restore(int row) {
    setState(row, IS_PENDING);
    ledger.add(debit(row), Ledger.DEBITS_PENDING, amountHigh(row), amountLow(row));
    ledger.add(credit(row), Ledger.CREDITS_PENDING, amountHigh(row), amountLow(row));
    if (isPaired(row)) {
      pairs.restorePending(debit(row), credit(row), row, amountHigh(row), amountLow(row));
    }
  }

  /// A closing transfer closes its accounts while it is pending.
  private void setClosed(int row, boolean closed) {
    int flags = flags(row);
    if ((flags & CLOSES) != 0) {
      if ((flags & Transfers.CLOSING_DEBIT) != 0) {
        setAccountClosed(debit(row), closed);
      }
      if ((flags & Transfers.CLOSING_CREDIT) != 0) {
        setAccountClosed(credit(row), closed);
      }
    }
  }

  private void setAccountClosed(int account, boolean closed) {
    long nature = accounts.get(account, Ledger.NATURE);
    accounts.set(
        account,
        Ledger.NATURE,
        closed ? nature | LedgerAccounts.CLOSED : nature & ~(long) LedgerAccounts.CLOSED);
  }

  private void keepHistory(int row) {
    if ((accounts.get(debit(row), Ledger.NATURE) & LedgerAccounts.HISTORY) != 0) {
      history.keep(debit(row), row);
    }
    if ((accounts.get(credit(row), Ledger.NATURE) & LedgerAccounts.HISTORY) != 0) {
      history.keep(credit(row), row);
    }
  }

  /// The time of a transfer that is pending or waits is over.
  void expire(int row) {
    if (isQueued(row)) {
      callOff(row);
      return;
    }
    setState(row, EXPIRED);
    release(row);
    setClosed(row, false);
  }

  /// What waits has failed for ever, with all of its legs.
  private void callOff(int row) {
    waiting.leave(this, row);
    setStateOfLegs(row, FAILED);
  }

  private void setStateOfLegs(int row, int state) {
    for (int leg = row; leg != NONE; leg = nextLeg(leg)) {
      setState(leg, state);
    }
  }

  /// Writes a transfer as its record.
  void write(int row, Transfers record) {
    int debit = debit(row);
    int credit = credit(row);
    int ended = ended(row);
    record
        .setId(idHigh(row), idLow(row))
        .setDebit(accounts.get(debit, 0), accounts.get(debit, 1))
        .setCredit(accounts.get(credit, 0), accounts.get(credit, 1))
        .setAmount(amountHigh(row), amountLow(row))
        .setPending(ended == NONE ? 0 : idHigh(ended), ended == NONE ? 0 : idLow(ended))
        .setUserData128(userData128High(row), userData128Low(row))
        .setUserData64(userData64(row))
        .setUserData32(userData32(row))
        .setTimeout(timeout(row))
        .setLedger(ledgerNumber(row))
        .setCode(code(row))
        .setFlags(flags(row))
        .setTimestamp(timestampNs(row));
  }

  /// Takes the last transfers back, down to a number of rows.
  void takeBack(int rowsLeft) {
    while (rows() > rowsLeft) {
      takeBackLast();
    }
  }

  private void takeBackLast() {
    int row = rows() - 1;
    history.forget(row);
    if (isTwoPhase(row)) {
      release(row);
      setClosed(row, false);
    } else if ((flags(row) & ENDS) != 0) {
      int pending = ended(row);
      if (state(pending) == FAILED) {
        setStateOfLegs(pending, IS_QUEUED);
        waiting.enter(this, pending);
      } else {
        if ((flags(row) & Transfers.POST_PENDING_TRANSFER) != 0) {
          unpost(row);
        } else {
          setClosed(pending, true);
        }
        restore(pending);
      }
    } else {
      unpost(row);
    }
    long before = rows.get(row, BEFORE);
    accounts.set(debit(row), Ledger.LAST_TRANSFER, before >>> 32);
    accounts.set(credit(row), Ledger.LAST_TRANSFER, before & 0xffff_ffffL);
    if (isIndexed(row)) {
      rows.removeLast();
    } else {
      rows.removeLastRow();
    }
  }

  void writeTo(StateWriter writer) {
    rows.writeTo(writer);
  }

  void readFrom(StateReader reader) {
    rows.readFrom(reader, (table, row) -> isIndexed(row));
  }

  void checkIndex() {
    rows.checkInvariants((table, row) -> isIndexed(row));
  }
}
