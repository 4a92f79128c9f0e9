package kontor.benchmark;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import kontor.cluster.LocalCluster;
import kontor.cluster.LogVerifier;
import kontor.cluster.NodeConfig;
import kontor.cluster.NodeSizes;
import kontor.cluster.SettlementNode;
import kontor.cluster.VerifyReport;
import kontor.engine.Transfers;
import kontor.engine.state.Bounds;
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
    description = "Durable transfers of the bulk ledger: rate, time to commit, stalls.",
    footerHeading = "Examples:%n",
    footer = {
      "  kontor bench ledger --accounts 10000 --transfers 1000000 --batch 8189 --json",
      "  kontor bench ledger --transfers 200000 --batch 1 --in-flight 256 --peer postgres",
      "  kontor bench ledger --accounts 1000000 --transfers 10000000 --restart",
      "  kontor bench ledger --duration 600 --rate 100000 --snapshots 60 --distribution zipf"
    })
final class LedgerBenchmark implements Callable<Integer> {

  private static final int MIB = 1 << 20;
  private static final double NANOS_PER_MS = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final Duration LEADER_WAIT = Duration.ofSeconds(60);

  @Option(names = "--accounts", description = "How many accounts.")
  private int accounts = 10_000;

  @Option(names = "--transfers", description = "How many transfers are measured, at most.")
  private long transfers = 1_000_000;

  @Option(names = "--duration", description = "Seconds to measure, instead of --transfers.")
  private long duration;

  @Option(names = "--warm-up", description = "How many transfers go before, unmeasured.")
  private long warmUp = 1_000_000;

  @Option(names = "--batch", description = "Transfers in one command, at most 8189.")
  private int batch = Transfers.COUNT_MAX;

  @Option(names = "--in-flight", description = "Commands under way at once.")
  private int inFlight = 4;

  @Option(names = "--rate", description = "Transfers sent a second at most; 0 for no bound.")
  private long rate;

  @Option(names = "--distribution", description = "Of accounts: uniform or zipf.")
  private TransferStream.Distribution distribution = TransferStream.Distribution.UNIFORM;

  @Option(names = "--hot", description = "Percent of the transfers that debit one account.")
  private int hot;

  @Option(names = "--members", description = "Members of the cluster: 1, 3 or 5, in this process.")
  private int members = 1;

  @Option(names = "--line", description = "Credit line of each account, minor units.")
  private long line = 5_000;

  @Option(names = "--snapshots", description = "Seconds between snapshots; 0 for none.")
  private long snapshots;

  @Option(
      names = "--restart",
      description = "Measure afterwards how long a start takes, from the log and from a state.")
  private boolean restart;

  @Option(names = "--peer", description = "Measure the same in a peer too: postgres.")
  private @Nullable String peer;

  @Option(
      names = "--peer-transfers",
      description = "How many transfers the peer is measured with.")
  private long peerTransfers = 200_000;

  @Option(names = "--seed", description = "Of accounts and amounts.")
  private long seed = 20260611;

