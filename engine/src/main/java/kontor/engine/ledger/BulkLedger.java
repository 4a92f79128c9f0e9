package kontor.engine.ledger;

import kontor.engine.Event;
import kontor.engine.LedgerAccounts;
import kontor.engine.LedgerLines;
import kontor.engine.LedgerQuery;
import kontor.engine.LedgerResults;
import kontor.engine.LineResult;
import kontor.engine.Refusal;
import kontor.engine.Transfers;
import kontor.engine.state.Bounds;
import kontor.engine.state.Section;
import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;
import kontor.engine.state.Step;

/// The bulk ledger: accounts known by a key, transfers between them in batches, and what can be
/// asked about both. A batch comes in here; then read {@link AccountOpening} or
/// {@link TransferPosting} for what is checked, {@link TransferTable} for what is done, and
/// {@link Waiting} for what is not done yet.
///
/// Each element of a batch has a timestamp of its own, in nanoseconds of log time; all of them
/// grow, over accounts and transfers together.
public final class BulkLedger {

  private static final int NONE = LongTable.NONE;
  private final LongTable accounts;
  private final AccountOpening opening;
  private final History history;
  private final Pairs pairs;
  private final Waiting waiting;
  private final TransferTable transfers;
  private final Expiry expiry;
  private final TransferPosting posting;
  private final LedgerReads reads;
  private final LedgerCheck check;

  private final Timestamps timestamps = new Timestamps();

  public BulkLedger(Ledger ledger, Bounds bounds) {
    accounts = ledger.accounts();
    history = new History(accounts);
    pairs = new Pairs(accounts, bounds.accountsMax());
    waiting = new Waiting(accounts, pairs, bounds.queueLengthMax());
    transfers = new TransferTable(ledger, history, pairs, waiting, bounds.transfersMax());
    opening = new AccountOpening(accounts, transfers);
    expiry = new Expiry(transfers, waiting);
    posting = new TransferPosting(ledger, opening, transfers, pairs, waiting, expiry);
    reads = new LedgerReads(accounts, opening, transfers, history, pairs, waiting);
    check = new LedgerCheck(ledger, transfers);
  }

  public void open(LedgerAccounts batch, Step step) {
    step.emit(
        batch.count() > Transfers.COUNT_MAX
            ? new Event.CommandRefused(Refusal.BATCH_TOO_LARGE)
            : new Event.LedgerAccountsOpened(
                opening.open(batch, timestamps.take(batch.count(), step.nowMs()))));
  }

  public void post(Transfers batch, Step step) {
    step.emit(
        batch.count() > Transfers.COUNT_MAX
            ? new Event.CommandRefused(Refusal.BATCH_TOO_LARGE)
            : new Event.TransfersPosted(
                posting.post(batch, timestamps.take(batch.count(), step.nowMs()))));
    releaseWaiting(step);
  }

  public void setLines(LedgerLines batch, Step step) {
    step.emit(
        batch.count() > Transfers.COUNT_MAX
            ? new Event.CommandRefused(Refusal.BATCH_TOO_LARGE)
            : new Event.LedgerLinesSet(
                setLines(batch, timestamps.take(batch.count(), step.nowMs()))));
    releaseWaiting(step);
  }

  public void read(LedgerQuery query, Step step) {
    step.emit(reads.answer(query));
  }

  /// Posts what waited and is free now; each of them is the last thing of a command.
  private void releaseWaiting(Step step) {
    while (waiting.hasToTry()) {
      long[] released = posting.release(timestamps, step.nowMs());
      if (released.length > 0) {
        step.emit(new Event.TransfersReleased(released));
      }
    }
  }

  /// All lines of a batch are set or none.
  private LedgerResults setLines(LedgerLines batch, long firstNs) {
    ResultList results = new ResultList();
    int count = batch.count();
    int failed = firstThatFails(batch);
    for (int i = 0; i < count && failed != NONE; i++) {
      LineResult result = i == failed ? check(batch.at(i)) : LineResult.LINKED_EVENT_FAILED;
      results.add(
          i, (result == LineResult.CREATED ? LineResult.TABLE_FULL : result).code());
    }
    if (failed == NONE) {
      set(batch);
    }
    return results.toResults(firstNs, count);
  }

  private int firstThatFails(LedgerLines batch) {
    int pairsMore = 0;
    for (int i = 0; i < batch.count(); i++) {
      batch.at(i);
      if (check(batch) != LineResult.CREATED) {
        return i;
      }
      pairsMore += isNewPair(batch) ? 1 : 0;
      if (!pairs.haveRoom(pairsMore)) {
        return i;
      }
    }
    return NONE;
  }

