package kontor.engine.terms;

import org.jspecify.annotations.Nullable;

/// An unsigned integer of 128 bits, so that a product of two sums and its division are exact.
///
/// Every product is checked: {@link #times} tells an overflow by null, and since all divisors are
/// below 2^127, a numerator that outgrows 128 bits means a quotient that outgrows 64. So an
/// overflow on the way is an overflow of the result, and nothing is lost silently.
public record Wide(long high, long low) implements Comparable<Wide> {

  /// What {@link #dividedBy} gives when the rounded quotient does not fit: quotients are never
  /// negative.
  public static final long TOO_LARGE = -1;

  static final Wide LARGEST_DIVISOR = new Wide(Long.MAX_VALUE, -1);

  private static final int BITS = 128;

  /// @param value not negative
  public static Wide of(long value) {
    return new Wide(0, value);
  }

  /// @param factor not negative
  /// @return null when the product does not fit 128 bits
  public @Nullable Wide times(long factor) {
    long carried = Math.unsignedMultiplyHigh(low, factor);
    if (Math.unsignedMultiplyHigh(high, factor) != 0) {
      return null;
    }
    long newHigh = high * factor + carried;
    if (Long.compareUnsigned(newHigh, carried) < 0) {
      return null;
    }
    return new Wide(newHigh, low * factor);
  }

  /// @return null when the sum does not fit 128 bits
  public @Nullable Wide plus(Wide other) {
    long newLow = low + other.low;
    long carry = Long.compareUnsigned(newLow, low) < 0 ? 1 : 0;
    long newHigh = high + other.high;
    boolean isOver = Long.compareUnsigned(newHigh, high) < 0 || carry == 1 && newHigh == -1;
    return isOver ? null : new Wide(newHigh + carry, newLow);
  }

  /// Times ten to the power of `exponent`, which is not negative.
  public @Nullable Wide timesPowerOfTen(int exponent) {
    Wide product = this;
    for (int left = exponent; left > 0; left -= 18) {
      Wide next = product.times(powerOfTen(Math.min(left, 18)));
      if (next == null) {
        return null;
      }
      product = next;
    }
    return product;
  }

  /// @param exponent 0 to 18
  public static long powerOfTen(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }

  /// The quotient as a whole number, rounded as named.
  ///
  /// @param divisor greater than zero and below 2^127
  /// @return {@link #TOO_LARGE} when the result does not fit a long
  public long dividedBy(Wide divisor, Rounding mode) {
    if (high == 0 && divisor.high == 0) {
      long quotient = Long.divideUnsigned(low, divisor.low);
      return rounded(quotient, of(Long.remainderUnsigned(low, divisor.low)), divisor, mode);
    }
    if (divisor.high == 0 && divisor.low > 0) {
      return dividedBy(divisor.low, mode);
    }
    // Long division, bit by bit: rare enough that plain code is worth more than fast code.
    Wide remainder = of(0);
    long quotient = 0;
    for (int bit = significantBits() - 1; bit >= 0; bit--) {
      remainder = remainder.shiftedIn(bitAt(bit));
      if (quotient < 0) {
        return TOO_LARGE;
      }
      quotient <<= 1;
      if (remainder.compareTo(divisor) >= 0) {
        remainder = remainder.minus(divisor);
        quotient |= 1;
      }
    }
    return rounded(quotient, remainder, divisor, mode);
  }

  /// The same for a divisor of 63 bits, as every rate is: the remainder never outgrows a long.
  private long dividedBy(long divisor, Rounding mode) {
    if (Long.compareUnsigned(high, divisor) >= 0) {
      return TOO_LARGE;
    }
    long remainder = high;
    long quotient = 0;
    for (int bit = Long.SIZE - 1; bit >= 0; bit--) {
      remainder = remainder << 1 | (low >>> bit) & 1;
      quotient <<= 1;
      if (Long.compareUnsigned(remainder, divisor) >= 0) {
        remainder -= divisor;
        quotient |= 1;
      }
    }
    return rounded(quotient, of(remainder), of(divisor), mode);
  }

  private static long rounded(long quotient, Wide remainder, Wide divisor, Rounding mode) {
    if (quotient < 0) {
      return TOO_LARGE;
    }
    boolean exact = remainder.high == 0 && remainder.low == 0;
    int toHalf = remainder.shiftedIn(0).compareTo(divisor);
    long step =
        switch (mode) {
          case HALF_UP -> toHalf >= 0 ? 1 : 0;
          case HALF_EVEN -> toHalf > 0 || (toHalf == 0 && (quotient & 1) == 1) ? 1 : 0;
          case UP -> exact ? 0 : 1;
          case DOWN -> 0;
          case FIVE_STEP -> quotient % 10 <= 5 ? 5 - quotient % 10 : 10 - quotient % 10;
        };
    return quotient > Long.MAX_VALUE - step ? TOO_LARGE : quotient + step;
  }

  private int significantBits() {
    return high != 0
        ? BITS - Long.numberOfLeadingZeros(high)
        : Long.SIZE - Long.numberOfLeadingZeros(low);
  }

  private long bitAt(int bit) {
    return bit >= Long.SIZE ? (high >>> (bit - Long.SIZE)) & 1 : (low >>> bit) & 1;
  }

  private Wide shiftedIn(long bit) {
    return new Wide(high << 1 | low >>> 63, low << 1 | bit);
  }

  /// @param other not larger than this
  public Wide minus(Wide other) {
    long borrow = Long.compareUnsigned(low, other.low) < 0 ? 1 : 0;
    return new Wide(high - other.high - borrow, low - other.low);
  }

  @Override
  public int compareTo(Wide other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }
}
