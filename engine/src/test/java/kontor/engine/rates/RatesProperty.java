package kontor.engine.rates;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import kontor.engine.Gen;
import kontor.engine.rates.Redenomination.Sums;
import kontor.engine.terms.Conversions;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Our integers against the JDK's decimals, over sums and rates of every size.
class RatesProperty {

  private static final int CASES = 100_000;
  private static final int LINES_MAX = 6;
  private static final long SEED = 20_211_001;
  private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);
  private static final List<Rounding> FOR_SUMS =
      List.of(Rounding.HALF_UP, Rounding.HALF_EVEN, Rounding.UP, Rounding.DOWN);

  /// By way of a reference: as the oracle says, and more is never worth less.
  @Test
  void triangles() {
    Gen gen = new Gen(SEED);
    for (int i = 0; i < CASES; i++) {
      Money amount = new Money(gen.ofAnyLength(62), new Currency("AAA", gen.below(5)));
      Rate from = rate(gen);
      Rate onto = rate(gen);
      Currency to = new Currency("BBB", gen.below(5));
      Rounding rounding = gen.choice(FOR_SUMS);
      Supplier<@Nullable String> what =
          () -> "seed " + SEED + ": " + amount + " / " + from + " x " + onto + " " + rounding;
      BigDecimal product = decimal(amount).multiply(decimal(onto)).movePointRight(to.minorDigits());
      Money result = Conversions.triangulate(amount, from, onto, to, rounding);
      assertEquals(quotient(product, decimal(from), rounding), minor(result), what);
      Money more =
          Conversions.triangulate(
              new Money(amount.minor() + 1, amount.currency()), from, onto, to, rounding);
      assertTrue(more == null || result != null && result.minor() <= more.minor(), what);
    }
  }

  /// Lines add up to their total, whole or converted, and none is a unit or more off.
  @Test
  void splittingNeverChangesTheTotal() {
    Gen gen = new Gen(SEED);
    for (int i = 0; i < CASES; i++) {
      long[] lines = lines(gen, 58);
      Currency from = new Currency("AAA", gen.below(5));
      Currency to = new Currency("BBB", gen.below(5));
      Rate rate = rate(gen);
      Rounding rounding = gen.choice(FOR_SUMS);
      Supplier<@Nullable String> what =
          () -> "seed " + SEED + ": " + Arrays.toString(lines) + " " + from.minorDigits()
              + " at " + rate + " " + to.minorDigits() + " " + rounding;
      Money total =
          Conversions.convert(
              new Money(Arrays.stream(lines).sum(), from), rate, to, rounding);
      long[] converted = Lines.converted(lines, from, rate, to, rounding);
      if (total == null) {
        assertEquals(null, converted, what);
        continue;
      }
      BigDecimal[] exact = new BigDecimal[lines.length];
      for (int line = 0; line < lines.length; line++) {
        exact[line] =
            decimal(new Money(lines[line], from)).multiply(decimal(rate))
                .movePointRight(to.minorDigits());
      }
      assertArrayEquals(largestRemainders(exact, total.minor()), converted, what);
      assertEquals(total.minor(), Arrays.stream(Objects.requireNonNull(converted)).sum(), what);
    }
  }

  @Test
  void sharesAddUpToWhatIsShared() {
    Gen gen = new Gen(SEED);
    for (int i = 0; i < CASES; i++) {
      long[] weights = lines(gen, 58);
      weights[0]++;
      long total = gen.ofAnyLength(63);
      long[] shares = Objects.requireNonNull(Lines.split(total, weights));
      Supplier<@Nullable String> what =
          () -> "seed " + SEED + ": " + total + " by " + Arrays.toString(weights);
      assertEquals(total, Arrays.stream(shares).sum(), what);
      BigInteger all = BigInteger.valueOf(Arrays.stream(weights).sum());
      for (int line = 0; line < shares.length; line++) {
        BigInteger off =
            BigInteger.valueOf(shares[line])
                .multiply(all)
                .subtract(BigInteger.valueOf(total).multiply(BigInteger.valueOf(weights[line])));
        assertTrue(off.abs().compareTo(all) < 0, what);
      }
    }
  }

  /// The total after is the rounded total before, within what the rounding account gets.
  @Test
  void redenominationKeepsTheTotal() {
    Gen gen = new Gen(SEED);
    for (int i = 0; i < CASES; i++) {
      long[] old = lines(gen, 60);
      for (int item = 0; item < old.length; item++) {
        old[item] = gen.percent(50) ? old[item] : -old[item];
      }
      Currency from = new Currency("OLD", gen.below(5));
      Currency to = new Currency("NEW", gen.below(5));
      Rate factor = new Rate(Math.max(1, gen.ofAnyLength(50)), gen.below(7));
      Rounding rounding = gen.choice(FOR_SUMS);
      Supplier<@Nullable String> what =
          () -> "seed " + SEED + ": " + Arrays.toString(old) + " " + from.minorDigits()
              + " / " + factor + " " + to.minorDigits() + " " + rounding;
      Redenomination redenomination = new Redenomination(from, to, factor, rounding);
      Sums sums = redenomination.sums(old);
      BigDecimal total = BigDecimal.ZERO;
      boolean fits = true;
      for (int item = 0; item < old.length; item++) {
        BigDecimal decimal = decimal(new Money(old[item], from));
        total = total.add(decimal);
        Long expected = signed(decimal, factor, to, rounding);
        fits &= expected != null;
        Money single = redenomination.sum(new Money(old[item], from));
        assertEquals(expected, single == null ? null : single.minor(), what);
        if (sums != null && expected != null) {
          assertEquals(expected, sums.minor()[item], what);
        }
      }
      Long after = signed(total, factor, to, rounding);
      assertEquals(fits && after != null, sums != null, what);
      if (sums != null && after != null) {
        assertEquals(after, Arrays.stream(sums.minor()).sum() + sums.roundingMinor(), what);
        assertTrue(Math.abs(sums.roundingMinor()) <= old.length, what);
      }
    }
  }

  /// An improved rate has every digit of the product, or all that fit; and betters the base.
  @Test
  void improvementsAreExact() {
    Gen gen = new Gen(SEED);
    for (int i = 0; i < CASES; i++) {
      Rate base = rate(gen);
      int tier = gen.below(10_000);
      int client = gen.below(10_000);
      Rate improved = Quoting.improved(base, tier, client);
      Supplier<@Nullable String> what =
          () -> "seed " + SEED + ": " + base + " " + tier + " " + client;
      BigDecimal exact =
          decimal(base)
              .multiply(BigDecimal.valueOf(10_000 + tier, 4))
              .multiply(BigDecimal.valueOf(10_000 + client, 4));
      if (improved == null) {
        assertTrue(exact.setScale(0, RoundingMode.HALF_UP).toBigInteger().bitLength() > 63, what);
        continue;
      }
      BigDecimal ours = decimal(improved);
      boolean mayBeCut = exact.stripTrailingZeros().precision() > 18 || exact.scale() > 18;
      assertTrue(
          ours.compareTo(exact) == 0
              || mayBeCut && ours.subtract(exact).abs().compareTo(unit(exact)) <= 0,
          () -> what.get() + " gives " + improved);
    }
  }

  /// Half of the last digit that a rate can have.
  private static BigDecimal unit(BigDecimal exact) {
    int whole = exact.precision() - exact.scale();
    return BigDecimal.valueOf(5, Math.min(18, 18 - whole) + 1);
  }

  private static long[] lines(Gen gen, int bits) {
    long[] lines = new long[1 + gen.below(LINES_MAX)];
    for (int line = 0; line < lines.length; line++) {
      lines[line] = gen.percent(10) && line > 0 ? lines[line - 1] : gen.ofAnyLength(bits);
    }
    return lines;
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

  private static @Nullable Long minor(@Nullable Money money) {
    return money == null ? null : money.minor();
  }

  private static @Nullable Long signed(
      BigDecimal old, Rate factor, Currency to, Rounding rounding) {
    Long magnitude =
        quotient(old.abs().movePointRight(to.minorDigits()), decimal(factor), rounding);
    return magnitude == null || old.signum() >= 0 ? magnitude : Long.valueOf(-magnitude);
  }

  /// The rounded quotient, or null when it does not fit.
  private static @Nullable Long quotient(BigDecimal over, BigDecimal under, Rounding rounding) {
    BigInteger rounded =
        over.divide(under, 0, RoundingMode.valueOf(rounding.name())).toBigInteger();
    return rounded.compareTo(LONG_MAX) > 0 ? null : rounded.longValue();
  }

  private static long[] largestRemainders(BigDecimal[] exact, long total) {
    long[] lines = new long[exact.length];
    BigDecimal[] rest = new BigDecimal[exact.length];
    long left = total;
    for (int line = 0; line < lines.length; line++) {
      BigInteger whole = exact[line].toBigInteger();
      lines[line] = whole.longValueExact();
      rest[line] = exact[line].subtract(new BigDecimal(whole));
      left -= lines[line];
    }
    List<Integer> order =
        IntStream.range(0, lines.length)
            .boxed()
            .sorted(Comparator.comparing((Integer line) -> rest[line]).reversed())
            .limit(left)
            .toList();
    order.forEach(line -> lines[line]++);
    return lines;
  }
}
