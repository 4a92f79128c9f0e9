package kontor.readside;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kontor.engine.calendar.Holiday;
import kontor.engine.rates.Denomination;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Digest;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.PaymentId;
import org.jspecify.annotations.Nullable;

/// What can be asked. Each method sees one state of the database, is safe for any thread, and has
/// its SQL in the file of its name.
public final class Queries {

  /// The longest list that a caller gets at once, where it gives a limit.
  public static final int LIMIT_MAX = 10_000;

  private static final int PERMILLE = 1000;
  private static final long DAY_MS = 86_400_000;

  private final ReadDatabase database;

  public Queries(ReadDatabase database) {
    this.database = database;
  }

  public ReadHealth health() {
    return database.read(ReadDatabase::health);
  }

  /// The currencies of the registry, by code.
  public List<Currency> currencies() {
    return database.read(session -> session.list("currencies", Rows::currency));
  }

  /// What the log was told of codes of currencies, by code and time.
  public List<Denomination> denominations() {
    return database.read(session -> session.list("denominations", Rows::denomination));
  }

  /// New units of money, decided, come or not, in the order of their times.
  public List<RedenominationRow> redenominations() {
    return database.read(session -> session.list("redenominations", Rows::redenomination));
  }

  public List<ParticipantRow> participants() {
    return database.read(session -> session.list("participants", Rows::participant));
  }

  /// All versions of all agreements, by id and version.
  public List<Agreement> agreements() {
    return database.read(session -> session.list("agreements", Rows::agreement));
  }

  /// The agreements with annexes, by number.
  public List<AgreementRow> livingAgreements() {
    return database.read(
        session -> session.list("livingAgreements", AgreementRows::agreement));
  }

  /// All that is known of an agreement with annexes; null if none has this number.
  public @Nullable AgreementDetails livingAgreement(int id) {
    return database.read(
        session -> {
          AgreementRow found = session.one("livingAgreement", AgreementRows::agreement, id);
          return found == null ? null : AgreementRows.details(session, found);
        });
  }

  /// Entries of the register of agreements by filter, the first to end first.
  public List<RegisterRow> register(RegisterFilter filter) {
    Sql.Bound query = Sql.bind("register", AgreementRows.parameters(filter));
    return database.read(session -> session.list(query, AgreementRows::register));
  }

  /// How many entries there are by filter, and how many of them were signed in a period, both ends
  /// included.
  public RegisterTotals registerTotals(RegisterFilter filter, int signedFrom, int signedUntil) {
    Map<String, @Nullable Object> parameters = AgreementRows.parameters(filter);
    parameters.put("countFrom", signedFrom);
    parameters.put("countUntil", signedUntil);
    Sql.Bound query = Sql.bind("registerTotals", parameters);
    return database.read(session -> session.list(query, AgreementRows::totals)).getFirst();
  }

  /// What the parties decided of one kind, with the two persons of each, in the order of the log.
  ///
  /// @param kind name of the event, such as `AgreementSigned`
  public List<GovernedRow> governed(String kind) {
    return database.read(session -> session.list("governed", Rows::governed, kind));
  }

  /// All books with their accounts, by servicer and currency.
  public List<BookRow> books() {
    List<AccountRow> accounts = database.read(session -> session.list("books", Rows::account));
    List<BookRow> books = new ArrayList<>();
    for (AccountRow row : accounts) {
      AccountId id = row.account();
      BookRow last = books.isEmpty() ? null : books.getLast();
      if (last == null
          || !last.servicer().equals(id.servicer())
          || !last.currency().equals(id.currency())) {
        last = new BookRow(id.servicer(), id.currency(), new ArrayList<>());
        books.add(last);
      }
      last.accounts().add(row);
    }
    return books;
  }

  /// The accounts of one book.
  public List<AccountRow> accounts(ParticipantId servicer, String currency) {
    return database.read(
        session -> session.list("accounts", Rows::account, servicer.bic(), currency));
  }

  public @Nullable AccountRow account(AccountId account) {
    return database.read(session -> session.one("account", Rows::account, names(account)));
  }

  /// Whether a payment waits for money on the account. Nothing overtakes it there.
  public boolean isAwaited(AccountId account) {
    return database.read(
        session ->
            session.one("firstAwaiting", row -> row.longNumber("number"), names(account)) != null);
  }

