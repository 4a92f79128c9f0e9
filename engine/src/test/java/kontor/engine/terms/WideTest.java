package kontor.engine.terms;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

/// Where 128 bits end.
class WideTest {

  private static final long THIRD = 0x5555_5555_5555_5555L;

  @Test
  void aProductThatFitsJustFits() {
    assertEquals(new Wide(-1, 0), new Wide(THIRD, 0).times(3));
    assertEquals(new Wide(-1, -1), new Wide(THIRD, THIRD).times(3));
    assertEquals(new Wide(1, -2), new Wide(0, -1).times(2));
  }

  @Test
  void aProductThatDoesNotFitIsTold() {
    // Only the carry out of the low half is too much.
    assertNull(new Wide(THIRD, -1).times(3));
    assertNull(new Wide(Long.MIN_VALUE, 0).times(2));
    assertNull(new Wide(1, 0).timesPowerOfTen(20));
    assertNull(Wide.of(1).timesPowerOfTen(39));
  }

  @Test
  void powersOfTen() {
    assertEquals(Wide.of(1), Wide.of(1).timesPowerOfTen(0));
    assertEquals(new Wide(54_210, 2_003_764_205_206_896_640L), Wide.of(1).timesPowerOfTen(24));
    Wide large = requireNonNull(Wide.of(1).timesPowerOfTen(38));
    Wide less = requireNonNull(Wide.of(1).timesPowerOfTen(33));
    assertEquals(100_000, large.dividedBy(less, Rounding.DOWN));
  }
}
