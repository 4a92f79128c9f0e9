package kontor.iso20022;

/// A sum in a currency, exact; `unscaled` divided by ten to the power of `scale`.
///
/// What was read has no zeros at the end of its fraction. What is written shows exactly `scale`
/// decimals, so the writer's caller gives the minor digits of the currency.
public record Amount(String currency, long unscaled, int scale) {

  public Amount {
    if (scale < 0 || scale > Decimal.DIGITS_MAX) {
      throw new IllegalArgumentException("scale out of range");
    }
  }

  public static Amount of(String currency, Decimal number) {
    return new Amount(currency, number.unscaled(), number.scale());
  }

  public Decimal number() {
    return new Decimal(unscaled, scale);
  }

  /// The sum in minor units of a currency that has `digits` decimals.
  ///
  /// @throws ArithmeticException when the sum has more decimals or does not fit
  public long minor(int digits) {
    return number().unscaledAt(digits);
  }

  public boolean sameAs(Amount other) {
    return currency.equals(other.currency) && number().compareTo(other.number()) == 0;
  }

  @Override
  public String toString() {
    return currency + " " + number();
  }
}
