package kontor.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import kontor.engine.state.Bounds;
import kontor.engine.terms.Key;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A frozen state stays what it was, whatever the engine does afterwards: transfers, ends of
/// pending ones, broken chains, lines, new accounts, more freezing.
class FrozenStateProperty {

  private static final int SEEDS = 12;
  private static final int COMMANDS = 300;
  private static final int LEDGER = 1;
  private static final int CODE = 1;

  private record Kept(Snapshot.Frozen frozen, byte[] bytes) {}

  static LongStream seeds() {
    return LongStream.range(1, 1 + SEEDS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aFrozenStateStaysAsItWas(long seed) {
    Gen gen = new Gen(seed);
    EngineHarness harness = new EngineHarness();
    List<Kept> kept = new ArrayList<>();
    int accounts = 0;
    long nowMs = 0;
    for (int i = 0; i < COMMANDS; i++) {
      nowMs += gen.below(300);
      if (accounts < 3 || gen.percent(5)) {
        harness.apply(nowMs, accounts(gen, accounts));
        accounts += 3;
      } else {
        harness.apply(nowMs, gen.percent(5) ? lines(gen, accounts) : transfers(gen, accounts));
      }
      harness.engine().checkInvariants();
      if (gen.percent(10)) {
        Engine engine = harness.engine();
        kept.add(new Kept(engine.freeze(), SnapshotBytes.of(engine)));
      }
      if (!kept.isEmpty() && gen.percent(8)) {
        check(kept.remove(gen.below(kept.size())), seed);
      }
    }
    kept.forEach(k -> check(k, seed));
    harness.checkAll();
  }

  private static void check(Kept kept, long seed) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    kept.frozen.writeTo((bytes, length) -> out.write(bytes, 0, length));
    assertArrayEquals(kept.bytes, out.toByteArray(), () -> "seed " + seed);
    SnapshotBytes.restore(kept.bytes, Bounds.DEFAULT).checkInvariants();
    kept.frozen.release();
  }

  private static Command accounts(Gen gen, int from) {
    LedgerAccounts batch = LedgerAccounts.ofCapacity(3);
    int[] flags = {
      0, LedgerAccounts.DEBITS_MUST_NOT_EXCEED_CREDITS, LedgerAccounts.HISTORY
    };
    for (int i = 0; i < 3; i++) {
      int flag = gen.choice(List.of(0, 1, 2));
      long line = flag == 1 ? gen.below(100) : 0;
      batch.at(i).set(new Key(0, from + i + 1L), line, LEDGER, CODE, flags[flag]);
    }
    return new Command.OpenLedgerAccounts(batch);
  }

  private static Command lines(Gen gen, int accounts) {
    LedgerLines batch = LedgerLines.ofCapacity(1);
    long account = 1L + gen.below(accounts);
    batch.at(0).setAccount(0, account).setCounterparty(0, 1 + account % accounts).setLine(0, 99);
    return new Command.SetLedgerLines(batch);
  }

  private static Command transfers(Gen gen, int accounts) {
    int count = 1 + gen.below(8);
    Transfers batch = Transfers.ofCapacity(count);
    for (int i = 0; i < count; i++) {
      long debit = 1L + gen.below(accounts);
      long credit = 1L + gen.below(accounts);
      long id = 1L + gen.below(600);
      batch.at(i).set(id, debit, credit, gen.below(50), LEDGER, CODE);
      int kind = gen.below(10);
      int linked = i < count - 1 && gen.percent(30) ? Transfers.LINKED : 0;
      if (kind < 3) {
        batch.setFlags(Transfers.PENDING | linked);
        batch.setTimeout(gen.below(3));
      } else if (kind < 6) {
        batch.set(id, 0, 0, 0, 0, 0);
        batch.setPending(0, 1L + gen.below(600));
        int end =
            kind < 5 ? Transfers.VOID_PENDING_TRANSFER : Transfers.POST_PENDING_TRANSFER;
        batch.setFlags(end | linked);
      } else {
        batch.setFlags(linked);
      }
    }
    return new Command.PostTransfers(batch);
  }
}
