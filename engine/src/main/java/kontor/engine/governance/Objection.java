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
  CHARGE_TOO_LARGE(111),

  // Agreements and the register of treaties (F01): 200 to 299.
  /// The agreement is in a state of its life in which this is not done.
  STATE_DOES_NOT_ALLOW(200),
  NOT_A_PARTY(201),
  /// The digest is that of another text.
  TEXT_DIFFERS(202),
  /// Fewer than two, or one twice.
  PARTIES_INVALID(203),
  /// It ends before it begins, or its run-off is no number of days.
  PERIOD_INVALID(204),
  /// No table of that time zone is in the log, or it ends before that day.
  ZONE_UNKNOWN(205),
  /// The countries share no day of the week.
  NO_JOINT_BUSINESS_DAY(206),
  VERSION_NOT_NEXT(207),
  /// It begins before the version before it begins or ends.
  VERSIONS_OVERLAP(208),
  /// It begins before the agreement, or ends after it.
  OUTSIDE_AGREEMENT(209),
  ANNEX_UNKNOWN(210),
  /// An annex without which nothing can be paid, or a pair without its rounding.
  ANNEX_MISSING(211),
  /// The kind of annex has terms of its own, and has none here.
  TERMS_MISSING(212),
  NOT_MONEY_OF_A_PARTY(213),
  /// Providers are named exactly when the model is PROVIDER, and are FX providers.
  PROVIDERS_INVALID(214),
  NUMBER_OUT_OF_RANGE(215),
  /// Said twice.
  REPEATED(216),
  /// A step of the fallback twice, after the last one, or without what it needs.
  WATERFALL_INVALID(217),
  /// The party has not suspended it.
  NOT_SUSPENDED(218),
  NAME_MISSING(219),
  TREATY_UNKNOWN(220),
  /// The canonical form is longer than a change may be.
  TOO_LARGE(221),
  /// The clearing house is a party, or its unit of account the money of one.
  CLEARING_INVALID(222),

  // The directory (F02): 300 to 399.
  BIC_INVALID(300),
  LEI_INVALID(301),
  NATIONAL_CODE_INVALID(302),
  /// An indirect bank names a direct bank that is admitted.
  DIRECT_BANK_UNKNOWN(303),
  /// Its standing does not lead there.
  STEP_NOT_ALLOWED(304),
  POSITIONS_NOT_ZERO(305),
  NOTICE_RUNNING(306),
  NOTICE_INVALID(307),
  /// Others settle over it, or are kept by it.
  PARTICIPANTS_REMAIN(308),
  NAME_INVALID(309),
  /// The list of a day is published on that day.
  DAY_NOT_TODAY(310),

  // Rates (F07, F08): 400 to 499.
  /// No annex about rates holds on that day.
  RATES_NOT_AGREED(400),
  PAIR_NOT_AGREED(401),
  PROPOSAL_UNKNOWN(402),
  /// Confirmed, declined or expired before.
  PROPOSAL_CLOSED(403),
  /// Another one waits for approval; decline it first.
  PROPOSAL_OPEN(404),
  SOURCE_NOT_AGREED(406),
  /// Two references, or one currency twice.
  LEGS_DO_NOT_MEET(407),
  LEG_FROM_THE_FUTURE(408),
  /// A price is zero or does not fit.
  RATE_OUT_OF_RANGE(409),
  /// The day for which it would hold is over.
  RATE_DAY_OVER(410),
  /// It would hold before the business day ahead of its own, or after its day.
  EFFECTIVE_OUTSIDE_DAY(411),
  /// The time to approve is over or comes after the day.
  APPROVAL_TIME_OVER(412),
  /// A correction, a manual rate, a refusal and a fallback say why.
  REASON_MISSING(413),
  /// The annex has no such rung, or those before were not tried.
  RUNG_NOT_REACHED(414),
  /// There is a rate; nothing to fall back from.
  RATE_CONFIRMED(415),
  /// There is still time to approve one.
  APPROVAL_TIME_RUNS(416),
  LEG_TOO_OLD(417),
  DEVIATES_FROM_PREVIOUS(418),
  DEVIATES_FROM_SECOND_SOURCE(419),
  HOLIDAY_ON_ONE_SIDE(420),
  /// A manual rate has no more digits than its profile.
  SCALE_TOO_FINE(421),
  /// A manual rate needs persons of each side: this one spoke for another.
  PERSON_OF_OTHER_SIDE(422),
  /// A later rate of the pair is published already.
  RATE_BACKDATED(423),

  // Currencies and new units of them (F04): 500 to 599.
  /// Its money has another unit already, under another code.
  CURRENCY_RETIRED(500),
  /// A code means one unit for ever; the new unit needs its own.
  CODE_MEANS_ONE_UNIT(501),
  /// A book or an agreement has old and new money side by side: one of them must end first.
  OLD_AND_NEW_MEET(502),
  WINDOW_TOO_LONG(504),
  /// There is nothing to be cancelled.
  NOT_SCHEDULED(505),
  /// A sum does not fit the new unit.
  SUM_TOO_LARGE(506);

  private final int code;

  Objection(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
