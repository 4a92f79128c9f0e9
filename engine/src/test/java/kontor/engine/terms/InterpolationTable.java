package kontor.engine.terms;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Objects;
import java.util.stream.Stream;
import kontor.engine.terms.Interpolation.Tenor;
import org.junit.jupiter.api.Test;

/// Rates between two tenors (domain 5.8).
class InterpolationTable {

  @Test
  void onTheStraightLine() {
    check(
        """
        # One month and three; the period has 61 days.
        30:4.33 91:4.29 61 HALF_UP:9 4.309672131
        30:4.33 91:4.29 61 HALF_UP:10 4.3096721311
        30:4.33 91:4.29 61 DOWN:4    4.3096
        30:4.33 91:4.29 61 UP:4      4.3097
        # At the tenors themselves.
        30:4.33 91:4.29 30 HALF_UP:2 4.33
        30:4.33 91:4.29 91 HALF_UP:2 4.29
        # Other scales; a tie.
        1:2     3:2.01  2  HALF_UP:3 2.005
        1:2     3:2.01  2  HALF_UP:2 2.01
        1:2     3:2.01  2  HALF_EVEN:2 2.00
        1:0.000000000000000001 3:9 2 HALF_UP:10 4.5000000000
        # Nothing beyond them.
        30:4.33 91:4.29 29 HALF_UP:9 none
        30:4.33 91:4.29 92 HALF_UP:9 none
        30:4.33 30:4.29 30 HALF_UP:9 none
        91:4.33 30:4.29 61 HALF_UP:9 none
        # Nothing left, and too large.
        30:0.01 91:0.02 61 HALF_UP:0 none
        1:9223372036854775807 9:9223372036854775807 2 HALF_UP:1 none
        1:9223372036854775807 9:9223372036854775807 2 HALF_UP:0 9223372036854775807
        1:9223372036854775807 9:0.000000000000000001 2 HALF_UP:0 8070450532247928831
        """);
  }

  @Test
  void aTenorHasDays() {
    assertThrows(IllegalArgumentException.class, () -> new Tenor(0, Rate.of("4.33")));
  }

  private static void check(String table) {
    assertAll(
        Stream.of(table.strip().split("\n"))
            .filter(row -> !row.startsWith("#"))
            .map(
                row -> {
                  String[] cells = row.strip().split(" +");
                  return () ->
                      assertEquals(
                          cells[4],
                          Objects.toString(
                              Interpolation.between(
                                  tenor(cells[0]),
                                  tenor(cells[1]),
                                  Integer.parseInt(cells[2]),
                                  RoundingProfile.of(cells[3])),
                              "none"),
                          row);
                }));
  }

  private static Tenor tenor(String text) {
    String[] parts = text.split(":");
    return new Tenor(Integer.parseInt(parts[0]), Rate.of(parts[1]));
  }
}
