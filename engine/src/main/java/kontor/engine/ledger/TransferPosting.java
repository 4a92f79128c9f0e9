package kontor.engine.ledger;

import java.util.Arrays;
import kontor.engine.Event;
import kontor.engine.LedgerAccounts;
import kontor.engine.LedgerResults;
import kontor.engine.TransferResult;
import kontor.engine.Transfers;

/// Decides about transfers of the bulk ledger: all checks are here, in the order of
/// {@link TransferResult}, and what passes them must be done.
///
/// Most transfers have nothing special. {@link #postPlain} does those in a few steps; whatever it
/// does not understand, and whatever fails, goes the long way through {@link #check}.
final class TransferPosting extends LinkedBatch {

  private static final int NONE = LongTable.NONE;

  private static final int FLAGS_OF_QUEUE =
      Transfers.QUEUED | Transfers.HIGH | Transfers.URGENT;
  private static final int FLAGS =
      (Transfers.IMPORTED << 1) - 1 | FLAGS_OF_QUEUE | Transfers.LEG;
  private static final int ENDS =
      Transfers.POST_PENDING_TRANSFER | Transfers.VOID_PENDING_TRANSFER;
  private static final int CLOSES = Transfers.CLOSING_DEBIT | Transfers.CLOSING_CREDIT;
  private static final int BALANCES = Transfers.BALANCING_DEBIT | Transfers.BALANCING_CREDIT;

  /// What makes an account special on the debit and on the credit side of a transfer.
  private static final long SPECIAL =
      LedgerAccounts.CLOSED
          | LedgerAccounts.HISTORY
          | Ledger.FLAG_PAIRED
          | Ledger.FLAG_WAITED_FOR;
  private static final long DEBIT_SPECIAL = SPECIAL;
  private static final long CREDIT_SPECIAL =
      SPECIAL | LedgerAccounts.CREDITS_MUST_NOT_EXCEED_DEBITS;
  /// Four numbers below 2 to the 61st can be added in 64 bits.
  private static final int PLAIN_BITS = 61;

  /// How many transfers are looked up ahead.
  private static final int BLOCK = 256;

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  /// Numbers that {@link Event.TransfersReleased} has of each transfer.
  private static final int TOLD_OF_ONE = 4;

  private final LongTable accounts;
  private final AccountOpening opening;
  private final TransferTable transfers;
  private final Pairs pairs;
  private final Waiting waiting;
  private final Expiry expiry;

  private Transfers batch = Transfers.ofCapacity(0);
  private long firstNs;
  private boolean imported;
  private int rowsBeforeBatch;
  private int rowsAtStart;

  // What was looked up ahead.
  private final int[] known = new int[BLOCK];
  private final int[] debits = new int[BLOCK];
  private final int[] credits = new int[BLOCK];
  private int lookedUpFrom;
  private int lookedUpTo;

  // The transfer that is looked at.
  private long eventNs;
  private int debit;
  private int credit;
  private int pending;
  private long amountHigh;
  private long amountLow;
  private long existingNs;

  // The transfer of several legs that is looked at: what becomes of each.
  private int legsFrom;
  private int legsTo;
  private int[] legResults = new int[4];
  private long[] legsExistingNs = new long[4];

  /// The transfer that is released.
  private final Transfers released = Transfers.ofCapacity(1);

  TransferPosting(
      Ledger ledger,
      AccountOpening opening,
      TransferTable transfers,
      Pairs pairs,
      Waiting waiting,
      Expiry expiry) {
    this.accounts = ledger.accounts();
    this.opening = opening;
    this.transfers = transfers;
    this.pairs = pairs;
    this.waiting = waiting;
    this.expiry = expiry;
  }

  LedgerResults post(Transfers transfersToPost, long timestampNs) {
    batch = transfersToPost;
    firstNs = timestampNs;
    imported = batch.count() > 0 && isImported(batch.at(0));
    lookedUpTo = 0;
    legsTo = 0;
    rowsBeforeBatch = transfers.rows();
    rowsAtStart = rowsBeforeBatch;
    return run(batch.count(), firstNs);
  }

  private static boolean isImported(Transfers transfer) {
    return (transfer.flags() & Transfers.IMPORTED) != 0;
  }

  /// Looks for the ids of the next transfers at once. With millions of transfers each look is a
  /// wait for memory; in a loop of nothing else the waits overlap, and the second look finds it
  /// near. Not for all of a batch: then what was fetched first would be far again.
  private void lookAhead(int first) {
    int count = Math.min(BLOCK, batch.count() - first);
    lookedUpFrom = first;
    lookedUpTo = first + count;
    for (int i = 0; i < count; i++) {
      batch.at(first + i);
      known[i] = transfers.find(batch.idHigh(), batch.idLow());
    }
    for (int i = 0; i < count; i++) {
      batch.at(first + i);
      debits[i] = accounts.find(batch.debitHigh(), batch.debitLow());
      credits[i] = accounts.find(batch.creditHigh(), batch.creditLow());
    }
  }

  @Override
  boolean isLinked(int index) {
    return (batch.at(index).flags() & Transfers.LINKED) != 0;
  }

