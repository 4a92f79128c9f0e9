package kontor.engine.ledger;

import java.util.Arrays;
import java.util.function.IntPredicate;
import kontor.engine.AccountBalances;
import kontor.engine.Event;
import kontor.engine.LedgerAccounts;
import kontor.engine.LedgerPairs;
import kontor.engine.LedgerQuery;
import kontor.engine.LedgerQuery.AccountFilter;
import kontor.engine.LedgerQuery.QueryFilter;
import kontor.engine.Refusal;
import kontor.engine.Transfers;
import kontor.engine.terms.Key;

/// Answers questions to the bulk ledger. Changes nothing.
///
/// Lists are in the order of time and end at the limit, or where {@link RowSearch} has looked at as
/// many rows as one question may cost.
final class LedgerReads {

  private static final int NONE = LongTable.NONE;
  private static final int ID_BYTES = 16;
  /// Some milliseconds of the log.
  private static final int ROWS_LOOKED_AT_MAX = 1 << 18;

  private final LongTable accounts;
  private final AccountOpening opening;
  private final TransferTable transfers;
  private final History history;
  private final Pairs pairs;
  private final Waiting waiting;
  private final RowSearch search = new RowSearch(ROWS_LOOKED_AT_MAX);

  LedgerReads(
      LongTable accounts,
      AccountOpening opening,
      TransferTable transfers,
      History history,
      Pairs pairs,
      Waiting waiting) {
    this.accounts = accounts;
    this.opening = opening;
    this.transfers = transfers;
    this.history = history;
    this.pairs = pairs;
    this.waiting = waiting;
  }

  /// @return the answer, or a refusal if there can be none
  Event answer(LedgerQuery query) {
    boolean valid =
        switch (query) {
          case LedgerQuery.LookUpAccounts q -> isList(q.ids(), ID_BYTES);
          case LedgerQuery.LookUpTransfers q -> isList(q.ids(), ID_BYTES);
          case LedgerQuery.LookUpFailed q -> isList(q.ids(), ID_BYTES);
          case LedgerQuery.LookUpPairs q -> isList(q.idPairs(), 2 * ID_BYTES);
          case LedgerQuery.AccountTransfers q -> isValid(q.filter(), AccountFilter.WAITING);
          case LedgerQuery.AccountBalances q -> isValid(q.filter(), 0);
          case LedgerQuery.QueryAccounts q -> isValid(q.filter(), 0);
          case LedgerQuery.QueryTransfers q -> isValid(q.filter(), QueryFilter.WAITING);
        };
    if (!valid) {
      return new Event.CommandRefused(Refusal.FILTER_INVALID);
    }
    return switch (query) {
      case LedgerQuery.LookUpAccounts q -> lookUpAccounts(new Ids(q.ids()));
      case LedgerQuery.LookUpTransfers q -> lookUpTransfers(new Ids(q.ids()));
      case LedgerQuery.LookUpFailed q -> lookUpFailed(q.ids());
      case LedgerQuery.LookUpPairs q -> lookUpPairs(new Ids(q.idPairs()));
      case LedgerQuery.AccountTransfers q -> accountTransfers(q.filter());
      case LedgerQuery.AccountBalances q -> accountBalances(q.filter());
      case LedgerQuery.QueryAccounts q -> queryAccounts(q.filter());
      case LedgerQuery.QueryTransfers q -> queryTransfers(q.filter());
    };
  }

  private static boolean isList(byte[] bytes, int elementBytes) {
    return bytes.length % elementBytes == 0
        && bytes.length / elementBytes <= Transfers.COUNT_MAX;
  }

  private static boolean isValid(AccountFilter filter, int own) {
    int sides = AccountFilter.DEBITS | AccountFilter.CREDITS;
    return filter.limit() != 0
        && isSpan(filter.timestampMin(), filter.timestampMax())
        && (filter.flags() & sides) != 0
        && (filter.flags() & ~(sides | AccountFilter.REVERSED | own)) == 0;
  }

  private static boolean isValid(QueryFilter filter, int own) {
    return filter.limit() != 0
        && isSpan(filter.timestampMin(), filter.timestampMax())
        && (filter.flags() & ~(QueryFilter.REVERSED | own)) == 0;
  }

  private static boolean isSpan(long minNs, long maxNs) {
    return maxNs == 0 || Long.compareUnsigned(minNs, maxNs) <= 0;
  }

