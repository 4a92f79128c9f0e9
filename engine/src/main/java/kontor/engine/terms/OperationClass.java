package kontor.engine.terms;

/// Class of an operation (F05). The code is written to the log and never changes.
public enum OperationClass {
  /// In a rule: whatever the class.
  ANY(0),
  GOODS(1),
  TRADE_SERVICES(2),
  SERVICES(3),
  PENSION(4),
  FAMILY_REMITTANCE(5),
  GUARANTEE(6),
  INTEREST_FEE(7),
  RETURN(8);

  private final int code;

  OperationClass(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
