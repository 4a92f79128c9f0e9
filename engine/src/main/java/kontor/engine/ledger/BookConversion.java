package kontor.engine.ledger;

import java.util.ArrayList;
import java.util.List;
import kontor.engine.governance.CurrencyEvent.BookTotals;
import kontor.engine.governance.Objection;
import kontor.engine.ledger.Ledger.Book;
import kontor.engine.rates.Redenomination;
import kontor.engine.state.Bounds;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.AccountKind;
import kontor.engine.terms.Wide;
import org.jspecify.annotations.Nullable;

/// The books of one currency on their way to another unit: first everything is calculated and
/// checked, then it is written. What is held on an account is the sum of its items, each rounded
/// by itself, so whoever keeps the items says it by {@link #hold}.
public final class BookConversion {

  private final Ledger ledger;
  private final Redenomination unit;
  private final List<Book> books;
  private final List<BookTotals> totals = new ArrayList<>();
  /// New balances, and what is held, by the place of the account among those of books.
  private final long[] balances;
  private final long[] held;

  private String place = "";

  public BookConversion(Ledger ledger, Redenomination unit) {
    this.ledger = ledger;
    this.unit = unit;
    this.books = ledger.books(unit.from());
    this.balances = new long[ledger.bookAccountCount()];
    this.held = new long[balances.length];
  }

  /// Calculates all balances.
  ///
  /// @return why it cannot be done; null if it can
  public @Nullable Objection prepare() {
    int toOpen = 0;
    for (Book book : books) {
      Objection objection = prepare(book);
      if (objection != null) {
        return objection;
      }
      boolean opens =
          totals.getLast().roundingMinor() != 0 && ledger.find(rounding(book)) == Ledger.NONE;
      toOpen += opens ? 1 : 0;
    }
    place = "rounding accounts";
    return ledger.accounts().hasRoom(toOpen) ? null : Objection.TABLE_FULL;
  }

  /// What stands against it.
  public String place() {
    return place;
  }

  private @Nullable Objection prepare(Book book) {
    Wide before = Wide.of(0);
    Wide after = Wide.of(0);
    long total = 0;
    for (int account : ledger.accountsOf(book)) {
      long old = ledger.balance(account);
      long now = unit.minor(old);
      if (!isWithin(now) || !isWithin(unit.minor(ledger.line(account)))) {
        place = "account " + ledger.id(account);
        return Objection.SUM_TOO_LARGE;
      }
      balances[ledger.place(account)] = now;
      // The total is that of the roundings alone, as the old balances sum to zero: it fits.
      total += now;
      if (old > 0) {
        before = sum(before, old);
        after = sum(after, now);
      }
    }
    int rounding = ledger.find(rounding(book));
    long balance = rounding == Ledger.NONE ? 0 : balances[ledger.place(rounding)];
    if (!isWithin(balance - total)) {
      place = "account " + rounding(book);
      return Objection.SUM_TOO_LARGE;
    }
    totals.add(
        new BookTotals(
            book.servicer(), ledger.accountsOf(book).size(), before, after, -total));
    return null;
  }

  private static boolean isWithin(long minor) {
    return minor >= -Bounds.AMOUNT_MAX && minor <= Bounds.AMOUNT_MAX;
  }

  private static Wide sum(Wide total, long minor) {
    long low = total.low() + minor;
    return new Wide(total.high() + (Long.compareUnsigned(low, minor) < 0 ? 1 : 0), low);
  }

  /// The account of the book that takes the difference, in the money that was.
  private AccountId rounding(Book book) {
    return new AccountId(book.servicer(), unit.from(), book.servicer(), AccountKind.ROUNDING);
  }

  /// An item of what is held, in the new unit.
  public void hold(int account, long minor) {
    held[ledger.place(account)] += minor;
  }

  /// Writes all of it. The accounts keep their numbers and have another currency now.
  public List<BookTotals> apply() {
    for (Book book : books) {
      for (int account : ledger.accountsOf(book)) {
        int at = ledger.place(account);
        long line = unit.minor(ledger.line(account));
        ledger.restate(account, unit.to(), balances[at], held[at], line);
      }
    }
    ledger.rename(unit.from(), unit.to());
    for (BookTotals book : totals) {
      if (book.roundingMinor() != 0) {
        ledger.addRounding(book.servicer(), unit.to(), book.roundingMinor());
      }
    }
    return List.copyOf(totals);
  }
}
