package kontor.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import kontor.engine.state.Bounds;
import kontor.engine.terms.Key;
import org.junit.jupiter.api.Test;

/// The bulk ledger: every result, and which of two comes first.
class BulkLedgerTable {

  private static final String ACCOUNTS =
      """
      # id line ledger code flags
      1    0    700 10 0
      2    0    700 10 0
      3    100  700 10 2
      4    0    700 10 2
      5    0    701 10 0
      6    9223372036854775807 700 10 2
      """;

  @Test
  void accounts() {
    checkAccounts(
        Bounds.DEFAULT,
        """
        1    0    700 10 0 = CREATED
        0    -1   0   0 0 = ID_MUST_NOT_BE_ZERO
        max  -1   0   0 0 = ID_MUST_NOT_BE_INT_MAX
        1    0    700 10 0 = EXISTS
        2    -1   0   0 1 = RESERVED_FLAG
        2    -1   0   0 0 = LEDGER_MUST_NOT_BE_ZERO
        2    -1   700 0 2 = CODE_MUST_NOT_BE_ZERO
        2    0    -1  65535 2 = CREATED
        2    0    -1  65535 2 = EXISTS
        """);
  }

  @Test
  void noMoreAccountsThanTheBound() {
    checkAccounts(
        new Bounds(1, 1, 1, 2, 1, 1, 1, 1),
        """
        1    0    700 10 0 = CREATED
        2    0    700 10 0 = CREATED
        3    0    700 10 0 = TABLE_FULL
        2    0    700 10 0 = EXISTS
        """);
  }

  private boolean ofAccounts;

  private void checkAccounts(Bounds bounds, String table) {
    ofAccounts = true;
    EngineHarness harness = new EngineHarness(bounds);
    List<String> expected = new ArrayList<>();
    List<String> rows = table.strip().lines().toList();
    LedgerAccounts accounts = accounts(rows);
    rows.forEach(row -> expected.add(row.substring(row.indexOf('=') + 1).strip()));
    Event.LedgerAccountsOpened event =
        (Event.LedgerAccountsOpened)
            harness.apply(0, new Command.OpenLedgerAccounts(accounts)).getFirst();
    assertResults(rows, expected, event.results().count(), event.results().created(), event.results().failures());
    harness.checkAll();
  }

  private static LedgerAccounts accounts(List<String> rows) {
    LedgerAccounts accounts = LedgerAccounts.ofCapacity(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      String[] cells = rows.get(i).strip().split(" +");
      accounts
          .at(i)
          .set(
              cells[0].equals("max") ? new Key(-1, -1) : new Key(0, Long.parseLong(cells[0])),
              Long.parseLong(cells[1]),
              Integer.parseInt(cells[2]),
              Integer.parseInt(cells[3]),
              Integer.parseInt(cells[4]));
    }
    return accounts;
  }

  @Test
  void transfers() {
    checkTransfers(
        Bounds.DEFAULT,
        """
        # id debit credit amount ledger code, and a field that a plain transfer leaves empty
        1    1 2 100 700 10         = CREATED
        0    1 1 -1 0 0             = ID_MUST_NOT_BE_ZERO
        max  1 1 -1 0 0             = ID_MUST_NOT_BE_INT_MAX
        1    1 2 100 700 10         = EXISTS
        1    2 1 100 700 10         = EXISTS_WITH_DIFFERENT_FLAGS
        1    1 4 100 700 10         = EXISTS_WITH_DIFFERENT_FLAGS
        1    4 2 100 700 10         = EXISTS_WITH_DIFFERENT_FLAGS
        1    1 2 101 700 10         = EXISTS_WITH_DIFFERENT_FLAGS
        1    1 2 100 701 10         = EXISTS_WITH_DIFFERENT_FLAGS
        1    1 2 100 700 11         = EXISTS_WITH_DIFFERENT_FLAGS
        1    1 2 100 700 10 56      = EXISTS_WITH_DIFFERENT_FLAGS
        1    1 2 100 700 10 80      = EXISTS_WITH_DIFFERENT_FLAGS
        1    1 2 100 700 10 88      = EXISTS_WITH_DIFFERENT_FLAGS
        1    1 2 100 700 10 96      = EXISTS_WITH_DIFFERENT_FLAGS
        1    1 2 100 700 10 104     = EXISTS_WITH_DIFFERENT_FLAGS
        1    1 2 100 700 10 118     = EXISTS_WITH_DIFFERENT_FLAGS
        2    1 2 100 700 10 96      = CREATED
        2    1 2 100 700 10 96      = EXISTS
        2    1 2 100 700 10         = EXISTS_WITH_DIFFERENT_FLAGS
        3    1 1 -1 0 0 64          = RESERVED_FLAG
        3    1 1 -1 0 0 72          = RESERVED_FLAG
        3    1 1 -1 0 0 108         = RESERVED_FLAG
        3    1 1 -1 0 0 118         = RESERVED_FLAG
        3    1 1 -1 0 0 120         = RESERVED_FLAG
        3    1 1 -1 0 0             = ACCOUNTS_MUST_BE_DIFFERENT
        3    8 9 -1 0 0             = LEDGER_MUST_NOT_BE_ZERO
        3    8 9 -1 7 0             = CODE_MUST_NOT_BE_ZERO
        3    8 9 -1 7 1             = DEBIT_ACCOUNT_NOT_FOUND
        3    0 9 -1 7 1             = DEBIT_ACCOUNT_NOT_FOUND
        3    1 9 -1 7 1             = CREDIT_ACCOUNT_NOT_FOUND
        3    1 5 -1 7 1             = ACCOUNTS_MUST_HAVE_THE_SAME_LEDGER
        3    4 2 -1 7 1             = TRANSFER_MUST_HAVE_THE_SAME_LEDGER_AS_ACCOUNTS
        3    4 2 -1 700 1           = OVERFLOWS_DEBITS_POSTED
        3    4 2 1 700 1 56         = OVERFLOWS_DEBITS_POSTED
        3    4 2 1 700 1            = EXCEEDS_CREDITS
        # No failure takes the id.
        3    1 2 0 700 1            = CREATED
        """);
  }

