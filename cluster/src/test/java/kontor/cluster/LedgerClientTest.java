package kontor.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import kontor.cluster.LedgerClient.Answer;
import kontor.cluster.LedgerClient.AtLeast;
import kontor.cluster.LedgerClient.Fate;
import kontor.cluster.LedgerClient.Outcome;
import kontor.cluster.LedgerClient.PositionNotReachedException;
import kontor.cluster.LedgerClient.RefusedException;
import kontor.engine.AccountResult;
import kontor.engine.LedgerAccounts;
import kontor.engine.LedgerQuery.QueryFilter;
import kontor.engine.LedgerResults;
import kontor.engine.Refusal;
import kontor.engine.TransferResult;
import kontor.engine.Transfers;
import kontor.engine.terms.Key;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The bulk ledger as programs use it, on a real node.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LedgerClientTest {

  private static final Duration SECONDS = Duration.ofSeconds(20);
  /// Long enough for one answer from a busy machine.
  private static final Duration MOMENT = Duration.ofSeconds(3);
  private static final int TRIES_MAX = 200;

  private @Nullable SettlementNode started;
  private @Nullable LedgerClient connected;

  @BeforeAll
  void start(@TempDir Path data) {
    SettlementNode node = SettlementNode.start(Nodes.config(data));
    started = node;
    connected = new LedgerClient(node.client());
    LedgerAccounts accounts = LedgerAccounts.ofCapacity(2);
    accounts.at(0).set(new Key(0, 1), 0, 1, 1, 0);
    accounts.at(1).set(new Key(7, 2), 0, 1, 1, 0);
    client().createAccounts(accounts, SECONDS);
  }

  @AfterAll
  void stop() {
    Objects.requireNonNull(started).close();
  }

  private LedgerClient client() {
    return Objects.requireNonNull(connected, "the node did not start");
  }

  @Test
  void anAnswerThatDidNotComeIsFoundById() {
    Key lost = null;
    for (int i = 1; lost == null && i <= TRIES_MAX; i++) {
      Key id = new Key(1, i);
      try {
        client().createTransfers(transfer(id, 5), Duration.ZERO);
      } catch (OutcomeUnknownException e) {
        lost = id;
      }
    }
    assertNotNull(lost, "the node answers in no time");
    Answer<Outcome> outcome = client().outcome(lost, SECONDS);
    assertEquals(Fate.CREATED, outcome.value().fate());
    Transfers found = outcome.value().transfers().at(0);
    assertEquals(lost, new Key(found.idHigh(), found.idLow()));

    LedgerResults again = client().createTransfers(transfer(lost, 5), SECONDS).value();
    assertEquals(TransferResult.EXISTS.code(), again.code(0));
    assertEquals(found.timestamp(), again.timestampNs(0));
    assertEquals(Fate.CREATED, client().decide(lost, SECONDS).value().fate());
  }

  @Test
  void toDecideClosesAnIdForEver() {
    Key id = new Key(2, 1);
    assertEquals(Fate.NOT_CREATED, client().outcome(id, SECONDS).value().fate());
    assertEquals(Fate.FAILED_FOR_EVER, client().decide(id, SECONDS).value().fate());
    assertEquals(Fate.FAILED_FOR_EVER, client().outcome(id, SECONDS).value().fate());
    LedgerResults late = client().createTransfers(transfer(id, 5), SECONDS).value();
    assertEquals(TransferResult.ID_ALREADY_FAILED.code(), late.code(0));
    assertEquals(Fate.FAILED_FOR_EVER, client().decide(id, SECONDS).value().fate());
    assertEquals(Fate.FAILED_FOR_EVER, client().decide(Key.NONE, SECONDS).value().fate());
  }

  @Test
  void whatWaitsIsFoundAndCalledOff() {
    LedgerAccounts poor = LedgerAccounts.ofCapacity(1);
    poor.at(0)
        .set(new Key(0, 9), 0, 1, 1, LedgerAccounts.DEBITS_MUST_NOT_EXCEED_CREDITS);
    client().createAccounts(poor, SECONDS);
    Key first = new Key(6, 1);
    Key second = new Key(6, 2);
    Transfers both = Transfers.ofCapacity(2);
    for (int i = 0; i < 2; i++) {
      both.at(i).set(0, 9, 1, 5, 1, 1).setId(6, i + 1).setFlags(Transfers.QUEUED);
    }
    LedgerResults results = client().createTransfers(both, SECONDS).value();
    assertEquals(TransferResult.QUEUED.code(), results.code(0));
    assertEquals(0, results.created());
    Outcome waiting = client().outcome(first, SECONDS).value();
    assertEquals(Fate.QUEUED, waiting.fate());
    assertEquals(5, waiting.transfers().at(0).amountLow());

    assertEquals(Fate.FAILED_FOR_EVER, client().decide(first, SECONDS).value().fate());
    assertEquals(Fate.FAILED_FOR_EVER, client().outcome(first, SECONDS).value().fate());
    Transfers money = Transfers.ofCapacity(1);
    money.at(0).set(0, 1, 9, 5, 1, 1).setId(6, 3);
    assertEquals(1, client().createTransfers(money, SECONDS).value().created());
    assertEquals(Fate.CREATED, client().decide(second, SECONDS).value().fate());
    assertEquals(
        TransferResult.ID_ALREADY_FAILED.code(),
        client().createTransfers(both, SECONDS).value().code(0));
  }

  @Test
  void toDecideFindsATransferOfAnyKind() {
    int[] kinds = {0, Transfers.PENDING};
    List<Key> ids = new ArrayList<>();
    for (int kind : kinds) {
      Key id = new Key(3, kind + 1);
      ids.add(id);
      Transfers transfers = transfer(id, 0);
      transfers.at(0).setFlags(kind);
      assertEquals(1, client().createTransfers(transfers, SECONDS).value().created());
    }
    Key post = new Key(3, 100);
    Transfers transfers = Transfers.ofCapacity(1);
    transfers
        .at(0)
        .setId(post.high(), post.low())
        .setPending(3, Transfers.PENDING + 1)
        .setFlags(Transfers.POST_PENDING_TRANSFER);
    assertEquals(1, client().createTransfers(transfers, SECONDS).value().created());
    ids.add(post);
    for (Key id : ids) {
      assertEquals(Fate.CREATED, client().decide(id, SECONDS).value().fate(), id::toString);
    }
  }

  @Test
  void anAccountIsFoundOrOpenedAgain() {
    Key id = new Key(9, 9);
    assertEquals(0, client().accountOutcome(id, SECONDS).value().count());
    LedgerAccounts account = LedgerAccounts.ofCapacity(1);
    account.at(0).set(id, 0, 1, 1, 0);
    assertEquals(1, client().createAccounts(account, SECONDS).value().created());
    LedgerAccounts found = client().accountOutcome(id, SECONDS).value();
    LedgerResults again = client().createAccounts(account, SECONDS).value();
    assertEquals(AccountResult.EXISTS.code(), again.code(0));
    assertEquals(found.at(0).timestamp(), again.timestampNs(0));
  }

  @Test
  void aReadReachesThePositionThatTheReaderHasSeen() {
    long position = client().createTransfers(transfer(new Key(4, 1), 1), SECONDS).position();
    byte[] id = {1, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0};
    Answer<Transfers> seen = client().lookUpTransfers(id, new AtLeast(position), SECONDS);
    assertTrue(seen.position() >= position);
    assertEquals(1, seen.value().count());
    PositionNotReachedException ahead =
        assertThrows(
            PositionNotReachedException.class,
            () -> client().lookUpTransfers(id, new AtLeast(position << 20), MOMENT));
    assertTrue(ahead.reached() >= position);
  }

  @Test
  void whatTheCoreRefusesWholeIsSaid() {
    QueryFilter noLimit = new QueryFilter(Key.NONE, 0, 0, 0, 0, 0, 0, 0, 0);
    RefusedException refused =
        assertThrows(
            RefusedException.class,
            () -> client().queryTransfers(noLimit, AtLeast.ANY, SECONDS));
    assertEquals(Refusal.FILTER_INVALID, refused.refusal());
  }

  private static Transfers transfer(Key id, long amount) {
    Transfers transfers = Transfers.ofCapacity(1);
    transfers
        .at(0)
        .setId(id.high(), id.low())
        .setDebit(0, 1)
        .setCredit(7, 2)
        .setAmount(0, amount)
        .setLedger(1)
        .setCode(1);
    return transfers;
  }
}
