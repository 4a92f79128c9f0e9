package kontor.engine.governance;

import kontor.engine.directory.Member;
import kontor.engine.directory.Standing;
import kontor.engine.terms.Digest;
import kontor.engine.terms.ParticipantId;

/// What happened to the directory (F02).
public sealed interface DirectoryEvent extends GovernanceEvent {

  /// @param standing APPLIED, or that of one that was admitted before
  record MemberApplied(Member member, Standing standing) implements DirectoryEvent {}

  record StandingChanged(
      ParticipantId participant, Standing before, Standing standing, String reason)
      implements DirectoryEvent {}

  /// @param untilMs log time at which its notice is over
  record MemberWithdrawn(ParticipantId participant, Standing before, long untilMs, String reason)
      implements DirectoryEvent {}

  /// From here nothing new is taken from it; it is removed when its positions are zero.
  record NoticeEnded(ParticipantId participant) implements DirectoryEvent {}

  /// @param digest SHA-256 of the list's bytes: see {@link
  ///     kontor.engine.directory.PublishedList}
  record DirectoryPublished(int day, int participants, Digest digest) implements DirectoryEvent {}
}