  @Override
  int create(int index) {
    if (index < legsTo) {
      existingNs = legsExistingNs[index - legsFrom];
      return legResults[index - legsFrom];
    }
    int existing = moveTo(index);
    if (existing == NONE || existing >= rowsBeforeBatch) {
      // It may have come earlier in this very batch, and may have been taken back since.
      existing = transfers.find(batch.idHigh(), batch.idLow());
    }
    if (existing == NONE && !imported && batch.isPlain() && postPlain(batch)) {
      return CREATED;
    }
    if ((batch.flags() & Transfers.LEG) != 0 && !isInChain()) {
      return createLegs(index, existing);
    }
    TransferResult result = check(batch, existing);
    if (result == TransferResult.CREATED) {
      add(batch);
    } else if (result.lacksCover() && (batch.flags() & Transfers.QUEUED) != 0) {
      result = queue(index, index + 1);
    }
    return result.code();
  }

  /// Looks at a transfer of the batch.
  ///
  /// @return the row with its id, or {@link #NONE}, as it was before the batch or now
  private int moveTo(int index) {
    if (index < lookedUpFrom || index >= lookedUpTo) {
      lookAhead(index);
    }
    batch.at(index);
    eventNs = firstNs + index;
    debit = debits[index - lookedUpFrom];
    credit = credits[index - lookedUpFrom];
    return known[index - lookedUpFrom];
  }

  /// Lets a transfer wait that only lacks cover.
  private TransferResult queue(int from, int to) {
    if (waiting.isFull() || !transfers.hasRoom(to - from)) {
      return TransferResult.TABLE_FULL;
    }
    int row = transfers.rows();
    for (int leg = from; leg < to; leg++) {
      moveTo(leg);
      transfers.addQueued(batch, eventNs, debit, credit);
    }
    waiting.enter(transfers, row);
    keep();
    return TransferResult.QUEUED;
  }

  /// Posts the legs of a transfer, or finds out why not, and remembers what to say of each.
  private int createLegs(int first, int existing) {
    legsFrom = first;
    legsTo = first + 1;
    while (legsTo < batch.count() && isLegOf(first, legsTo)) {
      legsTo++;
    }
    int legs = legsTo - first;
    if (legs > legResults.length) {
      legResults = new int[Math.max(legs, 2 * legResults.length)];
      legsExistingNs = new long[legResults.length];
    }
    int cause = existing == NONE ? createLegs() : compareLegs(existing);
    moveTo(first);
    existingNs = legsExistingNs[0];
    int result = legResults[0];
    if (result != CREATED
        && result != TransferResult.EXISTS.code()
        && result != TransferResult.QUEUED.code()) {
      // The first leg tells what became of the transfer, and the reason says so as well.
      Arrays.fill(legResults, 1, legs, TransferResult.LEG_FAILED.code());
      legResults[cause] = result;
    }
    return result;
  }

  private boolean isLegOf(int first, int index) {
    long high = batch.at(first).idHigh();
    long low = batch.idLow();
    batch.at(index);
    return (batch.flags() & Transfers.LEG) != 0 && batch.idHigh() == high && batch.idLow() == low;
  }

  /// First what each leg says for itself, then its effects: a leg sees what those before it did.
  ///
  /// @return the leg that is the reason if they are not posted, from 0
  private int createLegs() {
    for (int leg = legsFrom; leg < legsTo; leg++) {
      moveTo(leg);
      TransferResult result = checkLeg();
      if (result != TransferResult.CREATED) {
        return sayOfLegs(result, leg);
      }
    }
    begin();
    for (int leg = legsFrom; leg < legsTo; leg++) {
      moveTo(leg);
      TransferResult result = checkEffect(batch);
      if (result != TransferResult.CREATED) {
        takeBack();
        boolean waits = result.lacksCover() && (batch.flags() & Transfers.QUEUED) != 0;
        return sayOfLegs(waits ? queue(legsFrom, legsTo) : result, leg);
      }
      add(batch);
    }
    return sayOfLegs(TransferResult.CREATED, legsFrom);
  }

  private int sayOfLegs(TransferResult result, int cause) {
    Arrays.fill(legResults, 0, legsTo - legsFrom, result.code());
    return cause - legsFrom;
  }

  private TransferResult checkLeg() {
    int flags = batch.flags();
    int timeout = batch.timeout();
    TransferResult before = checkIdentity(batch);
    if (before != TransferResult.CREATED) {
      return before;
    }
    if (isExclusive(flags)) {
      return TransferResult.FLAGS_ARE_MUTUALLY_EXCLUSIVE;
    }
    int index = (int) (eventNs - firstNs);
    batch.at(legsFrom);
    boolean agrees = batch.flags() == flags && batch.timeout() == timeout;
    batch.at(index);
    return agrees ? checkForItself(batch) : TransferResult.LEGS_MUST_AGREE;
  }

  /// @return the leg that is the reason if they are not the same, from 0
  private int compareLegs(int existing) {
    int legs = transfers.legs(existing);
    int row = existing;
    for (int leg = legsFrom; leg < legsTo; leg++) {
      moveTo(leg);
      TransferResult result = checkIdentity(batch);
      if (result == TransferResult.CREATED) {
        result = compareLeg(existing, legs, row);
      }
      if (result != TransferResult.EXISTS && result != TransferResult.QUEUED) {
        return sayOfLegs(result, leg);
      }
      legResults[leg - legsFrom] = result.code();
      legsExistingNs[leg - legsFrom] = existingNs;
      row++;
    }
    return 0;
  }

