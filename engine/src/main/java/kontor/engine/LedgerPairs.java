package kontor.engine;

/// What stands between two accounts, in one direction, as an answer has it: little-endian records
/// of {@link #RECORD_BYTES} bytes.
///
/// | offset | bytes | field |
/// | --- | --- | --- |
/// | 0 | 16 | account, low half first |
/// | 16 | 16 | counterparty |
/// | 32 | 16 | pending from the account to the counterparty |
/// | 48 | 16 | posted from the account to the counterparty |
/// | 64 | 16 | received: posted the other way |
/// | 80 | 16 | line |
/// | 96 | 16 | reserved: 0 |
///
/// A cursor: set {@link #at} and read or write the fields.
public final class LedgerPairs extends Records {

  public static final int RECORD_BYTES = 112;

  /// @param bytes at least `count` records from index 0
  public LedgerPairs(byte[] bytes, int count) {
    super(bytes, count, RECORD_BYTES);
  }

  public static LedgerPairs ofCapacity(int count) {
    return new LedgerPairs(new byte[count * RECORD_BYTES], count);
  }

  public LedgerPairs at(int index) {
    moveTo(index * RECORD_BYTES);
    return this;
  }

  public long accountHigh() {
    return int64(8);
  }

  public long accountLow() {
    return int64(0);
  }

  public LedgerPairs setAccount(long high, long low) {
    int128(0, high, low);
    return this;
  }

  public long counterpartyHigh() {
    return int64(24);
  }

  public long counterpartyLow() {
    return int64(16);
  }

  public LedgerPairs setCounterparty(long high, long low) {
    int128(16, high, low);
    return this;
  }

  public long pendingHigh() {
    return int64(40);
  }

  public long pendingLow() {
    return int64(32);
  }

  public LedgerPairs setPending(long high, long low) {
    int128(32, high, low);
    return this;
  }

  public long postedHigh() {
    return int64(56);
  }

  public long postedLow() {
    return int64(48);
  }

  public LedgerPairs setPosted(long high, long low) {
    int128(48, high, low);
    return this;
  }

  public long receivedHigh() {
    return int64(72);
  }

  public long receivedLow() {
    return int64(64);
  }

  public LedgerPairs setReceived(long high, long low) {
    int128(64, high, low);
    return this;
  }

  public long lineHigh() {
    return int64(88);
  }

  public long lineLow() {
    return int64(80);
  }

  public LedgerPairs setLine(long high, long low) {
    int128(80, high, low);
    return this;
  }
}
