package kontor.engine.governance;

import java.util.List;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.AgreementState;
import kontor.engine.annex.Annex;
import kontor.engine.annex.AnnexKind;
import kontor.engine.annex.AnnexNumber;
import kontor.engine.annex.Treaty;
import kontor.engine.terms.Digest;
import kontor.engine.terms.ParticipantId;

/// What happened to agreements, and in the register of treaties (F01).
public sealed interface AgreementEvent extends GovernanceEvent {

  record AgreementDrafted(AgreementFrame frame) implements AgreementEvent {}

  /// In a draft, whoever agreed to the text before must agree again.
  record AnnexProposed(Annex annex) implements AgreementEvent {}

  record TextAgreed(int agreement, ParticipantId party, Digest digest)
      implements AgreementEvent {}

  record AgreementSigned(int agreement, ParticipantId party, Digest digest)
      implements AgreementEvent {}

  record AgreementRatified(int agreement, ParticipantId party) implements AgreementEvent {}

  /// Nothing is missing any more: the agreement comes into force with this day, the one that was
  /// signed or, if the last act came too late for that, the next joint business day after it.
  record EntryIntoForceSet(int agreement, int day) implements AgreementEvent {}

  record AnnexSigned(
      int agreement, AnnexKind kind, int version, ParticipantId party, Digest digest)
      implements AgreementEvent {}

  record AnnexWithdrawn(int agreement, AnnexKind kind, int version, ParticipantId party)
      implements AgreementEvent {}

  /// Every party signed a version.
  ///
  /// @param fromDay from which it holds: as signed, or the next joint business day after the last
  ///     signature; one that slips beyond its own last day never holds
  record AnnexConcluded(int agreement, AnnexKind kind, int version, int fromDay)
      implements AgreementEvent {}

  /// Annex versions that hold together on some value date, for the first time. A payment names
  /// them by this number, which is never used for others.
  ///
  /// @param fromDay first value date on which they do, as things stand
  record EditionFormed(int agreement, int edition, int fromDay, List<AnnexNumber> annexes)
      implements AgreementEvent {
    public EditionFormed {
      annexes = List.copyOf(annexes);
    }
  }

  record SuspensionDeclared(int agreement, ParticipantId party, String reason)
      implements AgreementEvent {}

  record SuspensionLifted(int agreement, ParticipantId party) implements AgreementEvent {}

  /// @param fromDay first day on which the agreement is no longer in force
  record TerminationNoticed(int agreement, ParticipantId party, int fromDay)
      implements AgreementEvent {}

  /// By an act of a party, or because its time came.
  record AgreementStateChanged(int agreement, AgreementState state) implements AgreementEvent {}

  record TreatyRegistered(Treaty treaty) implements AgreementEvent {}

  record TreatyUpdated(Treaty treaty) implements AgreementEvent {}
}