  private TransferResult compareLeg(int existing, int legs, int row) {
    if (isFailed(existing)) {
      return TransferResult.ID_ALREADY_FAILED;
    }
    if (batch.flags() != transfers.flags(existing)) {
      return TransferResult.EXISTS_WITH_DIFFERENT_FLAGS;
    }
    return legs == legsTo - legsFrom
        ? compare(batch, row)
        : TransferResult.EXISTS_WITH_DIFFERENT_LEGS;
  }

  private boolean isFailed(int row) {
    return !transfers.isTransfer(row) && !transfers.isQueued(row);
  }

  /// Posts what waited and is free now, up to what one event tells.
  ///
  /// @return what {@link Event.TransfersReleased} tells
  long[] release(Timestamps timestamps, long nowMs) {
    long[] told = new long[TOLD_OF_ONE];
    int length = 0;
    int row = waiting.next(transfers);
    while (row != NONE) {
      long timestampNs = timestamps.peek(nowMs);
      if (release(row, timestampNs)) {
        int legs = transfers.legs(row);
        timestamps.take(legs, nowMs);
        if (length == told.length) {
          told = Arrays.copyOf(told, 2 * length);
        }
        told[length++] = transfers.idHigh(row);
        told[length++] = transfers.idLow(row);
        told[length++] = timestampNs;
        told[length++] = legs;
        if (length == TOLD_OF_ONE * Transfers.COUNT_MAX) {
          return told;
        }
      }
      row = waiting.next(transfers);
    }
    return Arrays.copyOf(told, length);
  }

  /// Posts one that waited, all of its legs or none.
  private boolean release(int row, long timestampNs) {
    imported = false;
    pending = NONE;
    begin();
    TransferResult result =
        transfers.expiryNs(row) <= timestampNs
            ? TransferResult.PENDING_TRANSFER_EXPIRED
            : TransferResult.CREATED;
    eventNs = timestampNs;
    for (int leg = row;
        leg != NONE && result == TransferResult.CREATED;
        leg = transfers.nextLeg(leg)) {
      transfers.write(leg, released.at(0));
      debit = transfers.debit(leg);
      credit = transfers.credit(leg);
      result = checkRelease();
      if (result == TransferResult.CREATED) {
        transfers.addReleased(leg, released, eventNs);
        eventNs++;
      }
    }
    if (result != TransferResult.CREATED) {
      takeBack();
      if (!result.lacksCover()) {
        waiting.stop(transfers, row);
      }
      return false;
    }
    waiting.leave(transfers, row);
    transfers.setReleased(row);
    keep();
    return true;
  }

  private TransferResult checkRelease() {
    TransferResult closed = checkClosed();
    if (closed != TransferResult.CREATED) {
      return closed;
    }
    setActualAmount(released);
    TransferResult overflow = checkOverflow(released);
    TransferResult limits = overflow == TransferResult.CREATED ? checkLimits() : overflow;
    return limits == TransferResult.CREATED ? checkRoom() : limits;
  }

  /// Posts a transfer between two accounts of which neither has anything special, and all of whose
  /// numbers are small.
  ///
  /// @return false if it is not one of those or must fail; nothing was done then
  private boolean postPlain(Transfers transfer) {
    if (debit == NONE || credit == NONE || debit == credit || transfer.code() == 0
        || U128.isZero(transfer.idHigh(), transfer.idLow())
        || U128.isMax(transfer.idHigh(), transfer.idLow())
        || transfers.isFull()) {
      return false;
    }
    long[] from = accounts.chunk(debit);
    int fromBase = accounts.base(debit);
    long[] to = accounts.chunk(credit);
    int toBase = accounts.base(credit);
    long nature = from[fromBase + Ledger.NATURE];
    if ((nature & DEBIT_SPECIAL) != 0
        || (to[toBase + Ledger.NATURE] & CREDIT_SPECIAL) != 0
        || (nature ^ to[toBase + Ledger.NATURE]) >>> 32 != 0
        || (int) (nature >>> 32) != transfer.ledger()) {
      return false;
    }
    long amount = transfer.amountLow();
    long debitsPosted = from[fromBase + Ledger.DEBITS_POSTED + 1];
    long debitsPending = from[fromBase + Ledger.DEBITS_PENDING + 1];
    long creditsPosted = from[fromBase + Ledger.CREDITS_POSTED + 1];
    long line = from[fromBase + Ledger.LINE + 1];
    long highs =
        transfer.amountHigh()
            | from[fromBase + Ledger.DEBITS_POSTED]
            | from[fromBase + Ledger.DEBITS_PENDING]
            | from[fromBase + Ledger.CREDITS_POSTED]
            | from[fromBase + Ledger.LINE]
            | to[toBase + Ledger.CREDITS_POSTED]
            | to[toBase + Ledger.CREDITS_PENDING];
    long lows =
        amount
            | debitsPosted
            | debitsPending
            | creditsPosted
            | line
            | to[toBase + Ledger.CREDITS_POSTED + 1];
    if (highs != 0 || lows >>> PLAIN_BITS != 0) {
      return false;
    }
    if ((nature & LedgerAccounts.DEBITS_MUST_NOT_EXCEED_CREDITS) != 0
        && debitsPending + debitsPosted + amount > creditsPosted + line) {
      return false;
    }
    transfers.addPlain(transfer, eventNs, debit, credit);
    return true;
  }

