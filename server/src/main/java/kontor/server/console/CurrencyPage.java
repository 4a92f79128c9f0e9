package kontor.server.console;

import java.util.List;
import kontor.engine.rates.Denomination;
import kontor.engine.terms.Currency;
import kontor.readside.Queries;
import kontor.readside.RedenominationRow;
import org.jspecify.annotations.Nullable;

/// What the page of currencies shows: those of the ledger, what codes meant over time, and new
/// units of money, decided and come.
record CurrencyPage(
    List<Currency> currencies,
    List<Denomination> history,
    List<RedenominationRow> changes,
    long nowMs) {

  /// How a currency of the ledger stands.
  enum Use {
    IN_USE,
    /// A new unit is decided.
    CHANGES,
    RETIRED
  }

  static CurrencyPage of(Queries queries) {
    return new CurrencyPage(
        queries.currencies(),
        queries.denominations(),
        queries.redenominations(),
        queries.health().timestampMs());
  }

  Use use(Currency currency) {
    RedenominationRow change = change(currency);
    if (change == null) {
      return Use.IN_USE;
    }
    return change.standing().state() == RedenominationRow.State.DONE ? Use.RETIRED : Use.CHANGES;
  }

  /// The new unit that takes or took its place; null if none does.
  @Nullable RedenominationRow change(Currency currency) {
    for (RedenominationRow row : changes.reversed()) {
      boolean counts =
          switch (row.standing().state()) {
            case SCHEDULED, DONE -> true;
            case CANCELLED, FAILED -> false;
          };
      if (counts && row.plan().from().equals(currency)) {
        return row;
      }
    }
    return null;
  }

  /// Whether instructions in the old code, dated before the day, are still taken.
  boolean isWindowOpen(RedenominationRow row) {
    return row.showsBoth(nowMs);
  }
}
