package kontor.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What the simulator promises to who uses it.
class SimulatorTest {

  @Test
  void oneSeedIsOneHistory() {
    Simulation first = new Simulation(new Simulation.Plan(7, 3_000));
    Simulation second = new Simulation(new Simulation.Plan(7, 3_000));
    assertNull(first.run().failure());
    assertNull(second.run().failure());
    assertEquals(first.auditor().log(), second.auditor().log());
  }

  @Test
  void anotherSeedIsAnotherHistory() {
    Simulation first = new Simulation(new Simulation.Plan(7, 100));
    Simulation second = new Simulation(new Simulation.Plan(8, 100));
    first.run();
    second.run();
    assertTrue(!first.auditor().log().equals(second.auditor().log()));
  }

  @Test
  void oneNodeOrFiveWorkAsWell() {
    for (int nodes : new int[] {1, 5}) {
      assertNull(
          new Simulation(new Simulation.Plan(3, 2_000, nodes, SimulatedNode::new)).run().failure(),
          nodes + " nodes");
    }
  }

  @Test
  void aFailureIsOneLineWithTheShortestPrefix() {
    Simulator simulator = new Simulator(Mutant.IGNORED_LIMIT.newNode);
    List<Simulator.Failure> failures =
        simulator.run(new Simulator.Options(1, 1, 1_000, 1), (done, of) -> {}).failures();
    assertEquals(1, failures.size());
    Simulator.Failure failure = failures.getFirst();
    assertEquals("./kontor simulate --seed 1 --commands " + failure.commands(), failure.line());
    assertNotNull(run(failure.commands()).failure(), "it fails again");
    assertNull(run(failure.commands() - 1).failure(), "one command less does not fail");
  }

  private static SimulationReport run(int commands) {
    return new Simulation(
            new Simulation.Plan(1, commands, Simulation.NODES, Mutant.IGNORED_LIMIT.newNode))
        .run();
  }
}
