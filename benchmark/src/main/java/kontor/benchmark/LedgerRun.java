package kontor.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import kontor.cluster.Reply;
import kontor.cluster.SettlementClient;
import kontor.engine.Command;
import kontor.engine.Event;
import kontor.engine.LedgerAccounts;
import kontor.engine.Transfers;
import kontor.engine.terms.Key;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Sends accounts and transfers in a closed loop: so many batches are under way, and the next is
/// sent when one is answered.
final class LedgerRun {

  private static final int LEDGER = 1;
  private static final int CODE = 1;
  private static final int AMOUNT_MAX = 1000;
  private static final long NANOS_MAX = 60_000_000_000L;
  private static final Duration ANSWER_WAIT = Duration.ofSeconds(30);

  private final SettlementClient client;
  private final SplittableRandom random;
  private final int accounts;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private long nextId = 1;

  /// Written on the client's one thread.
  private Histogram latency = new Histogram(NANOS_MAX, 3);

  private long created;
  private long refused;

  LedgerRun(SettlementClient client, int accounts, long seed) {
    this.client = client;
    this.accounts = accounts;
    this.random = new SplittableRandom(seed);
  }

  /// @param cpuNanos of all cores, by the whole process
  /// @param refused those that would have exceeded what the account has with its line
  record Result(long nanos, long cpuNanos, long created, long refused, Histogram latency) {}

  void openAccounts(long lineMinor) throws TimeoutException {
    for (int first = 0; first < accounts; first += Transfers.COUNT_MAX) {
      int count = Math.min(Transfers.COUNT_MAX, accounts - first);
      LedgerAccounts batch = LedgerAccounts.ofCapacity(count);
      for (int i = 0; i < count; i++) {
        Key id = new Key(0, first + i + 1L);
        batch.at(i).set(id, lineMinor, LEDGER, CODE, LedgerAccounts.DEBITS_MUST_NOT_EXCEED_CREDITS);
      }
      client.sendAndWait(new Command.OpenLedgerAccounts(batch), ANSWER_WAIT);
    }
  }

  Result post(long transfers, int batch, int inFlight) throws InterruptedException {
    latency = new Histogram(NANOS_MAX, 3);
    created = 0;
    refused = 0;
    Semaphore places = new Semaphore(inFlight);
    long startCpuNs = cpuNanos();
    long start = System.nanoTime();
    for (long left = transfers; left > 0; left -= batch) {
      Command command = next((int) Math.min(left, batch));
      places.acquire();
      long sentNs = System.nanoTime();
      client
          .send(command)
          .whenComplete(
              (reply, error) -> {
                if (error != null) {
                  failure.compareAndSet(null, error);
                } else {
                  take(reply, System.nanoTime() - sentNs);
                }
                places.release();
              });
    }
    places.acquire(inFlight);
    long nanos = System.nanoTime() - start;
    Throwable error = failure.get();
    if (error != null) {
      throw new IllegalStateException("a batch failed", error);
    }
    return new Result(nanos, cpuNanos() - startCpuNs, created, refused, latency);
  }

  /// Of all cores, by the whole process.
  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private Command next(int count) {
    Transfers batch = Transfers.ofCapacity(count);
    for (int i = 0; i < count; i++) {
      int debit = random.nextInt(accounts);
      int credit = (debit + 1 + random.nextInt(accounts - 1)) % accounts;
      long amountMinor = 1L + random.nextInt(AMOUNT_MAX);
      batch.at(i).set(nextId++, debit + 1L, credit + 1L, amountMinor, LEDGER, CODE);
    }
    return new Command.PostTransfers(batch);
  }

  private void take(Reply reply, long nanos) {
    latency.recordValue(Math.min(nanos, NANOS_MAX));
    if (reply.events().getLast().event() instanceof Event.TransfersPosted posted) {
      created += posted.results().created();
      refused += posted.results().count() - posted.results().created();
    } else {
      failure.compareAndSet(null, new IllegalStateException(reply.toString()));
    }
  }
}
