package kontor.engine.terms;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// Converted sums to the last unit (domain 5.2, 5.4, 5.9).
class ConversionTable {

  @Test
  void sumsAtARate() {
    check(
        """
        # SML, rates of 11 March 2022.
        1000000.00 ARS    0.04615    HALF_UP BRL:2  46150.00
        50000.00 BRL      21.66815   HALF_UP ARS:2  1083407.50
        61400000.00 BRL   21.66815   HALF_UP ARS:2  1330424410.00
        7042253.52 ARS    0.04615    HALF_UP BRL:2  325000.00
        # Quotes: tiers and a client's improvement.
        50000.00 EUR      1.5150     HALF_UP SGD:2  75750.00
        50000.00 EUR      1.5187875  HALF_UP SGD:2  75939.38
        50000.00 EUR      1.51875    HALF_UP SGD:2  75937.50
        100.00 EUR        1.5        HALF_UP SGD:2  150.00
        100.00 SGD        3.5        HALF_UP MYR:2  350.00
        # Redenomination written as a rate.
        2318042.50 VEF    0.000001   HALF_UP VES:2  2.32
        10299600.00 VEF   0.000001   HALF_UP VES:2  10.30
        1812500.00 VEF    0.00001    HALF_UP VES:2  18.13
        # From and to currencies with other digits.
        1000.00 BRL       1414.51285225 HALF_UP PYG:0 1414513
        1414513 PYG       0.00070695 HALF_UP BRL:2  999.99
        1 JPY             0.0021     HALF_UP KWD:3  0.002
        1 JPY             0.0025     HALF_UP KWD:3  0.003
        1 JPY             0.0025     HALF_EVEN KWD:3 0.002
        0.001 KWD         475.4      HALF_UP JPY:0  0
        0.001 KWD         475.4      UP JPY:0       1
        1.0000 CLF        39000      HALF_UP CLP:0  39000
        1 CLP             0.00002564 HALF_UP CLF:4  0.0000
        1 JPY             9000000000000 HALF_UP CLF:4 9000000000000.0000
        # Zero stays zero.
        0.00 ARS          0.04615    UP BRL:2       0.00
        # More than 64 bits on the way, and at the end.
        9999999999999999.99 ARS 0.922337203685477580 HALF_UP BRL:2 9223372036854775.79
        92233720368547758.07 ARS 1 HALF_UP BRL:2    92233720368547758.07
        92233720368547758.07 ARS 1.000000000000000001 HALF_UP BRL:2 none
        92233720368547758.07 ARS 1.1 HALF_UP BRL:2  none
        92233720368547758.07 ARS 9223372036854775807 HALF_UP CLF:4 none
        92233720368547758.07 ARS 0.000000000000000001 UP CLP:0 1
        922337203685477.5807 CLF 0.000000000000000001 HALF_UP CLP:0 0
        """);
  }

  private static void check(String table) {
    List<Executable> rows = new ArrayList<>();
    for (String row : table.strip().split("\n")) {
      if (!row.startsWith("#")) {
        String[] cells = row.strip().split(" +");
        rows.add(() -> assertEquals(cells[5], converted(cells), row));
      }
    }
    assertAll(rows);
  }

  private static String converted(String[] cells) {
    int point = cells[0].indexOf('.');
    int digits = point < 0 ? 0 : cells[0].length() - point - 1;
    Money amount =
        new Money(Long.parseLong(cells[0].replace(".", "")), new Currency(cells[1], digits));
    String[] to = cells[4].split(":");
    Money converted =
        Conversions.convert(
            amount,
            Rate.of(cells[2]),
            new Currency(to[0], Integer.parseInt(to[1])),
            Rounding.valueOf(cells[3]));
    return converted == null ? "none" : converted.decimal();
  }

  /// The day's net of the SML (domain 5.2): each side's imports, worth in USD what the reference
  /// says, and the difference is transferred.
  @Test
  void theDaysNet() {
    Currency usd = new Currency("USD", 2);
    Money imports = new Money(6_140_000_000L, new Currency("BRL", 2));
    Money exports = new Money(704_225_352L, new Currency("ARS", 2));
    Money owed = atReference(imports, "5.02520", usd);
    Money due = atReference(exports, "108.88670", usd);
    assertEquals("12218419.17 USD", owed.toString());
    assertEquals("64675.06 USD", due.toString());
    assertEquals("12153744.11 USD", new Money(owed.minor() - due.minor(), usd).toString());
  }

  private static Money atReference(Money amount, String rate, Currency reference) {
    return Objects.requireNonNull(
        Conversions.atReference(amount, Rate.of(rate), reference, Rounding.HALF_UP));
  }

  /// By way of a reference: divided by one leg, multiplied by the other, rounded once.
  @Test
  void sumsByWayOfAReference() {
    checkTriangles(
        """
        # Francs to marks by way of the euro, at the fixed legs.
        100.00 FRF     6.55957   1.95583    HALF_UP DEM:2  29.82
        1000000.00 FRF 6.55957   1.95583    HALF_UP DEM:2  298164.36
        29.82 DEM      1.95583   6.55957    HALF_UP FRF:2  100.01
        # 500 tolars are 2.0864... euro; rounded on the way it would be 4047.
        500.00 SIT     239.640   1936.27    HALF_UP ITL:0  4040
        # Pesos to reais by the legs and not by a published price.
        1000000.00 ARS 108.88670 5.02520    HALF_UP BRL:2  46150.72
        # Digits of both sides.
        1 JPY          151.5     0.3075     HALF_UP KWD:3  0.002
        0.001 KWD      0.3075    151.5      HALF_UP JPY:0  0
        0.001 KWD      0.3075    151.5      UP      JPY:0  1
        0.00 ARS       108.88670 5.02520    UP      BRL:2  0.00
        # The same leg on both sides.
        90000000000000000.07 AAA 9223372036854775807 9223372036854775807 UP BBB:0 90000000000000001
        # Divisors beyond 128 bits, and results beyond 64.
        92233720368547758.07 AAA 9223372036854775807 0.000000000000000001 HALF_UP BBB:0 0
        92233720368547758.07 AAA 9223372036854775807 0.000000000000000001 UP BBB:0      1
        92233720368547758.07 AAA 0.000000000000000001 9223372036854775807 DOWN BBB:0    none
        92233720368547758.07 AAA 1 2 DOWN BBB:2 none
        """);
  }

  private static void checkTriangles(String table) {
    List<Executable> rows = new ArrayList<>();
    for (String row : table.strip().split("\n")) {
      if (!row.startsWith("#")) {
        String[] cells = row.strip().split(" +");
        rows.add(() -> assertEquals(cells[6], triangulated(cells), row));
      }
    }
    assertAll(rows);
  }

  private static String triangulated(String[] cells) {
    int point = cells[0].indexOf('.');
    int digits = point < 0 ? 0 : cells[0].length() - point - 1;
    String[] to = cells[5].split(":");
    Money converted =
        Conversions.triangulate(
            new Money(Long.parseLong(cells[0].replace(".", "")), new Currency(cells[1], digits)),
            Rate.of(cells[2]),
            Rate.of(cells[3]),
            new Currency(to[0], Integer.parseInt(to[1])),
            Rounding.valueOf(cells[4]));
    return converted == null ? "none" : converted.decimal();
  }

  @Test
  void aNegativeSumIsAProgrammersMistake() {
    Money negative = new Money(-1, new Currency("ARS", 2));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            Conversions.convert(
                negative, Rate.of("1"), new Currency("BRL", 2), Rounding.HALF_UP));
  }
}
