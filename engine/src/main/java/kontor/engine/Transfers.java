package kontor.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// A batch of transfers of the bulk ledger over a byte array: little-endian records of
/// {@link #RECORD_BYTES} bytes, laid out as the field knows them.
///
/// | offset | bytes | field |
/// | --- | --- | --- |
/// | 0 | 16 | id, low half first; neither 0 nor all ones |
/// | 16 | 16 | debit account |
/// | 32 | 16 | credit account |
/// | 48 | 16 | amount, minor units |
/// | 64 | 16 | pending id: 0 |
/// | 80 | 28 | user data of 128, 64 and 32 bits |
/// | 108 | 4 | timeout: 0 |
/// | 112 | 4 | ledger |
/// | 116 | 2 | code, not 0 |
/// | 118 | 2 | flags: 0 |
/// | 120 | 8 | timestamp: 0 |
///
/// A cursor: set {@link #at} and read the fields; nothing is kept.
public final class Transfers {

  public static final int RECORD_BYTES = 128;
  public static final int COUNT_MAX = 8189;

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
  public Transfers(byte[] bytes, int count) {
    if (count < 0 || (long) count * RECORD_BYTES > bytes.length) {
      throw new IllegalArgumentException("a batch of " + count + " does not fit its bytes");
    }
    this.bytes = bytes;
    this.count = count;
  }

  public static Transfers ofCapacity(int count) {
    return new Transfers(new byte[count * RECORD_BYTES], count);
  }

  public int count() {
    return count;
  }

  public byte[] bytes() {
    return bytes;
  }

  public Transfers at(int index) {
    base = index * RECORD_BYTES;
    return this;
  }

  /// Writes a plain transfer at the cursor; ids by their low halves, the high halves zero.
  public void set(long id, long debit, long credit, long amountMinor, int ledger, int code) {
    LONG.set(bytes, base, id);
    LONG.set(bytes, base + 16, debit);
    LONG.set(bytes, base + 32, credit);
    LONG.set(bytes, base + 48, amountMinor);
    INT.set(bytes, base + 112, ledger);
    SHORT.set(bytes, base + 116, (short) code);
  }

  public long idLow() {
    return (long) LONG.get(bytes, base);
  }

  public long idHigh() {
    return (long) LONG.get(bytes, base + 8);
  }

  public long debitLow() {
    return (long) LONG.get(bytes, base + 16);
  }

  public long debitHigh() {
    return (long) LONG.get(bytes, base + 24);
  }

  public long creditLow() {
    return (long) LONG.get(bytes, base + 32);
  }

  public long creditHigh() {
    return (long) LONG.get(bytes, base + 40);
  }

  public long amountLow() {
    return (long) LONG.get(bytes, base + 48);
  }

  public long amountHigh() {
    return (long) LONG.get(bytes, base + 56);
  }

  /// The user data of 128, 64 and 32 bits, mixed into 64 bits; 0 if there are none.
  public long userDataMix() {
    long a = (long) LONG.get(bytes, base + 80);
    long b = (long) LONG.get(bytes, base + 88);
    long c = (long) LONG.get(bytes, base + 96);
    long d = (int) INT.get(bytes, base + 104);
    return (a | b | c | d) == 0 ? 0 : mixed(mixed(mixed(mixed(0, a), b), c), d);
  }

  private static long mixed(long state, long word) {
    long product = (state ^ word) * 0x9e37_79b9_7f4a_7c15L;
    return (product ^ product >>> 32) * 0xd6e8_feb8_6659_fd93L + 1;
  }

  /// Whether every field that a plain transfer leaves empty is empty.
  public boolean isPlain() {
    return (long) LONG.get(bytes, base + 64) == 0
        && (long) LONG.get(bytes, base + 72) == 0
        && (int) INT.get(bytes, base + 108) == 0
        && (short) SHORT.get(bytes, base + 118) == 0
        && (long) LONG.get(bytes, base + 120) == 0;
  }

  public int ledger() {
    return (int) INT.get(bytes, base + 112);
  }

  public int code() {
    return Short.toUnsignedInt((short) SHORT.get(bytes, base + 116));
  }
}
