package kontor.engine.rates;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import kontor.engine.rates.FeePlan.Agent;
import kontor.engine.rates.FeePlan.Collection;
import kontor.engine.rates.FeePlan.Fee;
import kontor.engine.rates.FeePlan.Side;
import kontor.engine.terms.ChargeBearer;
import kontor.engine.terms.Conversions;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import kontor.engine.terms.Wide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Lines that add up, fees, and what a payment costs (domain F10, F11, F32).
class FeesAndCostsTable {

  private static final Currency EUR = new Currency("EUR", 2);
  private static final Currency SGD = new Currency("SGD", 2);
  private static final FeePlan NO_FEES = new FeePlan(ChargeBearer.SHAR, List.of());

  @Test
  void linesByTheLargestRemainder() {
    checkLines(
        """
        # total  weights        lines
        100      1,1,1          34,33,33
        101      1,1,1          34,34,33
        1        1,1,1          1,0,0
        0        1,1,1          0,0,0
        100      1              100
        # 16.67 + 33.33 + 50: the largest remainder is the first.
        100      1,2,3          17,33,50
        # 14.28 + 28.57 + 57.14
        100      1,2,4          14,29,57
        10       0,1,0          0,10,0
        # Seats by votes, an old example.
        10       47000,16000,15800,12000,6100,3100 5,2,1,1,1,0
        9223372036854775807 1,1 4611686018427387904,4611686018427387903
        7        9223372036854775807,9223372036854775807 none
        """);
  }

  private static void checkLines(String table) {
    assertAll(
        Stream.of(table.strip().split("\n"))
            .filter(row -> !row.startsWith("#"))
            .map(
                row -> {
                  String[] cells = row.strip().split(" +");
                  long[] split = Lines.split(Long.parseLong(cells[0]), longs(cells[1]));
                  return () ->
                      assertEquals(
                          cells[2],
                          split == null
                              ? "none"
                              : Arrays.toString(split).replaceAll("[\\[\\] ]", ""),
                          row);
                }));
  }

  private static long[] longs(String text) {
    return Stream.of(text.split(",")).mapToLong(Long::parseLong).toArray();
  }

  @Test
  void linesInTheOtherCurrency() {
    // Each is 0.3333...: rounded one by one they are 0.99, together 1.00.
    assertArrayEquals(new long[] {34, 33, 33}, converted("33,33,33", "1.01015"));
    assertArrayEquals(new long[] {15, 30}, converted("10,20", "1.5"));
    assertArrayEquals(new long[] {0, 1}, converted("1,2", "0.3"));
    assertArrayEquals(new long[0], converted("", "1.5"));
    long[] tooLarge = {Long.MAX_VALUE, 1};
    assertNull(Lines.converted(tooLarge, EUR, Rate.of("1"), SGD, Rounding.HALF_UP));
    // A rounding by more than a unit goes around the lines: 16 become 20.
    assertArrayEquals(
        new long[] {10, 10},
        Lines.converted(new long[] {8, 8}, EUR, Rate.of("1"), SGD, Rounding.FIVE_STEP));
    assertArrayEquals(
        new long[] {100, 200},
        Lines.converted(
            new long[] {1, 2}, new Currency("JPY", 0), Rate.of("1"), SGD, Rounding.HALF_UP));
    assertThrows(IllegalArgumentException.class, () -> Lines.split(1, new long[] {0, 0}));
    assertThrows(IllegalArgumentException.class, () -> Lines.split(1, new long[] {2, -1}));
    assertThrows(IllegalArgumentException.class, () -> Lines.split(-1, new long[] {2}));
  }

  private static long[] converted(String lines, String rate) {
    long[] minor = lines.isEmpty() ? new long[0] : longs(lines);
    return Objects.requireNonNull(
        Lines.converted(minor, EUR, Rate.of(rate), SGD, Rounding.HALF_UP));
  }

