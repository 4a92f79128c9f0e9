package kontor.engine;

import org.junit.jupiter.api.Test;

/// Limits and lines of the bulk ledger, of accounts and of pairs of them.
class LedgerLinesTable {

  private static void run(String script) {
    new LedgerScript().run(script);
  }

  @Test
  void whatIsPendingCountsAgainstALine() {
    run(
        """
        accounts
        1 limited line=100 = CREATED
        2 = CREATED
        transfers
        1 1>2 60 pending = CREATED
        2 1>2 41 = CREDIT_LINE_EXCEEDED
        lines
        1 101 = CREATED
        transfers
        3 1>2 41 = CREATED
        # Lowering below use refuses new debits and breaks nothing.
        lines
        1 5 = CREATED
        transfers
        4 1>2 1 = CREDIT_LINE_EXCEEDED
        5 post of=1 60 = CREATED
        balance 1 = 0 101 0 0
        lines
        1 0 = CREATED
        transfers
        6 1>2 1 = EXCEEDS_CREDITS
        7 2>1 101 = CREATED
        8 1>2 0 = CREATED
        9 1>2 1 = EXCEEDS_CREDITS
        """);
  }

  @Test
  void theMirrorHoldsForWhatAnAccountMayReceive() {
    run(
        """
        accounts
        1 owing line=10 = CREATED
        2 = CREATED
        3 owing = CREATED
        transfers
        1 2>1 4 pending = CREATED
        2 2>1 6 = CREATED
        3 2>1 1 = CREDIT_LINE_EXCEEDED
        4 1>2 1 pending = CREATED
        # Only what is posted makes room.
        5 2>1 1 = CREDIT_LINE_EXCEEDED
        6 post of=4 = CREATED
        7 post of=4 1 = PENDING_TRANSFER_ALREADY_POSTED
        8 1>2 1 = CREATED
        9 2>1 1 = CREATED
        10 2>3 1 = EXCEEDS_DEBITS
        """);
  }

  @Test
  void aLineOf128BitsAndABalanceMayBeMoreThanANumberHolds() {
    run(
        """
        accounts
        1 limited line=max = CREATED
        2 = CREATED
        transfers
        1 2>1 100 = CREATED
        2 1>2 max = CREATED
        balance 1 = 0 340282366920938463463374607431768211455 0 100
        """);
  }

  @Test
  void aPairHasALineOfItsOwn() {
    run(
        """
        accounts
        1 = CREATED
        2 = CREATED
        3 = CREATED
        transfers
        1 1>2 1000 = CREATED
        2 1>2 7 pending = CREATED
        pair 1>2 = none
        lines
        1>2 100 = CREATED
        pair 1>2 = 0 0 0 line 100
        transfers
        3 1>2 60 pending = CREATED
        4 1>2 41 = BILATERAL_LIMIT_EXCEEDED
        4 1>2 1 = ID_ALREADY_FAILED
        5 1>3 1000 = CREATED
        6 1>2 40 = CREATED
        pair 1>2 = 60 40 0 line 100
        # What comes back makes room, once it is posted.
        transfers
        7 2>1 5 pending = CREATED
        8 1>2 1 = BILATERAL_LIMIT_EXCEEDED
        9 post of=7 max = CREATED
        10 1>2 5 = CREATED
        11 1>2 1 = BILATERAL_LIMIT_EXCEEDED
        pair 1>2 = 60 45 5 line 100
        # A part of what was pending is free again.
        transfers
        12 post of=3 10 = CREATED
        pair 1>2 = 0 55 5 line 100
        # What was pending before the line was set counts when it is posted.
        transfers
        13 post of=2 max = CREATED
        pair 1>2 = 0 62 5 line 100
        # The other direction has none until it is set, and then counts from there.
        transfers
        14 2>1 5000 = CREATED
        lines
        2>1 1 = CREATED
        transfers
        15 2>1 2 = BILATERAL_LIMIT_EXCEEDED
        16 1>2 1 = CREATED
        17 2>1 2 = CREATED
        pair 2>1 = 0 2 1 line 1
        """);
  }

  @Test
  void thePairComesAfterTheAccount() {
    run(
        """
        accounts
        1 limited = CREATED
        2 owing line=5 = CREATED
        3 = CREATED
        lines
        1>2 0 = CREATED
        3>2 0 = CREATED
        transfers
        1 1>2 1 = EXCEEDS_CREDITS
        2 3>2 6 = CREDIT_LINE_EXCEEDED
        3 3>2 5 = BILATERAL_LIMIT_EXCEEDED
        """);
  }

  @Test
  void loweringTheLineOfAPairBreaksNothing() {
    run(
        """
        accounts
        1 = CREATED
        2 = CREATED
        lines
        1>2 max = CREATED
        transfers
        1 1>2 max-5 pending timeout=2 = CREATED
        lines
        1>2 0 = CREATED
        transfers
        2 1>2 1 = BILATERAL_LIMIT_EXCEEDED
        3 1>2 0 = BILATERAL_LIMIT_EXCEEDED
        at 9000
        expired 1
        pair 1>2 = 0 0 0 line 0
        transfers
        4 1>2 0 = CREATED
        """);
  }

  @Test
  void linesAreSetAllOrNone() {
    run(
        """
        accounts
        1 limited = CREATED
        2 = CREATED
        3 ledger=701 = CREATED
        lines
        1 100 = LINKED_EVENT_FAILED
        9>9 1 reserved = RESERVED_FIELD
        1>2 100 = LINKED_EVENT_FAILED
        lines
        9>9 1 = ACCOUNTS_MUST_BE_DIFFERENT
        lines
        9>8 1 = ACCOUNT_NOT_FOUND
        lines
        0 1 = ACCOUNT_NOT_FOUND
        lines
        1>8 1 = COUNTERPARTY_NOT_FOUND
        lines
        1>3 1 = ACCOUNTS_MUST_HAVE_THE_SAME_LEDGER
        lines
        2 1 = LINE_WITHOUT_LIMIT
        lines
        2 0 = CREATED
        1 100 = CREATED
        1>2 50 = CREATED
        1>2 100 = CREATED
        pair 1>2 = 0 0 0 line 100
        transfers
        1 1>2 101 = CREDIT_LINE_EXCEEDED
        2 1>2 100 = CREATED
        """);
  }

  @Test
  void noMorePairsThanTheBound() {
    new LedgerScript(new kontor.engine.state.Bounds(1, 1, 1, 2, 1, 1, 1, 9))
        .run(
            """
            accounts
            1 = CREATED
            2 = CREATED
            lines
            1>2 1 = CREATED
            2>1 1 = CREATED
            lines
            1>2 2 = CREATED
            """);
    new LedgerScript(new kontor.engine.state.Bounds(1, 1, 1, 3, 1, 1, 1, 9))
        .run(
            """
            accounts
            1 = CREATED
            2 = CREATED
            3 = CREATED
            lines
            1>2 1 = LINKED_EVENT_FAILED
            2>1 1 = LINKED_EVENT_FAILED
            1>3 1 = LINKED_EVENT_FAILED
            3>1 1 = TABLE_FULL
            pair 1>2 = none
            """);
  }
}
