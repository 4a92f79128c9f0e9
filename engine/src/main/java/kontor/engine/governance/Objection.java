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
  DAY_HAS_BEGUN(102),
  /// The day of that agreement has not opened, or is over.
  DAY_NOT_OPEN(103),
  /// Only a cut-off that the day's grid has can be extended.
  MOMENT_NOT_A_CUT_OFF(104),
  MINUTES_INVALID(105),
  /// Asked for or approved when the cut-off had come.
  CUT_OFF_HAS_COME(106),
  /// The annex names no price for it.
  EXTENSION_NOT_AGREED(107),
  EXTENSION_NOT_REQUESTED(108),
  /// It would come after the end of the day.
  EXTENSION_AFTER_DAY_END(109),
  /// Who asks is no party and has no account with one.
  NOT_OF_THE_AGREEMENT(110),
  CHARGE_TOO_LARGE(111);

  private final int code;

  Objection(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
