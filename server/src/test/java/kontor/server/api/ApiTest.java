package kontor.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The HTTP interface by real HTTP.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiTest {

  private static final String UETR = "5e771007-000c-400f-a014-002022031165";

  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private @Nullable KontorServer started;

  @BeforeAll
  void start(@TempDir Path data) {
    KontorServer server =
        KontorServer.start(
            ServerConfig.of(data).withHttp(new ServerConfig.Http("127.0.0.1", 0)));
    started = server;
    ScenarioReader.Result read =
        ScenarioReader.read(Project.ROOT.resolve("examples/day.scenario"));
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
  void aMessageIsAnsweredByItsStatus() throws Exception {
    HttpResponse<String> answer = post("/iso20022", "application/xml", message("01"));
    assertEquals(200, answer.statusCode());
    assertEquals("ACSC", answer.headers().firstValue("Kontor-Status").orElse(""));
    assertTrue(answer.body().contains("<TxSts>ACSC</TxSts>"), answer.body());
  }

  @Test
  void aRefusalIsAnAnswerToo() throws Exception {
    HttpResponse<String> answer = post("/iso20022", "application/xml", "no message");
    assertEquals(200, answer.statusCode());
    assertEquals(
        "admi.002.001.01", answer.headers().firstValue("Kontor-Message").orElse(""));
  }

  @Test
  void aPaymentShowsBothSidesAndItsRate() throws Exception {
    JsonNode payment = get("/payments/" + UETR, 200);
    assertEquals("SETTLED", payment.path("state").asText());
    assertEquals("46150.00", payment.path("debit").path("amount").asText());
    assertEquals("1000000.00", payment.path("credit").path("amount").asText());
    assertEquals("0.04615", payment.path("rate").path("rate").asText());
    assertEquals("CIBRBRB0", payment.path("from").path("institution").asText());
  }

  /// Under an agreement of one step, by the board's own fixing: no margin and no fees.
  @Test
  void costsAreToldBeforeAndAfterAPayment() throws Exception {
    JsonNode cost = get("/payments/" + UETR, 200).path("cost");
    assertEquals(0, cost.path("totalPpm").asLong(-1), cost.toString());
    assertEquals("0.04615", cost.path("mid").path("rate").asText());
    assertEquals(0, cost.path("charges").size());
    int agreement = get("/payments/" + UETR, 200).path("agreement").asInt();
    JsonNode before = get("/cost?agreement=" + agreement + "&amount=46150.00&to=ARS", 200);
    assertEquals(before.path("credit"), before.path("received"));
    assertEquals("0.0000", before.path("totalPercent").asText());
    assertEquals(
        0, get("/bills?participant=BNCCARB0&month=2022-03", 200).path("lines").size());
    assertTrue(get("/revaluation?institution=CIARARB0", 200).has("days"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream both = new PrintStream(out, true, StandardCharsets.UTF_8);
    assertEquals(
        0,
        Main.run(
            new String[] {"payment", "--url", "http://127.0.0.1:" + server().port(), UETR},
            both, both));
    assertTrue(
        out.toString(StandardCharsets.UTF_8).contains("cost 0.0000 %: fees 0.00 BRL, margin"),
        out::toString);
  }

  @Test
  void whatWasRefusedAtTheDoorIsFoundByItsUetr() throws Exception {
    JsonNode refused = get("/payments/5e771093-00e8-4113-a168-002022031949", 200);
    assertEquals("RJCT", refused.path("status").asText());
    assertEquals("AC03", refused.path("reasons").path(0).path("code").asText());
  }

  @Test
  void problemsSayWhatToDo() throws Exception {
    problem(get("/payments/5e771007-000c-400f-a014-000000000000", 404), "not-found");
    problem(get("/payments/17", 400), "bad-request");
    problem(get("/payments?limit=0", 400), "bad-request");
    problem(get("/payments?state=lost", 400), "bad-request");
    problem(get("/payments?day=yesterday", 400), "bad-request");
    problem(get("/outbox/x", 400), "bad-request");
    problem(get("/nothing/here", 404), "not-found");
    problem(get("/iso20022", 405), "method-not-allowed");
    assertEquals(405, head("/health"));
    assertEquals("ACCEPTING", get("/health", 200).path("state").asText(), "after HEAD");
    problem(json.readTree(post("/payments", "application/xml", "<a/>").body()),
        "method-not-allowed");
    problem(
        json.readTree(post("/outbox/BNAABRS0/ack?position=99999999999", "text/plain", "").body()),
        "bad-request");
    problem(
        json.readTree(post("/outbox/ZZZZZZZ0/ack?position=0", "text/plain", "").body()),
        "not-found");
    problem(json.readTree(post("/iso20022", "application/json", "{}").body()), "not-xml");
    problem(
        json.readTree(post("/iso20022?waitMs=long", "text/xml", "<a/>").body()),
        "bad-request");
  }

  private static void problem(JsonNode problem, String type) {
    assertTrue(problem.path("type").asText().endsWith("/" + type), problem.toString());
    for (String field : List.of("title", "status", "detail", "instance")) {
      assertTrue(problem.hasNonNull(field), field + " is missing in " + problem);
    }
  }

  @Test
  void listsAreThere() throws Exception {
    assertTrue(get("/payments?state=SETTLED&currency=BRL", 200).path("payments").size() > 5);
    assertEquals(
        4, get("/accounts?servicer=CIIDIDJ0", 200).path("accounts").size());
    assertEquals(2, get("/positions", 200).path("positions").size());
    assertEquals(4, get("/rates", 200).path("rates").size());
    assertTrue(get("/turnover", 200).path("turnover").size() > 4);
    assertEquals("ACCEPTING", get("/health", 200).path("state").asText());
    assertEquals("3.1.0", get("/openapi.json", 200).path("openapi").asText());
  }

  @Test
  void theListGoesOnWhereThePageEnds() throws Exception {
    JsonNode first = get("/payments?limit=3", 200);
    JsonNode second = get("/payments?limit=3&before=" + first.path("next").asLong(), 200);
    assertEquals(3, first.path("payments").size());
    assertTrue(
        second.path("payments").path(0).path("number").asLong()
            < first.path("payments").path(2).path("number").asLong());
  }

  @Test
  void anOutboxIsAcknowledgedByPosition() throws Exception {
    JsonNode outbox = get("/outbox/BNCCARB0", 200);
    assertTrue(outbox.path("messages").size() > 3, outbox.toString());
    assertEquals("camt.054.001.08", outbox.path("messages").path(0).path("kind").asText());
    long position = outbox.path("messages").path(0).path("position").asLong();
    assertEquals(
        200, post("/outbox/BNCCARB0/ack?position=" + position, "text/xml", "").statusCode());
    JsonNode later = get("/outbox/BNCCARB0?after=" + position, 200);
    assertTrue(later.path("messages").size() < outbox.path("messages").size());
    assertTrue(get("/outbox/BNCCARB0", 200).path("messages").path(0).path("acknowledged")
        .asBoolean());
  }

  private JsonNode get(String path, int status) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(url(path)).build(), HttpResponse.BodyHandlers.ofString());
    assertEquals(status, response.statusCode(), path + " " + response.body());
    return json.readTree(response.body());
  }

  private int head(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server().port() + path))
            .method("HEAD", HttpRequest.BodyPublishers.noBody())
            .build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private HttpResponse<String> post(String path, String type, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(url(path))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private URI url(String path) {
    return URI.create("http://127.0.0.1:" + server().port() + path);
  }

  private static String message(String number) throws IOException {
    try (var files = Files.list(Project.ROOT.resolve("examples/day"))) {
      Path file =
          files
              .filter(f -> f.getFileName().toString().startsWith(number))
              .findFirst()
              .orElseThrow();
      return Files.readString(file);
    }
  }
}
