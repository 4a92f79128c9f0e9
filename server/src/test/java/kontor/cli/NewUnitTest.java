package kontor.cli;

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
import java.time.LocalDate;
import java.util.List;
import kontor.engine.Command;
import kontor.engine.calendar.ZoneOffsets;
import kontor.engine.governance.CalendarChange;
import kontor.engine.terms.FourEyes;
import kontor.server.KontorServer;
import kontor.server.ServerConfig;
import kontor.server.scenario.ScenarioReader;
import kontor.server.scenario.ScenarioRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A new unit of money on a running node: decided by command line and HTTP, come by itself, read
/// in both scales, and verified from the log.
class NewUnitTest {

  private static final String SCENARIO =
      """
      currency VES 2
      currency VED 2
      currency RUB 2
      institution BCVEVECA
      institution CBRFRUMM
      bank BNKAVECA at BCVEVECA
      bank BNKBRUMM at CBRFRUMM
      account BCVEVECA VES BNKAVECA SETTLEMENT
      account BCVEVECA VES CBRFRUMM LORO
      account CBRFRUMM RUB BNKBRUMM SETTLEMENT
      account CBRFRUMM RUB BCVEVECA LORO
      line BCVEVECA VES CBRFRUMM LORO 10299600.00
      funds OPENING-1 in BCVEVECA VES BNKAVECA SETTLEMENT 2318042.50
      """;
  /// Its day begins when the test wants it to.
  private static final String ZONE = "Test/Soon";

  @TempDir private Path data;

  private String out = "";
  private String err = "";

  @Test
  void aNewUnitIsDecidedComesAndIsVerified() throws Exception {
    Path folder = data.resolve("node");
    try (KontorServer server =
        KontorServer.start(
            ServerConfig.of(folder).withHttp(new ServerConfig.Http("127.0.0.1", 0)))) {
      String url = "http://127.0.0.1:" + server.port();
      Path scenario = data.resolve("x.scenario");
      Files.writeString(scenario, SCENARIO);
      ScenarioReader.Result read = ScenarioReader.read(scenario);
      assertEquals(List.of(), read.faults());
      assertEquals(List.of(), new ScenarioRunner(server, read.scenario()).enterAll());

      refusalsSayWhatToDo(url);
      decidedAndCancelled(url);
      comes(server, url);

      // Doing it again changes nothing but what is said in the old money now.
      List<String> again = new ScenarioRunner(server, read.scenario()).enterAll();
      assertEquals(1, again.size(), again::toString);
      assertTrue(again.getFirst().endsWith("CURRENCY_RETIRED"), again::toString);
    }
    assertEquals(0, run("verify", "--data", folder.toString()), out + err);
  }

  private void refusalsSayWhatToDo(String url) {
    assertEquals(1, schedule(url, "VES", "VES", "2100-01-01", "UTC"));
    assertTrue(err.contains("give the new unit its own code"), err);
    assertEquals(1, schedule(url, "VES", "VED", "2100-01-01", "America/Caracas"));
    assertTrue(err.contains("has no table of that zone"), err);
    assertEquals(1, schedule(url, "VES", "VEX", "2100-01-01", "UTC"));
    assertTrue(err.contains("\"VEX\" is not in the registry"), err);
    assertEquals(1, schedule(url, "VES", "VED", "2021-10-01", "UTC"));
    assertTrue(err.contains("choose a later one"), err);
    assertEquals(
        2, run("currency", "schedule", "VES", "VED", "--factor", "10", "--url", url));
  }

  private void decidedAndCancelled(String url) throws IOException {
    assertEquals(0, schedule(url, "VES", "VED", "2100-01-01", "UTC"), err);
    assertTrue(out.contains("VES becomes VED when 2100-01-01 begins in UTC"), out);
    assertEquals(
        0,
        run("currency", "cancel", "VES", "VED", "--maker", "A", "--checker", "B", "--url", url),
        err);
    assertEquals(
        1,
        run("currency", "cancel", "VES", "VED", "--maker", "A", "--checker", "B", "--url", url));
    JsonNode change = shown(url).path("redenominations").path(0);
    assertEquals("CANCELLED", change.path("state").asText());
    assertEquals("2100-01-01T00:00:00Z", change.path("at").asText());
  }

  private void comes(KontorServer server, String url) throws Exception {
    long atSecond = System.currentTimeMillis() / 1000 + 4;
    int intoDay = (int) (atSecond % ZoneOffsets.SECONDS_PER_DAY);
    int offset =
        intoDay < ZoneOffsets.SECONDS_PER_DAY / 2
            ? -intoDay
            : ZoneOffsets.SECONDS_PER_DAY - intoDay;
    String day =
        LocalDate.ofEpochDay((atSecond + offset) / ZoneOffsets.SECONDS_PER_DAY).toString();
    server
        .enter(
            new Command.Govern(
                new FourEyes("A", "B"),
                new CalendarChange.EnterZone(
                    new ZoneOffsets(ZONE, "test", offset, List.of(), atSecond + 1_000_000_000))))
        .join();
    assertEquals(0, schedule(url, "VES", "VED", day, ZONE), err);

    JsonNode change = shown(url).path("redenominations").path(0);
    for (int i = 0; i < 100 && !change.path("state").asText().equals("DONE"); i++) {
      Thread.sleep(100);
      change = shown(url).path("redenominations").path(0);
    }
    assertEquals("DONE", change.path("state").asText(), change::toString);
    assertEquals("2318042.50", change.path("books").path(0).path("creditsBefore").asText());
    assertEquals("2.32", change.path("books").path(0).path("creditsAfter").asText());
    assertEquals("0.00", change.path("books").path(0).path("rounding").asText());
    JsonNode account = get(url + "/accounts?currency=VED").path("accounts").path(0);
    assertEquals("2.32", account.path("balance").asText(), account::toString);
    assertEquals("2320000.00", account.path("balanceInOldUnit").path("amount").asText());
    assertEquals("VES", account.path("balanceInOldUnit").path("currency").asText());
    assertEquals(0, get(url + "/accounts?currency=VES").path("accounts").size());
    JsonNode position = get(url + "/positions").path("positions").path(0);
    assertEquals("VED", position.path("currency").asText(), position::toString);
    assertEquals("10.30", position.path("line").asText());
    assertEquals(0, run("currency", "show", "--url", url));
    assertTrue(out.contains("VES 2 digits, retired"), out);
    assertTrue(out.contains("BCVEVECA: 3 accounts, 2318042.50 to 2.32"), out);
  }

  private int schedule(String url, String from, String to, String day, String zone) {
    return run(
        "currency", "schedule", from, to, "--factor", "1000000", "--day", day, "--zone", zone,
        "--window", "30", "--maker", "M. Sousa", "--checker", "C. Lima", "--url", url);
  }

  private JsonNode shown(String url) throws IOException {
    assertEquals(0, run("currency", "show", "--json", "--url", url), err);
    return new ObjectMapper().readTree(out);
  }

  private static JsonNode get(String url) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(url)).build(),
                HttpResponse.BodyHandlers.ofString());
    assertEquals(200, answer.statusCode(), answer.body());
    return new ObjectMapper().readTree(answer.body());
  }

  private int run(String... args) {
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    int code =
        Main.run(
            args,
            new PrintStream(outBytes, true, StandardCharsets.UTF_8),
            new PrintStream(errBytes, true, StandardCharsets.UTF_8));
    out = outBytes.toString(StandardCharsets.UTF_8);
    err = errBytes.toString(StandardCharsets.UTF_8);
    return code;
  }
}
