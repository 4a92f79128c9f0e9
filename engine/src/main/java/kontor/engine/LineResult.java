package kontor.engine;

/// What became of one line of a batch, in order of precedence. A batch is set as a whole or not at
/// all: the first that fails says why, the others that the batch failed. The numbers are those
/// of the same failures of transfers; they are written to the log and never change.
public enum LineResult {
  CREATED(-1),
  LINKED_EVENT_FAILED(1),
  RESERVED_FIELD(4),
  ACCOUNTS_MUST_BE_DIFFERENT(12),
  ACCOUNT_NOT_FOUND(21),
  COUNTERPARTY_NOT_FOUND(22),
  ACCOUNTS_MUST_HAVE_THE_SAME_LEDGER(23),
  LINE_WITHOUT_LIMIT(1005),
  TABLE_FULL(1002);

  private static final LineResult[] ALL = values();

  private final int code;

  LineResult(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /// Throws {@link IllegalArgumentException} for a number that none has.
  public static LineResult of(int code) {
    for (LineResult result : ALL) {
      if (result.code == code) {
        return result;
      }
    }
    throw new IllegalArgumentException("no result has the number " + code);
  }
}
