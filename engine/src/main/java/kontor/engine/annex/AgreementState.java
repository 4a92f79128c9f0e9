package kontor.engine.annex;

/// Where an agreement stands in its life (F01). Payments are accepted in one state only. The code
/// is written to the log and never changes.
public enum AgreementState {
  /// Its text may change.
  DRAFT(1),
  /// Every party agreed to one text, which stands still from here.
  AGREED(2),
  /// Every party signed.
  SIGNED(3),
  /// Ratified where that is needed; its first day has not come.
  RATIFIED(4),
  IN_FORCE(5),
  /// Nothing new is accepted; what was accepted goes on.
  SUSPENDED(6),
  /// Its last day is over; what was accepted may still settle.
  TERMINATING(7),
  TERMINATED(8);

  private final int code;

  AgreementState(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
