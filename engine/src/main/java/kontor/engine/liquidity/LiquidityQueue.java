package kontor.engine.liquidity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import kontor.engine.liquidity.DueTimes.Due;
import kontor.engine.liquidity.DueTimes.Kind;
import kontor.engine.state.Bounds;
import kontor.engine.state.Invariants;
import org.jspecify.annotations.Nullable;

/// What waits, first in first out by place: for money on an account, which has a number from 0 on,
/// or for the netting cycle of an agreement, see {@link #cycle}. It keeps the order and the
/// deadlines; who moves on, and when, is decided by whoever asks.
public final class LiquidityQueue {

  private final Bounds bounds;
  private final DueTimes dueTimes;
  /// By place, then in the order of arrival, by payment number. No empty queues.
  private final TreeMap<Integer, LinkedHashMap<Integer, Waiting>> queues = new TreeMap<>();
  private final TreeMap<Integer, Integer> accountOf = new TreeMap<>();

  public LiquidityQueue(DueTimes dueTimes, Bounds bounds) {
    this.dueTimes = dueTimes;
    this.bounds = bounds;
  }

  /// The place of what waits for the cycle of an agreement to close.
  ///
  /// @param agreement its number, above 0
  public static int cycle(int agreement) {
    return -1 - agreement;
  }

  static boolean isCycle(int place) {
    return place < -1;
  }

  public boolean isEmpty(int account) {
    return !queues.containsKey(account);
  }

  public boolean isFull(int account) {
    LinkedHashMap<Integer, Waiting> queue = queues.get(account);
    return (queue == null ? 0 : queue.size()) >= bounds.queueLengthMax();
  }

  /// The first that waits on an account; null if nothing does.
  public @Nullable Waiting head(int account) {
    LinkedHashMap<Integer, Waiting> queue = queues.get(account);
    return queue == null ? null : queue.firstEntry().getValue();
  }

  /// All that wait for the cycle of an agreement to close, in the order of arrival.
  public List<Waiting> inCycle(int agreement) {
    LinkedHashMap<Integer, Waiting> queue = queues.get(cycle(agreement));
    return queue == null ? List.of() : List.copyOf(queue.values());
  }

  /// The payment with this number, which waits somewhere.
  public Waiting waiting(int row) {
    Integer account = accountOf.get(row);
    LinkedHashMap<Integer, Waiting> queue = account == null ? null : queues.get(account);
    Waiting waiting = queue == null ? null : queue.get(row);
    if (waiting == null) {
      throw new AssertionError("payment does not wait: " + row);
    }
    return waiting;
  }

  public void append(Waiting waiting) {
    Invariants.check(!isFull(waiting.awaits()), "queue is full", "account", waiting.awaits());
    queues
        .computeIfAbsent(waiting.awaits(), account -> new LinkedHashMap<>())
        .put(waiting.row(), waiting);
    Integer before = accountOf.put(waiting.row(), waiting.awaits());
    Invariants.check(before == null, "payment waits twice", "payment", waiting.payment());
    dueTimes.add(due(waiting));
  }

  public void remove(Waiting waiting) {
    LinkedHashMap<Integer, Waiting> queue = queues.get(waiting.awaits());
    Invariants.check(
        queue != null && queue.remove(waiting.row()) != null,
        "payment does not wait",
        "payment",
        waiting.payment());
    if (queue != null && queue.isEmpty()) {
      queues.remove(waiting.awaits());
    }
    accountOf.remove(waiting.row());
    dueTimes.remove(due(waiting));
  }

  /// Changes the dates of a payment that waits; it keeps its place.
  public void replace(Waiting waiting, Waiting dated) {
    LinkedHashMap<Integer, Waiting> queue = queues.get(waiting.awaits());
    Invariants.check(
        queue != null && queue.replace(waiting.row(), waiting, dated),
        "payment does not wait",
        "payment",
        waiting.payment());
    dueTimes.remove(due(waiting));
    dueTimes.add(due(dated));
  }

  /// Puts for each that waits the same with other sums. Place and deadline stay.
  public void replaceAll(UnaryOperator<Waiting> restated) {
    queues
        .values()
        .forEach(queue -> queue.replaceAll((row, waiting) -> restated.apply(waiting)));
  }

  /// Numbers of the accounts on which something waits, in order.
  public List<Integer> accounts() {
    return List.copyOf(queues.tailMap(0).keySet());
  }

  private static Due due(Waiting waiting) {
    return new Due(
        waiting.deadlineMs(),
        waiting.payment().high(),
        waiting.payment().low(),
        Kind.PAYMENT,
        waiting.row());
  }

  public int size() {
    return accountOf.size();
  }

  /// By place, then in the order of arrival.
  public void forEach(Consumer<Waiting> visitor) {
    queues.values().forEach(queue -> queue.values().forEach(visitor));
  }
}
