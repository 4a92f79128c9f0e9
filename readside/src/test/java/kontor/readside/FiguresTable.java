package kontor.readside;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kontor.engine.terms.Money;
import org.junit.jupiter.api.Test;

/// Figures that are worked out from rows.
class FiguresTable {

  @Test
  void sharesOfCurrenciesMakeAThousand() {
    check(
        """
        legs        | permille
        1           | 1000
        1 1         | 500 500
        1 1 1       | 334 333 333
        2 1         | 667 333
        5 3 1       | 556 333 111
        999999 1    | 1000 0
        7 7 7 7 7 7 | 167 167 167 167 166 166
        """,
        legs -> Arrays.stream(Queries.shares(numbers(legs)))
            .mapToObj(Integer::toString)
            .reduce((a, b) -> a + " " + b)
            .orElse(""));
  }

  @Test
  void aLineIsUsedByDebtAndHolds() {
    check(
        """
        balance held line                        | headroom permille
        0 0 1000                                 | 1000 0
        500 0 1000                               | 1500 0
        -500 0 1000                              | 500 500
        -333 0 1000                              | 667 333
        -1000 0 1000                             | 0 1000
        -1 0 3                                   | 2 333
        -400 200 1000                            | 400 600
        100 200 1000                             | 900 100
        -1500 0 1000                             | -500 1000
        -1 0 0                                   | -1 1000
        0 0 0                                    | 0 0
        -4611686018427387904 0 9223372036854775807 | 4611686018427387903 500
        """,
        row -> {
          long[] n = numbers(row);
          PositionRow position =
              new PositionRow(
                  EventStream.INSTITUTIONS.get(0),
                  EventStream.INSTITUTIONS.get(1),
                  ars(n[0]),
                  ars(n[1]),
                  ars(n[2]));
          return position.headroom().minor() + " " + position.utilisationPermille();
        });
  }

  @Test
  void aLineOfSqlWithoutItsParameterFallsAway() {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("state", "QUEUED");
    parameters.put("bank", "BNKAARB0");
    parameters.put("limit", 3);

    Sql.Bound query = Sql.bind("payments", parameters);

    assertEquals(
        List.of("QUEUED", "BNKAARB0", "BNKAARB0", "BNKAARB0", 3), query.values());
    assertEquals(5, query.text().chars().filter(c -> c == '?').count());
  }

  private static Money ars(long minor) {
    return new Money(minor, EventStream.ARS);
  }

  private static long[] numbers(String text) {
    return Arrays.stream(text.split(" ")).mapToLong(Long::parseLong).toArray();
  }

  private interface Figure {
    String of(String input);
  }

  private static void check(String table, Figure figure) {
    table
        .lines()
        .skip(1)
        .map(line -> line.split("\\|"))
        .forEach(
            cells -> assertEquals(cells[1].strip(), figure.of(cells[0].strip()), cells[0]));
  }
}
