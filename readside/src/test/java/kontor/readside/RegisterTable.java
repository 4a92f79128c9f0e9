package kontor.readside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import kontor.engine.Command;
import kontor.engine.Engine;
import kontor.engine.RecordedEvent;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.AgreementFrame.Party;
import kontor.engine.annex.AgreementFrame.Ratification;
import kontor.engine.annex.AgreementState;
import kontor.engine.annex.Annex;
import kontor.engine.annex.AnnexForm;
import kontor.engine.annex.AnnexKind;
import kontor.engine.annex.AnnexNumber;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.annex.Treaty;
import kontor.engine.calendar.Calendar;
import kontor.engine.calendar.ZoneOffsets;
import kontor.engine.governance.AgreementChange;
import kontor.engine.governance.CalendarChange;
import kontor.engine.governance.Governance;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Digest;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.ParticipantKind;
import kontor.engine.terms.SettlementModel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The register of agreements, and agreements with annexes, as an engine tells of them.
class RegisterTable {

  private static final ParticipantId BRAZIL = ParticipantId.ofBic("BCBRBRDF");
  private static final ParticipantId ARGENTINA = ParticipantId.ofBic("BCRAARBA");
  private static final Currency BRL = new Currency("BRL", 2);
  private static final Currency ARS = new Currency("ARS", 2);
  private static final FourEyes BY = new FourEyes("M. Sousa", "C. Lima");

  private final Engine engine = new Engine();
  private final List<RecordedEvent> events = new ArrayList<>();
  private long position;
  private long nowMs;

  private void apply(Command command) {
    long at = ++position;
    int[] index = {0};
    engine.apply(
        at,
        nowMs,
        command,
        event -> events.add(new RecordedEvent(at, index[0]++, nowMs, event)));
  }

  private void govern(Governance change) {
    apply(new Command.Govern(BY, change));
  }

  private static int day(String date) {
    return Math.toIntExact(LocalDate.parse(date).toEpochDay());
  }

  /// Events go in one by one, and again in one batch: the rows are the same.
  private Queries queries(TemporaryDatabase database) {
    Projector projector = new Projector(database.open(), OutboxWriter.NONE);
    events.forEach(event -> projector.apply(List.of(event)));
    try (TemporaryDatabase batched = new TemporaryDatabase()) {
      new Projector(batched.open(), OutboxWriter.NONE).apply(events);
      assertEquals(database.dump(), batched.dump(), "rows of one batch");
    }
    return new Queries(database.open());
  }

  private static Treaty treaty(int number, String field, int signed, int until) {
    return new Treaty(
        number,
        number % 2 == 0 ? List.of("RU", "BR") : List.of("RU", "VE", "African Union"),
        "subject " + number,
        field,
        signed,
        signed == Treaty.NOT_YET ? Treaty.NOT_YET : signed + 60,
        until,
        null,
        signed == Treaty.NOT_YET ? AgreementState.DRAFT : AgreementState.IN_FORCE);
  }

  @Test
  void threeHundredAndFiftyAgreementsSeventeenOfThemSignedInNovemberTo2030() {
    for (int number = 1; number <= 350; number++) {
      int signed =
          number <= 17 ? day("2025-11-01") + number : day("2025-10-31") - 7 * (number - 17);
      govern(
          new AgreementChange.RegisterTreaty(
              treaty(number, number % 5 == 0 ? "energy" : "trade", signed, day("2030-12-31"))));
    }
    govern(
        new AgreementChange.RegisterTreaty(
            treaty(351, "trade", Treaty.NOT_YET, Agreement.OPEN_END)));
    try (TemporaryDatabase database = new TemporaryDatabase()) {
      Queries queries = queries(database);
      RegisterFilter inForce =
          new RegisterFilter(AgreementState.IN_FORCE, null, null, null, null, null, null, 10);

      assertEquals(
          new RegisterTotals(350, 17, day("2030-12-31"), 0),
          queries.registerTotals(inForce, day("2025-11-01"), day("2025-11-30")));
      assertEquals(
          new RegisterTotals(351, 17, day("2030-12-31"), 1),
          queries.registerTotals(
              RegisterFilter.ALL, day("2025-11-01"), day("2025-11-30")));
      assertEquals(10, queries.register(inForce).size());
      assertEquals(351, queries.register(RegisterFilter.ALL).size());
    }
  }

