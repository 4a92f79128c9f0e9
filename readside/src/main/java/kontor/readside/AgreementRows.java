package kontor.readside;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kontor.engine.RecordedEvent;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.AgreementState;
import kontor.engine.annex.Annex;
import kontor.engine.annex.AnnexForm;
import kontor.engine.annex.AnnexKind;
import kontor.engine.annex.AnnexNumber;
import kontor.engine.annex.Treaty;
import kontor.engine.governance.AgreementEvent;
import kontor.engine.governance.GovernanceForm;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.Digest;
import kontor.engine.terms.ParticipantId;
import org.jspecify.annotations.Nullable;

/// The rows of agreements with annexes, and of the register of treaties.
final class AgreementRows {

  private static final int NOT_YET = Integer.MAX_VALUE;
  private static final long DAY_MS = 86_400_000;

  private final Session session;
  private final BookRows books;

  AgreementRows(Session session, BookRows books) {
    this.session = session;
    this.books = books;
  }

  void apply(RecordedEvent at, AgreementEvent event) {
    switch (event) {
      case AgreementEvent.AgreementDrafted(AgreementFrame frame) -> draft(at, frame);
      case AgreementEvent.AnnexProposed(Annex annex) -> propose(at, annex);
      case AgreementEvent.TextAgreed e ->
          act(at, event, e.agreement(), e.party(), e.digest(), null, null);
      case AgreementEvent.AgreementSigned e -> {
        act(at, event, e.agreement(), e.party(), e.digest(), null, null);
        if (isLast(e.agreement())) {
          session.run(
              "write/signAgreement",
              (int) Math.floorDiv(at.timestampMs(), DAY_MS),
              e.agreement());
        }
      }
      case AgreementEvent.AgreementRatified e ->
          act(at, event, e.agreement(), e.party(), null, null, null);
      case AgreementEvent.EntryIntoForceSet e ->
          session.run("write/setInForceDay", e.day(), e.agreement());
      case AgreementEvent.AnnexSigned e ->
          session.run(
              "write/signAnnex",
              e.agreement(),
              e.kind().name(),
              e.version(),
              e.party().bic(),
              at.position(),
              at.index(),
              at.timestampMs());
      case AgreementEvent.AnnexWithdrawn e -> remove(e.agreement(), e.kind(), e.version());
      case AgreementEvent.AnnexConcluded e ->
          session.run(
              "write/concludeAnnex", e.fromDay(), e.agreement(), e.kind().name(), e.version());
      case AgreementEvent.EditionFormed e -> form(e);
      case AgreementEvent.SuspensionDeclared e ->
          act(at, event, e.agreement(), e.party(), null, e.reason(), null);
      case AgreementEvent.SuspensionLifted e ->
          act(at, event, e.agreement(), e.party(), null, null, null);
      case AgreementEvent.TerminationNoticed e -> {
        act(at, event, e.agreement(), e.party(), null, null, e.fromDay());
        session.run("write/setEndDay", e.fromDay(), e.agreement());
      }
      case AgreementEvent.AgreementStateChanged e ->
          session.run("write/setAgreementState", e.state().name(), e.agreement());
      case AgreementEvent.TreatyRegistered(Treaty treaty) -> register(at, treaty);
      case AgreementEvent.TreatyUpdated(Treaty treaty) -> {
        session.run("write/removeTreaty", treaty.number());
        session.run("write/removeTreatyParties", treaty.number());
        register(at, treaty);
      }
    }
  }

  private void draft(RecordedEvent at, AgreementFrame frame) {
    session.run(
        "write/draftAgreement",
        frame.id(),
        frame.name(),
        frame.governingLaw(),
        frame.zone(),
        frame.fromDay(),
        frame.untilDay(),
        frame.runOffDays(),
        frame.ratification().name(),
        AgreementState.DRAFT.name(),
        NOT_YET,
        NOT_YET,
        frame.untilDay() == Agreement.OPEN_END ? NOT_YET : frame.untilDay() + 1,
        at.position(),
        at.index(),
        at.timestampMs());
    for (int i = 0; i < frame.parties().size(); i++) {
      AgreementFrame.Party party = frame.parties().get(i);
      books.note(party.money());
      session.run(
          "write/addAgreementParty",
          frame.id(),
          i,
          party.institution().bic(),
          party.country(),
          party.money().code());
    }
  }

  /// The last of the parties signs when all others have.
  private boolean isLast(int agreement) {
    long signatures =
        session.list("agreementActs", row -> row.text("act"), agreement).stream()
            .filter("AgreementSigned"::equals)
            .count();
    return signatures == session.list("agreementParties", row -> 1, agreement).size();
  }

  private void act(
      RecordedEvent at,
      AgreementEvent event,
      int agreement,
      ParticipantId party,
      @Nullable Digest digest,
      @Nullable String reason,
      @Nullable Integer day) {
    session.run(
        "write/actOnAgreement",
        agreement,
        event.getClass().getSimpleName(),
        party.bic(),
        digest == null ? null : digest.toString(),
        reason,
        day,
        at.position(),
        at.index(),
        at.timestampMs());
  }

