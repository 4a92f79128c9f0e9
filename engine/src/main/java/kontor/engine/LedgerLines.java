package kontor.engine;

/// A batch of credit lines of the bulk ledger over a byte array: little-endian records of
/// {@link #RECORD_BYTES} bytes.
///
/// | offset | bytes | field |
/// | --- | --- | --- |
/// | 0 | 16 | account, low half first |
/// | 16 | 16 | counterparty; 0 for the account's own line |
/// | 32 | 16 | line, minor units |
/// | 48 | 16 | reserved: 0 |
///
/// A cursor: set {@link #at} and read or write the fields.
public final class LedgerLines extends Records {

  public static final int RECORD_BYTES = 64;

  /// @param bytes at least `count` records from index 0
  public LedgerLines(byte[] bytes, int count) {
    super(bytes, count, RECORD_BYTES);
  }

  public static LedgerLines ofCapacity(int count) {
    return new LedgerLines(new byte[count * RECORD_BYTES], count);
  }

  public LedgerLines at(int index) {
    moveTo(index * RECORD_BYTES);
    return this;
  }

  public long accountHigh() {
    return int64(8);
  }

  public long accountLow() {
    return int64(0);
  }

  public LedgerLines setAccount(long high, long low) {
    int128(0, high, low);
    return this;
  }

  public long counterpartyHigh() {
    return int64(24);
  }

  public long counterpartyLow() {
    return int64(16);
  }

  public LedgerLines setCounterparty(long high, long low) {
    int128(16, high, low);
    return this;
  }

  public long lineHigh() {
    return int64(40);
  }

  public long lineLow() {
    return int64(32);
  }

  public LedgerLines setLine(long high, long low) {
    int128(32, high, low);
    return this;
  }

  public long reservedHigh() {
    return int64(56);
  }

  public long reservedLow() {
    return int64(48);
  }

  public LedgerLines setReserved(long high, long low) {
    int128(48, high, low);
    return this;
  }
}
