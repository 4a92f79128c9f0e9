package kontor.server.scenario;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.SortedMap;
import kontor.engine.Command;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.PaymentId;

/// What a scenario file says, in its order.
///
/// @param telling how its story is told, when it tells its own time
public record Scenario(Path file, List<Step> steps, Telling telling) {

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

  /// Lets time pass up to an instant.
  ///
  /// @param instantMs milliseconds since 1970, never before that of a line above
  public record At(int line, long instantMs) implements Step {}

  /// Begins a chapter of the story.
  public record Chapter(int line, String title) implements Step {}

  /// @param clock by which times are told
  /// @param names of participants, for people; without one the BIC stands for itself
  /// @param payments that lines of the scenario make
  public record Telling(
      ZoneId clock,
      SortedMap<ParticipantId, String> names,
      SortedMap<PaymentId, NamedPayment> payments) {}

  /// @param name as its line calls it, such as `P-17`
  public record NamedPayment(String name, ParticipantId from, ParticipantId to) {}

  /// Whether it says itself when things happen. Then it is rehearsed, and not run on a node, whose
  /// time is that of its clock.
  public boolean tellsTime() {
    return steps.stream().anyMatch(step -> step instanceof At || step instanceof Chapter);
  }

  /// The messages that the scenario sends, in order.
  public List<Path> messages() {
    return steps.stream().filter(Send.class::isInstance).map(s -> ((Send) s).message()).toList();
  }
}
