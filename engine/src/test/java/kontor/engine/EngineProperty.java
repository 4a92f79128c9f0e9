package kontor.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import kontor.engine.Command.MoveFunds.Direction;
import kontor.engine.Engine.AccountView;
import kontor.engine.state.Bounds;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.Admission;
import kontor.engine.terms.Key;
import kontor.engine.terms.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random streams of commands: the engine against the {@link ReferenceModel}, after every single
/// command; and engines that came back from a snapshot at a random point against the one that
/// lived on. A failure names the seed and how many commands it takes.
class EngineProperty {

  private static final int SEEDS = 24;
  private static final int COMMANDS = 400;

  private static final List<String> ROUTES =
      List.of("A1>B1", "A2>B1", "A1>B2", "B1>A1", "B1>A2", "B2>A2", "B1>P1", "P1>B2", "A1>P1",
          "P1>A2", "A1>A2", "P1>B1", "B2>P2");
  private static final List<String> ACCOUNTS =
      List.of("A1/S@AR:ARS", "A2/S@AR:ARS", "B1/S@BR:BRL", "B2/S@BR:BRL", "P1/S@PY:PYG",
          "FX/P@PY:PYG", "FX/P@BR:BRL", "AR/L@BR:BRL", "BR/L@AR:ARS", "A1/S@AR:BRL");