  /// The limit is unsigned: what looks negative is large.
  private static int bounded(int limit) {
    return limit < 0 ? Transfers.COUNT_MAX : Math.min(limit, Transfers.COUNT_MAX);
  }

  /// Ids one after the other, low half first; read as the ids of accounts' records are.
  private static final class Ids {
    private final byte[] bytes;

    Ids(byte[] bytes) {
      this.bytes = bytes;
    }

    int count() {
      return bytes.length / ID_BYTES;
    }

    long low(int index) {
      return half(index * ID_BYTES);
    }

    long high(int index) {
      return half(index * ID_BYTES + Long.BYTES);
    }

    private long half(int offset) {
      long value = 0;
      for (int i = Long.BYTES - 1; i >= 0; i--) {
        value = value << Byte.SIZE | Byte.toUnsignedLong(bytes[offset + i]);
      }
      return value;
    }
  }

  private Event lookUpAccounts(Ids ids) {
    Found found = new Found(ids.count());
    for (int i = 0; i < ids.count(); i++) {
      int account = accounts.find(ids.high(i), ids.low(i));
      if (account != NONE) {
        found.add(account);
      }
    }
    return accountsOf(RowSearch.Part.whole(found.inOrder()));
  }

  private Event lookUpTransfers(Ids ids) {
    Found found = new Found(Transfers.COUNT_MAX);
    for (int i = 0; i < ids.count(); i++) {
      int row = transfers.find(ids.high(i), ids.low(i));
      boolean isThere = row != NONE && (transfers.isTransfer(row) || transfers.isQueued(row));
      for (int leg = isThere ? row : NONE; leg != NONE && !found.isFull(); ) {
        found.add(leg);
        leg = transfers.nextLeg(leg);
      }
    }
    return transfersOf(RowSearch.Part.whole(found.inOrder()));
  }

  private Event lookUpFailed(byte[] asked) {
    Ids ids = new Ids(asked);
    byte[] failed = new byte[asked.length];
    int length = 0;
    for (int i = 0; i < ids.count(); i++) {
      int row = transfers.find(ids.high(i), ids.low(i));
      if (row != NONE && transfers.isFailed(row)) {
        System.arraycopy(asked, i * ID_BYTES, failed, length, ID_BYTES);
        length += ID_BYTES;
      }
    }
    return new Event.LedgerRead(ID_BYTES, Arrays.copyOf(failed, length));
  }

  private Event lookUpPairs(Ids ids) {
    LedgerPairs records = LedgerPairs.ofCapacity(ids.count() / 2);
    int count = 0;
    for (int i = 0; i + 1 < ids.count(); i += 2) {
      int account = accounts.find(ids.high(i), ids.low(i));
      int counterparty = accounts.find(ids.high(i + 1), ids.low(i + 1));
      int pair =
          account == NONE || counterparty == NONE ? NONE : pairs.find(account, counterparty);
      if (pair != NONE) {
        records
            .at(count++)
            .setAccount(ids.high(i), ids.low(i))
            .setCounterparty(ids.high(i + 1), ids.low(i + 1))
            .setPending(pairs.get(pair, Pairs.PENDING), pairs.get(pair, Pairs.PENDING + 1))
            .setPosted(pairs.get(pair, Pairs.POSTED), pairs.get(pair, Pairs.POSTED + 1))
            .setReceived(pairs.get(pair, Pairs.RECEIVED), pairs.get(pair, Pairs.RECEIVED + 1))
            .setLine(pairs.get(pair, Pairs.LINE), pairs.get(pair, Pairs.LINE + 1));
      }
    }
    return new Event.LedgerRead(
        LedgerPairs.RECORD_BYTES,
        Arrays.copyOf(records.bytes(), count * LedgerPairs.RECORD_BYTES));
  }

  private Event accountTransfers(AccountFilter filter) {
    int account = accounts.find(filter.account().high(), filter.account().low());
    if ((filter.flags() & AccountFilter.WAITING) != 0) {
      Found found = new Found(bounded(filter.limit()));
      findWaiting(
          (filter.flags() & AccountFilter.REVERSED) != 0,
          leg ->
              (transfers.debit(leg) == account || transfers.credit(leg) == account)
                  && isWithin(leg, filter)
                  && matches(leg, account, filter),
          found);
      return transfersOf(RowSearch.Part.whole(found.inOrder()));
    }
    return transfersOf(
        search.ofAccount(
            transfers, account, span(filter), row -> matches(row, account, filter)));
  }

