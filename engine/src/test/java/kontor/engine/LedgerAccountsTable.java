package kontor.engine;

import kontor.engine.state.Bounds;
import org.junit.jupiter.api.Test;

/// Accounts of the bulk ledger: every result, and which of two comes first.
class LedgerAccountsTable {

  @Test
  void formComesInItsOrder() {
    new LedgerScript()
        .run(
            """
            accounts
            1 = CREATED
            0 time=5 reserved=1 flags=64 ledger=0 = TIMESTAMP_MUST_BE_ZERO
            0 imported time=0 reserved=1 = IMPORTED_EVENT_NOT_EXPECTED
            0 reserved=1 flags=64 = RESERVED_FIELD
            0 flags=64 = RESERVED_FLAG
            0 flags=32768 = RESERVED_FLAG
            0 limited owing = ID_MUST_NOT_BE_ZERO
            max limited owing = ID_MUST_NOT_BE_INT_MAX
            2 limited owing debits_pending=1 = FLAGS_ARE_MUTUALLY_EXCLUSIVE
            2 debits_pending=1 debits_posted=1 = DEBITS_PENDING_MUST_BE_ZERO
            2 debits_posted=2^64 credits_pending=1 = DEBITS_POSTED_MUST_BE_ZERO
            2 credits_pending=1 credits_posted=1 = CREDITS_PENDING_MUST_BE_ZERO
            2 credits_posted=1 ledger=0 = CREDITS_POSTED_MUST_BE_ZERO
            2 ledger=0 code=0 = LEDGER_MUST_NOT_BE_ZERO
            2 code=0 line=1 = CODE_MUST_NOT_BE_ZERO
            2 line=1 = LINE_WITHOUT_LIMIT
            2 limited line=1 = CREATED
            3 owing line=max = CREATED
            max-1 ledger=4294967295 code=65535 history = CREATED
            """);
  }

  @Test
  void aRetryIsToldFromAChange() {
    new LedgerScript()
        .run(
            """
            accounts
            1 limited line=100 ud128=2^64 ud64=7 ud32=8 = CREATED
            1 limited line=100 ud128=2^64 ud64=7 ud32=8 = EXISTS
            1 = EXISTS_WITH_DIFFERENT_FLAGS
            1 limited = EXISTS_WITH_DIFFERENT_USER_DATA_128
            1 limited ud128=2^64 = EXISTS_WITH_DIFFERENT_USER_DATA_64
            1 limited ud128=2^64 ud64=7 = EXISTS_WITH_DIFFERENT_USER_DATA_32
            1 limited ud128=2^64 ud64=7 ud32=8 ledger=0 code=0 = EXISTS_WITH_DIFFERENT_LEDGER
            1 limited ud128=2^64 ud64=7 ud32=8 code=0 = EXISTS_WITH_DIFFERENT_CODE
            # The line is Kontor's own and changes at run time.
            1 limited line=5 ud128=2^64 ud64=7 ud32=8 = EXISTS
            # What exists is said before what would be wrong with a new one.
            1 limited owing = EXISTS_WITH_DIFFERENT_FLAGS
            2 closed = CREATED
            2 closed = EXISTS
            2 = EXISTS_WITH_DIFFERENT_FLAGS
            balance 2 = 0 0 0 0 closed
            """);
  }

  @Test
  void linkedAccountsAreOpenedTogetherOrNotAtAll() {
    new LedgerScript()
        .run(
            """
            accounts
            1 linked = CREATED
            2 = CREATED
            3 linked = LINKED_EVENT_FAILED
            4 linked = LINKED_EVENT_FAILED
            2 linked ledger=5 = EXISTS_WITH_DIFFERENT_FLAGS
            5 linked time=1 = LINKED_EVENT_FAILED
            6 = LINKED_EVENT_FAILED
            3 = CREATED
            7 linked = LINKED_EVENT_FAILED
            7 linked = EXISTS
            8 = LINKED_EVENT_FAILED
            9 linked = LINKED_EVENT_FAILED
            10 linked time=1 = LINKED_EVENT_CHAIN_OPEN
            accounts
            4 = CREATED
            9 = CREATED
            10 linked = LINKED_EVENT_CHAIN_OPEN
            accounts
            1 linked = EXISTS
            3 linked = LINKED_EVENT_FAILED
            # Nothing is linked with the last, whatever became of those before.
            10 linked = LINKED_EVENT_CHAIN_OPEN
            """);
  }

  @Test
  void importedAccountsBringTheirTime() {
    new LedgerScript()
        .run(
            """
            at 1000
            accounts
            1 = CREATED
            at 2000
            accounts
            2 imported time=0 reserved=1 = IMPORTED_EVENT_TIMESTAMP_OUT_OF_RANGE
            2 imported time=9223372036854775808 = IMPORTED_EVENT_TIMESTAMP_OUT_OF_RANGE
            2 imported time=3000000000 reserved=1 = IMPORTED_EVENT_TIMESTAMP_MUST_NOT_ADVANCE
            2 imported time=1500000000 reserved=1 = RESERVED_FIELD
            2 time=1500000000 reserved=1 = IMPORTED_EVENT_EXPECTED
            2 imported time=1000000000 line=1 = IMPORTED_EVENT_TIMESTAMP_MUST_NOT_REGRESS
            2 imported time=999999999 = IMPORTED_EVENT_TIMESTAMP_MUST_NOT_REGRESS
            2 imported time=1500000000 line=1 = LINE_WITHOUT_LIMIT
            2 imported time=1500000000 = CREATED
            2 imported time=1400000000 = EXISTS
            3 imported time=1500000000 = IMPORTED_EVENT_TIMESTAMP_MUST_NOT_REGRESS
            4 imported linked time=1600000000 = LINKED_EVENT_FAILED
            5 imported time=1600000000 = IMPORTED_EVENT_TIMESTAMP_MUST_NOT_REGRESS
            # What was taken back did not use its time.
            4 imported time=1600000000 = CREATED
            transfers
            1 2>4 1 imported time=1700000000 = CREATED
            accounts
            6 imported time=1700000000 = IMPORTED_EVENT_TIMESTAMP_MUST_NOT_REGRESS
            6 imported time=1700000001 = CREATED
            """);
  }

  @Test
  void noMoreAccountsThanTheBound() {
    new LedgerScript(new Bounds(1, 1, 1, 2, 1, 1, 1, 1))
        .run(
            """
            accounts
            1 = CREATED
            2 = CREATED
            3 = TABLE_FULL
            2 = EXISTS
            3 line=1 = LINE_WITHOUT_LIMIT
            """);
  }
}