  /// The latest entries of an account, newest first.
  public List<EntryRow> entries(AccountId account, int limit) {
    checkLimit(limit);
    return database.read(
        session -> session.list("entries", Rows::entry, withLimit(account, limit)));
  }

  /// The holds ever placed on an account, in the order in which they were placed.
  public List<HoldRow> holds(AccountId account) {
    return database.read(session -> session.list("holds", Rows::hold, names(account)));
  }

  /// Where the institutions stand with each other: every loro account.
  public List<PositionRow> positions() {
    return database.read(session -> session.list("positions", Rows::position));
  }

  /// The fixing that holds at an instant, for each agreement and direction that has one.
  public List<FixingRow> rates(long atMs) {
    return database.read(session -> session.list("rates", Rows::fixing, atMs, atMs, atMs));
  }

  /// The fixings of one direction, latest first.
  public List<FixingRow> rateHistory(int agreement, String base, String quoted, int limit) {
    checkLimit(limit);
    return database.read(
        session -> session.list("rateHistory", Rows::fixing, agreement, base, quoted, limit));
  }

  /// All that is known of a payment; null if no payment has this UETR. An instruction that never
  /// became a payment is found by {@link #refusedInstructions}.
  public @Nullable PaymentDetails payment(PaymentId payment) {
    return database.read(session -> details(session, payment));
  }

  private static @Nullable PaymentDetails details(Session session, PaymentId id) {
    PaymentRow payment = session.one("payment", Rows::payment, id.uetr());
    if (payment == null) {
      return null;
    }
    return new PaymentDetails(
        payment,
        session.list("timeline", Rows::timeline, payment.number()),
        OperationRows.judgement(session, id.uetr()),
        session.list("paymentEntries", Rows::entry, payment.number()),
        session.one("message", Rows::message, payment.origin().message().toString()),
        session.list("paymentOutbox", Rows::outbox, id.uetr()));
  }

  /// What was accepted under an agreement for a value date, by class and currency (F05): what was
  /// refused or left the queue unsettled is not in it.
  public List<DaySumRow> daySums(int agreement, int day) {
    return database.read(
        session -> session.list("daySums", OperationRows::daySum, agreement, day, day, day));
  }

  /// What a payment cost, with its fees and penalties; null if nobody knows it, or it was refused
  /// and that cost nothing.
  public @Nullable PaymentCost cost(PaymentId payment) {
    return database.read(
        session -> {
          PaymentRow row = session.one("payment", Rows::payment, payment.uetr());
          return row == null ? null : CostRows.of(session, row);
        });
  }

  /// What a participant earned and owes in the days from one to another, both included.
  public Bill bill(ParticipantId participant, int fromDay, int untilDay) {
    String bic = participant.bic();
    return new Bill(
        participant,
        fromDay,
        untilDay,
        database.read(
            session ->
                session.list("bill", ChargeRows::charge, bic, bic, fromDay, untilDay)));
  }

  /// The fixing of a direction that holds at an instant; null if none does.
  public @Nullable FixingRow fixing(int agreement, String base, String quoted, long atMs) {
    return database.read(
        session ->
            session.one("fixingInForce", Rows::fixing, agreement, base, quoted, atMs, atMs));
  }

  /// What holding foreign money earned or lost an institution, day by day (UTC) and currency.
  public List<RevaluationRow> revaluation(
      ParticipantId institution, int fromDay, int untilDay) {
    return database.read(
        session -> Revaluations.of(session, institution, fromDay, untilDay));
  }

  /// Instructions with this UETR that were refused before they became a payment.
  public List<RefusedInstructionRow> refusedInstructions(PaymentId payment) {
    return database.read(
        session ->
            session.list("refusedInstructions", Rows::refusedInstruction, payment.uetr()));
  }

  /// Payments by filter, newest first.
  public PaymentPage payments(PaymentFilter filter) {
    Map<String, @Nullable Object> parameters = new HashMap<>();
    parameters.put("state", filter.state() == null ? null : filter.state().name());
    parameters.put("currency", filter.currency());
    parameters.put("bank", filter.bank() == null ? null : filter.bank().bic());
    parameters.put("day", filter.day());
    parameters.put("before", filter.before());
    // One more than asked for tells whether there is a next page.
    parameters.put("limit", filter.limit() + 1);
    Sql.Bound query = Sql.bind("payments", parameters);
    List<PaymentRow> rows = database.read(session -> session.list(query, Rows::payment));
    if (rows.size() <= filter.limit()) {
      return new PaymentPage(rows, null);
    }
    List<PaymentRow> page = List.copyOf(rows.subList(0, filter.limit()));
    return new PaymentPage(page, page.getLast().number());
  }

