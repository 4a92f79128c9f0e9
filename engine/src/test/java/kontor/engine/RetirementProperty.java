package kontor.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import kontor.engine.Command.Instruction;
import kontor.engine.Command.ReceiveMessage;
import kontor.engine.state.Bounds;
import kontor.engine.terms.Digest;
import kontor.engine.terms.Key;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.PaymentOrder;
import kontor.engine.terms.PaymentState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Messages over some years, in which all that is said is said again days or years later, the same
/// or changed, against a model that never forgets. Restarts and frozen states come in between.
class RetirementProperty {

  private static final int SEEDS = 16;
  private static final int MESSAGES = 600;
  private static final int DAY_MS = 24 * 60 * 60 * 1000;

  static LongStream seeds() {
    return LongStream.range(1, 1 + SEEDS);
  }

  /// What a payment said first, and what became of it.
  private record Known(PaymentOrder order, Outcome outcome) {}

  private record First(long position, long timestampMs, @Nullable Refusal refusal) {}

  private record Kept(Snapshot.Frozen frozen, byte[] bytes) {}

  /// The model: maps, and nothing ever leaves them.
  private static final class Memory {
    final Map<PaymentId, Known> payments = new HashMap<>();
    final Map<Digest, First> messages = new HashMap<>();
    final Map<Key, Digest> messageKeys = new HashMap<>();
    final Set<Key> instructionKeys = new HashSet<>();
    final Set<Key> transactionKeys = new HashSet<>();

    /// What must come of a message; of a new payment, which has yet to be decided, its order.
    List<Object> expect(ReceiveMessage message) {
      List<Object> expected = new ArrayList<>();
      Digest digest = message.envelope().digest();
      First first = messages.get(digest);
      Refusal refusal = first == null ? refusalOf(message) : first.refusal;
      expected.add(
          first == null
              ? "received"
              : new Event.MessageRepeated(digest, first.position, first.timestampMs));
      if (refusal != null) {
        expected.add(new Event.MessageRefused(digest, refusal));
        return expected;
      }
      for (Instruction instruction : message.instructions()) {
        PaymentOrder order = ((Instruction.Pay) instruction).order();
        Known known = payments.get(order.payment());
        if (known != null) {
          expected.add(again(known, order, digest));
        } else if (first == null) {
          expected.add(order);
        }
      }
      return expected;
    }

    private @Nullable Refusal refusalOf(ReceiveMessage message) {
      Key key = message.envelope().messageKey();
      boolean isUsed = !key.equals(Key.NONE) && messageKeys.containsKey(key);
      return isUsed ? Refusal.MESSAGE_ID_REUSED : null;
    }

    private static Event again(Known known, PaymentOrder order, Digest message) {
      boolean same =
          known.order.content().equals(order.content())
              && known.order.route().sender().equals(order.route().sender());
      return same
          ? new Event.PaymentRepeated(message, order.sequence(), order.payment(), known.outcome)
          : new Event.PaymentConflict(
              message, order.sequence(), order.payment(), Refusal.UETR_REUSED);
    }

    Set<Refusal> identity(PaymentOrder order) {
      Set<Refusal> refusals = EnumSet.noneOf(Refusal.class);
      if (instructionKeys.contains(order.instructionKey())) {
        refusals.add(Refusal.INSTRUCTION_ID_REUSED);
      }
      if (transactionKeys.contains(order.transactionKey())) {
        refusals.add(Refusal.TRANSACTION_ID_REUSED);
      }
      return refusals;
    }

    void learn(ReceiveMessage message, long position, long nowMs) {
      Digest digest = message.envelope().digest();
      if (!messages.containsKey(digest)) {
        Refusal refusal = refusalOf(message);
        messages.put(digest, new First(position, nowMs, refusal));
        if (!message.envelope().messageKey().equals(Key.NONE)) {
          messageKeys.putIfAbsent(message.envelope().messageKey(), digest);
        }
      }
    }