  /// In a draft a version takes the place of the one with its number.
  private void propose(RecordedEvent at, Annex annex) {
    remove(annex.agreement(), annex.kind(), annex.version());
    session.run(
        "write/proposeAnnex",
        annex.agreement(),
        annex.kind().name(),
        annex.version(),
        annex.fromDay(),
        annex.untilDay(),
        AnnexForm.digest(annex).toString(),
        GovernanceForm.bytes(out -> AnnexForm.annex(out, annex)),
        at.position(),
        at.index(),
        at.timestampMs());
  }

  private void remove(int agreement, AnnexKind kind, int version) {
    session.run("write/removeAnnex", agreement, kind.name(), version);
    session.run("write/removeAnnexSignatures", agreement, kind.name(), version);
  }

  private void form(AgreementEvent.EditionFormed event) {
    for (AnnexNumber number : event.annexes()) {
      session.run(
          "write/formEdition",
          event.agreement(),
          event.edition(),
          number.kind().name(),
          number.version(),
          event.fromDay());
    }
  }

  private void register(RecordedEvent at, Treaty treaty) {
    session.run(
        "write/registerTreaty",
        treaty.number(),
        treaty.subject(),
        treaty.field(),
        treaty.signedDay(),
        treaty.fromDay(),
        treaty.untilDay(),
        treaty.document() == null ? null : treaty.document().toString(),
        treaty.state().name(),
        at.position(),
        at.index(),
        at.timestampMs());
    for (int i = 0; i < treaty.parties().size(); i++) {
      session.run("write/addTreatyParty", treaty.number(), i, treaty.parties().get(i));
    }
  }

  static AgreementRow agreement(Row row) {
    int id = row.number("id");
    List<AgreementFrame.Party> parties =
        row.session()
            .list(
                "agreementParties",
                party ->
                    new AgreementFrame.Party(
                        party.participant("institution"),
                        party.text("country"),
                        party.currency("currency")),
                id);
    return new AgreementRow(
        new AgreementFrame(
            id,
            row.text("name"),
            parties,
            row.text("governing_law"),
            row.text("zone"),
            row.number("from_day"),
            row.number("until_day"),
            row.number("run_off_days"),
            AgreementFrame.Ratification.valueOf(row.text("ratification"))),
        AgreementState.valueOf(row.text("state")),
        row.number("signed_day"),
        row.number("in_force_day"),
        row.number("end_day"),
        row.moment());
  }

  static AgreementDetails details(Session session, AgreementRow agreement) {
    int id = agreement.frame().id();
    return new AgreementDetails(
        agreement,
        session.list("agreementActs", AgreementRows::act, id),
        session.list("annexes", AgreementRows::annex, id),
        session.list("editions", row -> edition(row, id), id));
  }

  private static AgreementDetails.Act act(Row row) {
    return new AgreementDetails.Act(
        row.text("act"),
        row.participant("party"),
        row.digestOrNull("digest"),
        row.textOrNull("reason"),
        row.isNull("day") ? null : row.number("day"),
        row.moment());
  }

  private static AnnexRow annex(Row row) {
    Annex annex = GovernanceForm.read(row.bytes("form"), AnnexForm::annex);
    return new AnnexRow(
        annex,
        row.digest("digest"),
        row.isNull("holds_from") ? null : row.number("holds_from"),
        row.session()
            .list(
                "annexSignatures",
                party -> party.participant("party"),
                annex.agreement(),
                annex.kind().name(),
                annex.version()),
        row.moment());
  }

  private static AgreementDetails.Edition edition(Row row, int agreement) {
    int number = row.number("edition");
    List<AnnexNumber> annexes =
        row.session()
            .list(
                "editionAnnexes",
                one ->
                    new AnnexNumber(AnnexKind.valueOf(one.text("kind")), one.number("version")),
                agreement,
                number);
    return new AgreementDetails.Edition(
        number,
        row.number("from_day"),
        annexes.stream().sorted(Comparator.comparing(AnnexNumber::kind)).toList());
  }

  static RegisterRow register(Row row) {
    String origin = row.text("origin");
    int number = row.number("number");
    return new RegisterRow(
        RegisterRow.Origin.valueOf(origin),
        number,
        row.session().list("registerParties", party -> party.text("party"), origin, number),
        row.text("subject"),
        row.text("field"),
        row.number("signed_day"),
        row.number("from_day"),
        row.number("until_day"),
        row.digestOrNull("document"),
        AgreementState.valueOf(row.text("state")));
  }

  static RegisterTotals totals(Row row) {
    return new RegisterTotals(
        row.number("entries"),
        row.number("signed"),
        row.number("last_end"),
        row.number("open_ended"));
  }

  static Map<String, @Nullable Object> parameters(RegisterFilter filter) {
    Map<String, @Nullable Object> parameters = new HashMap<>();
    parameters.put("state", filter.state() == null ? null : filter.state().name());
    parameters.put("field", filter.field());
    parameters.put("party", filter.party());
    parameters.put("signedFrom", filter.signedFrom());
    parameters.put("signedUntil", filter.signedUntil());
    parameters.put("endFrom", filter.endFrom());
    parameters.put("endUntil", filter.endUntil());
    parameters.put("limit", filter.limit());
    return parameters;
  }
}