  @Test
  void theRegisterIsListedByStateFieldPartyAndDates() {
    govern(new AgreementChange.RegisterTreaty(
        treaty(1, "trade", day("2025-11-03"), day("2027-12-31"))));
    govern(new AgreementChange.RegisterTreaty(
        treaty(2, "energy", day("2025-10-03"), day("2030-12-31"))));
    govern(new AgreementChange.RegisterTreaty(
        treaty(3, "trade", Treaty.NOT_YET, Agreement.OPEN_END)));
    govern(new AgreementChange.UpdateTreaty(
        treaty(2, "energy", day("2025-10-03"), day("2026-12-31"))));
    try (TemporaryDatabase database = new TemporaryDatabase()) {
      Queries queries = queries(database);

      assertEquals(List.of(2, 1, 3), numbers(queries, RegisterFilter.ALL));
      assertEquals(List.of(3), numbers(queries, filter(AgreementState.DRAFT, null, null)));
      assertEquals(List.of(1, 3), numbers(queries, filter(null, "trade", null)));
      assertEquals(List.of(2), numbers(queries, filter(null, null, "BR")));
      assertEquals(List.of(1, 3), numbers(queries, filter(null, null, "African Union")));
      assertEquals(
          List.of(1),
          numbers(
              queries,
              new RegisterFilter(
                  null, null, null, day("2025-11-01"), day("2025-11-30"), null, null, 9)));
      assertEquals(
          List.of(1),
          numbers(
              queries,
              new RegisterFilter(
                  null, null, "RU", null, null, day("2027-01-01"), day("2030-12-31"), 9)));
      assertEquals(
          List.of("RU", "VE", "African Union"),
          queries.register(filter(AgreementState.DRAFT, null, null)).getFirst().parties());
    }
  }

  private static RegisterFilter filter(
      @Nullable AgreementState state, @Nullable String field, @Nullable String party) {
    return new RegisterFilter(state, field, party, null, null, null, null, 9);
  }

  private static List<Integer> numbers(Queries queries, RegisterFilter filter) {
    return queries.register(filter).stream().map(RegisterRow::number).toList();
  }

  @Test
  void anAgreementIsShownWithItsActsAnnexesAndEditions() {
    AgreementFrame frame = found();
    Annex first = annex(1, "2026-04-01", 60_000);
    Annex second = annex(2, "2026-04-15", 0);
    Annex third = annex(3, "2026-05-15", 0);
    Digest text = AnnexForm.digest(frame, List.of(first));
    live(frame, first, second, third);

    try (TemporaryDatabase database = new TemporaryDatabase()) {
      Queries queries = queries(database);
      AgreementDetails details = queries.livingAgreement(7);
      assertNotNull(details);
      assertNull(queries.livingAgreement(8));
      assertEquals(List.of(details.agreement()), queries.livingAgreements());
      assertEquals(frame, details.agreement().frame());
      assertEquals(AgreementState.SUSPENDED, details.agreement().state());
      assertEquals(day("2026-03-22"), details.agreement().signedDay());
      assertEquals(day("2026-04-01"), details.agreement().inForceDay());
      assertEquals(day("2026-06-01"), details.agreement().endDay());
      assertEquals(
          List.of(
              "TextAgreed", "TextAgreed", "AgreementSigned", "AgreementSigned",
              "SuspensionDeclared", "TerminationNoticed"),
          details.acts().stream().map(AgreementDetails.Act::act).toList());
      assertEquals(text, details.acts().getFirst().digest());
      assertEquals(
          List.of(first, second, third),
          details.annexes().stream().map(AnnexRow::annex).toList());
      assertEquals(day("2026-04-15"), details.annexes().get(1).holdsFrom());
      assertEquals(List.of(ARGENTINA, BRAZIL), details.annexes().get(1).signatures());
      assertNull(details.annexes().get(2).holdsFrom());
      assertEquals(AnnexForm.digest(third), details.annexes().get(2).digest());
      assertEquals(
          List.of(
              new AgreementDetails.Edition(1, day("2026-04-01"), numbers(1)),
              new AgreementDetails.Edition(2, day("2026-04-15"), numbers(2))),
          details.editions());

      // It is in the register, too.
      assertEquals(
          List.of(
              new RegisterRow(
                  RegisterRow.Origin.AGREEMENT, 7, List.of("BR", "AR"), "corridor", "settlement",
                  day("2026-03-22"), day("2026-04-01"), day("2026-05-31"), null,
                  AgreementState.SUSPENDED)),
          queries.register(RegisterFilter.ALL));
    }
  }