  private static RowSearch.Span span(AccountFilter filter) {
    return new RowSearch.Span(
        filter.timestampMin(),
        filter.timestampMax(),
        bounded(filter.limit()),
        (filter.flags() & AccountFilter.REVERSED) != 0);
  }

  private static RowSearch.Span span(QueryFilter filter) {
    return new RowSearch.Span(
        filter.timestampMin(),
        filter.timestampMax(),
        bounded(filter.limit()),
        (filter.flags() & QueryFilter.REVERSED) != 0);
  }

  /// Goes through the legs of all that wait, in the order of their coming.
  private void findWaiting(boolean reversed, IntPredicate matches, Found found) {
    for (int row : waiting.rows(reversed)) {
      int legs = transfers.legs(row);
      for (int i = 0; i < legs; i++) {
        int leg = reversed ? row + legs - 1 - i : row + i;
        if (!found.isFull() && matches.test(leg)) {
          found.add(leg);
        }
      }
      if (found.isFull()) {
        return;
      }
    }
  }

  private boolean isWithin(int row, AccountFilter filter) {
    return isWithin(transfers.timestampNs(row), filter.timestampMin(), filter.timestampMax());
  }

  private static boolean isWithin(long timestampNs, long minNs, long maxNs) {
    return Long.compareUnsigned(timestampNs, minNs) >= 0
        && (maxNs == 0 || Long.compareUnsigned(timestampNs, maxNs) <= 0);
  }

  private boolean matches(int row, int account, AccountFilter filter) {
    int side =
        transfers.debit(row) == account ? AccountFilter.DEBITS : AccountFilter.CREDITS;
    return (filter.flags() & side) != 0
        && (filter.code() == 0 || filter.code() == transfers.code(row))
        && hasUserData(row, filter.userData128(), filter.userData64(), filter.userData32());
  }

  private boolean hasUserData(int row, Key userData128, long userData64, int userData32) {
    return (userData64 == 0 || userData64 == transfers.userData64(row))
        && (userData32 == 0 || userData32 == transfers.userData32(row))
        && (U128.isZero(userData128.high(), userData128.low())
            || (userData128.high() == transfers.userData128High(row)
                && userData128.low() == transfers.userData128Low(row)));
  }

  private Event accountBalances(AccountFilter filter) {
    int account = accounts.find(filter.account().high(), filter.account().low());
    return balancesOf(
        search.ofAccount(
            new BalancesInTime(),
            account,
            span(filter),
            row -> matches(history.transfer(row), account, filter)));
  }

  /// The history with the times of its transfers.
  private final class BalancesInTime implements RowsOfAccounts {
    @Override
    public int rows() {
      return history.rows();
    }

    @Override
    public long timestampNs(int row) {
      return transfers.timestampNs(history.transfer(row));
    }

    @Override
    public boolean repeatsInstant(int row) {
      return false;
    }

    @Override
    public int last(int account) {
      return history.last(account);
    }

    @Override
    public int before(int row, int account) {
      return history.before(row);
    }

    @Override
    public boolean isOf(int row, int account) {
      return history.isOf(row, account);
    }
  }

  private Event queryAccounts(QueryFilter filter) {
    return accountsOf(
        search.all(opening.inTime(), span(filter), account -> matches(account, filter)));
  }

  private boolean matches(int account, QueryFilter filter) {
    long nature = accounts.get(account, Ledger.NATURE);
    Key userData128 = filter.userData128();
    return (nature & Ledger.FLAG_BOOK) == 0
        && (filter.ledger() == 0 || filter.ledger() == (int) (nature >>> 32))
        && (filter.code() == 0 || filter.code() == ((int) (nature >>> 16) & 0xffff))
        && (filter.userData64() == 0
            || filter.userData64() == opening.detail(account, AccountOpening.USER_DATA_64))
        && (filter.userData32() == 0
            || filter.userData32() == (int) opening.detail(account, AccountOpening.USER_DATA_32))
        && (U128.isZero(userData128.high(), userData128.low())
            || (userData128.high() == opening.detail(account, AccountOpening.USER_DATA_128)
                && userData128.low()
                    == opening.detail(account, AccountOpening.USER_DATA_128 + 1)));
  }

