package kontor.engine;

/// Balances of an account after its transfers, as an answer has them: little-endian records of
/// {@link #RECORD_BYTES} bytes, laid out as the field knows them.
///
/// | offset | bytes | field |
/// | --- | --- | --- |
/// | 0 | 16 | debits pending, low half first |
/// | 16 | 16 | debits posted |
/// | 32 | 16 | credits pending |
/// | 48 | 16 | credits posted |
/// | 64 | 8 | timestamp of the transfer |
/// | 72 | 56 | reserved: 0 |
///
/// A cursor: set {@link #at} and read or write the fields.
public final class AccountBalances extends Records {

  public static final int RECORD_BYTES = 128;

  /// @param bytes at least `count` records from index 0
  public AccountBalances(byte[] bytes, int count) {
    super(bytes, count, RECORD_BYTES);
  }

  public static AccountBalances ofCapacity(int count) {
    return new AccountBalances(new byte[count * RECORD_BYTES], count);
  }

  public AccountBalances at(int index) {
    moveTo(index * RECORD_BYTES);
    return this;
  }

  public long debitsPendingHigh() {
    return int64(8);
  }

  public long debitsPendingLow() {
    return int64(0);
  }

  public AccountBalances setDebitsPending(long high, long low) {
    int128(0, high, low);
    return this;
  }

  public long debitsPostedHigh() {
    return int64(24);
  }

  public long debitsPostedLow() {
    return int64(16);
  }

  public AccountBalances setDebitsPosted(long high, long low) {
    int128(16, high, low);
    return this;
  }

  public long creditsPendingHigh() {
    return int64(40);
  }

  public long creditsPendingLow() {
    return int64(32);
  }

  public AccountBalances setCreditsPending(long high, long low) {
    int128(32, high, low);
    return this;
  }

  public long creditsPostedHigh() {
    return int64(56);
  }

  public long creditsPostedLow() {
    return int64(48);
  }

  public AccountBalances setCreditsPosted(long high, long low) {
    int128(48, high, low);
    return this;
  }

  public long timestamp() {
    return int64(64);
  }

  public AccountBalances setTimestamp(long timestamp) {
    int64(64, timestamp);
    return this;
  }
}
