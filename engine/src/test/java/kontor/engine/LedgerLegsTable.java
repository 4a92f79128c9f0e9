package kontor.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import kontor.engine.state.Bounds;
import org.junit.jupiter.api.Test;

/// Transfers of several legs: one id, one result, all or none, each leg in its own ledger.
class LedgerLegsTable {

  private static final String ACCOUNTS =
      LedgerQueueTable.ACCOUNTS
          + """
          21 limited ledger=701 = CREATED
          22 limited ledger=701 = CREATED
          23 ledger=701 = CREATED
          24 closed ledger=701 = CREATED
          """;

  private static LedgerScript run(String script) {
    return new LedgerScript().run(ACCOUNTS + script);
  }

  @Test
  void allLegsArePosted() {
    LedgerScript script =
        run(
            """
            transfers
            1 3>1 100 = CREATED
            2 23>21 900 ledger=701 = CREATED
            11 1>2 100 leg ud128=77 = CREATED
            11 21>22 900 leg ledger=701 = CREATED
            balance 1 = 0 100 0 100
            balance 22 = 0 0 0 900
            transfer 11 = 1>2 100 ud128=77 leg ledger=700 code=10; \
            21>22 900 leg ledger=701 code=10
            # An id that was not a leg's comes after it.
            transfers
            11 1>2 100 leg ud128=77 = EXISTS
            11 21>22 900 leg ledger=701 = EXISTS
            12 1>2 0 leg = CREATED
            12 1>2 0 = EXISTS_WITH_DIFFERENT_FLAGS
            """);
    byte[] records =
        script.read(
            new LedgerQuery.AccountTransfers(
                new LedgerQuery.AccountFilter(
                    LedgerScript.key(22), LedgerScript.key(0), 0, 0, 0, 0, 0, 9, 3)));
    assertEquals(List.of(11L), LedgerScript.idsOf(records, Transfers.RECORD_BYTES));
  }

  @Test
  void ifOneFailsNoneIsPosted() {
    run(
        """
        transfers
        1 3>1 100 = CREATED
        # The first leg has the result of the transfer; the reason has it too.
        11 1>2 100 leg = EXCEEDS_CREDITS
        11 21>22 900 leg ledger=701 = EXCEEDS_CREDITS
        11 23>22 900 leg ledger=701 = LEG_FAILED
        balance 1 = 0 0 0 100
        transfer 11 = none
        transfers
        11 1>2 100 leg = ID_ALREADY_FAILED
        11 23>22 900 leg ledger=701 = LEG_FAILED
        12 1>2 100 leg = TRANSFER_MUST_HAVE_THE_SAME_LEDGER_AS_ACCOUNTS
        12 23>22 900 leg = TRANSFER_MUST_HAVE_THE_SAME_LEDGER_AS_ACCOUNTS
        # What a leg says for itself comes before what balances say.
        transfers
        12 1>2 101 leg = CODE_MUST_NOT_BE_ZERO
        12 23>22 900 leg ledger=701 = LEG_FAILED
        12 23>22 900 leg ledger=701 code=0 = CODE_MUST_NOT_BE_ZERO
        13 1>2 100 leg = CREDIT_ACCOUNT_ALREADY_CLOSED
        13 23>24 1 leg ledger=701 = CREDIT_ACCOUNT_ALREADY_CLOSED
        13 1>2 100 = ID_ALREADY_FAILED
        0 1>2 1 leg = ID_MUST_NOT_BE_ZERO
        0 1>2 1 leg = LEG_FAILED
        12 1>2 100 leg = CREATED
        12 23>22 900 leg ledger=701 = CREATED
        """);
  }

  @Test
  void aLegSeesThoseBeforeIt() {
    run(
        """
        transfers
        11 3>1 100 leg = CREATED
        11 1>2 100 leg = CREATED
        11 2>4 100 leg = CREATED
        12 1>2 100 leg = EXCEEDS_CREDITS
        12 3>1 100 leg = LEG_FAILED
        balance 1 = 0 100 0 100
        balance 2 = 0 100 0 100
        """);
  }

  @Test
  void legsAgree() {
    run(
        """
        transfers
        11 1>2 1 leg queued timeout=5 = LEGS_MUST_AGREE
        11 1>2 1 leg queued timeout=6 = LEGS_MUST_AGREE
        12 1>2 1 leg queued = LEGS_MUST_AGREE
        12 1>2 1 leg = LEGS_MUST_AGREE
        13 1>2 1 leg pending = FLAGS_ARE_MUTUALLY_EXCLUSIVE
        13 1>2 1 leg pending = LEG_FAILED
        14 1>2 1 leg balancing_debit = FLAGS_ARE_MUTUALLY_EXCLUSIVE
        15 post of=1 leg = FLAGS_ARE_MUTUALLY_EXCLUSIVE
        16 1>2 1 leg linked = MUST_NOT_BE_LINKED
        16 1>2 1 leg = LINKED_EVENT_FAILED
        15 3>2 1 linked = LINKED_EVENT_FAILED
        14 1>2 1 leg = MUST_NOT_BE_LINKED
        # A leg of none of the above.
        14 3>2 1 leg = CREATED
        # It fails as a leg, and the chain that it begins with it.
        17 3>2 1 leg = LEGS_MUST_AGREE
        17 3>2 1 leg linked = LEGS_MUST_AGREE
        18 3>2 1 = LINKED_EVENT_FAILED
        """);
  }

