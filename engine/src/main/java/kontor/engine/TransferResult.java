package kontor.engine;

/// What became of one transfer of a batch, in order of precedence: the first that fits is the
/// answer. The numbers are those that the field knows, those above 1,000 are Kontor's own; they
/// are written to the log and never change.
public enum TransferResult {
  CREATED(-1),
  LINKED_EVENT_FAILED(1),
  LINKED_EVENT_CHAIN_OPEN(2),
  IMPORTED_EVENT_EXPECTED(56),
  IMPORTED_EVENT_NOT_EXPECTED(57),
  TIMESTAMP_MUST_BE_ZERO(3),
  IMPORTED_EVENT_TIMESTAMP_OUT_OF_RANGE(58),
  IMPORTED_EVENT_TIMESTAMP_MUST_NOT_ADVANCE(59),
  RESERVED_FLAG(4),
  ID_MUST_NOT_BE_ZERO(5),
  ID_MUST_NOT_BE_INT_MAX(6),
  EXISTS_WITH_DIFFERENT_FLAGS(36),
  /// Kontor's own: it had more legs, or fewer.
  EXISTS_WITH_DIFFERENT_LEGS(1011),
  EXISTS_WITH_DIFFERENT_PENDING_ID(40),
  EXISTS_WITH_DIFFERENT_TIMEOUT(44),
  EXISTS_WITH_DIFFERENT_DEBIT_ACCOUNT_ID(37),
  EXISTS_WITH_DIFFERENT_CREDIT_ACCOUNT_ID(38),
  EXISTS_WITH_DIFFERENT_AMOUNT(39),
  EXISTS_WITH_DIFFERENT_USER_DATA_128(41),
  EXISTS_WITH_DIFFERENT_USER_DATA_64(42),
  EXISTS_WITH_DIFFERENT_USER_DATA_32(43),
  EXISTS_WITH_DIFFERENT_LEDGER(67),
  EXISTS_WITH_DIFFERENT_CODE(45),
  EXISTS(46),
  ID_ALREADY_FAILED(68),
  FLAGS_ARE_MUTUALLY_EXCLUSIVE(7),
  /// Kontor's own: a chain knows at once what becomes of it, so nothing in it can wait; and legs
  /// belong together without it.
  MUST_NOT_BE_LINKED(1008),
  /// Kontor's own: all legs of a transfer have the same flags and the same timeout.
  LEGS_MUST_AGREE(1009),
  DEBIT_ACCOUNT_ID_MUST_NOT_BE_ZERO(8),
  DEBIT_ACCOUNT_ID_MUST_NOT_BE_INT_MAX(9),
  CREDIT_ACCOUNT_ID_MUST_NOT_BE_ZERO(10),
  CREDIT_ACCOUNT_ID_MUST_NOT_BE_INT_MAX(11),
  ACCOUNTS_MUST_BE_DIFFERENT(12),
  PENDING_ID_MUST_BE_ZERO(13),
  PENDING_ID_MUST_NOT_BE_ZERO(14),
  PENDING_ID_MUST_NOT_BE_INT_MAX(15),
  PENDING_ID_MUST_BE_DIFFERENT(16),
  TIMEOUT_RESERVED_FOR_PENDING_TRANSFER(17),
  CLOSING_TRANSFER_MUST_BE_PENDING(64),
  LEDGER_MUST_NOT_BE_ZERO(19),
  CODE_MUST_NOT_BE_ZERO(20),
  DEBIT_ACCOUNT_NOT_FOUND(21),
  CREDIT_ACCOUNT_NOT_FOUND(22),
  ACCOUNTS_MUST_HAVE_THE_SAME_LEDGER(23),
  TRANSFER_MUST_HAVE_THE_SAME_LEDGER_AS_ACCOUNTS(24),
  PENDING_TRANSFER_NOT_FOUND(25),
  PENDING_TRANSFER_NOT_PENDING(26),
  /// Kontor's own: it waits and is not pending yet, so it can be called off but not posted.
  PENDING_TRANSFER_QUEUED(1007),
  /// Kontor's own: it does not wait, so there is nothing to call off.
  PENDING_TRANSFER_NOT_QUEUED(1012),
  PENDING_TRANSFER_HAS_DIFFERENT_DEBIT_ACCOUNT_ID(27),
  PENDING_TRANSFER_HAS_DIFFERENT_CREDIT_ACCOUNT_ID(28),
  PENDING_TRANSFER_HAS_DIFFERENT_LEDGER(29),
  PENDING_TRANSFER_HAS_DIFFERENT_CODE(30),
  EXCEEDS_PENDING_TRANSFER_AMOUNT(31),
  PENDING_TRANSFER_HAS_DIFFERENT_AMOUNT(32),
  PENDING_TRANSFER_ALREADY_POSTED(33),
  PENDING_TRANSFER_ALREADY_VOIDED(34),
  PENDING_TRANSFER_EXPIRED(35),
  IMPORTED_EVENT_TIMESTAMP_MUST_NOT_REGRESS(60),
  IMPORTED_EVENT_TIMESTAMP_MUST_POSTDATE_DEBIT_ACCOUNT(61),
  IMPORTED_EVENT_TIMESTAMP_MUST_POSTDATE_CREDIT_ACCOUNT(62),
  IMPORTED_EVENT_TIMEOUT_MUST_BE_ZERO(63),
  DEBIT_ACCOUNT_ALREADY_CLOSED(65),
  CREDIT_ACCOUNT_ALREADY_CLOSED(66),
  OVERFLOWS_DEBITS_PENDING(47),
  OVERFLOWS_CREDITS_PENDING(48),
  OVERFLOWS_DEBITS_POSTED(49),
  OVERFLOWS_CREDITS_POSTED(50),
  OVERFLOWS_DEBITS(51),
  OVERFLOWS_CREDITS(52),
  OVERFLOWS_TIMEOUT(53),
  EXCEEDS_CREDITS(54),
  EXCEEDS_DEBITS(55),
  /// Kontor's own: stands for the two above when the account has a line above 0.
  CREDIT_LINE_EXCEEDED(1003),
  /// Kontor's own: the line of the pair of accounts.
  BILATERAL_LIMIT_EXCEEDED(1004),
  /// Kontor's own: there is cover, but others wait for it who came before.
  OTHERS_WAIT(1006),
  /// Kontor's own.
  TABLE_FULL(1002),
  /// Kontor's own, and no failure: it waits for cover. The same to a retry while it waits.
  QUEUED(1001),
  /// Kontor's own: another leg is the reason; the first leg tells which result the transfer has.
  LEG_FAILED(1010);

