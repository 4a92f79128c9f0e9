package kontor.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import kontor.server.gateway.Project;
import kontor.server.scenario.ScenarioReader;
import kontor.server.scenario.ScenarioRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A corridor's days on a real node whose clock is set from one to the next: an agreement is signed
/// in January and in force in February, where real messages are netted at five o'clock, or clear
/// through a house at once.
class TrainingNodeTest {

  private static final Instant SIGNING = Instant.parse("2026-01-12T12:00:00Z");
  private static final Instant AFTERNOON = Instant.parse("2026-02-02T16:00:00Z");
  private static final Instant CLOSE = Instant.parse("2026-02-02T20:00:00Z");
  private static final Duration WAIT = Duration.ofSeconds(30);

  private static final String NAMES = "persons|currency|institution";
  private static final String FIRST = "5e771007-000c-400f-a014-002022031165";
  private static final String SECOND = "5e77100e-0017-401c-a025-0020220311ca";

  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  @TempDir private Path dir;

  @Test
  void paymentsUnderASignedAgreementAreNettedWhenTheirCycleCloses() throws Exception {
    sign("net");
    try (KontorServer server = startAt(AFTERNOON)) {
      enter(server, lines("net", NAMES + "|propose-rate 1 for 2026-02-02|approve-rate 1"));
      assertEquals("PDNG", statusOf(send(server, example("01-import-in-the-payees-money"))));
      assertEquals("PDNG", statusOf(send(server, opposite())));
      assertEquals("QUEUED", payment(server, FIRST).path("state").asText());
    }
    try (KontorServer server = startAt(CLOSE.minusSeconds(2))) {
      awaitSettled(server, FIRST);
      awaitSettled(server, SECOND);
      Instant settled = Instant.parse(payment(server, FIRST).path("final").path("at").asText());
      assertTrue(
          !settled.isBefore(CLOSE) && settled.isBefore(CLOSE.plusSeconds(20)), settled::toString);
      JsonNode cycle = get(server, "/calendars/days/1?from=2026-02-02&until=2026-02-02")
          .path("days").path(0).path("cycle");
      assertEquals(2, cycle.path("settled").asInt(), cycle::toString);
      assertTrue(get(server, "/health").path("clockIsSet").asBoolean());
      String page = text(server, "/console/days");
      assertTrue(page.contains("The clock of this node was set, for training"), page);
    }
  }

  @Test
  void aPaymentClearsThroughAHouseInThreeBooks() throws Exception {
    sign("clearing");
    try (KontorServer server = startAt(AFTERNOON)) {
      enter(server, lines("clearing", NAMES + "|propose-rate 6 for 2026-02-02|approve-rate [123]"));
      assertEquals("ACSC", statusOf(send(server, uruguayan())));
      JsonNode payment = payment(server, FIRST);
      assertEquals("SETTLED", payment.path("state").asText());
      assertEquals("920981", payment.path("credit").path("amount").asText());
      List<String> entries = new ArrayList<>();
      for (JsonNode entry : payment.path("entries")) {
        entries.add(
            entry.path("servicer").asText() + " " + entry.path("owner").asText() + " "
                + entry.path("amount").asText() + " " + entry.path("currency").asText());
      }
      assertEquals(
          List.of(
              "CIUYUYM0 BKHHUYM0 -5000.00 UYU", "CIUYUYM0 CIUYUYM0 5000.00 UYU",
              "CHAAPEL0 CIUYUYM0 -128.01 XUS", "CHAAPEL0 CIPYPYA0 128.01 XUS",
              "CIPYPYA0 CIPYPYA0 -920981 PYG", "CIPYPYA0 BKJJPYA0 920981 PYG"),
          entries);
    }
  }

  /// On its first day, with everything that the example of this name sets up.
  private void sign(String example) throws IOException {
    String text = example + ".agreement";
    Files.copy(Project.ROOT.resolve("examples").resolve(text), dir.resolve(text));
    try (KontorServer server = startAt(SIGNING)) {
      enter(server, lines(example, NAMES + "|bank|book|account|line|funds|enter|agree|sign"));
    }
  }

  private KontorServer startAt(Instant time) {
    return KontorServer.start(
        ServerConfig.of(dir.resolve("node"))
            .withHttp(new ServerConfig.Http("127.0.0.1", 0))
            .withClock(time));
  }

  /// Of the example that tells the same in a rehearsal.
  private static List<String> lines(String example, String beginnings) throws IOException {
    Path file = Project.ROOT.resolve("examples").resolve(example + ".scenario");
    return Files.readAllLines(file).stream()
        .filter(line -> line.matches("(" + beginnings + ") .*"))
        .toList();
  }

  private void enter(KontorServer server, List<String> lines) throws IOException {
    Path file = Files.write(dir.resolve("part.scenario"), lines);
    ScenarioReader.Result read = ScenarioReader.read(file);
    assertEquals(List.of(), read.faults());
    assertEquals(List.of(), new ScenarioRunner(server, read.scenario()).enterAll());
  }

  /// A message of the example's day, brought to the day of this one.
  private static String example(String name) throws IOException {
    return Files.readString(Project.ROOT.resolve("examples/day/" + name + ".xml"))
        .replace("2022-03-11", "2026-02-02");
  }

  /// It leaves 50,014.13 pesos to the line, of 100,000.00; the first alone would need a million.
  private static String opposite() throws IOException {
    return example("02-import-the-other-way")
        .replace("BNDDARC0", "BNCCARB0")
        .replace("BNBBBRR0", "BNAABRS0")
        .replace("1083407.50", "949985.87")
        .replace("50000.00", "43842.50");
  }

  /// In the payer's own money, at the rate of the day.
  private static String uruguayan() throws IOException {
    return example("01-import-in-the-payees-money")
        .replace("BNAABRS0", "BKHHUYM0")
        .replace("CIBRBRB0", "CIUYUYM0")
        .replace("BNCCARB0", "BKJJPYA0")
        .replace("\"BRL\">46150.00", "\"UYU\">5000.00")
        .replaceAll("<IBAN>.*</IBAN>", "<Othr><Id>0018842</Id></Othr>")
        .replaceAll("(?s)<InstdAmt.*</XchgRate>", "");
  }

  private void awaitSettled(KontorServer server, String uetr) throws Exception {
    long endNs = System.nanoTime() + WAIT.toNanos();
    while (!payment(server, uetr).path("state").asText().equals("SETTLED")) {
      assertTrue(System.nanoTime() < endNs, () -> uetr + " did not settle");
      Thread.sleep(50);
    }
  }

  private JsonNode payment(KontorServer server, String uetr) throws Exception {
    return get(server, "/payments/" + uetr);
  }

  private JsonNode get(KontorServer server, String path) throws Exception {
    return json.readTree(text(server, path));
  }

  private String text(KontorServer server, String path) throws Exception {
    HttpResponse<String> response = http.send(request(server, path).build(),
        HttpResponse.BodyHandlers.ofString());
    assertEquals(200, response.statusCode(), response::body);
    return response.body();
  }

  private String send(KontorServer server, String message) throws Exception {
    HttpRequest request =
        request(server, "/iso20022")
            .header("Content-Type", "application/xml")
            .POST(HttpRequest.BodyPublishers.ofString(message))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private static String statusOf(String answer) {
    int at = answer.indexOf("<TxSts>");
    return at < 0 ? answer : answer.substring(at + 7, answer.indexOf('<', at + 7));
  }

  private static HttpRequest.Builder request(KontorServer server, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }
}
