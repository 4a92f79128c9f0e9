package kontor.server.api;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import kontor.engine.Command.MoveFunds;
import kontor.engine.Entry;
import kontor.engine.Event;
import kontor.engine.RecordedEvent;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.AgreementState;
import kontor.engine.annex.Annex;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.governance.AgreementEvent;
import kontor.engine.governance.GovernanceEvent;
import kontor.engine.rates.BaseRate;
import kontor.engine.rates.Tiers;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.AccountKind;
import kontor.engine.terms.Admission;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.AgreementParties;
import kontor.engine.terms.AgreementTerms;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.Key;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.ParticipantKind;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import kontor.engine.terms.RoundingProfile;
import kontor.engine.terms.SettlementModel;
import kontor.readside.OutboxWriter;
import kontor.readside.Projector;
import kontor.readside.Queries;
import kontor.readside.QuoteQueries;
import kontor.readside.ReadDatabase;
import kontor.server.http.ProblemException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What a payment would cost where providers compete, and on which days nothing is told. All sums
/// are worked out by hand.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CostPreviewTable {

  private static final Currency ARS = new Currency("ARS", 2);
  private static final Currency BRL = new Currency("BRL", 2);
  private static final ParticipantId AR = ParticipantId.ofBic("CIARARB0");
  private static final ParticipantId BR = ParticipantId.ofBic("CIBRBRB0");
  private static final ParticipantId A1 = ParticipantId.ofBic("BNCCARB0");
  private static final ParticipantId B1 = ParticipantId.ofBic("BNAABRS0");
  private static final long NOW_MS = Instant.parse("2022-11-27T12:00:00Z").toEpochMilli();
  private static final int FROM = day("2022-01-01");

  private final List<RecordedEvent> events = new ArrayList<>();
  private @Nullable ReadDatabase opened;
  private @Nullable CostPreview preview;

  private static int day(String text) {
    return (int) LocalDate.parse(text).toEpochDay();
  }

  @BeforeAll
  void start(@TempDir Path folder) {
    ReadDatabase database = ReadDatabase.open(folder.resolve("read.db"));
    opened = database;
    emit(new Event.CurrencyDefined(ARS));
    emit(new Event.CurrencyDefined(BRL));
    admit(AR, ParticipantKind.INSTITUTION, AR);
    admit(BR, ParticipantKind.INSTITUTION, BR);
    admit(A1, ParticipantKind.DIRECT_BANK, AR);
    admit(B1, ParticipantKind.DIRECT_BANK, BR);
    provider("PROVARB1", "0.046", 1_000_000);
    provider("PROVARB2", "0.047", 50_000);
    // Better ones, of which one is not of the agreement and one is suspended.
    provider("PROVARB3", "0.049", 9_000_000);
    provider("PROVARB4", "0.048", 9_000_000);
    emit(
        new Event.AdmissionChanged(ParticipantId.ofBic("PROVARB4"), Admission.SUSPENDED));
    emit(
        new Event.TiersSet(
            ParticipantId.ofBic("PROVARB1"), ARS,
            new Tiers(List.of(new Tiers.Tier(5_000_000, 100)))));
    emit(new Event.ImprovementSet(ParticipantId.ofBic("PROVARB1"), A1, 300));
    conclude(8, day("2023-06-30"), AgreementState.IN_FORCE);
    conclude(9, day("2023-06-30"), AgreementState.SUSPENDED);
    conclude(10, day("2022-06-30"), AgreementState.IN_FORCE);
    draft(11);
    RoundingProfile profile = RoundingProfile.of("HALF_UP:5");
    emit(
        new Event.AgreementEntered(
            new Agreement(
                12, 1, FROM, day("2022-03-31"), SettlementModel.RECIPROCAL,
                new AgreementParties(AR, ARS, BR, BRL, null),
                new AgreementTerms(
                    profile, profile, Rounding.HALF_UP, List.of(), List.of(), 0))));
    for (int agreement : List.of(8, 9, 10, 11, 12)) {
      publish(agreement, ARS, BRL, "0.05");
      publish(agreement, BRL, ARS, "21.00");
    }
    new Projector(database, OutboxWriter.NONE).apply(events);
    Queries queries = new Queries(database);
    preview = new CostPreview(queries, new HeldOffers(queries, new QuoteQueries(database)));
  }

  @AfterAll
  void stop() {
    Objects.requireNonNull(opened).close();
  }

  private void emit(Event event) {
    events.add(new RecordedEvent(100 + 32L * events.size(), 0, NOW_MS, event));
  }

  private void govern(GovernanceEvent event) {
    emit(new Event.Governed(new FourEyes("M. Sousa", "C. Lima"), event));
  }

  private void admit(ParticipantId who, ParticipantKind kind, ParticipantId institution) {
    emit(new Event.ParticipantAdmitted(who, kind, institution));
  }

  /// With so many cents in the payee's book.
  private void provider(String bic, String rate, long minor) {
    ParticipantId provider = ParticipantId.ofBic(bic);
    admit(provider, ParticipantKind.FX_PROVIDER, AR);
    AccountId account = new AccountId(BR, BRL, provider, AccountKind.PROVIDER);
    emit(new Event.AccountOpened(account));
    emit(
        new Event.FundsMoved(
            new Key(1, events.size()), account, new Money(minor, BRL), MoveFunds.Direction.IN,
            List.of(new Entry(account, minor, minor))));
    emit(new Event.BaseRatePosted(new BaseRate(provider, ARS, BRL, Rate.of(rate), NOW_MS)));
  }

  private void draft(int agreement) {
    govern(
        new AgreementEvent.AgreementDrafted(
            new AgreementFrame(
                agreement, "local money",
                List.of(
                    new AgreementFrame.Party(AR, "AR", ARS),
                    new AgreementFrame.Party(BR, "BR", BRL)),
                "Decision 25/07", "America/Sao_Paulo", FROM, Agreement.OPEN_END, 0,
                AgreementFrame.Ratification.NOT_NEEDED)));
  }

  private void conclude(int agreement, int settlementUntil, AgreementState state) {
    draft(agreement);
    RoundingProfile profile = RoundingProfile.of("HALF_UP:5");
    List<ParticipantId> providers =
        List.of(
            ParticipantId.ofBic("PROVARB1"),
            ParticipantId.ofBic("PROVARB2"),
            ParticipantId.ofBic("PROVARB4"));
    annex(
        agreement, settlementUntil,
        new AnnexTerms.Settlement(
            SettlementModel.PROVIDER, providers, List.of(), List.of(), 0));
    annex(
        agreement, Agreement.OPEN_END,
        new AnnexTerms.Rates(
            List.of(
                new AnnexTerms.PairProfile(BRL, ARS, profile),
                new AnnexTerms.PairProfile(ARS, BRL, profile)),
            Rounding.HALF_UP, AnnexTerms.Approval.EVERY_PARTY, 0, 0, 0,
            AnnexTerms.Breach.WARNING, AnnexTerms.Unconfirmed.REFUSE, List.of(), 0, List.of()));
    govern(new AgreementEvent.EntryIntoForceSet(agreement, FROM));
    govern(new AgreementEvent.AgreementStateChanged(agreement, state));
  }

  private void annex(int agreement, int untilDay, AnnexTerms terms) {
    govern(new AgreementEvent.AnnexProposed(new Annex(agreement, 1, FROM, untilDay, terms)));
    govern(new AgreementEvent.AnnexConcluded(agreement, terms.kind(), 1, FROM));
  }

  private void publish(int agreement, Currency base, Currency quoted, String rate) {
    emit(
        new Event.FixingPublished(
            new Fixing(agreement, base, quoted, Rate.of(rate), NOW_MS, "PTAX")));
  }

  private JsonNode cost(
      int agreement, String amount, String to, @Nullable ParticipantId payer, @Nullable String day)
      throws ProblemException {
    return Objects.requireNonNull(preview)
        .of(
            new CostPreview.Asked(
                agreement, amount, null, to, null, null, day == null ? null : day(day),
                new CostPreview.Banks(payer, null)),
            NOW_MS);
  }

  /// Amount of ARS, payer's bank or `-`, then provider, rate, sum, `covered` or `waits`, and the
  /// cost against 0.05 in millionths.
  @Test
  void theBestOfWhatProvidersHoldOut() {
    String table =
        """
        # 470.00 BRL by the second, which has 500.00; 460.00 by the first.
        10000.00   - PROVARB2 0.047 470.00 covered 60000
        # The first betters its rate for the bank: 0.046 x 1.03.
        10000.00   BNCCARB0 PROVARB1 0.04738 473.80 covered 52400
        # 940.00 are more than the second has; the first has 10,000.00.
        20000.00   - PROVARB1 0.046 920.00 covered 80000
        # 0.046 x 1.01 from 50,000.00 on.
        50000.00   - PROVARB1 0.04646 2323.00 covered 70800
        # Nobody has 46,460.00 or 47,000.00: the best of all, and the payment waits.
        1000000.00 - PROVARB2 0.047 47000.00 waits 60000
        """;
    assertAll(
        table.lines().filter(line -> !line.startsWith("#")).map(line -> () -> {
          String[] row = line.split(" +");
          ParticipantId payer = row[1].equals("-") ? null : ParticipantId.ofBic(row[1]);
          JsonNode cost = cost(8, row[0], "BRL", payer, null);
          JsonNode offer = cost.path("offer");
          assertEquals(
              String.join(" ", List.of(row).subList(2, 7)),
              offer.path("provider").asText() + " " + offer.path("rate").asText() + " "
                  + cost.path("credit").path("amount").asText() + " "
                  + (offer.path("isCovered").asBoolean() ? "covered" : "waits") + " "
                  + cost.path("totalPpm").asText(),
              line);
        }));
  }

  @Test
  void whereNobodyPostedThePublishedRateHolds() throws ProblemException {
    JsonNode cost = cost(8, "100.00", "ARS", null, null);
    assertEquals("2100.00", cost.path("credit").path("amount").asText());
    assertTrue(cost.path("offer").isMissingNode(), cost::toString);
    assertEquals(0, cost.path("totalPpm").asInt(1));
  }

  /// No payment of such a value date would be accepted, so none has a cost.
  @Test
  void noCostOnDaysOnWhichNothingHolds() throws ProblemException {
    assertEquals("470.00", told(8, "2023-06-30"));
    refused(8, "2021-12-31", "agreement 8 is not in force on 2021-12-31");
    refused(8, "2023-07-01", "no annex SETTLEMENT of agreement 8 holds on 2023-07-01");
    refused(9, null, "agreement 9 is SUSPENDED");
    refused(10, null, "no annex SETTLEMENT of agreement 10 holds on 2022-11-27");
    refused(11, null, "agreement 11 is DRAFT");
    assertEquals("500.00", told(12, "2022-03-31"));
    refused(12, "2022-04-01", "agreement 12 is not in force on 2022-04-01");
    refused(12, "2021-12-31", "agreement 12 is not in force on 2021-12-31");
  }

  private String told(int agreement, String day) throws ProblemException {
    return cost(agreement, "10000.00", "BRL", null, day).path("credit").path("amount").asText();
  }

  private void refused(int agreement, @Nullable String day, String said) {
    ProblemException refused =
        assertThrows(
            ProblemException.class, () -> cost(agreement, "10000.00", "BRL", null, day));
    assertEquals(422, refused.problem().status());
    assertTrue(refused.problem().detail().contains(said), refused.problem()::detail);
  }
}
