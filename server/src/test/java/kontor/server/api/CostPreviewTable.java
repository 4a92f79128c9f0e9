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
import java.util.SortedSet;
import java.util.TreeSet;
import kontor.engine.Command.Envelope;
import kontor.engine.Command.MoveFunds;
import kontor.engine.Conversion;
import kontor.engine.Entry;
import kontor.engine.Event;
import kontor.engine.RecordedEvent;
import kontor.engine.Refusal;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.AgreementState;
import kontor.engine.annex.Annex;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.calendar.Calendar;
import kontor.engine.calendar.DayGrid;
import kontor.engine.calendar.GridMoment;
import kontor.engine.calendar.Holiday;
import kontor.engine.calendar.Weekday;
import kontor.engine.governance.AgreementEvent;
import kontor.engine.governance.CalendarEvent;
import kontor.engine.governance.CurrencyEvent;
import kontor.engine.governance.GovernanceEvent;
import kontor.engine.rates.BaseRate;
import kontor.engine.rates.Redenomination;
import kontor.engine.rates.RedenominationPlan;
import kontor.engine.rates.Tiers;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.AccountKind;
import kontor.engine.terms.Admission;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.AgreementParties;
import kontor.engine.terms.AgreementTerms;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Digest;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.Key;
import kontor.engine.terms.Money;
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
  private static final String UETR = "5e771007-000c-400f-a014-00000000000";
  private static final ParticipantId HOUSE = ParticipantId.ofBic("CHOUUYM0");
  private static final Currency XUA = new Currency("XUA", 2);
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
    waiting(1, "PROVARB1");
    emit(new Event.PaymentExpired(PaymentId.ofUetr(UETR + 1), Refusal.WAITED_TOO_LONG));
    waiting(2, "PROVARB2");
    terms();
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

  /// A payment of 9,000,000.00 BRL, for which the provider's money is too little.
  private void waiting(int number, String provider) {
    PaymentId payment = PaymentId.ofUetr(UETR + number);
    Digest message = new Digest(1, 2, 3, number);
    Money debit = new Money(18_000_000_000L, ARS);
    emit(new Event.MessageReceived(new Envelope(message, A1, Key.NONE, 8, 0, 1, 1), new byte[1]));
    emit(
        new Event.PaymentAccepted(
            message,
            new PaymentOrder(
                payment, 0, new Digest(9, 0, 0, number), Key.NONE, Key.NONE,
                new PaymentOrder.Route(A1, A1, B1),
                new PaymentOrder.Amounts(debit, null, null, null),
                new PaymentOrder.Timing(FROM, Priority.NORMAL, 0)),
            new Conversion(
                8, 1, debit, new Money(900_000_000, BRL),
                new Fixing(8, ARS, BRL, Rate.of("0.05"), NOW_MS, "PTAX"))));
    AccountId account =
        new AccountId(BR, BRL, ParticipantId.ofBic(provider), AccountKind.PROVIDER);
    emit(new Event.PaymentQueued(payment, account, Refusal.COVER_MISSING, NOW_MS + 1));
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
    List<ParticipantId> providers =
        List.of(
            ParticipantId.ofBic("PROVARB1"),
            ParticipantId.ofBic("PROVARB2"),
            ParticipantId.ofBic("PROVARB4"));
    annex(
        agreement, settlementUntil,
        new AnnexTerms.Settlement(
            SettlementModel.PROVIDER, providers, List.of(), List.of(), 0));
    annex(agreement, Agreement.OPEN_END, rates());
    govern(new AgreementEvent.EntryIntoForceSet(agreement, FROM));
    govern(new AgreementEvent.AgreementStateChanged(agreement, state));
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

  private void annex(int agreement, int untilDay, AnnexTerms terms) {
    govern(new AgreementEvent.AnnexProposed(new Annex(agreement, 1, FROM, untilDay, terms)));
    govern(new AgreementEvent.AnnexConcluded(agreement, terms.kind(), 1, FROM));
  }

  /// What decides whether a payment is agreed at all: NET with a cycle until June in 13, without a
  /// conversion in 14 and 17, through a house in 15, in 16 without one, and in 18
  /// through one that is suspended.
  private void terms() {
    admit(HOUSE, ParticipantKind.INSTITUTION, HOUSE);
    emit(new Event.CurrencyDefined(XUA));
    SortedSet<Weekday> rest = new TreeSet<>(List.of(Weekday.SATURDAY, Weekday.SUNDAY));
    Holiday carnival =
        new Holiday(day("2022-02-28"), Holiday.Length.FULL, Holiday.ALWAYS_KNOWN, "Carnaval");
    govern(new CalendarEvent.CalendarEntered(new Calendar("AR", rest, List.of())));
    govern(new CalendarEvent.CalendarEntered(new Calendar("BR", rest, List.of(carnival))));
    DayGrid closes =
        new DayGrid(
            List.of(
                new DayGrid.Moment(
                    GridMoment.CYCLE_CLOSE, "America/Sao_Paulo", 61_200, 61_200)));
    agree(13, SettlementModel.NET, List.of(BRL), List.of(new Money(5_000_000, ARS)));
    annex(13, day("2022-06-30"), new AnnexTerms.Days(List.of("AR", "BR"), closes, null));
    agree(14, SettlementModel.SINGLE, List.of(), List.of());
    annex(
        14, Agreement.OPEN_END,
        new AnnexTerms.Days(List.of("AR", "UY"), new DayGrid(List.of()), null));
    agree(15, SettlementModel.CLEARING, List.of(), List.of());
    annex(15, Agreement.OPEN_END, new AnnexTerms.Clearing(HOUSE, XUA));
    agree(16, SettlementModel.CLEARING, List.of(), List.of());
    agree(17, SettlementModel.SINGLE, List.of(), List.of());
    ParticipantId suspended = ParticipantId.ofBic("CHOUUYM1");
    admit(suspended, ParticipantKind.INSTITUTION, suspended);
    emit(new Event.AdmissionChanged(suspended, Admission.SUSPENDED));
    agree(18, SettlementModel.CLEARING, List.of(), List.of());
    annex(18, Agreement.OPEN_END, new AnnexTerms.Clearing(suspended, XUA));
    RedenominationPlan plan =
        new RedenominationPlan(
            new Redenomination(
                ARS, new Currency("ARN", 2), Rate.of("1000"), Rounding.HALF_UP),
            RedenominationPlan.Prices.ROUNDED, "UTC", day("2023-09-01"), 5,
            RedenominationPlan.OldCode.MEANS_NEW);
    govern(new CurrencyEvent.RedenominationScheduled(plan, NOW_MS + 1, NOW_MS + 2));
    for (int agreement : List.of(13, 15)) {
      publish(agreement, ARS, BRL, "0.05");
      publish(agreement, BRL, ARS, "21.00");
    }
    publish(15, ARS, XUA, "0.004");
  }

  private void agree(
      int agreement, SettlementModel model, List<Currency> oneCurrency, List<Money> maximums) {
    draft(agreement);
    annex(
        agreement, Agreement.OPEN_END,
        new AnnexTerms.Settlement(model, List.of(), oneCurrency, maximums, 0));
    annex(agreement, Agreement.OPEN_END, rates());
    govern(new AgreementEvent.EntryIntoForceSet(agreement, FROM));
    govern(new AgreementEvent.AgreementStateChanged(agreement, AgreementState.IN_FORCE));
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
        # 470.00 BRL by the second, which has 500.00; 460.00 by the first. It overtakes nobody.
        10000.00   - PROVARB2 0.047 470.00 waits 60000
        # The first betters its rate for the bank: 0.046 x 1.03.
        10000.00   BNCCARB0 PROVARB1 0.04738 473.80 covered 52400
        # 940.00 are more than the second has; the first has 10,000.00, and nothing waits any more.
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

  /// Agreement, value date, amount and its money, money of the payee, payer's and payee's bank or
  /// `-`, then the sum that is credited, or why a payment is refused for certain.
  @Test
  void whatIsRefusedForCertainHasNoCost() {
    String table =
        """
        # The last cycle closes on 30 June.
        13 2022-06-30 100.00   ARS BRL - - 5.00
        13 2022-07-01 100.00   ARS BRL - - CYCLE_MISSING
        16 2022-11-28 100.00   ARS BRL - - CYCLE_MISSING
        # A Saturday, and a Monday that is a holiday in one country.
        13 2022-05-07 100.00   ARS BRL - - VALUE_DAY_CLOSED
        13 2022-02-28 100.00   ARS BRL - - VALUE_DAY_CLOSED
        14 2022-05-09 100.00   ARS ARS - - VALUE_DAY_NOT_OPENED
        # 50,000.00 and one cent more; there is no maximum of the other money.
        13 2022-05-09 50000.00 ARS BRL - - 2500.00
        13 2022-05-09 50000.01 ARS BRL - - AMOUNT_ABOVE_AGREED_MAXIMUM
        13 2022-05-09 50000.01 BRL ARS - - 1050000.21
        # In one money where that is agreed only.
        13 2022-05-09 100.00   BRL BRL - - 100.00
        13 2022-05-09 100.00   ARS ARS - - CURRENCY_NOT_AGREED
        15 2022-11-28 100.00   ARS ARS - - CURRENCY_NOT_AGREED
        17 2022-11-28 100.00   ARS ARS - - 100.00
        17 2022-11-28 100.00   -   ARS - - 100.00
        17 2022-11-28 100.00   ARS BRL - - CURRENCY_NOT_AGREED
        # Banks of the sides that have the money.
        13 2022-05-09 100.00   ARS BRL BNCCARB0 BNAABRS0 5.00
        13 2022-05-09 100.00   ARS BRL BNAABRS0 - CURRENCY_NOT_AGREED
        13 2022-05-09 100.00   ARS BRL - BNCCARB0 CURRENCY_NOT_AGREED
        13 2022-05-09 100.00   ARS BRL CHOUUYM0 - NO_AGREEMENT
        13 2022-05-09 100.00   BRL BRL BNCCARB0 BNAABRS0 100.00
        13 2022-05-09 100.00   BRL BRL BNCCARB0 BNCCARB0 NO_AGREEMENT
        # 0.00496 and 0.005 of the unit of account.
        15 2022-11-28 1.24     ARS BRL - - CONVERTED_AMOUNT_ZERO
        15 2022-11-28 1.25     ARS BRL - - 0.06
        15 2022-11-28 1.25     BRL ARS - - FIXING_MISSING
        18 2022-11-28 1.25     ARS BRL - - INSTITUTION_SUSPENDED
        # The code will mean another unit from September on.
        17 2023-08-31 100.00   ARS ARS - - 100.00
        17 2023-09-01 100.00   ARS ARS - - CURRENCY_CHANGES
        """;
    assertAll(
        table.lines().filter(line -> !line.startsWith("#")).map(line -> () -> {
          String[] row = line.split(" +");
          assertEquals(row[7], toldOrRefused(row), line);
        }));
  }

  /// The sum, or the reason, with which the text begins.
  private String toldOrRefused(String[] row) {
    CostPreview.Asked asked =
        new CostPreview.Asked(
            Integer.parseInt(row[0]), row[2], row[3].equals("-") ? null : row[3], row[4], null,
            null, day(row[1]), new CostPreview.Banks(bank(row[5]), bank(row[6])));
    try {
      return Objects.requireNonNull(preview).of(asked, NOW_MS)
          .path("credit").path("amount").asText();
    } catch (ProblemException e) {
      assertEquals(422, e.problem().status());
      return e.problem().detail().replaceAll(":.*", "");
    }
  }

  private static @Nullable ParticipantId bank(String text) {
    return text.equals("-") ? null : ParticipantId.ofBic(text);
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
