package kontor.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import kontor.cluster.Reply;
import kontor.cluster.SettlementClient;
import kontor.engine.Command;
import kontor.engine.Event;
import kontor.engine.LedgerAccounts;
import kontor.engine.LedgerResults;
import kontor.engine.Transfers;
import kontor.engine.terms.Key;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Sends accounts and transfers in a closed loop: so many batches are under way, and the next is
/// sent when one is answered.
final class LedgerRun {

  private static final long NANOS_MAX = 60_000_000_000L;
  private static final Duration ANSWER_WAIT = Duration.ofSeconds(30);

  private static final long STALL_NS = TimeUnit.MILLISECONDS.toNanos(40);

  private final SettlementClient client;
  private final TransferStream stream;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  // Written on the client's one thread while transfers are under way.
  private Histogram latency = new Histogram(NANOS_MAX, 3);
  private long created;
  private long refused;
  private long startNs;
  private long lastAnswerNs;
  private long longestStallNs;
  private List<Stall> stalls = new ArrayList<>();
  private List<Long> perSecond = new ArrayList<>();

  LedgerRun(SettlementClient client, TransferStream stream) {
    this.client = client;
    this.stream = stream;
  }

  /// How much is sent and how.
  ///
  /// @param transfers at most so many
  /// @param nanos for at most so long
  /// @param perSecond at most so many transfers a second; 0 for no bound
  record Load(long transfers, long nanos, int batch, int inFlight, long perSecond) {}

  /// @param cpuNanos of all cores, by the whole process
  /// @param refused those that would have exceeded what the account has with its line
  /// @param longestStallNs longest time without an answer
  /// @param stalls those of {@link #STALL_NS} and more
  /// @param perSecond transfers answered in each second
  record Result(
      long nanos,
      long cpuNanos,
      long created,
      long refused,
      Histogram latency,
      long longestStallNs,
      List<Stall> stalls,
      List<Long> perSecond) {

    double rate() {
      return (created + refused) * 1e9 / nanos;
    }
  }

  /// A time without an answer, long enough to look for its cause.
  ///
  /// @param atNs its end, since the start
  record Stall(long atNs, long nanos) {}

  void openAccounts(long lineMinor) throws TimeoutException {
    int accounts = stream.shape().accounts();
    for (int first = 0; first < accounts; first += Transfers.COUNT_MAX) {
      int count = Math.min(Transfers.COUNT_MAX, accounts - first);
      LedgerAccounts batch = LedgerAccounts.ofCapacity(count);
      for (int i = 0; i < count; i++) {
        Key id = new Key(0, first + i + 1L);
        batch
            .at(i)
            .set(
                id,
                lineMinor,
                TransferStream.LEDGER,
                TransferStream.CODE,
                LedgerAccounts.DEBITS_MUST_NOT_EXCEED_CREDITS);
      }
      client.sendAndWait(new Command.OpenLedgerAccounts(batch), ANSWER_WAIT);
    }
  }

  Result post(Load load) throws InterruptedException {
    latency = new Histogram(NANOS_MAX, 3);
    perSecond = new ArrayList<>();
    created = 0;
    refused = 0;
    longestStallNs = 0;
    stalls = new ArrayList<>();
    Semaphore places = new Semaphore(load.inFlight);
    long startCpuNs = cpuNanos();
    startNs = System.nanoTime();
    lastAnswerNs = startNs;
    long sent = 0;
    while (sent < load.transfers && System.nanoTime() - startNs < load.nanos) {
      int count = (int) Math.min(load.transfers - sent, load.batch);
      Command command = new Command.PostTransfers(stream.next(count));
      places.acquire();
      keepRate(load, sent);
      long sentNs = System.nanoTime();
      client
          .send(command)
          .whenComplete(
              (reply, error) -> {
                if (error != null) {
                  failure.compareAndSet(null, error);
                } else {
                  take(reply, sentNs);
                }
                places.release();
              });
      sent += count;
    }
    places.acquire(load.inFlight);
    long nanos = System.nanoTime() - startNs;
    Throwable error = failure.get();
    if (error != null) {
      throw new IllegalStateException("a batch failed", error);
    }
    return new Result(
        nanos, cpuNanos() - startCpuNs, created, refused, latency, longestStallNs, stalls,
        perSecond);
  }

  private void keepRate(Load load, long sent) {
    if (load.perSecond > 0) {
      long dueNs = startNs + (long) (sent * 1e9 / load.perSecond);
      for (long wait = dueNs - System.nanoTime(); wait > 0; wait = dueNs - System.nanoTime()) {
        LockSupport.parkNanos(wait);
      }
    }
  }

  /// Of all cores, by the whole process.
  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private void take(Reply reply, long sentNs) {
    long nowNs = System.nanoTime();
    latency.recordValue(Math.min(nowNs - sentNs, NANOS_MAX));
    // With a bounded rate nothing may have been asked for a while.
    long stallNs = nowNs - Math.max(lastAnswerNs, sentNs);
    longestStallNs = Math.max(longestStallNs, stallNs);
    if (stallNs >= STALL_NS) {
      stalls.add(new Stall(nowNs - startNs, stallNs));
    }
    lastAnswerNs = nowNs;
    if (reply.events().getLast().event() instanceof Event.TransfersPosted posted) {
      LedgerResults results = posted.results();
      created += results.created();
      refused += results.count() - results.created();
      int second = (int) TimeUnit.NANOSECONDS.toSeconds(nowNs - startNs);
      while (perSecond.size() <= second) {
        perSecond.add(0L);
      }
      perSecond.set(second, perSecond.get(second) + results.count());
    } else {
      failure.compareAndSet(null, new IllegalStateException(reply.toString()));
    }
  }
}