  private TransferResult check(Transfers transfer, int existing) {
    TransferResult identity = checkIdentity(transfer);
    if (identity != TransferResult.CREATED) {
      return identity;
    }
    if (existing != NONE) {
      return isFailed(existing)
          ? TransferResult.ID_ALREADY_FAILED
          : compare(transfer, existing);
    }
    if (isExclusive(transfer.flags())) {
      return TransferResult.FLAGS_ARE_MUTUALLY_EXCLUSIVE;
    }
    if ((transfer.flags() & ENDS) != 0) {
      return checkEnd(transfer);
    }
    return isInChain() && (transfer.flags() & (Transfers.QUEUED | Transfers.LEG)) != 0
        ? TransferResult.MUST_NOT_BE_LINKED
        : checkNew(transfer);
  }

  /// What there is to say before the id is looked for.
  private TransferResult checkIdentity(Transfers transfer) {
    TransferResult time = checkTime(transfer);
    if (time != TransferResult.CREATED) {
      return time;
    }
    int flags = transfer.flags();
    if ((flags & ~FLAGS) != 0) {
      return TransferResult.RESERVED_FLAG;
    }
    if (U128.isZero(transfer.idHigh(), transfer.idLow())) {
      return TransferResult.ID_MUST_NOT_BE_ZERO;
    }
    if (U128.isMax(transfer.idHigh(), transfer.idLow())) {
      return TransferResult.ID_MUST_NOT_BE_INT_MAX;
    }
    return TransferResult.CREATED;
  }

  /// Flags that do not go together. What waits has a sum that is known, and its time is that of
  /// its release; a leg is posted at once with the others.
  private static boolean isExclusive(int flags) {
    int priorities = Transfers.HIGH | Transfers.URGENT;
    boolean ends = (flags & ENDS) != 0;
    int notToEnd =
        Transfers.PENDING | BALANCES | CLOSES | priorities | Transfers.LEG
            | ((flags & Transfers.POST_PENDING_TRANSFER) != 0 ? Transfers.QUEUED : 0);
    return (flags & priorities) == priorities
        || (flags & ENDS) == ENDS
        || (ends && (flags & notToEnd) != 0)
        || (!ends
            && (flags & Transfers.QUEUED) != 0
            && (flags & (BALANCES | CLOSES | Transfers.IMPORTED)) != 0)
        || ((flags & Transfers.LEG) != 0
            && (flags & (Transfers.PENDING | BALANCES | CLOSES | Transfers.IMPORTED)) != 0);
  }

  private TransferResult checkTime(Transfers transfer) {
    if (isImported(transfer) != imported) {
      return imported
          ? TransferResult.IMPORTED_EVENT_EXPECTED
          : TransferResult.IMPORTED_EVENT_NOT_EXPECTED;
    }
    long timestampNs = transfer.timestamp();
    if (!imported) {
      return timestampNs == 0 ? TransferResult.CREATED : TransferResult.TIMESTAMP_MUST_BE_ZERO;
    }
    if (timestampNs <= 0) {
      return TransferResult.IMPORTED_EVENT_TIMESTAMP_OUT_OF_RANGE;
    }
    return timestampNs < eventNs
        ? TransferResult.CREATED
        : TransferResult.IMPORTED_EVENT_TIMESTAMP_MUST_NOT_ADVANCE;
  }

  /// A retry is told from a change. What a post or void left open was inherited, so a retry that
  /// leaves it open again is the same.
  private TransferResult compare(Transfers transfer, int existing) {
    int flags = transfer.flags();
    if (flags != transfers.flags(existing)) {
      return TransferResult.EXISTS_WITH_DIFFERENT_FLAGS;
    }
    int ended = transfers.ended(existing);
    boolean samePending =
        ended == NONE
            ? U128.isZero(transfer.pendingHigh(), transfer.pendingLow())
            : transfer.pendingHigh() == transfers.idHigh(ended)
                && transfer.pendingLow() == transfers.idLow(ended);
    if (!samePending) {
      return TransferResult.EXISTS_WITH_DIFFERENT_PENDING_ID;
    }
    if (transfer.timeout() != transfers.timeout(existing)) {
      return TransferResult.EXISTS_WITH_DIFFERENT_TIMEOUT;
    }
    boolean inherits = ended != NONE;
    if (!isAccount(
        transfers.debit(existing), transfer.debitHigh(), transfer.debitLow(), inherits)) {
      return TransferResult.EXISTS_WITH_DIFFERENT_DEBIT_ACCOUNT_ID;
    }
    if (!isAccount(
        transfers.credit(existing), transfer.creditHigh(), transfer.creditLow(), inherits)) {
      return TransferResult.EXISTS_WITH_DIFFERENT_CREDIT_ACCOUNT_ID;
    }
    if (!isSameAmount(transfer, existing)) {
      return TransferResult.EXISTS_WITH_DIFFERENT_AMOUNT;
    }
    TransferResult userData = compareUserData(transfer, existing, inherits ? ended : existing);
    if (userData != TransferResult.EXISTS) {
      return userData;
    }
    if (transfer.ledger() != transfers.ledgerNumber(existing)
        && !(inherits && transfer.ledger() == 0)) {
      return TransferResult.EXISTS_WITH_DIFFERENT_LEDGER;
    }
    if (transfer.code() != transfers.code(existing) && !(inherits && transfer.code() == 0)) {
      return TransferResult.EXISTS_WITH_DIFFERENT_CODE;
    }
    existingNs = transfers.timestampNs(existing);
    return transfers.isQueued(existing) ? TransferResult.QUEUED : TransferResult.EXISTS;
  }

