package kontor.server.gateway;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import kontor.engine.Event;
import kontor.engine.RecordedEvent;
import kontor.engine.terms.PaymentId;
import org.jspecify.annotations.Nullable;

/// Clients that chose to wait for the end of queued payments. Fed from the journal, so nothing
/// hangs on the thread that sent the payment.
public final class FinalityWaiters {

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<PaymentId, List<Waiter>> waiters = new HashMap<>();
  private volatile boolean isEmpty = true;

  /// Called for every event of the journal, in order.
  public void see(RecordedEvent recorded) {
    if (isEmpty) {
      return;
    }
    PaymentId ended = endedBy(recorded.event());
    if (ended == null) {
      return;
    }
    lock.lock();
    try {
      for (Waiter waiter : waiters.getOrDefault(ended, List.of())) {
        waiter.take(ended, recorded);
      }
    } finally {
      lock.unlock();
    }
  }

  private static @Nullable PaymentId endedBy(Event event) {
    if (event instanceof Event.PaymentSettled settled) {
      return settled.payment();
    }
    return event instanceof Event.PaymentExpired expired ? expired.payment() : null;
  }

  /// Begins to listen; before the payments are sent, so that no end is missed.
  Waiter listen(Set<PaymentId> payments) {
    lock.lock();
    try {
      Waiter waiter = new Waiter(payments);
      payments.forEach(p -> waiters.computeIfAbsent(p, key -> new ArrayList<>()).add(waiter));
      isEmpty = waiters.isEmpty();
      return waiter;
    } finally {
      lock.unlock();
    }
  }

  /// Hears of the ends of some payments.
  final class Waiter implements AutoCloseable {
    private final Set<PaymentId> payments;
    private final Set<PaymentId> ended = new HashSet<>();
    private final List<RecordedEvent> events = new ArrayList<>();
    private final Condition changed = lock.newCondition();

    private Waiter(Set<PaymentId> payments) {
      this.payments = Set.copyOf(payments);
    }

    private void take(PaymentId payment, RecordedEvent event) {
      ended.add(payment);
      events.add(event);
      changed.signalAll();
    }

    /// Waits until all of these have ended, or the time is over.
    ///
    /// @return the ends seen so far
    List<RecordedEvent> await(Set<PaymentId> open, long millis) {
      long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
      lock.lock();
      try {
        while (!ended.containsAll(open) && nanos > 0) {
          nanos = changed.awaitNanos(nanos);
        }
        return List.copyOf(events);
      } catch (InterruptedException e) {
        // The server closes: what is known is said.
        Thread.currentThread().interrupt();
        return List.copyOf(events);
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      lock.lock();
      try {
        for (PaymentId payment : payments) {
          List<Waiter> others = waiters.get(payment);
          if (others != null && others.remove(this) && others.isEmpty()) {
            waiters.remove(payment);
          }
        }
        isEmpty = waiters.isEmpty();
      } finally {
        lock.unlock();
      }
    }
  }
}
