package kontor.simulator;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import kontor.engine.AccountResult;
import kontor.engine.Command;
import kontor.engine.Event;
import kontor.engine.LedgerAccounts;
import kontor.engine.LedgerLines;
import kontor.engine.LedgerResults;
import kontor.engine.LineResult;
import kontor.engine.Refusal;
import kontor.engine.TransferResult;
import kontor.engine.Transfers;
import kontor.engine.terms.Key;
import org.jspecify.annotations.Nullable;

/// The bulk ledger once more, from its description alone and without a thought for speed: big
/// integers, maps, lists, objects. It says beforehand which events a command must have.
///
/// Whoever changes a rule of the bulk ledger changes it here as well, from the rule and not from
/// the engine's code; the worth of this class is that it was written by reading something else.
final class LedgerModel {

  private static final int NONE = -1;

  private final ModelState state = new ModelState();
  private final ModelTransferRules transferRules = new ModelTransferRules(state);
  private final ModelQueue queue = new ModelQueue(state, transferRules);
  private final ModelReads reads = new ModelReads(state);

  private long lastMs = Long.MIN_VALUE;
  private long nowNs;
  /// The last timestamp that was given to an element of a batch.
  private long lastNs;

  /// The events that the command must have at this time of the log, in order.
  List<Event> apply(long timestampMs, Command command) {
    lastMs = Math.max(lastMs, timestampMs);
    nowNs = lastMs * 1_000_000;
    List<Event> events = new ArrayList<>(1);
    expire(events);
    release(events);
    switch (command) {
      case Command.OpenLedgerAccounts c -> {
        int count = c.accounts().count();
        events.add(
            count > Transfers.COUNT_MAX
                ? new Event.CommandRefused(Refusal.BATCH_TOO_LARGE)
                : new Event.LedgerAccountsOpened(
                    batch(new OpenAccounts(c.accounts().bytes(), count))));
      }
      case Command.PostTransfers c -> {
        int count = c.transfers().count();
        events.add(
            count > Transfers.COUNT_MAX
                ? new Event.CommandRefused(Refusal.BATCH_TOO_LARGE)
                : new Event.TransfersPosted(
                    batch(new PostTransfers(c.transfers().bytes(), count))));
        release(events);
      }
      case Command.SetLedgerLines c -> {
        int count = c.lines().count();
        events.add(
            count > Transfers.COUNT_MAX
                ? new Event.CommandRefused(Refusal.BATCH_TOO_LARGE)
                : new Event.LedgerLinesSet(setLines(c.lines().bytes(), count)));
        release(events);
      }
      case Command.ReadLedger c -> events.add(reads.answer(c.query()));
      case Command.PassTime _ -> {}
      default -> throw new IllegalArgumentException("not of the bulk ledger: " + command);
    }
    return events;
  }

  /// Nanoseconds of log time: what a client that just got an answer knows.
  long lastNs() {
    return Math.max(nowNs, lastNs);
  }

  ModelState state() {
    return state;
  }

  private void expire(List<Event> events) {
    List<Long> halves = new ArrayList<>();
    state.mark();
    while (!state.expiring.isEmpty() && state.expiring.first().expiresAt() <= nowNs) {
      ModelTransfer transfer = state.expiring.first();
      if (transfer.state == ModelTransfer.State.WAITING) {
        state.giveUp(transfer);
      } else {
        transferRules.release(transfer, ModelTransfer.State.EXPIRED);
      }
      halves.add(transfer.input.id().high());
      halves.add(transfer.input.id().low());
      if (halves.size() == 2 * Transfers.COUNT_MAX) {
        events.add(expired(halves));
        halves.clear();
      }
    }
    if (!halves.isEmpty()) {
      events.add(expired(halves));
    }
  }

  private void release(List<Event> events) {
    long first = Math.max(nowNs, lastNs + 1);
    long next = queue.release(first, events);
    if (next > first) {
      lastNs = next - 1;
    }
  }

  private static Event expired(List<Long> halves) {
    return new Event.TransfersExpired(halves.stream().mapToLong(Long::longValue).toArray());
  }

  /// Elements that stand alone or in chains.
  private interface Batch {

