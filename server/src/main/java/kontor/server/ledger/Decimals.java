package kontor.server.ledger;

import java.math.BigInteger;
import kontor.engine.terms.Key;
import org.jspecify.annotations.Nullable;

/// Unsigned integers of up to 128 bits as decimal text. A number of JSON loses digits in many
/// readers; text does not.
final class Decimals {

  private static final int DIGITS_MAX = 39;
  private static final int DIGITS_A_STEP = 18;

  private Decimals() {}

  /// Exactly the digits of a whole number below 2^128: no sign, no leading zero, no exponent.
  ///
  /// @return null for everything else
  static @Nullable Key parse(String text) {
    int digits = text.length();
    boolean isPlain =
        digits > 0 && digits <= DIGITS_MAX && (digits == 1 || text.charAt(0) != '0');
    for (int i = 0; isPlain && i < digits; i++) {
      isPlain = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    return isPlain ? value(text) : null;
  }

  private static @Nullable Key value(String text) {
    long high = 0;
    long low = 0;
    for (int start = 0; start < text.length(); start += DIGITS_A_STEP) {
      int end = Math.min(start + DIGITS_A_STEP, text.length());
      long step = Long.parseLong(text, start, end, 10);
      long factor = powerOfTen(end - start);
      long carried = Math.unsignedMultiplyHigh(low, factor);
      if (Math.unsignedMultiplyHigh(high, factor) != 0) {
        return null;
      }
      high = high * factor + carried;
      low = low * factor + step;
      long carry = Long.compareUnsigned(low, step) < 0 ? 1 : 0;
      if (Long.compareUnsigned(high, carried) < 0 || (carry == 1 && high == -1)) {
        return null;
      }
      high += carry;
    }
    return new Key(high, low);
  }

  private static long powerOfTen(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }

  static String text(long high, long low) {
    if (high == 0) {
      return Long.toUnsignedString(low);
    }
    return new BigInteger(Long.toUnsignedString(high))
        .shiftLeft(Long.SIZE)
        .or(new BigInteger(Long.toUnsignedString(low)))
        .toString();
  }
}
