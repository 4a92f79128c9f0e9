package kontor.server.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigInteger;
import java.util.Random;
import kontor.engine.terms.Key;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Decimal text against the JDK's big integers.
class DecimalsProperty {

  private static final int ROUNDS = 20_000;
  private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(128);

  @Test
  void everyNumberBelow128BitsGoesThereAndBack() {
    long seed = new Random().nextLong();
    System.out.println("decimals seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < ROUNDS; i++) {
      agree(new BigInteger(1 + random.nextInt(132), random));
      // Around the places where a carry or a step of digits is.
      int bit = random.nextInt(129);
      agree(BigInteger.ONE.shiftLeft(bit).add(BigInteger.valueOf(random.nextInt(5) - 2)).abs());
      agree(BigInteger.TEN.pow(random.nextInt(40)).add(BigInteger.valueOf(random.nextInt(3) - 1)));
    }
    agree(LIMIT.subtract(BigInteger.ONE));
    agree(LIMIT);
  }

  private static void agree(BigInteger number) {
    Key key = Decimals.parse(number.toString());
    if (number.compareTo(LIMIT) >= 0) {
      assertNull(key, number::toString);
      return;
    }
    assertNotNull(key, number::toString);
    assertEquals(number.longValue(), key.low(), number::toString);
    assertEquals(number.shiftRight(64).longValue(), key.high(), number::toString);
    assertEquals(number.toString(), Decimals.text(key.high(), key.low()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "-1", "+1", "-0", "00", "01", "1.0", "1e3", "0x1", "1 ", " 1", "1_000", "\u0661",
        "340282366920938463463374607431768211456", "999999999999999999999999999999999999999",
        "1000000000000000000000000000000000000000"
      })
  void nothingElseIsANumber(String text) {
    assertNull(Decimals.parse(text));
  }
}
