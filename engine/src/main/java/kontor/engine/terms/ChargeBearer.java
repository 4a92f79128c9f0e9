package kontor.engine.terms;

/// Who pays the charges of a payment, as the charge bearer of ISO 20022 says it (`ChrgBr`). The
/// code is written to the log and never changes.
public enum ChargeBearer {
  /// The debtor pays everything.
  DEBT(1),
  /// Each side pays its own agent; everyone else is paid by the debtor.
  SHAR(2),
  /// The creditor pays everything.
  CRED(3);

  private final int code;

  ChargeBearer(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
