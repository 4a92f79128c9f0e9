package kontor.engine.calendar;

/// The named moments of a business day, in their order (F03). The code is written to the log and
/// never changes.
public enum GridMoment {
  START(1),
  RATE_INPUT(2),
  RATE_APPROVAL(3),
  FUNDING(4),
  EXCHANGE_OPEN(5),
  CUSTOMER_CUT_OFF(6),
  INTERBANK_CUT_OFF(7),
  RATE_PUBLICATION(8),
  CYCLE_CLOSE(9),
  RECONCILIATION_CONFIRM(10),
  NET_SETTLEMENT(11),
  DAY_END(12);

  private final int code;

  GridMoment(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
