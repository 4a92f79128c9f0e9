package kontor.engine;

import org.junit.jupiter.api.Test;

/// Pending transfers of the bulk ledger: how they end, and when their time is over.
class LedgerTwoPhaseTable {

  private static LedgerScript run(String script) {
    return new LedgerScript().run(LedgerTransfersTable.ACCOUNTS + script);
  }

  @Test
  void aPostTakesAllOrPartOrNothing() {
    run(
        """
        transfers
        1 1>2 100 pending = CREATED
        2 1>2 100 pending = CREATED
        3 1>2 100 pending = CREATED
        balance 1 = 300 0 0 0
        balance 2 = 0 0 300 0
        transfers
        11 post of=1 max = CREATED
        balance 1 = 200 100 0 0
        transfers
        12 post of=2 40 = CREATED
        balance 1 = 100 140 0 0
        transfers
        13 post of=3 0 = CREATED
        balance 1 = 0 140 0 0
        balance 2 = 0 0 0 140
        transfer 11 = 1>2 100 of=1 flags=4 ledger=700 code=10
        transfer 12 = 1>2 40 of=2 flags=4 ledger=700 code=10
        transfer 13 = 1>2 0 of=3 flags=4 ledger=700 code=10
        # What was pending stays as it was asked.
        transfer 2 = 1>2 100 flags=2 ledger=700 code=10
        """);
  }

  @Test
  void aVoidGivesAllBack() {
    run(
        """
        transfers
        1 1>2 100 pending = CREATED
        2 1>2 50 pending = CREATED
        11 void of=1 99 = PENDING_TRANSFER_HAS_DIFFERENT_AMOUNT
        11 void of=1 101 = EXCEEDS_PENDING_TRANSFER_AMOUNT
        11 void of=1 max = EXCEEDS_PENDING_TRANSFER_AMOUNT
        11 void of=1 0 = CREATED
        12 void of=2 50 = CREATED
        balance 1 = 0 0 0 0
        balance 2 = 0 0 0 0
        transfer 11 = 1>2 100 of=1 flags=8 ledger=700 code=10
        """);
  }

  @Test
  void endsComeInTheirOrder() {
    run(
        """
        transfers
        1 1>2 100 = CREATED
        2 1>2 100 pending = CREATED
        3 post void of=0 = FLAGS_ARE_MUTUALLY_EXCLUSIVE
        3 post pending of=0 = FLAGS_ARE_MUTUALLY_EXCLUSIVE
        3 void balancing_debit of=0 = FLAGS_ARE_MUTUALLY_EXCLUSIVE
        3 void balancing_credit of=0 = FLAGS_ARE_MUTUALLY_EXCLUSIVE
        3 post closing_debit of=0 = FLAGS_ARE_MUTUALLY_EXCLUSIVE
        3 post closing_credit of=0 = FLAGS_ARE_MUTUALLY_EXCLUSIVE
        3 post of=0 timeout=1 = PENDING_ID_MUST_NOT_BE_ZERO
        3 post of=max timeout=1 = PENDING_ID_MUST_NOT_BE_INT_MAX
        3 post of=3 timeout=1 = PENDING_ID_MUST_BE_DIFFERENT
        3 post of=2 timeout=1 5>6 = TIMEOUT_RESERVED_FOR_PENDING_TRANSFER
        3 post of=1 5>6 = PENDING_TRANSFER_NOT_PENDING
        3 post of=2 5>6 ledger=9 = PENDING_TRANSFER_HAS_DIFFERENT_DEBIT_ACCOUNT_ID
        3 post of=2 1>6 ledger=9 = PENDING_TRANSFER_HAS_DIFFERENT_CREDIT_ACCOUNT_ID
        3 post of=2 1>2 ledger=9 code=9 = PENDING_TRANSFER_HAS_DIFFERENT_LEDGER
        3 post of=2 1>2 code=9 101 = PENDING_TRANSFER_HAS_DIFFERENT_CODE
        3 post of=2 1>2 101 = EXCEEDS_PENDING_TRANSFER_AMOUNT
        # None of these took the id.
        3 post of=2 1>2 100 ledger=700 code=10 = CREATED
        # A post is no pending transfer.
        4 post of=3 = PENDING_TRANSFER_NOT_PENDING
        """);
  }

  @Test
  void aPendingTransferEndsOnce() {
    run(
        """
        transfers
        1 1>2 100 pending = CREATED
        2 1>2 100 pending = CREATED
        11 post of=1 100 = CREATED
        12 void of=2 = CREATED
        13 post of=1 100 = PENDING_TRANSFER_ALREADY_POSTED
        13 void of=1 = PENDING_TRANSFER_ALREADY_POSTED
        13 void of=1 99 = PENDING_TRANSFER_HAS_DIFFERENT_AMOUNT
        13 post of=2 100 = PENDING_TRANSFER_ALREADY_VOIDED
        13 void of=2 = PENDING_TRANSFER_ALREADY_VOIDED
        balance 1 = 0 100 0 0
        """);
  }

