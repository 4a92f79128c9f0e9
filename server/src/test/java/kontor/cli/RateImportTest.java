package kontor.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files of rates checked in a dry run, without a node.
class RateImportTest {

  @TempDir private Path folder;

  private String said = "";

  /// The file of the European Central Bank for one day, in part.
  private static final String RATES =
      """
      Date, USD, JPY, BRL, ISK,\s
      25 November 2024, 1.0495, 161.64, 6.0941, N/A,\s
      """;

  @Test
  void theFileOfADayOfTheEuropeanCentralBank() throws IOException {
    assertEquals(0, run("--pair USD/BRL --profile HALF_UP:4"), said);
    assertTrue(said.contains("line 2: 1 EUR = 1.0495 USD on 2024-11-25"), said);
    assertTrue(said.contains("line 2: 1 EUR = 6.0941 BRL on 2024-11-25"), said);
    // 6.0941 / 1.0495 and 1.0495 / 6.0941.
    assertTrue(said.contains("1 USD = 5.8067 BRL"), said);
    assertTrue(said.contains("1 BRL = 0.1722 USD"), said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--pair BRL/BRL | 2 | two currencies, as ARS/BRL, not \"BRL/BRL\"",
        "--pair BRL | 2 | two currencies, as ARS/BRL, not \"BRL\"",
        "--pair USD/BRL --day x | 2 | --day is a day such as 2022-03-11, not x",
        "--pair USD/BRL --date +12024-11-25 | 2 | --date is a day such as 2022-03-11",
        "--pair USD/BRL --observed-at junk | 2 | --observed-at is an instant such as",
        "--pair ISK/BRL | 1 | on no date; its currencies are BRL EUR JPY USD",
        "--pair USD/BRL --date 2024-11-22 | 1 | has them from 2024-11-25 to 2024-11-25",
      })
  void whatIsWrongIsTold(String options, int code, String text) throws IOException {
    assertEquals(code, run(options), said);
    assertTrue(said.contains(text), said);
  }

  private int run(String options) throws IOException {
    Path file = folder.resolve("eurofxref.csv");
    Files.writeString(file, RATES);
    List<String> all =
        new ArrayList<>(
            List.of("rate", "import", file.toString(), "--source", "ECB", "--dry-run"));
    all.addAll(List.of(options.split(" ")));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream both = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    int code = Main.run(all.toArray(String[]::new), both, both);
    said = bytes.toString(StandardCharsets.UTF_8);
    return code;
  }
}
