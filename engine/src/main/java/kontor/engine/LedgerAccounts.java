package kontor.engine;

import kontor.engine.terms.Key;

/// A batch of accounts of the bulk ledger over a byte array: records of {@link #RECORD_BYTES}
/// bytes, of which the first 128 are laid out as the field knows them.
///
/// | offset | bytes | field |
/// | --- | --- | --- |
/// | 0 | 16 | id, low half first; neither 0 nor all ones |
/// | 16 | 16 | debits pending: 0 in a command |
/// | 32 | 16 | debits posted: 0 in a command |
/// | 48 | 16 | credits pending: 0 in a command |
/// | 64 | 16 | credits posted: 0 in a command |
/// | 80 | 28 | user data of 128, 64 and 32 bits |
/// | 108 | 4 | reserved: 0 |
/// | 112 | 4 | ledger, not 0; accounts of one ledger trade with each other |
/// | 116 | 2 | code, not 0 |
/// | 118 | 2 | flags |
/// | 120 | 8 | timestamp, nanoseconds of log time: 0 in a command, but for imported accounts |
/// | 128 | 16 | credit line, Kontor's own: how far the limit of the flags is moved |
///
/// A cursor: set {@link #at} and read or write the fields.
public final class LedgerAccounts extends Records {

  public static final int RECORD_BYTES = 144;

  /// This account and the next are opened together or not at all.
  public static final int LINKED = 1;
  public static final int DEBITS_MUST_NOT_EXCEED_CREDITS = 1 << 1;
  public static final int CREDITS_MUST_NOT_EXCEED_DEBITS = 1 << 2;
  /// Balances after each transfer are kept.
  public static final int HISTORY = 1 << 3;
  /// The timestamp is given.
  public static final int IMPORTED = 1 << 4;
  public static final int CLOSED = 1 << 5;

  /// @param bytes at least `count` records from index 0
  public LedgerAccounts(byte[] bytes, int count) {
    super(bytes, count, RECORD_BYTES);
  }

  public static LedgerAccounts ofCapacity(int count) {
    return new LedgerAccounts(new byte[count * RECORD_BYTES], count);
  }

  public LedgerAccounts at(int index) {
    moveTo(index * RECORD_BYTES);
    return this;
  }

  /// Writes an account without user data at the cursor.
  public LedgerAccounts set(Key id, long lineMinor, int ledger, int code, int flags) {
    return setId(id.high(), id.low())
        .setLine(0, lineMinor)
        .setLedger(ledger)
        .setCode(code)
        .setFlags(flags);
  }

  public long idHigh() {
    return int64(8);
  }

  public long idLow() {
    return int64(0);
  }

  public LedgerAccounts setId(long high, long low) {
    int128(0, high, low);
    return this;
  }

  public long debitsPendingHigh() {
    return int64(24);
  }

  public long debitsPendingLow() {
    return int64(16);
  }

  public LedgerAccounts setDebitsPending(long high, long low) {
    int128(16, high, low);
    return this;
  }

  public long debitsPostedHigh() {
    return int64(40);
  }

  public long debitsPostedLow() {
    return int64(32);
  }

  public LedgerAccounts setDebitsPosted(long high, long low) {
    int128(32, high, low);
    return this;
  }

  public long creditsPendingHigh() {
    return int64(56);
  }

  public long creditsPendingLow() {
    return int64(48);
  }

  public LedgerAccounts setCreditsPending(long high, long low) {
    int128(48, high, low);
    return this;
  }

  public long creditsPostedHigh() {
    return int64(72);
  }

  public long creditsPostedLow() {
    return int64(64);
  }

  public LedgerAccounts setCreditsPosted(long high, long low) {
    int128(64, high, low);
    return this;
  }

  public long userData128High() {
    return int64(88);
  }

  public long userData128Low() {
    return int64(80);
  }

  public LedgerAccounts setUserData128(long high, long low) {
    int128(80, high, low);
    return this;
  }

  public long userData64() {
    return int64(96);
  }

  public LedgerAccounts setUserData64(long userData64) {
    int64(96, userData64);
    return this;
  }

  public int userData32() {
    return int32(104);
  }

  public LedgerAccounts setUserData32(int userData32) {
    int32(104, userData32);
    return this;
  }

  public int reserved() {
    return int32(108);
  }

  public LedgerAccounts setReserved(int reserved) {
    int32(108, reserved);
    return this;
  }

  public int ledger() {
    return int32(112);
  }

  public LedgerAccounts setLedger(int ledger) {
    int32(112, ledger);
    return this;
  }

  public int code() {
    return int16(116);
  }

  public LedgerAccounts setCode(int code) {
    int16(116, code);
    return this;
  }

  public int flags() {
    return int16(118);
  }

  public LedgerAccounts setFlags(int flags) {
    int16(118, flags);
    return this;
  }

  public long timestamp() {
    return int64(120);
  }

  public LedgerAccounts setTimestamp(long timestamp) {
    int64(120, timestamp);
    return this;
  }

  public long lineHigh() {
    return int64(136);
  }

  public long lineLow() {
    return int64(128);
  }

  public LedgerAccounts setLine(long high, long low) {
    int128(128, high, low);
    return this;
  }
}
