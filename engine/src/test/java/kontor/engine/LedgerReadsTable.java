package kontor.engine;

import static kontor.engine.LedgerScript.ids;
import static kontor.engine.LedgerScript.key;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import kontor.engine.LedgerQuery.AccountFilter;
import kontor.engine.LedgerQuery.QueryFilter;
import kontor.engine.terms.Key;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Questions to the bulk ledger: every filter, order and limit.
class LedgerReadsTable {

  private static final int BOTH = AccountFilter.DEBITS | AccountFilter.CREDITS;
  private static final int BACK = AccountFilter.REVERSED;

  private final LedgerScript script = new LedgerScript();

  /// At 1 ms the accounts, at 2 ms the transfers, each with its place in the batch.
  @BeforeEach
  void fill() {
    script.run(
        """
        accounts
        1 history ud128=5 ud64=6 ud32=7 = CREATED
        2 limited line=9 code=11 = CREATED
        3 code=11 ud64=6 = CREATED
        5 ledger=701 = CREATED
        6 ledger=701 = CREATED
        at 2
        transfers
        1 1>2 100 = CREATED
        2 2>1 40 code=11 ud128=5 = CREATED
        3 1>3 30 ud64=6 pending = CREATED
        4 2>3 999 = CREDIT_LINE_EXCEEDED
        5 5>6 1 ledger=701 = CREATED
        6 post of=3 20 ud32=7 = CREATED
        7 3>2 0 code=11 = CREATED
        """);
  }

  private static AccountFilter account(long account, int limit, int flags) {
    return new AccountFilter(key(account), Key.NONE, 0, 0, 0, 0, 0, limit, flags);
  }

  private void checkTransfers(List<Integer> expected, LedgerQuery query) {
    check(expected, Transfers.RECORD_BYTES, query);
  }

  private void checkAccounts(List<Integer> expected, LedgerQuery query) {
    check(expected, LedgerAccounts.RECORD_BYTES, query);
  }

  private void check(List<Integer> expected, int recordBytes, LedgerQuery query) {
    assertEquals(
        expected.stream().map(Integer::longValue).toList(),
        LedgerScript.idsOf(script.read(query), recordBytes),
        query.toString());
  }

  @Test
  void lookUpsAnswerInTheOrderAskedAndLeaveOutWhatIsUnknown() {
    checkAccounts(
        List.of(3, 1, 3), new LedgerQuery.LookUpAccounts(ids("3", "0", "4", "1", "max", "3")));
    checkTransfers(
        List.of(7, 1), new LedgerQuery.LookUpTransfers(ids("7", "4", "0", "99", "1", "max")));
    checkAccounts(List.of(), new LedgerQuery.LookUpAccounts(ids()));
  }

  @Test
  void idsThatFailedForEverAreKnown() {
    script.run(
        """
        transfers
        8 2>3 900 queued = QUEUED
        9 2>3 900 queued = QUEUED
        10 void of=9 = CREATED
        11 1>1 5 = ACCOUNTS_MUST_BE_DIFFERENT
        """);
    byte[] failed =
        script.read(
            new LedgerQuery.LookUpFailed(ids("9", "1", "4", "8", "10", "11", "99", "0", "4")));
    assertEquals(List.of(9L, 4L, 4L), LedgerScript.idsOf(failed, 16));
  }

