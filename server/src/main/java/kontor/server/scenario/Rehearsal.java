package kontor.server.scenario;

import java.util.ArrayList;
import java.util.List;
import kontor.engine.Command;
import kontor.engine.Engine;
import kontor.engine.Engine.AccountView;
import kontor.engine.Event;
import kontor.engine.terms.Digest;
import kontor.engine.terms.PaymentId;
import org.jspecify.annotations.Nullable;

/// Does what a scenario says on an engine of its own, at the times that the scenario tells. What
/// comes due in between happens at its own instant, as on a node. The same file gives the same
/// log, and the same log the same state.
public final class Rehearsal {

  private final Engine engine = new Engine();
  private final Scenario scenario;
  private final Story story;
  private final List<Logged> log = new ArrayList<>();
  private final List<Told> told = new ArrayList<>();
  private long nowMs;

  private Rehearsal(Scenario scenario) {
    this.scenario = scenario;
    story = new Story(scenario.telling());
  }

  /// One command as the log would keep it.
  public record Logged(long position, long timestampMs, Command command) {}

  /// One sentence of the story, or the title of a chapter.
  ///
  /// @param atMs log time; null of a title
  public record Told(@Nullable Long atMs, String text) {}

  /// @param accounts in the order of their ids, as they stand at the end
  /// @param digest of the state at the end
  public record Result(
      Scenario scenario,
      List<Told> story,
      List<AccountView> accounts,
      List<Logged> log,
      Digest digest) {
    public Result {
      story = List.copyOf(story);
      accounts = List.copyOf(accounts);
      log = List.copyOf(log);
    }
  }

  /// @param scenario without messages: they need a gateway, and lines `pay` stand for them
  /// @throws AssertionError if an invariant of the state is broken at the end
  public static Result of(Scenario scenario) {
    Rehearsal rehearsal = new Rehearsal(scenario);
    scenario.steps().forEach(rehearsal::take);
    rehearsal.engine.checkInvariants();
    List<AccountView> accounts = new ArrayList<>();
    rehearsal.engine.accounts(accounts::add);
    return new Result(
        scenario, rehearsal.told, accounts, rehearsal.log, rehearsal.engine.digest());
  }

  /// The identity of the payment that a line `pay` names.
  public static PaymentId payment(String name) {
    return TimedLines.payment(name);
  }

  private void take(Scenario.Step step) {
    switch (step) {
      case Scenario.At at -> passTime(at.instantMs());
      case Scenario.Pause pause -> passTime(nowMs + pause.millis());
      case Scenario.Chapter chapter -> told.add(new Told(null, chapter.title()));
      case Scenario.Enter enter -> apply(enter.text(), enter.command());
      case Scenario.Send send ->
          throw new IllegalArgumentException(
              scenario.file() + ":" + send.line()
                  + ": a rehearsal takes no message files; write a line pay");
    }
  }

  /// Everything due happens at its instant, and then it is later.
  private void passTime(long untilMs) {
    long dueMs = engine.nextDueMs();
    while (dueMs <= untilMs) {
      nowMs = Math.max(nowMs, dueMs);
      apply("", new Command.PassTime());
      long nextMs = engine.nextDueMs();
      if (nextMs <= dueMs) {
        throw new AssertionError("what was due at " + dueMs + " is due for ever");
      }
      dueMs = nextMs;
    }
    nowMs = untilMs;
  }

  private void apply(String line, Command command) {
    Logged logged = new Logged(log.size() + 1, nowMs, command);
    log.add(logged);
    List<Event> events = new ArrayList<>();
    engine.apply(logged.position(), nowMs, command, events::add);
    story.next();
    for (Event event : events) {
      String text = story.of(event, line);
      if (text != null) {
        told.add(new Told(nowMs, text));
      }
    }
  }
}