  /// Whether this is the id of an account, or is left open where that is allowed.
  private boolean isAccount(int account, long high, long low, boolean inherits) {
    return (inherits && U128.isZero(high, low))
        || (accounts.get(account, 0) == high && accounts.get(account, 1) == low);
  }

  private boolean isSameAmount(Transfers transfer, int existing) {
    long high = transfer.amountHigh();
    long low = transfer.amountLow();
    long wasHigh = transfers.amountHigh(existing);
    long wasLow = transfers.amountLow(existing);
    int flags = transfer.flags();
    if ((flags & BALANCES) != 0) {
      return U128.compare(high, low, wasHigh, wasLow) >= 0;
    }
    if ((flags & Transfers.VOID_PENDING_TRANSFER) != 0 && U128.isZero(high, low)) {
      return true;
    }
    if ((flags & Transfers.POST_PENDING_TRANSFER) != 0 && U128.isMax(high, low)) {
      int ended = transfers.ended(existing);
      return wasHigh == transfers.amountHigh(ended) && wasLow == transfers.amountLow(ended);
    }
    return high == wasHigh && low == wasLow;
  }

  /// @param origin whose user data stand for a zero: the pending transfer of a post or void
  private TransferResult compareUserData(Transfers transfer, int existing, int origin) {
    long high = transfer.userData128High();
    long low = transfer.userData128Low();
    if (U128.isZero(high, low) && origin != existing) {
      high = transfers.userData128High(origin);
      low = transfers.userData128Low(origin);
    }
    if (high != transfers.userData128High(existing)
        || low != transfers.userData128Low(existing)) {
      return TransferResult.EXISTS_WITH_DIFFERENT_USER_DATA_128;
    }
    long userData64 = transfer.userData64();
    if (userData64 == 0 && origin != existing) {
      userData64 = transfers.userData64(origin);
    }
    if (userData64 != transfers.userData64(existing)) {
      return TransferResult.EXISTS_WITH_DIFFERENT_USER_DATA_64;
    }
    int userData32 = transfer.userData32();
    if (userData32 == 0 && origin != existing) {
      userData32 = transfers.userData32(origin);
    }
    return userData32 == transfers.userData32(existing)
        ? TransferResult.EXISTS
        : TransferResult.EXISTS_WITH_DIFFERENT_USER_DATA_32;
  }

  private TransferResult checkNew(Transfers transfer) {
    TransferResult result = checkForItself(transfer);
    return result == TransferResult.CREATED ? checkEffect(transfer) : result;
  }

  /// What does not depend on what others did to the balances.
  private TransferResult checkForItself(Transfers transfer) {
    pending = NONE;
    TransferResult form = checkForm(transfer);
    if (form != TransferResult.CREATED) {
      return form;
    }
    if (debit == NONE) {
      return TransferResult.DEBIT_ACCOUNT_NOT_FOUND;
    }
    if (credit == NONE) {
      return TransferResult.CREDIT_ACCOUNT_NOT_FOUND;
    }
    int ledgerNumber = ledgerNumber(debit);
    if (ledgerNumber != ledgerNumber(credit)) {
      return TransferResult.ACCOUNTS_MUST_HAVE_THE_SAME_LEDGER;
    }
    if (ledgerNumber != transfer.ledger()) {
      return TransferResult.TRANSFER_MUST_HAVE_THE_SAME_LEDGER_AS_ACCOUNTS;
    }
    TransferResult time = imported ? checkImportedTime(transfer) : TransferResult.CREATED;
    if (time != TransferResult.CREATED) {
      return time;
    }
    return checkClosed();
  }

  private TransferResult checkEffect(Transfers transfer) {
    setActualAmount(transfer);
    TransferResult overflow = checkOverflow(transfer);
    TransferResult limits = overflow == TransferResult.CREATED ? checkLimits() : overflow;
    if (limits != TransferResult.CREATED) {
      return limits;
    }
    return !U128.isZero(amountHigh, amountLow)
            && waiting.isOthersTurn(debit, credit, transfer.flags())
        ? TransferResult.OTHERS_WAIT
        : checkRoom();
  }

  private static TransferResult checkForm(Transfers transfer) {
    TransferResult ids = checkAccountIds(transfer);
    if (ids != TransferResult.CREATED) {
      return ids;
    }
    if (!U128.isZero(transfer.pendingHigh(), transfer.pendingLow())) {
      return TransferResult.PENDING_ID_MUST_BE_ZERO;
    }
    int flags = transfer.flags();
    if ((flags & Transfers.PENDING) == 0) {
      if (transfer.timeout() != 0 && (flags & Transfers.QUEUED) == 0) {
        return TransferResult.TIMEOUT_RESERVED_FOR_PENDING_TRANSFER;
      }
      if ((flags & CLOSES) != 0) {
        return TransferResult.CLOSING_TRANSFER_MUST_BE_PENDING;
      }
    }
    if (transfer.ledger() == 0) {
      return TransferResult.LEDGER_MUST_NOT_BE_ZERO;
    }
    return transfer.code() == 0 ? TransferResult.CODE_MUST_NOT_BE_ZERO : TransferResult.CREATED;
  }

