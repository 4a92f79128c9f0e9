package kontor.benchmark;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import kontor.cluster.LogVerifier;
import kontor.cluster.NodeConfig;
import kontor.cluster.SettlementNode;
import kontor.cluster.VerifyReport;
import kontor.engine.Transfers;
import org.HdrHistogram.Histogram;
import org.agrona.IoUtil;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Durable transfers of the bulk ledger through a whole node: client, log with fsync, core,
/// journal with fsync, answer. Accounts have credit lines that some transfers exceed. Afterwards
/// the node is closed and the whole log is derived anew, with every invariant.
@Command(
    name = "kontor bench ledger",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Durable transfers of the bulk ledger: rate and time to commit.",
    footerHeading = "Examples:%n",
    footer = {
      "  kontor bench ledger --accounts 10000 --transfers 1000000 --batch 8189 --json",
      "  kontor bench ledger --transfers 50000 --batch 1 --in-flight 256"
    })
final class LedgerBenchmark implements Callable<Integer> {

  private static final int MIB = 1 << 20;
  private static final double NANOS_PER_MS = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  @Option(names = "--accounts", description = "How many accounts.")
  private int accounts = 10_000;

  @Option(names = "--transfers", description = "How many transfers are measured.")
  private long transfers = 1_000_000;

  @Option(names = "--warm-up", description = "How many transfers go before, unmeasured.")
  private long warmUp = 200_000;

  @Option(names = "--batch", description = "Transfers in one command, at most 8189.")
  private int batch = Transfers.COUNT_MAX;

  @Option(names = "--in-flight", description = "Commands under way at once.")
  private int inFlight = 4;

  @Option(names = "--line", description = "Credit line of each account, minor units.")
  private long line = 5_000;

  @Option(names = "--seed", description = "Of accounts and amounts.")
  private long seed = 20260611;

  @Option(names = "--data", description = "Folder for the log; a temporary one if not given.")
  private @Nullable Path data;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException, TimeoutException {
    if (accounts < 2 || transfers < 1 || batch < 1 || batch > Transfers.COUNT_MAX
        || inFlight < 1 || line < 0 || warmUp < 0) {
      System.err.println("accounts from 2, transfers and in-flight from 1, batch 1 to 8189");
      return 2;
    }
    Path given = data;
    Path dir = given == null ? Files.createTempDirectory("kontor-bench") : given;
    try {
      LedgerRun.Result result;
      long residentMb;
      try (SettlementNode node = SettlementNode.start(NodeConfig.of(dir))) {
        LedgerRun run = new LedgerRun(node.client(), accounts, seed);
        run.openAccounts(line);
        run.post(Math.max(warmUp, 1), batch, inFlight);
        result = run.post(transfers, batch, inFlight);
        residentMb = residentMb();
      }
      VerifyReport report = LogVerifier.verify(dir);
      print(result, report, residentMb);
      return report.isSound() ? 0 : 1;
    } finally {
      if (given == null) {
        IoUtil.delete(dir.toFile(), true);
      }
    }
  }

  private void print(LedgerRun.Result result, VerifyReport report, long residentMb) {
    double seconds = result.nanos() / NANOS_PER_SECOND;
    Histogram latency = result.latency();
    VerifyReport.Fault fault = report.fault();
    String text =
        """
        {
          "benchmark": "ledger",
          "transfersPerSecond": %.0f,
          "seconds": %.3f,
          "cpuSeconds": %.3f,
          "created": %d,
          "refused": %d,
          "commitMs": {"p50": %.3f, "p99": %.3f, "max": %.3f},
          "settings": {"accounts": %d, "transfers": %d, "warmUp": %d, "batch": %d, "inFlight": %d, \
        "lineMinor": %d, "seed": %d, "fileSyncLevel": 1},
          "verified": {"sound": %b, "fault": %s, "commands": %d, "events": %d},
          "residentMb": %d,
          "machine": {%s}
        }"""
            .formatted(
                transfers / seconds,
                seconds,
                result.cpuNanos() / NANOS_PER_SECOND,
                result.created(),
                result.refused(),
                latency.getValueAtPercentile(50) / NANOS_PER_MS,
                latency.getValueAtPercentile(99) / NANOS_PER_MS,
                latency.getMaxValue() / NANOS_PER_MS,
                accounts,
                transfers,
                warmUp,
                batch,
                inFlight,
                line,
                seed,
                report.isSound(),
                fault == null ? "null" : '"' + fault.what().replace('"', '\'') + '"',
                report.commands(),
                report.events(),
                residentMb,
                machine());
    System.out.println(json ? text : words(result, seconds, report));
  }

  private String words(LedgerRun.Result result, double seconds, VerifyReport report) {
    Histogram latency = result.latency();
    return String.format(
        Locale.ROOT,
        "%,.0f transfers a second; %,d created, %,d refused; commit of %,d: p50 %.2f ms,"
            + " p99 %.2f ms, max %.2f ms; log derived anew: %s",
        transfers / seconds,
        result.created(),
        result.refused(),
        batch,
        latency.getValueAtPercentile(50) / NANOS_PER_MS,
        latency.getValueAtPercentile(99) / NANOS_PER_MS,
        latency.getMaxValue() / NANOS_PER_MS,
        report.isSound() ? "sound" : String.valueOf(report.fault()));
  }

  private static String machine() {
    Runtime runtime = Runtime.getRuntime();
    String collectors =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .map(GarbageCollectorMXBean::getName)
            .collect(Collectors.joining(", "));
    return """
        "cores": %d, "heapMaxMb": %d, "jvm": "%s", "collector": "%s", "os": "%s"\
        """
        .formatted(
            runtime.availableProcessors(),
            runtime.maxMemory() / MIB,
            System.getProperty("java.vm.version"),
            collectors,
            System.getProperty("os.name") + " " + System.getProperty("os.version"));
  }

  /// As the system counts it; 0 where it does not say.
  private static long residentMb() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(l -> l.startsWith("VmRSS:"))
        .mapToLong(l -> Long.parseLong(l.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElse(0);
  }
}
