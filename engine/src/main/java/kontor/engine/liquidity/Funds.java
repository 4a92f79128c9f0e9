package kontor.engine.liquidity;

import java.util.List;
import kontor.engine.Command.MoveFunds;
import kontor.engine.Entry;
import kontor.engine.Event;
import kontor.engine.Refusal;
import kontor.engine.ledger.Ledger;
import kontor.engine.ledger.Leg;
import kontor.engine.ledger.LongTable;
import kontor.engine.state.Bounds;
import kontor.engine.state.Section;
import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;
import kontor.engine.state.Step;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.AccountKind;
import kontor.engine.terms.Money;
import org.jspecify.annotations.Nullable;

/// Money that comes from or goes to the national settlement systems.
public final class Funds {

  private static final int ACCOUNT = 2;
  private static final int AMOUNT = 3;
  /// Code of the direction, 8 bits, and the unit that the account's money had then.
  private static final int DIRECTION = 4;
  private static final int COLUMNS = 5;

  private static final long IN = 1;
  private static final long OUT = 2;
  private static final int CODE_BITS = 8;

  private final Ledger ledger;
  private final LongTable movements;

  public Funds(Ledger ledger, Bounds bounds) {
    this.ledger = ledger;
    this.movements = new LongTable(COLUMNS, bounds.paymentsMax());
  }

  /// Moves a sum against the in-transit account of the book, which opens by itself.
  ///
  /// @return why not; null when the money has moved
  public @Nullable Refusal move(MoveFunds command, Step step) {
    AccountId accountId = command.account();
    long amount = command.amount().minor();
    int account = ledger.find(accountId);
    Refusal wrong = check(command, account);
    if (wrong != null) {
      return wrong;
    }
    AccountId transitId =
        new AccountId(
            accountId.servicer(),
            accountId.currency(),
            accountId.servicer(),
            AccountKind.IN_TRANSIT);
    int transit = ledger.find(transitId);
    if (transit == Ledger.NONE) {
      Refusal refusal = ledger.open(transitId);
      if (refusal != null) {
        return refusal;
      }
      transit = ledger.find(transitId);
      step.emit(new Event.AccountOpened(transitId));
    }
    boolean in = command.direction() == MoveFunds.Direction.IN;
    List<Leg> posting =
        List.of(in ? new Leg(transit, account, amount) : new Leg(account, transit, amount));
    if (!ledger.fits(posting)) {
      return Refusal.AMOUNT_TOO_LARGE;
    }
    // From here the money must move.
    List<Entry> entries = ledger.post(posting);
    int row = movements.add(command.reference().high(), command.reference().low());
    movements.set(row, ACCOUNT, account);
    movements.set(row, AMOUNT, amount);
    movements.set(row, DIRECTION, code(command, ledger.unit(account)));
    step.emit(
        new Event.FundsMoved(
            command.reference(), accountId, command.amount(), command.direction(), entries));
    return null;
  }

  private @Nullable Refusal check(MoveFunds command, int account) {
    int known = movements.find(command.reference().high(), command.reference().low());
    Money amount = command.amount();
    if (known != LongTable.NONE) {
      Ledger.Was was = ledger.was(command.account());
      boolean same =
          movements.get(known, ACCOUNT) == was.account()
              && movements.get(known, AMOUNT) == amount.minor()
              && amount.currency().equals(command.account().currency())
              && movements.get(known, DIRECTION) == code(command, was.unit());
      return same ? Refusal.ALREADY_EXISTS : Refusal.CONFLICTS_WITH_EARLIER;
    }
    Refusal wrong = check(account, command.account(), amount);
    if (wrong != null) {
      return wrong;
    }
    if (!ledger.isChecked(account)) {
      return Refusal.ACCOUNT_UNKNOWN;
    }
    if (command.direction() == MoveFunds.Direction.OUT && !ledger.has(account, amount.minor())) {
      return Refusal.FUNDS_INSUFFICIENT;
    }
    return movements.isFull() ? Refusal.TABLE_FULL : null;
  }

  /// Whether the account is known and the sum is one of its currency.
  static @Nullable Refusal check(int account, AccountId accountId, Money amount) {
    if (account == Ledger.NONE) {
      return Refusal.ACCOUNT_UNKNOWN;
    }
    if (!amount.currency().equals(accountId.currency())) {
      return Refusal.CURRENCY_NOT_AGREED;
    }
    if (amount.minor() <= 0) {
      return Refusal.AMOUNT_ZERO;
    }
    return amount.minor() > Bounds.AMOUNT_MAX ? Refusal.AMOUNT_TOO_LARGE : null;
  }

  private static long code(MoveFunds command, long unit) {
    long code =
        switch (command.direction()) {
          case IN -> IN;
          case OUT -> OUT;
        };
    return unit << CODE_BITS | code;
  }

  public void writeTo(StateWriter writer) {
    writer.section(Section.FUNDS);
    movements.writeTo(writer);
  }

  public void readFrom(StateReader reader) {
    reader.section(Section.FUNDS);
    movements.readFrom(reader, (table, row) -> true);
  }

  public void checkInvariants() {
    movements.checkInvariants((table, row) -> true);
  }
}
