package kontor.engine.terms;

/// What an account in a book is for (F22). The code is written to the log and never changes.
public enum AccountKind {
  /// A bank's money at its servicer.
  SETTLEMENT(1),
  /// A partner institution's money with us; may be overdrawn within its credit line.
  LORO(2),
  /// Our own record, in our book of the partner's currency, of our loro with the partner. It is
  /// the counterpart that balances payments made in the partner's money, and must mirror the loro.
  NOSTRO(3),
  /// An FX provider's money, from which it carries conversions.
  PROVIDER(4),
  /// Counterpart of money that comes from or goes to the national settlement system.
  IN_TRANSIT(5),
  FROZEN(6),
  FEE(7),
  INTEREST(8),
  ROUNDING(9),
  RESIDUAL(10),
  /// An account of the bulk ledger, known by its {@link Key} alone.
  LEDGER(11);

  private final int code;

  AccountKind(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