  /// Signed with the first annex, changed by the second, about to be changed by the third.
  private void live(AgreementFrame frame, Annex first, Annex second, Annex third) {
    Digest text = AnnexForm.digest(frame, List.of(first));
    nowMs = day("2026-03-20") * 86_400_000L;
    govern(new AgreementChange.DraftAgreement(frame));
    // A draft is replaced, and taken back.
    govern(new AgreementChange.ProposeAnnex(annex(1, "2026-04-01", 0)));
    govern(new AgreementChange.ProposeAnnex(first));
    for (ParticipantId party : List.of(BRAZIL, ARGENTINA)) {
      govern(new AgreementChange.AgreeText(7, party, text));
    }
    for (ParticipantId party : List.of(BRAZIL, ARGENTINA)) {
      nowMs += 86_400_000L;
      govern(new AgreementChange.SignAgreement(7, party, text));
    }
    nowMs = day("2026-04-10") * 86_400_000L;
    govern(new AgreementChange.ProposeAnnex(second));
    for (ParticipantId party : List.of(ARGENTINA, BRAZIL)) {
      govern(
          new AgreementChange.SignAnnex(
              7, AnnexKind.SETTLEMENT, 2, party, AnnexForm.digest(second)));
    }
    govern(new AgreementChange.ProposeAnnex(third));
    govern(
        new AgreementChange.SignAnnex(
            7, AnnexKind.SETTLEMENT, 3, BRAZIL, AnnexForm.digest(third)));
    govern(new AgreementChange.Suspend(7, BRAZIL, "arrears"));
    govern(new AgreementChange.Terminate(7, ARGENTINA, day("2026-06-01")));
  }

  private static List<AnnexNumber> numbers(int version) {
    return List.of(new AnnexNumber(AnnexKind.SETTLEMENT, version));
  }

  private AgreementFrame found() {
    for (Currency currency : List.of(BRL, ARS)) {
      apply(new Command.DefineCurrency(currency));
    }
    for (ParticipantId party : List.of(BRAZIL, ARGENTINA)) {
      apply(new Command.AdmitParticipant(party, ParticipantKind.INSTITUTION, party));
      govern(
          new CalendarChange.EnterCalendar(
              new Calendar(party.country(), new TreeSet<>(), List.of())));
    }
    govern(
        new CalendarChange.EnterZone(
            new ZoneOffsets("UTC", "2025b", 0, List.of(), 4_102_444_800L)));
    return new AgreementFrame(
        7,
        "corridor",
        List.of(new Party(BRAZIL, "BR", BRL), new Party(ARGENTINA, "AR", ARS)),
        "Decision 25/07",
        "UTC",
        day("2026-04-01"),
        Agreement.OPEN_END,
        5,
        Ratification.NOT_NEEDED);
  }

  private static Annex annex(int version, String from, long queueMs) {
    return new Annex(
        7,
        version,
        day(from),
        Agreement.OPEN_END,
        new AnnexTerms.Settlement(
            SettlementModel.SINGLE, List.of(), List.of(), List.of(), queueMs));
  }
}
