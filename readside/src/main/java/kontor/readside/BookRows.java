package kontor.readside;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kontor.engine.Entry;
import kontor.engine.Event;
import kontor.engine.RecordedEvent;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.Key;
import kontor.engine.terms.Money;
import org.jspecify.annotations.Nullable;

/// Writes accounts, entries, holds and fixings. Accounts stay in memory once read; what a batch
/// changed is written at its end by {@link #flush}.
final class BookRows {

  private final Session session;
  private final Map<AccountId, Account> accounts = new HashMap<>();
  private final List<Account> changed = new ArrayList<>();
  private final Set<String> noted = new HashSet<>();
  private long lastAccountNumber = -1;
  private long lastFixingNumber = -1;

  BookRows(Session session) {
    this.session = session;
  }

  private static final class Account {
    final long number;
    long balanceMinor;
    long heldMinor;
    long lineMinor;
    boolean changed;

    Account(long number, long balanceMinor, long heldMinor, long lineMinor) {
      this.number = number;
      this.balanceMinor = balanceMinor;
      this.heldMinor = heldMinor;
      this.lineMinor = lineMinor;
    }
  }

  void flush() {
    for (Account account : changed) {
      session.run(
          "write/updateAccount",
          account.balanceMinor, account.heldMinor, account.lineMinor, account.number);
      account.changed = false;
    }
    changed.clear();
  }

  /// After a rollback: what is in memory is not what is in the file.
  void forget() {
    accounts.clear();
    changed.clear();
    noted.clear();
    lastAccountNumber = -1;
    lastFixingNumber = -1;
  }

  void open(AccountId id) {
    account(id);
  }

  long numberOf(AccountId id) {
    return account(id).number;
  }

  void setLine(AccountId id, long lineMinor) {
    Account account = account(id);
    account.lineMinor = lineMinor;
    change(account);
  }

  void post(RecordedEvent at, List<Entry> entries, @Nullable Long payment) {
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      Account account = account(entry.account());
      session.run(
          "write/insertEntry",
          at.position(),
          at.index(),
          i,
          at.timestampMs(),
          account.number,
          entry.amountMinor(),
          entry.balanceMinor(),
          payment);
      account.balanceMinor = entry.balanceMinor();
      change(account);
    }
  }

  /// Adds to an account what a rounding left, with an entry of its own.
  void add(RecordedEvent at, int ordinal, AccountId id, long minor) {
    Account account = account(id);
    account.balanceMinor = Math.addExact(account.balanceMinor, minor);
    session.run(
        "write/insertEntry",
        at.position(),
        at.index(),
        ordinal,
        at.timestampMs(),
        account.number,
        minor,
        account.balanceMinor,
        null);
    change(account);
  }

  void placeHold(RecordedEvent at, Event.HoldPlaced event) {
    Account account = account(event.account());
    session.run(
        "write/placeHold",
        event.hold().toString(),
        account.number,
        event.amount().minor(),
        event.expiryMs(),
        at.position(),
        at.index(),
        at.timestampMs());
    hold(event.account(), event.amount().minor());
  }

  /// Sets a sum aside, or frees it when it is negative.
  void hold(AccountId id, long minor) {
    Account account = account(id);
    account.heldMinor = Math.addExact(account.heldMinor, minor);
    change(account);
  }

  void releaseHold(RecordedEvent at, Event.HoldReleased event) {
    HoldRow.State state = event.expired() ? HoldRow.State.EXPIRED : HoldRow.State.RELEASED;
    endHold(at, event.hold(), state);
    hold(event.account(), -event.amount().minor());
  }

  private void endHold(RecordedEvent at, Key hold, HoldRow.State state) {
    session.run(
        "write/endHold",
        state.name(), at.position(), at.index(), at.timestampMs(), hold.toString());
  }

  void publish(RecordedEvent at, Fixing fixing) {
    note(fixing.base());
    note(fixing.quoted());
    if (lastFixingNumber < 0) {
      lastFixingNumber = session.lastNumber("write/lastFixingNumber");
    }
    lastFixingNumber++;
    session.run(
        "write/publishFixing",
        lastFixingNumber,
        fixing.agreement(),
        fixing.base().code(),
        fixing.quoted().code(),
        fixing.rate().unscaled(),
        fixing.rate().scale(),
        fixing.effectiveFromMs(),
        fixing.source(),
        at.position(),
        at.index(),
        at.timestampMs());
  }

  /// Makes sure that the digits of a currency that rows will name are known.
  void note(Currency currency) {
    if (noted.add(currency.code())) {
      session.run("write/noteCurrency", currency.code(), currency.minorDigits());
    }
  }

  /// The account as it stands within the batch; null if there is none.
  @Nullable AccountRow view(AccountId id) {
    Account account = find(id);
    return account == null
        ? null
        : new AccountRow(
            id,
            new Money(account.balanceMinor, id.currency()),
            new Money(account.heldMinor, id.currency()),
            new Money(account.lineMinor, id.currency()));
  }

  private void change(Account account) {
    if (!account.changed) {
      account.changed = true;
      changed.add(account);
    }
  }

  /// The account; opened now if an entry names one that the servicer opened by itself.
  private Account account(AccountId id) {
    Account found = find(id);
    if (found != null) {
      return found;
    }
    if (lastAccountNumber < 0) {
      lastAccountNumber = session.lastNumber("write/lastAccountNumber");
    }
    lastAccountNumber++;
    note(id.currency());
    session.run(
        "write/openAccount",
        lastAccountNumber,
        id.servicer().bic(),
        id.currency().code(),
        id.owner().bic(),
        id.kind().name());
    Account opened = new Account(lastAccountNumber, 0, 0, 0);
    accounts.put(id, opened);
    return opened;
  }

  private @Nullable Account find(AccountId id) {
    Account known = accounts.get(id);
    if (known != null) {
      return known;
    }
    Account stored =
        session.one(
            "account",
            row ->
                new Account(
                    row.longNumber("number"),
                    row.longNumber("balance_minor"),
                    row.longNumber("held_minor"),
                    row.longNumber("line_minor")),
            id.servicer().bic(),
            id.currency().code(),
            id.owner().bic(),
            id.kind().name());
    if (stored != null) {
      accounts.put(id, stored);
    }
    return stored;
  }
}
