package kontor.server.scenario;

import java.nio.file.Path;
import java.util.List;
import kontor.engine.Command;

/// What a scenario file says, in its order.
public record Scenario(Path file, List<Step> steps) {

  public Scenario {
    steps = List.copyOf(steps);
  }

  /// One thing to do, with the line that says so.
  public sealed interface Step {
    int line();
  }

  /// @param text the line as it stands, for reports
  public record Enter(int line, String text, Command command) implements Step {}

  /// Sends a message file; the path is taken from the scenario's folder.
  public record Send(int line, Path message) implements Step {}

  /// Lets time pass.
  public record Pause(int line, long millis) implements Step {}

  /// The messages that the scenario sends, in order.
  public List<Path> messages() {
    return steps.stream().filter(Send.class::isInstance).map(s -> ((Send) s).message()).toList();
  }
}
