package kontor.engine.payment;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import kontor.engine.Refusal;
import kontor.engine.liquidity.DueTimes;
import kontor.engine.liquidity.DueTimes.Due;
import kontor.engine.liquidity.DueTimes.Kind;
import kontor.engine.state.Bounds;
import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.PaymentOrder;
import org.jspecify.annotations.Nullable;

/// Payments that wait for their rate (F08), because the annex on rates says that those whose rate
/// is not approved are held. They are looked at again, in the order of their arrival, whenever a
/// rate of their agreement comes or begins to hold.
final class UnratedPayments {

  /// A payment without a rate.
  ///
  /// @param reason why there is none
  /// @param deadlineMs when it leaves
  record Unrated(Incoming incoming, int agreement, Refusal reason, long deadlineMs) {

    int row() {
      return incoming.row();
    }

    private Due due() {
      PaymentOrder order = incoming.order();
      return new Due(
          deadlineMs, order.payment().high(), order.payment().low(), Kind.PAYMENT, row());
    }
  }

  private record Retry(long atMs, int agreement) implements Comparable<Retry> {
    @Override
    public int compareTo(Retry other) {
      return atMs != other.atMs
          ? Long.compare(atMs, other.atMs)
          : Integer.compare(agreement, other.agreement);
    }
  }

  private final DueTimes dueTimes;
  private final int max;
  /// By number, which is the order of arrival.
  private final TreeMap<Integer, Unrated> waiting = new TreeMap<>();
  /// When rates come that may be theirs.
  private final TreeSet<Retry> retries = new TreeSet<>();

  UnratedPayments(DueTimes dueTimes, Bounds bounds) {
    this.dueTimes = dueTimes;
    max = bounds.queueLengthMax();
  }

  boolean isFull() {
    return waiting.size() >= max;
  }

  int size() {
    return waiting.size();
  }

  @Nullable Unrated find(int row) {
    return waiting.get(row);
  }

  void add(Unrated unrated) {
    waiting.put(unrated.row(), unrated);
    dueTimes.add(unrated.due());
  }

  void remove(Unrated unrated) {
    waiting.remove(unrated.row());
    dueTimes.remove(unrated.due());
  }

  List<Unrated> all() {
    return List.copyOf(waiting.values());
  }

  List<Unrated> of(int agreement) {
    List<Unrated> found = new ArrayList<>();
    for (Unrated unrated : waiting.values()) {
      if (unrated.agreement() == agreement) {
        found.add(unrated);
      }
    }
    return found;
  }

  boolean names(ParticipantId bank) {
    return waiting.values().stream()
        .map(unrated -> unrated.incoming().order().route())
        .anyMatch(
            route -> route.debtorAgent().equals(bank) || route.creditorAgent().equals(bank));
  }

  /// A rate of an agreement holds from an instant on, or a pair of it is closed.
  void retry(int agreement, long atMs) {
    if (waiting.values().stream().anyMatch(unrated -> unrated.agreement() == agreement)) {
      retries.add(new Retry(atMs, agreement));
    }
  }

  /// When the next is looked at again, or `Long.MAX_VALUE`.
  long nextDueMs() {
    return retries.isEmpty() ? Long.MAX_VALUE : retries.first().atMs();
  }

  /// Takes the next agreement whose payments are looked at again now; 0 if there is none.
  int poll(long nowMs) {
    if (nextDueMs() > nowMs) {
      return 0;
    }
    Retry retry = retries.pollFirst();
    return retry == null ? 0 : retry.agreement();
  }

  void writeTo(StateWriter writer) {
    writer.putAll(
        waiting.values(),
        (to, unrated) -> {
          Incoming.write(to, unrated.incoming());
          to.putInt(unrated.agreement());
          to.putInt(unrated.reason().code());
          to.putLong(unrated.deadlineMs());
        });
    writer.putAll(
        retries,
        (to, retry) -> {
          to.putLong(retry.atMs());
          to.putInt(retry.agreement());
        });
  }

  void readFrom(StateReader reader) {
    reader
        .getAll(
            from ->
                new Unrated(
                    Incoming.read(from),
                    from.getInt(),
                    from.getCoded(Refusal.values(), Refusal::code),
                    from.getLong()))
        .forEach(this::add);
    retries.addAll(reader.getAll(from -> new Retry(from.getLong(), from.getInt())));
  }
}