  @Test
  void aListThatWouldCostTooMuchSaysWhereItGoesOn() {
    int batches = 34;
    for (int i = 0; i < batches; i++) {
      Transfers batch = Transfers.ofCapacity(8_000);
      for (int j = 0; j < batch.count(); j++) {
        batch.at(j).set(1_000L + i * 8_000L + j, 1, 2, 0, 700, j == 17 && i == 33 ? 77 : 12);
      }
      script.apply(new Command.PostTransfers(batch));
    }
    List<Long> found = new ArrayList<>();
    int parts = 0;
    for (long next = 1; next != 0; parts++) {
      QueryFilter filter = new QueryFilter(Key.NONE, 0, 0, 0, 77, next, 0, 9, 0);
      Event answer =
          script.apply(new Command.ReadLedger(new LedgerQuery.QueryTransfers(filter))).getLast();
      if (answer instanceof Event.LedgerReadInPart part) {
        assertEquals(0, part.records().length);
        next = part.nextNs();
      } else {
        byte[] records = ((Event.LedgerRead) answer).records();
        found.addAll(LedgerScript.idsOf(records, Transfers.RECORD_BYTES));
        next = 0;
      }
    }
    assertEquals(List.of(1_000L + 33 * 8_000 + 17), found);
    assertEquals(2, parts);
  }

  @Test
  void anAccountIsGivenBackWhole() {
    LedgerAccounts found =
        new LedgerAccounts(script.read(new LedgerQuery.LookUpAccounts(ids("1"))), 1).at(0);
    assertEquals(5, found.userData128Low());
    assertEquals(6, found.userData64());
    assertEquals(7, found.userData32());
    assertEquals(700, found.ledger());
    assertEquals(10, found.code());
    assertEquals(LedgerAccounts.HISTORY, found.flags());
    assertEquals(1_000_000, found.timestamp());
    assertEquals(120, found.debitsPostedLow());
    assertEquals(40, found.creditsPostedLow());
    LedgerAccounts other =
        new LedgerAccounts(script.read(new LedgerQuery.LookUpAccounts(ids("2"))), 1).at(0);
    assertEquals(9, other.lineLow());
    assertEquals(1_000_001, other.timestamp());
  }

  @Test
  void anAccountsTransfersByEveryFilter() {
    checkTransfers(List.of(1, 2, 3, 6), transfers(account(1, 10, BOTH)));
    checkTransfers(List.of(6, 3, 2, 1), transfers(account(1, 10, BOTH | BACK)));
    checkTransfers(List.of(1, 3, 6), transfers(account(1, 10, AccountFilter.DEBITS)));
    checkTransfers(List.of(2), transfers(account(1, 10, AccountFilter.CREDITS)));
    checkTransfers(List.of(1, 2), transfers(account(1, 2, BOTH)));
    checkTransfers(List.of(6, 3), transfers(account(1, 2, BOTH | BACK)));
    checkTransfers(List.of(1, 2, 3, 6), transfers(account(1, -1, BOTH)));
    checkTransfers(List.of(), transfers(account(9, 10, BOTH)));
    checkTransfers(List.of(2), transfers(filter(key(5), 0, 0, 0)));
    // The post inherited it.
    checkTransfers(List.of(3, 6), transfers(filter(Key.NONE, 6, 0, 0)));
    checkTransfers(List.of(6), transfers(filter(Key.NONE, 0, 7, 0)));
    checkTransfers(List.of(2), transfers(filter(Key.NONE, 0, 0, 11)));
    checkTransfers(List.of(), transfers(filter(key(5), 6, 0, 0)));
    checkTransfers(List.of(2, 3), transfers(span(2_000_001, 2_000_002, 10, BOTH)));
    checkTransfers(List.of(3), transfers(span(2_000_001, 2_000_002, 1, BOTH | BACK)));
    checkTransfers(List.of(3, 6), transfers(span(2_000_002, 0, 10, BOTH)));
    checkTransfers(List.of(1), transfers(span(0, 2_000_000, 10, BOTH)));
    checkTransfers(List.of(1, 2, 3, 6), transfers(span(0, -1, 10, BOTH)));
  }

  private static LedgerQuery transfers(AccountFilter filter) {
    return new LedgerQuery.AccountTransfers(filter);
  }

  private static AccountFilter filter(Key userData128, long userData64, int userData32, int code) {
    return new AccountFilter(
        key(1), userData128, userData64, userData32, code, 0, 0, 10, BOTH);
  }

