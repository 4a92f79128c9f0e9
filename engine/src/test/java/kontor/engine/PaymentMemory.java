package kontor.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import kontor.engine.Command.Envelope;
import kontor.engine.Command.Instruction;
import kontor.engine.terms.Digest;
import kontor.engine.terms.Key;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.PaymentOrder;
import kontor.engine.terms.PaymentOrder.Amounts;
import kontor.engine.terms.PaymentOrder.Route;
import kontor.engine.terms.PaymentOrder.Timing;
import kontor.engine.terms.Priority;

/// What payments take in memory before and after they retire, and what their retiring costs. Not a
/// test: it has no bar, it prints. Each payment is settled and comes in a message of its own, with
/// message, instruction and transaction id.
///
/// Arguments: payments.
public final class PaymentMemory {

  private static final long MONTH_MS = 31L * 24 * 60 * 60 * 1000;

  private PaymentMemory() {}

  public static void main(String[] arguments) {
    int count = Integer.parseInt(arguments[0]);
    Engine engine = new Engine();
    World.founding().forEach(command -> engine.apply(1, 0, command, event -> {}));
    engine.apply(
        2,
        0,
        new Command.MoveFunds(
            new Key(1, 1),
            World.account("A1/S@AR:ARS"),
            World.money("90000000000000.00", "ARS"),
            Command.MoveFunds.Direction.IN),
        event -> {});
    long empty = heap();
    long start = System.nanoTime();
    Gen gen = new Gen(1);
    for (int i = 0; i < count; i++) {
      engine.apply(3 + i * 512L, i / 100, message(gen), event -> {});
    }
    print("came, nanoseconds each", (System.nanoTime() - start) / count);
    print("heap bytes each", (heap() - empty) / count);
    state(engine, count);
    long nowMs = count + MONTH_MS;
    long[] steps = new long[count / 64 + 1];
    start = System.nanoTime();
    for (int i = 0; i < steps.length; i++) {
      long before = System.nanoTime();
      engine.apply(3 + (count + i) * 512L, nowMs, new Command.PassTime(), event -> {});
      steps[i] = System.nanoTime() - before;
    }
    print("retired, nanoseconds each", (System.nanoTime() - start) / count);
    Arrays.sort(steps);
    print("a step that retires 64, nanoseconds, median", steps[steps.length / 2]);
    print("of a thousand steps the longest", steps[steps.length - steps.length / 1000]);
    print("longest", steps[steps.length - 1]);
    print("heap bytes each", (heap() - empty) / count);
    state(engine, count);
    engine.checkInvariants();
  }

  private static void state(Engine engine, int count) {
    long start = System.nanoTime();
    Snapshot.Frozen frozen = engine.freeze();
    print("frozen, microseconds", (System.nanoTime() - start) / 1000);
    long[] length = new long[1];
    frozen.writeTo((bytes, more) -> length[0] += more);
    frozen.release();
    print("state bytes each", length[0] / count);
  }

  private static Command message(Gen gen) {
    PaymentOrder order =
        new PaymentOrder(
            new PaymentId(gen.next(), gen.next()),
            0,
            digest(gen),
            new Key(gen.next(), gen.next()),
            new Key(gen.next(), gen.next()),
            new Route(
                World.participant("A1"), World.participant("A1"), World.participant("B1")),
            new Amounts(World.money("1.00", "ARS"), null, null, World.ARS),
            new Timing(World.DAY, Priority.NORMAL, 0));
    return new Command.ReceiveMessage(
        new Envelope(
            digest(gen), World.participant("A1"), new Key(gen.next(), gen.next()), 8, 0, 1, 1),
        List.of(new Instruction.Pay(order)),
        new byte[0]);
  }

  private static Digest digest(Gen gen) {
    return new Digest(gen.next(), gen.next(), gen.next(), gen.next());
  }

  private static long heap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static void print(String what, long figure) {
    System.out.printf(Locale.ROOT, "{\"what\": \"%s\", \"figure\": %d}%n", what, figure);
  }
}
