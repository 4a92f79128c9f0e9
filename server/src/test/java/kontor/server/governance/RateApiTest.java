package kontor.server.governance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import kontor.cli.Main;
import kontor.engine.Command;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.Annex;
import kontor.engine.annex.AnnexForm;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.annex.AnnexTerms.RateSource;
import kontor.engine.governance.AgreementChange;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.Currency;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Rounding;
import kontor.engine.terms.RoundingProfile;
import kontor.engine.terms.SettlementModel;
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

/// Rates by real HTTP and by the command line: proposed, listed, approved, imported.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RateApiTest {

  private static final Currency BRL = new Currency("BRL", 2);
  private static final Currency ARS = new Currency("ARS", 2);
  private static final ParticipantId BR = ParticipantId.ofBic("CIBRBRB0");
  private static final ParticipantId AR = ParticipantId.ofBic("CIARARB0");
  private static final FourEyes TWO = new FourEyes("M. Sousa", "C. Lima");
  private static final String BY = "\"maker\":\"M. Sousa\",\"checker\":\"C. Lima\"";

  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final LocalDate day = businessDay();
  private @Nullable KontorServer started;

  /// Some days ahead, so that the annex is signed before it begins.
  private static LocalDate businessDay() {
    LocalDate day = LocalDate.now(ZoneOffset.UTC).plusDays(5);
    while (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
      day = day.plusDays(1);
    }
    return day;
  }

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
        persons "M. Sousa" "C. Lima"
        currency BRL 2
        currency ARS 2
        institution CIBRBRB0
        institution CIARARB0
        calendar BR rest SATURDAY SUNDAY
        calendar AR rest SATURDAY SUNDAY
        zone America/Sao_Paulo
        """);
    ScenarioReader.Result read = ScenarioReader.read(file);
    assertEquals(List.of(), read.faults());
    assertEquals(List.of(), new ScenarioRunner(server, read.scenario()).enterAll());
    agree(server);
  }

  private void agree(KontorServer server) {
    int from = Math.toIntExact(day.toEpochDay()) - 1;
    AgreementFrame frame =
        new AgreementFrame(
            7,
            "Brazil and Argentina",
            List.of(
                new AgreementFrame.Party(BR, "BR", BRL), new AgreementFrame.Party(AR, "AR", ARS)),
            "Decision 25/07",
            "America/Sao_Paulo",
            from,
            Agreement.OPEN_END,
            0,
            AgreementFrame.Ratification.NOT_NEEDED);
    RoundingProfile profile = new RoundingProfile(Rounding.FIVE_STEP, 5);
    List<Annex> annexes =
        List.of(
            new Annex(
                7, 1, from, Agreement.OPEN_END,
                new AnnexTerms.Settlement(
                    SettlementModel.RECIPROCAL, List.of(), List.of(), List.of(), 0)),
            new Annex(
                7, 1, from, Agreement.OPEN_END,
                new AnnexTerms.Rates(
                    List.of(
                        new AnnexTerms.PairProfile(BRL, ARS, profile),
                        new AnnexTerms.PairProfile(ARS, BRL, profile)),
                    Rounding.HALF_UP,
                    AnnexTerms.Approval.EVERY_PARTY,
                    0,
                    0,
                    0,
                    AnnexTerms.Breach.WARNING,
                    AnnexTerms.Unconfirmed.REFUSE,
                    List.of(AnnexTerms.Rung.MANUAL, AnnexTerms.Rung.CLOSED),
                    0,
                    List.of(new RateSource("PTAX", RateSource.Role.PRIMARY)))));
    enter(server, new AgreementChange.DraftAgreement(frame));
    annexes.forEach(annex -> enter(server, new AgreementChange.ProposeAnnex(annex)));
    for (ParticipantId party : List.of(BR, AR)) {
      enter(server, new AgreementChange.AgreeText(7, party, AnnexForm.digest(frame, annexes)));
    }
    for (ParticipantId party : List.of(BR, AR)) {
      enter(
          server, new AgreementChange.SignAgreement(7, party, AnnexForm.digest(frame, annexes)));
    }
  }

  private static void enter(KontorServer server, AgreementChange change) {
    server.enter(new Command.Govern(TWO, change)).join();
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
  void aProposalIsListedApprovedAndPublished() throws Exception {
    JsonNode done =
        post(
            "/rates/proposals",
            "{\"agreement\":7,\"day\":\"" + day + "\",\"legs\":[" + leg("ARS", "108.88670") + ","
                + leg("BRL", "5.02520") + "]," + BY + "}",
            200);
    assertEquals("[\"FixingProposed\"]", done.path("events").toString());
    JsonNode proposal = get("/rates/proposals?state=open", 200).path("proposals").path(0);
    assertEquals(1, proposal.path("proposal").asInt());
    assertEquals(day.toString(), proposal.path("day").asText());
    assertEquals("0.04615", price(proposal, "ARS"));
    assertEquals("21.66815", price(proposal, "BRL"));
    assertEquals("PTAX", proposal.path("legs").path(0).path("source").asText());

    String first = approve(1, "CIBRBRB0", 200).path("events").toString();
    assertEquals("[\"FixingApproved\"]", first);
    assertEquals(
        "ALREADY_EXISTS", approve(1, "CIBRBRB0", 200).path("result").asText());
    assertEquals("NOT_A_PARTY", approve(1, "BCPAPYPX", 409).path("objection").asText());
    String last = approve(1, "CIARARB0", 200).path("events").toString();
    assertEquals("[\"FixingApproved\",\"FixingConfirmed\"]", last);

    JsonNode ended = get("/rates/proposals?state=confirmed", 200).path("proposals").path(0);
    assertEquals(2, ended.path("approvals").size());
    JsonNode fixing = get("/rates/fixings/7", 200).path("fixings").path(0);
    assertEquals("PRIMARY", fixing.path("rung").asText());
    assertEquals("0.04615", fixing.path("rate").asText());
    assertEquals(1, fixing.path("proposal").asInt());
  }

  @Test
  @Order(2)
  void aCorrectionComesFromAFileWithItsLines(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("rates.csv");
    Files.writeString(
        file,
        "date;base;quoted;rate\n" + day + ";USD;ARS;108,78330\n" + day
            + ";USD;BRL;5,05100\n");
    String url = "http://127.0.0.1:" + server().port();
    String[] arguments = {
      "rate", "import", file.toString(), "--source", "PTAX", "--pair", "ARS/BRL", "--agreement",
      "7", "--decimal", "comma", "--url", url, "--observed-at", "2022-03-11T00:00:00Z",
      "--maker", "M. Sousa", "--checker", "C. Lima"
    };
    assertTrue(run(1, arguments).contains("reason missing"));
    assertTrue(run(0, with(arguments, "--reason", "a typing error")).contains("proposed"));
    JsonNode leg =
        get("/rates/proposals", 200).path("proposals").path(0).path("legs").path(1);
    assertEquals("5.05100", leg.path("units").asText());
    assertEquals(3, leg.path("line").asInt());
    assertEquals(64, leg.path("file").asText().length());

    String[] persons = {"--url", url, "--maker", "A. Reis", "--checker", "B. Melo"};
    assertTrue(run(0, with(persons, "rate", "approve", "2", "--party", "CIBRBRB0"))
        .contains("approved"));
    assertTrue(
        run(0, with(persons, "rate", "approve", "2", "--party", "CIARARB0", "--decline", "no"))
            .contains("declined"));
    String listed = run(0, "rate", "list", "--url", url, "--state", "declined");
    assertTrue(listed.startsWith("2  DECLINED  agreement 7 for " + day), listed);
    assertTrue(
        run(0, "rate", "list", "--url", url, "--agreement", "7").contains("1 ARS = 0.04615 BRL"));
  }

  @Test
  @Order(3)
  void aFaultyFileIsRefusedWithAllItsFaults() throws Exception {
    String query =
        "/rates/import?agreement=7&source=PTAX&pair=ARS/BRL&maker=A&checker=B".replace("/BRL",
            URLEncoder.encode("/BRL", StandardCharsets.UTF_8));
    JsonNode refused =
        post(query, "date,base,quoted,rate\n2022-03-11,USD,BRL,5,02\n1,USD,ARS,1\n", 422);
    assertEquals(2, refused.path("faults").size());
    assertTrue(refused.path("faults").path(1).asText().startsWith("line 3: \"1\" is not a date"));
    JsonNode missing = post(query, "date,base,quoted,rate\n2022-03-11,USD,BRL,5.02\n", 422);
    assertTrue(missing.path("detail").asText().contains("no two legs of ARS and BRL"));
    String legs = "date,base,quoted,rate\n2022-03-11,USD,BRL,5.02\n2022-03-11,USD,ARS,109\n";
    // A name in another encoding than UTF-8.
    JsonNode garbled = post(query.replace("maker=A", "maker=Jo%E3o"), legs, 400);
    assertEquals(
        "\"maker\" has lost letters on its way; send it in UTF-8",
        garbled.path("detail").asText());
  }

  @Test
  @Order(4)
  void withoutALegThereIsTheWaterfall() throws Exception {
    String body =
        "{\"agreement\":7,\"day\":\"" + day.plusDays(1)
            + "\",\"one\":\"ARS\",\"other\":\"BRL\",\"reason\":\"no publication\"," + BY + "}";
    assertEquals(
        "[\"FallbackTaken\"]", post("/rates/fallback", body, 200).path("events").toString());
    assertEquals("ALREADY_EXISTS", post("/rates/fallback", body, 200).path("result").asText());
    JsonNode without = get("/rates/fixings/7", 200).path("withoutRate").path(0);
    assertEquals("MANUAL", without.path("standing").asText());
    String manual =
        "{\"agreement\":7,\"day\":\"" + day.plusDays(1)
            + "\",\"prices\":[{\"base\":\"BRL\",\"quoted\":\"ARS\",\"rate\":\"21.7\"},"
            + "{\"base\":\"ARS\",\"quoted\":\"BRL\",\"rate\":\"0.046\"}],"
            + "\"reason\":\"by telephone\"," + BY + "}";
    post("/rates/proposals/manual", manual, 200);
    JsonNode proposal = get("/rates/proposals?state=open", 200).path("proposals").path(0);
    assertEquals("MANUAL", proposal.path("kind").asText());
  }

  @Test
  @Order(5)
  void whatIsNotUnderstoodIsAProblem() throws Exception {
    get("/rates/proposals?state=lost", 400);
    get("/rates/fixings/seven", 400);
    String without = "{\"agreement\":7,\"day\":\"" + day + "\",\"legs\":[]," + BY + "}";
    post("/rates/proposals", without, 400);
    post("/rates/proposals/9/approve", "{\"party\":\"CIBRBRB0\"," + BY + "}", 409);
    post("/rates/proposals/9/approve", "{\"party\":\"X\"," + BY + "}", 400);
    post("/rates/import?agreement=7", "", 400);
  }

  /// The console brings the same change to the same log.
  @Test
  @Order(6)
  void theFormOfThePageApprovesToo() throws Exception {
    String form = "step=APPROVE&party=CIARARB0&maker=J.+Ortiz&checker=";
    assertEquals(409, form("/console/rates/proposals/3?agreement=7", form + "J.+Ortiz"));
    assertEquals(303, form("/console/rates/proposals/3?agreement=7", form + "R.+Vega"));
    JsonNode approval =
        get("/rates/proposals?state=open", 200).path("proposals").path(0).path("approvals").path(0);
    assertEquals("CIARARB0", approval.path("party").asText());
    assertEquals("R. Vega", approval.path("by").path("checker").asText());
    assertEquals(400, form("/console/agreements/7", "step=RESUME&party=x"));
    assertEquals(409, form("/console/agreements/7", form.replace("APPROVE", "RATIFY") + "B"));
    assertEquals(404, form("/console/agreements/8", form.replace("APPROVE", "RATIFY") + "B"));
  }

  private int form(String path, String fields) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri(path))
            .header("content-type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(fields))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private static String leg(String currency, String units) {
    return "{\"currency\":\"" + currency + "\",\"units\":\"" + units
        + "\",\"reference\":\"USD\",\"source\":\"PTAX\",\"observedAt\":\"2022-03-11T00:00:00Z\"}";
  }

  private static String price(JsonNode proposal, String base) {
    for (JsonNode price : proposal.path("prices")) {
      if (price.path("base").asText().equals(base)) {
        return price.path("rate").asText();
      }
    }
    return "none";
  }

  private JsonNode approve(int proposal, String party, int status) throws Exception {
    return post(
        "/rates/proposals/" + proposal + "/approve",
        "{\"party\":\"" + party + "\"," + BY + "}",
        status);
  }

  private static String[] with(String[] arguments, String... more) {
    return java.util.stream.Stream.concat(
            java.util.Arrays.stream(more).limit(more[0].equals("rate") ? more.length : 0),
            java.util.stream.Stream.concat(
                java.util.Arrays.stream(arguments),
                java.util.Arrays.stream(more).skip(more[0].equals("rate") ? more.length : 0)))
        .toArray(String[]::new);
  }

  private static String run(int code, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream both = new PrintStream(out, true, StandardCharsets.UTF_8);
    assertEquals(code, Main.run(arguments, both, both), out::toString);
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

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server().port() + path);
  }

  private JsonNode send(HttpRequest request, int status) throws Exception {
    HttpResponse<String> response =
        client.send(request, HttpResponse.BodyHandlers.ofString());
    assertEquals(status, response.statusCode(), response.body());
    return json.readTree(response.body());
  }
}
