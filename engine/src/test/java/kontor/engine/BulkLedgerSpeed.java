package kontor.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import kontor.engine.terms.Key;

/// How fast one core applies batches of plain transfers. Not a test: it has no bar, it prints.
///
/// Arguments: accounts, transfers, transfers in a batch, `limited` or `free`, `random` or
/// `growing` ids. One line of JSON for each million transfers, then one for the whole.
public final class BulkLedgerSpeed {

  private static final Path SCHEDULED = Path.of("/proc/thread-self/schedstat");

  private static final int LEDGER = 1;
  private static final int CODE = 1;
  private static final int MILLION = 1_000_000;

  private BulkLedgerSpeed() {}

  public static void main(String[] arguments) throws IOException {
    int accounts = Integer.parseInt(arguments[0]);
    int transfers = Integer.parseInt(arguments[1]);
    int batchSize = Integer.parseInt(arguments[2]);
    int flags = arguments[3].equals("limited") ? LedgerAccounts.DEBITS_MUST_NOT_EXCEED_CREDITS : 0;
    boolean randomIds = arguments[4].equals("random");
    Engine engine = new Engine();
    open(engine, accounts, flags);
    Gen gen = new Gen(42);
    long[] batchNanos = new long[(transfers + batchSize - 1) / batchSize];
    long created = 0;
    long cpuNanos = 0;
    long sinceReport = 0;
    long nanosSinceReport = 0;
    for (int first = 0, batch = 0; first < transfers; first += batchSize, batch++) {
      int count = Math.min(batchSize, transfers - first);
      Transfers posted = Transfers.ofCapacity(count);
      for (int i = 0; i < count; i++) {
        long debit = 1L + gen.below(accounts);
        long credit = 1L + (debit + gen.below(accounts - 1)) % accounts;
        long id = randomIds ? gen.next() | 1 : first + i + 1L;
        posted.at(i).set(id, debit, credit, 1L + gen.below(1000), LEDGER, CODE);
      }
      long[] createdNow = new long[1];
      long cpuStart = cpuNanos();
      long start = System.nanoTime();
      engine.apply(
          batch + 2L,
          0,
          new Command.PostTransfers(posted),
          event -> createdNow[0] = ((Event.TransfersPosted) event).results().created());
      batchNanos[batch] = System.nanoTime() - start;
      cpuNanos += cpuNanos() - cpuStart;
      created += createdNow[0];
      sinceReport += count;
      nanosSinceReport += batchNanos[batch];
      if (sinceReport >= MILLION) {
        System.out.printf(
            Locale.ROOT,
            "{\"transfers\": %d, \"perSecond\": %.0f}%n",
            first + count,
            sinceReport * 1e9 / nanosSinceReport);
        sinceReport = 0;
        nanosSinceReport = 0;
      }
    }
    report(transfers, created, cpuNanos, batchNanos);
  }

  /// Time this thread had a core, as Linux tells; on a busy machine the honest measure.
  private static long cpuNanos() throws IOException {
    return Files.exists(SCHEDULED)
        ? Long.parseLong(Files.readString(SCHEDULED).split(" ")[0])
        : System.nanoTime();
  }

  private static void open(Engine engine, int accounts, int flags) {
    for (int first = 0; first < accounts; first += Transfers.COUNT_MAX) {
      int count = Math.min(Transfers.COUNT_MAX, accounts - first);
      LedgerAccounts batch = LedgerAccounts.ofCapacity(count);
      for (int i = 0; i < count; i++) {
        // A line has a meaning only with a limit.
        int line = flags == 0 ? 0 : MILLION;
        batch.at(i).set(new Key(0, first + i + 1L), line, LEDGER, CODE, flags);
      }
      engine.apply(1, 0, new Command.OpenLedgerAccounts(batch), event -> {});
    }
  }

  private static void report(int transfers, long created, long cpuNanos, long[] batchNanos) {
    long total = Arrays.stream(batchNanos).sum();
    long[] sorted = batchNanos.clone();
    Arrays.sort(sorted);
    Runtime runtime = Runtime.getRuntime();
    System.out.printf(
        Locale.ROOT,
        "{\"transfers\": %d, \"created\": %d, \"perSecond\": %.0f, \"perCpuSecond\": %.0f,"
            + " \"batchMsP50\": %.3f, \"batchMsP99\": %.3f, \"batchMsMax\": %.3f,"
            + " \"heapUsedMb\": %d}%n",
        transfers,
        created,
        transfers * 1e9 / total,
        transfers * 1e9 / cpuNanos,
        sorted[sorted.length / 2] / 1e6,
        sorted[sorted.length * 99 / 100] / 1e6,
        sorted[sorted.length - 1] / 1e6,
        (runtime.totalMemory() - runtime.freeMemory()) >> 20);
  }
}
