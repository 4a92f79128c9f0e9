package kontor.engine.terms;

/// A rate as an integer with a scale: `unscaled` times ten to the power of minus `scale`.
/// ISO 20022 allows eleven digits, ten of them after the point; Kontor allows eighteen.
///
/// @param unscaled greater than zero
/// @param scale digits after the decimal point, 0 to 18
public record Rate(long unscaled, int scale) {

  public Rate {
    if (unscaled <= 0) {
      throw new IllegalArgumentException("a rate is greater than zero: " + unscaled);
    }
    if (scale < 0 || scale > 18) {
      throw new IllegalArgumentException("scale of a rate is 0 to 18: " + scale);
    }
  }

  /// Reads decimal text such as `108.88670`; the scale is the number of digits after the point.
  ///
  /// @throws IllegalArgumentException if the text is not a positive decimal number
  public static Rate of(String decimal) {
    int point = decimal.indexOf('.');
    String digits =
        point < 0 ? decimal : decimal.substring(0, point) + decimal.substring(point + 1);
    if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException("a rate is a decimal number: " + decimal);
    }
    return new Rate(Long.parseLong(digits), point < 0 ? 0 : decimal.length() - point - 1);
  }

  /// The same number without trailing zeros after the point.
  public Rate stripped() {
    long digits = unscaled;
    int places = scale;
    while (places > 0 && digits % 10 == 0) {
      digits /= 10;
      places--;
    }
    return new Rate(digits, places);
  }

  /// Whether both are the same number, whatever their scales.
  public boolean sameNumber(Rate other) {
    return stripped().equals(other.stripped());
  }

  /// Decimal text with exactly `scale` digits after the point.
  @Override
  public String toString() {
    if (scale == 0) {
      return Long.toString(unscaled);
    }
    String units = Long.toString(unscaled);
    String padded = "0".repeat(Math.max(0, scale + 1 - units.length())) + units;
    int point = padded.length() - scale;
    return padded.substring(0, point) + "." + padded.substring(point);
  }
}
