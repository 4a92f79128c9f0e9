package kontor.engine.annex;

/// What an annex is about (F01). The code is written to the log and never changes.
public enum AnnexKind {
  /// Settlement model, providers, currencies, largest sums, waiting.
  SETTLEMENT(1),
  /// Rounding of rates, approval of fixings, fallback (F07, F08).
  RATES(2),
  /// Whose business days count, and the cut-off grid (F03).
  CALENDAR(3),
  /// Fees and penalties (F32).
  FEES(4),
  /// What may be paid (F05).
  OPERATIONS(5),
  LIMITS(6),
  INTEREST(7),
  /// The clearing house and its unit of account (F22).
  CYCLE(8),
  RETURNS(9),
  DEFAULT(10),
  SCREENING(11),
  STATISTICS(12);

  private final int code;

  AnnexKind(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
