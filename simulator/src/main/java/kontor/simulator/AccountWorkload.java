package kontor.simulator;

import kontor.engine.Command;
import kontor.engine.LedgerAccounts;
import kontor.engine.terms.Key;

/// Accounts to open, and accounts to name.
final class AccountWorkload {

  /// Ids that are used again and again.
  private static final int FEW = 48;
  private static final int HUGE = 5;
  private static final int LEDGERS = 3;

  private final Chance chance;
  private final LedgerModel model;
  private final long salt;
  private int fresh;

  AccountWorkload(Chance chance, LedgerModel model) {
    this.chance = chance;
    this.model = model;
    salt = chance.next();
  }

  /// An account that mostly exists.
  Key any() {
    int dice = chance.below(1_000);
    if (dice < 3) {
      return Key.NONE;
    }
    return dice < 6 ? Wire.KEY_MAX : id(chance.below(dice < 985 ? FEW - HUGE : FEW + fresh + 1));
  }

  /// One of those that hold sums of 128 bits.
  Key anyHuge() {
    return id(FEW - HUGE + chance.below(HUGE));
  }

  /// An account of the same ledger as another.
  Key anyOfSameLedger(Key account) {
    for (int i = 0; i < 8; i++) {
      Key other = any();
      if (ledger(other) == ledger(account) && !other.equals(account)) {
        return other;
      }
    }
    return any();
  }

  int ledger(Key account) {
    ModelAccount known = model.state().accounts.get(account);
    return known == null ? 1 + chance.below(LEDGERS) : known.input.ledger();
  }

  /// Half of the ids use all their bits.
  private Key id(int number) {
    return new Key((number & 1) == 0 ? 0 : salt ^ number, number + 1L);
  }

  Command open(int count) {
    LedgerAccounts batch = LedgerAccounts.ofCapacity(count);
    boolean isChained = chance.percent(20);
    boolean isImport = chance.percent(8);
    long importNs = importNs();
    for (int i = 0; i < count; i++) {
      int flags = flags();
      boolean isLast = i == count - 1;
      flags |= isChained && chance.percent(isLast ? 4 : 50) ? LedgerAccounts.LINKED : 0;
      flags |= isImport != chance.percent(2) ? LedgerAccounts.IMPORTED : 0;
      Key id = newId();
      batch
          .at(i)
          .setId(id.high(), id.low())
          .setUserData128(0, few())
          .setUserData64(few())
          .setUserData32(few())
          .setLedger(id.low() % 8 == 7 ? 2 : chance.percent(97) ? 1 : 3)
          .setCode(1 + chance.below(3))
          .setFlags(flags);
      boolean hasLimit = (flags & 6) != 0;
      if (hasLimit && chance.percent(40) || chance.perMille(8)) {
        batch.setLine(0, chance.below(500));
      }
      if ((flags & LedgerAccounts.IMPORTED) != 0) {
        importNs += 1 + chance.below(3);
        batch.setTimestamp(importNs);
      }
      if (chance.percent(6)) {
        spoil(batch);
      }
    }
    return new Command.OpenLedgerAccounts(batch);
  }

  private Key newId() {
    int dice = chance.below(100);
    if (dice < 85) {
      return id(chance.below(FEW));
    }
    return dice < 99 ? id(FEW + fresh++) : any();
  }

  private int flags() {
    int dice = chance.below(100);
    int flags = chance.percent(30) ? LedgerAccounts.HISTORY : 0;
    if (dice < 25) {
      flags |= LedgerAccounts.DEBITS_MUST_NOT_EXCEED_CREDITS;
    } else if (dice < 45) {
      flags |= LedgerAccounts.CREDITS_MUST_NOT_EXCEED_DEBITS;
    } else if (dice < 47) {
      flags |= LedgerAccounts.CLOSED;
    }
    return flags;
  }

  private int few() {
    return chance.percent(60) ? 0 : 1 + chance.below(3);
  }

  /// After the last account and mostly before now.
  private long importNs() {
    long last = model.state().lastAccountTimestamp();
    return switch (chance.below(10)) {
      case 0 -> -5 + chance.below(8);
      case 1 -> model.lastNs() + chance.below(2_000_000_000);
      case 2 -> last - chance.below(3);
      case 3 -> model.state().lastTransferTimestamp() - 1 - chance.below(2);
      default -> last + chance.below(500);
    };
  }

  /// One field of the account at the cursor becomes wrong or at least unusual.
  private void spoil(LedgerAccounts a) {
    switch (chance.below(11)) {
      case 0 -> a.setId(0, 0);
      case 1 -> a.setId(-1, -1);
      case 2 -> a.setDebitsPending(chance.below(2), 1);
      case 3 -> a.setDebitsPosted(0, 1);
      case 4 -> a.setCreditsPending(1, 0);
      case 5 -> a.setCreditsPosted(0, 1);
      case 6 -> a.setReserved(1);
      case 7 -> a.setLedger(0);
      case 8 -> a.setCode(0);
      case 9 -> a.setTimestamp(chance.below(3));
      default -> a.setFlags(chance.percent(50) ? 6 : a.flags() | 1 << chance.below(16));
    }
  }
}
