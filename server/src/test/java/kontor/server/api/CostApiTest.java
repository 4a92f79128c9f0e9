package kontor.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import kontor.cli.Main;
import kontor.cluster.LogClock;
import kontor.engine.ChargedFee;
import kontor.engine.Command.Envelope;
import kontor.engine.Conversion;
import kontor.engine.Entry;
import kontor.engine.Event;
import kontor.engine.RecordedEvent;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.AgreementState;
import kontor.engine.annex.Annex;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.annex.FeeRule;
import kontor.engine.calendar.ZoneOffsets;
import kontor.engine.governance.AgreementEvent;
import kontor.engine.governance.CalendarEvent;
import kontor.engine.governance.GovernanceEvent;
import kontor.engine.rates.FeeFormula;
import kontor.engine.rates.FeePlan.Agent;
import kontor.engine.rates.FeePlan.Collection;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.AccountKind;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.ChargeBearer;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Digest;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.Key;
import kontor.engine.terms.Money;
import kontor.engine.terms.OperationClass;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.ParticipantKind;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.PaymentOrder;
import kontor.engine.terms.Priority;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import kontor.engine.terms.RoundingProfile;
import kontor.engine.terms.SettlementModel;
import kontor.readside.OutboxWriter;
import kontor.readside.Projector;
import kontor.readside.Queries;
import kontor.readside.QuoteQueries;
import kontor.readside.ReadDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Bills, costs and revaluation by real HTTP and by the command line, over rows of a few events.
/// All sums are worked out by hand.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CostApiTest {

  private static final Currency ARS = new Currency("ARS", 2);
  private static final Currency BRL = new Currency("BRL", 2);
  private static final ParticipantId AR = ParticipantId.ofBic("CIARARB0");
  private static final ParticipantId BR = ParticipantId.ofBic("CIBRBRB0");
  private static final ParticipantId A1 = ParticipantId.ofBic("BNCCARB0");
  private static final ParticipantId B1 = ParticipantId.ofBic("BNAABRS0");
  private static final AccountId LORO = new AccountId(BR, BRL, AR, AccountKind.LORO);
  private static final String UETR = "5e771007-000c-400f-a014-000000000001";
  private static final FourEyes TWO = new FourEyes("M. Sousa", "C. Lima");
  private static final Digest MESSAGE = new Digest(1, 2, 3, 4);

  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final List<RecordedEvent> events = new ArrayList<>();
  private @Nullable ReadDatabase opened;
  private @Nullable WebServer started;
  private long nowMs;
  private String out = "";
  private String err = "";

  @BeforeAll
  void start(@TempDir Path folder) {
    ReadDatabase database = ReadDatabase.open(folder.resolve("read.db"));
    opened = database;
    emitAll();
    new Projector(database, OutboxWriter.NONE).apply(events);
    started =
        WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .shutdownHook(false)
            .routing(
                HttpRouting.builder()
                    .register(
                        new CostRoutes(
                            new Queries(database),
                            new QuoteQueries(database),
                            () -> {},
                            LogClock.MACHINE)))
            .build()
            .start();
  }

  @AfterAll
  void stop() {
    Objects.requireNonNull(started).stop();
    Objects.requireNonNull(opened).close();
  }

  private void at(String instant) {
    nowMs = Instant.parse(instant).toEpochMilli();
  }

  private void emit(Event event) {
    events.add(new RecordedEvent(100 + 32L * events.size(), 0, nowMs, event));
  }

  private void govern(GovernanceEvent event) {
    emit(new Event.Governed(TWO, event));
  }

  private void emitAll() {
    emit(new Event.CurrencyDefined(ARS));
    emit(new Event.CurrencyDefined(BRL));
    for (ParticipantId institution : List.of(AR, BR)) {
      emit(
          new Event.ParticipantAdmitted(
              institution, ParticipantKind.INSTITUTION, institution));
    }
    emit(new Event.ParticipantAdmitted(A1, ParticipantKind.DIRECT_BANK, AR));
    emit(new Event.ParticipantAdmitted(B1, ParticipantKind.DIRECT_BANK, BR));
    govern(
        new CalendarEvent.ZoneEntered(
            new ZoneOffsets("America/Sao_Paulo", "2026a", -10_800, List.of(), Long.MAX_VALUE)));
    govern(
        new AgreementEvent.AgreementDrafted(
            new AgreementFrame(
                7, "local money",
                List.of(
                    new AgreementFrame.Party(AR, "AR", ARS),
                    new AgreementFrame.Party(BR, "BR", BRL)),
                "Decision 25/07", "America/Sao_Paulo", 0, Agreement.OPEN_END, 0,
                AgreementFrame.Ratification.NOT_NEEDED)));
    for (AnnexTerms terms : List.of(settlement(), rates(), fees())) {
      govern(new AgreementEvent.AnnexProposed(new Annex(7, 1, 0, Agreement.OPEN_END, terms)));
      govern(new AgreementEvent.AnnexConcluded(7, terms.kind(), 1, 0));
    }
    govern(new AgreementEvent.EntryIntoForceSet(7, 0));
    govern(new AgreementEvent.AgreementStateChanged(7, AgreementState.IN_FORCE));
    at("2022-11-26T00:00:00Z");
    publish(ARS, "0.05000");
    publish(BRL, "20.00");
    at("2022-11-27T00:00:00Z");
    publish(ARS, "0.04615");
    publish(BRL, "21.00");
    at("2022-11-27T12:00:00Z");
    pay();
  }

  private static AnnexTerms settlement() {
    return new AnnexTerms.Settlement(
        SettlementModel.RECIPROCAL, List.of(), List.of(), List.of(), 0);
  }

  private static AnnexTerms rates() {
    RoundingProfile profile = RoundingProfile.of("HALF_UP:5");
    return new AnnexTerms.Rates(
        List.of(
            new AnnexTerms.PairProfile(BRL, ARS, profile),
            new AnnexTerms.PairProfile(ARS, BRL, profile)),
        Rounding.HALF_UP, AnnexTerms.Approval.EVERY_PARTY, 0, 0, 0,
        AnnexTerms.Breach.WARNING, AnnexTerms.Unconfirmed.REFUSE, List.of(), 0, List.of());
  }

  /// 25.00 and 15 basis points for A1, ten basis points for B1, at least 2.00, at most 4.00, and
  /// five for the institution, at most 30.00.
  private static AnnexTerms.Fees fees() {
    return new AnnexTerms.Fees(
        List.of(
            rule(ARS, Agent.DEBTOR_AGENT, Collection.DEDUCTED,
                new FeeFormula(2500, Rate.of("0.0015"), 0, FeeFormula.NO_CAP)),
            rule(BRL, Agent.CREDITOR_AGENT, Collection.DEDUCTED,
                new FeeFormula(0, Rate.of("0.001"), 200, 400)),
            rule(ARS, Agent.OTHER, Collection.INVOICED,
                new FeeFormula(0, Rate.of("0.0005"), 0, 3000))),
        List.of());
  }

  private static FeeRule rule(
      Currency currency, Agent agent, Collection collection, FeeFormula formula) {
    return new FeeRule(
        OperationClass.ANY, currency, 0, Long.MAX_VALUE, agent, collection, formula);
  }

  private void publish(Currency base, String rate) {
    emit(
        new Event.FixingPublished(
            new Fixing(
                7, base, base.equals(ARS) ? BRL : ARS, Rate.of(rate), nowMs, "PTAX")));
  }

  private void pay() {
    Money debit = new Money(10_000_000, ARS);
    Money credit = new Money(461_500, BRL);
    Fixing fixing =
        new Fixing(
            7, ARS, BRL, Rate.of("0.04615"), Instant.parse("2022-11-27T00:00:00Z").toEpochMilli(),
            "PTAX");
    Conversion conversion = new Conversion(7, 1, debit, credit, fixing);
    PaymentId payment = PaymentId.ofUetr(UETR);
    emit(new Event.AccountOpened(LORO));
    emit(new Event.MessageReceived(new Envelope(MESSAGE, A1, Key.NONE, 8, 0, 1, 1), new byte[1]));
    emit(
        new Event.PaymentAccepted(
            MESSAGE,
            new PaymentOrder(
                payment, 0, new Digest(9, 0, 0, 9), Key.NONE, Key.NONE,
                new PaymentOrder.Route(A1, A1, B1),
                new PaymentOrder.Amounts(debit, null, null, null),
                new PaymentOrder.Timing(20_784, Priority.NORMAL, 0)),
            conversion));
    emit(
        new Event.FeesCharged(
            payment, 7, 1, ChargeBearer.SHAR,
            List.of(
                new ChargedFee(
                    1, Agent.DEBTOR_AGENT, Collection.DEDUCTED, A1, A1, new Money(17_500, ARS)),
                new ChargedFee(
                    2, Agent.CREDITOR_AGENT, Collection.DEDUCTED, B1, B1, new Money(400, BRL)),
                new ChargedFee(
                    3, Agent.OTHER, Collection.INVOICED, AR, A1, new Money(3000, ARS))),
            new Money(461_100, BRL)));
    emit(
        new Event.PaymentSettled(
            payment, conversion, List.of(new Entry(LORO, -461_500, -461_500))));
  }

  @Test
  void aBillByAddressAndByCommand() throws Exception {
    JsonNode bill = get("/bills?participant=BNCCARB0&month=2022-11", 200);
    assertEquals(2, bill.path("lines").size(), bill.toString());
    JsonNode line = bill.path("lines").path(1);
    assertEquals("FEE", line.path("kind").asText());
    assertEquals("30.00", line.path("amount").asText());
    assertEquals(UETR, line.path("uetr").asText());
    assertEquals("CIARARB0", line.path("earner").asText());
    assertEquals("2022-11-27", line.path("billed").asText());
    assertEquals(
        line.path("position").asLong() + "-0-2", line.path("reference").asText());
    assertEquals(
        json.readTree(
            """
            [{"currency":"ARS","earned":"0.00","paid":"30.00","net":"-30.00",
              "deducted":"175.00"}]"""),
        bill.path("totals"));

    assertEquals(0, run("bill", "--participant", "BNCCARB0", "--month", "2022-11"), err);
    assertTrue(
        out.contains("ARS  earned 0.00  paid 30.00  net -30.00  deducted already 175.00"), out);
    assertTrue(out.contains("paid          30.00 ARS  FEE INVOICED  " + UETR), out);
    assertEquals(0, run("bill", "--participant", "BNCCARB0", "--month", "2022-11", "--json"), err);
    assertEquals(bill, json.readTree(out));
  }

  @Test
  void anEmptyBillIsABill() throws Exception {
    JsonNode bill = get("/bills?participant=BNCCARB0&month=2022-10", 200);
    assertEquals(0, bill.path("lines").size());
    assertEquals(0, bill.path("totals").size());
    assertEquals(0, run("bill", "--participant", "BNCCARB0", "--month", "2022-10"), err);
    assertTrue(out.contains("nothing was charged to or by BNCCARB0 in 2022-10"), out);
  }

  /// 175.00 and 30.00 ARS at 0.04615 are 8.08 and 1.38; with 4.00 BRL they are 13.46 of 4615.00:
  /// 2917 ppm.
  @Test
  void whatAPaymentWouldCost() throws Exception {
    JsonNode cost = get("/cost?agreement=7&amount=100000.00&to=BRL", 200);
    assertEquals("4615.00", cost.path("credit").path("amount").asText());
    assertEquals("4611.00", cost.path("received").path("amount").asText());
    assertEquals("SHAR", cost.path("bearer").asText());
    assertEquals("13.46", cost.path("fees").path("amount").asText());
    assertEquals("0.00", cost.path("margin").path("amount").asText());
    assertEquals(2917, cost.path("totalPpm").asLong());
    assertEquals("0.2917", cost.path("totalPercent").asText());
    assertEquals("0.04615", cost.path("mid").path("rate").asText());
    assertEquals(3, cost.path("charges").size());
    assertEquals("DEBTOR", cost.path("charges").path(2).path("bornBy").asText());

    assertEquals(
        0,
        run("rate", "cost", "--agreement", "7", "--amount", "100000.00", "--to", "BRL"),
        err);
    assertTrue(out.startsWith("100000.00 ARS are 4615.00 BRL at 1 ARS = 0.04615 BRL\n"), out);
    assertTrue(out.contains("receiver gets 4611.00 BRL, charges shared (SHAR)"), out);
    assertTrue(out.contains("cost 0.2917 %: fees 13.46 BRL, margin 0.00 BRL"), out);
    // The other way the deductions of both sides are not for it.
    JsonNode back = get("/cost?agreement=7&amount=100.00&to=ARS&class=goods&bearer=DEBT", 200);
    assertEquals("2100.00", back.path("received").path("amount").asText());
    assertEquals("1.05", back.path("charges").path(0).path("amount").asText());
  }

  @Test
  void whatCannotBeToldIsRefusedWithWhatHelps() throws Exception {
    refused("/cost?agreement=7&amount=100000.00&to=BRL&bearer=DEBT", 422, "bearer=SHAR");
    refused("/cost?agreement=7&amount=30.00&to=BRL", 422, "leave nothing");
    refused("/cost?agreement=7&amount=0.00&to=BRL", 400, "above zero");
    refused("/cost?agreement=7&amount=1.001&to=BRL", 400, "digits after the point");
    refused("/cost?agreement=7&amount=1.00&to=USD", 400, "no money of a party");
    refused("/cost?agreement=9&amount=1.00&to=BRL", 404, "agreement 9");
    refused("/cost?agreement=7&amount=1.00&to=BRL&day=1969-12-31", 422, "not in force on 1969");
    refused("/cost?agreement=7&amount=1.00&to=BRL&bearer=BOTH", 400, "DEBT, SHAR, CRED");
    refused("/cost?agreement=7&to=BRL", 400, "amount");
    refused("/cost?agreement=7&amount=1.00&to=BRL&payer=ZZZZARB0", 422, "see /directory");
    refused("/bills?participant=BNCCARB0&month=2026-13", 400, "2026-11");
    refused("/bills?participant=ZZZZARB0&month=2026-11", 404, "ZZZZARB0");
    refused("/bills?month=2026-11", 400, "participant");
    refused("/revaluation?institution=CIARARB0&from=2026-02-01&until=2026-01-01", 400, "from");
    assertEquals(1, run("bill", "--participant", "ZZZZARB0", "--month", "2022-11"));
    assertTrue(err.contains("no participant has the BIC"), err);
  }

  private void refused(String path, int status, String said) throws Exception {
    String detail = get(path, status).path("detail").asText();
    assertTrue(detail.contains(said), path + ": " + detail);
  }

  /// 4615.00 BRL went for 100,000.00 ARS; at yesterday's 20.00 they were worth 92,300.00. They are
  /// owed now, and each costs 1.00 ARS more than yesterday.
  @Test
  void aDayOfForeignMoney() throws Exception {
    String path = "/revaluation?institution=CIARARB0&from=2022-11-26&until=2022-11-27";
    JsonNode all = get(path, 200);
    assertEquals(1, all.path("days").size(), all.toString());
    JsonNode day = all.path("days").path(0);
    assertEquals("-4615.00", day.path("held").asText());
    assertEquals("20.00", day.path("rateBefore").asText());
    assertEquals("21.00", day.path("rateNow").asText());
    assertEquals("-4615.00", day.path("unrealised").asText());
    assertEquals("7700.00", day.path("realised").asText());
    assertEquals(
        0,
        run("rate", "revaluation", "--institution", "CIARARB0", "--from", "2022-11-26",
            "--until", "2022-11-27"),
        err);
    assertEquals(
        "2022-11-27  -4615.00 BRL  unrealised -4615.00  realised 7700.00 ARS\n", out);
  }

  private JsonNode get(String path, int status) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(URI.create(url() + path)).build(),
            HttpResponse.BodyHandlers.ofString());
    assertEquals(status, response.statusCode(), path + " " + response.body());
    return json.readTree(response.body());
  }

  private String url() {
    return "http://127.0.0.1:" + Objects.requireNonNull(started).port();
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--url");
    all.add(url());
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    int code =
        Main.run(
            all.toArray(String[]::new),
            new PrintStream(outBytes, true, StandardCharsets.UTF_8),
            new PrintStream(errBytes, true, StandardCharsets.UTF_8));
    out = outBytes.toString(StandardCharsets.UTF_8);
    err = errBytes.toString(StandardCharsets.UTF_8);
    return code;
  }
}
