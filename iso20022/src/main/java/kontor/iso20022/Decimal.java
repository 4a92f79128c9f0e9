package kontor.iso20022;

import java.math.BigDecimal;

/// An exact decimal number, `unscaled` divided by ten to the power of `scale`, of at most eighteen
/// digits. Trailing zeros are kept as they were sent but do not matter in comparisons: `40.0` and
/// `40` are different records and the same number, see [#compareTo].
public record Decimal(long unscaled, int scale) implements Comparable<Decimal> {

  static final int DIGITS_MAX = 18;

  public Decimal {
    if (scale < 0 || scale > DIGITS_MAX) {
      throw new IllegalArgumentException("scale out of range");
    }
  }

  /// Reads an `xs:decimal` that a schema has already accepted: `.5`, `40`, `+5`, `-0.10`.
  ///
  /// Zeros at the end of a fraction are dropped, so equal numbers make equal records.
  public static Decimal parse(String text) {
    BigDecimal number = new BigDecimal(text.strip()).stripTrailingZeros();
    if (number.scale() < 0) {
      number = number.setScale(0);
    }
    return new Decimal(number.unscaledValue().longValueExact(), number.scale());
  }

  /// The number without zeros at the end of its fraction.
  public Decimal normalised() {
    long shorter = unscaled;
    int digits = scale;
    while (digits > 0 && shorter % 10 == 0) {
      shorter /= 10;
      digits--;
    }
    return digits == scale ? this : new Decimal(shorter, digits);
  }

  public int signum() {
    return Long.signum(unscaled);
  }

  /// The number in units of ten to the power of minus `digits`.
  ///
  /// @throws ArithmeticException when the number has more decimals or does not fit
  public long unscaledAt(int digits) {
    return toBigDecimal().setScale(digits).unscaledValue().longValueExact();
  }

  public BigDecimal toBigDecimal() {
    return BigDecimal.valueOf(unscaled, scale);
  }

  @Override
  public int compareTo(Decimal other) {
    if (scale == other.scale) {
      return Long.compare(unscaled, other.unscaled);
    }
    return toBigDecimal().compareTo(other.toBigDecimal());
  }

  /// The canonical spelling: no sign for plus, one digit before the point, `scale` after it.
  @Override
  public String toString() {
    return toBigDecimal().toPlainString();
  }
}
