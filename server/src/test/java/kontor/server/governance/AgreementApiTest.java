package kontor.server.governance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import kontor.server.KontorServer;
import kontor.server.ServerConfig;
import kontor.server.agreement.AgreementReader;
import kontor.server.agreement.AgreementText;
import kontor.server.agreement.Signing;
import kontor.server.gateway.Project;
import kontor.server.scenario.ScenarioReader;
import kontor.server.scenario.ScenarioRunner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Agreements by real HTTP: the text of an example is entered, agreed, signed and ratified; what
/// is wrong is told with its line.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgreementApiTest {

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
    Path file = data.resolve("parties.scenario");
    Files.writeString(
        file,
        """
        persons "M. Sousa" and "C. Lima"
        currency BRL 2
        currency ARS 2
        institution CIBRBRB0
        institution CIARARB0
        calendar BR rest SATURDAY SUNDAY
          holiday 2026-02-16 "Carnival"
        calendar AR rest SATURDAY SUNDAY
          holiday 2026-02-16 "Carnaval"
        zone America/Sao_Paulo
        zone America/Argentina/Buenos_Aires
        """);
    ScenarioReader.Result read = ScenarioReader.read(file);
    assertEquals(List.of(), read.faults());
    assertEquals(List.of(), new ScenarioRunner(server, read.scenario()).enterAll());
  }

  @AfterAll
  void stop() {
    server().close();
  }

  private KontorServer server() {
    return Objects.requireNonNull(started, "the server did not start");
  }

  @Test
  void anAgreementIsEnteredAgreedSignedAndRatified() throws Exception {
    String text = example();
    JsonNode entered = post("/agreements", body().put("text", text), 200);
    List<String> results = new ArrayList<>();
    entered.path("results").forEach(r -> results.add(r.path("result").asText()));
    assertEquals(9, results.size(), entered.toString());
    assertTrue(results.stream().allMatch("DONE"::equals), results.toString());
    String digest = entered.path("digest").asText();
    assertEquals(
        digest, Signing.items(read(text)).getFirst().digest().toString(),
        "what is signed offline is what the node asks for");
    // Entered again, all is there.
    post("/agreements", body().put("text", text), 200).path("results").forEach(
        result -> assertEquals("ALREADY_EXISTS", result.path("result").asText()));

    String other = "0".repeat(64);
    assertEquals(
        "TEXT_DIFFERS",
        post("/agreements/1/agree", party("CIBRBRB0").put("digest", other), 409)
            .path("objection").asText());
    assertEquals(
        "STATE_DOES_NOT_ALLOW",
        post("/agreements/1/sign", party("CIBRBRB0").put("digest", digest), 409)
            .path("objection").asText());
    for (String step : List.of("agree", "sign")) {
      for (String party : List.of("CIBRBRB0", "CIARARB0")) {
        post("/agreements/1/" + step, party(party).put("digest", digest), 200);
        // Said again it is known; said of another text it is not.
        assertEquals(
            "ALREADY_EXISTS",
            post("/agreements/1/" + step, party(party).put("digest", digest), 200)
                .path("result").asText());
        assertEquals(
            "TEXT_DIFFERS",
            post("/agreements/1/" + step, party(party).put("digest", other), 409)
                .path("objection").asText());
      }
    }
    post("/agreements/1/ratify", party("CIBRBRB0"), 200);
    JsonNode last = post("/agreements/1/ratify", party("CIARARB0"), 200);
    assertTrue(last.path("events").toString().contains("EntryIntoForceSet"), last.toString());

    JsonNode shown = get("/agreements/1", 200);
    assertEquals("RATIFIED", shown.path("state").asText());
    String inForce = shown.path("inForceFrom").asText();
    JsonNode eligible =
        get("/agreements/1/eligible?class=PENSION&amount=BRL+1.00&on=" + inForce, 200);
    assertEquals("ELIGIBLE PENSION",
        eligible.path("verdict").asText() + " " + eligible.path("rule").asText());
    get("/agreements/1/eligible?class=PENSION&on=" + inForce, 400);
    get("/agreements/1/eligible?amount=BRL+1.00&on=2020-01-01", 404);
    get("/agreements/9/eligible?amount=BRL+1.00", 404);
    List<String> acts = new ArrayList<>();
    shown.path("acts").forEach(
        act -> acts.add(act.path("act").asText() + " " + act.path("party").asText()));
    assertEquals(
        List.of("TextAgreed CIBRBRB0", "TextAgreed CIARARB0", "AgreementSigned CIBRBRB0",
            "AgreementSigned CIARARB0", "AgreementRatified CIBRBRB0",
            "AgreementRatified CIARARB0"),
        acts);
    String day = shown.path("inForceFrom").asText();
    assertTrue(day.compareTo("2026-01-01") >= 0, day);

    addsAnAnnex(text, digest);
    ends();
  }

  private void addsAnAnnex(String text, String digest) throws Exception {
    // A version that comes later is proposed with the whole text, and signed by itself.
    String longer =
        text + "\nannex fees version 2 from 2029-07-16\n  penalty LATE_RETURN BRL 50.00\n";
    JsonNode entered = post("/agreements", body().put("text", longer), 200);
    Signing.Item item = Signing.items(read(longer + signed(digest))).getLast();
    JsonNode last = entered;
    for (String party : List.of("CIBRBRB0", "CIARARB0")) {
      last =
          post(
              "/agreements/1/annexes/fees/2/sign",
              party(party).put("digest", item.digest().toString()), 200);
    }
    assertTrue(last.path("events").toString().contains("AnnexConcluded"), last.toString());

    holdsOnItsDay();
    isShownAsItWasEntered(longer);
  }

  private void holdsOnItsDay() throws Exception {
    JsonNode later = get("/agreements/1?on=2029-07-16", 200);
    assertEquals(true, later.path("inForce").asBoolean());
    List<String> holding = new ArrayList<>();
    later.path("annexes").forEach(
        a -> holding.add(a.path("kind").asText() + " " + a.path("version").asInt()));
    assertEquals(
        List.of("SETTLEMENT 1", "RATES 2", "CALENDAR 1", "FEES 2", "OPERATIONS 1", "LIMITS 1",
            "RETURNS 1"),
        holding);
    assertEquals(false, get("/agreements/1?on=2031-01-01", 200).path("inForce").asBoolean());
  }

  private void isShownAsItWasEntered(String longer) throws Exception {
    // What the node shows is the text that was entered, signed, with its own calendars.
    AgreementText node = read(text("/agreements/1/text"));
    assertEquals(read(longer).frame(), node.frame());
    assertEquals(read(longer).annexes(), node.annexes());
    assertEquals(4, node.signatures().size());
    AgreementReader.Result result =
        AgreementReader.read(text("/agreements/1/text").getBytes(StandardCharsets.UTF_8));
    assertEquals(List.of(), result.faults());
    assertEquals(List.of(), result.unsigned());
  }

  private void ends() throws Exception {
    // It comes into force on a later day, so there is nothing to suspend yet.
    ObjectNode suspension = party("CIARARB0").put("reason", "unpaid balance");
    assertEquals(
        "STATE_DOES_NOT_ALLOW",
        post("/agreements/1/suspend", suspension, 409).path("objection").asText());
    post("/agreements/1/resume", party("CIARARB0"), 409);
    post("/agreements/1/terminate", party("CIARARB0").put("from", "2029-12-01"), 200);
    assertEquals("2029-12-01", get("/agreements/1", 200).path("endsBefore").asText());
    assertEquals(false, get("/agreements/1?on=2029-12-01", 200).path("inForce").asBoolean());
    assertEquals(1, get("/agreements?state=RATIFIED", 200).path("agreements").size());
  }

  /// A line that says that the first party signed the text with this digest.
  private static String signed(String digest) {
    return "signature CIBRBRB0 agreement " + digest + " by \"M. Sousa\" and \"C. Lima\"\n";
  }

  @Test
  void treatiesAreRegisteredAndListed() throws Exception {
    for (int number = 1; number <= 20; number++) {
      ObjectNode treaty = body().put("number", number);
      treaty.putArray("parties").add("BR").add(number % 2 == 0 ? "AR" : "VE");
      treaty.put("subject", "Contract " + number).put("field", number < 8 ? "energy" : "trade");
      treaty.put("state", number < 18 ? "SIGNED" : "DRAFT").put("until", "2030-12-31");
      if (number < 18) {
        treaty.put("signed", "2026-11-" + (10 + number));
      }
      ObjectNode impossible = treaty.deepCopy().put("signed", "2031-01-01");
      assertTrue(
          post("/treaties", impossible, 400)
              .path("detail").asText().startsWith("\"until\" is before \"signed\""));
      post("/treaties", treaty, 200);
    }
    String period = "signedFrom=2026-11-01&signedUntil=2026-11-30";
    assertEquals(
        10,
        get("/treaties?" + period + "&endsUntil=2030-12-31&field=trade", 200)
            .path("count").asInt());
    assertEquals(
        "{\"entries\":13,\"signed\":10,\"lastEnd\":\"2030-12-31\",\"openEnded\":0}",
        get("/treaties/totals?field=trade&" + period, 200).toString());
    assertEquals(3, get("/treaties?state=DRAFT&field=trade", 200).path("count").asInt());
    assertEquals(4, get("/treaties?field=energy&party=VE", 200).path("count").asInt());
    assertEquals(0, get("/treaties?endsUntil=2029-01-01", 200).path("count").asInt());
    ObjectNode last =
        body().put("subject", "Contract 20").put("field", "trade").put("state", "IN_FORCE");
    last.putArray("parties").add("BR").add("AR");
    post("/treaties/20", last, 200);
    JsonNode found = get("/treaties?state=in_force", 200).path("treaties").path(0);
    assertEquals(20, found.path("number").asInt());
    assertEquals("TREATY_UNKNOWN", post("/treaties/99", last, 409).path("objection").asText());
    post("/treaties", body().put("number", 1), 400);
    get("/treaties?signedFrom=November", 400);
    get("/treaties?state=RUNNING", 400);
  }

  @Test
  void faultsOfATextAreToldWithTheirLines() throws Exception {
    String faulty = example().replace("model RECIPROCAL", "model PROVIDER");
    JsonNode problem = post("/agreements", body().put("text", faulty), 422);
    assertEquals("annex settlement version 1", problem.at("/faults/0/place").asText());
    assertTrue(problem.path("detail").asText().contains("has no provider"), problem.toString());
    JsonNode checked =
        post("/agreements/check", json.createObjectNode().put("text", faulty), 200);
    assertEquals(problem.path("faults"), checked.path("faults"));
    assertEquals(false, checked.path("valid").asBoolean());
    JsonNode sound =
        post("/agreements/check", json.createObjectNode().put("text", example()), 200);
    assertEquals(true, sound.path("valid").asBoolean());
    assertEquals("CIARARB0", sound.at("/agreement/parties/1/institution").asText());
  }

  @Test
  void whatIsNotUnderstoodIsTold() throws Exception {
    get("/agreements/77", 404);
    get("/agreements/x", 400);
    post("/agreements/1/agree", body(), 400);
    post("/agreements/one/ratify", party("CIBRBRB0"), 400);
    post("/agreements/1/annexes/fee/1/withdraw", party("CIBRBRB0"), 400);
    post("/agreements/1/sign", party("CIBRBRB0").put("digest", "x"), 400);
    assertEquals(
        "AGREEMENT_UNKNOWN",
        post("/agreements/77/ratify", party("CIBRBRB0"), 409).path("objection").asText());
    ObjectNode alone = party("CIBRBRB0").put("checker", "M. Sousa");
    assertEquals(
        "FOUR_EYES_MISSING",
        post("/agreements/77/ratify", alone, 409).path("objection").asText());
  }

  @Test
  void calculatorsAnswerByHttp() throws Exception {
    assertEquals(
        "{\"a\":\"108.88670\",\"b\":\"5.02520\",\"priceOfBInA\":\"21.66815\","
            + "\"priceOfAInB\":\"0.04615\"}",
        get("/calculators/rate/fix?a=108.88670&b=5.02520&profile=FIVE_STEP:5", 200).toString());
    assertEquals(
        "46150.00",
        get("/calculators/rate/convert?amount=1000000.00&from=ARS&to=BRL&rate=0.04615", 200)
            .path("result").asText());
    assertEquals(
        "2.32",
        get("/calculators/currency/redenominate?amount=2318042.50&factor=1000000", 200)
            .path("result").asText());
    assertEquals(
        "1.80",
        get("/calculators/currency/redenominate?amount=180000000000000&from=VEB&to=VED", 200)
            .path("result").asText());
    get("/calculators/rate/fix?a=1&b=900000&profile=HALF_UP:2", 422);
    get("/calculators/rate/fix?a=1&b=2", 400);
    get("/calculators/rate/convert?amount=1.00&from=ARS&to=BRL&rate=2&mode=FIVE_STEP", 400);
    get("/calculators/rate/convert?amount=0.001&from=ARS&to=BRL&rate=2", 400);
    get("/calculators/rate/convert?amount=1&from=ARS&to=ARS&rate=2", 400);
    get("/calculators/rate/convert?amount=1&from=ARS&to=BRL&rate=2&mode=FIVE_STEP", 400);
    get("/calculators/rate/convert?amount=0.01&from=ARS&to=BRL&rate=0.04615", 422);
    get("/calculators/currency/redenominate?amount=5&from=VED&to=VEB", 422);
    assertEquals(
        "0.00",
        get("/calculators/currency/redenominate?amount=0&factor=1000000", 200)
            .path("result").asText());
  }

  /// Numbers are written as on the command line, and each is in the address once.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rate/convert?amount=.5&from=ARS&to=BRL&rate=2 | amount \".5\" is not a number",
        "rate/convert?amount=5.&from=ARS&to=BRL&rate=2 | amount \"5.\" is not a number",
        "rate/convert?amount=-5&from=ARS&to=BRL&rate=2 | amount \"-5\" is not a number",
        "rate/convert?amount=5&from=ARS&to=BRL&rate=.5 | rate \".5\" is not a number",
        "rate/convert?amount=5&from=ARS&to=BRL&rate=1234567890123456789 | rate has more than 18",
        "rate/convert?amount=5&from=ARS&to=BRL&rate=0.00 | rate is zero",
        "rate/convert?amount=0&from=ARS&to=BRL&rate=2 | amount is zero; give a sum above zero",
        "rate/quote?amount=0&from=EUR&to=SGD&base=1.5 | amount is zero; give a sum above zero",
        "rate/quote?amount=5&from=EUR&to=SGD&base=1.5&base=1.6 | base is in the address 2 times",
        "rate/quote?amount=5&from=EUR&to=SGD&base=1.5&tiers=0:5 | a tier's threshold is above zero",
        "rate/fix?a=1.&b=2&profile=HALF_UP:2 | a \"1.\" is not a number",
        "currency/redenominate?amount=5&factor=0 | factor is zero",
      })
  void calculatorsTellWhatIsWrong(String path, String said) throws Exception {
    String detail = get("/calculators/" + path, 400).path("detail").asText();
    assertTrue(detail.contains(said), detail);
  }

  private static AgreementText read(String text) {
    AgreementReader.Result result = AgreementReader.read(text.getBytes(StandardCharsets.UTF_8));
    return Objects.requireNonNull(result.agreement(), result.faults().toString());
  }

  private static String example() throws Exception {
    return Files.readString(Project.ROOT.resolve("examples/brazil-argentina.agreement"));
  }

  private ObjectNode body() {
    return json.createObjectNode().put("maker", "M. Sousa").put("checker", "C. Lima");
  }

  private ObjectNode party(String bic) {
    return body().put("party", bic);
  }

  private String text(String path) throws Exception {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(uri(path)).GET().build(),
            HttpResponse.BodyHandlers.ofString());
    assertEquals(200, response.statusCode(), response.body());
    return response.body();
  }

  private JsonNode get(String path, int status) throws Exception {
    return exchange(HttpRequest.newBuilder(uri(path)).GET().build(), status);
  }

  private JsonNode post(String path, ObjectNode body, int status) throws Exception {
    return exchange(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
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
