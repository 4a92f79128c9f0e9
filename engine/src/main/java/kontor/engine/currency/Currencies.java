package kontor.engine.currency;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import kontor.engine.Event;
import kontor.engine.Refusal;
import kontor.engine.agreement.Agreements;
import kontor.engine.agreement.Calendars;
import kontor.engine.calendar.ZoneOffsets;
import kontor.engine.governance.CurrencyChange;
import kontor.engine.governance.CurrencyEvent;
import kontor.engine.governance.CurrencyForm;
import kontor.engine.governance.GovernanceForm;
import kontor.engine.governance.Objection;
import kontor.engine.ledger.Ledger;
import kontor.engine.liquidity.DueTimes;
import kontor.engine.liquidity.DueTimes.Due;
import kontor.engine.liquidity.DueTimes.Kind;
import kontor.engine.participant.Registry;
import kontor.engine.rates.Denomination;
import kontor.engine.rates.Denomination.Succession;
import kontor.engine.rates.RedenominationPlan;
import kontor.engine.state.Bounds;
import kontor.engine.state.Invariants;
import kontor.engine.state.Section;
import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;
import kontor.engine.state.Step;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.Currency;
import kontor.engine.terms.FourEyes;
import org.jspecify.annotations.Nullable;

/// What codes of currencies meant and mean, which new units are decided on, and which have come
/// (F04). In the ledger a code means one unit for ever: a new unit is another currency, and the
/// old one is retired when it comes. {@link RedenominationStep} is how it comes.
public final class Currencies {

  private static final String UTC = "UTC";

  /// A plan with its instants, log time.
  ///
  /// @param windowEndMs from when on the old code is not taken any more
  public record Timed(RedenominationPlan plan, long atMs, long windowEndMs) {}

  private final Registry registry;
  private final Calendars calendars;
  private final Agreements agreements;
  private final Ledger ledger;
  private final DueTimes dueTimes;

  /// By code, each in the order of time.
  private final TreeMap<String, List<Denomination>> denominations = new TreeMap<>();
  /// By the code that will be old.
  private final TreeMap<String, Timed> scheduled = new TreeMap<>();
  /// By the code that was; and in the order in which they happened.
  private final TreeMap<String, Timed> done = new TreeMap<>();
  private final List<Timed> doneInOrder = new ArrayList<>();
  private int denominationCount;

  public Currencies(
      Registry registry,
      Calendars calendars,
      Agreements agreements,
      Ledger ledger,
      DueTimes dueTimes) {
    this.registry = registry;
    this.calendars = calendars;
    this.agreements = agreements;
    this.ledger = ledger;
    this.dueTimes = dueTimes;
  }

  public void apply(CurrencyChange change, FourEyes by, Step step) {
    switch (change) {
      case CurrencyChange.EnterDenomination c -> enter(c.denomination(), by, step);
      case CurrencyChange.ScheduleRedenomination c -> schedule(c.plan(), by, step);
      case CurrencyChange.CancelRedenomination c -> cancel(c, by, step);
    }
  }

  private static void refuse(Objection objection, String place, Step step) {
    step.emit(new Event.GovernanceRefused(objection, place));
  }

  private void enter(Denomination denomination, FourEyes by, Step step) {
    Objection objection = check(denomination, step.nowMs());
    if (objection != null) {
      refuse(objection, "denomination " + denomination.code(), step);
      return;
    }
    add(denomination);
    step.emit(new Event.Governed(by, new CurrencyEvent.DenominationEntered(denomination)));
  }

