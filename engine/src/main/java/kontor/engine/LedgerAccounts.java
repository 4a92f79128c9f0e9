package kontor.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import kontor.engine.terms.Key;

/// A batch of accounts of the bulk ledger over a byte array: little-endian records of
/// {@link #RECORD_BYTES} bytes.
///
/// | offset | bytes | field |
/// | --- | --- | --- |
/// | 0 | 16 | id, low half first; neither 0 nor all ones |
/// | 16 | 8 | credit line, minor units, not negative |
/// | 24 | 4 | ledger, not 0; accounts of one ledger trade with each other |
/// | 28 | 2 | code, not 0 |
/// | 30 | 2 | flags: bit 1 = debits must not exceed credits plus line |
///
/// A cursor: set {@link #at} and read the fields; nothing is kept.
public final class LedgerAccounts {

  public static final int RECORD_BYTES = 32;
  public static final int FLAG_LIMITED = 1 << 1;

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
  public LedgerAccounts(byte[] bytes, int count) {
    if (count < 0 || (long) count * RECORD_BYTES > bytes.length) {
      throw new IllegalArgumentException("a batch of " + count + " does not fit its bytes");
    }
    this.bytes = bytes;
    this.count = count;
  }

  public static LedgerAccounts ofCapacity(int count) {
    return new LedgerAccounts(new byte[count * RECORD_BYTES], count);
  }

  public int count() {
    return count;
  }

  public byte[] bytes() {
    return bytes;
  }

  public LedgerAccounts at(int index) {
    base = index * RECORD_BYTES;
    return this;
  }

  public void set(Key id, long lineMinor, int ledger, int code, int flags) {
    LONG.set(bytes, base, id.low());
    LONG.set(bytes, base + 8, id.high());
    LONG.set(bytes, base + 16, lineMinor);
    INT.set(bytes, base + 24, ledger);
    SHORT.set(bytes, base + 28, (short) code);
    SHORT.set(bytes, base + 30, (short) flags);
  }

  public long idLow() {
    return (long) LONG.get(bytes, base);
  }

  public long idHigh() {
    return (long) LONG.get(bytes, base + 8);
  }

  public long lineMinor() {
    return (long) LONG.get(bytes, base + 16);
  }

  public int ledger() {
    return (int) INT.get(bytes, base + 24);
  }

  public int code() {
    return Short.toUnsignedInt((short) SHORT.get(bytes, base + 28));
  }

  public int flags() {
    return Short.toUnsignedInt((short) SHORT.get(bytes, base + 30));
  }
}
