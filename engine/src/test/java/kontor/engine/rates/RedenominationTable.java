package kontor.engine.rates;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import kontor.engine.rates.Redenomination.Sums;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A new unit for an old one (domain F04, 5.9).
class RedenominationTable {

  private static final Currency VES = new Currency("VES", 2);
  private static final Currency VED = new Currency("VED", 2);
  private static final Redenomination BY_A_MILLION = by("1000000", VES, VED);

  private static Redenomination by(String factor, Currency from, Currency to) {
    return new Redenomination(from, to, Rate.of(factor), Rounding.HALF_UP);
  }

  @Test
  void sumsAndPrices() {
    check(
        """
        # old digits  factor   new digits   sum    price
        2318042.50    1000000  2            2.32   2.32
        10299600.00   1000000  2            10.30  10.30
        16000000.00   1000000  2            16.00  16.00
        # 18.125; rounded twice, by way of one digit, it would be 18.1.
        1812500.00    100000   2            18.13  18.13
        # Below half a unit a sum is gone, a price is not.
        4999.99       1000000  2            0.00   0.01
        5000.00       1000000  2            0.01   0.01
        0.01          1000000  2            0.00   0.01
        0.00          1000000  2            0.00   0.00
        # Turkey, Belarus twice, and the cuts of a franc into a money without minor unit.
        1250000       1000000  2            1.25   1.25
        49999         10000    2            5.00   5.00
        1999          1000     0            2      2
        1499          1000     0            1      1
        499           1000     0            0      1
        97.50         65       0            2      2
        97.49         65       0            1      1
        # A rate that is no power of ten: Slovenia at 239.640.
        500.00        239.640  2            2.09   2.09
        1000.00       239.640  2            4.17   4.17
        24.78         1        2            24.78  24.78
        # A new unit that is smaller than the old one.
        1.00          0.429300 2            2.33   2.33
        92233720368547758.07 0.1 2          none   none
        """);
  }

  private static void check(String table) {
    assertAll(
        Stream.of(table.strip().split("\n"))
            .filter(row -> !row.startsWith("#"))
            .map(
                row -> {
                  String[] cells = row.strip().split(" +");
                  Money old = money(cells[0]);
                  Redenomination redenomination =
                      by(
                          cells[1],
                          old.currency(),
                          new Currency("NEW", Integer.parseInt(cells[2])));
                  return () -> {
                    assertEquals(cells[3], text(redenomination.sum(old)), row);
                    assertEquals(cells[4], text(redenomination.price(old)), row);
                  };
                }));
  }

  private static String text(@Nullable Money money) {
    return money == null ? "none" : money.decimal();
  }

  private static Money money(String text) {
    int point = text.indexOf('.');
    return new Money(
        Long.parseLong(text.replace(".", "")),
        new Currency("OLD", point < 0 ? 0 : text.length() - point - 1));
  }

  /// The three cuts of the bolivar in one division of 10^14, and one after the other.
  @Test
  void sumsOverSeveralCutsAreRoundedOnce() {
    Money old = new Money(749_999_999_999_999_00L, new Currency("VEB", 2));
    assertEquals(
        "7.50 VED", String.valueOf(by("100000000000000", old.currency(), VED).sum(old)));
    Money tooLittle = new Money(4_999_999_999_99L, new Currency("VEB", 2));
    assertEquals(
        "0.00 VED", String.valueOf(by("100000000000000", old.currency(), VED).sum(tooLittle)));
  }

  /// Done twice, an item would lose a million times its worth; the type does not allow it.
  @Test
  void aSumIsRedenominatedOnce() {
    Money once = Objects.requireNonNull(BY_A_MILLION.sum(new Money(231_804_250, VES)));
    assertThrows(IllegalArgumentException.class, () -> BY_A_MILLION.sum(once));
    assertThrows(IllegalArgumentException.class, () -> BY_A_MILLION.price(once));
  }

  /// Debts and balances are rounded alike, and what is left goes to the rounding account.
  @Test
  void theRoundingAccountTakesTheDifference() {
    // Books balance before: 3 x 0.005 new each against one debt of 0.015.
    long[] old = {500_000, 500_000, 500_000, -1_500_000};
    Sums sums = Objects.requireNonNull(BY_A_MILLION.sums(old));
    assertArrayEquals(new long[] {1, 1, 1, -2}, sums.minor());
    assertEquals(-1, sums.roundingMinor());
    assertEquals(0, Arrays.stream(sums.minor()).sum() + sums.roundingMinor());
    assertArrayEquals(new long[] {500_000, 500_000, 500_000, -1_500_000}, old);
    // A book that does not sum to zero keeps its rounded total.
    Sums positive = Objects.requireNonNull(BY_A_MILLION.sums(new long[] {400_000, 400_000}));
    assertArrayEquals(new long[] {0, 0}, positive.minor());
    assertEquals(1, positive.roundingMinor());
    assertEquals(0, Objects.requireNonNull(BY_A_MILLION.sums(new long[0])).roundingMinor());
  }

  @Test
  void totalsBeyondSixtyFourBits() {
    long[] old = {Long.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE};
    Sums sums = Objects.requireNonNull(BY_A_MILLION.sums(old));
    assertArrayEquals(
        new long[] {
          9_223_372_036_855L, 9_223_372_036_855L, -9_223_372_036_855L, -9_223_372_036_855L
        },
        sums.minor());
    // The total was -2 units of the old money: nothing in the new.
    assertEquals(0, sums.roundingMinor());
    long[] most = new long[1_000];
    Arrays.fill(most, Long.MAX_VALUE);
    Sums total = Objects.requireNonNull(BY_A_MILLION.sums(most));
    assertEquals(9_223_372_036_854_776L - 9_223_372_036_855_000L, total.roundingMinor());
    assertNull(by("0.1", VES, VED).sums(new long[] {Long.MAX_VALUE}));
    assertNull(by("1", VES, VED).sums(new long[] {Long.MAX_VALUE, Long.MAX_VALUE}));
  }

  @Test
  void ratesAndUnitPricesAreNotRoundedToCents() {
    assertEquals("0.006", quoted("6", "1000"));
    assertEquals("4.11705464", quoted("4117054.64", "1000000"));
    assertEquals("18.125", quoted("1812500", "100000"));
    // As many digits as fit where the division does not end.
    assertEquals("0.004172926055750292", quoted("1", "239.640"));
    assertEquals("none", quoted("0.000000000000000001", "1000"));
    assertEquals("1000", String.valueOf(Redenomination.base(Rate.of("0.001"), Rate.of("1000000"))));
    assertNull(Redenomination.base(new Rate(Long.MAX_VALUE, 0), Rate.of("2")));
  }

  private static String quoted(String rate, String factor) {
    return Objects.toString(Redenomination.quoted(Rate.of(rate), Rate.of(factor)), "none");
  }

  @Test
  void aStepOfFiveIsForRatesOnly() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Redenomination(VES, VED, Rate.of("1000"), Rounding.FIVE_STEP));
  }
}