    void learn(Event event, long position, long nowMs) {
      switch (event) {
        case Event.PaymentAccepted e -> {
          add(instructionKeys, e.order().instructionKey());
          add(transactionKeys, e.order().transactionKey());
          set(e.order(), PaymentState.RATED, List.of(), position, nowMs, e.conversion());
        }
        case Event.PaymentRejected e ->
            set(e.order(), PaymentState.REJECTED, e.refusals(), position, nowMs, null);
        case Event.PaymentQueued e ->
            move(e.payment(), PaymentState.QUEUED, List.of(e.reason()), position, nowMs);
        case Event.PaymentSettled e ->
            move(e.payment(), PaymentState.SETTLED, List.of(), position, nowMs);
        case Event.PaymentExpired e ->
            move(e.payment(), PaymentState.EXPIRED, List.of(e.refusal()), position, nowMs);
        default -> {
          // Nothing of a payment.
        }
      }
    }

    private static void add(Set<Key> keys, Key key) {
      if (!key.equals(Key.NONE)) {
        keys.add(key);
      }
    }

    private void move(
        PaymentId payment, PaymentState state, List<Refusal> why, long position, long nowMs) {
      Known known = Objects.requireNonNull(payments.get(payment));
      set(known.order, state, why, position, nowMs, known.outcome.conversion());
    }

    private void set(
        PaymentOrder order,
        PaymentState state,
        List<Refusal> why,
        long position,
        long nowMs,
        @Nullable Conversion conversion) {
      payments.put(
          order.payment(),
          new Known(order, new Outcome(state, why, position, nowMs, conversion)));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void nothingIsForgotten(long seed) {
    Gen gen = new Gen(seed);
    EngineHarness harness = new EngineHarness().founded();
    Memory memory = new Memory();
    List<ReceiveMessage> said = new ArrayList<>();
    List<Kept> kept = new ArrayList<>();
    long nowMs = 0;
    harness.apply(nowMs, line());
    for (int i = 0; i < MESSAGES; i++) {
      nowMs += gen.percent(70) ? gen.below(900) : gen.below(20 * DAY_MS);
      if (gen.percent(20)) {
        apply(harness, memory, nowMs, money(gen, i));
      }
      ReceiveMessage message =
          gen.percent(25) && !said.isEmpty() ? gen.choice(said) : message(gen, i);
      said.add(message);
      check(harness, memory, nowMs, message, "seed " + seed);
      if (gen.percent(3)) {
        harness.restart();
        kept.clear();
      }
      if (gen.percent(5)) {
        kept.add(new Kept(harness.engine().freeze(), SnapshotBytes.of(harness.engine())));
      }
      if (gen.percent(5) && !kept.isEmpty()) {
        check(kept.remove(gen.below(kept.size())), seed);
      }
    }
    kept.forEach(k -> check(k, seed));
    assertSamePayments(memory, harness.engine(), seed);
    assertTrue(nowMs > 20 * Bounds.PAYMENT_RETIRES_MS, () -> "a short history, seed " + seed);
    harness.checkAll();
  }

  private static void check(Kept k, long seed) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    k.frozen.writeTo((bytes, length) -> out.write(bytes, 0, length));
    assertArrayEquals(k.bytes, out.toByteArray(), () -> "seed " + seed);
    k.frozen.release();
  }

  private static Command line() {
    return new Command.SetCreditLine(
        World.account("AR/L@BR:BRL"), World.money("1000000.00", "BRL"));
  }

  private static Command money(Gen gen, int serial) {
    return new Command.MoveFunds(
        new Key(3, serial),
        World.account(gen.percent(50) ? "A1/S@AR:ARS" : "A2/S@AR:ARS"),
        World.money(10 * gen.below(400) + ".10", "ARS"),
        Command.MoveFunds.Direction.IN);
  }

