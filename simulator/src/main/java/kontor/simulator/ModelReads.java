package kontor.simulator;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
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

/// Answers of the naive ledger: all records in order, those that fit, up to the limit.
final class ModelReads {

  private static final int KEY_BYTES = 16;

  private final ModelState state;

  ModelReads(ModelState state) {
    this.state = state;
  }

  Event answer(LedgerQuery query) {
    return switch (query) {
      case LedgerQuery.LookUpAccounts q -> lookUpAccounts(q.ids());
      case LedgerQuery.LookUpTransfers q -> lookUpTransfers(q.ids());
      case LedgerQuery.LookUpFailed q -> lookUpFailed(q.ids());
      case LedgerQuery.LookUpPairs q -> lookUpPairs(q.idPairs());
      case LedgerQuery.AccountTransfers q ->
          isInvalid(q.filter(), AccountFilter.WAITING)
              ? invalid()
              : transfers(ofAccount(q.filter()));
      case LedgerQuery.AccountBalances q ->
          isInvalid(q.filter(), 0) ? invalid() : balances(q.filter());
      case LedgerQuery.QueryAccounts q ->
          isInvalid(q.filter(), 0) ? invalid() : accounts(queried(q.filter()));
      case LedgerQuery.QueryTransfers q ->
          isInvalid(q.filter(), QueryFilter.WAITING)
              ? invalid()
              : transfers(queriedTransfers(q.filter()));
    };
  }

  private static boolean isInvalid(AccountFilter f, int own) {
    int known = own | AccountFilter.DEBITS | AccountFilter.CREDITS | AccountFilter.REVERSED;
    return f.limit() == 0
        || isInvalid(f.timestampMin(), f.timestampMax())
        || (f.flags() & ~known) != 0
        || (f.flags() & (AccountFilter.DEBITS | AccountFilter.CREDITS)) == 0;
  }

  private static boolean isInvalid(QueryFilter f, int own) {
    return f.limit() == 0
        || isInvalid(f.timestampMin(), f.timestampMax())
        || (f.flags() & ~(QueryFilter.REVERSED | own)) != 0;
  }

  private static boolean isInvalid(long min, long max) {
    return max != 0 && Long.compareUnsigned(min, max) > 0;
  }

  private static Event invalid() {
    return new Event.CommandRefused(Refusal.FILTER_INVALID);
  }

  private Event lookUpAccounts(byte[] ids) {
    List<ModelAccount> found = new ArrayList<>();
    ByteBuffer in = Wire.at(ids, 0);
    while (in.remaining() >= KEY_BYTES) {
      ModelAccount account = state.accounts.get(Wire.key(in));
      if (account != null) {
        found.add(account);
      }
    }
    return isTooMany(ids.length / KEY_BYTES) ? tooMany() : accounts(found);
  }

  private Event lookUpTransfers(byte[] ids) {
    List<ModelTransfer> found = new ArrayList<>();
    ByteBuffer in = Wire.at(ids, 0);
    while (in.remaining() >= KEY_BYTES) {
      Key id = Wire.key(in);
      ModelTransfer transfer = state.waitingById.getOrDefault(id, state.transfers.get(id));
      if (transfer != null) {
        found.addAll(transfer.legs);
      }
    }
    return isTooMany(ids.length / KEY_BYTES)
        ? tooMany()
        : transfers(found.subList(0, Math.min(found.size(), Transfers.COUNT_MAX)));
  }

  private Event lookUpFailed(byte[] ids) {
    List<Key> found = new ArrayList<>();
    ByteBuffer in = Wire.at(ids, 0);
    while (in.remaining() >= KEY_BYTES) {
      Key id = Wire.key(in);
      if (state.poisoned.contains(id)) {
        found.add(id);
      }
    }
    return isTooMany(ids.length / KEY_BYTES)
        ? tooMany()
        : records(KEY_BYTES, found, (id, out) -> Wire.putKey(out, id));
  }

  private Event lookUpPairs(byte[] idPairs) {
    record Found(ModelState.PairId id, ModelState.Pair pair) {}

    List<Found> found = new ArrayList<>();
    ByteBuffer in = Wire.at(idPairs, 0);
    while (in.remaining() >= 2 * KEY_BYTES) {
      ModelState.PairId id = new ModelState.PairId(Wire.key(in), Wire.key(in));
      ModelState.Pair pair = state.pairs.get(id);
      if (pair != null) {
        found.add(new Found(id, pair));
      }
    }
    if (isTooMany(idPairs.length / (2 * KEY_BYTES))) {
      return tooMany();
    }
    return records(
        LedgerPairs.RECORD_BYTES,
        found,
        (one, out) -> {
          Wire.putKey(out, one.id().account());
          Wire.putKey(out, one.id().counterparty());
          Wire.put128(out, one.pair().pending);
          Wire.put128(out, one.pair().posted);
          Wire.put128(out, one.pair().received);
          Wire.put128(out, one.pair().line);
          Wire.putKey(out, Key.NONE);
        });
  }