  private @Nullable Objection check(Denomination denomination, long nowMs) {
    String code = denomination.code();
    for (Denomination known : denominations.getOrDefault(code, List.of())) {
      if (known.equals(denomination)) {
        return Objection.ALREADY_EXISTS;
      }
      if (known.fromDay() < denomination.untilDay() && denomination.fromDay() < known.untilDay()) {
        return Objection.CONFLICTS_WITH_EARLIER;
      }
    }
    Currency inLedger = registry.withCode(code);
    int today = ZoneOffsets.dayOf(nowMs);
    if (inLedger != null
        && denomination.holdsOn(today)
        && inLedger.minorDigits() != denomination.minorDigits()) {
      return Objection.CONFLICTS_WITH_EARLIER;
    }
    Succession next = denomination.next();
    if (next != null && on(next.code(), denomination.untilDay()) == null) {
      return Objection.CURRENCY_UNKNOWN;
    }
    return denominationCount < Bounds.DENOMINATIONS_MAX ? null : Objection.TABLE_FULL;
  }

  private void add(Denomination denomination) {
    List<Denomination> same =
        denominations.computeIfAbsent(denomination.code(), code -> new ArrayList<>());
    same.add(denomination);
    same.sort(Comparator.comparingInt(Denomination::fromDay));
    denominationCount++;
  }

  /// What is known of a code on a day; null if nothing is.
  private @Nullable Denomination on(String code, int day) {
    for (Denomination denomination : denominations.getOrDefault(code, List.of())) {
      if (denomination.holdsOn(day)) {
        return denomination;
      }
    }
    return null;
  }

  private void schedule(RedenominationPlan plan, FourEyes by, Step step) {
    Timed known = scheduled.get(plan.from().code());
    if (known != null) {
      boolean same = known.plan().equals(plan);
      refuse(
          same ? Objection.ALREADY_EXISTS : Objection.CONFLICTS_WITH_EARLIER,
          "redenomination of " + plan.from() + " to " + known.plan().to(),
          step);
      return;
    }
    Timed before = done.get(plan.from().code());
    if (before != null && before.plan().equals(plan)) {
      refuse(
          Objection.ALREADY_EXISTS,
          "redenomination of " + plan.from() + " to " + plan.to(),
          step);
      return;
    }
    Against against = checkMoney(plan);
    if (against == null) {
      against = checkFacts(plan);
    }
    if (against == null) {
      against = checkMeeting(plan);
    }
    if (against == null) {
      against = checkTime(plan, step.nowMs());
    }
    if (against != null) {
      refuse(against.objection(), against.place(), step);
      return;
    }
    Timed timed = timed(plan);
    scheduled.put(plan.from().code(), timed);
    dueTimes.add(due(timed));
    step.emit(
        new Event.Governed(
            by,
            new CurrencyEvent.RedenominationScheduled(plan, timed.atMs(), timed.windowEndMs())));
  }

  /// What stands against a change, and where.
  record Against(Objection objection, String place) {}

  private @Nullable Against checkMoney(RedenominationPlan plan) {
    for (Currency currency : List.of(plan.from(), plan.to())) {
      if (!registry.knows(currency)) {
        return new Against(Objection.CURRENCY_UNKNOWN, "currency " + currency);
      }
      if (registry.isRetired(currency)) {
        return new Against(Objection.CURRENCY_RETIRED, "currency " + currency);
      }
    }
    return plan.from().equals(plan.to())
        ? new Against(Objection.CODE_MEANS_ONE_UNIT, "currency " + plan.from())
        : null;
  }

  /// A plan may not contradict what is known of the old code.
  private @Nullable Against checkFacts(RedenominationPlan plan) {
    Denomination known = on(plan.from().code(), plan.day() - 1);
    Succession next = known == null ? null : known.next();
    boolean agrees =
        known == null
            || next == null
            || known.untilDay() == plan.day()
                && next.code().equals(plan.to().code())
                && next.factor().sameNumber(plan.unit().factor());
    return agrees
        ? null
        : new Against(Objection.CONFLICTS_WITH_EARLIER, "denomination " + plan.from());
  }

