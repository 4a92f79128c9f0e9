package kontor.engine.terms;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// Published rates, computed again to the last digit (domain 5.1, 5.4, 5.9).
class RateTable {

  /// The central banks' tables of the SML: the reference in partner's money per USD, its price of
  /// one real; the reference in reais per USD, and the price of one unit of the partner's money.
  @Test
  void ratesOfTheSmlBothWays() {
    checkSml(
        5,
        """
        108.88670  21.66815  5.02520  0.04615
        108.78330  21.53700  5.05100  0.04645
        108.67670  21.69585  5.00910  0.04610
        108.55670  21.32745  5.09000  0.04690
        108.45170  21.44335  5.05760  0.04665
        108.16170  21.31055  5.07550  0.04695
        108.03830  21.40390  5.04760  0.04675
        """);
    checkSml(
        8,
        """
        8006.85  1414.51285225  5.6605  0.00070695
        8013.03  1419.13962880  5.6464  0.00070465
        8014.10  1413.97014715  5.6678  0.00070725
        8009.38  1409.03541335  5.6843  0.00070975
        8006.47  1411.20472375  5.6735  0.00070865
        8008.24  1407.99268600  5.6877  0.00071025
        8009.20  1393.07393945  5.7493  0.00071785
        8013.88  1362.78887850  5.8805  0.00073380
        8005.20  1363.65494685  5.8704  0.00073335
        8000.94  1369.50806205  5.8422  0.00073020
        """);
  }

  private static void checkSml(int scale, String table) {
    RoundingProfile profile = new RoundingProfile(Rounding.FIVE_STEP, scale);
    List<Executable> rows = new ArrayList<>();
    for (String row : table.strip().split("\n")) {
      String[] cells = row.strip().split(" +");
      Rate partner = Rate.of(cells[0]);
      Rate real = Rate.of(cells[2]);
      rows.add(() -> assertEquals(cells[1], price(partner, real, profile), row));
      rows.add(() -> assertEquals(cells[3], price(real, partner, profile), row));
    }
    assertAll(rows);
  }

  @Test
  void divisionsThatAreRoundedOnce() {
    check(
        """
        # Redenomination by a million and by a hundred thousand.
        2318042.50    1000000  HALF_UP 2   2.32
        10299600.00   1000000  HALF_UP 2   10.30
        16000000      1000000  HALF_UP 2   16.00
        1812500       100000   HALF_UP 3   18.125
        1812500       100000   HALF_UP 2   18.13
        # Prices and rates are not rounded to cents.
        6             1000     HALF_UP 3   0.006
        4117054.64    1000000  HALF_UP 8   4.11705464
        # Rounded once: 18.125 twice would be 18.2.
        1812500       100000   HALF_UP 1   18.1
        # Slovenia.
        500           239.640  HALF_UP 2   2.09
        1000          239.640  HALF_UP 2   4.17
        24.784        1        HALF_UP 2   24.78
        24.785        1        HALF_UP 2   24.79
        """);
  }

  @Test
  void everyRoundingAtItsEdges() {
    check(
        """
        # Ties.
        25            10       HALF_UP 0   3
        25            10       HALF_EVEN 0 2
        35            10       HALF_EVEN 0 4
        2500000001    1000000000 HALF_EVEN 0 3
        25            10       UP 0        3
        25            10       DOWN 0      2
        # Nothing left over.
        20            10       UP 0        2
        20            10       HALF_UP 0   2
        # A little over.
        2000000000000000001 1000000000000000000 UP 0 3
        2000000000000000001 1000000000000000000 DOWN 0 2
        # Odd divisors have no tie.
        7             3        HALF_UP 0   2
        8             3        HALF_UP 0   3
        # The step of five: a last digit of 0 to 5 becomes 5, of 6 to 9 the next 0.
        10            1        FIVE_STEP 0 15
        11            1        FIVE_STEP 0 15
        15            1        FIVE_STEP 0 15
        15.999        1        FIVE_STEP 0 15
        16            1        FIVE_STEP 0 20
        19.9          1        FIVE_STEP 0 20
        0.1           1        FIVE_STEP 0 5
        # More than 64 bits on the way.
        9223372036854775807 9223372036854775807 HALF_UP 10 1.0000000000
        9223372036854775807 0.000000000000000001 HALF_UP 0 none
        0.000000000000000001 9223372036854775807 HALF_UP 10 none
        0.000000000000000001 9223372036854775807 UP 10 0.0000000001
        0.000000000000000003 0.000000000000000002 HALF_UP 0 2
        9223372036854775807 1        HALF_UP 0 9223372036854775807
        9223372036854775807 1        HALF_UP 1 none
        9223372036854775807 1        FIVE_STEP 0 none
        4             10       HALF_UP 0   none
        """);
  }

  private static void check(String table) {
    List<Executable> rows = new ArrayList<>();
    for (String row : table.strip().split("\n")) {
      if (!row.startsWith("#")) {
        String[] cells = row.strip().split(" +");
        RoundingProfile profile =
            new RoundingProfile(Rounding.valueOf(cells[2]), Integer.parseInt(cells[3]));
        rows.add(
            () ->
                assertEquals(
                    cells[4], price(Rate.of(cells[0]), Rate.of(cells[1]), profile), row));
      }
    }
    assertAll(rows);
  }

  private static String price(Rate numerator, Rate denominator, RoundingProfile profile) {
    return Objects.toString(Fixings.price(numerator, denominator, profile), "none");
  }

  /// A tier of 100 basis points, then a client's improvement of 25, multiply (domain 5.4).
  @Test
  void improvementsMultiply() {
    Rate tier = Objects.requireNonNull(Fixings.improved(Rate.of("1.5000"), 100));
    assertEquals("1.515", tier.toString());
    assertEquals("1.5187875", String.valueOf(Fixings.improved(tier, 25)));
    assertEquals("1.515", String.valueOf(Fixings.improved(tier, 0)));
    assertEquals("1.5148485", String.valueOf(Fixings.improved(tier, -1)));
    assertNull(Fixings.improved(tier, -10_000));
    assertNull(Fixings.improved(tier, Integer.MIN_VALUE));
    assertNull(Fixings.improved(new Rate(Long.MAX_VALUE, 0), 1));
    assertNull(Fixings.improved(new Rate(1, 18), 1));
  }
}
