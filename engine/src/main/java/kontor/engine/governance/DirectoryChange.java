package kontor.engine.governance;

import kontor.engine.directory.Member;
import kontor.engine.directory.Standing;
import kontor.engine.terms.ParticipantId;

/// Changes of the directory (F02).
public sealed interface DirectoryChange extends Governance {

  /// Someone asks to take part. Of a participant that was admitted before there was a directory it
  /// enters what the directory says of it; its standing is what it is.
  record ApplyMember(Member member) implements DirectoryChange {}

  /// @param standing one that its present one leads to; not WITHDRAWN, which takes notice
  /// @param reason up to 140 characters
  record ChangeStanding(ParticipantId participant, Standing standing, String reason)
      implements DirectoryChange {}

  /// A participant gives notice, or is given it.
  ///
  /// @param noticeDays days of 24 hours until nothing new is taken from it, 0 to 366
  record WithdrawMember(ParticipantId participant, int noticeDays, String reason)
      implements DirectoryChange {}

  /// Publishes the list of a day, once.
  ///
  /// @param day the UTC day of the log, days since 1970-01-01
  record PublishDirectory(int day) implements DirectoryChange {}
}
