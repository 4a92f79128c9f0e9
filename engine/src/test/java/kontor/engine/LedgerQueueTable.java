package kontor.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import kontor.engine.state.Bounds;
import org.junit.jupiter.api.Test;

/// Transfers of the bulk ledger that wait for cover: who waits, who is next, and how it ends.
class LedgerQueueTable {

  static final String ACCOUNTS =
      """
      accounts
      1 limited history = CREATED
      2 limited = CREATED
      3 = CREATED
      4 = CREATED
      5 owing = CREATED
      6 limited line=50 = CREATED
      7 closed = CREATED
      """;

  private static LedgerScript run(String script) {
    return new LedgerScript().run(ACCOUNTS + script);
  }

  @Test
  void whatLacksCoverWaits() {
    run(
        """
        transfers
        11 1>2 100 queued ud64=7 = QUEUED
        released
        balance 1 = 0 0 0 0
        balance 2 = 0 0 0 0
        transfer 11 = 1>2 100 ud64=7 queued waits ledger=700 code=10
        transfers
        12 3>1 60 = CREATED
        released
        transfers
        13 3>1 40 = CREATED
        released 11
        balance 1 = 0 100 0 100
        balance 2 = 0 0 0 100
        transfer 11 = 1>2 100 ud64=7 queued ledger=700 code=10
        transfers
        # What has cover does not wait.
        14 3>1 5 queued = CREATED
        15 1>2 5 queued = CREATED
        # Other reasons than cover are not waited for.
        16 1>9 100 queued = CREDIT_ACCOUNT_NOT_FOUND
        17 1>7 100 queued = CREDIT_ACCOUNT_ALREADY_CLOSED
        18 4>3 max queued = CREATED
        19 4>3 1 queued = OVERFLOWS_DEBITS_POSTED
        """);
  }

  @Test
  void eachKindOfCoverIsWaitedFor() {
    run(
        """
        lines
        3>4 100 = CREATED
        transfers
        11 1>2 1 queued = QUEUED
        12 3>5 1 queued = QUEUED
        13 6>3 51 queued = QUEUED
        14 3>4 101 queued = QUEUED
        transfers
        21 4>3 1 = CREATED
        released 14
        transfers
        22 3>6 1 = CREATED
        released 13
        transfers
        23 5>3 1 = CREATED
        released 12
        transfers
        24 3>1 1 = CREATED
        released 11
        pair 3>4 = 0 101 1 line 100
        """);
  }

  @Test
  void nobodyIsOvertakenButByPriority() {
    run(
        """
        transfers
        1 3>1 50 = CREATED
        11 1>2 100 queued = QUEUED
        # Small enough, but not its turn.
        12 1>2 10 queued = QUEUED
        13 1>2 10 high queued = CREATED
        14 1>2 100 high queued = QUEUED
        15 1>2 10 high queued = QUEUED
        16 1>2 10 urgent queued = CREATED
        17 1>2 1000 urgent queued = QUEUED
        18 1>2 10 urgent queued = QUEUED
        # Whoever does not wait fails, and its id is used up.
        19 1>2 10 = OTHERS_WAIT
        19 1>2 10 = ID_ALREADY_FAILED
        20 1>2 10 pending = OTHERS_WAIT
        21 1>2 10 balancing_debit = OTHERS_WAIT
        22 1>2 31 = EXCEEDS_CREDITS
        23 1>2 10 urgent = OTHERS_WAIT
        # Nothing is nothing.
        24 1>2 0 = CREATED
        # Money comes in past those who wait.
        25 3>1 969 = CREATED
        released
        transfers
        26 3>1 1 = CREATED
        released 17
        balance 1 = 0 1020 0 1020
        transfers
        27 3>1 1000 = CREATED
        released 18 14 15 11 12
        balance 1 = 0 1250 0 2020
        transfers
        28 1>2 10 = CREATED
        """);
  }

  @Test
  void aPriorityAlonePassesThoseWithout() {
    run(
        """
        transfers
        1 3>1 50 = CREATED
        11 1>2 100 queued = QUEUED
        12 1>2 30 high = CREATED
        13 1>2 30 urgent = EXCEEDS_CREDITS
        14 1>2 30 urgent high = FLAGS_ARE_MUTUALLY_EXCLUSIVE
        """);
  }

  @Test
  void whatIsReleasedReleasesOthers() {
    run(
        """
        transfers
        11 2>3 50 queued = QUEUED
        12 1>2 50 queued = QUEUED
        13 6>1 80 queued = QUEUED
        14 2>4 10 queued = QUEUED
        # One thing leads to the other; the first that can leave leaves first.
        21 3>6 30 = CREATED
        released 13 12 11
        balance 6 = 0 80 0 30
        balance 1 = 0 50 0 80
        balance 2 = 0 50 0 50
        """);
  }