  private static TransferResult checkAccountIds(Transfers transfer) {
    if (U128.isZero(transfer.debitHigh(), transfer.debitLow())) {
      return TransferResult.DEBIT_ACCOUNT_ID_MUST_NOT_BE_ZERO;
    }
    if (U128.isMax(transfer.debitHigh(), transfer.debitLow())) {
      return TransferResult.DEBIT_ACCOUNT_ID_MUST_NOT_BE_INT_MAX;
    }
    if (U128.isZero(transfer.creditHigh(), transfer.creditLow())) {
      return TransferResult.CREDIT_ACCOUNT_ID_MUST_NOT_BE_ZERO;
    }
    if (U128.isMax(transfer.creditHigh(), transfer.creditLow())) {
      return TransferResult.CREDIT_ACCOUNT_ID_MUST_NOT_BE_INT_MAX;
    }
    return transfer.debitHigh() == transfer.creditHigh()
            && transfer.debitLow() == transfer.creditLow()
        ? TransferResult.ACCOUNTS_MUST_BE_DIFFERENT
        : TransferResult.CREATED;
  }

  private int ledgerNumber(int account) {
    return (int) (accounts.get(account, Ledger.NATURE) >>> 32);
  }

  private boolean hasFlag(int account, int flag) {
    return (accounts.get(account, Ledger.NATURE) & flag) != 0;
  }

  private boolean regresses(long timestampNs) {
    return timestampNs <= transfers.lastNs() || opening.isTaken(timestampNs);
  }

  private TransferResult checkImportedTime(Transfers transfer) {
    long timestampNs = transfer.timestamp();
    if (regresses(timestampNs)) {
      return TransferResult.IMPORTED_EVENT_TIMESTAMP_MUST_NOT_REGRESS;
    }
    if (timestampNs <= opening.detail(debit, AccountOpening.TIMESTAMP)) {
      return TransferResult.IMPORTED_EVENT_TIMESTAMP_MUST_POSTDATE_DEBIT_ACCOUNT;
    }
    if (timestampNs <= opening.detail(credit, AccountOpening.TIMESTAMP)) {
      return TransferResult.IMPORTED_EVENT_TIMESTAMP_MUST_POSTDATE_CREDIT_ACCOUNT;
    }
    return transfer.timeout() == 0
        ? TransferResult.CREATED
        : TransferResult.IMPORTED_EVENT_TIMEOUT_MUST_BE_ZERO;
  }

  private TransferResult checkClosed() {
    if (hasFlag(debit, LedgerAccounts.CLOSED)) {
      return TransferResult.DEBIT_ACCOUNT_ALREADY_CLOSED;
    }
    return hasFlag(credit, LedgerAccounts.CLOSED)
        ? TransferResult.CREDIT_ACCOUNT_ALREADY_CLOSED
        : TransferResult.CREATED;
  }

  /// A balancing transfer takes at most what is there.
  private void setActualAmount(Transfers transfer) {
    amountHigh = transfer.amountHigh();
    amountLow = transfer.amountLow();
    if ((transfer.flags() & Transfers.BALANCING_DEBIT) != 0) {
      boundByBalance(
          debit, Ledger.CREDITS_POSTED, Ledger.DEBITS_POSTED, Ledger.DEBITS_PENDING);
    }
    if ((transfer.flags() & Transfers.BALANCING_CREDIT) != 0) {
      boundByBalance(
          credit, Ledger.DEBITS_POSTED, Ledger.CREDITS_POSTED, Ledger.CREDITS_PENDING);
    }
  }

  private void boundByBalance(int account, int has, int posted, int set) {
    long[] chunk = accounts.chunk(account);
    int base = accounts.base(account);
    long usedHigh =
        U128.sumHigh(
            chunk[base + posted], chunk[base + posted + 1], chunk[base + set],
            chunk[base + set + 1]);
    long usedLow = chunk[base + posted + 1] + chunk[base + set + 1];
    long hasHigh = chunk[base + has];
    long hasLow = chunk[base + has + 1];
    if (U128.compare(hasHigh, hasLow, usedHigh, usedLow) <= 0) {
      amountHigh = 0;
      amountLow = 0;
      return;
    }
    long leftHigh = U128.differenceHigh(hasHigh, hasLow, usedHigh, usedLow);
    long leftLow = hasLow - usedLow;
    if (U128.compare(leftHigh, leftLow, amountHigh, amountLow) < 0) {
      amountHigh = leftHigh;
      amountLow = leftLow;
    }
  }

