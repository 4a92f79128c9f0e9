package kontor.engine.liquidity;

import java.util.TreeMap;
import kontor.engine.Event;
import kontor.engine.Refusal;
import kontor.engine.ledger.BookConversion;
import kontor.engine.ledger.Ledger;
import kontor.engine.ledger.LongTable;
import kontor.engine.liquidity.DueTimes.Due;
import kontor.engine.liquidity.DueTimes.Kind;
import kontor.engine.rates.Redenomination;
import kontor.engine.state.Bounds;
import kontor.engine.state.Section;
import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;
import kontor.engine.state.Step;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Key;
import kontor.engine.terms.Money;
import org.jspecify.annotations.Nullable;

/// Sums set aside by command until they are released or their time is over. Every hold is
/// remembered by its identity after its end.
public final class Holds {

  private static final int ACCOUNT = 2;
  private static final int AMOUNT = 3;
  private static final int EXPIRY = 4;
  /// State, 8 bits, and the unit that the amount is in, see {@link Ledger#unit}.
  private static final int STATE = 5;
  private static final int COLUMNS = 6;

  private static final long OPEN = 1;
  private static final long RELEASED = 2;
  private static final long EXPIRED = 3;
  private static final int STATE_BITS = 8;
  private static final long STATE_MASK = 0xff;

  private final Ledger ledger;
  private final DueTimes dueTimes;
  private final LongTable holds;

  public Holds(Ledger ledger, DueTimes dueTimes, Bounds bounds) {
    this.ledger = ledger;
    this.dueTimes = dueTimes;
    this.holds = new LongTable(COLUMNS, bounds.holdsMax());
  }

  public @Nullable Refusal place(
      Key hold, AccountId accountId, Money amount, long expiryMs, long nowMs) {
    int account = ledger.find(accountId);
    int known = holds.find(hold.high(), hold.low());
    if (known != LongTable.NONE) {
      Ledger.Was was = ledger.was(accountId);
      long unit = holds.get(known, STATE) >>> STATE_BITS;
      // Of one that got a new unit since, the sum that was said is not known any more.
      boolean sameSum =
          unit == was.unit() ? holds.get(known, AMOUNT) == amount.minor() : unit > was.unit();
      boolean same =
          holds.get(known, ACCOUNT) == was.account()
              && sameSum
              && amount.currency().equals(accountId.currency())
              && holds.get(known, EXPIRY) == expiryMs;
      return same ? Refusal.ALREADY_EXISTS : Refusal.CONFLICTS_WITH_EARLIER;
    }
    Refusal wrong = Funds.check(account, accountId, amount);
    if (wrong != null) {
      return wrong;
    }
    if (expiryMs <= nowMs) {
      return Refusal.DEADLINE_PASSED;
    }
    if (!ledger.has(account, amount.minor())) {
      return Refusal.FUNDS_INSUFFICIENT;
    }
    if (holds.isFull()) {
      return Refusal.TABLE_FULL;
    }
    // From here the hold must be placed.
    ledger.hold(account, amount.minor());
    int row = holds.add(hold.high(), hold.low());
    holds.set(row, ACCOUNT, account);
    holds.set(row, AMOUNT, amount.minor());
    holds.set(row, EXPIRY, expiryMs);
    setState(row, OPEN);
    dueTimes.add(due(row));
    return null;
  }

  private long state(int row) {
    return holds.get(row, STATE) & STATE_MASK;
  }

  private void setState(int row, long state) {
    holds.set(row, STATE, ledger.unit((int) holds.get(row, ACCOUNT)) << STATE_BITS | state);
  }

  private boolean isOpenIn(int row, Currency currency) {
    return state(row) == OPEN
        && ledger.id((int) holds.get(row, ACCOUNT)).currency().equals(currency);
  }

  /// The first hold whose sum is too large for a new unit; null if there is none.
  public @Nullable String firstThatDoesNotFit(Redenomination unit) {
    for (int row = 0; row < holds.rows(); row++) {
      if (isOpenIn(row, unit.from())) {
        long minor = unit.minor(holds.get(row, AMOUNT));
        if (minor < 0 || minor > Bounds.AMOUNT_MAX) {
          return new Key(holds.get(row, 0), holds.get(row, 1)).toString();
        }
      }
    }
    return null;
  }

  /// Gives every open hold its sum in a new unit. One that becomes nothing stays open until it is
  /// released or its time is over.
  ///
  /// @return how many there are
  public int redenominate(Redenomination unit, BookConversion books) {
    int count = 0;
    for (int row = 0; row < holds.rows(); row++) {
      if (isOpenIn(row, unit.from())) {
        long minor = unit.minor(holds.get(row, AMOUNT));
        holds.set(row, AMOUNT, minor);
        holds.set(row, STATE, holds.get(row, STATE) + (1L << STATE_BITS));
        books.hold((int) holds.get(row, ACCOUNT), minor);
        count++;
      }
    }
    return count;
  }

  /// Releases a hold that is open.
  ///
  /// @return why not; null when it is released
  public @Nullable Refusal checkRelease(Key hold) {
    int row = holds.find(hold.high(), hold.low());
    if (row == LongTable.NONE || state(row) == EXPIRED) {
      return Refusal.HOLD_UNKNOWN;
    }
    return state(row) == OPEN ? null : Refusal.ALREADY_EXISTS;
  }

  /// Releases a hold that {@link #checkRelease} has found open.
  ///
  /// @return number of the account that has more money now
  public int release(Key hold, Step step) {
    int row = holds.find(hold.high(), hold.low());
    dueTimes.remove(due(row));
    return end(row, RELEASED, step);
  }

  /// Its time is over.
  ///
  /// @return number of the account that has more money now
  public int expire(int row, Step step) {
    return end(row, EXPIRED, step);
  }

  private int end(int row, long state, Step step) {
    int account = (int) holds.get(row, ACCOUNT);
    long amount = holds.get(row, AMOUNT);
    setState(row, state);
    ledger.release(account, amount);
    AccountId id = ledger.id(account);
    Key hold = new Key(holds.get(row, 0), holds.get(row, 1));
    step.emit(
        new Event.HoldReleased(hold, id, new Money(amount, id.currency()), state == EXPIRED));
    return account;
  }

  private Due due(int row) {
    return new Due(holds.get(row, EXPIRY), holds.get(row, 0), holds.get(row, 1), Kind.HOLD, row);
  }

  public void writeTo(StateWriter writer) {
    writer.section(Section.HOLDS);
    holds.writeTo(writer);
  }

  public void readFrom(StateReader reader) {
    reader.section(Section.HOLDS);
    holds.readFrom(reader, (table, row) -> true);
    for (int row = 0; row < holds.rows(); row++) {
      if (state(row) == OPEN) {
        dueTimes.add(due(row));
      }
    }
  }

  /// Adds what is held to the sums by account.
  public void addTo(TreeMap<Integer, Long> heldByAccount) {
    for (int row = 0; row < holds.rows(); row++) {
      if (state(row) == OPEN) {
        heldByAccount.merge((int) holds.get(row, ACCOUNT), holds.get(row, AMOUNT), Long::sum);
      }
    }
    holds.checkInvariants((table, row) -> true);
  }
}