  @Test
  void inTwoLinesBothAreKept() {
    run(
        """
        transfers
        # Waits at both of its accounts.
        11 1>5 100 queued = QUEUED
        12 1>2 10 queued = QUEUED
        13 3>5 10 queued = QUEUED
        14 3>1 100 = CREATED
        released
        transfers
        15 5>3 100 = CREATED
        released 11
        transfers
        16 3>1 10 = CREATED
        released 12
        transfers
        17 5>3 10 = CREATED
        released 13
        """);
  }

  @Test
  void itWaitsUntilItsTimeIsOver() {
    run(
        """
        transfers
        11 1>2 100 queued timeout=10 = QUEUED
        12 1>2 60 queued timeout=20 = QUEUED
        13 1>2 10 queued = QUEUED
        14 3>1 65 = CREATED
        released
        at 10001
        expired
        at 10002
        expired 11
        released 12
        transfer 11 = none
        balance 1 = 0 60 0 65
        transfers
        11 1>2 100 queued timeout=10 = ID_ALREADY_FAILED
        21 void of=11 = PENDING_TRANSFER_NOT_FOUND
        at 99999999
        expired
        transfers
        15 3>1 5 = CREATED
        released 13
        """);
  }

  @Test
  void aRetryGetsTheSameAnswer() {
    run(
        """
        transfers
        11 1>2 100 queued timeout=10 ud64=1 = QUEUED
        11 1>2 100 queued timeout=10 ud64=1 = QUEUED
        11 1>2 100 timeout=10 ud64=1 = EXISTS_WITH_DIFFERENT_FLAGS
        11 1>2 100 queued timeout=11 ud64=1 = EXISTS_WITH_DIFFERENT_TIMEOUT
        11 3>2 100 queued timeout=10 ud64=1 = EXISTS_WITH_DIFFERENT_DEBIT_ACCOUNT_ID
        11 1>2 101 queued timeout=10 ud64=1 = EXISTS_WITH_DIFFERENT_AMOUNT
        11 1>2 100 queued timeout=10 = EXISTS_WITH_DIFFERENT_USER_DATA_64
        transfers
        11 1>2 100 queued timeout=10 ud64=1 = QUEUED
        12 3>1 100 = CREATED
        11 1>2 100 queued timeout=10 ud64=1 = QUEUED
        released 11
        transfers
        11 1>2 100 queued timeout=10 ud64=1 = EXISTS
        11 1>2 100 queued timeout=10 = EXISTS_WITH_DIFFERENT_USER_DATA_64
        """);
  }

  @Test
  void aVoidCallsItOff() {
    run(
        """
        transfers
        11 1>2 100 queued ud64=3 = QUEUED
        12 1>2 60 queued = QUEUED
        13 3>1 60 = CREATED
        released
        transfers
        21 post of=11 100 = PENDING_TRANSFER_NOT_PENDING
        21 void of=11 1>2 99 = PENDING_TRANSFER_HAS_DIFFERENT_AMOUNT
        21 void of=11 1>3 = PENDING_TRANSFER_HAS_DIFFERENT_CREDIT_ACCOUNT_ID
        21 void of=11 = CREATED
        released 12
        balance 1 = 0 60 0 60
        transfer 11 = none
        transfer 21 = 1>2 100 of=11 ud64=3 flags=8 ledger=700 code=10
        transfers
        11 1>2 100 queued ud64=3 = ID_ALREADY_FAILED
        21 void of=11 = EXISTS
        22 void of=11 = PENDING_TRANSFER_NOT_FOUND
        # Too late.
        23 void of=12 = PENDING_TRANSFER_NOT_PENDING
        """);
  }

  @Test
  void onlyWhatWaitsIsCalledOffIfThatIsSaid() {
    run(
        """
        transfers
        11 1>2 100 queued pending = QUEUED
        12 1>2 60 queued pending = QUEUED
        13 3>1 100 = CREATED
        released 11
        transfers
        21 void queued of=11 = PENDING_TRANSFER_NOT_QUEUED
        balance 1 = 100 0 0 100
        transfers
        # Nobody can call it off, so the id is free.
        21 void queued of=12 linked = CREATED
        22 void of=11 = CREATED
        21 void queued of=12 = EXISTS_WITH_DIFFERENT_FLAGS
        21 void queued of=12 linked = EXISTS
        23 void queued of=12 = LINKED_EVENT_FAILED
        """);
  }