  /// Where the old and the new money would become one and the same. They may not, because two
  /// balances, two lines and two queues would.
  @Nullable Against checkMeeting(RedenominationPlan plan) {
    AccountId account = ledger.firstWithBoth(plan.from(), plan.to());
    if (account != null) {
      return new Against(Objection.OLD_AND_NEW_MEET, "account " + account);
    }
    int agreement = agreements.firstBetween(plan.from(), plan.to(), plan.day());
    return agreement == 0
        ? null
        : new Against(Objection.OLD_AND_NEW_MEET, "agreement " + agreement);
  }

  private @Nullable Against checkTime(RedenominationPlan plan, long nowMs) {
    if (plan.windowDays() < 0 || plan.windowDays() > Bounds.WINDOW_DAYS_MAX) {
      return new Against(Objection.WINDOW_TOO_LONG, "window of " + plan.windowDays() + " days");
    }
    if (plan.zone().length() > Bounds.ZONE_CHARS_MAX) {
      return new Against(Objection.TEXT_TOO_LONG, "zone");
    }
    Timed timed = timed(plan);
    if (timed.atMs() == ZoneOffsets.NOT_COVERED || timed.windowEndMs() == ZoneOffsets.NOT_COVERED) {
      return new Against(Objection.ZONE_UNKNOWN, "zone " + plan.zone());
    }
    if (timed.atMs() <= nowMs) {
      return new Against(Objection.DAY_HAS_BEGUN, "day " + plan.day());
    }
    for (Timed other : scheduled.values()) {
      // A money that is new and one day old must first become the one, then the other.
      boolean late =
          other.plan().to().equals(plan.from()) && other.atMs() >= timed.atMs()
              || other.plan().from().equals(plan.to()) && other.atMs() <= timed.atMs();
      if (late) {
        return new Against(
            Objection.CONFLICTS_WITH_EARLIER,
            "redenomination of " + other.plan().from() + " to " + other.plan().to());
      }
    }
    return null;
  }

  private Timed timed(RedenominationPlan plan) {
    return new Timed(
        plan,
        beginMs(plan.zone(), plan.day()),
        beginMs(plan.zone(), (long) plan.day() + plan.windowDays()));
  }

  /// The begin of a local day, by the log's own table of its zone.
  private long beginMs(String zone, long day) {
    if (day < Integer.MIN_VALUE || day > Integer.MAX_VALUE) {
      return ZoneOffsets.NOT_COVERED;
    }
    if (zone.equals(UTC)) {
      return day * ZoneOffsets.SECONDS_PER_DAY * 1000;
    }
    ZoneOffsets offsets = calendars.zone(zone);
    long second = offsets == null ? ZoneOffsets.NOT_COVERED : offsets.instantSecond((int) day, 0);
    return second == ZoneOffsets.NOT_COVERED ? second : second * 1000;
  }

  private void cancel(CurrencyChange.CancelRedenomination change, FourEyes by, Step step) {
    Timed timed = scheduled.get(change.from().code());
    if (timed == null
        || !timed.plan().from().equals(change.from())
        || !timed.plan().to().equals(change.to())) {
      refuse(
          Objection.NOT_SCHEDULED,
          "redenomination of " + change.from() + " to " + change.to(),
          step);
      return;
    }
    dueTimes.remove(due(timed));
    scheduled.remove(change.from().code());
    step.emit(
        new Event.Governed(
            by, new CurrencyEvent.RedenominationCancelled(change.from(), change.to())));
  }

  private Due due(Timed timed) {
    int number = registry.number(timed.plan().from());
    return new Due(timed.atMs(), 0, number, Kind.CURRENCY, number);
  }

  /// Takes the plan whose time has come off the schedule.
  Timed take(int currency) {
    Timed timed = scheduled.remove(registry.currency(currency).code());
    if (timed == null) {
      throw new AssertionError("a redenomination is due that was not decided: " + currency);
    }
    return timed;
  }