  private static final TransferResult[] ALL = values();

  private final int code;

  TransferResult(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /// Throws {@link IllegalArgumentException} for a number that none has.
  public static TransferResult of(int code) {
    for (TransferResult result : ALL) {
      if (result.code == code) {
        return result;
      }
    }
    throw new IllegalArgumentException("no result has the number " + code);
  }

  /// Whether it could have gone well at another time. The id of such a transfer is used up, so
  /// that a duplicate that comes late can never succeed.
  public boolean isTransient() {
    return switch (this) {
      case DEBIT_ACCOUNT_NOT_FOUND,
          CREDIT_ACCOUNT_NOT_FOUND,
          PENDING_TRANSFER_NOT_FOUND,
          PENDING_TRANSFER_QUEUED,
          DEBIT_ACCOUNT_ALREADY_CLOSED,
          CREDIT_ACCOUNT_ALREADY_CLOSED,
          EXCEEDS_CREDITS,
          EXCEEDS_DEBITS,
          CREDIT_LINE_EXCEEDED,
          BILATERAL_LIMIT_EXCEEDED,
          OTHERS_WAIT ->
          true;
      default -> false;
    };
  }

  /// Whether only cover is lacking, which may come: a transfer that may wait waits.
  public boolean lacksCover() {
    return switch (this) {
      case EXCEEDS_CREDITS,
          EXCEEDS_DEBITS,
          CREDIT_LINE_EXCEEDED,
          BILATERAL_LIMIT_EXCEEDED,
          OTHERS_WAIT ->
          true;
      default -> false;
    };
  }
}
