package kontor.server.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kontor.engine.AccountResult;
import kontor.engine.LineResult;
import kontor.engine.TransferResult;
import kontor.engine.Transfers;
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

/// What comes to the ledger's door in an odd shape: heads, lengths, encodings, wishes. Some of it
/// no client of HTTP would send, so it is written byte for byte.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LedgerDoorTest {

  private static final int WAIT_MS = 60_000;
  private static final String ONE_ID = "[1]";
  private static final Pattern HEAD =
      Pattern.compile("(?is)content-length: (\\d+).*?\\r\\n\\r\\n");

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

  /// @return the whole answer
  private String raw(String request) throws IOException {
    int port = Objects.requireNonNull(started).port();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(WAIT_MS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      StringBuilder answer = new StringBuilder();
      for (int next = 0; next >= 0 && !isWhole(answer); ) {
        next = socket.getInputStream().read();
        answer.append(next < 0 ? "" : (char) next);
      }
      return answer.toString();
    }
  }

  private static boolean isWhole(CharSequence answer) {
    Matcher matcher = HEAD.matcher(answer);
    return matcher.find() && answer.length() - matcher.end() >= Integer.parseInt(matcher.group(1));
  }

  private static String lookUp(String headers, String body) {
    return "POST /ledger/transfers/lookup HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        + "Connection: close\r\n" + headers.replace("; ", "\r\n") + "\r\n\r\n" + body;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Content-Length: 3                      | 200 | ''
          Content-Length: 3; Content-Length: 3   | 200 | ''
          Content-Length: -3                     | 400 | bad-request
          Content-Length: 3; Content-Length: 2   | 400 | bad-request
          Content-Length: 2; Content-Length: 3   | 400 | bad-request
          Content-Length: three                  | 400 | bad-request
          Content-Length: 3; Content-Encoding: identity | 200 | ''
          Content-Length: 3; Content-Encoding: gzip     | 415 | content-encoding
          """)
  void lengthsAndEncodings(String headers, int status, String problem) throws IOException {
    String answer = raw(lookUp(headers, ONE_ID));
    assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
    assertTrue(answer.contains("/problems/" + problem) || problem.isEmpty(), answer);
  }

  @Test
  void anOldVersionOfHttpIsNoFailureOfTheServer() throws IOException {
    String answer = raw("GET /ledger/accounts/1/transfers HTTP/1.0\r\nHost: x\r\n\r\n");
    assertTrue(answer.contains("/problems/http-version"), answer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          POST | /ledger/accounts/lookup  | ;                | 406
          POST | /ledger/accounts/lookup  | ,;,              | 406
          POST | /ledger/accounts/lookup  | ;q=1, */*        | 200
          GET  | /ledger/transfers/1/outcome | text/html     | 406
          GET  | /ledger/transfers/1/outcome | application/octet-stream | 406
          POST | /ledger/transfers/1/outcome | application/octet-stream | 406
          GET  | /ledger/transfers/1/outcome | application/* | 200
          """)
  void wishesForAForm(String method, String path, String accept, int status) {
    byte[] body = (method.equals("POST") ? ONE_ID : "").getBytes(StandardCharsets.UTF_8);
    String type = body.length == 0 ? "" : LedgerHttp.JSON;
    HttpResponse<byte[]> answer = http().send(method, path, type, body, "Accept", accept);
    assertEquals(status, answer.statusCode(), LedgerHttp.text(answer));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET    | /ledger/accounts/1/transfers?limit=1&limit=2
          GET    | /ledger/accounts/1/transfers?flags=DEBITS&flags=CREDITS
          GET    | /ledger/transfers/1/outcome?deadlineMs=1&deadlineMs=1
          GET    | /ledger/transfers/1/outcome?deadlineMs=abc
          GET    | /ledger/transfers/1/references?deadlineMs=abc
          DELETE | /ledger/transfers/1/references?deadlineMs=abc
          """)
  void parametersThatSayNothingClear(String method, String path) {
    HttpResponse<byte[]> answer = http().send(method, path, "", new byte[0]);
    assertEquals(400, answer.statusCode(), LedgerHttp.text(answer));
    assertTrue(LedgerHttp.text(answer).contains("/problems/bad-request"));
  }

  @ParameterizedTest
  @CsvSource({"0", "16", "63", "65", "128", "1280"})
  void aFilterOfAnotherLengthIsMalformed(int bytes) {
    byte[] body = new byte[bytes];
    HttpResponse<byte[]> answer =
        http().send("POST", "/ledger/transfers/query", LedgerHttp.RECORDS, body);
    JsonNode problem = http().json(answer, 400);
    assertTrue(problem.path("type").asText().endsWith("/malformed"), problem.toString());
    assertEquals(bytes + " bytes", problem.at("/faults/0/found").asText());
  }

  @Test
  void accountsAsTheFieldKnowsThemHaveNoLineInJsonEither() {
    String account = "[{\"id\": 7, \"ledger\": 1, \"code\": 1}]";
    http().post("/ledger/accounts", account);
    assertTrue(
        http().post("/ledger/accounts/lookup", "[7]").at("/accounts/0").has("line"));
    JsonNode found =
        http().post("/ledger/accounts/lookup?record=128", "[7]").at("/accounts/0");
    assertFalse(found.has("line"), found.toString());
    assertEquals("7", found.path("id").asText());
  }

  @Test
  void everyResultIsPublished() {
    JsonNode schemas = http().get("/openapi.json", 200).at("/components/schemas");
    checkPublished(AccountResult.values(), schemas.path("LedgerAccountResults"));
    checkPublished(TransferResult.values(), schemas.path("LedgerTransferResults"));
    checkPublished(LineResult.values(), schemas.path("LedgerLineResults"));
  }

  private static void checkPublished(Enum<?>[] results, JsonNode schema) {
    List<String> published = new ArrayList<>();
    schema
        .at("/properties/results/items/properties/result/enum")
        .forEach(name -> published.add(name.asText()));
    assertEquals(Arrays.stream(results).map(Enum::name).toList(), published);
  }

  @Test
  void anIdThatFailedForEverSaysSoWithoutADecision() {
    String accounts = "[{\"id\": 8, \"ledger\": 1, \"code\": 1}]";
    http().post("/ledger/accounts", accounts);
    String failed =
        "[{\"id\": 801, \"debitAccountId\": 8, \"creditAccountId\": 99, \"amount\": 1,"
            + " \"ledger\": 1, \"code\": 1}]";
    String url = "/ledger/transfers/801/outcome";
    assertEquals("NOT_CREATED", http().get(url, 200).path("outcome").asText());
    assertEquals(
        "CREDIT_ACCOUNT_NOT_FOUND",
        http().post("/ledger/transfers", failed).at("/results/0/result").asText());
    JsonNode outcome = http().get(url, 200);
    assertEquals("FAILED_FOR_EVER", outcome.path("outcome").asText());
    assertEquals(0, outcome.path("transfers").size());
  }

  /// More transfers than one question looks at, and one that is asked for at their end.
  @Test
  void aListThatIsSearchedInPartsSaysWhereItGoesOn() {
    http().post(
        "/ledger/accounts",
        "[{\"id\": 21, \"ledger\": 9, \"code\": 1}, {\"id\": 22, \"ledger\": 9, \"code\": 1},"
            + " {\"id\": 23, \"ledger\": 9, \"code\": 1}]");
    int batches = 33;
    for (int i = 0; i < batches; i++) {
      Transfers batch = Transfers.ofCapacity(Transfers.COUNT_MAX);
      for (int j = 0; j < batch.count(); j++) {
        boolean isWanted = i == batches - 1 && j == 8_000;
        batch.at(j).set(
            1_000_000L + i * 10_000L + j, 21, isWanted ? 23 : 22, 1, 9, isWanted ? 66 : 1);
      }
      http().postRecords("/ledger/transfers", batch.bytes());
    }
    String wanted = Long.toString(1_000_000L + (batches - 1) * 10_000L + 8_000);
    JsonNode first = http().post("/ledger/transfers/query", "{\"code\": 66}");
    assertEquals(0, first.path("transfers").size());
    String from = first.at("/next/timestampMin").asText();
    JsonNode second =
        http().post("/ledger/transfers/query", "{\"code\": 66, \"timestampMin\": " + from + "}");
    assertEquals(wanted, second.at("/transfers/0/id").asText());
    assertFalse(second.has("next"), second.toString());
    HttpResponse<byte[]> records =
        http().send(
            "POST", "/ledger/transfers/query", LedgerHttp.JSON,
            "{\"code\": 66}".getBytes(StandardCharsets.UTF_8), "Accept", LedgerHttp.RECORDS);
    assertEquals(from, records.headers().firstValue("Kontor-Next").orElse(""));
    assertEquals(
        wanted,
        http().get("/ledger/accounts/23/transfers", 200).at("/transfers/0/id").asText(),
        "an account with few is found at once");
  }
}
