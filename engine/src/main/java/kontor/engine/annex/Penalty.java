package kontor.engine.annex;

import kontor.engine.terms.Money;

/// What a breach costs (F32).
public record Penalty(Cause cause, Money sum) {

  /// The code is written to the log and never changes.
  public enum Cause {
    LATE_RETURN(1),
    CUT_OFF_EXTENSION(2),
    CONFIRMATION_MISSING(3),
    OVER_LIMIT(4);

    private final int code;

    Cause(int code) {
      this.code = code;
    }

    public int code() {
      return code;
    }
  }
}