  @Test
  void limits() {
    checkTransfers(
        Bounds.DEFAULT,
        """
        # Account 3 is limited with a line of 100.
        1    3 1 101 700 1          = EXCEEDS_CREDITS
        1    3 1 100 700 1          = CREATED
        2    3 1 1 700 1            = EXCEEDS_CREDITS
        3    1 3 50 700 1           = CREATED
        4    3 1 51 700 1           = EXCEEDS_CREDITS
        5    3 1 50 700 1           = CREATED
        6    3 1 0 700 1            = CREATED
        # Account 6 is limited with the largest line there is.
        7    6 1 9223372036854775807 700 1 = OVERFLOWS_DEBITS_POSTED
        8    6 4 9223372036854775807 700 1 = CREATED
        9    6 2 1 700 1            = OVERFLOWS_DEBITS_POSTED
        10   4 6 9223372036854775807 700 1 = CREATED
        11   4 6 1 700 1            = OVERFLOWS_DEBITS_POSTED
        # The totals of an account never wrap round.
        12   2 4 1 700 1            = OVERFLOWS_DEBITS_POSTED
        13   2 3 9223372036854775807 700 1 = OVERFLOWS_DEBITS_POSTED
        """);
  }

  @Test
  void whatIsLeftMayBeMoreThanALongHolds() {
    checkTransfers(
        Bounds.DEFAULT,
        """
        1    1 6 100 700 1          = CREATED
        2    6 1 1 700 1            = CREATED
        3    6 4 9223372036854775806 700 1 = CREATED
        """);
  }

  @Test
  void noMoreTransfersThanTheBound() {
    checkTransfers(
        new Bounds(1, 1, 1, 100, 1, 1, 1, 2),
        """
        1    1 2 100 700 10         = CREATED
        2    1 2 100 700 10         = CREATED
        3    1 2 100 700 10         = TABLE_FULL
        3    4 2 100 700 10         = EXCEEDS_CREDITS
        1    1 2 100 700 10         = EXISTS
        """);
  }

  private void checkTransfers(Bounds bounds, String table) {
    EngineHarness harness = new EngineHarness(bounds);
    harness.apply(
        0, new Command.OpenLedgerAccounts(accounts(ACCOUNTS.strip().lines().skip(1).toList())));
    List<String> rows = table.strip().lines().filter(row -> !row.startsWith("#")).toList();
    List<String> expected = new ArrayList<>();
    Transfers transfers = Transfers.ofCapacity(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      String[] sides = rows.get(i).split("=");
      set(transfers.at(i), sides[0].strip().split(" +"), i);
      expected.add(sides[1].strip());
    }
    Event.TransfersPosted event =
        (Event.TransfersPosted)
            harness.apply(0, new Command.PostTransfers(transfers)).getFirst();
    assertResults(rows, expected, event.results().count(), event.results().created(), event.results().failures());
    harness.checkAll();
  }

  private static void set(Transfers transfer, String[] cells, int index) {
    boolean max = cells[0].equals("max");
    transfer.set(
        max ? -1 : Long.parseLong(cells[0]),
        Long.parseLong(cells[1]),
        Long.parseLong(cells[2]),
        Long.parseLong(cells[3]),
        Integer.parseInt(cells[4]),
        Integer.parseInt(cells[5]));
    int base = index * Transfers.RECORD_BYTES;
    if (max) {
      java.util.Arrays.fill(transfer.bytes(), base, base + 16, (byte) -1);
    }
    if (cells.length > 6) {
      transfer.bytes()[base + Integer.parseInt(cells[6])] = 1;
    }
  }

  private void assertResults(
      List<String> rows, List<String> expected, int count, int created, int[] results) {
    List<String> actual = new ArrayList<>();
    for (int i = 0, next = 0; i < rows.size(); i++) {
      boolean failed = next < results.length && results[next] == i;
      actual.add(failed ? name(results[next + 1]) : "CREATED");
      next += failed ? 2 : 0;
    }
    for (int i = 0; i < rows.size(); i++) {
      assertEquals(expected.get(i), actual.get(i), rows.get(i));
    }
    assertEquals(rows.size(), count);
    assertEquals(expected.stream().filter("CREATED"::equals).count(), created);
    assertEquals((count - created) * 2, results.length);
  }

  private String name(int code) {
    return ofAccounts ? AccountResult.of(code).name() : TransferResult.of(code).name();
  }
}
