package kontor.simulator;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import kontor.engine.terms.Key;

/// Little-endian numbers of the records, read and written apart from the engine's own code.
final class Wire {

  static final BigInteger MAX_128 = BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);
  static final Key KEY_MAX = new Key(-1, -1);

  private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);

  private Wire() {}

  static ByteBuffer at(byte[] bytes, int offset) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(offset);
  }

  static ByteBuffer ofSize(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static Key key(ByteBuffer in) {
    long low = in.getLong();
    return new Key(in.getLong(), low);
  }

  static void putKey(ByteBuffer out, Key key) {
    out.putLong(key.low());
    out.putLong(key.high());
  }

  static BigInteger unsigned128(ByteBuffer in) {
    long low = in.getLong();
    long high = in.getLong();
    return high == 0 ? unsigned64(low) : unsigned64(high).shiftLeft(64).add(unsigned64(low));
  }

  static void put128(ByteBuffer out, BigInteger value) {
    if (value.signum() < 0 || value.compareTo(MAX_128) > 0) {
      throw new AssertionError("not an unsigned number of 128 bits: " + value);
    }
    out.putLong(value.longValue());
    out.putLong(value.shiftRight(64).longValue());
  }

  private static BigInteger unsigned64(long value) {
    return value >= 0 ? BigInteger.valueOf(value) : BigInteger.valueOf(value).add(TWO_64);
  }
}