  @Test
  void feesWithFloorAndCap() {
    checkFees(
        """
        # fixed share   floor  cap    amount     fee
        100     none    0      none   100000     100
        0       0.0015  0      none   100000     150
        100     0.0015  0      none   100000     250
        0       0.0015  500    none   100000     500
        0       0.0015  500    2000   1000000    1500
        0       0.0015  500    2000   10000000   2000
        # Rounded once, with the fixed part and after it.
        0       0.0015  0      none   333        0
        0       0.0015  0      none   334        1
        1       0.0015  0      none   333        1
        0       0       0      none   100        0
        0       none    0      none   100        0
        0       none    0      0      100        0
        0       1.0     0      none   9223372036854775807 9223372036854775807
        0       2       0      none   9223372036854775807 none
        0       2       0      7      9223372036854775807 7
        """);
    assertEquals(
        2, new FeeFormula(1, Rate.of("0.5"), 0, 99).feeMinor(1, Rounding.HALF_EVEN));
    assertEquals(
        2, new FeeFormula(2, Rate.of("0.5"), 0, 99).feeMinor(1, Rounding.HALF_EVEN));
    assertEquals(0, FeeFormula.FREE.feeMinor(Long.MAX_VALUE, Rounding.UP));
  }

  private static void checkFees(String table) {
    assertAll(
        Stream.of(table.strip().split("\n"))
            .filter(row -> !row.startsWith("#"))
            .map(
                row -> {
                  String[] cells = row.strip().split(" +");
                  FeeFormula formula =
                      new FeeFormula(
                          Long.parseLong(cells[0]),
                          share(cells[1]),
                          Long.parseLong(cells[2]),
                          cells[3].equals("none")
                              ? FeeFormula.NO_CAP
                              : Long.parseLong(cells[3]));
                  long fee = formula.feeMinor(Long.parseLong(cells[4]), Rounding.HALF_UP);
                  return () ->
                      assertEquals(
                          cells[5], fee == Wide.TOO_LARGE ? "none" : Long.toString(fee), row);
                }));
  }

  private static @Nullable Rate share(String text) {
    return text.equals("none") || text.equals("0") ? null : Rate.of(text);
  }

  /// The payer sees beforehand what the receiver gets.
  @Test
  void whatTheReceiverGets() {
    FeePlan plan =
        new FeePlan(
            ChargeBearer.SHAR,
            List.of(
                new Fee(Agent.DEBTOR_AGENT, Collection.DEDUCTED, new Money(100, EUR)),
                new Fee(Agent.CREDITOR_AGENT, Collection.DEDUCTED, new Money(250, SGD)),
                new Fee(Agent.OTHER, Collection.INVOICED, new Money(30, EUR))));
    Money converted = Objects.requireNonNull(plan.converted(new Money(10_000, EUR)));
    assertEquals("99.00 EUR", converted.toString());
    Money arrived =
        Objects.requireNonNull(
            Conversions.convert(converted, Rate.of("1.5"), SGD, Rounding.HALF_UP));
    assertEquals("146.00 SGD", String.valueOf(plan.received(arrived)));
    assertEquals(130, plan.paidMinor(Side.DEBTOR, EUR));
    assertEquals(250, plan.paidMinor(Side.CREDITOR, SGD));
    assertEquals(0, plan.paidMinor(Side.CREDITOR, EUR));
    assertNull(plan.converted(new Money(100, EUR)));
    assertNull(plan.received(new Money(249, SGD)));
    assertThrows(IllegalArgumentException.class, () -> plan.converted(new Money(10_000, SGD)));
  }

