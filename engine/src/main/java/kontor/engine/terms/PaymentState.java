package kontor.engine.terms;

/// Where a payment stands (F12). The code is written to the log and never changes.
public enum PaymentState {
  SUBMITTED(1),
  /// Every check passed and the rate is fixed.
  RATED(2),
  /// Waits for money on an account it must debit.
  QUEUED(3),
  /// Final: both legs posted, irrevocable (PFMI 8).
  SETTLED(4),
  /// Refused before anything moved.
  REJECTED(5),
  /// Left the queue, or the wait for its rate, unsettled; nothing moved.
  EXPIRED(6),
  /// Accepted but for its rate, which is not approved yet; the annex says that it waits (F08).
  AWAITS_RATE(7);

  private final int code;

  PaymentState(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /// Whether the payment can still change.
  public boolean isFinal() {
    return this == SETTLED || this == REJECTED || this == EXPIRED;
  }
}
