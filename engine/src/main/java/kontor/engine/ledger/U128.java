package kontor.engine.ledger;

/// Unsigned numbers of 128 bits as two halves. Nothing here wraps round in silence: who adds has
/// asked {@link #sumOverflows} before, or knows why it cannot.
final class U128 {

  private U128() {}

  static int compare(long aHigh, long aLow, long bHigh, long bLow) {
    int byHigh = Long.compareUnsigned(aHigh, bHigh);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(aLow, bLow);
  }

  static boolean isZero(long high, long low) {
    return (high | low) == 0;
  }

  /// Whether all bits are set.
  static boolean isMax(long high, long low) {
    return (high & low) == -1;
  }

  /// High half of a sum; its low half is the sum of the low halves.
  static long sumHigh(long aHigh, long aLow, long bHigh, long bLow) {
    return aHigh + bHigh + carry(aLow, bLow);
  }

  static boolean sumOverflows(long aHigh, long aLow, long bHigh, long bLow) {
    long high = aHigh + bHigh;
    boolean overflows = Long.compareUnsigned(high, aHigh) < 0;
    return overflows || (high == -1 && carry(aLow, bLow) != 0);
  }

  /// High half of a difference; its low half is the difference of the low halves.
  static long differenceHigh(long aHigh, long aLow, long bHigh, long bLow) {
    return aHigh - bHigh - (Long.compareUnsigned(aLow, bLow) < 0 ? 1 : 0);
  }

  private static long carry(long aLow, long bLow) {
    return Long.compareUnsigned(aLow + bLow, aLow) < 0 ? 1 : 0;
  }

  /// Adds to the number at `at`, high half first.
  static void add(long[] numbers, int at, long high, long low) {
    numbers[at] = sumHigh(numbers[at], numbers[at + 1], high, low);
    numbers[at + 1] += low;
  }

  /// Subtracts from the number at `at`, high half first.
  static void subtract(long[] numbers, int at, long high, long low) {
    numbers[at] = differenceHigh(numbers[at], numbers[at + 1], high, low);
    numbers[at + 1] -= low;
  }
}
