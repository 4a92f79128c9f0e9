package kontor.server.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kontor.engine.LedgerAccounts;
import kontor.engine.LedgerPairs;
import kontor.engine.TransferResult;
import kontor.engine.Transfers;
import kontor.engine.terms.Key;
import kontor.server.KontorServer;
import kontor.server.ServerConfig;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The bulk ledger by real HTTP on a real node, as bytes and as JSON. Each test has ids of its
/// own, so they may come in any order.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LedgerApiTest {

  private static final int TRIES_MAX = 200;

  private @Nullable KontorServer started;
  private @Nullable LedgerHttp http;

  @BeforeAll
  void start(@TempDir Path data) {
    KontorServer server =
        KontorServer.start(
            ServerConfig.of(data).withHttp(new ServerConfig.Http("127.0.0.1", 0)));
    started = server;
    http = new LedgerHttp(server.port());
  }

  @AfterAll
  void stop() {
    Objects.requireNonNull(started).close();
  }

  private LedgerHttp http() {
    return Objects.requireNonNull(http, "the server did not start");
  }

  // Accounts, transfers, lines.

  @Test
  void accountsAndTransfersGoInAndComeOutAsJson() {
    JsonNode opened =
        http().post(
            "/ledger/accounts",
            """
            [{"id": "10001", "ledger": 1, "code": 10, "userData64": "7", "flags": ["HISTORY"]},
             {"id": 10002, "ledger": 1, "code": 10},
             {"id": "10003", "ledger": 0, "code": 10}]
            """);
    assertEquals(
        List.of("CREATED", "CREATED", "LEDGER_MUST_NOT_BE_ZERO"),
        LedgerHttp.each(opened.path("results"), "result"));
    assertEquals(
        List.of("4294967295", "4294967295", "13"),
        LedgerHttp.each(opened.path("results"), "code"));
    assertEquals(2, opened.path("created").asInt());

    JsonNode posted =
        http().post(
            "/ledger/transfers",
            """
            [{"id": "18446744073709551617", "debitAccountId": "10001",
              "creditAccountId": "10002", "amount": "340282366920938463463",
              "ledger": 1, "code": 5}]
            """);
    assertEquals(List.of("CREATED"), LedgerHttp.each(posted.path("results"), "result"));

    JsonNode found = http().post("/ledger/accounts/lookup", "[\"10002\", \"10009\", 10001]");
    assertEquals(List.of("10002", "10001"), LedgerHttp.each(found.path("accounts"), "id"));
    assertEquals(
        List.of("340282366920938463463", "0"),
        LedgerHttp.each(found.path("accounts"), "creditsPosted"));
    assertEquals("HISTORY", found.at("/accounts/1/flags/0").asText());
    assertTrue(found.path("position").asLong() > posted.path("position").asLong());

    JsonNode transfer = http().post("/ledger/transfers/lookup", "[\"18446744073709551617\"]");
    assertEquals(
        posted.at("/results/0/timestamp").asText(),
        transfer.at("/transfers/0/timestamp").asText());
    assertEquals("340282366920938463463", transfer.at("/transfers/0/amount").asText());
  }

  @Test
  void accountsAndTransfersGoInAndComeOutAsRecords() {
    LedgerAccounts accounts = LedgerAccounts.ofCapacity(3);
    accounts.at(0).set(new Key(0, 11_001), 100, 1, 1, 2);
    accounts.at(1).set(new Key(0, 11_002), 0, 1, 1, 0);
    accounts.at(2).set(new Key(0, 11_002), 0, 1, 2, 0);
    assertEquals(
        "-1 -1 20", codes(http().postRecords("/ledger/accounts", accounts.bytes())));

    Transfers transfers = Transfers.ofCapacity(3);
    transfers.at(0).set(11_001, 11_001, 11_002, 60, 1, 1);
    transfers.at(1).set(11_002, 11_001, 11_002, 41, 1, 1);
    transfers.at(2).set(11_003, 11_001, 11_002, 40, 1, 1);
    byte[] results = http().postRecords("/ledger/transfers", transfers.bytes());
    assertEquals("-1 1003 -1", codes(results));
    ByteBuffer first = ByteBuffer.wrap(results).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(first.getLong(0) + 2, first.getLong(32), "one nanosecond for each event");

    byte[] found = http().postRecords("/ledger/accounts/lookup", ids(11_001));
    assertEquals(LedgerAccounts.RECORD_BYTES, found.length);
    LedgerAccounts account = new LedgerAccounts(found, 1).at(0);
    assertEquals("100 100", account.debitsPostedLow() + " " + account.lineLow());
    byte[] byId = http().postRecords("/ledger/transfers/lookup", ids(11_003, 11_002, 11_001));
    Transfers stored = new Transfers(byId, byId.length / Transfers.RECORD_BYTES);
    assertEquals(2, stored.count());
    assertEquals(11_003, stored.at(0).idLow());
    assertEquals(first.getLong(0), stored.at(1).timestamp());
  }

  @Test
  void accountsMayBeRecordsAsTheFieldKnowsThem() {
    byte[] records = Arrays.copyOf(account(12_001), 2 * 128);
    System.arraycopy(account(12_002), 0, records, 128, 128);
    assertEquals("-1 -1", codes(http().postRecords("/ledger/accounts?record=128", records)));
    byte[] found =
        http().postRecords("/ledger/accounts/lookup?record=128", ids(12_001, 12_002));
    assertEquals(2 * 128, found.length);
    assertEquals(12_002, ByteBuffer.wrap(found).order(ByteOrder.LITTLE_ENDIAN).getLong(128));
  }

  private static byte[] account(long id) {
    return LedgerAccounts.ofCapacity(1).at(0).set(new Key(0, id), 0, 1, 1, 0).bytes();
  }

  @Test
  void aTransferInTwoPhasesIsPostedByItsNames() {
    open(13_001, 13_002);
    JsonNode results =
        http().post(
            "/ledger/transfers",
            """
            [{"id": 13001, "debitAccountId": 13001, "creditAccountId": 13002, "amount": 70,
              "ledger": 1, "code": 1, "flags": ["PENDING"], "timeout": 3600},
             {"id": 13002, "pendingId": 13001, "amount": 30,
              "flags": ["POST_PENDING_TRANSFER"]}]
            """);
    assertEquals(
        List.of("CREATED", "CREATED"), LedgerHttp.each(results.path("results"), "result"));
    JsonNode account =
        http().post("/ledger/accounts/lookup", "[13001]").at("/accounts/0");
    assertEquals("0", account.path("debitsPending").asText());
    assertEquals("30", account.path("debitsPosted").asText());
    JsonNode stored = http().post("/ledger/transfers/lookup", "[13002]").at("/transfers/0");
    assertEquals("13001", stored.path("debitAccountId").asText(), "inherited");
    assertEquals("[\"POST_PENDING_TRANSFER\"]", stored.path("flags").toString());
  }

  @Test
  void aLinkedChainFailsWhole() {
    open(14_001, 14_002);
    JsonNode results =
        http().post(
            "/ledger/transfers",
            """
            [{"id": 14001, "debitAccountId": 14001, "creditAccountId": 14002, "amount": 1,
              "ledger": 1, "code": 1, "flags": ["LINKED"]},
             {"id": 14002, "debitAccountId": 14001, "creditAccountId": 14001, "amount": 1,
              "ledger": 1, "code": 1}]
            """);
    assertEquals(
        List.of("LINKED_EVENT_FAILED", "ACCOUNTS_MUST_BE_DIFFERENT"),
        LedgerHttp.each(results.path("results"), "result"));
  }

  @Test
  void linesOfAccountsAndPairsAreSetAndSeen() {
    openLimited(15_001, 15_002);
    JsonNode set =
        http().post(
            "/ledger/lines",
            """
            [{"account": 15001, "line": "100"},
             {"account": 15001, "counterparty": 15002, "line": 40}]
            """);
    assertEquals(
        List.of("CREATED", "CREATED"), LedgerHttp.each(set.path("results"), "result"));
    assertEquals(
        List.of("BILATERAL_LIMIT_EXCEEDED", "CREATED"),
        LedgerHttp.each(
            http()
                .post(
                    "/ledger/transfers",
                    "[" + transfer(15_001, 15_001, 15_002, 41) + ","
                        + transfer(15_002, 15_001, 15_002, 40) + "]")
                .path("results"),
            "result"));
    JsonNode pair =
        http()
            .post("/ledger/pairs/lookup", "[{\"account\": 15001, \"counterparty\": 15002}]")
            .at("/pairs/0");
    assertEquals(
        "40 40 0 0",
        pair.path("line").asText() + " " + pair.path("posted").asText() + " "
            + pair.path("pending").asText() + " " + pair.path("received").asText());
    ByteBuffer asked = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
    asked.putLong(0, 15_001).putLong(16, 15_002);
    byte[] found = http().postRecords("/ledger/pairs/lookup", asked.array());
    assertEquals(LedgerPairs.RECORD_BYTES, found.length);
    assertEquals(40, new LedgerPairs(found, 1).at(0).lineLow());
  }

  // Retry and outcome.

  @Test
  void theSameBatchAgainGivesTheFirstTimestamps() {
    open(20_001, 20_002);
    String batch =
        "[" + transfer(20_001, 20_001, 20_002, 1) + "," + transfer(20_002, 20_001, 20_002, 2)
            + "," + transfer(20_003, 20_001, 29_999, 3) + "]";
    JsonNode first = http().post("/ledger/transfers", batch);
    assertEquals(
        List.of("CREATED", "CREATED", "CREDIT_ACCOUNT_NOT_FOUND"),
        LedgerHttp.each(first.path("results"), "result"));
    JsonNode again = http().post("/ledger/transfers", batch);
    assertEquals(
        List.of("EXISTS", "EXISTS", "ID_ALREADY_FAILED"),
        LedgerHttp.each(again.path("results"), "result"));
    assertEquals(
        LedgerHttp.each(first.path("results"), "timestamp").subList(0, 2),
        LedgerHttp.each(again.path("results"), "timestamp").subList(0, 2));
    assertTrue(again.path("position").asLong() > first.path("position").asLong());

    JsonNode accounts = http().post("/ledger/accounts", accounts(0, 20_001));
    assertEquals("EXISTS", accounts.at("/results/0/result").asText());
  }

  // What waits, and several legs.

  private static String flagged(String transfer, String flags) {
    return transfer.replace("}", ", \"flags\": [" + flags + "]}");
  }

  @Test
  void whatLacksCoverWaitsAndIsReleased() {
    openLimited(34_001, 34_002);
    String waiting = flagged(transfer(34_001, 34_001, 34_002, 5), "\"QUEUED\", \"HIGH\"");
    JsonNode queued = http().post("/ledger/transfers", "[" + waiting + "]");
    assertEquals("QUEUED", queued.at("/results/0/result").asText());
    assertEquals(1001, queued.at("/results/0/code").asInt());
    assertEquals(0, queued.path("created").asInt());
    String url = "/ledger/transfers/34001/outcome";
    JsonNode outcome = http().get(url, 200);
    assertEquals("QUEUED", outcome.path("outcome").asText());
    assertEquals("[\"WAITS\",\"HIGH\",\"QUEUED\"]", outcome.at("/transfers/0/flags").toString());
    assertEquals(
        0,
        http()
            .get("/ledger/accounts/34001/transfers", 200)
            .path("transfers")
            .size(),
        "it is in no account's list");
    String list = "/ledger/accounts/34002/transfers?flags=CREDITS,WAITING";
    assertEquals("34001", http().get(list, 200).at("/transfers/0/id").asText());
    JsonNode waits =
        http().post("/ledger/transfers/query", "{\"flags\": [\"WAITING\", \"REVERSED\"]}");
    assertEquals("34001", waits.at("/transfers/0/id").asText());

    http().post("/ledger/transfers", "[" + transfer(34_002, 34_002, 34_001, 5) + "]");
    JsonNode released = http().get(url, 200);
    assertEquals("CREATED", released.path("outcome").asText());
    assertEquals("[\"HIGH\",\"QUEUED\"]", released.at("/transfers/0/flags").toString());
    JsonNode again = http().post("/ledger/transfers", "[" + waiting + "]");
    assertEquals("EXISTS", again.at("/results/0/result").asText());
    assertEquals(
        released.at("/transfers/0/timestamp").asText(),
        again.at("/results/0/timestamp").asText());

    String called = flagged(transfer(34_003, 34_001, 34_002, 5), "\"QUEUED\"");
    http().post("/ledger/transfers", "[" + called + "]");
    outcomeOf(34_003, "FAILED_FOR_EVER");
    assertEquals(
        "ID_ALREADY_FAILED",
        http().post("/ledger/transfers", "[" + called + "]").at("/results/0/result").asText());
  }

  @Test
  void aTransferOfSeveralLegsIsOne() {
    openLimited(35_001, 35_002);
    http()
        .post(
            "/ledger/accounts",
            accounts(0, 35_003, 35_004).replace("\"ledger\": 1", "\"ledger\": 2"));
    String legs =
        "["
            + flagged(transfer(35_001, 35_002, 35_001, 5), "\"LEG\"")
            + ","
            + flagged(transfer(35_001, 35_003, 35_004, 900), "\"LEG\"")
                .replace("\"ledger\": 1", "\"ledger\": 2")
            + "]";
    JsonNode created = http().post("/ledger/transfers", legs);
    assertEquals(
        List.of("CREATED", "CREATED"), LedgerHttp.each(created.path("results"), "result"));
    byte[] found = http().postRecords("/ledger/transfers/lookup", ids(35_001));
    assertEquals(2 * Transfers.RECORD_BYTES, found.length);
    assertEquals(2, new Transfers(found, 2).at(1).ledger());
    JsonNode failed =
        http()
            .post(
                "/ledger/transfers",
                legs.replace("\"id\": \"35001\"", "\"id\": \"35002\"")
                    .replace("35004", "35999"));
    assertEquals(
        List.of("CREDIT_ACCOUNT_NOT_FOUND", "CREDIT_ACCOUNT_NOT_FOUND"),
        LedgerHttp.each(failed.path("results"), "result"));
  }

  @Test
  void sparseResultsTellOnlyWhatWasNotCreated() {
    open(21_001, 21_002);
    String batch =
        "[" + transfer(21_001, 21_001, 21_002, 1) + "," + transfer(21_002, 21_001, 21_001, 1)
            + "," + transfer(21_003, 21_001, 21_002, 1) + "]";
    JsonNode json = http().post("/ledger/transfers?results=sparse", batch);
    assertEquals(List.of("1"), LedgerHttp.each(json.path("results"), "index"));
    assertEquals("3 2", json.path("count").asInt() + " " + json.path("created").asInt());

    Transfers transfers = Transfers.ofCapacity(2);
    transfers.at(0).set(21_004, 21_001, 21_002, 1, 1, 1);
    transfers.at(1).set(21_003, 21_001, 21_002, 1, 1, 1);
    byte[] records = http().postRecords("/ledger/transfers?results=sparse", transfers.bytes());
    ByteBuffer result = ByteBuffer.wrap(records).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(ResultBody.RESULT_BYTES, records.length);
    assertEquals(json.path("timestampMs").asLong(), result.getLong(0) / 1_000_000, 5_000);
    assertEquals(TransferResult.EXISTS.code(), result.getInt(8));
    assertEquals(1, result.getInt(12));
  }

  @Test
  void whoDoesNotWaitIsToldWhereToAskAndGetsTheOneTrueAnswer() {
    open(22_001, 22_002);
    long id = 0;
    @Nullable JsonNode problem = null;
    for (int i = 1; problem == null && i <= TRIES_MAX; i++) {
      id = 2_200_000L + i;
      HttpResponse<byte[]> answer =
          http().send(
              "POST", "/ledger/transfers?deadlineMs=0", LedgerHttp.JSON,
              ("[" + transfer(id, 22_001, 22_002, 1) + "]").getBytes(StandardCharsets.UTF_8));
      if (answer.statusCode() != 200) {
        problem = http().json(answer, 504);
      }
    }
    JsonNode unknown = Objects.requireNonNull(problem, "the node answers in no time");
    assertTrue(unknown.path("type").asText().endsWith("/outcome-unknown"));
    String url = unknown.path("outcome").asText();
    assertEquals("/ledger/transfers/" + id + "/outcome", url);

    JsonNode outcome = http().get(url, 200);
    assertEquals("CREATED", outcome.path("outcome").asText());
    JsonNode again =
        http().post("/ledger/transfers", "[" + transfer(id, 22_001, 22_002, 1) + "]");
    assertEquals("EXISTS", again.at("/results/0/result").asText());
    assertEquals(
        outcome.at("/transfers/0/timestamp").asText(),
        again.at("/results/0/timestamp").asText());
    assertEquals(url, outcomeOf(id, "CREATED"), "to decide changes nothing of what is");
  }

  private String outcomeOf(long id, String fate) {
    String url = "/ledger/transfers/" + id + "/outcome";
    assertEquals(fate, http().post(url, "").path("outcome").asText());
    return url;
  }

  @Test
  void anIdThatIsDecidedUponCanNeverBeUsed() {
    open(23_001, 23_002);
    String url = "/ledger/transfers/23001/outcome";
    assertEquals("NOT_CREATED", http().get(url, 200).path("outcome").asText());
    assertEquals("FAILED_FOR_EVER", http().post(url, "").path("outcome").asText());
    assertEquals("FAILED_FOR_EVER", http().post(url, "").path("outcome").asText());
    JsonNode late =
        http().post("/ledger/transfers", "[" + transfer(23_001, 23_001, 23_002, 1) + "]");
    assertEquals("ID_ALREADY_FAILED", late.at("/results/0/result").asText());
    assertEquals("FAILED_FOR_EVER", http().get(url, 200).path("outcome").asText());
    outcomeOf(0, "FAILED_FOR_EVER");
  }

  @Test
  void anIdWhoseTransferFailedForNowIsUsedUp() {
    openLimited(24_001, 24_002);
    String batch = "[" + transfer(24_001, 24_001, 24_002, 1) + "]";
    assertEquals(
        "EXCEEDS_CREDITS",
        http().post("/ledger/transfers", batch).at("/results/0/result").asText());
    http().post("/ledger/transfers", "[" + transfer(24_002, 24_002, 24_001, 5) + "]");
    assertEquals(
        "ID_ALREADY_FAILED",
        http().post("/ledger/transfers", batch).at("/results/0/result").asText());
    outcomeOf(24_001, "FAILED_FOR_EVER");
  }

  // Reads.

  @Test
  void aReadMayAskForAPositionAndIsToldWhenThatIsNotThere() {
    open(30_001, 30_002);
    long position =
        http().post("/ledger/transfers", "[" + transfer(30_001, 30_001, 30_002, 1) + "]")
            .path("position")
            .asLong();
    JsonNode seen =
        http().post("/ledger/transfers/lookup?atLeast=" + position, "[30001]");
    assertEquals(1, seen.path("transfers").size());
    assertTrue(seen.path("position").asLong() >= position);
    JsonNode ahead =
        http().post(
            "/ledger/transfers/lookup?deadlineMs=100&atLeast=" + Long.MAX_VALUE, "[30001]", 412);
    assertTrue(ahead.path("type").asText().endsWith("/position-not-reached"));
    assertTrue(ahead.path("reached").asLong() >= position, ahead.toString());
  }

  @Test
  void headersNamePositionAndTime() {
    HttpResponse<byte[]> answer =
        http().send("POST", "/ledger/accounts/lookup", LedgerHttp.RECORDS, ids(1));
    long position = answer.headers().firstValueAsLong("Kontor-Position").orElse(-1);
    assertTrue(position > 0);
    assertTrue(answer.headers().firstValueAsLong("Kontor-Log-Time-Ms").orElse(-1) > 0);
    JsonNode json = http().post("/ledger/accounts/lookup", "[1]");
    assertTrue(json.path("position").asLong() > position);
  }

  @ParameterizedTest
  @CsvSource({"1, false", "3, false", "7, true", "25, true", "26, false"})
  void pagesGiveEachTransferOnce(int limit, boolean isReversed) {
    // A field of its own tells this run's transfers from those of the others.
    int own = 31_000 + 2 * limit + (isReversed ? 1 : 0);
    open(own * 10L, own * 10L + 1);
    int count = 25;
    http().post(
        "/ledger/transfers",
        IntStream.range(0, count)
            .mapToObj(i -> transfer(own * 100L + i, own * 10L, own * 10L + 1, i))
            .map(json -> json.replace("\"code\"", "\"userData32\": " + own + ", \"code\""))
            .collect(Collectors.joining(",", "[", "]")));
    String flags = isReversed ? "\"flags\": [\"REVERSED\"], " : "";
    List<String> byQuery = new ArrayList<>();
    String next = "";
    do {
      JsonNode page =
          http().post(
              "/ledger/transfers/query",
              "{" + flags + next + "\"userData32\": " + own + ", \"limit\": " + limit + "}");
      byQuery.addAll(LedgerHttp.each(page.path("transfers"), "id"));
      // What comes while somebody pages belongs to later pages or to none.
      http().post("/ledger/transfers", "[" + transfer(9_000_000L + own * 100L + byQuery.size(),
          own * 10L, own * 10L + 1, 1) + "]");
      JsonNode from = page.path("next");
      next = from.isMissingNode() ? "" : from.toString().replaceAll("[{}]", "") + ", ";
    } while (!next.isEmpty());
    assertEquals(count, byQuery.size());
    assertEquals(count, new HashSet<>(byQuery).size());
    List<String> wanted =
        new ArrayList<>(
            IntStream.range(0, count).mapToObj(i -> "" + (own * 100L + i)).toList());
    assertEquals(isReversed ? wanted.reversed() : wanted, byQuery);
  }

  @Test
  void anAccountsTransfersAndBalancesAreListedBySide() {
    http().post(
        "/ledger/accounts",
        """
        [{"id": 32001, "ledger": 1, "code": 1, "flags": ["HISTORY"]},
         {"id": 32002, "ledger": 1, "code": 1}]
        """);
    http().post(
        "/ledger/transfers",
        "[" + transfer(32_001, 32_001, 32_002, 5) + "," + transfer(32_002, 32_002, 32_001, 2)
            + "," + transfer(32_003, 32_001, 32_002, 1) + "]");
    String path = "/ledger/accounts/32001/transfers";
    assertEquals(
        List.of("32001", "32002", "32003"),
        LedgerHttp.each(http().get(path, 200).path("transfers"), "id"));
    assertEquals(
        List.of("32003", "32001"),
        LedgerHttp.each(http().get(path + "?flags=DEBITS,REVERSED", 200).path("transfers"), "id"));
    assertEquals(
        List.of("32002"),
        LedgerHttp.each(http().get(path + "?flags=CREDITS&limit=1", 200).path("transfers"), "id"));
    JsonNode balances = http().get("/ledger/accounts/32001/balances", 200).path("balances");
    assertEquals(List.of("5", "5", "6"), LedgerHttp.each(balances, "debitsPosted"));
    assertEquals(List.of("0", "2", "2"), LedgerHttp.each(balances, "creditsPosted"));
    HttpResponse<byte[]> records =
        http().send(
            "GET", "/ledger/accounts/32001/balances", "", new byte[0], "Accept",
            LedgerHttp.RECORDS);
    assertEquals(3 * 128, records.body().length);
  }

  @Test
  void accountsAreFoundByWhatTheirOwnersWrote() {
    http().post(
        "/ledger/accounts",
        """
        [{"id": 33001, "ledger": 1, "code": 1, "userData128": "33033"},
         {"id": 33002, "ledger": 1, "code": 2, "userData128": "33033"},
         {"id": 33003, "ledger": 1, "code": 2, "userData128": "33034"}]
        """);
    JsonNode found =
        http().post("/ledger/accounts/query", "{\"userData128\": \"33033\", \"code\": 2}");
    assertEquals(List.of("33002"), LedgerHttp.each(found.path("accounts"), "id"));

    ByteBuffer filter = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    filter.putLong(0, 33_033).putInt(56, 10);
    byte[] records = http().postRecords("/ledger/accounts/query", filter.array());
    assertEquals(2 * LedgerAccounts.RECORD_BYTES, records.length);
    assertEquals(
        1,
        new Transfers(
                http().postRecords("/ledger/transfers/query", filter.putLong(0, 0).array()), 1)
            .count());
  }

  // What is refused at the door.

  @Test
  void aFullBatchGoesThroughAndOneMoreDoesNot() {
    open(40_001, 40_002);
    Transfers full = Transfers.ofCapacity(Transfers.COUNT_MAX);
    for (int i = 0; i < full.count(); i++) {
      full.at(i).set(4_000_000L + i, 40_001, 40_002, 1, 1, 1);
    }
    byte[] results = http().postRecords("/ledger/transfers", full.bytes());
    assertEquals(Transfers.COUNT_MAX * ResultBody.RESULT_BYTES, results.length);
    assertEquals(-1, ByteBuffer.wrap(results).getInt(results.length - 8));
    byte[] ids = new byte[16 * Transfers.COUNT_MAX];
    for (int i = 0; i < full.count(); i++) {
      System.arraycopy(full.bytes(), i * Transfers.RECORD_BYTES, ids, i * 16, 16);
    }
    byte[] stored = http().postRecords("/ledger/transfers/lookup", ids);
    assertEquals(full.bytes().length, stored.length);

    problem(
        http().send(
            "POST", "/ledger/transfers", LedgerHttp.RECORDS,
            Arrays.copyOf(full.bytes(), full.bytes().length + Transfers.RECORD_BYTES)),
        413, "too-many-events");
    String one = "{\"id\":1,\"amount\":1}";
    problem(
        http().send(
            "POST", "/ledger/transfers", LedgerHttp.JSON,
            ("[" + (one + ",").repeat(Transfers.COUNT_MAX) + one + "]")
                .getBytes(StandardCharsets.UTF_8)),
        413, "too-many-events");
    assertEquals(0, http().post("/ledger/transfers/lookup", "[1]").path("transfers").size());
  }

  @Test
  void faultsOfABodyHaveTheirPlace() {
    JsonNode problem =
        http().post(
            "/ledger/transfers",
            "[{\"id\": 1, \"amount\": 1.5}, {\"id\": \"2\", \"amount\": \"-2\"}]", 400);
    assertTrue(problem.path("type").asText().endsWith("/malformed"), problem.toString());
    assertEquals(
        List.of("/0/amount", "/1/amount"), LedgerHttp.each(problem.path("faults"), "pointer"));
    assertEquals("1.5", problem.at("/faults/0/found").asText());
    JsonNode bytes =
        http().json(
            http().send("POST", "/ledger/transfers", LedgerHttp.RECORDS, new byte[130]), 400);
    assertEquals("2 bytes from byte 128 on", bytes.at("/faults/0/found").asText());
    byte[] reserved = new byte[64];
    reserved[34] = 1;
    problem(
        http().send("POST", "/ledger/accounts/query", LedgerHttp.RECORDS, reserved),
        400, "malformed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          POST | /ledger/transfers | text/plain | [] | 415 | media-type
          POST | /ledger/transfers | '' | [] | 415 | media-type
          POST | /ledger/transfers?deadlineMs=-1 | application/json | [] | 400 | bad-request
          POST | /ledger/transfers?deadlineMs=30001 | application/json | [] | 400 | bad-request
          POST | /ledger/transfers?results=thin | application/json | [] | 400 | bad-request
          POST | /ledger/accounts?record=129 | application/json | [] | 400 | bad-request
          POST | /ledger/transfers?deadline=5 | application/json | [] | 400 | bad-request
          POST | /ledger/transfers | application/json | {} | 400 | malformed
          POST | /ledger/transfers/query | application/json | [] | 400 | malformed
          POST | /ledger/transfers/query | application/json | {"limit":0} | 400 | filter-invalid
          POST | /ledger/pairs/lookup | application/json | [1] | 400 | malformed
          GET | /ledger/transfers | '' | '' | 405 | method-not-allowed
          HEAD | /ledger/accounts/1/transfers | '' | '' | 405 | ''
          DELETE | /ledger/accounts/lookup | '' | '' | 405 | method-not-allowed
          PUT | /ledger/transfers/1/outcome | '' | '' | 405 | method-not-allowed
          GET | /ledger/transfers/x/outcome | '' | '' | 400 | bad-request
          GET | /ledger/accounts/-1/transfers | '' | '' | 400 | bad-request
          GET | /ledger/accounts/1/transfers?limit=x | '' | '' | 400 | bad-request
          GET | /ledger/accounts/1/transfers?flags=up | '' | '' | 400 | bad-request
          GET | /ledger/accounts/1/transfers?color=1 | '' | '' | 400 | bad-request
          GET | /ledger/nothing | '' | '' | 404 | not-found
          """)
  void whatIsNotUnderstoodIsAProblem(
      String method, String path, String type, String body, int status, String problem) {
    HttpResponse<byte[]> response =
        http().send(method, path, type, body.getBytes(StandardCharsets.UTF_8));
    if (problem.isEmpty()) {
      assertEquals(status, response.statusCode());
    } else {
      problem(response, status, problem);
    }
  }

  @Test
  void theClientChoosesTheFormOfTheAnswer() {
    byte[] json = "[]".getBytes(StandardCharsets.UTF_8);
    String path = "/ledger/accounts/lookup";
    assertEquals(
        LedgerHttp.RECORDS,
        type(http().send("POST", path, LedgerHttp.JSON, json, "Accept", LedgerHttp.RECORDS)));
    assertEquals(
        LedgerHttp.JSON,
        type(http().send("POST", path, LedgerHttp.RECORDS, ids(1), "Accept",
            "application/octet-stream;q=0.5, application/json")));
    assertEquals(
        LedgerHttp.RECORDS,
        type(http().send("POST", path, LedgerHttp.RECORDS, ids(1), "Accept", "*/*")));
    problem(
        http().send("POST", path, LedgerHttp.JSON, json, "Accept", "text/html"),
        406, "not-acceptable");
    problem(
        http().send("POST", path, LedgerHttp.JSON, json, "Accept",
            "application/json;q=0, text/xml"),
        406, "not-acceptable");
  }

  private static String type(HttpResponse<byte[]> response) {
    return response.headers().firstValue("Content-Type").orElse("");
  }

  private void problem(HttpResponse<byte[]> response, int status, String type) {
    JsonNode problem = http().json(response, status);
    assertEquals("application/problem+json", type(response));
    assertTrue(problem.path("type").asText().endsWith("/" + type), problem.toString());
    for (String field : List.of("title", "status", "detail", "instance")) {
      assertTrue(problem.hasNonNull(field), field + " is missing in " + problem);
    }
  }

  // Texts beside transfers.

  @Test
  void referencesStandBesideATransferAndCanBeErased() {
    open(50_001, 50_002);
    String path = "/ledger/transfers/50001/references";
    String texts =
        "{\"uetr\": \"5e771007-000c-400f-a014-002022031165\", \"endToEndId\": \"E-1\","
            + " \"text\": \"Rechnung \u00fc 7\"}";
    problem(put(path, texts), 404, "not-found");
    http().post("/ledger/transfers", "[" + transfer(50_001, 50_001, 50_002, 9) + "]");
    problem(http().send("GET", path, "", new byte[0]), 404, "not-found");
    assertEquals(204, put(path, texts).statusCode());
    JsonNode kept = http().get(path, 200);
    assertEquals("Rechnung \u00fc 7", kept.path("text").asText());
    assertFalse(kept.has("messageId"));
    assertEquals(204, put(path, "{\"messageId\": \"M-1\"}").statusCode());
    assertEquals("{\"messageId\":\"M-1\"}", http().get(path, 200).toString());

    JsonNode before = http().post("/ledger/accounts/lookup", "[50001, 50002]");
    assertEquals(204, http().send("DELETE", path, "", new byte[0]).statusCode());
    assertEquals(204, http().send("DELETE", path, "", new byte[0]).statusCode());
    problem(http().send("GET", path, "", new byte[0]), 404, "not-found");
    JsonNode after = http().post("/ledger/accounts/lookup", "[50001, 50002]");
    assertEquals(before.path("accounts"), after.path("accounts"), "no sum has changed");
    assertNotEquals(before.path("position"), after.path("position"));
  }

  @Test
  void aRebuiltReadSideKeepsTheReferences(@TempDir Path data) {
    ServerConfig config = ServerConfig.of(data).withHttp(new ServerConfig.Http("127.0.0.1", 0));
    String path = "/ledger/transfers/1/references";
    try (KontorServer server = KontorServer.start(config)) {
      LedgerHttp first = new LedgerHttp(server.port());
      first.post("/ledger/accounts", accounts(0, 1, 2));
      first.post("/ledger/transfers", "[" + transfer(1, 1, 2, 9) + "]");
      byte[] texts = "{\"endToEndId\": \"E-9\"}".getBytes(StandardCharsets.UTF_8);
      assertEquals(204, first.send("PUT", path, LedgerHttp.JSON, texts).statusCode());
    }
    ServerConfig rebuilt = config.withReadSide(ServerConfig.ReadSide.REBUILD);
    try (KontorServer server = KontorServer.start(rebuilt)) {
      LedgerHttp second = new LedgerHttp(server.port());
      assertEquals("{\"endToEndId\":\"E-9\"}", second.get(path, 200).toString());
      assertEquals(
          "CREATED",
          second.get("/ledger/transfers/1/outcome", 200).path("outcome").asText());
    }
  }

  @Test
  void everyRouteThatIsPublishedIsThere() {
    JsonNode paths = http().get("/openapi.json", 200).path("paths");
    int count = 0;
    for (String path : iterable(paths.fieldNames())) {
      for (String method : iterable(paths.path(path).fieldNames())) {
        if (path.startsWith("/ledger/")) {
          int status =
              http()
                  .send(method.toUpperCase(Locale.ROOT), path.replace("{id}", "60001"), "",
                      new byte[0])
                  .statusCode();
          boolean isThere = status != 405 && (status != 404 || path.endsWith("/references"));
          assertTrue(isThere, method + " " + path + " " + status);
          count++;
        }
      }
    }
    assertEquals(15, count);
  }

  private static <T> Iterable<T> iterable(Iterator<T> iterator) {
    return () -> iterator;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                          | ''
          []                          | ''
          {"uetr": "5E771007-000C-400F-A014-002022031165"} | /uetr
          {"uetr": "5e771007-000c-100f-a014-002022031165"} | /uetr
          {"endToEndId": ""}          | /endToEndId
          {"endToEndId": "123456789012345678901234567890123456"} | /endToEndId
          {"messageId": 7}            | /messageId
          {"text": "a\\nb"}           | /text
          {"text": null}              | /text
          {"note": "x"}               | /note
          {"text": "a", "text": "b"}  | /text
          """)
  void referencesHaveBounds(String body, String pointer) {
    HttpResponse<byte[]> response = put("/ledger/transfers/50001/references", body);
    assertEquals(
        pointer, http().json(response, 400).at("/faults/0/pointer").asText(), body);
  }

  private HttpResponse<byte[]> put(String path, String json) {
    return http().send("PUT", path, LedgerHttp.JSON, json.getBytes(StandardCharsets.UTF_8));
  }

  // What the tests share.

  private void open(long first, long second) {
    http().post("/ledger/accounts", accounts(0, first, second));
  }

  private void openLimited(long first, long second) {
    http().post("/ledger/accounts", accounts(1, first, second));
  }

  /// @param limited how many of them, from the first, must not exceed their credits
  private static String accounts(int limited, long... ids) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < ids.length; i++) {
      String flags = i < limited ? ", \"flags\": [\"DEBITS_MUST_NOT_EXCEED_CREDITS\"]" : "";
      all.add("{\"id\": " + ids[i] + ", \"ledger\": 1, \"code\": 1" + flags + "}");
    }
    return all.toString();
  }

  private static String transfer(long id, long debit, long credit, long amount) {
    return "{\"id\": \"" + id + "\", \"debitAccountId\": " + debit + ", \"creditAccountId\": "
        + credit + ", \"amount\": " + amount + ", \"ledger\": 1, \"code\": 1}";
  }

  private static byte[] ids(long... ids) {
    ByteBuffer bytes = ByteBuffer.allocate(16 * ids.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long id : ids) {
      bytes.putLong(id).putLong(0);
    }
    return bytes.array();
  }

  private static String codes(byte[] results) {
    ByteBuffer in = ByteBuffer.wrap(results).order(ByteOrder.LITTLE_ENDIAN);
    return IntStream.range(0, results.length / ResultBody.RESULT_BYTES)
        .mapToObj(i -> "" + in.getInt(i * ResultBody.RESULT_BYTES + 8))
        .collect(Collectors.joining(" "));
  }
}
