package kontor.iso20022;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalTable {
  @ParameterizedTest
  @CsvSource(textBlock = """
      .5,                   5, 1, 0.5
      40,                  40, 0, 40
      +5,                   5, 0, 5
      -0.10,               -1, 1, -0.1
      0,                    0, 0, 0
      0.000,                0, 0, 0
      5.,                   5, 0, 5
      1937062.02,   193706202, 2, 1937062.02
      100.00,             100, 0, 100
      00012,               12, 0, 12
      999999999999999999, 999999999999999999, 0, 999999999999999999
      0.99999999999999999, 99999999999999999, 17, 0.99999999999999999
      """)
  void spellingsOfNumbers(String text, long unscaled, int scale, String canonical) {
    Decimal decimal = Decimal.parse(text);
    assertEquals(new Decimal(unscaled, scale), decimal);
    assertEquals(canonical, decimal.toString());
  }

  @Test
  void amountsCompareAsNumbers() {
    Amount amount = new Amount("EUR", 100_00, 2);
    assertEquals(true, amount.sameAs(new Amount("EUR", 100, 0)));
    assertEquals(false, amount.sameAs(new Amount("USD", 100, 0)));
    assertEquals(0, new Decimal(400, 1).compareTo(new Decimal(40, 0)));
    assertEquals(10_000, new Amount("EUR", 100, 0).minor(2));
    assertThrows(ArithmeticException.class, () -> new Amount("JPY", 5, 1).minor(0));
  }
}
