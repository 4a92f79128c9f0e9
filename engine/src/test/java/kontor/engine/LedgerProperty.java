package kontor.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import kontor.engine.state.Bounds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The bulk ledger under random batches of everything it knows: after each every invariant holds,
/// so nothing that a broken chain did is left, and an engine restored on the way answers as the
/// one that lived on.
class LedgerProperty {

  private static final int BATCHES = 150;
  private static final int ACCOUNTS = 12;
  private static final int IDS = 400;

  static LongStream seeds() {
    return LongStream.range(0, 20);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everythingHoldsAfterEachBatch(long seed) {
    Gen gen = new Gen(seed);
    EngineHarness harness = new EngineHarness();
    int snapshotAt = gen.below(BATCHES);
    Engine restored = harness.engine();
    long nowMs = 1000;
    for (int i = 0; i < BATCHES; i++) {
      if (i == snapshotAt) {
        restored = SnapshotBytes.restore(SnapshotBytes.of(harness.engine()), Bounds.DEFAULT);
      }
      nowMs += gen.below(700);
      List<RecordedEvent> first = new ArrayList<>();
      Command command = command(gen, nowMs);
      for (Event event : harness.apply(nowMs, command)) {
        first.add(new RecordedEvent(harness.position(), first.size(), nowMs, event));
      }
      harness.engine().checkInvariants();
      if (i >= snapshotAt) {
        EngineHarness.assertSameEvents(
            first,
            EngineHarness.apply(
                restored, new EngineHarness.Logged(harness.position(), nowMs, command)));
        assertEquals(harness.engine().nextDueMs(), restored.nextDueMs(), "seed " + seed);
      }
    }
    assertEquals(harness.engine().digest(), restored.digest(), "seed " + seed);
    harness.checkAll();
  }

  private static Command command(Gen gen, long nowMs) {
    return switch (gen.below(10)) {
      case 0, 1 -> new Command.OpenLedgerAccounts(accounts(gen, nowMs));
      case 2 -> new Command.SetLedgerLines(lines(gen));
      case 3 -> new Command.ReadLedger(question(gen));
      default -> new Command.PostTransfers(transfers(gen, nowMs));
    };
  }

  private static LedgerAccounts accounts(Gen gen, long nowMs) {
    LedgerAccounts accounts = LedgerAccounts.ofCapacity(1 + gen.below(6));
    boolean imported = gen.percent(15);
    for (int i = 0; i < accounts.count(); i++) {
      int limit = gen.below(4) * 2;
      boolean closed = gen.percent(3);
      accounts
          .at(i)
          .setId(0, 1 + gen.below(ACCOUNTS))
          .setLine(0, limit != 0 && gen.percent(50) ? gen.below(200) : 0)
          .setLedger(gen.percent(95) ? 1 : 2)
          .setCode(1)
          .setFlags(
              limit
                  | (gen.percent(30) ? LedgerAccounts.LINKED : 0)
                  | (gen.percent(40) ? LedgerAccounts.HISTORY : 0)
                  | (imported ? LedgerAccounts.IMPORTED : 0)
                  | (closed ? LedgerAccounts.CLOSED : 0))
          .setTimestamp(imported ? (nowMs - 1) * 1_000_000 - 50 + gen.below(100) : 0);
    }
    return accounts;
  }

  private static Transfers transfers(Gen gen, long nowMs) {
    Transfers transfers = Transfers.ofCapacity(1 + gen.below(12));
    boolean imported = gen.percent(8);
    for (int i = 0; i < transfers.count(); i++) {
      Transfers transfer = transfers.at(i).setId(0, 1 + gen.below(IDS));
      int flags = (gen.percent(30) ? Transfers.LINKED : 0) | (imported ? Transfers.IMPORTED : 0);
      if (gen.percent(30)) {
        transfer
            .setPending(0, 1 + gen.below(IDS))
            .setFlags(flags | Transfers.POST_PENDING_TRANSFER << gen.below(2));
        setAmount(transfer, gen);
      } else {
        setNew(transfer, gen, flags);
      }
      transfer.setTimestamp(imported ? (nowMs - 1) * 1_000_000 - 50 + gen.below(100) : 0);
    }
    return transfers;
  }

  private static void setNew(Transfers transfer, Gen gen, int flags) {
    boolean pending = gen.percent(50);
    int special = gen.percent(20) ? gen.below(16) << 4 : 0;
    if (gen.percent(30)) {
      special |= gen.percent(80) ? Transfers.QUEUED : 0;
      special |= gen.percent(30) ? Transfers.HIGH : 0;
      special |= gen.percent(20) ? Transfers.URGENT : 0;
    }
    if (gen.percent(20)) {
      special |= Transfers.LEG;
      transfer.setId(0, 1 + (transfer.idLow() & -4));
      pending = false;
    }
    boolean waits = pending || (special & Transfers.QUEUED) != 0;
    transfer
        .setDebit(0, 1 + gen.below(ACCOUNTS))
        .setCredit(0, 1 + gen.below(ACCOUNTS))
        .setTimeout(waits ? gen.below(4) : 0)
        .setLedger(1)
        .setCode(1)
        .setUserData64(gen.below(3))
        .setFlags(flags | special | (pending ? Transfers.PENDING : 0));
    setAmount(transfer, gen);
  }

  private static void setAmount(Transfers transfer, Gen gen) {
    if (gen.percent(5)) {
      transfer.setAmount(-1, -1);
    } else if (gen.percent(5)) {
      transfer.setAmount(gen.ofAnyLength(64), gen.next());
    } else {
      transfer.setAmount(0, gen.below(150));
    }
  }

  private static LedgerLines lines(Gen gen) {
    LedgerLines lines = LedgerLines.ofCapacity(1 + gen.below(3));
    for (int i = 0; i < lines.count(); i++) {
      lines
          .at(i)
          .setAccount(0, 1 + gen.below(ACCOUNTS))
          .setCounterparty(0, gen.below(1 + ACCOUNTS))
          .setLine(gen.percent(5) ? -1 : 0, gen.below(400));
    }
    return lines;
  }

  private static LedgerQuery question(Gen gen) {
    LedgerQuery.AccountFilter filter =
        new LedgerQuery.AccountFilter(
            LedgerScript.key(1 + gen.below(ACCOUNTS)),
            LedgerScript.key(0),
            gen.below(3),
            0,
            0,
            0,
            0,
            1 + gen.below(20),
            1 + gen.below(7));
    return gen.percent(50)
        ? new LedgerQuery.AccountTransfers(filter)
        : new LedgerQuery.AccountBalances(filter);
  }
}
