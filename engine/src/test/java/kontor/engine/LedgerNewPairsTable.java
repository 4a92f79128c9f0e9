package kontor.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import kontor.engine.terms.Key;
import org.junit.jupiter.api.Test;

/// Lines of pairs that are new while transfers wait between their accounts.
class LedgerNewPairsTable {

  private static final String WAITING =
      """
      accounts
      1 limited = CREATED
      2 limited = CREATED
      3 = CREATED
      4 = CREATED
      transfers
      11 1>3 60 queued = QUEUED
      12 1>4 10 queued = QUEUED
      13 2>3 10 queued urgent = QUEUED
      14 2>3 10 queued = QUEUED
      """;

  @Test
  void whoWaitsStandsAtEveryPairThatIsNew() {
    new LedgerScript()
        .run(
            WAITING
                + """
                lines
                1>3 50 = CREATED
                2 100 = CREATED
                2>3 15 = CREATED
                3>1 700 = CREATED
                2>3 10 = CREATED
                released 13
                pair 2>3 = 0 10 0 line 10
                lines
                2>3 20 = CREATED
                released 14
                transfers
                # The money is there, the pair is not large enough, and 12 is behind in the line.
                21 3>1 100 = CREATED
                released 11 12
                pair 1>3 = 0 60 100 line 50
                """);
  }

  @Test
  void theFirstOfALineAloneIsStoppedByTheNewPair() {
    new LedgerScript()
        .run(
            WAITING
                + """
                lines
                1>3 50 = CREATED
                1 100 = CREATED
                released
                lines
                1>3 60 = CREATED
                released 11 12
                """);
  }

  /// Sixteen thousand that wait and four thousand pairs in one command took nine seconds.
  @Test
  void manyPairsCostOneWalkOverThoseThatWait() {
    int accounts = 4_001;
    int waiting = 16_000;
    LedgerScript script = new LedgerScript();
    LedgerAccounts opened = LedgerAccounts.ofCapacity(accounts);
    for (int i = 0; i < accounts; i++) {
      int limited = i == 0 ? 0 : LedgerAccounts.DEBITS_MUST_NOT_EXCEED_CREDITS;
      opened.at(i).set(new Key(0, i + 1L), 0, 700, 10, limited);
    }
    script.apply(new Command.OpenLedgerAccounts(opened));
    for (int first = 0; first < waiting; first += 8_000) {
      Transfers batch = Transfers.ofCapacity(8_000);
      for (int i = 0; i < 8_000; i++) {
        long debit = 2L + (first + i) % (accounts - 1);
        batch.at(i).set(1L + first + i, debit, 1, 1, 700, 10).setFlags(Transfers.QUEUED);
      }
      script.apply(new Command.PostTransfers(batch));
    }
    LedgerLines lines = LedgerLines.ofCapacity(accounts - 1);
    for (int i = 0; i < lines.count(); i++) {
      lines.at(i).setAccount(0, i + 2L).setCounterparty(0, 1).setLine(0, 9);
    }
    long startNs = System.nanoTime();
    List<Event> events = script.apply(new Command.SetLedgerLines(lines));
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
    System.out.println("four thousand pairs set in " + millis + " ms");
    assertTrue(millis < 2_000, "set in " + millis + " ms");
    assertEquals(
        lines.count(), ((Event.LedgerLinesSet) events.getFirst()).results().created());
    script.harness().checkAll();
  }
}
