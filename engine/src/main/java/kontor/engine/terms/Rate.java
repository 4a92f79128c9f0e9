package kontor.engine.terms;

import org.jspecify.annotations.Nullable;

/// A rate as an integer with a scale: `unscaled` times ten to the power of minus `scale`.
/// ISO 20022 allows eleven digits, ten of them after the point; Kontor allows eighteen.
///
/// @param unscaled greater than zero
/// @param scale digits after the decimal point, 0 to 18
public record Rate(long unscaled, int scale) {

  private static final String LARGEST = Long.toString(Long.MAX_VALUE);

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
    String significant = digits.replaceFirst("^0+(?=.)", "");
    boolean fits =
        significant.length() < LARGEST.length()
            || significant.length() == LARGEST.length() && significant.compareTo(LARGEST) <= 0;
    if (!fits) {
      throw new IllegalArgumentException("a rate has at most 18 significant digits: " + decimal);
    }
    return new Rate(Long.parseLong(significant), point < 0 ? 0 : decimal.length() - point - 1);
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

  /// The exact product, without trailing zeros.
  ///
  /// @return null when it does not fit
  public @Nullable Rate times(Rate other) {
    Rate one = stripped();
    Rate two = other.stripped();
    Wide product = Wide.of(one.unscaled).times(two.unscaled);
    int places = one.scale + two.scale;
    if (product == null || product.high() != 0 || product.low() < 0) {
      return null;
    }
    long digits = product.low();
    while (places > 0 && digits % 10 == 0) {
      digits /= 10;
      places--;
    }
    return places > 18 ? null : new Rate(digits, places);
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
