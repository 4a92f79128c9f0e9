package kontor.engine.governance;

import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.Annex;
import kontor.engine.annex.AnnexKind;
import kontor.engine.annex.Treaty;
import kontor.engine.terms.Digest;
import kontor.engine.terms.ParticipantId;

/// Changes of agreements, and of the register of treaties (F01).
public sealed interface AgreementChange extends Governance {

  /// A change of an agreement that runs.
  sealed interface OfLife extends AgreementChange {
    /// Number of the agreement.
    int agreement();
  }

  /// A step that one party takes.
  sealed interface OfParty extends OfLife {
    ParticipantId party();
  }

  /// A change of the register, of what is only listed.
  sealed interface OfRegister extends AgreementChange {
    Treaty treaty();
  }

  /// Begins an agreement. Its annexes are proposed one by one.
  record DraftAgreement(AgreementFrame frame) implements OfLife {
    @Override
    public int agreement() {
      return frame.id();
    }
  }

  /// Proposes a version of an annex. In a draft it is part of the text, and takes the place of the
  /// same version; later it stands on its own, and waits for a signature of every party.
  record ProposeAnnex(Annex annex) implements OfLife {
    @Override
    public int agreement() {
      return annex.agreement();
    }
  }

  /// @param digest of the frame and all annexes of the draft
  record AgreeText(int agreement, ParticipantId party, Digest digest) implements OfParty {}

  /// @param digest of the text that was agreed
  record SignAgreement(int agreement, ParticipantId party, Digest digest) implements OfParty {}

  record Ratify(int agreement, ParticipantId party) implements OfParty {}

  /// @param digest of the annex
  record SignAnnex(
      int agreement, AnnexKind kind, int version, ParticipantId party, Digest digest)
      implements OfParty {}

  /// Takes back a version that not every party has signed.
  record WithdrawAnnex(int agreement, AnnexKind kind, int version, ParticipantId party)
      implements OfParty {}

  /// From now on nothing new is accepted. Lifted by the party that said it.
  record Suspend(int agreement, ParticipantId party, String reason) implements OfParty {}

  record Resume(int agreement, ParticipantId party) implements OfParty {}

  /// Gives notice.
  ///
  /// @param fromDay first day on which the agreement is no longer in force
  record Terminate(int agreement, ParticipantId party, int fromDay) implements OfParty {}

  record RegisterTreaty(Treaty treaty) implements OfRegister {}

  /// @param treaty as it is from now on; its number says which
  record UpdateTreaty(Treaty treaty) implements OfRegister {}
}
