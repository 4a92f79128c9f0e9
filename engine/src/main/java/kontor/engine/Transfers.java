package kontor.engine;

/// A batch of transfers of the bulk ledger over a byte array: little-endian records of
/// {@link #RECORD_BYTES} bytes, laid out as the field knows them.
///
/// | offset | bytes | field |
/// | --- | --- | --- |
/// | 0 | 16 | id, low half first; neither 0 nor all ones |
/// | 16 | 16 | debit account |
/// | 32 | 16 | credit account |
/// | 48 | 16 | amount, minor units |
/// | 64 | 16 | pending id: the transfer that is posted, voided or called off, else 0 |
/// | 80 | 28 | user data of 128, 64 and 32 bits |
/// | 108 | 4 | timeout in seconds: how long it may wait, and then be pending; 0 for ever |
/// | 112 | 4 | ledger |
/// | 116 | 2 | code |
/// | 118 | 2 | flags |
/// | 120 | 8 | timestamp, nanoseconds of log time: 0 in a command, but for imported transfers |
///
/// The flags from the lowest bit up are those that the field knows, those from the highest bit
/// down are Kontor's own.
///
/// A cursor: set {@link #at} and read or write the fields.
public final class Transfers extends Records {

  public static final int RECORD_BYTES = 128;

  /// Accounts or transfers in a batch, and records in an answer, at most.
  public static final int COUNT_MAX = 8189;

  /// This transfer and the next are posted together or not at all.
  public static final int LINKED = 1;
  public static final int PENDING = 1 << 1;
  public static final int POST_PENDING_TRANSFER = 1 << 2;
  public static final int VOID_PENDING_TRANSFER = 1 << 3;
  /// At most what the debit account has.
  public static final int BALANCING_DEBIT = 1 << 4;
  /// At most what the credit account owes.
  public static final int BALANCING_CREDIT = 1 << 5;
  public static final int CLOSING_DEBIT = 1 << 6;
  public static final int CLOSING_CREDIT = 1 << 7;
  /// The timestamp is given.
  public static final int IMPORTED = 1 << 8;

  /// In answers alone: it waits, and so far nothing was moved or set aside.
  public static final int WAITS = 1 << 11;
  /// Records one after the other with this flag and one id are the legs of one transfer: all of
  /// them are posted or none, each in its own ledger.
  public static final int LEG = 1 << 12;
  /// Goes before {@link #HIGH} and before those without either.
  public static final int URGENT = 1 << 13;
  /// Goes before those without a priority.
  public static final int HIGH = 1 << 14;
  /// Waits for cover instead of failing. With a void: calls off what waits, and does nothing to
  /// what is pending.
  public static final int QUEUED = 1 << 15;

  /// @param bytes at least `count` records from index 0
  public Transfers(byte[] bytes, int count) {
    super(bytes, count, RECORD_BYTES);
  }

  public static Transfers ofCapacity(int count) {
    return new Transfers(new byte[count * RECORD_BYTES], count);
  }

  public Transfers at(int index) {
    moveTo(index * RECORD_BYTES);
    return this;
  }

  /// Writes a plain transfer at the cursor; ids by their low halves, the high halves zero.
  public Transfers set(
      long id, long debit, long credit, long amountMinor, int ledger, int code) {
    return setId(0, id)
        .setDebit(0, debit)
        .setCredit(0, credit)
        .setAmount(0, amountMinor)
        .setLedger(ledger)
        .setCode(code);
  }

  /// Whether every field that a plain transfer leaves empty is empty.
  public boolean isPlain() {
    return (int64(64) | int64(72) | int64(120)) == 0 && (int32(108) | int16(118)) == 0;
  }

  public long idHigh() {
    return int64(8);
  }

  public long idLow() {
    return int64(0);
  }

  public Transfers setId(long high, long low) {
    int128(0, high, low);
    return this;
  }

  public long debitHigh() {
    return int64(24);
  }

  public long debitLow() {
    return int64(16);
  }

  public Transfers setDebit(long high, long low) {
    int128(16, high, low);
    return this;
  }

  public long creditHigh() {
    return int64(40);
  }

  public long creditLow() {
    return int64(32);
  }

  public Transfers setCredit(long high, long low) {
    int128(32, high, low);
    return this;
  }

  public long amountHigh() {
    return int64(56);
  }

  public long amountLow() {
    return int64(48);
  }

  public Transfers setAmount(long high, long low) {
    int128(48, high, low);
    return this;
  }

  public long pendingHigh() {
    return int64(72);
  }

  public long pendingLow() {
    return int64(64);
  }

  public Transfers setPending(long high, long low) {
    int128(64, high, low);
    return this;
  }

  public long userData128High() {
    return int64(88);
  }

  public long userData128Low() {
    return int64(80);
  }

  public Transfers setUserData128(long high, long low) {
    int128(80, high, low);
    return this;
  }

  public long userData64() {
    return int64(96);
  }

  public Transfers setUserData64(long userData64) {
    int64(96, userData64);
    return this;
  }

  public int userData32() {
    return int32(104);
  }

  public Transfers setUserData32(int userData32) {
    int32(104, userData32);
    return this;
  }

  public int timeout() {
    return int32(108);
  }

  public Transfers setTimeout(int timeout) {
    int32(108, timeout);
    return this;
  }

  public int ledger() {
    return int32(112);
  }

  public Transfers setLedger(int ledger) {
    int32(112, ledger);
    return this;
  }

  public int code() {
    return int16(116);
  }

  public Transfers setCode(int code) {
    int16(116, code);
    return this;
  }

  public int flags() {
    return int16(118);
  }

  public Transfers setFlags(int flags) {
    int16(118, flags);
    return this;
  }

  public long timestamp() {
    return int64(120);
  }

  public Transfers setTimestamp(long timestamp) {
    int64(120, timestamp);
    return this;
  }
}