  static LongStream seeds() {
    return LongStream.range(1, 1 + SEEDS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theEngineDoesWhatTheModelDoes(long seed) {
    Gen gen = new Gen(seed);
    EngineHarness harness = new EngineHarness().founded();
    ReferenceModel model = new ReferenceModel();
    model.found();
    World.founding().stream()
        .filter(Command.PublishFixing.class::isInstance)
        .forEach(c -> harness.fixings((Command.PublishFixing) c).forEach(model::publish));
    long nowMs = 0;
    List<Command> said = new ArrayList<>();
    for (int i = 0; i < COMMANDS; i++) {
      nowMs += gen.percent(30) ? 0 : gen.below(150);
      Command command =
          gen.percent(5) && !said.isEmpty() ? gen.choice(said) : command(gen, i, nowMs);
      said.add(command);
      harness.apply(nowMs, command);
      model.apply(nowMs, command);
      Supplier<@Nullable String> when = () -> "seed " + seed + ", " + harness.prefix();
      assertSameAccounts(model, harness.engine(), when);
      if (gen.percent(5) || i == COMMANDS - 1) {
        assertSamePayments(model, harness.engine(), when);
        harness.engine().checkInvariants();
      }
      if (gen.percent(2)) {
        harness.restart();
      }
    }
    harness.checkAll();
  }

  private static Command command(Gen gen, int serial, long nowMs) {
    String account = gen.choice(ACCOUNTS);
    AccountId id = World.account(account);
    Money amount = new Money(1 + gen.ofAnyLength(14), id.currency());
    int kind = gen.below(100);
    if (kind < 45) {
      return payment(gen, serial, nowMs);
    }
    if (kind < 65) {
      Direction direction = gen.percent(75) ? Direction.IN : Direction.OUT;
      return new Command.MoveFunds(new Key(7, serial), id, amount, direction);
    }
    if (kind < 75) {
      return new Command.SetCreditLine(id, new Money(gen.ofAnyLength(14), id.currency()));
    }
    if (kind < 85) {
      long expiryMs = nowMs + gen.below(2000) - 10;
      return new Command.PlaceHold(new Key(1, gen.below(60)), id, amount, expiryMs);
    }
    if (kind < 90) {
      return new Command.ReleaseHold(new Key(1, gen.below(60)));
    }
    if (kind < 94) {
      Admission admission =
          gen.percent(70) ? Admission.ACTIVE : gen.choice(List.of(Admission.values()));
      return new Command.ChangeAdmission(
          World.participant(gen.choice(List.of("A1", "A2", "B1", "P1"))), admission);
    }
    return new Command.PassTime();
  }

  private static Command payment(Gen gen, int serial, long nowMs) {
    String route = gen.choice(ROUTES);
    String own = List.of("ARS", "BRL", "PYG").get("ABP".indexOf(route.charAt(0)));
    String currency = gen.percent(85) ? own : gen.choice(List.of("ARS", "BRL", "PYG"));
    StringBuilder text = new StringBuilder("pay u" + serial + " " + route + " ");
    text.append(new Money(gen.ofAnyLength(14), World.currency(currency)).decimal());
    text.append(' ').append(currency);
    if (gen.percent(20)) {
      text.append(" credit ").append(gen.choice(List.of("ARS", "BRL", "PYG")));
    }
    if (gen.percent(20)) {
      text.append(" expires ").append(nowMs + gen.below(700) - 20);
    }
    if (gen.percent(20)) {
      text.append(" key k").append(gen.below(40));
    }
    return Script.message("message " + serial, List.of(text.toString()), 0, 1);
  }

  private static void assertSameAccounts(
      ReferenceModel model, Engine engine, Supplier<@Nullable String> when) {
    Iterator<Map.Entry<AccountId, ReferenceModel.Account>> expected =
        model.accounts.entrySet().iterator();
    engine.accounts(
        view -> {
          Map.Entry<AccountId, ReferenceModel.Account> entry = expected.next();
          ReferenceModel.Account account = entry.getValue();
          assertEquals(
              new AccountView(
                  entry.getKey(),
                  account.balance.longValueExact(),
                  account.held.longValueExact(),
                  account.line.longValueExact()),
              view,
              when);
        });
    assertFalse(expected.hasNext(), when);
  }

  private static void assertSamePayments(
      ReferenceModel model, Engine engine, Supplier<@Nullable String> when) {
    Iterator<ReferenceModel.Payment> expected = model.payments.values().iterator();
    engine.payments(
        (id, outcome) -> {
          ReferenceModel.Payment payment = expected.next();
          assertEquals(payment.order.payment(), id, when);
          assertEquals(payment.state, outcome.state(), () -> when.get() + ", " + id);
          assertEquals(
              List.copyOf(payment.refusals), outcome.refusals(), () -> when.get() + ", " + id);
        });
    assertFalse(expected.hasNext(), when);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aRestoredEngineGoesOnAsTheOneThatLivedOn(long seed) {
    Gen gen = new Gen(-seed);
    EngineHarness harness = new EngineHarness().founded();
    int snapshotAt = gen.below(COMMANDS);
    Engine restored = harness.engine();
    long nowMs = 0;
    for (int i = 0; i < COMMANDS; i++) {
      if (i == snapshotAt) {
        restored = SnapshotBytes.restore(SnapshotBytes.of(harness.engine()), Bounds.DEFAULT);
      }
      nowMs += gen.below(100);
      Command command = gen.percent(10) ? bulk(gen) : command(gen, i, nowMs);
      List<Event> events = harness.apply(nowMs, command);
      if (i >= snapshotAt) {
        List<RecordedEvent> again =
            EngineHarness.apply(
                restored, new EngineHarness.Logged(harness.position(), nowMs, command));
        List<RecordedEvent> first = new ArrayList<>();
        for (Event event : events) {
          first.add(new RecordedEvent(harness.position(), first.size(), nowMs, event));
        }
        EngineHarness.assertSameEvents(first, again);
      }
    }
    assertEquals(harness.engine().digest(), restored.digest(), "seed " + seed);
    assertEquals(
        EngineHarness.views(harness.engine()),
        EngineHarness.views(Objects.requireNonNull(restored)));
    harness.checkAll();
  }

  private static Command bulk(Gen gen) {
    if (gen.percent(20)) {
      LedgerAccounts accounts = LedgerAccounts.ofCapacity(5);
      for (int i = 0; i < accounts.count(); i++) {
        accounts.at(i).set(new Key(0, gen.below(20)), gen.below(50), 1, 1, gen.below(2) * 2);
      }
      return new Command.OpenLedgerAccounts(accounts);
    }
    Transfers transfers = Transfers.ofCapacity(20);
    for (int i = 0; i < transfers.count(); i++) {
      transfers
          .at(i)
          .set(gen.below(2000), gen.below(20), gen.below(20), gen.below(60), 1, gen.below(3));
    }
    return new Command.PostTransfers(transfers);
  }
}
