package kontor.server.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import kontor.cluster.Reply;
import kontor.engine.Event;
import kontor.engine.RecordedEvent;
import kontor.engine.Refusal;
import kontor.engine.governance.Objection;
import kontor.engine.terms.PaymentId;
import kontor.server.KontorServer;
import kontor.server.gateway.Answer;
import org.jspecify.annotations.Nullable;

/// Does what a scenario says on a running server. Doing it again changes nothing.
public final class ScenarioRunner {

  private static final int IN_FLIGHT_MAX = 64;

  private final KontorServer server;
  private final Scenario scenario;

  public ScenarioRunner(KontorServer server, Scenario scenario) {
    this.server = server;
    this.scenario = scenario;
  }

  /// A message that was sent and what came back.
  ///
  /// @param bytes as sent
  /// @param sentAtMs clock time of sending
  /// @param nanos until the answer
  public record Sent(Path file, byte[] bytes, Answer answer, long sentAtMs, long nanos) {}

  /// Enters what the scenario sets up, and leaves its messages alone.
  ///
  /// @return what was refused, each `file:line: text: why`; empty if all is in
  public List<String> enterAll() {
    List<String> refused = new ArrayList<>();
    List<Entered> open = new ArrayList<>();
    for (Scenario.Step step : scenario.steps()) {
      if (step instanceof Scenario.Enter enter) {
        open.add(new Entered(enter, server.enter(enter.command())));
        if (open.size() >= IN_FLIGHT_MAX) {
          collect(open, refused);
        }
      }
    }
    collect(open, refused);
    return refused;
  }

  private record Entered(Scenario.Enter step, CompletableFuture<Reply> reply) {}

  private void collect(List<Entered> open, List<String> refused) {
    for (Entered entered : open) {
      String refusal = refusalOf(await(entered.reply()));
      if (refusal != null) {
        refused.add(scenario.file() + ":" + entered.step().line() + ": "
            + entered.step().text() + ": " + refusal);
      }
    }
    open.clear();
  }

  private static Reply await(CompletableFuture<Reply> reply) {
    try {
      return reply.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /// Why it was refused; null if it was not, or says what was said before.
  private static @Nullable String refusalOf(Reply reply) {
    for (RecordedEvent recorded : reply.events()) {
      switch (recorded.event()) {
        case Event.CommandRefused(Refusal refusal) when refusal != Refusal.ALREADY_EXISTS -> {
          return refusal.name();
        }
        case Event.GovernanceRefused(Objection objection, String place)
            when objection != Objection.ALREADY_EXISTS -> {
          return objection + " at " + place;
        }
        default -> {
          // It is in.
        }
      }
    }
    return null;
  }

  /// Sends the scenario's messages one after the other, pausing where it says so.
  public List<Sent> sendAll() {
    List<Sent> sent = new ArrayList<>();
    for (Scenario.Step step : scenario.steps()) {
      switch (step) {
        case Scenario.Enter _, Scenario.At _, Scenario.Chapter _ -> {
          // Set up before; a node's time is that of its clock.
        }
        case Scenario.Send send -> sent.add(send(send.message()));
        case Scenario.Pause pause -> pause(pause.millis());
      }
    }
    return sent;
  }

  private Sent send(Path file) {
    try {
      return send(server, file, Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException("message file of " + scenario.file(), e);
    }
  }

  public static Sent send(KontorServer server, Path file, byte[] bytes) {
    long sentAtMs = System.currentTimeMillis();
    long start = System.nanoTime();
    Answer answer = server.intake().take(bytes, 0);
    return new Sent(file, bytes, answer, sentAtMs, System.nanoTime() - start);
  }

  /// Asks again for each message that has a payment in the queue: the same bytes give the
  /// present answer. The others keep theirs.
  public static List<Sent> current(KontorServer server, List<Sent> sent) {
    List<Sent> current = new ArrayList<>(sent.size());
    for (Sent one : sent) {
      current.add(
          one.answer().isPending()
              ? new Sent(
                  one.file(), one.bytes(), server.intake().take(one.bytes(), 0),
                  one.sentAtMs(), one.nanos())
              : one);
    }
    return current;
  }

  /// Payments that still wait.
  public static Set<PaymentId> pending(List<Sent> sent) {
    Set<PaymentId> pending = new TreeSet<>();
    for (Sent one : sent) {
      for (Answer.TransactionAnswer transaction : one.answer().transactions()) {
        if (transaction.status().equals("PDNG") && transaction.payment() != null) {
          pending.add(transaction.payment());
        }
      }
    }
    return pending;
  }

  public static void pause(long millis) {
    try {
      Thread.sleep(Duration.ofMillis(millis));
    } catch (InterruptedException e) {
      // The process is being stopped; what was sent is settled.
      Thread.currentThread().interrupt();
    }
  }
}
