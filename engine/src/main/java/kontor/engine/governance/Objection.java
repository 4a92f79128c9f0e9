package kontor.engine.governance;

/// Why a change of what binds the parties was refused. The number is written to the log and never
/// changes; each area has a hundred of its own.
public enum Objection {
  /// Made before, just so: nothing changes, and nothing is wrong.
  ALREADY_EXISTS(1),
  CONFLICTS_WITH_EARLIER(2),
  TABLE_FULL(3),
  /// A change needs two persons (F36): named, and not the same.
  FOUR_EYES_MISSING(4),
  TEXT_TOO_LONG(5),
  PARTICIPANT_UNKNOWN(6),
  NOT_AN_INSTITUTION(7),
  CURRENCY_UNKNOWN(8),
  AGREEMENT_UNKNOWN(9),

  // Calendars (F03): 100 to 199.
  COUNTRY_UNKNOWN(100),
  HOLIDAY_ON_REST_DAY(101),
  /// What is over stays as it was.
  DAY_HAS_BEGUN(102);

  private final int code;

  Objection(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