  @Test
  void whatIsLeftOpenIsInherited() {
    run(
        """
        transfers
        1 1>2 100 pending ud128=1 ud64=2 ud32=3 = CREATED
        2 1>2 100 pending ud128=1 ud64=2 ud32=3 = CREATED
        11 post of=1 60 = CREATED
        12 void of=2 ud128=2^64 ud64=8 ud32=9 = CREATED
        transfer 11 = 1>2 60 of=1 ud128=1 ud64=2 ud32=3 flags=4 ledger=700 code=10
        transfer 12 = 1>2 100 of=2 ud128=18446744073709551616 ud64=8 ud32=9 flags=8 \
        ledger=700 code=10
        """);
  }

  @Test
  void aRetryOfAnEndIsToldFromAChange() {
    run(
        """
        transfers
        1 1>2 100 pending ud128=1 ud64=2 ud32=3 = CREATED
        2 1>2 100 pending ud128=1 = CREATED
        3 1>2 100 pending = CREATED
        11 post of=1 60 = CREATED
        12 post of=2 max ud128=7 = CREATED
        13 void of=3 = CREATED
        11 post of=1 60 = EXISTS
        11 post of=1 60 1>2 ledger=700 code=10 ud128=1 ud64=2 ud32=3 = EXISTS
        # All was not posted.
        11 post of=1 max = EXISTS_WITH_DIFFERENT_AMOUNT
        11 post of=1 100 = EXISTS_WITH_DIFFERENT_AMOUNT
        11 void of=1 60 = EXISTS_WITH_DIFFERENT_FLAGS
        11 post of=2 60 = EXISTS_WITH_DIFFERENT_PENDING_ID
        11 post of=1 timeout=1 60 = EXISTS_WITH_DIFFERENT_TIMEOUT
        11 post of=1 2>1 60 = EXISTS_WITH_DIFFERENT_DEBIT_ACCOUNT_ID
        11 post of=1 1>3 60 = EXISTS_WITH_DIFFERENT_CREDIT_ACCOUNT_ID
        11 post of=1 60 ud128=9 = EXISTS_WITH_DIFFERENT_USER_DATA_128
        11 post of=1 60 ud64=9 = EXISTS_WITH_DIFFERENT_USER_DATA_64
        11 post of=1 60 ud32=9 = EXISTS_WITH_DIFFERENT_USER_DATA_32
        11 post of=1 60 ledger=9 = EXISTS_WITH_DIFFERENT_LEDGER
        11 post of=1 60 code=9 = EXISTS_WITH_DIFFERENT_CODE
        12 post of=2 max ud128=7 = EXISTS
        12 post of=2 100 ud128=7 = EXISTS
        # Left open it stands for that of the pending transfer, which is another.
        12 post of=2 100 = EXISTS_WITH_DIFFERENT_USER_DATA_128
        13 void of=3 = EXISTS
        13 void of=3 100 = EXISTS
        13 void of=3 99 = EXISTS_WITH_DIFFERENT_AMOUNT
        """);
  }

  @Test
  void expiryIsExactAndInOrder() {
    run(
        """
        at 1000
        transfers
        1 1>2 1 pending timeout=3 = CREATED
        2 1>2 2 pending timeout=2 = CREATED
        3 1>2 4 pending timeout=2 = CREATED
        4 1>2 8 pending timeout=2 = CREATED
        5 1>2 16 pending = CREATED
        6 1>2 32 pending timeout=1 = CREATED
        7 void of=6 = CREATED
        at 2999
        expired
        transfers
        8 post of=4 max = CREATED
        balance 1 = 23 8 0 0
        at 3001
        expired 2 3
        balance 1 = 17 8 0 0
        transfers
        9 post of=2 = PENDING_TRANSFER_EXPIRED
        9 void of=3 = PENDING_TRANSFER_EXPIRED
        at 4001
        expired 1
        at 99000
        expired
        balance 1 = 16 8 0 0
        """);
  }

  /// The timestamps of a batch follow one another by a nanosecond, so the time of the first can
  /// be over for a later one of the same batch, before the balance is released.
  @Test
  void timeIsOverByTheTimestampOfWhoEndsIt() {
    LedgerScript script =
        run(
            """
            at 1000
            transfers
            1 1>2 1 pending timeout=1 = CREATED
            at 2000
            expired 1
            """);
    // Two were refused in the same millisecond: the next pending one is two nanoseconds later.
    script.run(
        """
        at 3000
        transfers
        21 1>2 1 post = PENDING_ID_MUST_NOT_BE_ZERO
        22 1>2 1 post = PENDING_ID_MUST_NOT_BE_ZERO
        2 1>2 1 pending timeout=1 = CREATED
        at 4000
        expired
        transfers
        23 post of=0 = PENDING_ID_MUST_NOT_BE_ZERO
        3 post of=2 linked = LINKED_EVENT_FAILED
        4 post of=2 = PENDING_TRANSFER_ALREADY_POSTED
        3 post of=2 = PENDING_TRANSFER_EXPIRED
        balance 1 = 1 0 0 0
        at 4001
        expired 2
        balance 1 = 0 0 0 0
        """);
  }

