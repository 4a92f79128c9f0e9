package kontor.engine.terms;

/// How an agreement's payments settle. The code is written to the log and never changes.
public enum SettlementModel {
  /// The institutions hold accounts with each other: payer to partner's loro in one book, our
  /// loro to payee in the other, within credit lines.
  RECIPROCAL(1),
  /// An FX provider with accounts in both books carries the conversion at its rate.
  PROVIDER(2),
  /// One currency only: the foreign bank holds an account in the book of that currency.
  SINGLE(3),
  /// As RECIPROCAL, but payments become final together when their cycle closes, and only the
  /// difference of both directions counts against the lines (F25).
  NET(4),
  /// A house keeps an account for each institution in a unit of account, with a credit line; what
  /// a payment moves between them is converted into the unit (F22).
  CLEARING(5);

  private final int code;

  SettlementModel(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /// Whether payments settle one by one and between the two sides alone, so that an agreement can
  /// be entered in one step, without annexes.
  public boolean isGross() {
    return this != NET && this != CLEARING;
  }
}