  /// Payments in the order of arrival, from the one after a number.
  List<PaymentRow> everyPayment(long afterNumber, int limit) {
    return database.read(
        session -> session.list("everyPayment", Rows::payment, afterNumber, limit));
  }

  /// How many payments that entered on a UTC day stand where, by currency of settlement.
  public List<StateCountRow> paymentsByState(int day) {
    return database.read(session -> session.list("paymentsByState", Rows::stateCount, day));
  }

  /// What became final from one UTC day to another, both included, by currency and direction.
  public List<TurnoverRow> turnover(int fromDay, int untilDay) {
    return database.read(
        session -> session.list("turnover", Rows::turnover, fromDay, untilDay));
  }

  /// Each currency's share of all legs that became final in those days, largest first.
  public List<CurrencyShareRow> currencyShares(int fromDay, int untilDay) {
    record Legs(String currency, long count) {}
    List<Legs> legs =
        database.read(
            session ->
                session.list(
                    "currencyShares",
                    row -> new Legs(row.text("currency"), row.longNumber("legs")),
                    fromDay,
                    untilDay));
    int[] shares = shares(legs.stream().mapToLong(Legs::count).toArray());
    List<CurrencyShareRow> rows = new ArrayList<>();
    for (int i = 0; i < shares.length; i++) {
      rows.add(new CurrencyShareRow(legs.get(i).currency(), legs.get(i).count(), shares[i]));
    }
    return rows;
  }

  /// Thousandths that add up to 1000: rounded down, then what is missing goes one by one to the
  /// largest remainders, the earlier of two equal ones first.
  static int[] shares(long[] counts) {
    long total = 0;
    for (long count : counts) {
      total = Math.addExact(total, count);
    }
    int[] shares = new int[counts.length];
    List<Integer> byRemainder = new ArrayList<>();
    int missing = counts.length == 0 ? 0 : PERMILLE;
    long[] remainders = new long[counts.length];
    for (int i = 0; i < counts.length; i++) {
      long thousandfold = Math.multiplyExact(counts[i], (long) PERMILLE);
      shares[i] = Math.toIntExact(thousandfold / total);
      remainders[i] = thousandfold % total;
      missing -= shares[i];
      byRemainder.add(i);
    }
    byRemainder.sort(Comparator.comparingLong((Integer i) -> remainders[i]).reversed());
    for (int i = 0; i < missing; i++) {
      shares[byRemainder.get(i)]++;
    }
    return shares;
  }

  /// A message and what became of its instructions; null if these bytes never came.
  public @Nullable MessageDetails message(Digest message) {
    return database.read(
        session -> {
          MessageRow row = session.one("message", Rows::message, message.toString());
          return row == null
              ? null
              : new MessageDetails(row, Lookup.instructions(session, message));
        });
  }

  /// The message's evidence as the edge made it, all parts in order; null if it never came.
  public byte @Nullable [] evidence(Digest message) {
    return database.read(session -> Lookup.evidence(session, message));
  }

  /// A participant's outgoing messages after a position, in order. What one position caused comes
  /// whole, so there may be more than the limit.
  public List<OutboxRow> outbox(ParticipantId participant, long afterPosition, int limit) {
    checkLimit(limit);
    String bic = participant.bic();
    return database.read(
        session ->
            session.list(
                "outbox", Rows::outbox, bic, afterPosition, bic, afterPosition, limit));
  }

  /// Up to which position the participant has taken its messages; -1 if it never said.
  public long outboxAcknowledged(ParticipantId participant) {
    Long position =
        database.read(
            session ->
                session.one(
                    "outboxAcknowledged",
                    row -> row.longNumber("position"),
                    participant.bic()));
    return position == null ? -1 : position;
  }

  /// The calendars that are known, by country.
  public List<CalendarRow> calendars() {
    return database.read(session -> session.list("calendars", CalendarRows::calendar));
  }