  private static AccountFilter span(long minNs, long maxNs, int limit, int flags) {
    return new AccountFilter(key(1), Key.NONE, 0, 0, 0, minNs, maxNs, limit, flags);
  }

  @Test
  void balancesOfAnAccountWithHistory() {
    assertEquals(
        """
        2000000: 0 100 0 0
        2000001: 0 100 0 40
        2000002: 30 100 0 40
        2000005: 0 120 0 40
        """,
        balances(account(1, 10, BOTH)));
    assertEquals("2000005: 0 120 0 40\n", balances(account(1, 1, BOTH | BACK)));
    assertEquals("2000001: 0 100 0 40\n", balances(account(1, 10, AccountFilter.CREDITS)));
    assertEquals("2000002: 30 100 0 40\n", balances(span(2_000_002, 2_000_002, 10, BOTH)));
    assertEquals("", balances(account(2, 10, BOTH)));
    assertEquals("", balances(account(9, 10, BOTH)));
  }

  private String balances(AccountFilter filter) {
    byte[] bytes = script.read(new LedgerQuery.AccountBalances(filter));
    AccountBalances found =
        new AccountBalances(bytes, bytes.length / AccountBalances.RECORD_BYTES);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < found.count(); i++) {
      found.at(i);
      text.append(found.timestamp())
          .append(": ")
          .append(found.debitsPendingLow())
          .append(' ')
          .append(found.debitsPostedLow())
          .append(' ')
          .append(found.creditsPendingLow())
          .append(' ')
          .append(found.creditsPostedLow())
          .append('\n');
    }
    return text.toString();
  }

  @Test
  void allAccountsByEveryFilter() {
    checkAccounts(List.of(1, 2, 3, 5, 6), accounts(Key.NONE, 0, 0, 0, 0));
    checkAccounts(List.of(1), accounts(key(5), 0, 0, 0, 0));
    checkAccounts(List.of(1, 3), accounts(Key.NONE, 6, 0, 0, 0));
    checkAccounts(List.of(1), accounts(Key.NONE, 0, 7, 0, 0));
    checkAccounts(List.of(5, 6), accounts(Key.NONE, 0, 0, 701, 0));
    checkAccounts(List.of(2, 3), accounts(Key.NONE, 0, 0, 0, 11));
    checkAccounts(List.of(), accounts(Key.NONE, 0, 0, 701, 11));
    checkAccounts(List.of(2, 3), new LedgerQuery.QueryAccounts(query(1_000_001, 1_000_002, 9, 0)));
    checkAccounts(List.of(6, 5), new LedgerQuery.QueryAccounts(query(0, 0, 2, 1)));
    checkAccounts(List.of(1, 2), new LedgerQuery.QueryAccounts(query(0, 0, 2, 0)));
  }

  private static LedgerQuery accounts(
      Key userData128, long userData64, int userData32, int ledger, int code) {
    return new LedgerQuery.QueryAccounts(
        new QueryFilter(userData128, userData64, userData32, ledger, code, 0, 0, 10, 0));
  }

  private static QueryFilter query(long minNs, long maxNs, int limit, int flags) {
    return new QueryFilter(Key.NONE, 0, 0, 0, 0, minNs, maxNs, limit, flags);
  }

  @Test
  void allTransfersByEveryFilter() {
    checkTransfers(List.of(1, 2, 3, 5, 6, 7), allTransfers(Key.NONE, 0, 0, 0, 0));
    checkTransfers(List.of(2), allTransfers(key(5), 0, 0, 0, 0));
    checkTransfers(List.of(3, 6), allTransfers(Key.NONE, 6, 0, 0, 0));
    checkTransfers(List.of(6), allTransfers(Key.NONE, 0, 7, 0, 0));
    checkTransfers(List.of(5), allTransfers(Key.NONE, 0, 0, 701, 0));
    checkTransfers(List.of(2, 7), allTransfers(Key.NONE, 0, 0, 0, 11));
    checkTransfers(
        List.of(2, 3), new LedgerQuery.QueryTransfers(query(2_000_001, 2_000_003, 9, 0)));
    checkTransfers(
        List.of(3, 2), new LedgerQuery.QueryTransfers(query(2_000_001, 2_000_003, 9, 1)));
    checkTransfers(List.of(7, 6), new LedgerQuery.QueryTransfers(query(0, 0, 2, 1)));
    checkTransfers(List.of(1, 2), new LedgerQuery.QueryTransfers(query(0, 0, 2, 0)));
    checkTransfers(List.of(7), new LedgerQuery.QueryTransfers(query(2_000_006, 0, 9, 0)));
    checkTransfers(List.of(), new LedgerQuery.QueryTransfers(query(2_000_007, 0, 9, 0)));
  }

  private static LedgerQuery allTransfers(
      Key userData128, long userData64, int userData32, int ledger, int code) {
    return new LedgerQuery.QueryTransfers(
        new QueryFilter(userData128, userData64, userData32, ledger, code, 0, 0, 10, 0));
  }

  @Test
  void aQuestionThatCanHaveNoAnswerIsRefused() {
    List<LedgerQuery> questions =
        List.of(
            transfers(account(1, 0, BOTH)),
            transfers(account(1, 1, 0)),
            transfers(account(1, 1, BACK)),
            transfers(account(1, 1, BOTH | 8)),
            transfers(span(2, 1, 1, BOTH)),
            new LedgerQuery.AccountBalances(account(1, 0, BOTH)),
            new LedgerQuery.QueryAccounts(query(0, 0, 0, 0)),
            new LedgerQuery.QueryTransfers(query(2, 1, 1, 0)),
            new LedgerQuery.QueryTransfers(query(0, 0, 1, 2)),
            new LedgerQuery.LookUpAccounts(new byte[15]),
            new LedgerQuery.LookUpTransfers(new byte[16 * 8190]),
            new LedgerQuery.LookUpFailed(new byte[17]),
            new LedgerQuery.LookUpPairs(new byte[16]));
    questions.forEach(
        question ->
            assertEquals(
                List.of(new Event.CommandRefused(Refusal.FILTER_INVALID)),
                script.apply(new Command.ReadLedger(question)),
                question.toString()));
  }

  @Test
  void noMoreInABatchThanTheBound() {
    List<Command> commands =
        List.of(
            new Command.OpenLedgerAccounts(LedgerAccounts.ofCapacity(8190)),
            new Command.PostTransfers(Transfers.ofCapacity(8190)),
            new Command.SetLedgerLines(LedgerLines.ofCapacity(8190)));
    commands.forEach(
        command ->
            assertEquals(
                List.of(new Event.CommandRefused(Refusal.BATCH_TOO_LARGE)),
                script.apply(command)));
  }

  @Test
  void aBatchSaysWhenEachWasCreated() {
    Transfers batch = Transfers.ofCapacity(3);
    batch.at(0).set(8, 1, 2, 1, 700, 10);
    batch.at(1).set(1, 1, 2, 100, 700, 10);
    batch.at(2).set(9, 1, 2, 1, 700, 10);
    Event.TransfersPosted posted =
        (Event.TransfersPosted) script.apply(new Command.PostTransfers(batch)).getLast();
    LedgerResults results = posted.results();
    // The seven of the batch before have used theirs.
    assertEquals(2_000_007, results.timestampNs(0));
    assertEquals(2_000_000, results.timestampNs(1));
    assertEquals(2_000_009, results.timestampNs(2));
    assertEquals(TransferResult.EXISTS.code(), results.code(1));
    LedgerAccounts accounts = LedgerAccounts.ofCapacity(1);
    accounts.at(0).set(key(6), 0, 701, 10, 0);
    Event.LedgerAccountsOpened opened =
        (Event.LedgerAccountsOpened)
            script.apply(new Command.OpenLedgerAccounts(accounts)).getLast();
    assertEquals(1_000_004, opened.results().timestampNs(0));
  }
}