  @Test
  void callingOffIsTakenBackWithItsChain() {
    run(
        """
        transfers
        11 1>2 100 queued timeout=5 = QUEUED
        21 void of=11 linked = LINKED_EVENT_FAILED
        22 1>9 1 = CREDIT_ACCOUNT_NOT_FOUND
        11 1>2 100 queued timeout=5 = QUEUED
        # And done with it.
        31 void of=11 linked = CREATED
        32 3>1 1 = CREATED
        11 1>2 100 queued timeout=5 = ID_ALREADY_FAILED
        12 1>2 100 queued timeout=5 = QUEUED
        41 void of=12 linked = LINKED_EVENT_FAILED
        42 1>9 1 = CREDIT_ACCOUNT_NOT_FOUND
        at 5002
        expired 12
        """);
  }

  @Test
  void whatIsToBePendingWaitsFirst() {
    run(
        """
        transfers
        11 1>2 100 queued pending timeout=10 = QUEUED
        balance 1 = 0 0 0 0
        transfers
        21 post of=11 100 = PENDING_TRANSFER_QUEUED
        21 post of=11 100 = ID_ALREADY_FAILED
        at 4000
        transfers
        12 3>1 100 = CREATED
        released 11
        balance 1 = 100 0 0 100
        # Its timeout counts from now.
        at 14000
        expired
        at 14001
        expired 11
        balance 1 = 0 0 0 100
        transfers
        11 1>2 100 queued pending timeout=10 = EXISTS
        22 post of=11 100 = PENDING_TRANSFER_EXPIRED
        13 1>2 70 queued pending = CREATED
        14 1>2 40 queued pending = QUEUED
        23 post of=13 60 = CREATED
        released 14
        transfers
        24 void of=14 = CREATED
        balance 1 = 0 60 0 100
        """);
  }

  @Test
  void whatEndsWakesOthers() {
    run(
        """
        transfers
        1 3>1 100 = CREATED
        2 1>3 60 pending = CREATED
        3 1>3 30 pending timeout=5 = CREATED
        11 1>2 70 queued = QUEUED
        12 1>2 30 queued = QUEUED
        21 void of=2 = CREATED
        released 11
        at 5002
        expired 3
        released 12
        """);
  }

  @Test
  void aLineThatIsRaisedWakesOthers() {
    run(
        """
        transfers
        11 6>2 60 queued = QUEUED
        lines
        6 59 = CREATED
        released
        lines
        6 60 = CREATED
        released 11
        lines
        3>4 10 = CREATED
        transfers
        12 3>4 11 queued = QUEUED
        lines
        3>4 11 = CREATED
        released 12
        # A line that is set for the first time has those in it that wait between its accounts.
        transfers
        13 1>4 100 queued = QUEUED
        lines
        1>4 90 = CREATED
        transfers
        14 3>1 100 = CREATED
        released
        lines
        1>4 100 = CREATED
        released 13
        """);
  }

  @Test
  void whatIsClosedIsWaitedFor() {
    run(
        """
        transfers
        11 1>4 100 queued = QUEUED
        12 1>2 100 queued = QUEUED
        2 3>4 0 pending closing_credit = CREATED
        3 3>1 200 = CREATED
        released
        transfers
        21 void of=2 = CREATED
        released 11 12
        """);
  }

  @Test
  void roomInASumIsWaitedFor() {
    run(
        """
        transfers
        11 1>4 100 queued = QUEUED
        2 3>4 max pending = CREATED
        3 2>1 100 = EXCEEDS_CREDITS
        4 5>1 100 = CREATED
        released
        transfers
        21 void of=2 = CREATED
        released 11
        """);
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    run(
        """
        transfers
        11 1>2 1 queued balancing_debit = FLAGS_ARE_MUTUALLY_EXCLUSIVE
        11 1>2 1 queued balancing_credit = FLAGS_ARE_MUTUALLY_EXCLUSIVE
        11 1>2 0 queued pending closing_debit = FLAGS_ARE_MUTUALLY_EXCLUSIVE
        11 1>2 0 queued pending closing_credit = FLAGS_ARE_MUTUALLY_EXCLUSIVE
        11 post of=1 queued = FLAGS_ARE_MUTUALLY_EXCLUSIVE
        11 void of=1 leg = FLAGS_ARE_MUTUALLY_EXCLUSIVE
        11 void of=1 high = FLAGS_ARE_MUTUALLY_EXCLUSIVE
        11 void of=1 urgent = FLAGS_ARE_MUTUALLY_EXCLUSIVE
        11 1>2 1 queued linked = MUST_NOT_BE_LINKED
        12 1>2 1 queued = LINKED_EVENT_FAILED
        13 3>2 1 linked = LINKED_EVENT_FAILED
        14 1>2 1 queued = MUST_NOT_BE_LINKED
        11 1>2 1 timeout=1 = TIMEOUT_RESERVED_FOR_PENDING_TRANSFER
        # None of these took the id.
        11 1>2 1 queued timeout=1 = QUEUED
        transfers
        31 3>4 1 imported time=5 queued = FLAGS_ARE_MUTUALLY_EXCLUSIVE
        """);
  }

