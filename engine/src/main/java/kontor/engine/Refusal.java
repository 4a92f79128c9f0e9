package kontor.engine;

/// Why not. In order of precedence within their stage; the number is written to the log and never
/// changes. The gateway gives each its ISO 20022 reason code.
public enum Refusal {
  // Identity: a retry is told from a conflict before anything else is looked at (F12, V10-V12).
  MESSAGE_ID_REUSED(1),
  UETR_REUSED(2),
  INSTRUCTION_ID_REUSED(3),
  TRANSACTION_ID_REUSED(4),

  // Participants and route (V40-V42, V46).
  SENDER_UNKNOWN(10),
  DEBTOR_AGENT_UNKNOWN(11),
  CREDITOR_AGENT_UNKNOWN(12),
  /// The sender is neither the payer's bank nor its institution.
  SENDER_NOT_ENTITLED(13),
  DEBTOR_AGENT_SUSPENDED(14),
  CREDITOR_AGENT_SUSPENDED(15),
  INSTITUTION_SUSPENDED(16),
  NO_AGREEMENT(17),
  AGREEMENT_NOT_IN_FORCE(18),
  /// A party has suspended it; what was accepted before goes on (F01).
  AGREEMENT_SUSPENDED(19),
  /// Its last day is over. What still waited when its run-off was over gets this, too.
  AGREEMENT_TERMINATED(20),
  /// In force, but without terms for this value date and this pair of parties.
  ANNEX_NOT_IN_FORCE(21),
  /// It settles in cycles, or through a clearing house in a unit of account, and there is none on
  /// this value date.
  CYCLE_MISSING(22),

  // What it is for (V59, V61, V63; F05). They come after money and rate: limits ask for both sums.
  /// Its class is not stated, or none of those that the agreement lets through.
  OPERATION_CLASS_NOT_AGREED(23),
  /// Its goods are denied, its papers too old, or its sum is below the agreed minimum.
  OPERATION_NOT_ELIGIBLE(24),
  /// There are rules on goods, and it does not say which it pays.
  GOODS_NOT_STATED(25),
  LICENCE_NEEDED(26),
  DOCUMENTS_NEEDED(27),
  /// More than agreed for one operation, or for all of its class on the value date.
  OPERATION_CEILING_EXCEEDED(28),

  // Money and rate (V29, V31, V33, V34).
  CURRENCY_UNKNOWN(30),
  CURRENCY_NOT_AGREED(31),
  AMOUNT_ZERO(32),
  AMOUNT_ABOVE_AGREED_MAXIMUM(33),
  FIXING_MISSING(34),
  STATED_RATE_DIFFERS(35),
  STATED_AMOUNT_DIFFERS(36),
  CONVERTED_AMOUNT_ZERO(37),
  AMOUNT_TOO_LARGE(38),
  /// A rate is proposed and not every party has approved it (F08).
  RATE_UNCONFIRMED(39),
  /// The last rate held for a day that is over.
  RATE_STALE(40),
  /// The agreed waterfall ended without a rate.
  PAIR_CLOSED(41),
  /// Under this agreement rates are proposed, approved and confirmed, not just published.
  RATE_NEEDS_APPROVAL(42),
  /// No quote with that number was offered to this bank, or it ended more than a day ago (F09).
  QUOTE_UNKNOWN(43),
  /// Its ten minutes are over.
  QUOTE_EXPIRED(44),
  /// A payment was accepted with it before.
  QUOTE_USED(45),
  /// It is for other sums, other currencies or another agreement.
  QUOTE_DIFFERS(46),
  /// The code was that of an old unit of money, and the day is of the new one (F04).
  CURRENCY_RETIRED(47),
  /// It is dated before the new unit and came after the time in which that was still taken.
  REDENOMINATION_WINDOW_OVER(48),
  /// The code will soon mean another unit, and which is meant cannot be told from this.
  CURRENCY_CHANGES(49),

  // Accounts.
  DEBTOR_AGENT_ACCOUNT_MISSING(50),
  CREDITOR_AGENT_ACCOUNT_MISSING(51),
  LORO_ACCOUNT_MISSING(52),
  PROVIDER_ACCOUNT_MISSING(53),

  // Time and cover.
  DEADLINE_PASSED(60),
  COVER_MISSING(61),
  CREDIT_LINE_EXCEEDED(62),
  QUEUE_FULL(63),
  /// The deadline of the sender or of the agreement came before the money (AB03).
  WAITED_TOO_LONG(64),
  /// The value date is no business day of every party's country (F03).
  VALUE_DAY_CLOSED(65),
  /// It came at or after the cut-off of its value date, or that day is over (F03).
  CUT_OFF_PASSED(66),
  /// The cut-offs of the value date cannot be told: a calendar or a time-zone table is missing.
  VALUE_DAY_NOT_OPENED(67),
  /// The payer's money is set aside until its netting cycle closes (F25).
  AWAITS_CYCLE(69),

  // Quotes (F09).
  /// No provider of the agreement has posted a rate for it, or none has the money.
  NO_PROVIDER_OFFERS(70),
  /// One of its moneys has a new unit.
  QUOTE_WITHDRAWN(71),
  // Fees (F32).
  /// The debtor is to pay everything, and the creditor's agent takes its fee out of the payment.
  CHARGE_BEARER_CONTRADICTED(72),
  /// Nothing would be left when the agents have taken their fees.
  FEES_EXCEED_AMOUNT(73),
  /// A fee would be larger than any sum can be.
  FEE_TOO_LARGE(74),

  // Commands of operators.
  ALREADY_EXISTS(80),
  CONFLICTS_WITH_EARLIER(81),
  PARTICIPANT_UNKNOWN(82),
  NOT_AN_INSTITUTION(83),
  ACCOUNT_UNKNOWN(84),
  AGREEMENT_UNKNOWN(85),
  AGREEMENT_VERSION_NOT_NEXT(86),
  AGREEMENT_INVALID(87),
  FIXING_BACKDATED(88),
  FUNDS_INSUFFICIENT(89),
  HOLD_UNKNOWN(90),
  LINE_NEGATIVE(91),
  TABLE_FULL(92),
  /// More accounts, transfers, lines or ids than one command may have.
  BATCH_TOO_LARGE(93),
  /// A question to the bulk ledger that can have no answer.
  FILTER_INVALID(94),
  NOT_A_PROVIDER(95),
  /// The bytes of a log entry are not a command of this version.
  UNDECODABLE(99);

  private final int code;

  Refusal(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
