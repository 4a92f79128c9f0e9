package kontor.engine;

/// What became of one account of a batch, in order of precedence: the first that fits is the
/// answer. The numbers are those that the field knows, those above 1,000 are Kontor's own; they
/// are written to the log and never change.
public enum AccountResult {
  CREATED(-1),
  LINKED_EVENT_FAILED(1),
  LINKED_EVENT_CHAIN_OPEN(2),
  IMPORTED_EVENT_EXPECTED(22),
  IMPORTED_EVENT_NOT_EXPECTED(23),
  TIMESTAMP_MUST_BE_ZERO(3),
  IMPORTED_EVENT_TIMESTAMP_OUT_OF_RANGE(24),
  IMPORTED_EVENT_TIMESTAMP_MUST_NOT_ADVANCE(25),
  RESERVED_FIELD(4),
  RESERVED_FLAG(5),
  ID_MUST_NOT_BE_ZERO(6),
  ID_MUST_NOT_BE_INT_MAX(7),
  EXISTS_WITH_DIFFERENT_FLAGS(15),
  EXISTS_WITH_DIFFERENT_USER_DATA_128(16),
  EXISTS_WITH_DIFFERENT_USER_DATA_64(17),
  EXISTS_WITH_DIFFERENT_USER_DATA_32(18),
  EXISTS_WITH_DIFFERENT_LEDGER(19),
  EXISTS_WITH_DIFFERENT_CODE(20),
  EXISTS(21),
  FLAGS_ARE_MUTUALLY_EXCLUSIVE(8),
  DEBITS_PENDING_MUST_BE_ZERO(9),
  DEBITS_POSTED_MUST_BE_ZERO(10),
  CREDITS_PENDING_MUST_BE_ZERO(11),
  CREDITS_POSTED_MUST_BE_ZERO(12),
  LEDGER_MUST_NOT_BE_ZERO(13),
  CODE_MUST_NOT_BE_ZERO(14),
  IMPORTED_EVENT_TIMESTAMP_MUST_NOT_REGRESS(26),
  /// Kontor's own: a line above 0 that no limit flag would use.
  LINE_WITHOUT_LIMIT(1005),
  /// Kontor's own.
  TABLE_FULL(1002);

  private static final AccountResult[] ALL = values();

  private final int code;

  AccountResult(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /// Throws {@link IllegalArgumentException} for a number that none has.
  public static AccountResult of(int code) {
    for (AccountResult result : ALL) {
      if (result.code == code) {
        return result;
      }
    }
    throw new IllegalArgumentException("no result has the number " + code);
  }
}
