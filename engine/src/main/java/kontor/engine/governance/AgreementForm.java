package kontor.engine.governance;

import kontor.engine.annex.AgreementState;
import kontor.engine.annex.AnnexForm;
import kontor.engine.annex.AnnexNumber;

/// The canonical form of changes of agreements. Numbers of kinds are never used again.
final class AgreementForm {

  private static final int DRAFT = 1;
  private static final int PROPOSE = 2;
  private static final int AGREE = 3;
  private static final int SIGN = 4;
  private static final int RATIFY = 5;
  private static final int SIGN_ANNEX = 6;
  private static final int WITHDRAW_ANNEX = 7;
  private static final int SUSPEND = 8;
  private static final int RESUME = 9;
  private static final int TERMINATE = 10;
  private static final int REGISTER_TREATY = 11;
  private static final int UPDATE_TREATY = 12;
  // Only events.
  private static final int ENTRY_INTO_FORCE = 13;
  private static final int CONCLUDED = 14;
  private static final int EDITION = 15;
  private static final int STATE = 16;

  private static final AgreementState[] STATES = AgreementState.values();

  private AgreementForm() {}

  static void write(FormWriter out, AgreementChange change) {
    switch (change) {
      case AgreementChange.DraftAgreement c -> {
        out.int8(DRAFT);
        AnnexForm.frame(out, c.frame());
      }
      case AgreementChange.ProposeAnnex c -> {
        out.int8(PROPOSE);
        AnnexForm.annex(out, c.annex());
      }
      case AgreementChange.AgreeText c -> {
        party(out, AGREE, c);
        out.digest(c.digest());
      }
      case AgreementChange.SignAgreement c -> {
        party(out, SIGN, c);
        out.digest(c.digest());
      }
      case AgreementChange.Ratify c -> party(out, RATIFY, c);
      case AgreementChange.SignAnnex c -> {
        party(out, SIGN_ANNEX, c);
        number(out, new AnnexNumber(c.kind(), c.version()));
        out.digest(c.digest());
      }
      case AgreementChange.WithdrawAnnex c -> {
        party(out, WITHDRAW_ANNEX, c);
        number(out, new AnnexNumber(c.kind(), c.version()));
      }
      case AgreementChange.Suspend c -> {
        party(out, SUSPEND, c);
        out.text(c.reason());
      }
      case AgreementChange.Resume c -> party(out, RESUME, c);
      case AgreementChange.Terminate c -> {
        party(out, TERMINATE, c);
        out.int32(c.fromDay());
      }
      case AgreementChange.RegisterTreaty c -> {
        out.int8(REGISTER_TREATY);
        AnnexForm.treaty(out, c.treaty());
      }
      case AgreementChange.UpdateTreaty c -> {
        out.int8(UPDATE_TREATY);
        AnnexForm.treaty(out, c.treaty());
      }
    }
  }

  private static void party(FormWriter out, int kind, AgreementChange.OfParty change) {
    out.int8(kind);
    out.int32(change.agreement());
    out.participant(change.party());
  }

  static AgreementChange change(FormReader in) {
    int kind = in.int8();
    return switch (kind) {
      case DRAFT -> new AgreementChange.DraftAgreement(AnnexForm.frame(in));
      case PROPOSE -> new AgreementChange.ProposeAnnex(AnnexForm.annex(in));
      case AGREE -> new AgreementChange.AgreeText(in.int32(), in.participant(), in.digest());
      case SIGN -> new AgreementChange.SignAgreement(in.int32(), in.participant(), in.digest());
      case RATIFY -> new AgreementChange.Ratify(in.int32(), in.participant());
      case SIGN_ANNEX -> {
        int agreement = in.int32();
        var party = in.participant();
        yield new AgreementChange.SignAnnex(
            agreement, AnnexForm.kind(in), in.int32(), party, in.digest());
      }
      case WITHDRAW_ANNEX -> {
        int agreement = in.int32();
        var party = in.participant();
        yield new AgreementChange.WithdrawAnnex(agreement, AnnexForm.kind(in), in.int32(), party);
      }
      case SUSPEND -> new AgreementChange.Suspend(in.int32(), in.participant(), in.text());
      case RESUME -> new AgreementChange.Resume(in.int32(), in.participant());
      case TERMINATE -> new AgreementChange.Terminate(in.int32(), in.participant(), in.int32());
      case REGISTER_TREATY -> new AgreementChange.RegisterTreaty(AnnexForm.treaty(in));
      case UPDATE_TREATY -> new AgreementChange.UpdateTreaty(AnnexForm.treaty(in));
      default -> throw new IllegalArgumentException("kind of change unknown: " + kind);
    };
  }