  @Test
  void aRestartForgetsNoExpiry() {
    LedgerScript script =
        run(
            """
            at 1000
            transfers
            1 1>2 1 pending timeout=3 = CREATED
            2 1>2 2 pending timeout=2 = CREATED
            """);
    script.harness().restart();
    script.run(
        """
        at 2500
        expired
        at 5000
        expired 2 1
        balance 1 = 0 0 0 0
        """);
  }

  @Test
  void moreExpireAtOnceThanAnEventNames() {
    LedgerScript script = run("at 1000");
    int count = 8192;
    for (int first = 1; first <= count; first += 4096) {
      Transfers batch = Transfers.ofCapacity(4096);
      for (int i = 0; i < 4096; i++) {
        batch.at(i).set(first + i, 1, 2, 1, 700, 10).setFlags(Transfers.PENDING).setTimeout(1);
      }
      script.apply(new Command.PostTransfers(batch));
    }
    script.run("balance 1 = 8192 0 0 0\nat 5000\nbalance 1 = 0 0 0 0");
  }

  @Test
  void balancingTakesAtMostWhatIsThere() {
    run(
        """
        transfers
        1 1>2 100 = CREATED
        2 2>8 30 pending = CREATED
        # Account 2 has 100 less 30 that are pending.
        3 2>8 max balancing_debit = CREATED
        transfer 3 = 2>8 70 flags=16 ledger=700 code=10
        # It may be nothing, and is still created.
        4 2>8 5 balancing_debit = CREATED
        transfer 4 = 2>8 0 flags=16 ledger=700 code=10
        # Account 1 owes 100.
        transfers
        5 8>1 60 balancing_credit pending = CREATED
        6 8>1 60 balancing_credit = CREATED
        transfer 5 = 8>1 60 flags=34 ledger=700 code=10
        transfer 6 = 8>1 40 flags=32 ledger=700 code=10
        balance 1 = 0 100 60 40
        # The smaller bound of both wins.
        transfers
        7 1>2 7 = CREATED
        8 2>1 100 balancing_debit balancing_credit = CREATED
        transfer 8 = 2>1 7 flags=48 ledger=700 code=10
        # A retry that asks for as much as was taken, or more, is the same.
        transfers
        3 2>8 70 balancing_debit = EXISTS
        3 2>8 71 balancing_debit = EXISTS
        3 2>8 max balancing_debit = EXISTS
        3 2>8 69 balancing_debit = EXISTS_WITH_DIFFERENT_AMOUNT
        # What balances one side does not protect the limit of the other.
        9 1>8 50 = CREATED
        10 3>1 20 balancing_credit = EXCEEDS_CREDITS
        11 3>1 20 balancing_credit balancing_debit = CREATED
        transfer 11 = 3>1 0 flags=48 ledger=700 code=10
        """);
  }

  @Test
  void aClosingTransferClosesWhileItIsPending() {
    run(
        """
        transfers
        1 1>2 5 pending = CREATED
        2 1>2 0 pending closing_debit = CREATED
        balance 1 = 5 0 0 0 closed
        balance 2 = 0 0 5 0
        transfers
        3 1>2 1 = DEBIT_ACCOUNT_ALREADY_CLOSED
        4 2>1 1 = CREDIT_ACCOUNT_ALREADY_CLOSED
        5 1>2 0 pending closing_debit = DEBIT_ACCOUNT_ALREADY_CLOSED
        # Neither what closes nor what was pending can be posted.
        6 post of=2 = DEBIT_ACCOUNT_ALREADY_CLOSED
        6 void of=2 = ID_ALREADY_FAILED
        7 post of=1 = DEBIT_ACCOUNT_ALREADY_CLOSED
        8 void of=1 = CREATED
        9 void of=2 = CREATED
        balance 1 = 0 0 0 0
        at 1000
        transfers
        10 1>2 3 pending timeout=1 closing_debit closing_credit = CREATED
        balance 1 = 3 0 0 0 closed
        balance 2 = 0 0 3 0 closed
        at 3000
        expired 10
        balance 1 = 0 0 0 0
        balance 2 = 0 0 0 0
        transfers
        11 8>2 1 pending closing_credit = CREATED
        12 1>2 1 = CREDIT_ACCOUNT_ALREADY_CLOSED
        13 post of=11 max = CREDIT_ACCOUNT_ALREADY_CLOSED
        # An account that was opened again is the one that was opened at first.
        accounts
        1 = EXISTS
        2 = EXISTS
        """);
  }
}
