package kontor.engine.terms;

/// What a participant may do (F02). The code is written to the log and never changes.
public enum Admission {
  ACTIVE(1),
  /// Nothing new; what is under way runs on.
  RESTRICTED(2),
  SUSPENDED(3);

  private final int code;

  Admission(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