  @Test
  void whoPaysWhom() {
    assertEquals(
        "DEBTOR DEBTOR DEBTOR / DEBTOR CREDITOR DEBTOR / CREDITOR CREDITOR CREDITOR",
        payers(ChargeBearer.DEBT) + " / " + payers(ChargeBearer.SHAR) + " / "
            + payers(ChargeBearer.CRED));
    // Only the two agents deduct, and none from what the creditor gets when the debtor pays all.
    assertThrows(
        IllegalArgumentException.class,
        () -> new Fee(Agent.OTHER, Collection.DEDUCTED, new Money(1, EUR)));
    Fee deducted = new Fee(Agent.CREDITOR_AGENT, Collection.DEDUCTED, new Money(1, SGD));
    assertThrows(
        IllegalArgumentException.class, () -> new FeePlan(ChargeBearer.DEBT, List.of(deducted)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Fee(Agent.DEBTOR_AGENT, Collection.INVOICED, new Money(-1, SGD)));
    assertThrows(IllegalArgumentException.class, () -> new FeeFormula(-1, null, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new FeeFormula(0, null, 2, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new FeeFormula(0, Rate.of("0.0000000000001"), 0, 1));
  }

  private static String payers(ChargeBearer bearer) {
    FeePlan plan = new FeePlan(bearer, List.of());
    return plan.paidBy(Agent.DEBTOR_AGENT) + " " + plan.paidBy(Agent.CREDITOR_AGENT) + " "
        + plan.paidBy(Agent.OTHER);
  }

  @Test
  void costsAgainstTheMid() {
    // 1.50 against 1.52: 2.00 SGD of 152.00, 131.58 basis points.
    assertEquals("152.00 2.00 PROVIDER 13158 0.00 13158", cost("1.50", "1.52", NO_FEES));
    assertEquals("150.00 2.00 PAYER 13333 0.00 0", cost("1.52", "1.50", NO_FEES));
    assertEquals("150.00 0.00 NOBODY 0 0.00 0", cost("1.5", "1.500", NO_FEES));
    FeePlan fees =
        new FeePlan(
            ChargeBearer.SHAR,
            List.of(
                new Fee(Agent.DEBTOR_AGENT, Collection.INVOICED, new Money(100, EUR)),
                new Fee(Agent.CREDITOR_AGENT, Collection.DEDUCTED, new Money(48, SGD))));
    // 2.00 margin, 1.00 EUR at 1.52, 0.48 SGD: 4.00 of 152.00.
    assertEquals("152.00 2.00 PROVIDER 13158 2.00 26316", cost("1.50", "1.52", fees));
    // A small sum hides the margin, the rates do not.
    Cost small = Objects.requireNonNull(cost(new Money(1, EUR), "1.50", "1.52", NO_FEES));
    assertEquals(0, small.marginMinor());
    assertEquals(13_158, small.marginPpm());
    assertNull(cost(new Money(1, EUR), "1", "0.1", NO_FEES));
    assertNull(cost(new Money(Long.MAX_VALUE, EUR), "1", "2", NO_FEES));
    Fee third = new Fee(Agent.OTHER, Collection.INVOICED, new Money(1, new Currency("USD", 2)));
    assertThrows(
        IllegalArgumentException.class,
        () -> cost("1", "1", new FeePlan(ChargeBearer.SHAR, List.of(third))));
  }

  private static String cost(String applied, String mid, FeePlan fees) {
    Cost cost = Objects.requireNonNull(cost(new Money(10_000, EUR), applied, mid, fees));
    return cost.destinationAtMid().decimal()
        + " " + new Money(cost.marginMinor(), SGD).decimal()
        + " " + cost.favours()
        + " " + cost.marginPpm()
        + " " + new Money(cost.feesMinor(), SGD).decimal()
        + " " + cost.totalPpm();
  }

  private static @Nullable Cost cost(Money source, String applied, String mid, FeePlan fees) {
    return Cost.of(source, Rate.of(applied), Rate.of(mid), SGD, Rounding.HALF_UP, fees);
  }

  /// A central bank holds pesos; their price in reais moves from 0.04645 to 0.04615.
  @Test
  void revaluationOfForeignMoney() {
    assertEquals("-300.00", revalued(100_000_000, "0.04645", "0.04615"));
    assertEquals("300.00", revalued(-100_000_000, "0.04645", "0.04615"));
    assertEquals("300.00", revalued(100_000_000, "0.04615", "0.04645"));
    assertEquals("0.00", revalued(100_000_000, "0.04615", "0.046150"));
    assertEquals("-0.01", revalued(2_500, "0.0003", "0.0001"));
    assertEquals("0.00", revalued(2_499, "0.0003", "0.0001"));
    assertEquals("none", revalued(Long.MIN_VALUE, "1", "3"));
    assertEquals("92233720368547758.07", revalued(Long.MAX_VALUE, "1", "2"));
  }

  private static String revalued(long minor, String before, String now) {
    Money result =
        Revaluation.result(
            new Money(minor, EUR), Rate.of(before), Rate.of(now), SGD, Rounding.HALF_UP);
    return result == null ? "none" : result.decimal();
  }
}
