package kontor.engine.terms;

/// A sum: a count of minor units of one currency. Never negative in an instruction; direction is
/// said by debit and credit (F10).
///
/// @param minor count of minor units
public record Money(long minor, Currency currency) {

  /// Reads as an auditor writes it: `1083407.50 ARS`, with exactly the currency's digits.
  @Override
  public String toString() {
    return decimal() + " " + currency.code();
  }

  /// The sum as decimal text with exactly the currency's digits, without the code.
  public String decimal() {
    int digits = currency.minorDigits();
    if (digits == 0) {
      return Long.toString(minor);
    }
    String sign = minor < 0 ? "-" : "";
    String units = Long.toUnsignedString(minor < 0 ? -minor : minor);
    String padded = "0".repeat(Math.max(0, digits + 1 - units.length())) + units;
    int point = padded.length() - digits;
    return sign + padded.substring(0, point) + "." + padded.substring(point);
  }
}
