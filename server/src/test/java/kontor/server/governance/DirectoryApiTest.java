package kontor.server.governance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import kontor.cli.Main;
import kontor.server.KontorServer;
import kontor.server.ServerConfig;
import kontor.server.gateway.Project;
import kontor.server.scenario.ScenarioReader;
import kontor.server.scenario.ScenarioRunner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// The directory by real HTTP and from the command line, beside a day's payments.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DirectoryApiTest {

  private static final String BY = "\"maker\":\"M. Sousa\",\"checker\":\"C. Lima\"";
  private static final String TODAY = LocalDate.now(ZoneOffset.UTC).toString();

  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private @Nullable KontorServer started;

  @BeforeAll
  void start(@TempDir Path data) throws Exception {
    KontorServer server =
        KontorServer.start(
            ServerConfig.of(data.resolve("node"))
                .withHttp(new ServerConfig.Http("127.0.0.1", 0)));
    started = server;
    enter(server, Project.ROOT.resolve("examples/day.scenario"));
    Path file = data.resolve("directory.scenario");
    Files.writeString(
        file,
        """
        persons "M. Sousa" "C. Lima"
        member BNAABRS0 DIRECT_BANK via CIBRBRB0 lei 5493001KJTIIGC8Y1R12 name "Banco A"
        member BNXXBRS0 INDIRECT_BANK via BNAABRS0 code "ISPB 00038166" name "Banco X"
        standing BNXXBRS0 ADMITTED "its contract is signed"
        standing BNXXBRS0 ACTIVE "it was tested"
        """);
    enter(server, file);
  }

  private static void enter(KontorServer server, Path file) {
    ScenarioReader.Result read = ScenarioReader.read(file);
    assertEquals(List.of(), read.faults());
    ScenarioRunner runner = new ScenarioRunner(server, read.scenario());
    assertEquals(List.of(), runner.enterAll());
    runner.sendAll();
  }

  @AfterAll
  void stop() {
    server().close();
  }

  private KontorServer server() {
    return Objects.requireNonNull(started, "the server did not start");
  }

  @Test
  @Order(1)
  void aMemberHasAccountsAndSteps() throws Exception {
    JsonNode member = get("/directory/members/BNXXBRS0", 200);
    assertEquals("INDIRECT_BANK", member.path("kind").asText());
    assertEquals("ACTIVE", member.path("standing").asText());
    assertEquals("ISPB 00038166", member.path("nationalCode").asText());
    JsonNode account = member.path("accounts").path(0);
    assertEquals("BNAABRS0", account.path("owner").asText(), "it settles over its direct bank");
    assertEquals("CIBRBRB0", account.path("servicer").asText());
    assertTrue(account.path("agreements").size() > 0, account.toString());
    assertEquals(
        "its contract is signed", member.path("steps").path(1).path("reason").asText());
    JsonNode direct = get("/directory/members/BNAABRS0", 200);
    assertEquals("ACTIVE", direct.path("standing").asText(), "as it was admitted before");
    get("/directory/members/XXXXXXX1", 404);
    get("/directory/members/XX", 400);
  }

  @Test
  @Order(2)
  void theListOfTodayIsPublishedOnceAndItsDigestIsThatOfItsBytes() throws Exception {
    get("/directory?on=" + TODAY, 404);
    JsonNode published = post("/directory/publish", "{" + BY + "}", 200);
    assertEquals("[\"DirectoryPublished\"]", published.path("events").toString());
    JsonNode again = post("/directory/publish", "{" + BY + "}", 200);
    assertEquals("ALREADY_EXISTS", again.path("result").asText());
    JsonNode list = get("/directory?on=" + TODAY, 200);
    String text = list.path("list").asText();
    assertTrue(text.startsWith("kontor directory 1\n" + TODAY + "\n"), text);
    assertTrue(
        text.contains(
            "BNAABRS0\tDIRECT_BANK\tACTIVE\tCIBRBRB0\t5493001KJTIIGC8Y1R12\t-\tBanco A\n"),
        text);
    assertTrue(
        text.contains(
            "BNXXBRS0\tINDIRECT_BANK\tACTIVE\tBNAABRS0\t-\tISPB 00038166\tBanco X\n"),
        text);
    assertTrue(text.contains("CIBRBRB0\tINSTITUTION\tACTIVE\tCIBRBRB0\t-\t-\t-\n"), text);
    assertEquals(text.lines().count() - 2, list.path("participants").asLong());
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String digest =
        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    assertEquals(digest, list.path("digest").asText());
    HttpResponse<byte[]> file =
        client.send(
            HttpRequest.newBuilder(uri("/directory/list")).GET().build(),
            HttpResponse.BodyHandlers.ofByteArray());
    assertEquals(text, new String(file.body(), StandardCharsets.UTF_8));
    assertEquals(
        "SHA-256 " + digest, file.headers().firstValue("Kontor-Digest").orElse(""));
    assertEquals(text, kontor(0, "directory", "show", "--on", TODAY));
    get("/directory?on=1999-01-01", 404);
    get("/directory?on=today", 400);
  }

  @Test
  @Order(3)
  void tieringShowsSharesThatAddUp() throws Exception {
    JsonNode banks = get("/directory/tiering?threshold=0", 200).path("banks");
    assertTrue(banks.size() > 0, "the day's payments settled today");
    for (JsonNode bank : banks) {
      assertEquals("DIRECT", bank.path("tier").asText());
      assertEquals(1000, bank.path("sharePermille").asInt());
      assertEquals(false, bank.path("isMaterial").asBoolean());
    }
    assertTrue(kontor(0, "directory", "tiering").contains("1000 ‰"));
    get("/directory/tiering?threshold=1001", 400);
    get("/directory/tiering?from=x", 400);
  }

  @Test
  @Order(4)
  void changesAreRefusedWithTheirReason() throws Exception {
    String bad =
        "{\"bic\":\"BNYYBRS0\",\"kind\":\"DIRECT_BANK\",\"via\":\"CIBRBRB0\",\"name\":\"Y\","
            + "\"lei\":\"5493001KJTIIGC8Y1R13\"," + BY + "}";
    assertEquals("LEI_INVALID", objection("/directory/apply", bad));
    assertEquals(
        "DONE",
        post("/directory/apply", bad.replace("R13", "R12"), 200).path("result").asText());
    assertEquals(
        "STEP_NOT_ALLOWED",
        objection(
            "/directory/members/BNYYBRS0/standing",
            "{\"standing\":\"SUSPENDED\",\"reason\":\"none\"," + BY + "}"));
    assertEquals(
        "STEP_NOT_ALLOWED",
        objection(
            "/directory/members/BNYYBRS0/withdraw",
            "{\"noticeDays\":30,\"reason\":\"own wish\"," + BY + "}"));
    String withdraw = "{\"noticeDays\":30,\"reason\":\"own wish\"," + BY + "}";
    post("/directory/members/BNXXBRS0/withdraw", withdraw, 200);
    assertTrue(get("/directory/members/BNXXBRS0", 200).has("noticeUntil"));
    post("/directory/apply", bad.replace("DIRECT_BANK", "BANK"), 400);
    assertTrue(kontor(0, "directory", "show", "BNXXBRS0").contains("WITHDRAWN own wish"));
    assertTrue(kontor(0, "directory", "show").contains("BNXXBRS0    INDIRECT_BANK    WITHDRAWN"));
    assertEquals("", kontor(1, "directory", "show", "XXXXXXX1"));
    assertEquals("", kontor(2, "directory", "show", "BNXXBRS0", "--on", TODAY));
  }

  private String kontor(int exitCode, String... arguments) {
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--url";
    all[arguments.length + 1] = "http://127.0.0.1:" + server().port();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        Main.run(
            all,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    assertEquals(exitCode, exit, err.toString(StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  private String objection(String path, String body) throws Exception {
    return post(path, body, 409).path("objection").asText();
  }

  private JsonNode get(String path, int status) throws Exception {
    return exchange(HttpRequest.newBuilder(uri(path)).GET().build(), status);
  }

  private JsonNode post(String path, String body, int status) throws Exception {
    return exchange(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        status);
  }

  private JsonNode exchange(HttpRequest request, int status) throws Exception {
    HttpResponse<String> response =
        client.send(request, HttpResponse.BodyHandlers.ofString());
    assertEquals(status, response.statusCode(), response.body());
    return json.readTree(response.body());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server().port() + path);
  }
}
