package kontor.simulator;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import kontor.engine.terms.Key;
import org.jspecify.annotations.Nullable;

/// What the naive ledger remembers, and how a chain is taken back: each change leaves the step
/// that undoes it.
final class ModelState {

  record PairId(Key account, Key counterparty) {}

  /// What went from an account to its counterparty since the pair has a line.
  static final class Pair {
    BigInteger pending = BigInteger.ZERO;
    BigInteger posted = BigInteger.ZERO;
    BigInteger received = BigInteger.ZERO;
    BigInteger line;

    Pair(BigInteger line) {
      this.line = line;
    }

    boolean allows(BigInteger amount) {
      return pending.add(posted).add(amount).compareTo(received.add(line)) <= 0;
    }
  }

  final Map<Key, ModelAccount> accounts = new HashMap<>();
  /// By id; of several legs the first.
  final Map<Key, ModelTransfer> transfers = new HashMap<>();
  final Map<PairId, Pair> pairs = new HashMap<>();
  /// What waits, in the order in which it is tried.
  final TreeSet<ModelTransfer> waiting =
      new TreeSet<>(
          Comparator.<ModelTransfer>comparingInt(t -> t.input.rank())
              .thenComparing(t -> t.timestamp));
  final Map<Key, ModelTransfer> waitingById = new HashMap<>();
  /// When the last transfer came that had to wait.
  private long lastArrival;
  /// Ids of transfers whose failure was transient, or that waited in vain.
  final Set<Key> poisoned = new HashSet<>();
  /// In the order of their timestamps, which is that of their creation.
  final List<ModelAccount> accountsInOrder = new ArrayList<>();
  final List<ModelTransfer> transfersInOrder = new ArrayList<>();
  final Set<Long> accountTimestamps = new HashSet<>();
  final Set<Long> transferTimestamps = new HashSet<>();
  final TreeSet<ModelTransfer> expiring =
      new TreeSet<>(
          Comparator.comparingLong(ModelTransfer::expiresAt).thenComparing(t -> t.timestamp));

  private final List<Runnable> undo = new ArrayList<>();

  /// From here on everything can be taken back.
  void mark() {
    undo.clear();
  }

  void takeBack() {
    for (int i = undo.size() - 1; i >= 0; i--) {
      undo.get(i).run();
    }
    undo.clear();
  }

  void add(ModelAccount account) {
    accounts.put(account.input.id(), account);
    accountsInOrder.add(account);
    accountTimestamps.add(account.timestamp);
    undo.add(
        () -> {
          accounts.remove(account.input.id());
          accountsInOrder.removeLast();
          accountTimestamps.remove(account.timestamp);
        });
  }

  void add(ModelTransfer transfer) {
    boolean isFirstLeg = transfers.putIfAbsent(transfer.input.id(), transfer) == null;
    transfersInOrder.add(transfer);
    transferTimestamps.add(transfer.timestamp);
    transfer.debit.transfers.add(transfer);
    transfer.credit.transfers.add(transfer);
    undo.add(
        () -> {
          if (isFirstLeg) {
            transfers.remove(transfer.input.id());
          }
          transfersInOrder.removeLast();
          transferTimestamps.remove(transfer.timestamp);
          transfer.debit.transfers.removeLast();
          transfer.credit.transfers.removeLast();
        });
    if (transfer.state == ModelTransfer.State.PENDING
        && transfer.expiresAt() != ModelTransfer.NEVER) {
      expiring.add(transfer);
      undo.add(() -> expiring.remove(transfer));
    }
  }

  /// Nothing is taken back behind this: what waits is in no chain.
  void enqueue(List<ModelTransfer> legs) {
    for (ModelTransfer leg : legs) {
      leg.state = ModelTransfer.State.WAITING;
      transferTimestamps.add(leg.timestamp);
      lastArrival = leg.timestamp;
    }
    ModelTransfer first = legs.getFirst();
    waiting.add(first);
    waitingById.put(first.input.id(), first);
    if (first.expiresAt() != ModelTransfer.NEVER) {
      expiring.add(first);
    }
  }

  void dequeue(ModelTransfer first) {
    boolean expires = expiring.remove(first);
    waiting.remove(first);
    waitingById.remove(first.input.id());
    undo.add(
        () -> {
          waiting.add(first);
          waitingById.put(first.input.id(), first);
          if (expires) {
            expiring.add(first);
          }
        });
  }

  /// What waited will never be.
  void giveUp(ModelTransfer first) {
    dequeue(first);
    poisoned.add(first.input.id());
    undo.add(() -> poisoned.remove(first.input.id()));
  }

  void resolve(ModelTransfer pending, ModelTransfer.State state) {
    pending.state = state;
    undo.add(() -> pending.state = ModelTransfer.State.PENDING);
    if (expiring.remove(pending)) {
      undo.add(() -> expiring.add(pending));
    }
  }

  void setBalances(ModelAccount account, ModelAccount.Balances balances) {
    ModelAccount.Balances before = account.balances;
    account.balances = balances;
    undo.add(() -> account.balances = before);
  }

  void setClosed(ModelAccount account, boolean isClosed) {
    boolean before = account.isClosed;
    account.isClosed = isClosed;
    undo.add(() -> account.isClosed = before);
  }

  /// An account that is known to be there.
  ModelAccount account(Key id) {
    return Objects.requireNonNull(accounts.get(id));
  }

  /// A transfer that is known to be there.
  ModelTransfer transfer(Key id) {
    return Objects.requireNonNull(transfers.get(id));
  }

  @Nullable Pair pair(ModelAccount account, ModelAccount counterparty) {
    return pairs.get(new PairId(account.input.id(), counterparty.input.id()));
  }

  void addPending(Pair pair, BigInteger amount) {
    pair.pending = pair.pending.add(amount);
    undo.add(() -> pair.pending = pair.pending.subtract(amount));
  }

  void addPosted(Pair pair, BigInteger amount) {
    pair.posted = pair.posted.add(amount);
    undo.add(() -> pair.posted = pair.posted.subtract(amount));
  }

  void addReceived(Pair pair, BigInteger amount) {
    pair.received = pair.received.add(amount);
    undo.add(() -> pair.received = pair.received.subtract(amount));
  }

  long lastAccountTimestamp() {
    return accountsInOrder.isEmpty() ? 0 : accountsInOrder.getLast().timestamp;
  }

  long lastTransferTimestamp() {
    return transfersInOrder.isEmpty()
        ? lastArrival
        : Math.max(lastArrival, transfersInOrder.getLast().timestamp);
  }
}
