package kontor.server.console;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.AgreementFrame.Party;
import kontor.engine.annex.AgreementFrame.Ratification;
import kontor.engine.annex.AgreementState;
import kontor.engine.annex.Annex;
import kontor.engine.annex.AnnexForm;
import kontor.engine.calendar.ZoneOffsets;
import kontor.engine.terms.Digest;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.SettlementModel;
import kontor.readside.AgreementDetails;
import kontor.readside.AgreementDetails.Act;
import kontor.readside.AgreementRow;
import kontor.readside.AnnexRow;
import kontor.readside.Queries;
import kontor.server.agreement.AgreementWriter;
import kontor.server.governance.Holding;
import org.jspecify.annotations.Nullable;

/// What the page of one agreement shows.
///
/// @param digest of the text that the parties agree to and sign
record AgreementPage(
    AgreementDetails details,
    Digest digest,
    @Nullable SettlementModel model,
    List<Stage> life,
    List<PartyLine> parties,
    List<AnnexLine> annexes,
    ChangeForm form) {

  /// Where a stage of the agreement's life lies.
  enum Place {
    BEHIND,
    HERE,
    AHEAD
  }

  record Stage(AgreementState state, Place place) {}

  /// What a party has done. What it agreed to counts for the text as it stands only.
  record PartyLine(
      Party party, boolean agreed, boolean signed, boolean ratified, boolean suspends) {}

  /// @param text what the annex says, as the text of the agreement has it
  /// @param unsigned parties that have still to sign this version by itself
  record AnnexLine(
      AnnexRow row, boolean holdsToday, String text, List<ParticipantId> unsigned) {}

  static @Nullable AgreementPage of(Queries queries, int number, ChangeForm form) {
    AgreementDetails details = queries.livingAgreement(number);
    if (details == null) {
      return null;
    }
    int today = ZoneOffsets.dayOf(queries.health().timestampMs());
    Digest digest = digest(details);
    return new AgreementPage(
        details,
        digest,
        AgreementList.model(details, today),
        life(details.agreement()),
        parties(details, digest),
        annexes(details, today),
        form);
  }

  /// Of the text that was signed, or of the one that stands now.
  private static Digest digest(AgreementDetails details) {
    for (Act act : details.acts()) {
      if (act.act().equals("AgreementSigned") && act.digest() != null) {
        return act.digest();
      }
    }
    List<Annex> annexes = details.annexes().stream().map(AnnexRow::annex).toList();
    return AnnexForm.digest(details.agreement().frame(), annexes);
  }

  /// All stages of its life, of which suspension is one only while it lasts.
  private static List<Stage> life(AgreementRow row) {
    AgreementState now = row.state();
    List<Stage> life = new ArrayList<>();
    for (AgreementState state : AgreementState.values()) {
      boolean isHere = state == now;
      if (state == AgreementState.SUSPENDED && !isHere) {
        continue;
      }
      Place place = state.compareTo(now) < 0 ? Place.BEHIND : Place.AHEAD;
      life.add(new Stage(state, isHere ? Place.HERE : place));
    }
    return life;
  }

  private static List<PartyLine> parties(AgreementDetails details, Digest digest) {
    Set<ParticipantId> agreed = new HashSet<>();
    Set<ParticipantId> signed = new HashSet<>();
    Set<ParticipantId> ratified = new HashSet<>();
    Set<ParticipantId> suspending = new HashSet<>();
    for (Act act : details.acts()) {
      switch (act.act()) {
        case "TextAgreed" -> {
          if (digest.equals(act.digest())) {
            agreed.add(act.party());
          }
        }
        case "AgreementSigned" -> signed.add(act.party());
        case "AgreementRatified" -> ratified.add(act.party());
        case "SuspensionDeclared" -> suspending.add(act.party());
        case "SuspensionLifted" -> suspending.remove(act.party());
        default -> {
          // Notice is told in the timeline.
        }
      }
    }
    List<PartyLine> lines = new ArrayList<>();
    for (Party party : details.agreement().frame().parties()) {
      ParticipantId id = party.institution();
      lines.add(
          new PartyLine(
              party, agreed.contains(id), signed.contains(id), ratified.contains(id),
              suspending.contains(id)));
    }
    return lines;
  }

  private static List<AnnexLine> annexes(AgreementDetails details, int today) {
    List<AnnexLine> lines = new ArrayList<>();
    for (AnnexRow row : details.annexes()) {
      boolean holds = row.equals(Holding.of(details, row.annex().kind(), today));
      List<ParticipantId> unsigned = new ArrayList<>();
      if (row.holdsFrom() == null) {
        for (Party party : details.agreement().frame().parties()) {
          if (!row.signatures().contains(party.institution())) {
            unsigned.add(party.institution());
          }
        }
      }
      lines.add(new AnnexLine(row, holds, AgreementWriter.text(row.annex()), unsigned));
    }
    return lines;
  }

  AgreementRow agreement() {
    return details.agreement();
  }

  AgreementFrame frame() {
    return agreement().frame();
  }

  Period period() {
    return Period.of(agreement());
  }

  boolean needsRatification() {
    return frame().ratification() == Ratification.NEEDED;
  }

  /// Versions that some party has still to sign by itself: those proposed after the agreement was
  /// signed.
  List<AnnexLine> unsigned() {
    boolean isSigned = agreement().state().compareTo(AgreementState.SIGNED) >= 0;
    boolean isOver = agreement().state().compareTo(AgreementState.TERMINATING) >= 0;
    return isSigned && !isOver
        ? annexes.stream().filter(line -> !line.unsigned().isEmpty()).toList()
        : List.of();
  }

  /// What a party can do now.
  List<ChangeForm.Step> steps() {
    List<ChangeForm.Step> steps = new ArrayList<>(stepsOfState());
    if (!unsigned().isEmpty()) {
      steps.add(ChangeForm.Step.SIGN_ANNEX);
    }
    return steps;
  }

  private List<ChangeForm.Step> stepsOfState() {
    return switch (agreement().state()) {
      case DRAFT -> List.of(ChangeForm.Step.AGREE);
      case AGREED -> List.of(ChangeForm.Step.SIGN);
      case SIGNED ->
          needsRatification()
              ? List.of(ChangeForm.Step.RATIFY, ChangeForm.Step.TERMINATE)
              : List.of(ChangeForm.Step.TERMINATE);
      case RATIFIED -> List.of(ChangeForm.Step.TERMINATE);
      case IN_FORCE -> List.of(ChangeForm.Step.SUSPEND, ChangeForm.Step.TERMINATE);
      case SUSPENDED ->
          List.of(
              ChangeForm.Step.RESUME, ChangeForm.Step.SUSPEND, ChangeForm.Step.TERMINATE);
      case TERMINATING, TERMINATED -> List.of();
    };
  }
}
