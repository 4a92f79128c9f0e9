package kontor.simulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Runs many seeds, one on each thread at a time, and makes the first failure short.
public final class Simulator {

  /// Seeds of one run.
  public static final int SEEDS_MAX = 1 << 24;

  private static final int FAILURES_MAX = 10;

  /// @param lastSeed inclusive
  /// @param commands of the clients in each seed
  public record Options(long firstSeed, long lastSeed, int commands, int threads) {
    public Options {
      if (lastSeed < firstSeed || lastSeed - firstSeed >= SEEDS_MAX || commands < 1) {
        throw new IllegalArgumentException("no seeds or no commands to run");
      }
    }

    int seeds() {
      return (int) (lastSeed - firstSeed + 1);
    }
  }

  /// @param commands the shortest prefix that was found to fail
  /// @param difference what must not happen and did
  public record Failure(long seed, int commands, String difference) {

    /// The line that shows it again.
    public String line() {
      return "./kontor simulate --seed " + seed + " --commands " + commands;
    }
  }

  /// What all seeds did together.
  ///
  /// @param commands of clients, each answered or given up by the failure
  /// @param entries of the log: commands, their repeats, and changes of leader
  public record Result(
      int seeds, long commands, long entries, Misfortunes misfortunes, List<Failure> failures) {}

  /// How much there was of what can go wrong.
  public record Misfortunes(
      long crashes,
      long tornLogs,
      long leaderChanges,
      long clockJumps,
      long messagesLost,
      long messagesDoubled,
      long transfersExpired) {}

  /// Sees how far it is.
  @FunctionalInterface
  public interface Progress {
    void done(int seeds, int of);
  }


  private final IntFunction<SimulatedNode> newNode;

  public Simulator() {
    this(SimulatedNode::new);
  }

  Simulator(IntFunction<SimulatedNode> newNode) {
    this.newNode = newNode;
  }

  public Result run(Options options, Progress progress) {
    List<SimulationReport> reports = reports(options, progress);
    SimulationReport.Counts counts = new SimulationReport.Counts();
    long commands = 0;
    for (SimulationReport report : reports) {
      counts.add(report.counts());
      commands += report.commands();
    }
    List<Failure> failures = new ArrayList<>();
    for (SimulationReport report : reports) {
      if (report.failure() != null && failures.size() < FAILURES_MAX) {
        failures.add(
            failures.isEmpty()
                ? shorten(report.seed(), report.commands(), report.failure())
                : new Failure(report.seed(), report.commands(), report.failure()));
      }
    }
    return new Result(
        reports.size(), commands, counts.entries, counts.misfortunes(), failures);
  }

  /// In the order of the seeds.
  List<SimulationReport> reports(Options options, Progress progress) {
    AtomicLong next = new AtomicLong(options.firstSeed());
    AtomicLong failed = new AtomicLong();
    List<SimulationReport> reports = new ArrayList<>();
    Callable<@Nullable Void> worker =
        () -> {
          long seed = next.getAndIncrement();
          while (seed <= options.lastSeed() && failed.get() < FAILURES_MAX) {
            SimulationReport report = simulate(seed, options.commands());
            failed.addAndGet(report.failure() == null ? 0 : 1);
            synchronized (reports) {
              reports.add(report);
              progress.done(reports.size(), options.seeds());
            }
            seed = next.getAndIncrement();
          }
          return null;
        };
    int threads = Math.min(options.threads(), options.seeds());
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      for (Future<@Nullable Void> future : executor.invokeAll(
          Collections.nCopies(threads, worker))) {
        future.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the simulator itself failed", e.getCause());
    }
    reports.sort(Comparator.comparingLong(SimulationReport::seed));
    return reports;
  }

  private SimulationReport simulate(long seed, int commands) {
    return new Simulation(new Simulation.Plan(seed, commands, Simulation.NODES, newNode)).run();
  }

  /// Halves the number of commands as long as that fails. Faults are looked for more often near
  /// the end of a run, so a prefix may fail earlier than the whole.
  private Failure shorten(long seed, int commands, String difference) {
    Failure shortest = new Failure(seed, commands, difference);
    int passes = 0;
    while (passes + 1 < shortest.commands()) {
      int middle = (passes + shortest.commands()) >>> 1;
      SimulationReport report = simulate(seed, middle);
      if (report.failure() == null) {
        passes = middle;
      } else {
        shortest = new Failure(seed, report.commands(), report.failure());
      }
    }
    return shortest;
  }
}