  private static boolean isTooMany(int count) {
    return count > Transfers.COUNT_MAX;
  }

  private static Event tooMany() {
    return new Event.CommandRefused(Refusal.BATCH_TOO_LARGE);
  }

  private List<ModelTransfer> ofAccount(AccountFilter f) {
    ModelAccount account = state.accounts.get(f.account());
    List<ModelTransfer> all =
        (f.flags() & AccountFilter.WAITING) != 0
            ? waitingLegs()
            : account == null ? List.of() : account.transfers;
    return select(
        all,
        (f.flags() & AccountFilter.REVERSED) != 0,
        f.limit(),
        t ->
            ((f.flags() & AccountFilter.DEBITS) != 0 && t.debit == account
                    || (f.flags() & AccountFilter.CREDITS) != 0 && t.credit == account)
                && isBetween(t.timestamp, f.timestampMin(), f.timestampMax())
                && (f.userData128().equals(Key.NONE) || f.userData128().equals(t.userData128()))
                && (f.userData64() == 0 || f.userData64() == t.userData64())
                && (f.userData32() == 0 || f.userData32() == t.userData32())
                && (f.code() == 0 || f.code() == t.code()));
  }

  private List<ModelTransfer> waitingLegs() {
    return state.waiting.stream()
        .flatMap(waiting -> waiting.legs.stream())
        .sorted(Comparator.comparingLong(leg -> leg.timestamp))
        .toList();
  }

  private Event balances(AccountFilter filter) {
    ModelAccount account = state.accounts.get(filter.account());
    List<ModelTransfer> found =
        account == null || !account.has(LedgerAccounts.HISTORY) ? List.of() : ofAccount(filter);
    return records(
        AccountBalances.RECORD_BYTES,
        found,
        (transfer, out) -> {
          ModelAccount.Balances after =
              transfer.debit == account ? transfer.debitAfter : transfer.creditAfter;
          after.put(out);
          out.putLong(transfer.timestamp);
          out.position(out.position() + 56);
        });
  }

  private List<ModelAccount> queried(QueryFilter f) {
    return select(
        state.accountsInOrder,
        (f.flags() & QueryFilter.REVERSED) != 0,
        f.limit(),
        a ->
            isBetween(a.timestamp, f.timestampMin(), f.timestampMax())
                && (f.userData128().equals(Key.NONE)
                    || f.userData128().equals(a.input.userData128()))
                && (f.userData64() == 0 || f.userData64() == a.input.userData64())
                && (f.userData32() == 0 || f.userData32() == a.input.userData32())
                && (f.ledger() == 0 || f.ledger() == a.input.ledger())
                && (f.code() == 0 || f.code() == a.input.code()));
  }

  private List<ModelTransfer> queriedTransfers(QueryFilter f) {
    return select(
        (f.flags() & QueryFilter.WAITING) != 0 ? waitingLegs() : state.transfersInOrder,
        (f.flags() & QueryFilter.REVERSED) != 0,
        f.limit(),
        t ->
            isBetween(t.timestamp, f.timestampMin(), f.timestampMax())
                && (f.userData128().equals(Key.NONE) || f.userData128().equals(t.userData128()))
                && (f.userData64() == 0 || f.userData64() == t.userData64())
                && (f.userData32() == 0 || f.userData32() == t.userData32())
                && (f.ledger() == 0 || f.ledger() == t.ledger())
                && (f.code() == 0 || f.code() == t.code()));
  }

  private static boolean isBetween(long timestamp, long min, long max) {
    return Long.compareUnsigned(timestamp, min) >= 0
        && (max == 0 || Long.compareUnsigned(timestamp, max) <= 0);
  }

  private static <T> List<T> select(
      List<T> all, boolean isReversed, int limit, Predicate<T> fits) {
    int atMost = Integer.compareUnsigned(limit, Transfers.COUNT_MAX) < 0
        ? limit
        : Transfers.COUNT_MAX;
    List<T> found = new ArrayList<>();
    for (int i = 0; i < all.size() && found.size() < atMost; i++) {
      T one = all.get(isReversed ? all.size() - 1 - i : i);
      if (fits.test(one)) {
        found.add(one);
      }
    }
    return found;
  }

  private static Event accounts(List<ModelAccount> found) {
    return records(LedgerAccounts.RECORD_BYTES, found, ModelAccount::put);
  }

  private static Event transfers(List<ModelTransfer> found) {
    return records(Transfers.RECORD_BYTES, found, ModelTransfer::put);
  }

  private static <T> Event records(
      int recordBytes, List<T> found, BiConsumer<T, ByteBuffer> write) {
    ByteBuffer out = Wire.ofSize(found.size() * recordBytes);
    found.forEach(one -> write.accept(one, out));
    if (out.hasRemaining()) {
      throw new AssertionError("records have gaps: " + out);
    }
    return new Event.LedgerRead(recordBytes, out.array());
  }
}