    int CREATED = -1;
    int LINKED_EVENT_FAILED = 1;
    int LINKED_EVENT_CHAIN_OPEN = 2;

    int count();

    boolean isLinked(int index);

    int create(int index, long timestamp, boolean isChained);

    /// The timestamp of the earlier element with this id, if `code` says that there is one.
    @Nullable Long existing(int index, int code);
  }

  private LedgerResults batch(Batch batch) {
    int count = batch.count();
    long first = Math.max(nowNs, lastNs + 1);
    int[] codes = new int[count];
    int chain = NONE;
    List<Long> existing = new ArrayList<>();
    boolean isBroken = false;
    for (int i = 0; i < count; i++) {
      boolean isLinked = batch.isLinked(i);
      if (chain == NONE) {
        state.mark();
        chain = isLinked ? i : NONE;
      }
      boolean isOpen = isLinked && i == count - 1;
      codes[i] =
          isOpen
              ? Batch.LINKED_EVENT_CHAIN_OPEN
              : isBroken
                  ? Batch.LINKED_EVENT_FAILED
                  : batch.create(i, first + i, chain != NONE);
      Long before = batch.existing(i, codes[i]);
      if (before != null) {
        existing.add(before); // also when it is then taken back with its chain
      }
      if (codes[i] != Batch.CREATED && chain != NONE && !isBroken) {
        isBroken = true;
        state.takeBack();
        for (int j = chain; j < i; j++) {
          codes[j] = Batch.LINKED_EVENT_FAILED;
        }
      }
      if (!isLinked) {
        chain = NONE;
        isBroken = false;
      }
    }
    if (count > 0) {
      lastNs = first + count - 1;
    }
    return results(first, codes, existing);
  }

  private static LedgerResults results(long first, int[] codes, List<Long> existing) {
    List<Integer> failures = new ArrayList<>();
    for (int i = 0; i < codes.length; i++) {
      if (codes[i] != Batch.CREATED) {
        failures.add(i);
        failures.add(codes[i]);
      }
    }
    return new LedgerResults(
        first,
        codes.length,
        codes.length - failures.size() / 2,
        failures.stream().mapToInt(Integer::intValue).toArray(),
        existing.stream().mapToLong(Long::longValue).toArray());
  }

  private final class OpenAccounts implements Batch {
    private final List<AccountInput> inputs = new ArrayList<>();

    OpenAccounts(byte[] records, int count) {
      for (int i = 0; i < count; i++) {
        inputs.add(AccountInput.read(records, i));
      }
    }

    @Override
    public int count() {
      return inputs.size();
    }

    @Override
    public boolean isLinked(int index) {
      return inputs.get(index).has(LedgerAccounts.LINKED);
    }

    @Override
    public int create(int index, long timestamp, boolean isChained) {
      AccountInput input = inputs.get(index);
      boolean isImport = inputs.getFirst().has(LedgerAccounts.IMPORTED);
      AccountResult result = ModelAccountRules.check(state, input, isImport, timestamp);
      if (result == AccountResult.CREATED) {
        state.add(new ModelAccount(input, isImport ? input.timestamp() : timestamp));
      }
      return result.code();
    }

    @Override
    public @Nullable Long existing(int index, int code) {
      return code == AccountResult.EXISTS.code()
          ? state.account(inputs.get(index).id()).timestamp
          : null;
    }
  }

  private final class PostTransfers implements Batch {
    private final List<TransferInput> inputs = new ArrayList<>();
    /// The transfer of several legs that was decided last.
    private int legsFrom;
    private int legsTo;
    private ModelTransferRules.Verdict verdict =
        new ModelTransferRules.Verdict(TransferResult.CREATED, 0);

    PostTransfers(byte[] records, int count) {
      for (int i = 0; i < count; i++) {
        inputs.add(TransferInput.read(records, i));
      }
    }

    @Override
    public int count() {
      return inputs.size();
    }

    @Override
    public boolean isLinked(int index) {
      return inputs.get(index).has(Transfers.LINKED);
    }

