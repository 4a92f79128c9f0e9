package kontor.engine.terms;

/// What a participant is (F02). The code is written to the log and never changes.
public enum ParticipantKind {
  /// A central bank or settlement agent: keeps books, is party to agreements.
  INSTITUTION(1),
  /// A bank with a settlement account at its institution.
  DIRECT_BANK(2),
  /// Carries conversions from accounts in two books.
  FX_PROVIDER(3);

  private final int code;

  ParticipantKind(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
