package kontor.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import kontor.engine.AccountResult;
import kontor.engine.LineResult;
import kontor.engine.TransferResult;
import org.junit.jupiter.api.Test;

/// A thousand histories of ten thousand commands each: a command is what one client asks once,
/// a batch of two to three elements on average or a question; repeats are not counted.
class SeedsTest {

  private static final int SEEDS = 1_000;
  private static final int COMMANDS = 10_000;

  @Test
  void engineAndModelNeverDiffer() {
    int threads = Runtime.getRuntime().availableProcessors();
    List<SimulationReport> reports =
        new Simulator()
            .reports(
                new Simulator.Options(1, SEEDS, COMMANDS, threads),
                (done, of) -> {
                  if (done % 100 == 0) {
                    System.out.println("simulated " + done + " of " + of + " seeds");
                  }
                });
    List<String> failures = new ArrayList<>();
    SimulationReport.Counts counts = new SimulationReport.Counts();
    Auditor.Coverage coverage = new Auditor.Coverage();
    for (SimulationReport report : reports) {
      counts.add(report.counts());
      coverage.add(report.coverage());
      if (report.failure() != null) {
        failures.add(
            new Simulator.Failure(report.seed(), report.commands(), report.failure()).line());
      }
    }
    System.out.println(
        counts.entries + " log entries, " + counts.releases + " waited and were released, "
            + counts.misfortunes());
    assertEquals("", String.join("\n", failures));
    assertEquals(List.of(), unmet(coverage), "results that no seed met");
    assertTrue(counts.releases > 10 * SEEDS, "hardly anything waited and was released");
  }

  /// Only the bounds of the tables are out of reach.
  private static List<String> unmet(Auditor.Coverage coverage) {
    List<String> unmet = new ArrayList<>();
    for (AccountResult result : AccountResult.values()) {
      if (result != AccountResult.TABLE_FULL) {
        check(coverage.accounts, result.code(), "account " + result, unmet);
      }
    }
    for (TransferResult result : TransferResult.values()) {
      if (result != TransferResult.TABLE_FULL) {
        check(coverage.transfers, result.code(), "transfer " + result, unmet);
      }
    }
    for (LineResult result : LineResult.values()) {
      if (result != LineResult.TABLE_FULL) {
        check(coverage.lines, result.code(), "line " + result, unmet);
      }
    }
    return unmet;
  }

  private static void check(BitSet met, int code, String name, List<String> unmet) {
    if (!met.get(Math.max(0, code))) {
      unmet.add(name);
    }
  }
}
