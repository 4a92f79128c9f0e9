package kontor.server.governance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpRules;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import kontor.cli.Main;
import kontor.cluster.LogClock;
import kontor.engine.Engine;
import kontor.engine.RecordedEvent;
import kontor.engine.terms.PaymentId;
import kontor.readside.AgreementDetails;
import kontor.readside.OutboxWriter;
import kontor.readside.PaymentDetails;
import kontor.readside.Projector;
import kontor.readside.Queries;
import kontor.readside.ReadDatabase;
import kontor.server.api.Json;
import kontor.server.console.ConsoleRoutes;
import kontor.server.console.LiveFeed;
import kontor.server.gateway.Project;
import kontor.server.http.Guard;
import kontor.server.scenario.Rehearsal;
import kontor.server.scenario.ScenarioReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What an annex on operations said, and would say now, by HTTP, command line and page (F05),
/// after the day of `examples/goods.scenario`. A node of today cannot live in that day, so the
/// commands of the rehearsal are applied, and the routes stand over the database that they lead to.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EligibilityApiTest {

  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private @Nullable ReadDatabase opened;
  private @Nullable WebServer started;
  private String out = "";
  private String err = "";

  @BeforeAll
  void start(@TempDir Path data) {
    ReadDatabase database = ReadDatabase.open(data.resolve("read.db"));
    opened = database;
    project(new Projector(database, OutboxWriter.NONE));
    Queries queries = new Queries(database);
    HttpRouting.Builder routing = HttpRouting.builder();
    routing.register(
        new ConsoleRoutes(queries, new LiveFeed(), (by, change) -> null, LogClock.MACHINE));
    routing.register(rules -> routes(rules, queries));
    started =
        WebServer.builder().host("127.0.0.1").port(0).shutdownHook(false).routing(routing)
            .build().start();
  }

  private static void project(Projector projector) {
    ScenarioReader.Result read =
        ScenarioReader.read(Project.ROOT.resolve("examples/goods.scenario"));
    assertEquals(List.of(), read.faults());
    Engine engine = new Engine();
    for (Rehearsal.Logged logged : Rehearsal.of(read.scenario()).log()) {
      List<RecordedEvent> events = new ArrayList<>();
      engine.apply(
          logged.position(),
          logged.timestampMs(),
          logged.command(),
          event ->
              events.add(
                  new RecordedEvent(
                      logged.position(), events.size(), logged.timestampMs(), event)));
      projector.apply(events);
    }
  }

  private static void routes(HttpRules rules, Queries queries) {
    Guard.get(rules, "/payments/{uetr}", (request, response) -> {
      String uetr = request.path().pathParameters().get("uetr");
      PaymentDetails details =
          Objects.requireNonNull(queries.payment(PaymentId.ofUetr(uetr)), uetr);
      ChangeDesk.send(response, Json.paymentDetails(details));
    });
    Guard.get(rules, "/agreements/{agreement}/eligible", (request, response) -> {
      AgreementDetails details =
          Objects.requireNonNull(
              queries.livingAgreement(AgreementRoutes.number(request, "agreement")));
      ChangeDesk.send(response, new EligibilityRoute(queries).answer(request, details));
    });
  }

  @AfterAll
  void stop() {
    Objects.requireNonNull(started, "not started").stop();
    Objects.requireNonNull(opened, "not opened").close();
  }

  /// The payment of that name in the story.
  private static String uetr(String name) {
    return Rehearsal.payment(name).uetr();
  }

  @Test
  void theRuleIsShownWhereAPaymentIs() throws Exception {
    check("WHEAT", "SETTLED GOODS ELIGIBLE FITS CEREALS []");
    check("INSULIN-1", "SETTLED GOODS ELIGIBLE FITS INSULIN []");
    check(
        "INSULIN-2",
        "REJECTED GOODS NEEDS_DOCUMENTS DOCUMENTS_MISSING GOODS-BRL-10000.00"
            + " [\"customs declaration\"]");
    check(
        "LATHES",
        "REJECTED GOODS NEEDS_LICENCE GOODS_NEED_LICENCE MACHINE-TOOLS [\"845811\"]");
    check("RIFLES", "REJECTED GOODS INELIGIBLE GOODS_DENIED ARMS []");
    check("UNNAMED", "REJECTED GOODS INELIGIBLE GOODS_NOT_STATED goods []");
    check("SILENT", "REJECTED null INELIGIBLE CLASS_NOT_STATED class []");
    check("ADVICE", "REJECTED SERVICES INELIGIBLE CLASS_NOT_LISTED class []");
    check("OLD", "REJECTED GOODS INELIGIBLE TENOR_TOO_LONG GOODS []");
    check("PENSION", "SETTLED PENSION ELIGIBLE FITS PENSION []");
    check("WAITING", "EXPIRED GOODS ELIGIBLE FITS CEREALS []");
    check("LATE-1", "REJECTED GOODS INELIGIBLE DAY_CEILING_EXCEEDED GOODS []");
    assertEquals(
        "RR04 V61",
        get("/payments/" + uetr("LATHES"), 200).at("/reasons/0/code").asText() + " "
            + get("/payments/" + uetr("LATHES"), 200).at("/reasons/0/rule").asText());
  }

  private void check(String name, String expected) throws Exception {
    JsonNode payment = get("/payments/" + uetr(name), 200);
    JsonNode operation = payment.path("operation");
    assertEquals(1, operation.path("agreement").asInt());
    assertEquals(
        expected,
        payment.path("state").asText() + " " + operation.path("class").asText() + " "
            + operation.path("verdict").asText() + " " + operation.path("finding").asText() + " "
            + operation.path("rule").asText() + " " + operation.path("missing"),
        name);
  }

  @Test
  void theCommandLineAndThePageNameTheRule() throws Exception {
    assertEquals(1, run("payment", uetr("LATHES"), "--url", url()));
    assertTrue(
        out.contains(
            "  GOODS NEEDS_LICENCE by rule MACHINE-TOOLS: a licence is needed for goods 845811\n"),
        out);
    assertEquals(0, run("payment", uetr("WHEAT"), "--url", url()));
    assertTrue(out.contains("  GOODS ELIGIBLE by rule CEREALS: it may be paid\n"), out);
    for (String words :
        List.of(
            "en goods: its goods need a licence",
            "es mercancías: sus mercancías requieren licencia",
            "ru товары: товарам нужна лицензия")) {
      String page = text("/payment/" + uetr("LATHES"), words.substring(0, 2));
      assertTrue(page.contains("MACHINE-TOOLS"), page);
      assertTrue(page.contains("845811"), page);
      assertTrue(page.contains(words.substring(3)), page);
    }
  }

  /// Wheat, insulin and rye took 410149.99 of the day; what was refused and what expired did not.
  @Test
  void whatCouldBePaidNowCountsTheDay() throws Exception {
    String most =
        "/agreements/1/eligible?class=goods&goods=1001&tenor=3"
            + "&documents=invoice,customs%20declaration&on=2026-03-02&amount=";
    JsonNode fits = get(most + encoded("BRL 189850.01"), 200);
    assertEquals("ELIGIBLE", fits.path("verdict").asText(), fits.toString());
    assertEquals("CEREALS", fits.path("rule").asText());
    JsonNode over = get(most + encoded("BRL 189850.02"), 200);
    assertEquals("DAY_CEILING_EXCEEDED", over.path("finding").asText(), over.toString());
    assertEquals("GOODS", over.path("rule").asText());
    assertEquals("[\"BRL 189850.02\"]", over.path("amounts").toString());
    assertEquals(
        "ELIGIBLE",
        get(most.replace("-02&", "-03&") + encoded("BRL 500000.00"), 200).path("verdict")
            .asText(),
        "another day");
    assertEquals(
        1,
        run("agreement", "eligible", "1", "--url", url(), "--class", "GOODS", "--goods", "1001",
            "--tenor", "3", "--documents", "invoice,customs declaration", "--on", "2026-03-02",
            "--amount", "BRL 189850.02", "--json"),
        err);
    assertEquals("DAY_CEILING_EXCEEDED", json.readTree(out).path("finding").asText());
    // From the text alone nothing is known of the day.
    assertEquals(
        0,
        run("agreement", "eligible",
            Project.ROOT.resolve("examples/goods.agreement").toString(), "--class", "GOODS",
            "--goods", "1001", "--tenor", "3", "--documents", "invoice,customs declaration",
            "--on", "2026-03-02", "--amount", "BRL 189850.02"),
        out + err);
  }

  @Test
  void aQuestionThatCannotBeAnsweredSaysWhatHelps() throws Exception {
    String path = "/agreements/1/eligible?on=2026-03-02";
    assertTrue(get(path, 400).path("detail").asText().contains("no sum is given"));
    assertTrue(
        get(path + "&amount=" + encoded("BRL ten"), 400).path("detail").asText()
            .contains("BRL ten"));
    assertTrue(
        get(path + "&class=BARTER&amount=" + encoded("BRL 1.00"), 400).path("detail").asText()
            .contains("GOODS"));
    assertTrue(
        get(path + "&goods=x&amount=" + encoded("BRL 1.00"), 400).path("detail").asText()
            .contains("HS code"));
    get("/agreements/1/eligible?on=2020-01-01&amount=" + encoded("BRL 1.00"), 404);
  }

  private int run(String... arguments) {
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    int code =
        Main.run(
            arguments,
            new PrintStream(outBytes, true, StandardCharsets.UTF_8),
            new PrintStream(errBytes, true, StandardCharsets.UTF_8));
    out = outBytes.toString(StandardCharsets.UTF_8);
    err = errBytes.toString(StandardCharsets.UTF_8);
    return code;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private String url() {
    return uri("").toString();
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + Objects.requireNonNull(started, "not started").port() + path);
  }

  private JsonNode get(String path, int status) throws Exception {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(uri(path)).GET().build(),
            HttpResponse.BodyHandlers.ofString());
    assertEquals(status, response.statusCode(), response.body());
    return json.readTree(response.body());
  }

  private String text(String path, String language) throws Exception {
    return client
        .send(
            HttpRequest.newBuilder(uri(path)).header("Accept-Language", language).GET().build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