  @Test
  void anIdIsWantedTwiceInABatch() {
    run(
        """
        transfers
        11 1>2 100 queued = QUEUED
        12 3>1 100 = CREATED
        21 void of=11 = CREATED
        11 1>2 100 queued = ID_ALREADY_FAILED
        released
        balance 1 = 0 0 0 100
        """);
  }

  @Test
  void theQueueAndTheTableAreBounded() {
    new LedgerScript(new Bounds(1, 1, 1, 9, 1, 1, 2, 5))
        .run(
            ACCOUNTS
                + """
                transfers
                11 1>2 100 queued = QUEUED
                12 1>2 100 queued = QUEUED
                13 1>2 100 queued = TABLE_FULL
                14 3>1 100 = CREATED
                released 11
                transfers
                # The fourth row was that of the release.
                13 1>2 100 queued = QUEUED
                21 void of=12 = TABLE_FULL
                """);
    // Without a row for its release it goes on waiting.
    new LedgerScript(new Bounds(1, 1, 1, 9, 1, 1, 9, 4))
        .run(
            ACCOUNTS
                + """
                transfers
                11 1>2 100 queued = QUEUED
                12 1>2 100 queued = QUEUED
                14 3>1 200 = CREATED
                released 11
                transfer 12 = 1>2 100 queued waits ledger=700 code=10
                """);
  }

  @Test
  void whatWaitsIsListed() {
    LedgerScript script =
        run(
            """
            transfers
            11 1>2 100 queued code=1 = QUEUED
            12 1>3 100 queued urgent code=2 = QUEUED
            13 2>4 10 leg queued code=2 = QUEUED
            13 1>4 10 leg queued code=3 = QUEUED
            14 3>4 100 = CREATED
            """);
    // Account 0 for all; then the code, a limit and flags.
    String[] cases = {
      "0 0 9 0 = 11 12 13 13",
      "0 0 9 1 = 13 13 12 11",
      "0 0 3 1 = 13 13 12",
      "0 2 9 0 = 12 13",
      "1 0 9 3 = 11 12 13",
      "1 0 2 7 = 13 12",
      "1 0 9 2 =",
      "4 0 9 3 = 13 13",
      "4 3 9 2 = 13",
      "9 0 9 3 ="
    };
    for (String line : cases) {
      String[] sides = line.split(" =");
      int[] cells =
          java.util.Arrays.stream(sides[0].split(" ")).mapToInt(Integer::parseInt).toArray();
      byte[] found = script.read(waiting(cells[0], cells[1], cells[2], cells[3]));
      assertEquals(
          sides.length == 1 ? "" : sides[1].strip(),
          String.join(
              " ",
              LedgerScript.idsOf(found, Transfers.RECORD_BYTES).stream()
                  .map(String::valueOf)
                  .toList()),
          line);
    }
  }

  private static LedgerQuery waiting(int account, int code, int limit, int flags) {
    return account == 0
        ? new LedgerQuery.QueryTransfers(
            new LedgerQuery.QueryFilter(
                LedgerScript.key(0), 0, 0, 0, code, 0, 0, limit,
                flags | LedgerQuery.QueryFilter.WAITING))
        : new LedgerQuery.AccountTransfers(
            new LedgerQuery.AccountFilter(
                LedgerScript.key(account), LedgerScript.key(0), 0, 0, code, 0, 0, limit,
                flags | LedgerQuery.AccountFilter.WAITING));
  }

  @Test
  void aReleaseHasItsOwnTime() {
    LedgerScript script = run("transfers\n11 1>2 100 queued = QUEUED\nat 500");
    Transfers money = Transfers.ofCapacity(2);
    money.at(0).set(12, 3, 1, 70, 700, 10);
    money.at(1).set(13, 3, 1, 70, 700, 10);
    List<Event> events = script.apply(new Command.PostTransfers(money));
    assertEquals(2, events.size());
    Event.TransfersReleased released =
        assertInstanceOf(Event.TransfersReleased.class, events.get(1));
    assertArrayEquals(new long[] {0, 11, 500_000_002, 1}, released.released());
    // Balances that are kept are those of its release.
    byte[] kept =
        script.read(
            new LedgerQuery.AccountBalances(
                new LedgerQuery.AccountFilter(
                    LedgerScript.key(1), LedgerScript.key(0), 0, 0, 0, 500_000_002, 500_000_002,
                    9, 3)));
    AccountBalances after = new AccountBalances(kept, 1).at(0);
    assertEquals(100, after.debitsPostedLow());
    assertEquals(140, after.creditsPostedLow());
  }
}