  /// Few names for much, so that all are used again.
  private static ReceiveMessage message(Gen gen, int serial) {
    List<String> instructions = new ArrayList<>();
    for (int count = 1 + gen.below(4); count > 0; count--) {
      int number = gen.below(400);
      StringBuilder text = new StringBuilder("pay u" + number);
      text.append(gen.percent(80) ? " A1>B1 " : gen.choice(List.of(" A2>B2 ", " A1>XX ")));
      text.append(1 + gen.below(99)).append(".00 ARS");
      text.append(" content c").append(gen.percent(80) ? number : number + 1);
      if (gen.percent(50)) {
        text.append(" key k").append(gen.below(800));
      }
      if (gen.percent(50)) {
        text.append(" tx k").append(gen.below(800));
      }
      if (gen.percent(10)) {
        text.append(" by AR");
      }
      instructions.add(text.toString());
    }
    String name = "message " + serial + (gen.percent(50) ? "/m" + gen.below(500) : "");
    return (ReceiveMessage) Script.message(name, instructions, 0, 1);
  }

  private static List<Event> apply(
      EngineHarness harness, Memory memory, long nowMs, Command command) {
    List<Event> events = harness.apply(nowMs, command);
    events.forEach(event -> memory.learn(event, harness.position(), nowMs));
    return events;
  }

  private static void check(
      EngineHarness harness, Memory memory, long nowMs, ReceiveMessage message, String seed) {
    Supplier<@Nullable String> when = () -> seed + ", " + harness.prefix();
    // What waited too long ends before the message is looked at.
    apply(harness, memory, nowMs, new Command.PassTime());
    int at = 0;
    List<Event> events = harness.apply(nowMs, message);
    List<Object> expected = memory.expect(message);
    memory.learn(message, harness.position(), nowMs);
    for (int i = 0; i < expected.size(); i++) {
      switch (expected.get(i)) {
        case String _ ->
            assertTrue(events.get(at++) instanceof Event.MessageReceived, when);
        case PaymentOrder order when memory.payments.containsKey(order.payment()) -> {
          // The same twice in one message: the first has just been decided.
          Known known = Objects.requireNonNull(memory.payments.get(order.payment()));
          assertEquals(
              Memory.again(known, order, message.envelope().digest()), events.get(at++), when);
        }
        case PaymentOrder order -> {
          Set<Refusal> refusals = memory.identity(order);
          Event event = events.get(at);
          assertEquals(
              refusals,
              event instanceof Event.PaymentRejected rejected
                  ? identities(rejected)
                  : EnumSet.noneOf(Refusal.class),
              when);
          while (at < events.size() && isOfDecision(events.get(at), order)) {
            memory.learn(events.get(at++), harness.position(), nowMs);
          }
        }
        default -> assertEquals(expected.get(i), events.get(at++), when);
      }
    }
    assertEquals(events.size(), at, when);
  }

  private static Set<Refusal> identities(Event.PaymentRejected rejected) {
    Set<Refusal> found = EnumSet.noneOf(Refusal.class);
    found.addAll(rejected.refusals());
    found.retainAll(EnumSet.of(Refusal.INSTRUCTION_ID_REUSED, Refusal.TRANSACTION_ID_REUSED));
    return found;
  }

  /// Whether an event belongs to the decision on a new payment, or to what it set in motion.
  private static boolean isOfDecision(Event event, PaymentOrder order) {
    return switch (event) {
      case Event.PaymentAccepted e -> e.order().sequence() == order.sequence();
      case Event.PaymentRejected e -> e.order().sequence() == order.sequence();
      case Event.PaymentSettled _, Event.PaymentQueued _, Event.PaymentExpired _ -> true;
      default -> false;
    };
  }

  private static void assertSamePayments(Memory memory, Engine engine, long seed) {
    Map<PaymentId, Outcome> found = new HashMap<>();
    engine.payments(found::put);
    Map<PaymentId, Outcome> expected = new HashMap<>();
    memory.payments.forEach((id, known) -> expected.put(id, known.outcome));
    assertEquals(expected, found, () -> "seed " + seed);
    expected.forEach((id, outcome) -> assertEquals(outcome, engine.outcome(id)));
  }
}
