package kontor.server.governance;

import static org.junit.jupiter.api.Assertions.assertAll;
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
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
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

/// Currencies by real HTTP and by the command line, and the calculator of quotes by both.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CurrencyApiTest {

  private static final String BY = "\"maker\":\"M. Sousa\",\"checker\":\"C. Lima\"";
  private static final String PERSONS = " --maker Sousa --checker Lima";

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
    Path file = data.resolve("world.scenario");
    Files.writeString(file, "currency VES 2\ncurrency VED 2\n");
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
  void whatACodeMeantIsEnteredWithTheNamesUnderWhichItIsTold() throws Exception {
    String ved =
        "{\"code\":\"VED\",\"numeric\":\"926\",\"minorDigits\":2,\"from\":\"2021-10-01\"";
    String ves =
        "{\"code\":\"VES\",\"numeric\":\"928\",\"minorDigits\":2,\"from\":\"2018-08-20\","
            + "\"until\":\"2021-10-01\",\"successor\":\"VED\",\"factor\":\"1000000\"";
    assertEquals("CURRENCY_UNKNOWN", objection(ves));
    assertEquals("DONE", enter(ved).path("result").asText());
    assertEquals("DONE", enter(ves).path("result").asText());
    assertEquals("ALREADY_EXISTS", enter(ves).path("result").asText());
    assertEquals(
        "CONFLICTS_WITH_EARLIER",
        objection("{\"code\":\"VED\",\"numeric\":\"926\",\"minorDigits\":2"));
    assertEquals(
        "DONE", enter("{\"code\":\"XSU\",\"numeric\":\"994\"").path("result").asText());
    JsonNode history = get("/currencies").path("history");
    assertEquals(ved + "}", history.path(0).toString());
    assertEquals(ves + "}", history.path(1).toString());
    assertEquals("{\"code\":\"XSU\",\"numeric\":\"994\"}", history.path(2).toString());
  }

  private JsonNode enter(String fields) throws Exception {
    return post("/currencies/denominations", fields + "," + BY + "}", 200);
  }

  private String objection(String fields) throws Exception {
    return post("/currencies/denominations", fields + "," + BY + "}", 409)
        .path("objection").asText();
  }

  @Test
  @Order(2)
  void aNewUnitIsDecidedAndCancelledByABody() throws Exception {
    String plan =
        "{\"from\":\"VES\",\"to\":\"VED\",\"factor\":\"1000000\",\"zone\":\"UTC\","
            + "\"day\":\"2100-01-01\",\"windowDays\":30,\"oldCode\":\"MEANS_NEW\"," + BY + "}";
    JsonNode done = post("/currencies/redenominations", plan, 200);
    assertEquals("[\"RedenominationScheduled\"]", done.path("events").toString());
    JsonNode told = get("/currencies").path("redenominations").path(0);
    assertEquals("SCHEDULED", told.path("state").asText());
    assertEquals(30, told.path("windowDays").asInt());
    assertEquals("HALF_UP", told.path("rounding").asText());
    String cancel = "{\"from\":\"VES\",\"to\":\"VED\"," + BY + "}";
    post("/currencies/redenominations/cancel", cancel, 200);
    assertEquals(
        "NOT_SCHEDULED",
        post("/currencies/redenominations/cancel", cancel, 409).path("objection").asText());
  }

  @Test
  @Order(3)
  void whatIsNotUnderstoodIsTold() {
    assertAll(
        Stream.of(
                "denominations > {} > \"code\" is a text",
                "denominations > {\"code\":\"VES\",\"numeric\":928} > \"numeric\" is a text",
                "denominations > {\"code\":\"VES\",\"numeric\":\"x\"} > the code in digits",
                "denominations > {\"code\":\"ves\",\"numeric\":\"1\"} > three capital letters",
                "denominations > {\"code\":\"VES\",\"numeric\":\"0\"} > numeric code is 1 to 999",
                "denominations > {\"code\":\"VES\",\"numeric\":\"1\",\"minorDigits\":9} > 0 to 4",
                "denominations > {\"code\":\"VES\",\"numeric\":\"1\",\"from\":\"x\"} > a day is",
                "denominations > {\"code\":\"VES\",\"numeric\":\"1\",\"until\":\"2021-10-01\","
                    + "\"successor\":\"VED\",\"factor\":\"x\"} > is not a factor",
                "redenominations > {\"from\":\"QQQ\"} > define it first",
                "redenominations > {\"from\":\"VES\",\"to\":\"VED\",\"factor\":\"0\"} > a factor",
                "redenominations > {\"from\":\"VES\",\"to\":\"VED\",\"factor\":\"10\","
                    + "\"rounding\":\"FIVE_STEP\"} > for sums",
                "redenominations/cancel > [] > one JSON object",
                "redenominations/cancel > {\"maker\":\"Jo\ufffdo\",\"checker\":\"C. Lima\"}"
                    + " > \"maker\" has lost letters on its way; send it in UTF-8")
            .map(
                row ->
                    () -> {
                      String[] parts = row.split(" > ");
                      String problem =
                          post("/currencies/" + parts[0], parts[1], 400).path("detail").asText();
                      assertTrue(problem.contains(parts[2]), row + ": " + problem);
                    }));
  }

  @Test
  @Order(4)
  void theCommandEntersWhatACodeMeant() throws Exception {
    String url = " --url http://127.0.0.1:" + server().port();
    String enter = "currency enter VEF --numeric 937 --digits 2 --from 2008-01-01"
        + " --until 2018-08-20 --next VES --factor 100000" + PERSONS + url;
    assertEquals("VEF is in the history of this ledger\n", run(0, enter));
    JsonNode again = json.readTree(run(0, enter + " --json"));
    assertEquals("ALREADY_EXISTS", again.path("result").asText());
    String overlap = "currency enter VEF --numeric 937 --digits 2" + PERSONS + url;
    assertTrue(run(1, overlap).contains("it contradicts what the ledger knows"));
    String alone = "currency enter VEB --numeric 862 --maker Sousa --checker Sousa" + url;
    assertTrue(run(1, alone).contains("two persons"));
    assertTrue(run(2, "currency enter VEB --numeric 862 --next VEF" + PERSONS + url)
        .contains("give both --next and --factor"));
    assertTrue(run(2, "currency enter VEB" + PERSONS + url).contains("--numeric"));
    assertTrue(run(0, "currency enter --help").contains("Example: ./kontor currency enter VES"));
  }

  /// The same numbers in, the same answer out, whoever is asked.
  @Test
  @Order(5)
  void theCalculatorOfQuotesIsThatOfTheCommandLine() throws Exception {
    String table =
        """
        # Quotes of the domain (5.4), and the edges of a tier.
        50000 --from EUR --to SGD --base 1.5 --tiers 25000:50,50000:100 --client-bps 25
        49999.99 --from EUR --to SGD --base 1.5 --tiers 25000:50,50000:100
        24999.99 --from EUR --to SGD --base 1.5 --tiers 25000:50,50000:100 --mode DOWN
        75750 --destination --from EUR --to SGD --base 1.5 --tiers 50000:100
        100 --from SGD --to MYR --base 3.5 --provider FXAASGSG
        0.45 --from EUR --to PYG --base 1.1 --mode UP
        # Several providers: best for the payer first, then the earlier rate, then the lower BIC.
        100 --from EUR --to SGD --provider FXAASGSG --base 1.49 --provider FXBBSGSG --base 1.5
        100 --from EUR --to SGD --provider FXBBSGSG --base 1.5 --provider FXAASGSG --base 1.50
        9 --from EUR --to SGD --provider FXAASGSG --base 1.5 --posted 2026-03-01T09:00:00Z \
        --provider FXBBSGSG --base 1.5 --posted 2026-03-01T08:00:00Z --client-bps 1
        # A quote holds for ten minutes.
        7 --from EUR --to SGD --base 2 --created 2026-03-01T10:00:00Z --use-at 2026-03-01T10:09:59Z
        7 --from EUR --to SGD --base 2 --created 2026-03-01T10:00:00Z --use-at 2026-03-01T10:10:00Z
        """;
    for (String row : table.strip().split("\n")) {
      if (!row.startsWith("#")) {
        int code = row.endsWith("10:10:00Z") ? 1 : 0;
        String said = run(code, "rate quote " + row + " --json");
        assertEquals(json.readTree(said), get(address(row)), row);
      }
    }
  }

  /// The options of the command line as an address; those of a second provider have a 2.
  private static String address(String row) {
    String[] words = row.split(" ");
    StringBuilder address = new StringBuilder("/calculators/rate/quote?amount=" + words[0]);
    int providers = 0;
    for (int i = 1; i < words.length; i++) {
      if (words[i].equals("--destination")) {
        address.append("&fixed=destination");
        continue;
      }
      String name =
          switch (words[i]) {
            case "--client-bps" -> "clientBps";
            case "--use-at" -> "useAt";
            default -> words[i].substring(2);
          };
      boolean isOfProvider = "provider base tiers clientBps posted".contains(name);
      providers += name.equals("provider") ? 1 : 0;
      address.append('&').append(name).append(isOfProvider && providers > 1 ? providers : "")
          .append('=').append(words[++i]);
    }
    return address.toString();
  }

  @Test
  @Order(6)
  void whatCannotBeQuotedIsTold() {
    String pair = "&from=EUR&to=SGD";
    assertAll(
        Stream.of(
                "400 amount=5" + pair + " > say base",
                "400 amount=0" + pair + "&base=1.5 > amount",
                "400 amount=5&from=EUR&to=EUR&base=1.5 > between two currencies",
                "400 amount=5&from=EUR&to=QQQ&base=1.5 > no money of the registry",
                "400 amount=0.001" + pair + "&base=1.5 > more digits after the point",
                "400 amount=5" + pair + "&base=1.5&mode=FIVE_STEP > FIVE_STEP is for rates",
                "400 amount=5" + pair + "&base=1.5&tiers=5 > is not a tier",
                "400 amount=5" + pair + "&base=1.5&tiers=9:1,5:2 > tiers go up",
                "400 amount=5" + pair + "&base=1.5&clientBps=-1 > 0 to 9999 basis points",
                "400 amount=5" + pair + "&base=1.5&provider=x > 8 or 11",
                "400 amount=5" + pair + "&base=1.5&fixed=both > fixed is source",
                "400 amount=5" + pair + "&base=1.5&posted=now > is an instant",
                "400 amount=5" + pair + "&base=1.5&base2=x > base2",
                "400 amount=5" + pair
                    + "&base=1.5&created=2026-03-01T10:00:00Z&useAt=2026-03-01T09:00:00Z"
                    + " > lies before created",
                "422 amount=0.01" + pair + "&base=0.1 > gives a sum above zero")
            .map(
                row ->
                    () -> {
                      String[] parts = row.split(" > ");
                      HttpResponse<String> answer =
                          send(
                              HttpRequest.newBuilder(
                                      uri("/calculators/rate/quote?" + parts[0].substring(4)))
                                  .build());
                      assertEquals(parts[0].substring(0, 3), "" + answer.statusCode(), row);
                      assertTrue(answer.body().contains(parts[1]), row + ": " + answer.body());
                    }));
  }

  private static String run(int code, String commandLine) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream both = new PrintStream(out, true, StandardCharsets.UTF_8);
    assertEquals(code, Main.run(commandLine.split(" "), both, both), out::toString);
    return out.toString(StandardCharsets.UTF_8);
  }

  private JsonNode get(String path) throws Exception {
    HttpResponse<String> answer = send(HttpRequest.newBuilder(uri(path)).build());
    assertEquals(200, answer.statusCode(), answer.body());
    return json.readTree(answer.body());
  }

  private JsonNode post(String path, String body, int status) throws Exception {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    assertEquals(status, answer.statusCode(), answer.body());
    return json.readTree(answer.body());
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server().port() + path);
  }
}