  private Event queryTransfers(QueryFilter filter) {
    if ((filter.flags() & QueryFilter.WAITING) != 0) {
      Found found = new Found(bounded(filter.limit()));
      findWaiting(
          (filter.flags() & QueryFilter.REVERSED) != 0,
          leg ->
              isWithin(transfers.timestampNs(leg), filter.timestampMin(), filter.timestampMax())
                  && matchesTransfer(leg, filter),
          found);
      return transfersOf(RowSearch.Part.whole(found.inOrder()));
    }
    return transfersOf(
        search.all(
            transfers,
            span(filter),
            row -> transfers.isTransfer(row) && matchesTransfer(row, filter)));
  }

  private boolean matchesTransfer(int row, QueryFilter filter) {
    return (filter.ledger() == 0 || filter.ledger() == transfers.ledgerNumber(row))
        && (filter.code() == 0 || filter.code() == transfers.code(row))
        && hasUserData(row, filter.userData128(), filter.userData64(), filter.userData32());
  }

  private static Event answer(int recordBytes, byte[] records, RowSearch.Part part) {
    return part.nextNs() == 0
        ? new Event.LedgerRead(recordBytes, records)
        : new Event.LedgerReadInPart(recordBytes, records, part.nextNs());
  }

  private Event accountsOf(RowSearch.Part part) {
    int[] found = part.rows();
    LedgerAccounts records = LedgerAccounts.ofCapacity(found.length);
    for (int i = 0; i < found.length; i++) {
      int account = found[i];
      long[] row = accounts.chunk(account);
      int base = accounts.base(account);
      long nature = row[base + Ledger.NATURE];
      records
          .at(i)
          .setId(row[base], row[base + 1])
          .setDebitsPending(
              row[base + Ledger.DEBITS_PENDING], row[base + Ledger.DEBITS_PENDING + 1])
          .setDebitsPosted(row[base + Ledger.DEBITS_POSTED], row[base + Ledger.DEBITS_POSTED + 1])
          .setCreditsPending(
              row[base + Ledger.CREDITS_PENDING], row[base + Ledger.CREDITS_PENDING + 1])
          .setCreditsPosted(
              row[base + Ledger.CREDITS_POSTED], row[base + Ledger.CREDITS_POSTED + 1])
          .setUserData128(
              opening.detail(account, AccountOpening.USER_DATA_128),
              opening.detail(account, AccountOpening.USER_DATA_128 + 1))
          .setUserData64(opening.detail(account, AccountOpening.USER_DATA_64))
          .setUserData32((int) opening.detail(account, AccountOpening.USER_DATA_32))
          .setLedger((int) (nature >>> 32))
          .setCode((int) (nature >>> 16) & 0xffff)
          .setFlags((int) nature & AccountOpening.FLAGS)
          .setTimestamp(opening.detail(account, AccountOpening.TIMESTAMP))
          .setLine(row[base + Ledger.LINE], row[base + Ledger.LINE + 1]);
    }
    return answer(LedgerAccounts.RECORD_BYTES, records.bytes(), part);
  }

  private Event transfersOf(RowSearch.Part part) {
    int[] found = part.rows();
    Transfers records = Transfers.ofCapacity(found.length);
    for (int i = 0; i < found.length; i++) {
      int row = found[i];
      transfers.write(row, records.at(i));
      if (transfers.isQueued(row)) {
        records.setFlags(records.flags() | Transfers.WAITS);
      }
    }
    return answer(Transfers.RECORD_BYTES, records.bytes(), part);
  }

  private Event balancesOf(RowSearch.Part part) {
    int[] found = part.rows();
    AccountBalances records = AccountBalances.ofCapacity(found.length);
    for (int i = 0; i < found.length; i++) {
      int row = found[i];
      records
          .at(i)
          .setDebitsPending(
              history.get(row, History.DEBITS_PENDING),
              history.get(row, History.DEBITS_PENDING + 1))
          .setDebitsPosted(
              history.get(row, History.DEBITS_POSTED), history.get(row, History.DEBITS_POSTED + 1))
          .setCreditsPending(
              history.get(row, History.CREDITS_PENDING),
              history.get(row, History.CREDITS_PENDING + 1))
          .setCreditsPosted(
              history.get(row, History.CREDITS_POSTED),
              history.get(row, History.CREDITS_POSTED + 1))
          .setTimestamp(transfers.timestampNs(history.transfer(row)));
    }
    return answer(AccountBalances.RECORD_BYTES, records.bytes(), part);
  }
}
