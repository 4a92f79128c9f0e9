package kontor.engine.terms;

/// How a quotient becomes a whole number of units; always named where it is used (F07, F10).
/// Quantities are never negative, so `UP` is away from zero. The code is written to the log.
public enum Rounding {
  HALF_UP(1),
  HALF_EVEN(2),
  UP(3),
  DOWN(4),
  /// The SML rule: with t the truncated units and d its last digit, t - d + 5 when d is at most
  /// 5, else t - d + 10. The result ends in 0 or 5 (domain F07).
  FIVE_STEP(5);

  private final int code;

  Rounding(int code) {
    this.code = code;
  }

  /// The mode of that name.
  ///
  /// @throws IllegalArgumentException with a sentence that lists the names
  public static Rounding named(String name) {
    for (Rounding mode : values()) {
      if (mode.name().equals(name)) {
        return mode;
      }
    }
    throw new IllegalArgumentException(
        "a rounding mode is HALF_UP, HALF_EVEN, UP, DOWN or FIVE_STEP: " + name);
  }

  public int code() {
    return code;
  }
}