  static void write(FormWriter out, AgreementEvent event) {
    switch (event) {
      case AgreementEvent.AgreementDrafted e ->
          write(out, new AgreementChange.DraftAgreement(e.frame()));
      case AgreementEvent.AnnexProposed e ->
          write(out, new AgreementChange.ProposeAnnex(e.annex()));
      case AgreementEvent.TextAgreed e ->
          write(out, new AgreementChange.AgreeText(e.agreement(), e.party(), e.digest()));
      case AgreementEvent.AgreementSigned e ->
          write(out, new AgreementChange.SignAgreement(e.agreement(), e.party(), e.digest()));
      case AgreementEvent.AgreementRatified e ->
          write(out, new AgreementChange.Ratify(e.agreement(), e.party()));
      case AgreementEvent.AnnexSigned e ->
          write(
              out,
              new AgreementChange.SignAnnex(
                  e.agreement(), e.kind(), e.version(), e.party(), e.digest()));
      case AgreementEvent.AnnexWithdrawn e ->
          write(
              out,
              new AgreementChange.WithdrawAnnex(
                  e.agreement(), e.kind(), e.version(), e.party()));
      case AgreementEvent.SuspensionDeclared e ->
          write(out, new AgreementChange.Suspend(e.agreement(), e.party(), e.reason()));
      case AgreementEvent.SuspensionLifted e ->
          write(out, new AgreementChange.Resume(e.agreement(), e.party()));
      case AgreementEvent.TerminationNoticed e ->
          write(out, new AgreementChange.Terminate(e.agreement(), e.party(), e.fromDay()));
      case AgreementEvent.TreatyRegistered e ->
          write(out, new AgreementChange.RegisterTreaty(e.treaty()));
      case AgreementEvent.TreatyUpdated e ->
          write(out, new AgreementChange.UpdateTreaty(e.treaty()));
      case AgreementEvent.EntryIntoForceSet e -> {
        out.int8(ENTRY_INTO_FORCE);
        out.int32(e.agreement());
        out.int32(e.day());
      }
      case AgreementEvent.AnnexConcluded e -> {
        out.int8(CONCLUDED);
        out.int32(e.agreement());
        number(out, new AnnexNumber(e.kind(), e.version()));
        out.int32(e.fromDay());
      }
      case AgreementEvent.EditionFormed e -> {
        out.int8(EDITION);
        out.int32(e.agreement());
        out.int32(e.edition());
        out.int32(e.fromDay());
        out.list(e.annexes(), AgreementForm::number);
      }
      case AgreementEvent.AgreementStateChanged e -> {
        out.int8(STATE);
        out.int32(e.agreement());
        out.int8(e.state().code());
      }
    }
  }

  static AgreementEvent event(FormReader in) {
    int kind = in.int8();
    return switch (kind) {
      case DRAFT -> new AgreementEvent.AgreementDrafted(AnnexForm.frame(in));
      case PROPOSE -> new AgreementEvent.AnnexProposed(AnnexForm.annex(in));
      case AGREE -> new AgreementEvent.TextAgreed(in.int32(), in.participant(), in.digest());
      case SIGN -> new AgreementEvent.AgreementSigned(in.int32(), in.participant(), in.digest());
      case RATIFY -> new AgreementEvent.AgreementRatified(in.int32(), in.participant());
      case SIGN_ANNEX -> {
        int agreement = in.int32();
        var party = in.participant();
        yield new AgreementEvent.AnnexSigned(
            agreement, AnnexForm.kind(in), in.int32(), party, in.digest());
      }
      case WITHDRAW_ANNEX -> {
        int agreement = in.int32();
        var party = in.participant();
        yield new AgreementEvent.AnnexWithdrawn(agreement, AnnexForm.kind(in), in.int32(), party);
      }
      case SUSPEND ->
          new AgreementEvent.SuspensionDeclared(in.int32(), in.participant(), in.text());
      case RESUME -> new AgreementEvent.SuspensionLifted(in.int32(), in.participant());
      case TERMINATE ->
          new AgreementEvent.TerminationNoticed(in.int32(), in.participant(), in.int32());
      case REGISTER_TREATY -> new AgreementEvent.TreatyRegistered(AnnexForm.treaty(in));
      case UPDATE_TREATY -> new AgreementEvent.TreatyUpdated(AnnexForm.treaty(in));
      case ENTRY_INTO_FORCE -> new AgreementEvent.EntryIntoForceSet(in.int32(), in.int32());
      case CONCLUDED ->
          new AgreementEvent.AnnexConcluded(
              in.int32(), AnnexForm.kind(in), in.int32(), in.int32());
      case EDITION ->
          new AgreementEvent.EditionFormed(
              in.int32(), in.int32(), in.int32(), in.list(AgreementForm::number));
      case STATE ->
          new AgreementEvent.AgreementStateChanged(
              in.int32(), in.coded(STATES, AgreementState::code));
      default -> throw new IllegalArgumentException("kind of event unknown: " + kind);
    };
  }

  private static void number(FormWriter out, AnnexNumber number) {
    AnnexForm.kind(out, number.kind());
    out.int32(number.version());
  }

  private static AnnexNumber number(FormReader in) {
    return new AnnexNumber(AnnexForm.kind(in), in.int32());
  }
}