    @Override
    public int create(int index, long timestamp, boolean isChained) {
      TransferInput input = inputs.get(index);
      boolean isImport = inputs.getFirst().has(Transfers.IMPORTED);
      ModelTransferRules.Moment moment =
          new ModelTransferRules.Moment(isImport, isChained, timestamp);
      if (index < legsTo) {
        return ofLeg(index).code();
      }
      if (input.has(Transfers.LEG) && !isChained) {
        legsFrom = index;
        legsTo = index + 1;
        while (legsTo < inputs.size() && isLegOf(input, inputs.get(legsTo))) {
          legsTo++;
        }
        verdict = transferRules.createLegs(inputs.subList(legsFrom, legsTo), moment);
      }
      TransferResult result =
          index < legsTo ? verdict.result() : transferRules.create(input, moment);
      if (ModelTransferRules.TRANSIENT.contains(result)) {
        state.poisoned.add(input.id()); // not taken back with the chain
      }
      return result.code();
    }

    private static boolean isLegOf(TransferInput first, TransferInput next) {
      return next.has(Transfers.LEG) && next.id().equals(first.id());
    }

    /// The first leg speaks for all. If it speaks of a failure, the reason says so too.
    private TransferResult ofLeg(int index) {
      TransferResult result = verdict.result();
      boolean isOfAll =
          result == TransferResult.CREATED
              || result == TransferResult.EXISTS
              || result == TransferResult.QUEUED;
      return isOfAll || index - legsFrom == verdict.cause()
          ? result
          : TransferResult.LEG_FAILED;
    }

    @Override
    public @Nullable Long existing(int index, int code) {
      if (code != TransferResult.EXISTS.code()) {
        return null;
      }
      int leg = index < legsTo ? index - legsFrom : 0;
      return state.transfer(inputs.get(index).id()).legs.get(leg).timestamp;
    }
  }

  private record LineInput(Key account, Key counterparty, BigInteger line, BigInteger reserved) {}

  /// All or none.
  private LedgerResults setLines(byte[] records, int count) {
    long first = Math.max(nowNs, lastNs + 1);
    if (count > 0) {
      lastNs = first + count - 1;
    }
    List<LineInput> inputs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ByteBuffer in = Wire.at(records, i * LedgerLines.RECORD_BYTES);
      inputs.add(
          new LineInput(
              Wire.key(in), Wire.key(in), Wire.unsigned128(in), Wire.unsigned128(in)));
    }
    for (int i = 0; i < count; i++) {
      LineResult result = checkLine(inputs.get(i));
      if (result != LineResult.CREATED) {
        int[] failures = new int[2 * count];
        for (int j = 0; j < count; j++) {
          failures[2 * j] = j;
          failures[2 * j + 1] = j == i ? result.code() : LineResult.LINKED_EVENT_FAILED.code();
        }
        return new LedgerResults(first, count, 0, failures, new long[0]);
      }
    }
    inputs.forEach(this::setLine);
    return new LedgerResults(first, count, count, new int[0], new long[0]);
  }

  private LineResult checkLine(LineInput input) {
    ModelAccount account = state.accounts.get(input.account());
    ModelAccount counterparty = state.accounts.get(input.counterparty());
    boolean isPair = !input.counterparty().equals(Key.NONE);
    if (input.reserved().signum() != 0) {
      return LineResult.RESERVED_FIELD;
    }
    if (isPair && input.account().equals(input.counterparty())) {
      return LineResult.ACCOUNTS_MUST_BE_DIFFERENT;
    }
    if (account == null) {
      return LineResult.ACCOUNT_NOT_FOUND;
    }
    if (!isPair) {
      return input.line().signum() > 0 && !account.hasLimit()
          ? LineResult.LINE_WITHOUT_LIMIT
          : LineResult.CREATED;
    }
    if (counterparty == null) {
      return LineResult.COUNTERPARTY_NOT_FOUND;
    }
    return account.input.ledger() == counterparty.input.ledger()
        ? LineResult.CREATED
        : LineResult.ACCOUNTS_MUST_HAVE_THE_SAME_LEDGER;
  }

  private void setLine(LineInput input) {
    if (input.counterparty().equals(Key.NONE)) {
      state.account(input.account()).line = input.line();
    } else {
      state.pairs.computeIfAbsent(
              new ModelState.PairId(input.account(), input.counterparty()),
              id -> new ModelState.Pair(input.line()))
          .line = input.line();
    }
  }
}