  private TransferResult checkOverflow(Transfers transfer) {
    if ((transfer.flags() & Transfers.PENDING) != 0) {
      if (overflows(debit, Ledger.DEBITS_PENDING)) {
        return TransferResult.OVERFLOWS_DEBITS_PENDING;
      }
      if (overflows(credit, Ledger.CREDITS_PENDING)) {
        return TransferResult.OVERFLOWS_CREDITS_PENDING;
      }
    }
    if (overflows(debit, Ledger.DEBITS_POSTED)) {
      return TransferResult.OVERFLOWS_DEBITS_POSTED;
    }
    if (overflows(credit, Ledger.CREDITS_POSTED)) {
      return TransferResult.OVERFLOWS_CREDITS_POSTED;
    }
    if (overflows(debit, Ledger.DEBITS_PENDING, Ledger.DEBITS_POSTED)) {
      return TransferResult.OVERFLOWS_DEBITS;
    }
    if (overflows(credit, Ledger.CREDITS_PENDING, Ledger.CREDITS_POSTED)) {
      return TransferResult.OVERFLOWS_CREDITS;
    }
    long timestampNs = imported ? transfer.timestamp() : eventNs;
    long timeoutNs = Integer.toUnsignedLong(transfer.timeout()) * NANOS_PER_SECOND;
    return timeoutNs > Long.MAX_VALUE - timestampNs
        ? TransferResult.OVERFLOWS_TIMEOUT
        : TransferResult.CREATED;
  }

  private boolean overflows(int account, int total) {
    return U128.sumOverflows(
        accounts.get(account, total), accounts.get(account, total + 1), amountHigh, amountLow);
  }

  /// The totals themselves have room together, as every transfer before was checked.
  private boolean overflows(int account, int total, int other) {
    long high = accounts.get(account, total);
    long low = accounts.get(account, total + 1);
    long otherHigh = accounts.get(account, other);
    long otherLow = accounts.get(account, other + 1);
    return U128.sumOverflows(
        U128.sumHigh(high, low, otherHigh, otherLow), low + otherLow, amountHigh, amountLow);
  }

  private TransferResult checkLimits() {
    if (hasFlag(debit, LedgerAccounts.DEBITS_MUST_NOT_EXCEED_CREDITS)
        && exceeds(debit, Ledger.DEBITS_PENDING, Ledger.DEBITS_POSTED, Ledger.CREDITS_POSTED)) {
      return hasLine(debit)
          ? TransferResult.CREDIT_LINE_EXCEEDED
          : TransferResult.EXCEEDS_CREDITS;
    }
    if (hasFlag(credit, LedgerAccounts.CREDITS_MUST_NOT_EXCEED_DEBITS)
        && exceeds(
            credit, Ledger.CREDITS_PENDING, Ledger.CREDITS_POSTED, Ledger.DEBITS_POSTED)) {
      return hasLine(credit) ? TransferResult.CREDIT_LINE_EXCEEDED : TransferResult.EXCEEDS_DEBITS;
    }
    if (hasFlag(debit, Ledger.FLAG_PAIRED)
        && !pairs.allow(debit, credit, amountHigh, amountLow)) {
      return TransferResult.BILATERAL_LIMIT_EXCEEDED;
    }
    return TransferResult.CREATED;
  }

  private TransferResult checkRoom() {
    return transfers.isFull() ? TransferResult.TABLE_FULL : TransferResult.CREATED;
  }

  private boolean hasLine(int account) {
    return !U128.isZero(accounts.get(account, Ledger.LINE), accounts.get(account, Ledger.LINE + 1));
  }

  /// Whether one side with the amount is more than the other with the line.
  private boolean exceeds(int account, int set, int posted, int other) {
    long[] chunk = accounts.chunk(account);
    int base = accounts.base(account);
    // It was seen before that this does not overflow.
    long usedHigh =
        U128.sumHigh(
            chunk[base + set], chunk[base + set + 1], chunk[base + posted],
            chunk[base + posted + 1]);
    long usedLow = chunk[base + set + 1] + chunk[base + posted + 1];
    usedHigh = U128.sumHigh(usedHigh, usedLow, amountHigh, amountLow);
    usedLow += amountLow;
    return isBeyond(chunk, base, other, usedHigh, usedLow);
  }

  /// Whether a sum is more than a total of an account and its line. The two may be more than 128
  /// bits hold, and then nothing is.
  static boolean isBeyond(long[] chunk, int base, int total, long usedHigh, long usedLow) {
    long high = chunk[base + total];
    long low = chunk[base + total + 1];
    long lineHigh = chunk[base + Ledger.LINE];
    long lineLow = chunk[base + Ledger.LINE + 1];
    return !U128.sumOverflows(high, low, lineHigh, lineLow)
        && U128.compare(
                usedHigh, usedLow, U128.sumHigh(high, low, lineHigh, lineLow), low + lineLow)
            > 0;
  }

  /// A post or void of a pending transfer, or what calls off one that waits.
  private TransferResult checkEnd(Transfers transfer) {
    TransferResult form = checkEndForm(transfer);
    if (form != TransferResult.CREATED) {
      return form;
    }
    pending = transfers.find(transfer.pendingHigh(), transfer.pendingLow());
    if (pending == NONE || isFailed(pending)) {
      return TransferResult.PENDING_TRANSFER_NOT_FOUND;
    }
    if ((transfer.flags() & Transfers.QUEUED) != 0 && !transfers.isQueued(pending)) {
      return TransferResult.PENDING_TRANSFER_NOT_QUEUED;
    }
    boolean posts = (transfer.flags() & Transfers.POST_PENDING_TRANSFER) != 0;
    if (!transfers.isTwoPhase(pending) && (posts || !transfers.isQueued(pending))) {
      return TransferResult.PENDING_TRANSFER_NOT_PENDING;
    }
    if (posts && transfers.isQueued(pending)) {
      return TransferResult.PENDING_TRANSFER_QUEUED;
    }
    debit = transfers.debit(pending);
    credit = transfers.credit(pending);
    TransferResult same = checkSameAsPending(transfer);
    if (same != TransferResult.CREATED) {
      return same;
    }
    TransferResult state = checkState();
    if (state != TransferResult.CREATED) {
      return state;
    }
    if (imported && regresses(transfer.timestamp())) {
      return TransferResult.IMPORTED_EVENT_TIMESTAMP_MUST_NOT_REGRESS;
    }
    TransferResult closed = posts ? checkClosed() : TransferResult.CREATED;
    return closed == TransferResult.CREATED ? checkRoom() : closed;
  }

