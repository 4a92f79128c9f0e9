package kontor.engine.terms;

/// A currency of Kontor's registry (F04): its ISO 4217 code and the number of decimal digits of
/// its minor unit. Sums in it are counted in minor units.
///
/// @param code three capital letters, ISO 4217 alphabetic code
/// @param minorDigits digits after the decimal point, 0 to 4
public record Currency(String code, int minorDigits) implements Comparable<Currency> {

  public Currency {
    if (code.length() != 3 || !code.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
      throw new IllegalArgumentException("currency code is three capital letters: " + code);
    }
    if (minorDigits < 0 || minorDigits > 4) {
      throw new IllegalArgumentException("minor digits are 0 to 4: " + minorDigits);
    }
  }

  @Override
  public int compareTo(Currency other) {
    return code.compareTo(other.code);
  }

  @Override
  public String toString() {
    return code;
  }
}
