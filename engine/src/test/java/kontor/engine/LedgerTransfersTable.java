package kontor.engine;

import kontor.engine.state.Bounds;
import org.junit.jupiter.api.Test;

/// Transfers of the bulk ledger: form, identity, limits of numbers; which of two comes first.
class LedgerTransfersTable {

  static final String ACCOUNTS =
      """
      accounts
      1 = CREATED
      2 = CREATED
      3 limited = CREATED
      4 owing = CREATED
      5 ledger=701 = CREATED
      6 ledger=701 = CREATED
      7 closed = CREATED
      8 = CREATED
      """;

  private static void run(String script) {
    new LedgerScript().run(ACCOUNTS + script);
  }

  @Test
  void formComesInItsOrder() {
    run(
        """
        transfers
        1 1>2 100 = CREATED
        0 time=5 flags=512 = TIMESTAMP_MUST_BE_ZERO
        0 imported flags=512 = IMPORTED_EVENT_NOT_EXPECTED
        0 flags=512 = RESERVED_FLAG
        0 flags=2048 = RESERVED_FLAG
        0 0>0 ledger=0 = ID_MUST_NOT_BE_ZERO
        max 0>0 = ID_MUST_NOT_BE_INT_MAX
        2 0>0 = DEBIT_ACCOUNT_ID_MUST_NOT_BE_ZERO
        2 max>0 = DEBIT_ACCOUNT_ID_MUST_NOT_BE_INT_MAX
        2 9>0 = CREDIT_ACCOUNT_ID_MUST_NOT_BE_ZERO
        2 9>max = CREDIT_ACCOUNT_ID_MUST_NOT_BE_INT_MAX
        2 9>9 of=1 = ACCOUNTS_MUST_BE_DIFFERENT
        2 8>9 of=1 timeout=1 = PENDING_ID_MUST_BE_ZERO
        2 8>9 timeout=1 closing_debit = TIMEOUT_RESERVED_FOR_PENDING_TRANSFER
        2 8>9 closing_debit ledger=0 = CLOSING_TRANSFER_MUST_BE_PENDING
        2 8>9 closing_credit ledger=0 = CLOSING_TRANSFER_MUST_BE_PENDING
        2 8>9 ledger=0 code=0 = LEDGER_MUST_NOT_BE_ZERO
        2 8>9 code=0 = CODE_MUST_NOT_BE_ZERO
        2 5>1 ledger=9 = ACCOUNTS_MUST_HAVE_THE_SAME_LEDGER
        2 5>6 = TRANSFER_MUST_HAVE_THE_SAME_LEDGER_AS_ACCOUNTS
        # No failure so far took the id; zero is an amount.
        2 1>2 0 = CREATED
        """);
  }

  @Test
  void aTransientFailureTakesTheId() {
    run(
        """
        transfers
        1 9>10 ledger=9 = DEBIT_ACCOUNT_NOT_FOUND
        1 1>2 1 = ID_ALREADY_FAILED
        1 9>9 = ID_ALREADY_FAILED
        1 flags=512 = RESERVED_FLAG
        2 1>10 ledger=9 = CREDIT_ACCOUNT_NOT_FOUND
        2 1>2 1 = ID_ALREADY_FAILED
        3 post of=99 = PENDING_TRANSFER_NOT_FOUND
        3 1>2 1 = ID_ALREADY_FAILED
        4 post of=1 = PENDING_TRANSFER_NOT_FOUND
        5 7>7 = ACCOUNTS_MUST_BE_DIFFERENT
        5 7>1 max = DEBIT_ACCOUNT_ALREADY_CLOSED
        5 1>2 = ID_ALREADY_FAILED
        6 1>7 max = CREDIT_ACCOUNT_ALREADY_CLOSED
        6 1>2 = ID_ALREADY_FAILED
        7 3>1 1 = EXCEEDS_CREDITS
        7 1>2 = ID_ALREADY_FAILED
        8 1>4 1 = EXCEEDS_DEBITS
        8 1>2 = ID_ALREADY_FAILED
        # The debit account is looked at first.
        9 3>4 1 = EXCEEDS_CREDITS
        transfer 7 = none
        balance 1 = 0 0 0 0
        """);
  }