  private static TransferResult checkEndForm(Transfers transfer) {
    long high = transfer.pendingHigh();
    long low = transfer.pendingLow();
    if (U128.isZero(high, low)) {
      return TransferResult.PENDING_ID_MUST_NOT_BE_ZERO;
    }
    if (U128.isMax(high, low)) {
      return TransferResult.PENDING_ID_MUST_NOT_BE_INT_MAX;
    }
    if (high == transfer.idHigh() && low == transfer.idLow()) {
      return TransferResult.PENDING_ID_MUST_BE_DIFFERENT;
    }
    return transfer.timeout() == 0
        ? TransferResult.CREATED
        : TransferResult.TIMEOUT_RESERVED_FOR_PENDING_TRANSFER;
  }

  private TransferResult checkSameAsPending(Transfers transfer) {
    if (!isAccount(debit, transfer.debitHigh(), transfer.debitLow(), true)) {
      return TransferResult.PENDING_TRANSFER_HAS_DIFFERENT_DEBIT_ACCOUNT_ID;
    }
    if (!isAccount(credit, transfer.creditHigh(), transfer.creditLow(), true)) {
      return TransferResult.PENDING_TRANSFER_HAS_DIFFERENT_CREDIT_ACCOUNT_ID;
    }
    if (transfer.ledger() != 0 && transfer.ledger() != ledgerNumber(debit)) {
      return TransferResult.PENDING_TRANSFER_HAS_DIFFERENT_LEDGER;
    }
    if (transfer.code() != 0 && transfer.code() != transfers.code(pending)) {
      return TransferResult.PENDING_TRANSFER_HAS_DIFFERENT_CODE;
    }
    boolean voids = (transfer.flags() & Transfers.VOID_PENDING_TRANSFER) != 0;
    long high = transfer.amountHigh();
    long low = transfer.amountLow();
    boolean all = voids ? U128.isZero(high, low) : U128.isMax(high, low);
    amountHigh = all ? transfers.amountHigh(pending) : high;
    amountLow = all ? transfers.amountLow(pending) : low;
    int compared =
        U128.compare(
            amountHigh, amountLow, transfers.amountHigh(pending), transfers.amountLow(pending));
    if (compared > 0) {
      return TransferResult.EXCEEDS_PENDING_TRANSFER_AMOUNT;
    }
    return voids && compared < 0
        ? TransferResult.PENDING_TRANSFER_HAS_DIFFERENT_AMOUNT
        : TransferResult.CREATED;
  }

  private TransferResult checkState() {
    return switch (transfers.state(pending)) {
      case TransferTable.POSTED -> TransferResult.PENDING_TRANSFER_ALREADY_POSTED;
      case TransferTable.VOIDED -> TransferResult.PENDING_TRANSFER_ALREADY_VOIDED;
      case TransferTable.EXPIRED -> TransferResult.PENDING_TRANSFER_EXPIRED;
      // Its time may be over without the balance being released yet.
      default ->
          transfers.expiryNs(pending) <= eventNs
              ? TransferResult.PENDING_TRANSFER_EXPIRED
              : TransferResult.CREATED;
    };
  }

  /// Every check was made; from here the transfer must be done.
  private void add(Transfers transfer) {
    long timestampNs = imported ? transfer.timestamp() : eventNs;
    if (pending == NONE) {
      transfers.add(transfer, timestampNs, debit, credit, amountHigh, amountLow);
    } else {
      transfers.addEnd(transfer, timestampNs, pending, amountHigh, amountLow);
    }
  }

  @Override
  void fail(int index, int code) {
    if (code == TransferResult.EXISTS.code()) {
      results.addExisting(index, code, existingNs);
      return;
    }
    results.add(index, code);
    boolean isLaterLeg = index > legsFrom && index < legsTo;
    if (TransferResult.of(code).isTransient() && !isLaterLeg) {
      batch.at(index);
      transfers.addFailed(batch.idHigh(), batch.idLow());
    }
  }

  @Override
  void begin() {
    rowsAtStart = transfers.rows();
  }

  @Override
  void takeBack() {
    transfers.takeBack(rowsAtStart);
  }

  /// What is pending with a timeout waits for it from now on, and what was moved may be what
  /// others wait for.
  @Override
  void keep() {
    expiry.watchFrom(rowsAtStart);
    for (int row = rowsAtStart; row < transfers.rows() && !waiting.isEmpty(); row++) {
      waiting.moved(transfers, row);
      if (transfers.ended(row) != NONE) {
        waiting.pendingEnded();
      }
    }
    rowsAtStart = transfers.rows();
  }
}