  /// It has happened: the old money is retired, and the facts say by what.
  void finish(Timed timed) {
    RedenominationPlan plan = timed.plan();
    note(timed);
    Denomination known = on(plan.from().code(), plan.day() - 1);
    if (known != null && known.next() == null) {
      Denomination ended =
          new Denomination(
              known.code(),
              known.numeric(),
              known.minorDigits(),
              known.fromDay(),
              plan.day(),
              new Succession(plan.to().code(), plan.unit().factor()));
      denominations
          .getOrDefault(known.code(), List.of())
          .replaceAll(one -> one.equals(known) ? ended : one);
    }
  }

  private void note(Timed timed) {
    registry.retire(timed.plan().from());
    ledger.succeed(timed.plan().from(), timed.plan().to());
    agreements.redenominate(timed.plan());
    done.put(timed.plan().from().code(), timed);
    doneInOrder.add(timed);
  }

  /// The new unit that took the place of a currency; null if none did.
  public @Nullable Timed successor(Currency currency) {
    Timed timed = done.get(currency.code());
    return timed != null && timed.plan().from().equals(currency) ? timed : null;
  }

  /// The new unit that is decided for a currency; null if none is.
  public @Nullable Timed decided(Currency currency) {
    Timed timed = scheduled.get(currency.code());
    return timed != null && timed.plan().from().equals(currency) ? timed : null;
  }

  public boolean isEmpty() {
    return denominations.isEmpty() && areAsTheyWere();
  }

  /// Whether nothing was ever decided, so that nobody has to ask further.
  public boolean areAsTheyWere() {
    return scheduled.isEmpty() && done.isEmpty();
  }

  /// Why no account may be opened in this book; null if it may.
  public @Nullable Refusal checkOpening(AccountId account) {
    for (Timed timed : scheduled.values()) {
      Currency from = timed.plan().from();
      Currency to = timed.plan().to();
      Currency other =
          account.currency().equals(from) ? to : account.currency().equals(to) ? from : null;
      if (other != null && ledger.hasBook(account.servicer(), other)) {
        return Refusal.CURRENCY_CHANGES;
      }
    }
    return null;
  }

  public void writeTo(StateWriter writer) {
    writer.section(Section.CURRENCIES);
    writer.putInt(denominationCount);
    denominations.values().stream()
        .flatMap(List::stream)
        .forEach(
            known ->
                writer.putBlock(
                    GovernanceForm.bytes(out -> CurrencyForm.denomination(out, known))));
    writer.putAll(scheduled.values(), Currencies::put);
    writer.putAll(doneInOrder, Currencies::put);
  }

  private static void put(StateWriter to, Timed timed) {
    to.putBlock(GovernanceForm.bytes(out -> CurrencyForm.plan(out, timed.plan())));
    to.putLong(timed.atMs());
    to.putLong(timed.windowEndMs());
  }

  private static Timed get(StateReader from) {
    return new Timed(
        GovernanceForm.read(from.getBlock(), CurrencyForm::plan), from.getLong(), from.getLong());
  }

  public void readFrom(StateReader reader) {
    reader.section(Section.CURRENCIES);
    reader
        .getAll(from -> GovernanceForm.read(from.getBlock(), CurrencyForm::denomination))
        .forEach(this::add);
    for (Timed timed : reader.getAll(Currencies::get)) {
      scheduled.put(timed.plan().from().code(), timed);
      dueTimes.add(due(timed));
    }
    reader.getAll(Currencies::get).forEach(this::note);
  }

  public void checkInvariants() {
    doneInOrder.forEach(
        timed -> {
          Currency from = timed.plan().from();
          Invariants.check(
              registry.isRetired(from) && !scheduled.containsKey(from.code()),
              "money that was is still there",
              "currency",
              from);
          Invariants.check(
              !ledger.hasAccountsIn(from), "there is a book in money that was", "currency", from);
        });
    scheduled
        .values()
        .forEach(
            timed ->
                Invariants.check(
                    !registry.isRetired(timed.plan().from()),
                    "a currency ends twice",
                    "currency",
                    timed.plan().from()));
  }
}
