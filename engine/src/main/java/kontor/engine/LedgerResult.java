package kontor.engine;

/// What became of one account or transfer of a bulk batch. The numbers are those the field knows
/// (see docs/decisions on the bulk ledger); the order is the order of precedence.
public enum LedgerResult {
  CREATED(0),
  ID_MUST_NOT_BE_ZERO(5),
  ID_MUST_NOT_BE_MAX(6),
  EXISTS_WITH_DIFFERENT_CONTENT(36),
  EXISTS(46),
  RESERVED_FIELD(4),
  ACCOUNTS_MUST_BE_DIFFERENT(12),
  LEDGER_MUST_NOT_BE_ZERO(19),
  CODE_MUST_NOT_BE_ZERO(20),
  DEBIT_ACCOUNT_NOT_FOUND(21),
  CREDIT_ACCOUNT_NOT_FOUND(22),
  ACCOUNTS_MUST_HAVE_THE_SAME_LEDGER(23),
  TRANSFER_MUST_HAVE_THE_LEDGER_OF_ITS_ACCOUNTS(24),
  OVERFLOWS(49),
  EXCEEDS_CREDITS(54),
  LINE_NEGATIVE(1001),
  TABLE_FULL(1002);

  private final int code;

  LedgerResult(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