  @Test
  void aRetryIsToldFromAChange() {
    run(
        """
        transfers
        1 1>2 100 ud128=2^64 ud64=7 ud32=8 pending timeout=9 = CREATED
        1 1>2 100 ud128=2^64 ud64=7 ud32=8 pending timeout=9 = EXISTS
        1 2>1 1 of=3 = EXISTS_WITH_DIFFERENT_FLAGS
        1 2>1 1 of=3 pending = EXISTS_WITH_DIFFERENT_PENDING_ID
        1 2>1 1 pending = EXISTS_WITH_DIFFERENT_TIMEOUT
        1 2>1 1 pending timeout=9 = EXISTS_WITH_DIFFERENT_DEBIT_ACCOUNT_ID
        1 1>9 1 pending timeout=9 = EXISTS_WITH_DIFFERENT_CREDIT_ACCOUNT_ID
        1 1>2 2^64 pending timeout=9 = EXISTS_WITH_DIFFERENT_AMOUNT
        1 1>2 100 pending timeout=9 = EXISTS_WITH_DIFFERENT_USER_DATA_128
        1 1>2 100 ud128=2^64 pending timeout=9 = EXISTS_WITH_DIFFERENT_USER_DATA_64
        1 1>2 100 ud128=2^64 ud64=7 pending timeout=9 = EXISTS_WITH_DIFFERENT_USER_DATA_32
        1 1>2 100 ud128=2^64 ud64=7 ud32=8 pending timeout=9 ledger=0 code=0 = \
        EXISTS_WITH_DIFFERENT_LEDGER
        1 1>2 100 ud128=2^64 ud64=7 ud32=8 pending timeout=9 code=0 = EXISTS_WITH_DIFFERENT_CODE
        balance 1 = 100 0 0 0
        """);
  }

  @Test
  void numbersOf128BitsNeverWrapRound() {
    run(
        """
        transfers
        1 1>2 max-9 pending = CREATED
        2 1>8 10 pending timeout=4294967295 = OVERFLOWS_DEBITS_PENDING
        2 8>2 10 pending = OVERFLOWS_CREDITS_PENDING
        2 1>8 10 = OVERFLOWS_DEBITS
        2 8>2 10 = OVERFLOWS_CREDITS
        2 1>8 9 = CREATED
        3 void of=1 = CREATED
        4 1>2 max-9 = CREATED
        5 1>8 10 = OVERFLOWS_DEBITS_POSTED
        5 8>2 10 = OVERFLOWS_CREDITS_POSTED
        5 8>2 9 = CREATED
        balance 1 = 0 340282366920938463463374607431768211455 0 0
        balance 2 = 0 0 0 340282366920938463463374607431768211455
        """);
  }

  @Test
  void carriesGoFromOneHalfToTheOther() {
    run(
        """
        transfers
        1 1>2 18446744073709551615 = CREATED
        2 1>2 1 = CREATED
        3 1>2 18446744073709551615 pending = CREATED
        4 1>2 1 pending = CREATED
        balance 1 = 18446744073709551616 18446744073709551616 0 0
        transfers
        5 void of=3 = CREATED
        6 post of=4 max = CREATED
        balance 1 = 0 18446744073709551617 0 0
        balance 2 = 0 0 0 18446744073709551617
        """);
  }

  @Test
  void aTimeoutBeyondTimeIsRefused() {
    new LedgerScript()
        .run(
            """
            at 9000000000000
            accounts
            1 = CREATED
            2 limited = CREATED
            transfers
            1 2>1 1 pending timeout=4294967295 = OVERFLOWS_TIMEOUT
            1 2>1 1 pending timeout=1 = EXCEEDS_CREDITS
            2 1>2 1 pending timeout=223372036 = CREATED
            """);
  }

  @Test
  void noMoreTransfersThanTheBound() {
    new LedgerScript(new Bounds(1, 1, 1, 100, 1, 1, 1, 2))
        .run(
            ACCOUNTS
                + """
                transfers
                1 1>2 100 pending = CREATED
                2 1>2 100 = CREATED
                3 1>2 100 = TABLE_FULL
                3 3>2 100 = EXCEEDS_CREDITS
                3 3>2 100 = EXCEEDS_CREDITS
                4 post of=1 = TABLE_FULL
                1 1>2 100 pending = EXISTS
                """);
  }

  @Test
  void linkedTransfersArePostedTogetherOrNotAtAll() {
    run(
        """
        transfers
        1 1>3 100 linked = CREATED
        # What came before in the chain is seen.
        2 3>2 100 = CREATED
        3 1>3 50 linked = LINKED_EVENT_FAILED
        4 3>2 51 linked = EXCEEDS_CREDITS
        5 1>2 1 linked = LINKED_EVENT_FAILED
        6 1>2 1 = LINKED_EVENT_FAILED
        # Only who caused it has lost its id.
        3 1>2 1 = CREATED
        4 1>2 1 = ID_ALREADY_FAILED
        5 1>2 1 = CREATED
        7 1>2 5 pending linked = LINKED_EVENT_FAILED
        8 post of=7 3 linked = LINKED_EVENT_FAILED
        8 1>2 1 = EXISTS_WITH_DIFFERENT_FLAGS
        9 1>2 1 linked = LINKED_EVENT_FAILED
        10 1>2 1 linked = LINKED_EVENT_CHAIN_OPEN
        balance 1 = 0 102 0 0
        balance 3 = 0 100 0 100
        transfers
        7 1>2 5 pending linked = CREATED
        8 post of=7 3 = CREATED
        10 1>2 1 linked = LINKED_EVENT_CHAIN_OPEN
        balance 1 = 0 105 0 0
        """);
  }

