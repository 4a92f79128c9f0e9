package kontor.engine.state;

/// How much the core takes. Reaching a bound is a refusal. The same on all replicas, so these are
/// constants of the version; only tests make smaller ones.
public record Bounds(
    int participantsMax,
    int agreementsMax,
    int fixingsMax,
    int accountsMax,
    int holdsMax,
    int paymentsMax,
    int queueLengthMax,
    int transfersMax) {

  public static final int CURRENCIES_MAX = 1 << 10;
  public static final int PARTICIPANTS_MAX = 1 << 16;
  public static final int AGREEMENTS_MAX = 1 << 14;
  public static final int AGREEMENT_VERSIONS_MAX = 1 << 10;
  public static final int FIXINGS_MAX = 1 << 24;
  /// Accounts of books and of the bulk ledger together: an account's number has 24 bits.
  public static final int ACCOUNTS_MAX = 1 << 24;
  /// Holds ever placed: their identities are remembered.
  public static final int HOLDS_MAX = 1 << 26;
  /// Payments, messages, and movements of funds: each.
  public static final int PAYMENTS_MAX = 1 << 29;
  public static final int QUEUE_LENGTH_MAX = 1 << 20;
  public static final int TRANSFERS_MAX = 1 << 30;
  public static final int ORDERS_PER_MESSAGE_MAX = 1 << 16;
  public static final int CALENDARS_MAX = 1 << 9;
  public static final int ZONES_MAX = 1 << 10;
  public static final int SOURCE_CHARS_MAX = 35;
  public static final int PARTIES_MAX = 32;
  /// Versions of one kind of annex in one agreement.
  public static final int ANNEX_VERSIONS_MAX = 1 << 9;
  /// Different sets of annexes that ever held together in one agreement.
  public static final int EDITIONS_MAX = 1 << 10;
  /// The canonical form of one annex.
  public static final int ANNEX_BYTES_MAX = 1 << 18;
  public static final int RUN_OFF_DAYS_MAX = 10 * 366;
  public static final int TREATIES_MAX = 1 << 16;
  public static final int TREATY_PARTIES_MAX = 1 << 8;
  /// Names of agreements, subjects of treaties, reasons.
  public static final int NAME_CHARS_MAX = 350;
  public static final int REASON_CHARS_MAX = 140;
  /// Pairs and days whose rate is proposed or confirmed and whose day is not over.
  public static final int RATE_SLOTS_MAX = 1 << 12;
  /// Quotes that are open, or ended within a day.
  public static final int QUOTES_MAX = 1 << 18;
  /// Tiers of one provider in one currency.
  public static final int TIERS_MAX = 1 << 7;
  /// Meanings that codes of currencies had and have.
  public static final int DENOMINATIONS_MAX = 1 << 12;
  /// For how long the old code of a redenomination can be taken.
  public static final int WINDOW_DAYS_MAX = 366;
  /// Sums of a value date that are kept, by agreement, class and currency (F05).
  public static final int DAY_SUMS_MAX = 1 << 16;
  /// For how long after a value date they are kept. No cut-off is as late as that; what is dated
  /// before them finds no room under a ceiling of the day.
  public static final int DAY_SUMS_KEPT_DAYS = 31;
  /// Name of a time zone.
  public static final int ZONE_CHARS_MAX = 64;

  /// The largest sum, line or balance: eighteen digits, as ISO 20022 allows. So a balance, less
  /// what is held, plus a line, never leaves 64 bits.
  public static final long AMOUNT_MAX = 999_999_999_999_999_999L;

  /// How long after its end a payment stays where it was: thirty days, longer than returns and
  /// enquiries take. Then it retires; nothing that is answered changes by that.
  public static final long PAYMENT_RETIRES_MS = 30L * 24 * 60 * 60 * 1000;

  /// The longest wait that an agreement can give a payment: a year.
  public static final long QUEUE_MS_MAX = 366L * 24 * 60 * 60 * 1000;

  public static final Bounds DEFAULT =
      new Bounds(
          PARTICIPANTS_MAX,
          AGREEMENTS_MAX,
          FIXINGS_MAX,
          ACCOUNTS_MAX,
          HOLDS_MAX,
          PAYMENTS_MAX,
          QUEUE_LENGTH_MAX,
          TRANSFERS_MAX);
}
