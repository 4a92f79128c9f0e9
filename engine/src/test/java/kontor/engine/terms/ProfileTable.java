package kontor.engine.terms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// Texts of rates and rounding profiles, right and wrong.
class ProfileTable {

  @Test
  void profilesAreReadAsTheyAreWritten() {
    for (Rounding mode : Rounding.values()) {
      for (int scale = 0; scale <= 10; scale++) {
        String text = mode + ":" + scale;
        assertEquals(new RoundingProfile(mode, scale), RoundingProfile.of(text));
        assertEquals(text, RoundingProfile.of(text).toString());
      }
    }
  }

  @Test
  void aWrongProfileIsTold() {
    refuses("FIVE_STEP", "a rounding profile is a mode and the digits after the point");
    refuses("five_step:5", "a rounding mode is HALF_UP, HALF_EVEN, UP, DOWN or FIVE_STEP: five");
    refuses("HALF_UP:", "scale of a rounding profile is 0 to 10");
    refuses("HALF_UP:-1", "scale of a rounding profile is 0 to 10: -1");
    refuses("HALF_UP:11", "scale of a rounding profile is 0 to 10: 11");
    refuses("HALF_UP:99999999999", "scale of a rounding profile is 0 to 10: 999");
    refuses("HALF_UP:5:5", "scale of a rounding profile is 0 to 10: 5:5");
  }

  private static void refuses(String text, String why) {
    String message =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> RoundingProfile.of(text))
                .getMessage());
    assertTrue(message.startsWith(why), message);
  }

  @Test
  void ratesHaveEighteenDigits() {
    assertEquals(new Rate(10, 2), Rate.of("000.10"));
    assertEquals(new Rate(Long.MAX_VALUE, 0), Rate.of("0009223372036854775807"));
    String message =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> Rate.of("9223372036854775808"))
                .getMessage());
    assertTrue(message.startsWith("a rate has at most 18 significant digits"), message);
  }

  @Test
  void factorsMultiplyExactly() {
    assertEquals(new Rate(1, 1), Rate.of("0.5").times(Rate.of("0.200")));
    assertEquals(new Rate(1_000_000_000, 0), Rate.of("1000").times(Rate.of("1000000")));
    assertNull(new Rate(Long.MAX_VALUE, 0).times(new Rate(2, 0)));
    assertNull(new Rate(1, 10).times(new Rate(1, 9)));
  }
}
