package kontor.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Records of one size over a byte array, little-endian, and the cursor that stands on one of them.
/// Halves of 128-bit numbers come low half first. Nothing is kept beside the bytes.
abstract class Records {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private final int count;
  private int base;

  /// @param bytes at least `count` records from index 0
  Records(byte[] bytes, int count, int recordBytes) {
    if (count < 0 || (long) count * recordBytes > bytes.length) {
      throw new IllegalArgumentException("a batch of " + count + " does not fit its bytes");
    }
    this.bytes = bytes;
    this.count = count;
  }

  public final int count() {
    return count;
  }

  public final byte[] bytes() {
    return bytes;
  }

  final void moveTo(int newBase) {
    base = newBase;
  }

  final long int64(int offset) {
    return (long) LONG.get(bytes, base + offset);
  }

  final void int64(int offset, long value) {
    LONG.set(bytes, base + offset, value);
  }

  final void int128(int offset, long high, long low) {
    LONG.set(bytes, base + offset, low);
    LONG.set(bytes, base + offset + Long.BYTES, high);
  }

  final int int32(int offset) {
    return (int) INT.get(bytes, base + offset);
  }

  final void int32(int offset, int value) {
    INT.set(bytes, base + offset, value);
  }

  final int int16(int offset) {
    return Short.toUnsignedInt((short) SHORT.get(bytes, base + offset));
  }

  final void int16(int offset, int value) {
    SHORT.set(bytes, base + offset, (short) value);
  }
}
