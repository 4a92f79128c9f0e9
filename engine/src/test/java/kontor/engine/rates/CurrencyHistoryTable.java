package kontor.engine.rates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import kontor.engine.rates.Denomination.Succession;
import kontor.engine.terms.Rate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// Codes over time (F04): old money, new money, and a code that went on for another unit.
class CurrencyHistoryTable {

  private static final Denomination OLD = ended("OLD", Denomination.ALWAYS, 100, "MID", "1000");
  private static final Denomination MID = ended("MID", 100, 200, "NEW", "100.5");
  private static final Denomination KEPT = new Denomination("MID", 2, 2, 200, 300, null);
  private static final Denomination NEW =
      new Denomination("NEW", 3, 0, 200, Denomination.FOR_EVER, null);
  private static final CurrencyHistory HISTORY =
      new CurrencyHistory(List.of(OLD, MID, KEPT, NEW));

  private static Denomination ended(String code, int from, int until, String next, String factor) {
    return new Denomination(code, 1, 2, from, until, new Succession(next, Rate.of(factor)));
  }

  @Test
  void aCodeMeansOneMoneyOnADay() {
    assertEquals(OLD, HISTORY.on("OLD", 99));
    assertNull(HISTORY.on("OLD", 100));
    assertNull(HISTORY.on("MID", 99));
    assertEquals(MID, HISTORY.on("MID", 100));
    assertEquals(MID, HISTORY.on("MID", 199));
    assertEquals(KEPT, HISTORY.on("MID", 200));
    assertNull(HISTORY.on("MID", 300));
    assertEquals(NEW, HISTORY.on("NEW", Integer.MAX_VALUE - 1));
    assertNull(HISTORY.on("XYZ", 100));
    assertEquals(KEPT, HISTORY.latest("MID"));
    assertEquals(List.of(MID, KEPT), HISTORY.of("MID"));
  }

  @Test
  void factorsOverSeveralCutsMultiply() {
    assertEquals(Rate.of("1000"), HISTORY.factor(OLD, "MID"));
    assertEquals(Rate.of("100500"), HISTORY.factor(OLD, "NEW"));
    assertEquals(Rate.of("100.5"), HISTORY.factor(MID, "NEW"));
    assertNull(HISTORY.factor(NEW, "OLD"));
    assertNull(HISTORY.factor(KEPT, "NEW"));
  }

  @Test
  void aUnitWithoutMinorUnitIsNoMoneyToCount() {
    assertNull(
        new Denomination("XAU", 959, Denomination.NO_MINOR_UNIT, 0, 1, null).currency());
    assertEquals(0, Objects.requireNonNull(NEW.currency()).minorDigits());
  }

  @Test
  void aHistoryThatContradictsItselfIsRefused() {
    refuses("a code means one money at a time", () -> new CurrencyHistory(List.of(MID, MID)));
    refuses("the successor does not hold", () -> new CurrencyHistory(List.of(OLD)));
    refuses(
        "currency code is three capital letters",
        () -> new Denomination("Ves", 1, 2, 0, 1, null));
    refuses("numeric code is 1 to 999", () -> new Denomination("VES", 0, 2, 0, 1, null));
    refuses("minor digits are 0 to 4", () -> new Denomination("VES", 1, 5, 0, 1, null));
    refuses("a currency ends after it begins", () -> new Denomination("VES", 1, 2, 1, 1, null));
    refuses(
        "what has no end has no successor",
        () -> ended("VES", 0, Denomination.FOR_EVER, "VED", "10"));
  }

  private static void refuses(String why, Executable made) {
    String message =
        String.valueOf(assertThrows(IllegalArgumentException.class, made).getMessage());
    assertTrue(message.startsWith(why), message);
  }
}