  @Test
  void aBrokenChainLeavesNoTrace() {
    new LedgerScript()
        .run(
            """
            accounts
            1 history = CREATED
            2 history = CREATED
            3 limited = CREATED
            lines
            1>2 1000 = CREATED
            transfers
            1 1>2 100 pending timeout=1 = CREATED
            2 1>2 0 pending closing_debit closing_credit timeout=5 = CREATED
            transfers
            3 void of=2 linked = LINKED_EVENT_FAILED
            4 post of=1 60 linked = LINKED_EVENT_FAILED
            5 1>2 7 linked = LINKED_EVENT_FAILED
            6 1>2 8 pending timeout=1 linked = LINKED_EVENT_FAILED
            7 void of=6 linked = LINKED_EVENT_FAILED
            8 1>2 9 pending closing_credit timeout=1 linked = LINKED_EVENT_FAILED
            9 3>2 1 = CREDIT_ACCOUNT_ALREADY_CLOSED
            balance 1 = 100 0 0 0 closed
            balance 2 = 0 0 100 0 closed
            pair 1>2 = 100 0 0 line 1000
            at 1002
            expired 1
            at 5002
            expired 2
            balance 1 = 0 0 0 0
            pair 1>2 = 0 0 0 line 1000
            """);
  }

  /// Ids are looked up some hundred at a time; what a long chain made and lost is not believed.
  @Test
  void aLongChainThatBreaksFreesItsIdsForTheSameBatch() {
    StringBuilder script = new StringBuilder("transfers\n");
    for (int id = 1; id < 300; id++) {
      script.append(id).append(" 1>2 1 linked = LINKED_EVENT_FAILED\n");
    }
    script.append("300 1>2 1 ledger=0 = LEDGER_MUST_NOT_BE_ZERO\n");
    for (int id = 400; id > 0; id--) {
      script.append(id).append(" 2>1 1 = CREATED\n");
    }
    script.append("balance 2 = 0 400 0 0\n");
    run(script.toString());
  }

  @Test
  void importedTransfersBringTheirTime() {
    new LedgerScript()
        .run(
            """
            at 1000
            accounts
            1 = CREATED
            2 = CREATED
            3 limited = CREATED
            at 9000
            transfers
            1 1>2 1 imported time=0 flags=512 = IMPORTED_EVENT_TIMESTAMP_OUT_OF_RANGE
            1 1>2 1 imported time=9223372036854775808 = IMPORTED_EVENT_TIMESTAMP_OUT_OF_RANGE
            1 imported time=10000000000 flags=512 = IMPORTED_EVENT_TIMESTAMP_MUST_NOT_ADVANCE
            1 imported time=5 flags=512 = RESERVED_FLAG
            1 1>2 1 flags=512 = IMPORTED_EVENT_EXPECTED
            1 1>2 1 imported time=1000000001 = IMPORTED_EVENT_TIMESTAMP_MUST_NOT_REGRESS
            1 1>2 1 imported time=999999999 pending timeout=1 = \
            IMPORTED_EVENT_TIMESTAMP_MUST_POSTDATE_DEBIT_ACCOUNT
            1 1>2 1 imported time=1500000000 pending timeout=1 = \
            IMPORTED_EVENT_TIMEOUT_MUST_BE_ZERO
            1 1>2 1 imported time=1500000000 pending = CREATED
            1 1>2 1 imported time=1400000000 pending = EXISTS
            2 1>2 1 imported time=1500000000 = IMPORTED_EVENT_TIMESTAMP_MUST_NOT_REGRESS
            2 3>2 1 imported time=1600000000 = EXCEEDS_CREDITS
            3 post of=1 imported time=1500000000 max = IMPORTED_EVENT_TIMESTAMP_MUST_NOT_REGRESS
            3 post of=1 imported time=1600000000 max = CREATED
            accounts
            4 imported time=2000000000 = CREATED
            transfers
            4 1>4 1 imported time=2000000000 = IMPORTED_EVENT_TIMESTAMP_MUST_NOT_REGRESS
            4 1>4 1 imported time=1900000000 = \
            IMPORTED_EVENT_TIMESTAMP_MUST_POSTDATE_CREDIT_ACCOUNT
            4 4>1 1 imported time=1900000000 = IMPORTED_EVENT_TIMESTAMP_MUST_POSTDATE_DEBIT_ACCOUNT
            4 1>4 1 imported time=2000000001 = CREATED
            5 1>2 1 imported time=3000000000 linked = LINKED_EVENT_FAILED
            6 1>2 1 imported time=3000000000 = IMPORTED_EVENT_TIMESTAMP_MUST_NOT_REGRESS
            5 1>2 1 imported time=3000000000 = CREATED
            """);
  }
}
