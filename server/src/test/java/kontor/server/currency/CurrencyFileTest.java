package kontor.server.currency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Currency;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import kontor.engine.rates.CurrencyHistory;
import kontor.engine.rates.Denomination;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The registry that comes with Kontor, beside what the JDK knows.
class CurrencyFileTest {

  private static final CurrencyHistory HISTORY = CurrencyFile.standard();

  /// What is in both tables has the same number and digits in both.
  @Test
  void theJdkAgreesWhereItKnows() {
    Map<String, String> differences = new TreeMap<>();
    for (Denomination ours : HISTORY.all()) {
      Currency theirs = jdk(ours.code());
      String here = ours.numeric() + "/" + ours.minorDigits();
      String there =
          theirs == null
              ? here
              : theirs.getNumericCode() + "/" + theirs.getDefaultFractionDigits();
      if (!here.equals(there)) {
        differences.put(ours.code(), here + " JDK " + there);
      }
    }
    assertEquals(Map.of(), differences);
  }

  private static @Nullable Currency jdk(String code) {
    try {
      return Currency.getInstance(code);
    } catch (IllegalArgumentException e) {
      return null; // The JDK does not know the code.
    }
  }

  /// Nothing is unknown that was known before, but for codes that nobody settles in.
  @Test
  void nothingOfTheJdkIsMissing() {
    TreeSet<String> missing = new TreeSet<>();
    for (Currency theirs : Currency.getAvailableCurrencies()) {
      if (HISTORY.latest(theirs.getCurrencyCode()) == null) {
        missing.add(theirs.getCurrencyCode());
      }
    }
    assertEquals(
        Set.of("ADP", "AYM", "TPE", "USS", "XFO", "XFU", "XTS", "XXX"), missing);
    assertEquals(null, jdk("UYW"));
    assertEquals(4, Objects.requireNonNull(HISTORY.latest("UYW")).minorDigits());
  }

  @Test
  void cutsOfUnits() {
    assertEquals("1000", factor("VEB", "VEF"));
    assertEquals("100000000000000", factor("VEB", "VED"));
    assertEquals("1000000", factor("TRL", "TRY"));
    assertEquals("10000000", factor("BYB", "BYN"));
    assertEquals("10000", factor("BYR", "BYN"));
    assertEquals("2750", factor("BRR", "BRL"));
    assertEquals("1955.83", factor("BGL", "EUR"));
    assertEquals("none", factor("XOF", "XAF"));
    assertEquals("none", factor("ZWN", "ZWL"));
  }

  private static String factor(String old, String next) {
    Denomination from = HISTORY.of(old).getFirst();
    return Objects.toString(HISTORY.factor(from, next), "none");
  }

  /// A code whose unit changed: the same three letters are a million times more a day later.
  @Test
  void aCodeWithTwoMeanings() {
    Denomination before = on("VES", "2021-09-30");
    Denomination after = on("VES", "2021-10-01");
    assertEquals("VED", Objects.requireNonNull(before.next()).code());
    assertEquals(null, after.next());
    assertEquals(after, HISTORY.latest("VES"));
  }

  private static Denomination on(String code, String date) {
    return Objects.requireNonNull(
        HISTORY.on(code, Math.toIntExact(LocalDate.parse(date).toEpochDay())));
  }

  @Test
  void aLineThatCannotBeReadIsNamed() {
    refuses("line 2: seven words are expected", "# x\nVES 928 2");
    refuses("line 1: minor digits are 0 to 4", "VES 928 7 - - - -");
    refuses("line 1: Text '2018-13-01'", "VES 928 2 2018-13-01 - - -");
    refuses("line 1: a successor and its factor", "VES 928 2 - 2018-12-01 VED -");
    refuses("line 1: a rate is a decimal number", "VES 928 2 - 2018-12-01 VED x");
    refuses("a code means one money at a time", "VES 928 2 - - - -\nVES 928 2 - - - -");
  }

  private static void refuses(String why, String text) {
    String message =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> CurrencyFile.read(text))
                .getMessage());
    assertTrue(message.startsWith(why), message);
  }
}
