package kontor.engine.terms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import kontor.engine.Gen;
import org.junit.jupiter.api.Test;

/// Our integers against the JDK's decimals, over sums and rates of every size.
class ConversionProperty {

  private static final int CASES = 100_000;
  private static final long SEED = 20_220_311;
  private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

  @Test
  void conversionsAgreeWithTheOracle() {
    Gen gen = new Gen(SEED);
    for (int i = 0; i < CASES; i++) {
      Money amount = new Money(gen.ofAnyLength(63), new Currency("AAA", gen.below(5)));
      Rate rate = rate(gen);
      Currency to = new Currency("BBB", gen.below(5));
      Rounding rounding = gen.choice(java.util.List.of(Rounding.values()));
      BigDecimal exact = decimal(amount).multiply(decimal(rate));
      long expected = expected(exact.movePointRight(to.minorDigits()), rounding);
      long actual = Conversions.convertMinor(amount, rate, to, rounding);
      assertEquals(expected, actual, () -> "seed " + SEED + ": " + amount + " at " + rate);
    }
  }

  @Test
  void pricesAgreeWithTheOracle() {
    Gen gen = new Gen(SEED);
    for (int i = 0; i < CASES; i++) {
      Rate over = rate(gen);
      Rate under = rate(gen);
      RoundingProfile profile =
          new RoundingProfile(
              gen.choice(java.util.List.of(Rounding.values())), gen.below(11));
      long expected = expected(over, under, profile);
      Rate actual = Fixings.price(over, under, profile);
      assertEquals(
          expected <= 0 ? null : new Rate(expected, profile.scale()),
          actual,
          () -> "seed " + SEED + ": " + over + " / " + under + " " + profile);
    }
  }

  /// More is never worth less, and a sum at the price of one is itself.
  @Test
  void conversionIsMonotone() {
    Gen gen = new Gen(SEED);
    Currency from = new Currency("AAA", 2);
    for (int i = 0; i < CASES; i++) {
      Rate rate = rate(gen);
      long sum = gen.ofAnyLength(62);
      Currency to = new Currency("BBB", gen.below(5));
      Rounding rounding = gen.choice(java.util.List.of(Rounding.values()));
      long less = Conversions.convertMinor(new Money(sum, from), rate, to, rounding);
      long more = Conversions.convertMinor(new Money(sum + 1, from), rate, to, rounding);
      assertTrue(
          more == Conversions.TOO_LARGE || less <= more && less != Conversions.TOO_LARGE,
          () -> "seed " + SEED + ": " + sum + " at " + rate + " " + rounding);
      assertEquals(
          sum,
          Conversions.convertMinor(
              new Money(sum, from), new Rate(1, 0), from, Rounding.HALF_EVEN));
    }
  }

  private static Rate rate(Gen gen) {
    return new Rate(Math.max(1, gen.ofAnyLength(63)), gen.below(19));
  }

  private static BigDecimal decimal(Money money) {
    return BigDecimal.valueOf(money.minor(), money.currency().minorDigits());
  }

  private static BigDecimal decimal(Rate rate) {
    return BigDecimal.valueOf(rate.unscaled(), rate.scale());
  }

  private static long expected(Rate over, Rate under, RoundingProfile profile) {
    // Enough digits that a quotient of two longs is a tie only if it is one.
    BigDecimal quotient =
        decimal(over).divide(decimal(under), new MathContext(60, RoundingMode.DOWN));
    BigDecimal exact = quotient.multiply(decimal(under)).subtract(decimal(over));
    BigDecimal nudged =
        exact.signum() == 0 ? quotient : quotient.add(quotient.ulp().movePointLeft(1));
    return expected(nudged.movePointRight(profile.scale()), profile.mode());
  }

  private static long expected(BigDecimal exact, Rounding rounding) {
    BigInteger rounded =
        switch (rounding) {
          case HALF_UP -> exact.setScale(0, RoundingMode.HALF_UP).toBigInteger();
          case HALF_EVEN -> exact.setScale(0, RoundingMode.HALF_EVEN).toBigInteger();
          case UP -> exact.setScale(0, RoundingMode.UP).toBigInteger();
          case DOWN -> exact.toBigInteger();
          case FIVE_STEP -> fiveStep(exact.toBigInteger());
        };
    return rounded.compareTo(LONG_MAX) > 0 ? Conversions.TOO_LARGE : rounded.longValue();
  }

  private static BigInteger fiveStep(BigInteger truncated) {
    int last = truncated.mod(BigInteger.TEN).intValue();
    return truncated.add(BigInteger.valueOf((last <= 5 ? 5 : 10) - last));
  }
}