  @Test
  void aRetryIsToldFromAChange() {
    run(
        """
        transfers
        11 3>2 1 leg = CREATED
        11 23>22 2 leg ledger=701 ud32=5 = CREATED
        transfers
        11 3>2 1 leg = EXISTS_WITH_DIFFERENT_LEGS
        transfers
        11 3>2 1 leg = EXISTS_WITH_DIFFERENT_LEGS
        11 23>22 2 leg ledger=701 ud32=5 = LEG_FAILED
        11 23>22 2 leg ledger=701 ud32=5 = LEG_FAILED
        transfers
        11 3>2 1 leg = EXISTS_WITH_DIFFERENT_AMOUNT
        11 23>22 3 leg ledger=701 ud32=5 = EXISTS_WITH_DIFFERENT_AMOUNT
        transfers
        11 3>2 2 leg = EXISTS_WITH_DIFFERENT_AMOUNT
        11 23>22 3 leg ledger=701 ud32=5 = LEG_FAILED
        transfers
        11 3>2 1 leg queued = EXISTS_WITH_DIFFERENT_FLAGS
        11 23>22 2 leg ledger=701 ud32=5 queued = LEG_FAILED
        transfers
        11 3>2 1 leg = EXISTS
        11 23>22 2 leg ledger=701 ud32=5 = EXISTS
        """);
  }

  @Test
  void allWaitUntilEachHasCover() {
    run(
        """
        transfers
        11 1>2 100 leg queued timeout=100 = QUEUED
        11 21>22 900 leg queued timeout=100 ledger=701 = QUEUED
        transfer 11 = 1>2 100 timeout=100 leg queued waits ledger=700 code=10; \
        21>22 900 timeout=100 leg queued waits ledger=701 code=10
        transfers
        # Each line knows of it.
        12 21>23 1 ledger=701 queued = QUEUED
        13 3>1 100 = CREATED
        released
        transfers
        14 1>3 1 = OTHERS_WAIT
        15 23>21 900 ledger=701 = CREATED
        released 11
        balance 1 = 0 100 0 100
        balance 21 = 0 900 0 900
        transfer 11 = 1>2 100 timeout=100 leg queued ledger=700 code=10; \
        21>22 900 timeout=100 leg queued ledger=701 code=10
        transfers
        11 1>2 100 leg queued timeout=100 = EXISTS
        11 21>22 900 leg queued timeout=100 ledger=701 = EXISTS
        16 23>21 1 ledger=701 = CREATED
        released 12
        """);
  }

  @Test
  void whileTheyWaitARetryWaits() {
    run(
        """
        transfers
        11 1>2 100 leg queued = QUEUED
        11 21>22 900 leg queued ledger=701 = QUEUED
        transfers
        11 1>2 100 leg queued = QUEUED
        11 21>22 900 leg queued ledger=701 = QUEUED
        transfers
        11 1>2 100 leg queued = EXISTS_WITH_DIFFERENT_LEGS
        12 void of=11 21>22 = PENDING_TRANSFER_HAS_DIFFERENT_DEBIT_ACCOUNT_ID
        12 void of=11 = CREATED
        transfer 11 = none
        transfers
        11 1>2 100 leg queued = ID_ALREADY_FAILED
        11 21>22 900 leg queued ledger=701 = LEG_FAILED
        # Chains take back that legs were called off.
        13 1>2 100 leg queued timeout=3 = QUEUED
        13 21>22 900 leg queued timeout=3 ledger=701 = QUEUED
        14 void of=13 linked = LINKED_EVENT_FAILED
        15 1>9 1 = CREDIT_ACCOUNT_NOT_FOUND
        at 3002
        expired 13
        transfer 13 = none
        """);
  }

  @Test
  void aLegThatIsReleasedMayNeedTheOneBeforeIt() {
    run(
        """
        transfers
        11 1>2 100 leg queued = QUEUED
        11 2>4 100 leg queued = QUEUED
        12 3>1 99 = CREATED
        released
        transfers
        13 3>1 1 = CREATED
        released 11
        balance 2 = 0 100 0 100
        """);
  }

  @Test
  void allRowsMustHaveRoom() {
    new LedgerScript(new Bounds(1, 1, 1, 12, 1, 1, 9, 3))
        .run(
            ACCOUNTS
                + """
                transfers
                11 3>2 1 leg = CREATED
                11 3>2 2 leg = CREATED
                12 3>2 1 leg = TABLE_FULL
                12 3>2 2 leg = TABLE_FULL
                13 1>2 100 leg queued = TABLE_FULL
                13 1>2 100 leg queued = LEG_FAILED
                14 3>2 1 leg = CREATED
                balance 2 = 0 0 0 4
                """);
  }
}