  /// A country's holidays from one day to another, both included.
  public List<Holiday> holidays(String country, int fromDay, int untilDay) {
    return database.read(
        session ->
            session.list("holidays", CalendarRows::holiday, country, fromDay, untilDay));
  }

  /// The time-zone tables that hold now, by name.
  public List<ZoneRow> zones() {
    return database.read(session -> session.list("zones", CalendarRows::zone));
  }

  /// The business days of an agreement that have begun, from one to another, both included.
  public List<BusinessDayRow> businessDays(int agreement, int fromDay, int untilDay) {
    return database.read(
        session ->
            session.list("businessDays", CalendarRows::day, agreement, fromDay, untilDay));
  }

  /// How the value date of a payment moved, first to last.
  public List<RedatingRow> redatings(PaymentId payment) {
    return database.read(
        session -> session.list("redatings", CalendarRows::redating, payment.uetr()));
  }

  /// Everybody who takes part or asks to, or has left, by BIC.
  public List<MemberRow> directory() {
    return database.read(session -> session.list("directory", DirectoryRows::member));
  }

  /// How a participant came to its standing, first to last.
  public List<MemberStepRow> directorySteps(ParticipantId participant) {
    return database.read(
        session -> session.list("directorySteps", DirectoryRows::step, participant.bic()));
  }

  /// The last list that was published on or before a day; null if there is none.
  public @Nullable PublishedListRow publishedList(int day) {
    return database.read(
        session -> session.one("directoryList", DirectoryRows::published, day));
  }

  /// The accounts over which a participant settles: an indirect bank's are its direct bank's.
  public List<AccountId> settlementAccounts(ParticipantId participant) {
    return database.read(
        session ->
            session.list(
                "settlementAccounts",
                row -> row.account(""),
                Lookup.settlesOver(session, participant).bic()));
  }

  /// What became final over each direct bank's account from one UTC day to another, both included,
  /// by the bank that the payments named (PFMI 19). Shares are of the direct bank's sum in that
  /// currency, debits and credits together.
  public List<TierRow> tiering(int fromDay, int untilDay) {
    long fromMs = fromDay * DAY_MS;
    long untilMs = (untilDay + 1L) * DAY_MS;
    List<TierRow> rows =
        database.read(
            session ->
                session.list(
                    "tiering", DirectoryRows::tier, fromMs, untilMs, fromMs, untilMs));
    return TierRow.withShares(rows);
  }

  public List<LedgerTotalsRow> ledgerTotals() {
    return database.read(session -> session.list("ledgerTotals", Rows::ledgerTotals));
  }

  /// Proposals of rates, the latest first.
  ///
  /// @param state null for all
  public List<RateProposalRow> rateProposals(RateProposalRow.@Nullable State state, int limit) {
    checkLimit(limit);
    return database.read(session -> RateRows.proposals(session, state, limit));
  }

  /// Where a fixing came from; null of one that was published as it stands.
  public @Nullable RateOriginRow rateOrigin(Fixing fixing) {
    return database.read(
        session ->
            session.one(
                "fixingOrigin",
                RateRows::origin,
                fixing.agreement(),
                fixing.base().code(),
                fixing.quoted().code(),
                fixing.effectiveFromMs()));
  }

  /// The confirmed fixings of an agreement and those that were fallen back on, latest first.
  public List<RatedFixingRow> ratedFixings(int agreement, int limit) {
    checkLimit(limit);
    return database.read(
        session -> session.list("ratedFixings", RateRows::rated, agreement, limit));
  }

  /// Days on which a pair of an agreement had no rate in time, latest first.
  public List<PairDayRow> pairDays(int agreement, int limit) {
    checkLimit(limit);
    return database.read(
        session -> session.list("pairDays", RateRows::pairDay, agreement, limit));
  }

  private static @Nullable Object[] names(AccountId account) {
    return new Object[] {
      account.servicer().bic(),
      account.currency().code(),
      account.owner().bic(),
      account.kind().name()
    };
  }

  private static @Nullable Object[] withLimit(AccountId account, int limit) {
    return new Object[] {
      account.servicer().bic(),
      account.currency().code(),
      account.owner().bic(),
      account.kind().name(),
      limit
    };
  }

  private static void checkLimit(int limit) {
    if (limit < 1 || limit > LIMIT_MAX) {
      throw new IllegalArgumentException("limit is 1 to " + LIMIT_MAX + ": " + limit);
    }
  }
}