  @Option(names = "--data", description = "Folder for the log; a temporary one if not given.")
  private @Nullable Path data;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    String fault = fault();
    if (fault != null) {
      System.err.println(fault);
      return 2;
    }
    Path given = data;
    Path dir = given == null ? Temporary.folder("kontor-bench") : given;
    try {
      Measured measured = measure(dir);
      PeerResult postgres = peer == null ? null : measurePeer();
      print(measured, postgres);
      return measured.report.isSound() && (postgres == null || postgres.sound) ? 0 : 1;
    } finally {
      if (given == null) {
        IoUtil.delete(dir.toFile(), true);
      }
    }
  }

  private @Nullable String fault() {
    if (accounts < 2 || transfers < 1 || batch < 1 || batch > Transfers.COUNT_MAX
        || inFlight < 1) {
      return "accounts from 2, transfers and in-flight from 1, batch 1 to 8189";
    }
    if (accounts > Bounds.ACCOUNTS_MAX) {
      return "a node has at most " + Bounds.ACCOUNTS_MAX + " accounts";
    }
    if (line < 0 || warmUp < 0 || duration < 0 || rate < 0 || snapshots < 0 || peerTransfers < 1) {
      return "line, warm-up, duration, rate and snapshots are not negative";
    }
    if (members != 1 && members != 3 && members != 5) {
      return "a cluster has 1, 3 or 5 members";
    }
    if (restart && (members != 1 || duration > 0)) {
      return "--restart goes with one member and with --transfers";
    }
    if (hot < 0 || hot > 100) {
      return "--hot is a percentage";
    }
    if (peer != null && !peer.equals("postgres")) {
      return "the only peer is postgres";
    }
    return isEmpty(data) ? null : "--data is a new folder or an empty one, not " + data;
  }

  /// What is in a folder would be part of what is measured, and is perhaps somebody's.
  private static boolean isEmpty(@Nullable Path folder) {
    String[] files = folder == null ? null : folder.toFile().list();
    return folder == null || !Files.exists(folder) || (files != null && files.length == 0);
  }

  private TransferStream stream() {
    return new TransferStream(new TransferStream.Shape(accounts, distribution, hot, seed));
  }

  private record Measured(
      LedgerRun.Result result,
      SnapshotTimes snapshots,
      VerifyReport report,
      double verifySeconds,
      long residentMb,
      Restarts restarts,
      DiskSync.Result disk) {}

  private record Loaded(LedgerRun.Result result, SnapshotTimes snapshots, long residentMb) {}

  private Measured measure(Path dir) throws Exception {
    Loaded loaded;
    if (members == 1) {
      try (SettlementNode node = SettlementNode.start(NodeConfig.of(dir))) {
        loaded = load(node);
      }
    } else {
      try (LocalCluster cluster = LocalCluster.start(dir, members, NodeSizes.DEFAULT)) {
        loaded = load(cluster.awaitLeader(LEADER_WAIT));
      }
    }
    Restarts restarts = restart ? Restarts.measure(dir, snapshots > 0) : Restarts.NONE;
    long start = System.nanoTime();
    VerifyReport report = verify(dir);
    double verifySeconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
    return new Measured(
        loaded.result,
        loaded.snapshots,
        report,
        verifySeconds,
        loaded.residentMb,
        restarts,
        DiskSync.measure(dir));
  }

  /// Of the first member if there are several: of the first that is not sound, if there is one.
  private VerifyReport verify(Path dir) {
    VerifyReport first =
        LogVerifier.verify(members == 1 ? dir : LocalCluster.folder(dir, 0));
    for (int i = 1; i < members && first.isSound(); i++) {
      VerifyReport other = LogVerifier.verify(LocalCluster.folder(dir, i));
      first = other.isSound() ? first : other;
    }
    return first;
  }

  private Loaded load(SettlementNode node) throws Exception {
    LedgerRun run = new LedgerRun(node.client(), stream());
    run.openAccounts(line);
    long forever = Long.MAX_VALUE;
    if (warmUp > 0) {
      run.post(new LedgerRun.Load(warmUp, forever, batch, inFlight, 0));
    }
    try (SnapshotTimes times = SnapshotTimes.every(node, snapshots)) {
      LedgerRun.Load load =
          duration == 0
              ? new LedgerRun.Load(transfers, forever, batch, inFlight, rate)
              : new LedgerRun.Load(
                  forever, TimeUnit.SECONDS.toNanos(duration), batch, inFlight, rate);
      return new Loaded(run.post(load), times, residentMb());
    }
  }

  private record PeerResult(String version, PostgresPeer.Result result, boolean sound) {}

  private PeerResult measurePeer() throws Exception {
    Path dir = Temporary.folder("kontor-peer");
    try (PostgresPeer postgres = PostgresPeer.start(dir)) {
      postgres.found(accounts, line);
      TransferStream same = stream();
      int connections = batch == 1 ? inFlight : 1;
      postgres.post(same, Math.max(batch, peerTransfers / 10), batch, connections);
      PostgresPeer.Result result = postgres.post(same, peerTransfers, batch, connections);
      return new PeerResult(postgres.version(), result, postgres.isSound());
    } finally {
      IoUtil.delete(dir.toFile(), true);
    }
  }

  private void print(Measured measured, @Nullable PeerResult postgres) {
    System.out.println(json ? json(measured, postgres) : words(measured, postgres));
  }

  private String json(Measured measured, @Nullable PeerResult postgres) {
    LedgerRun.Result result = measured.result;
    Histogram latency = result.latency();
    VerifyReport report = measured.report;
    VerifyReport.Fault fault = report.fault();
    return String.format(
        Locale.ROOT,
        """
        {
          "benchmark": "ledger",
          "transfersPerSecond": %.0f,
          "seconds": %.3f,
          "cpuSeconds": %.3f,
          "created": %d,
          "refused": %d,
          "commitMs": {"p50": %.3f, "p99": %.3f, "max": %.3f},
          "longestStallMs": %.3f,
          "stalls": %s,
          "perSecond": %s,
          "snapshotMs": %s,
          "restart": %s,
          "peer": %s,
          "disk": {"syncsPerSecond": %.0f, "p50Ms": %.3f, "p99Ms": %.3f},
          "settings": %s,
          "verified": {"sound": %b, "fault": %s, "commands": %d, "events": %d, "seconds": %.3f},
          "residentMb": %d,
          "machine": {%s}
        }""",
        result.rate(),
        result.nanos() / NANOS_PER_SECOND,
        result.cpuNanos() / NANOS_PER_SECOND,
        result.created(),
        result.refused(),
        latency.getValueAtPercentile(50) / NANOS_PER_MS,
        latency.getValueAtPercentile(99) / NANOS_PER_MS,
        latency.getMaxValue() / NANOS_PER_MS,
        result.longestStallNs() / NANOS_PER_MS,
        json(result.stalls()),
        result.perSecond(),
        measured.snapshots.millis(),
        json(measured.restarts),
        postgres == null ? "null" : json(postgres, result),
        measured.disk.perSecond(),
        measured.disk.p50Ms(),
        measured.disk.p99Ms(),
        settings(),
        report.isSound(),
        fault == null ? "null" : '"' + fault.what().replace('"', '\'') + '"',
        report.commands(),
        report.events(),
        measured.verifySeconds,
        measured.residentMb,
        machine());
  }

  private static String json(List<LedgerRun.Stall> stalls) {
    return stalls.stream()
        .map(
            stall ->
                String.format(
                    Locale.ROOT,
                    "{\"atSeconds\": %.1f, \"ms\": %.1f}",
                    stall.atNs() / NANOS_PER_SECOND,
                    stall.nanos() / NANOS_PER_MS))
        .toList()
        .toString();
  }

  private String json(Restarts restarts) {
    return restart
        ? String.format(
            Locale.ROOT,
            """
            {"fromLogMs": %.0f, "transfersPerSecondFromLog": %.0f, "fromStateMs": %.0f, \
            "logBytes": %d}\
            """,
            restarts.fromLogMs(),
            perSecondFromLog(restarts),
            restarts.fromStateMs(),
            restarts.logBytes())
        : "null";
  }

  /// The warm-up and those measured, in the whole time of the start; 0 if it was from a state.
  private double perSecondFromLog(Restarts restarts) {
    return restarts.fromLogMs() <= 0
        ? 0
        : (warmUp + transfers) * 1000.0 / restarts.fromLogMs();
  }

  private String json(PeerResult postgres, LedgerRun.Result ours) {
    PostgresPeer.Result theirs = postgres.result;
    return String.format(
        Locale.ROOT,
        """
        {"name": "PostgreSQL", "version": "%s", "transfersPerSecond": %.0f, "transfers": %d, \
        "created": %d, "sound": %b, "ratio": %.1f}\
        """,
        postgres.version.replace('"', '\''),
        theirs.rate(),
        theirs.transfers(),
        theirs.created(),
        postgres.sound,
        ours.rate() / theirs.rate());
  }

  private String settings() {
    return String.format(
        Locale.ROOT,
        """
        {"members": %d, \
        "accounts": %d, "transfers": %d, "durationSeconds": %d, "warmUp": %d, "batch": %d, \
        "inFlight": %d, "rate": %d, "distribution": "%s", "hotPercent": %d, "lineMinor": %d, \
        "snapshotSeconds": %d, "seed": %d, "fileSyncLevel": 1}\
        """,
        members, accounts, transfers, duration, warmUp, batch, inFlight, rate, distribution,
        hot, line, snapshots, seed);
  }

  private String words(Measured measured, @Nullable PeerResult postgres) {
    LedgerRun.Result result = measured.result;
    Histogram latency = result.latency();
    VerifyReport report = measured.report;
    String text =
        String.format(
            Locale.ROOT,
            "%,.0f transfers a second; %,d created, %,d refused; commit of %,d: p50 %.2f ms,"
                + " p99 %.2f ms, max %.2f ms; longest stall %.2f ms; log derived anew: %s; the disk"
                + " itself: %,.0f syncs a second",
            result.rate(),
            result.created(),
            result.refused(),
            batch,
            latency.getValueAtPercentile(50) / NANOS_PER_MS,
            latency.getValueAtPercentile(99) / NANOS_PER_MS,
            latency.getMaxValue() / NANOS_PER_MS,
            result.longestStallNs() / NANOS_PER_MS,
            report.isSound() ? "sound" : String.valueOf(report.fault()),
            measured.disk.perSecond());
    text = restart ? text + words(measured.restarts) : text;
    return postgres == null
        ? text
        : text
            + String.format(
                Locale.ROOT,
                "%nPostgreSQL %s: %,.0f transfers a second; ratio %.1f",
                postgres.version,
                postgres.result.rate(),
                result.rate() / postgres.result.rate());
  }

  private String words(Restarts restarts) {
    return String.format(
        Locale.ROOT,
        "%nstart from the log: %,.0f ms, %,.0f transfers a second; from a state: %,.0f ms",
        restarts.fromLogMs(),
        perSecondFromLog(restarts),
        restarts.fromStateMs());
  }

  private static String machine() {
    Runtime runtime = Runtime.getRuntime();
    String collectors =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .map(GarbageCollectorMXBean::getName)
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        """
        "cores": %d, "heapMaxMb": %d, "jvm": "%s", "collector": "%s", "os": "%s"\
        """,
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
