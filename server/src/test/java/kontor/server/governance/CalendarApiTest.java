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
import java.time.LocalDate;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Calendars by real HTTP: what a scenario entered is read, what is posted needs two persons.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CalendarApiTest {

  private static final String BY = "\"maker\":\"M. Sousa\",\"checker\":\"C. Lima\"";

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
    Path file = data.resolve("calendars.scenario");
    Files.writeString(
        file,
        """
        persons "M. Sousa" "C. Lima"
        calendar BR rest SATURDAY SUNDAY
          holiday 2026-02-16 "Carnival"
          holiday 2026-02-17 "Carnival"
          half-day 2026-02-18 "Ash Wednesday"
        calendar AR rest SATURDAY SUNDAY
          holiday 2026-02-16 "Carnaval"
          holiday 2026-02-17 "Carnaval"
        zone America/Sao_Paulo
        """);
    ScenarioReader.Result read = ScenarioReader.read(file);
    assertEquals(List.of(), read.faults());
    assertEquals(List.of(), new ScenarioRunner(server, read.scenario()).enterAll());
    assertEquals(
        List.of(), new ScenarioRunner(server, read.scenario()).enterAll(), "entered again");
  }

  @AfterAll
  void stop() {
    server().close();
  }

  private KontorServer server() {
    return Objects.requireNonNull(started, "the server did not start");
  }

  @Test
  void calendarsAndHolidaysAreRead() throws Exception {
    JsonNode first = get("/calendars", 200).path("calendars").path(0);
    assertEquals(
        "{\"country\":\"AR\",\"restDays\":[\"SATURDAY\",\"SUNDAY\"],\"holidays\":2}",
        first.toString());
    JsonNode brazil = get("/calendars/countries/BR", 200);
    assertEquals(
        "{\"day\":\"2026-02-18\",\"length\":\"HALF\",\"name\":\"Ash Wednesday\"}",
        brazil.path("holidays").path(2).toString());
    assertEquals(404, status(get("/calendars/countries/XX", 404)));
    assertEquals(400, status(get("/calendars/countries/brazil", 400)));
  }

  @Test
  void jointDaysAreCounted() throws Exception {
    JsonNode joint = get("/calendars/joint?countries=BR,AR&from=2026-02-13&days=3", 200);
    assertEquals(
        "[{\"day\":\"2026-02-13\",\"kind\":\"BUSINESS_DAY\"},"
            + "{\"day\":\"2026-02-18\",\"kind\":\"HALF_DAY\"},"
            + "{\"day\":\"2026-02-19\",\"kind\":\"BUSINESS_DAY\"}]",
        joint.path("days").toString());
    assertEquals(400, status(get("/calendars/joint", 400)));
    assertEquals(404, status(get("/calendars/joint?countries=BR,XX", 404)));
    assertEquals(400, status(get("/calendars/joint?countries=BR&days=0", 400)));
    assertEquals(400, status(get("/calendars/joint?countries=BR&from=now", 400)));
  }

  @Test
  void zonesComeWithTheirRelease() throws Exception {
    JsonNode zone = get("/calendars/zones", 200).path("zones").path(0);
    assertEquals("America/Sao_Paulo", zone.path("zone").asText());
    assertEquals(
        ZoneRulesProvider.getVersions("America/Sao_Paulo").lastEntry().getKey(),
        zone.path("tzdbVersion").asText());
    assertEquals("2050-01-01T00:00:00Z", zone.path("coveredUntil").asText());
    JsonNode entered =
        post("/calendars/zones/enter", "{\"zone\":\"Europe/Berlin\"," + BY + "}", 200);
    assertEquals("[\"ZoneEntered\"]", entered.path("events").toString());
    JsonNode again =
        post("/calendars/zones/enter", "{\"zone\":\"Europe/Berlin\"," + BY + "}", 200);
    assertEquals("ALREADY_EXISTS", again.path("result").asText());
    post("/calendars/zones/enter", "{\"zone\":\"Europe/Atlantis\"," + BY + "}", 400);
    post("/calendars/zones/enter", "{\"zone\":7," + BY + "}", 400);
  }

  @Test
  void aChangeNeedsTwoPersons() throws Exception {
    String day = LocalDate.now(java.time.ZoneOffset.UTC).plusDays(400).toString();
    String alone =
        "{\"day\":\"%s\",\"name\":\"Census\",\"maker\":\"M. Sousa\",\"checker\":\"M. Sousa\"}";
    JsonNode refused = post("/calendars/countries/AR/holidays", alone.formatted(day), 409);
    assertEquals("FOUR_EYES_MISSING", refused.path("objection").asText());
    post("/calendars/countries/AR/holidays", "{\"day\":\"" + day + "\"}", 400);
    post("/calendars/countries/AR/holidays", "no json", 400);
    post("/calendars/countries/AR/holidays", "[]", 400);
  }

  @Test
  void aHolidayIsDeclared() throws Exception {
    String country =
        "{\"restDays\":[\"FRIDAY\",\"SATURDAY\"],\"holidays\":"
            + "[{\"day\":\"2026-09-23\",\"name\":\"National day\"}]," + BY + "}";
    JsonNode entered = post("/calendars/countries/SA/enter", country, 200);
    assertEquals("DONE", entered.path("result").asText());
    LocalDate day = LocalDate.now(java.time.ZoneOffset.UTC).plusDays(30);
    while (day.getDayOfWeek().getValue() > 4) {
      day = day.plusDays(1);
    }
    String holiday = "{\"day\":\"" + day + "\",\"length\":\"HALF\",\"name\":\"Eid\"," + BY + "}";
    post("/calendars/countries/SA/holidays", holiday, 200);
    JsonNode declared = get("/calendars/countries/SA", 200).path("holidays").path(1);
    assertEquals(day.toString(), declared.path("day").asText());
    assertTrue(declared.has("declaredOn"), declared.toString());
    JsonNode past =
        post(
            "/calendars/countries/SA/holidays",
            "{\"day\":\"2026-01-05\",\"name\":\"Gone\"," + BY + "}",
            409);
    assertEquals("DAY_HAS_BEGUN", past.path("objection").asText());
    JsonNode other = post("/calendars/countries/SA/enter", country, 409);
    assertEquals("CONFLICTS_WITH_EARLIER", other.path("objection").asText());
    post("/calendars/countries/SA/enter", country.replace("FRIDAY", "FREEDAY"), 400);
  }

  @Test
  void extensionsOfUnknownAgreementsAreRefused() throws Exception {
    String ask =
        "{\"day\":\"2026-02-13\",\"moment\":\"CUSTOMER_CUT_OFF\",\"participant\":\"BNAABRS0\","
            + "\"minutes\":30," + BY + "}";
    JsonNode refused = post("/calendars/days/99/extensions", ask, 409);
    assertEquals("AGREEMENT_UNKNOWN", refused.path("objection").asText());
    post("/calendars/days/99/extensions/approve", ask, 409);
    post("/calendars/days/99/extensions", ask.replace("30", "\"30\""), 400);
    assertEquals("[]", get("/calendars/days/99", 200).path("days").toString());
    get("/calendars/days/99?from=2026-02-13&until=2026-02-12", 400);
    get("/calendars/days/x", 400);
  }

  @Test
  void theCommandLineAsksTheSameNode() {
    assertTrue(kontor(0, "show").contains("AR rests on SATURDAY, SUNDAY, 2 holidays"));
    assertTrue(kontor(0, "show", "BR").startsWith("2026-02-16 FULL Carnival"));
    assertEquals("", kontor(1, "show", "XX"));
    assertEquals("", kontor(0, "days", "99"));
    LocalDate day = LocalDate.now(java.time.ZoneOffset.UTC).plusDays(200);
    while (day.getDayOfWeek().getValue() > 5) {
      day = day.plusDays(1);
    }
    String[] holiday = {
      "holiday", "BR", day.toString(), "Census", "--maker", "M. Sousa", "--checker", "C. Lima"
    };
    assertEquals(
        "declared; 0 payments that wait have another value date\n", kontor(0, holiday));
    assertEquals("it was declared before\n", kontor(0, holiday));
    holiday[7] = "M. Sousa";
    assertEquals("", kontor(1, holiday));
  }

  private String kontor(int exitCode, String... arguments) {
    List<String> all = new ArrayList<>(List.of("calendar"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--url", "http://127.0.0.1:" + server().port()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        Main.run(
            all.toArray(new String[0]),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    assertEquals(exitCode, exit, err.toString(StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  private static int status(JsonNode problem) {
    return problem.path("status").asInt();
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
