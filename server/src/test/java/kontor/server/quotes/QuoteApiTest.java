package kontor.server.quotes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.List;
import java.util.Objects;
import kontor.cli.Main;
import kontor.server.KontorServer;
import kontor.server.ServerConfig;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Quotes by real HTTP and by the command line: posted, asked for, chosen, paid at.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class QuoteApiTest {

  private static final Path EXAMPLE = Path.of("../examples/day/09-through-the-provider.xml");
  private static final String UETR = "5e771054-0085-409e-a0cf-0020220315b";

  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private @Nullable KontorServer started;
  private int payments;

  @BeforeAll
  void start(@TempDir Path data) throws Exception {
    KontorServer server =
        KontorServer.start(
            ServerConfig.of(data.resolve("node"))
                .withHttp(new ServerConfig.Http("127.0.0.1", 0)));
    started = server;
    Path file = data.resolve("world.scenario");
    Files.writeString(
        file,
        """
        currency INR 2
        currency IDR 2
        institution CIININB0
        institution CIIDIDJ0
        bank BKEEINC0 at CIININB0
        bank BKGGIDJ0 at CIIDIDJ0
        provider FXPVINM0 at CIININB0
        book CIININB0 INR
        account CIININB0 INR BKEEINC0 SETTLEMENT
        account CIININB0 INR FXPVINM0 PROVIDER
        book CIIDIDJ0 IDR
        account CIIDIDJ0 IDR BKGGIDJ0 SETTLEMENT
        account CIIDIDJ0 IDR FXPVINM0 PROVIDER
        agreement 2 version 1 PROVIDER
          between CIININB0 INR and CIIDIDJ0 IDR through FXPVINM0
          from 2022-01-01
          sums HALF_EVEN
          queue 1s
        funds OPENING-1 in CIININB0 INR BKEEINC0 SETTLEMENT 9000000.00
        funds OPENING-2 in CIIDIDJ0 IDR FXPVINM0 PROVIDER 400000000.00
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
  @Order(1)
  void aProviderPostsWhatItPays() throws Exception {
    assertEquals(0, get("/quotes/rates", 200).path("providers").size());
    run(0, "quote", "rate", "INR/IDR", "188.4200", "--provider", "FXPVINM0");
    String again = run(0, "quote", "rate", "INR/IDR", "188.4200", "--provider", "FXPVINM0");
    assertTrue(again.contains("said before"), again);
    run(0, "quote", "tiers", "INR", "500000.00=20", "--provider", "FXPVINM0");
    run(0, "quote", "improve", "BKEEINC0", "5", "--provider", "FXPVINM0");
    assertEquals(
        """
        FXPVINM0
          1 INR = 188.4200 IDR  since T
          from 500000.00 INR: 20 basis points better
          for BKEEINC0: 5 basis points better
        """,
        run(0, "quote", "rates").replaceAll("since \\S+", "since T"));
    String stranger = run(1, "quote", "rate", "INR/IDR", "1", "--provider", "BKEEINC0");
    assertTrue(stranger.contains("only FX providers post rates"), stranger);
  }

  @Test
  @Order(2)
  void aBankAsksAndPaysAtTheQuote() throws Exception {
    JsonNode quote = ask("q1", "750000.00").path("quotes").path(0);
    assertEquals("OFFERED", quote.path("state").asText());
    // 188.42 x 1.002 x 1.0005 = 188.89123842
    assertEquals("188.89123842", quote.path("rate").asText());
    assertEquals("141668428.82", quote.path("destination").path("amount").asText());
    assertEquals(quote, ask("q1", "750000.00").path("quotes").path(0));
    long number = quote.path("quote").asLong();
    run(0, "quote", "select", "" + number, "--client", "BKEEINC0");
    assertEquals("SELECTED", get("/quotes/" + number, 200).path("state").asText());

    // The sum of the example at another rate than the quote's, then the quote's.
    assertTrue(pay("188.4200", quote.path("id").asText()).contains("CH16"));
    assertTrue(pay("188.89123842", quote.path("id").asText()).contains("ACSC"));
    JsonNode used = get("/quotes/" + number, 200);
    assertEquals("CONSUMED", used.path("state").asText());
    assertEquals(UETR + payments, used.path("payment").asText());
    assertTrue(pay("188.89123842", quote.path("id").asText()).contains("AB04"));
    String listed = run(0, "quote", "list", "--client", "BKEEINC0");
    assertTrue(listed.contains("CONSUMED  FXPVINM0  750000.00 INR = 141668428.82 IDR"), listed);
  }

  @Test
  @Order(3)
  void thePaymentTellsItsQuote() throws Exception {
    JsonNode payment = get("/payments/" + UETR + 2, 200);
    assertTrue(payment.toString().contains("quote 1 FXPVINM0"), payment::toString);
  }

  @Test
  @Order(4)
  void whatIsWrongIsNamed() throws Exception {
    assertTrue(pay("188.89123842", "11111111-1111-4111-8111-111111111111").contains("AB04"));
    JsonNode much = post("/quotes", question("q2", "9000000.00", "SOURCE"), 409);
    assertEquals("NO_PROVIDER_OFFERS", much.path("refusal").asText());
    assertEquals("AB04", much.path("reason").asText());
    assertEquals(
        "CONFLICTS_WITH_EARLIER",
        post("/quotes", question("q1", "1.00", "SOURCE"), 409).path("refusal").asText());
    post("/quotes", question("q3", "0", "SOURCE"), 400);
    post("/quotes", question("q3", "1.001", "SOURCE"), 400);
    post("/quotes", question("q3", "1.00", "NEITHER"), 400);
    post("/quotes", question(" ", "1.00", "SOURCE"), 400);
    String sound = question("q3", "1.00", "SOURCE");
    post("/quotes", sound.replaceFirst("\\{", "{\"request\":\"q2\","), 400);
    post("/quotes", "{}", 400);
    post("/quotes/77/select", "{\"client\":\"BKEEINC0\"}", 409);
    post("/quotes/x/select", "{\"client\":\"BKEEINC0\"}", 400);
    get("/quotes/77", 404);
    post(
        "/quotes/rates",
        "{\"provider\":\"FXPVINM0\",\"source\":\"INR\",\"destination\":\"INR\",\"rate\":\"1\"}",
        400);
    post(
        "/quotes/tiers",
        "{\"provider\":\"FXPVINM0\",\"source\":\"INR\",\"tiers\":[{\"from\":\"2.00\","
            + "\"basisPoints\":5},{\"from\":\"1.00\",\"basisPoints\":9}]}",
        400);
    post(
        "/quotes/improvements",
        "{\"provider\":\"FXPVINM0\",\"client\":\"BKEEINC0\",\"basisPoints\":10000}",
        400);
    String usage = run(2, "quote", "rate", "INR", "1", "--provider", "FXPVINM0");
    assertTrue(usage.contains("two currencies"), usage);
  }

  /// What is previewed is what a payment gets that comes right after, whether its provider has the
  /// money or it waits for it: 750,000.00 x 180 x 1.002 x 1.0005, the same at 200, and at 200 for
  /// a sum below the tier, which waits behind the one before.
  @ParameterizedTest
  @Order(5)
  @CsvSource({
    "180.00, 750000.00, 135337635.00, true",
    "200.00, 750000.00, 150375150.00, false",
    "200.00, 400000.00, 80040000.00, false"
  })
  void aPaymentWithoutAQuoteGetsWhatItsCostTold(
      String posted, String amount, String credit, boolean isCovered) throws Exception {
    run(0, "quote", "rate", "INR/IDR", posted, "--provider", "FXPVINM0");
    JsonNode cost =
        get(
            "/cost?agreement=2&amount=" + amount + "&to=IDR&payer=BKEEINC0&payee=BKGGIDJ0", 200);
    assertEquals(credit, cost.path("credit").path("amount").asText(), cost::toString);
    assertEquals("FXPVINM0", cost.path("offer").path("provider").asText());
    assertEquals(isCovered, cost.path("offer").path("isCovered").asBoolean());
    assertFalse(cost.path("isBinding").asBoolean(true), cost::toString);
    payWithoutQuote(amount);
    JsonNode payment = get("/payments/" + UETR + payments, 200);
    assertEquals(cost.path("credit"), payment.path("credit"), payment::toString);
    assertEquals(
        isCovered ? "SETTLED" : "QUEUED", payment.path("state").asText(), payment::toString);
  }

  @Test
  @Order(6)
  void theCostIsToldAsAPreview() {
    String told =
        run(0, "rate", "cost", "--agreement", "2", "--amount", "100000.00", "--to", "IDR");
    assertEquals(
        """
        100000.00 INR are 20000000.00 IDR at 1 INR = 200.00 IDR
          the best that providers hold out now: FXPVINM0; the payment would wait for its money
          receiver gets 20000000.00 IDR, charges shared (SHAR)
          cost unknown: no rate was published for this direction
          a preview, not binding: what holds when the payment is accepted counts
        """,
        told);
  }

  private JsonNode ask(String request, String amount) throws Exception {
    return json.readTree(
        run(
            0, "quote", "ask", "--client", "BKEEINC0", "--payee", "BKGGIDJ0", "--pay", amount,
            "INR", "--to", "IDR", "--day", "2022-03-11", "--request", request, "--json"));
  }

  private static String question(String request, String amount, String fixed) {
    return "{\"request\":\"%s\",\"client\":\"BKEEINC0\",\"payee\":\"BKGGIDJ0\","
            .formatted(request)
        + "\"valueDay\":\"2022-03-11\",\"source\":\"INR\",\"destination\":\"IDR\","
        + "\"amount\":\"%s\",\"fixed\":\"%s\"}".formatted(amount, fixed);
  }

  /// Sends the example of a payment through a provider, at a rate and quote.
  private String pay(String rate, String quote) throws Exception {
    return send(
        Files.readString(EXAMPLE)
            .replace("188.4200</PreAgrdXchgRate>", rate + "</PreAgrdXchgRate><QtId>" + quote
                + "</QtId>"));
  }

  private void payWithoutQuote(String amount) throws Exception {
    send(
        Files.readString(EXAMPLE)
            .replaceFirst("(?s)<AgrdRate>.*</AgrdRate>", "")
            .replace("750000.00", amount));
  }

  /// Sends a message as one that was never sent.
  private String send(String example) throws Exception {
    payments++;
    String message =
        example
            .replace("BKEE-20220311-001", "M" + payments)
            .replace("I0012", "I" + payments)
            .replace("T0012", "T" + payments)
            .replaceFirst(UETR + "c", UETR + payments);
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(uri("/iso20022"))
                .header("content-type", "application/xml")
                .POST(HttpRequest.BodyPublishers.ofString(message))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertEquals(200, answer.statusCode(), answer.body());
    return answer.body();
  }

  private String run(int code, String... arguments) {
    boolean needsNode = code != 2;
    String[] all =
        java.util.stream.Stream.concat(
                java.util.Arrays.stream(arguments),
                needsNode
                    ? java.util.stream.Stream.of("--url", uri("").toString())
                    : java.util.stream.Stream.of())
            .toArray(String[]::new);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream both = new PrintStream(out, true, StandardCharsets.UTF_8);
    assertEquals(code, Main.run(all, both, both), out::toString);
    return out.toString(StandardCharsets.UTF_8);
  }

  private JsonNode get(String path, int status) throws Exception {
    return send(HttpRequest.newBuilder(uri(path)).GET().build(), status);
  }

  private JsonNode post(String path, String body, int status) throws Exception {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        status);
  }

  private JsonNode send(HttpRequest request, int status) throws Exception {
    HttpResponse<String> response =
        client.send(request, HttpResponse.BodyHandlers.ofString());
    assertEquals(status, response.statusCode(), response.body());
    return json.readTree(response.body());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server().port() + path);
  }
}
