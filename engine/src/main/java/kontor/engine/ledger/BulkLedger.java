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
/// {@link TransferPosting} for what is checked, {@link TransferTable} for what is done.
///
/// Each element of a batch has a timestamp of its own, in nanoseconds of log time; all of them
/// grow, over accounts and transfers together.
public final class BulkLedger {

  private static final int NONE = LongTable.NONE;
  private static final long NANOS_PER_MS = 1_000_000;
  /// In the year 2255. A clock beyond stands still here, so that timestamps stay below 2^63.
  private static final long NOW_MS_MAX = 9_000_000_000_000L;

  private final LongTable accounts;
  private final AccountOpening opening;
  private final History history;
  private final Pairs pairs;
  private final TransferTable transfers;
  private final Expiry expiry;
  private final TransferPosting posting;
  private final LedgerReads reads;
  private final LedgerCheck check;

  /// The last timestamp that was given out.
  private long lastNs;

  public BulkLedger(Ledger ledger, Bounds bounds) {
    accounts = ledger.accounts();
    history = new History(accounts);
    pairs = new Pairs(accounts, bounds.accountsMax());
    transfers = new TransferTable(ledger, history, pairs, bounds.transfersMax());
    opening = new AccountOpening(accounts, transfers);
    expiry = new Expiry(transfers);
    posting = new TransferPosting(ledger, opening, transfers, pairs, expiry);
    reads = new LedgerReads(accounts, opening, transfers, history, pairs);
    check = new LedgerCheck(ledger, transfers);
  }

  public void open(LedgerAccounts batch, Step step) {
    step.emit(
        batch.count() > Transfers.COUNT_MAX
            ? new Event.CommandRefused(Refusal.BATCH_TOO_LARGE)
            : new Event.LedgerAccountsOpened(
                opening.open(batch, firstNs(batch.count(), step.nowMs()))));
  }

  public void post(Transfers batch, Step step) {
    step.emit(
        batch.count() > Transfers.COUNT_MAX
            ? new Event.CommandRefused(Refusal.BATCH_TOO_LARGE)
            : new Event.TransfersPosted(
                posting.post(batch, firstNs(batch.count(), step.nowMs()))));
  }

  public void setLines(LedgerLines batch, Step step) {
    step.emit(
        batch.count() > Transfers.COUNT_MAX
            ? new Event.CommandRefused(Refusal.BATCH_TOO_LARGE)
            : new Event.LedgerLinesSet(setLines(batch, firstNs(batch.count(), step.nowMs()))));
  }

  public void read(LedgerQuery query, Step step) {
    step.emit(reads.answer(query));
  }

  /// Timestamp of the first of a batch; the others follow.
  private long firstNs(int count, long nowMs) {
    long firstNs = Math.max(Math.clamp(nowMs, 0, NOW_MS_MAX) * NANOS_PER_MS, lastNs + 1);
    lastNs = firstNs + count - 1;
    return firstNs;
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
    for (int i = 0; i < count && failed == NONE; i++) {
      set(batch.at(i));
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

  /// The check was made. Lowering below use blocks new debits and breaks nothing.
  private void set(LedgerLines line) {
    int account = account(line);
    if (isOwn(line)) {
      accounts.set(account, Ledger.LINE, line.lineHigh());
      accounts.set(account, Ledger.LINE + 1, line.lineLow());
      check.markWater(account);
    } else {
      pairs.setLine(
          account, counterparty(line), line.lineHigh(), line.lineLow(), transfers.rows());
    }
  }

  /// Ends what was pending until now.
  public void passTime(Step step) {
    expiry.passTime(step);
  }

  /// When something is due without a command, or `Long.MAX_VALUE`.
  public long nextDueMs() {
    return expiry.nextMs();
  }

  public void writeTo(StateWriter writer) {
    writer.section(Section.TRANSFERS);
    writer.putLong(lastNs);
    opening.writeTo(writer);
    history.writeTo(writer);
    pairs.writeTo(writer);
    transfers.writeTo(writer);
  }

  public void readFrom(StateReader reader) {
    reader.section(Section.TRANSFERS);
    lastNs = reader.getLong();
    opening.readFrom(reader);
    history.readFrom(reader);
    pairs.readFrom(reader);
    transfers.readFrom(reader);
    expiry.watchFrom(0);
  }

  /// What accounts, pairs and history have is what the transfers say. Walks over all in the
  /// order in which they lie.
  public void checkInvariants() {
    check.checkInvariants();
    history.checkInvariants();
    pairs.checkInvariants(transfers);
  }

  /// Every id is found. Costs a wait for memory an id, so not after a restart, when the indexes
  /// were just built.
  public void checkIndexes() {
    transfers.checkIndex();
    pairs.checkIndex();
  }
}
