package kontor.simulator;

import java.util.ArrayList;
import java.util.List;
import kontor.engine.Command;
import kontor.engine.LedgerLines;
import kontor.engine.LedgerQuery;
import kontor.engine.LedgerQuery.AccountFilter;
import kontor.engine.LedgerQuery.QueryFilter;
import kontor.engine.Transfers;
import kontor.engine.terms.Key;

/// What clients ask for: few accounts, few values, many collisions, so that every result code and
/// every border is met often. A batch has two or three elements on average and at most sixteen.
final class Workload {

  private static final int BATCH_MAX = 16;
  private static final int REMEMBERED = 32;
  private static final int YEAR_2026_DAYS = 20_500;
  private static final int YEAR_2150_DAYS = 66_000;
  private static final long DAY_MS = 86_400_000;

  private final Chance chance;
  private final LedgerModel model;
  private final TransferWorkload transfers;
  private final AccountWorkload accounts;
  /// Commands that may come again.
  private final List<Command> recent = new ArrayList<>();
  private int given;

  /// @param model where times and identities are looked up, as a client knows them from answers
  Workload(Chance chance, LedgerModel model) {
    this.chance = chance;
    this.model = model;
    accounts = new AccountWorkload(chance.split(), model);
    transfers = new TransferWorkload(chance.split(), model, accounts);
  }

  /// When the log begins. Some logs begin so late that a long timeout leaves 63 bits.
  long startMs() {
    int days = chance.percent(10) ? YEAR_2150_DAYS : YEAR_2026_DAYS;
    return days * DAY_MS + chance.below(1_000_000);
  }

  /// Time between two commands: mostly none, sometimes enough for something to expire.
  int pauseMs() {
    int dice = chance.below(100);
    return dice < 60 ? 0 : chance.below(dice < 95 ? 80 : 2_500);
  }

  Command next() {
    given++;
    if (given <= 4) {
      return remember(accounts.open(BATCH_MAX));
    }
    int dice = chance.below(100);
    if (dice < 60) {
      return remember(transfers.post(size()));
    }
    if (dice < 68) {
      return remember(accounts.open(size()));
    }
    if (dice < 73) {
      return remember(lines(size()));
    }
    if (dice < 80) {
      return recent.get(chance.below(recent.size()));
    }
    return new Command.ReadLedger(query());
  }

  private Command remember(Command command) {
    if (recent.size() < REMEMBERED) {
      recent.add(command);
    } else {
      recent.set(chance.below(REMEMBERED), command);
    }
    return command;
  }

  private int size() {
    int dice = chance.below(100);
    if (dice < 40) {
      return 1;
    }
    if (dice < 85) {
      return 2 + chance.below(2);
    }
    return dice < 96 ? 4 + chance.below(4) : 1 + chance.below(BATCH_MAX);
  }

  private Command lines(int count) {
    LedgerLines lines = LedgerLines.ofCapacity(count);
    for (int i = 0; i < count; i++) {
      Key account = accounts.any();
      Key counterparty = chance.percent(40) ? Key.NONE : accounts.any();
      lines
          .at(i)
          .setAccount(account.high(), account.low())
          .setCounterparty(counterparty.high(), counterparty.low())
          .setLine(chance.percent(2) ? -1 : 0, chance.percent(25) ? 0 : chance.below(300))
          .setReserved(0, chance.percent(2) ? 1 : 0);
    }
    return new Command.SetLedgerLines(lines);
  }

  private LedgerQuery query() {
    return switch (chance.below(7)) {
      case 0 -> new LedgerQuery.LookUpAccounts(ids(size(), false));
      case 1 -> lookUp(ids(size(), true));
      case 2 -> new LedgerQuery.LookUpPairs(ids(2 * size(), false));
      case 3 -> new LedgerQuery.AccountTransfers(accountFilter());
      case 4 -> new LedgerQuery.AccountBalances(accountFilter());
      case 5 -> new LedgerQuery.QueryAccounts(queryFilter());
      default -> new LedgerQuery.QueryTransfers(queryFilter());
    };
  }

  /// Without a draw of its own, so that a seed stays the day that it was.
  private static LedgerQuery lookUp(byte[] ids) {
    return ids.length % 32 == 0
        ? new LedgerQuery.LookUpTransfers(ids)
        : new LedgerQuery.LookUpFailed(ids);
  }

  private byte[] ids(int count, boolean ofTransfers) {
    var out = Wire.ofSize(count * 16);
    for (int i = 0; i < count; i++) {
      Wire.putKey(out, ofTransfers ? transfers.anyId() : accounts.any());
    }
    return out.array();
  }

  private AccountFilter accountFilter() {
    long[] times = times();
    int flags = chance.percent(80) ? 1 + chance.below(7) : chance.below(16);
    flags |= chance.percent(15) ? AccountFilter.WAITING : 0;
    return new AccountFilter(
        accounts.any(),
        new Key(0, value(3)),
        value(3),
        value(3),
        value(3),
        times[0],
        times[1],
        limit(),
        flags);
  }

  private QueryFilter queryFilter() {
    long[] times = times();
    int flags = chance.percent(95) ? chance.below(2) : chance.below(4);
    flags |= chance.percent(15) ? QueryFilter.WAITING : 0;
    return new QueryFilter(
        new Key(0, value(3)),
        value(3),
        value(3),
        chance.percent(60) ? 0 : 1 + chance.below(3),
        value(3),
        times[0],
        times[1],
        limit(),
        flags);
  }

  /// A value to filter by, mostly none.
  private int value(int most) {
    return chance.percent(75) ? 0 : 1 + chance.below(most);
  }

  private long[] times() {
    long[] times = {0, 0};
    long now = model.lastNs();
    if (chance.percent(40)) {
      times[0] = now - (chance.next() >>> 1) % 60_000_000_000L;
    }
    if (chance.percent(30)) {
      times[1] = Math.max(1, now - (chance.next() >>> 1) % 60_000_000_000L);
    }
    return times;
  }

  private int limit() {
    int dice = chance.below(100);
    if (dice < 80) {
      return 1 + chance.below(10);
    }
    if (dice < 98) {
      return chance.below(60);
    }
    return chance.percent(50) ? 8_000 + chance.below(400) : -1;
  }

  /// Questions whose answers together are the whole ledger.
  List<Command> everything() {
    List<Command> all = new ArrayList<>();
    for (boolean ofTransfers : new boolean[] {false, true}) {
      List<Long> times =
          ofTransfers
              ? model.state().transfersInOrder.stream().map(t -> t.timestamp).toList()
              : model.state().accountsInOrder.stream().map(a -> a.timestamp).toList();
      for (int i = 0; i < times.size(); i += Transfers.COUNT_MAX) {
        QueryFilter page =
            new QueryFilter(
                Key.NONE, 0, 0, 0, 0, times.get(i), 0, Transfers.COUNT_MAX, 0);
        all.add(
            new Command.ReadLedger(
                ofTransfers
                    ? new LedgerQuery.QueryTransfers(page)
                    : new LedgerQuery.QueryAccounts(page)));
      }
    }
    return all;
  }
}
