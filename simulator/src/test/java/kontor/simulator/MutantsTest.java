package kontor.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The simulator finds what it is there to find: each planted bug within few seeds, and nothing
/// where nothing is planted.
class MutantsTest {

  private static final int SEEDS_MAX = 20;
  private static final int COMMANDS = 2_000;

  @ParameterizedTest
  @EnumSource
  void eachIsFound(Mutant mutant) {
    SimulationReport found = null;
    for (int seed = 1; seed <= SEEDS_MAX && found == null; seed++) {
      SimulationReport report =
          new Simulation(
                  new Simulation.Plan(seed, COMMANDS, Simulation.NODES, mutant.newNode))
              .run();
      found = report.failure() == null ? null : report;
    }
    assertNotNull(found, mutant.bug + ": not found by " + SEEDS_MAX + " seeds");
    System.out.println(
        "mutant " + mutant + " (" + mutant.bug + ") found by seed " + found.seed()
            + " at command " + found.commands() + ": " + found.failure());
  }

  @Test
  void nothingIsFoundWhereNothingIsPlanted() {
    List<SimulationReport> reports =
        new Simulator().reports(new Simulator.Options(1, SEEDS_MAX, COMMANDS, 2), (done, of) -> {});
    assertEquals(
        List.of(), reports.stream().map(SimulationReport::failure).filter(f -> f != null).toList());
  }
}
