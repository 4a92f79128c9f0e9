package kontor.engine.terms;

/// How a fixing is rounded (F07), written `FIVE_STEP:5`.
///
/// @param scale digits after the decimal point of the published rate, 0 to 10
public record RoundingProfile(Rounding mode, int scale) {

  public RoundingProfile {
    if (scale < 0 || scale > 10) {
      throw new IllegalArgumentException("scale of a rounding profile is 0 to 10: " + scale);
    }
  }

  /// Reads `FIVE_STEP:5`: mode and digits after the point.
  ///
  /// @throws IllegalArgumentException with a sentence that says what is wrong
  public static RoundingProfile of(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException(
          "a rounding profile is a mode and the digits after the point, as FIVE_STEP:5: " + text);
    }
    Rounding mode = Rounding.named(text.substring(0, colon));
    String digits = text.substring(colon + 1);
    if (digits.length() > 2 || !digits.matches("[0-9]+")) {
      throw new IllegalArgumentException("scale of a rounding profile is 0 to 10: " + digits);
    }
    return new RoundingProfile(mode, Integer.parseInt(digits));
  }

  @Override
  public String toString() {
    return mode + ":" + scale;
  }
}