  private boolean isNewPair(LedgerLines line) {
    return !isOwn(line) && pairs.find(account(line), counterparty(line)) == NONE;
  }

  private static boolean isOwn(LedgerLines line) {
    return U128.isZero(line.counterpartyHigh(), line.counterpartyLow());
  }

  private int account(LedgerLines line) {
    return accounts.find(line.accountHigh(), line.accountLow());
  }

  private int counterparty(LedgerLines line) {
    return accounts.find(line.counterpartyHigh(), line.counterpartyLow());
  }

  private LineResult check(LedgerLines line) {
    if (!U128.isZero(line.reservedHigh(), line.reservedLow())) {
      return LineResult.RESERVED_FIELD;
    }
    if (!isOwn(line)
        && line.accountHigh() == line.counterpartyHigh()
        && line.accountLow() == line.counterpartyLow()) {
      return LineResult.ACCOUNTS_MUST_BE_DIFFERENT;
    }
    int account = account(line);
    if (account == NONE) {
      return LineResult.ACCOUNT_NOT_FOUND;
    }
    long nature = accounts.get(account, Ledger.NATURE);
    if (isOwn(line)) {
      return (nature & AccountOpening.LIMITS) == 0
              && !U128.isZero(line.lineHigh(), line.lineLow())
          ? LineResult.LINE_WITHOUT_LIMIT
          : LineResult.CREATED;
    }
    int counterparty = counterparty(line);
    if (counterparty == NONE) {
      return LineResult.COUNTERPARTY_NOT_FOUND;
    }
    return (nature ^ accounts.get(counterparty, Ledger.NATURE)) >>> 32 == 0
        ? LineResult.CREATED
        : LineResult.ACCOUNTS_MUST_HAVE_THE_SAME_LEDGER;
  }

  /// The check was made. Lowering below use blocks new debits and breaks nothing. Those that wait
  /// take their places at the new pairs all at once, for there may be many of both.
  private void set(LedgerLines batch) {
    int pairsBefore = pairs.rows();
    for (int i = 0; i < batch.count(); i++) {
      set(batch, i);
    }
    if (pairs.rows() > pairsBefore) {
      waiting.takePlaces(transfers, pairsBefore);
    }
    for (int i = 0; i < batch.count(); i++) {
      if (!isOwn(batch.at(i))) {
        waiting.improvedPair(account(batch), counterparty(batch));
      }
    }
  }

  private void set(LedgerLines batch, int index) {
    LedgerLines line = batch.at(index);
    int account = account(line);
    if (isOwn(line)) {
      accounts.set(account, Ledger.LINE, line.lineHigh());
      accounts.set(account, Ledger.LINE + 1, line.lineLow());
      check.markWater(account);
      waiting.improvedAccount(account);
    } else {
      pairs.setLine(
          account, counterparty(line), line.lineHigh(), line.lineLow(), transfers.rows());
    }
  }

  /// Ends what was pending or waited until now.
  public void passTime(Step step) {
    expiry.passTime(step);
    releaseWaiting(step);
  }

  /// When something is due without a command, or `Long.MAX_VALUE`.
  public long nextDueMs() {
    return expiry.nextMs();
  }

  public void writeTo(StateWriter writer) {
    writer.section(Section.TRANSFERS);
    timestamps.writeTo(writer);
    opening.writeTo(writer);
    history.writeTo(writer);
    pairs.writeTo(writer);
    transfers.writeTo(writer);
  }

  public void readFrom(StateReader reader) {
    reader.section(Section.TRANSFERS);
    timestamps.readFrom(reader);
    opening.readFrom(reader);
    history.readFrom(reader);
    pairs.readFrom(reader);
    transfers.readFrom(reader);
    expiry.watchFrom(0);
    waiting.readFrom(transfers);
  }

  /// What accounts, pairs and history have is what the transfers say. Walks over all in the
  /// order in which they lie.
  public void checkInvariants() {
    check.checkInvariants();
    history.checkInvariants();
    pairs.checkInvariants(transfers);
    waiting.checkInvariants(transfers);
  }

  /// Every id is found. Costs a wait for memory an id, so not after a restart, when the indexes
  /// were just built.
  public void checkIndexes() {
    transfers.checkIndex();
    pairs.checkIndex();
  }
}
