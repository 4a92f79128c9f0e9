package kontor.engine.directory;

import kontor.engine.terms.ParticipantKind;
import org.jspecify.annotations.Nullable;

/// What a participant of the directory is (F02). The code is written to the log and never changes.
public enum MemberKind {
  /// Runs the system.
  OPERATOR(1, null),
  CENTRAL_BANK(2, ParticipantKind.INSTITUTION),
  SETTLEMENT_AGENT(3, ParticipantKind.INSTITUTION),
  /// Has a settlement account at its institution.
  DIRECT_BANK(4, ParticipantKind.DIRECT_BANK),
  /// Settles over the account of a direct bank.
  INDIRECT_BANK(5, ParticipantKind.DIRECT_BANK),
  FX_PROVIDER(6, ParticipantKind.FX_PROVIDER),
  /// Sees, and does nothing.
  OVERSEER(7, null);

  private final int code;
  private final @Nullable ParticipantKind inPayments;

  MemberKind(int code, @Nullable ParticipantKind inPayments) {
    this.code = code;
    this.inPayments = inPayments;
  }

  public int code() {
    return code;
  }

  /// What it is where payments name it; null if they never do.
  public @Nullable ParticipantKind inPayments() {
    return inPayments;
  }

  /// Whether it keeps books and stands for itself.
  public boolean isInstitution() {
    return inPayments == ParticipantKind.INSTITUTION;
  }
}
