package kontor.iso20022.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckDigitTable {
  @ParameterizedTest
  @CsvSource(textBlock = """
      DE89370400440532013000,
      GB82WEST12345698765432,
      gb82west12345698765432, COUNTRY
      GB82west12345698765432,
      FR1420041010050500013M02606,
      NO9386011117947,
      MT84MALT011000012345MTLCAST001S,
      LC55HEMM000100010012001200023015,
      DE88370400440532013000, CHECK_DIGITS
      DE893704004405320130,   LENGTH
      US89370400440532013000, COUNTRY
      IN12,                   COUNTRY
      """)
  void ibans(String iban, Iban.@Nullable Fault fault) {
    assertEquals(fault, Iban.fault(iban));
  }

  @ParameterizedTest
  @CsvSource(textBlock = """
      DE89370400440532013000,      KBDEDEB0,
      DE89370400440532013000,      KBDEDEB0XXX,
      DE89370400440532013000,      ,
      DE89370400440532013000,      KBFRFRP0, OTHER_COUNTRY
      DE88370400440532013000,      KBFRFRP0, CHECK_DIGITS
      FR1420041010050500013M02606, KBGPGPP0,
      GB82WEST12345698765432,      KBJEJES0,
      GB82WEST12345698765432,      KBDEDEB0, OTHER_COUNTRY
      """)
  void ibansAtTheirAgents(String iban, @Nullable String bic, Iban.@Nullable Fault fault) {
    assertEquals(fault, Iban.fault(iban, bic));
  }

  @ParameterizedTest
  @CsvSource(textBlock = """
      5493001KJTIIGC8Y1R12, true
      7LTWFZYICNSX8D621K86, true
      5493001KJTIIGC8Y1R13, false
      5493001KJTIIGC8Y1R21, false
      5493001KJTIIGC8Y1R,   false
      5493001KJTIIGC8Y1r12, false
      """)
  void leis(String lei, boolean valid) {
    assertEquals(valid, Lei.valid(lei));
  }
}
