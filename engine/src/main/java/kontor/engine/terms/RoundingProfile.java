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

  @Override
  public String toString() {
    return mode + ":" + scale;
  }
}
