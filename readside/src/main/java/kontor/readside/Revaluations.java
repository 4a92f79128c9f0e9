package kontor.readside;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import kontor.engine.rates.Revaluation;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.Conversions;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Rounding;
import org.jspecify.annotations.Nullable;

/// What an institution's foreign money was worth from day to day. It holds what lies on its loro
/// accounts in the books of others; its nostro accounts are the mirror of what it owes its own
/// banks in that money, so both together are what it holds itself.
///
/// With the balance at the end of a day P1, rates of the days before and after R0 and R1, and a
/// flow f that was settled for own money c, value goes from P0 R0 to P1 R1. That less what was paid
/// is P1 (R1 - R0), unrealised, and f R0 - c for what came in and c - f R0 for what went,
/// realised: together the whole, and each figure is rounded once.
final class Revaluations {

  private static final long DAY_MS = 86_400_000;

  private final Session session;
  private final ParticipantId institution;

  private record Account(long number, AccountId id) {}

  private record Flow(boolean isIn, long foreignMinor, long ownMinor) {}

  /// A money of the institution's own under an agreement.
  private record Own(int agreement, Currency currency) {}

  private Revaluations(Session session, ParticipantId institution) {
    this.session = session;
    this.institution = institution;
  }

  static List<RevaluationRow> of(
      Session session, ParticipantId institution, int fromDay, int untilDay) {
    return new Revaluations(session, institution).days(fromDay, untilDay);
  }

  private List<RevaluationRow> days(int fromDay, int untilDay) {
    TreeMap<Currency, List<Account>> byCurrency = new TreeMap<>();
    List<Account> accounts =
        session.list(
            "foreignAccounts",
            row -> new Account(row.longNumber("number"), row.account("")),
            institution.bic());
    for (Account account : accounts) {
      byCurrency
          .computeIfAbsent(account.id().currency(), currency -> new ArrayList<>())
          .add(account);
    }
    List<Own> own =
        session.list(
            "ownMoney",
            row -> new Own(row.number("agreement"), row.currency("currency")),
            institution.bic(),
            institution.bic(),
            institution.bic());
    List<RevaluationRow> rows = new ArrayList<>();
    for (int day = fromDay; day <= untilDay; day++) {
      for (List<Account> held : byCurrency.values()) {
        RevaluationRow row = day(day, held, own);
        if (row != null) {
          rows.add(row);
        }
      }
    }
    return rows;
  }

  /// One currency on one day; null where its accounts were not used yet.
  private @Nullable RevaluationRow day(int day, List<Account> accounts, List<Own> own) {
    Currency currency = accounts.getFirst().id().currency();
    long untilMs = (day + 1L) * DAY_MS;
    List<RevaluationRow.Balance> balances = new ArrayList<>();
    long heldMinor = 0;
    for (Account account : accounts) {
      Long minor =
          session.one(
              "balanceBefore", row -> row.longNumber("balance_minor"), account.number(), untilMs);
      if (minor != null) {
        heldMinor = Math.addExact(heldMinor, minor);
        balances.add(
            new RevaluationRow.Balance(account.id(), new Money(minor, currency)));
      }
    }
    Money held = new Money(heldMinor, currency);
    Rates rates = rates(currency, own, day);
    return balances.isEmpty() || rates == null
        ? null
        : new RevaluationRow(
            day,
            currency,
            rates.own(),
            held,
            balances,
            rates.before(),
            rates.now(),
            result(held, accounts, rates, day));
  }

  private record Rates(Currency own, @Nullable Fixing before, @Nullable Fixing now) {}

  /// By the first agreement under which the money had a price at the end of the day, or else by
  /// none; null if the institution has no money but this.
  private @Nullable Rates rates(Currency currency, List<Own> own, int day) {
    Rates without = null;
    for (Own money : own) {
      if (!money.currency().equals(currency)) {
        Fixing now = fixing(money, currency, (day + 1) * DAY_MS - 1);
        if (now != null) {
          return new Rates(money.currency(), fixing(money, currency, day * DAY_MS - 1), now);
        }
        without = without == null ? new Rates(money.currency(), null, null) : without;
      }
    }
    return without;
  }

  /// The last that was published: a rate whose day is over is still the last price there was.
  private @Nullable Fixing fixing(Own own, Currency currency, long atMs) {
    FixingRow row =
        session.one(
            "fixingAt",
            Rows::fixing,
            own.agreement(),
            currency.code(),
            own.currency().code(),
            atMs);
    return row == null ? null : row.fixing();
  }

  private RevaluationRow.@Nullable Result result(
      Money held, List<Account> accounts, Rates rates, int day) {
    Fixing before = rates.before();
    Fixing now = rates.now();
    if (before == null || now == null) {
      return null;
    }
    Money unrealised =
        Revaluation.result(held, before.rate(), now.rate(), rates.own(), Rounding.HALF_UP);
    Long realised = realisedMinor(accounts, before, rates.own(), day);
    return unrealised == null || realised == null
        ? null
        : new RevaluationRow.Result(unrealised, new Money(realised, rates.own()));
  }

  private @Nullable Long realisedMinor(
      List<Account> accounts, Fixing before, Currency own, int day) {
    long realised = 0;
    for (Account account : accounts) {
      List<Flow> flows =
          session.list(
              "convertedFlows",
              row ->
                  new Flow(
                      row.number("is_in") != 0,
                      Math.abs(row.longNumber("foreign_minor")),
                      row.longNumber("own_minor")),
              account.number(),
              day * DAY_MS,
              (day + 1) * DAY_MS);
      for (Flow flow : flows) {
        Money worth =
            Conversions.convert(
                new Money(flow.foreignMinor(), before.base()),
                before.rate(),
                own,
                Rounding.HALF_UP);
        if (worth == null) {
          return null;
        }
        long gain = worth.minor() - flow.ownMinor();
        realised = Math.addExact(realised, flow.isIn() ? gain : -gain);
      }
    }
    return realised;
  }
}
