package kontor.simulator;

import java.util.ArrayList;
import java.util.List;
import kontor.engine.Command;
import kontor.engine.Transfers;
import kontor.engine.terms.Key;

/// Transfers to post, of every kind, and transfers to name.
final class TransferWorkload {

  private static final int REMEMBERED = 48;

  private final Chance chance;
  private final LedgerModel model;
  private final AccountWorkload accounts;
  private final long salt;
  /// Transfers that may be posted, voided, repeated or looked up.
  private final List<TransferInput> recent = new ArrayList<>();
  private final List<TransferInput> pending = new ArrayList<>();
  private long fresh;

  TransferWorkload(Chance chance, LedgerModel model, AccountWorkload accounts) {
    this.chance = chance;
    this.model = model;
    this.accounts = accounts;
    salt = chance.next();
  }

  /// A transfer that mostly was tried.
  Key anyId() {
    if (recent.isEmpty() || chance.percent(2)) {
      return id(fresh + chance.below(3));
    }
    return chance.percent(70)
        ? recent.get(chance.below(recent.size())).id()
        : id((chance.next() >>> 1) % (fresh + 1));
  }

  /// Half of the ids use all their bits; their order is not that of their making.
  private Key id(long number) {
    return (number & 1) == 0
        ? new Key(0, number + 1)
        : new Key((number * 0x9e37_79b9_7f4a_7c15L) ^ salt, number);
  }

  Command post(int count) {
    Transfers batch = Transfers.ofCapacity(count);
    boolean isChained = chance.percent(30);
    boolean isImport = chance.percent(4);
    long importNs = importNs();
    int legs = 0;
    for (int i = 0; i < count; i++) {
      batch.at(i);
      boolean isNextLeg = i > 0 && legs > 0;
      int flags = isNextLeg ? nextLeg(batch, i) : one(batch);
      legs = isNextLeg ? legs - 1 : legs(flags);
      boolean isLast = i == count - 1;
      flags |= isChained && chance.percent(isLast ? 3 : 65) ? Transfers.LINKED : 0;
      if (isImport != chance.perMille(10)) {
        flags |= Transfers.IMPORTED;
        importNs += 1 + chance.below(3);
        batch.setTimestamp(importNs);
        batch.setTimeout(chance.percent(90) ? 0 : batch.timeout());
      }
      batch.setFlags(flags);
      if (isImport && chance.percent(15) && !model.state().accountsInOrder.isEmpty()) {
        involveNewest(batch);
      }
      if (chance.percent(5)) {
        spoil(batch);
      }
      remember(TransferInput.read(batch.bytes(), i));
    }
    return new Command.PostTransfers(batch);
  }

  /// How many legs more follow.
  private int legs(int flags) {
    return (flags & Transfers.LEG) == 0 || chance.percent(15) ? 0 : 1 + chance.below(3);
  }

  /// Another leg of the transfer before the cursor.
  private int nextLeg(Transfers batch, int index) {
    TransferInput first = TransferInput.read(batch.bytes(), index - 1);
    plain(batch);
    batch.setId(first.id().high(), first.id().low()).setTimeout(first.timeout());
    return first.flags() & ~Transfers.LINKED;
  }

  private void remember(TransferInput transfer) {
    remember(recent, transfer);
    if (transfer.has(Transfers.PENDING | Transfers.QUEUED)) {
      remember(pending, transfer);
    }
  }

  private void remember(List<TransferInput> memory, TransferInput transfer) {
    if (memory.size() < REMEMBERED) {
      memory.add(transfer);
    } else {
      memory.set(chance.below(REMEMBERED), transfer);
    }
  }

  /// Writes a transfer at the cursor.
  ///
  /// @return its flags
  private int one(Transfers batch) {
    int dice = chance.below(100);
    if (dice < 5 && !recent.isEmpty()) {
      return again(batch, recent.get(chance.below(recent.size())));
    }
    if (dice < 27 && !pending.isEmpty()) {
      return resolve(batch, pending.get(chance.below(pending.size())));
    }
    if (dice < 28) {
      return huge(batch);
    }
    plain(batch);
    if (dice < 48) {
      batch.setTimeout(timeout());
      return Transfers.PENDING | (chance.percent(20) ? queued() : 0);
    }
    if (dice < 52) {
      boolean isQueued = chance.percent(60);
      batch.setTimeout(isQueued ? timeout() : 0);
      return Transfers.LEG | (isQueued ? queued() : 0);
    }
    if (dice < 62) {
      int flags = (1 + chance.below(3)) * Transfers.BALANCING_DEBIT;
      return flags | (chance.percent(30) ? Transfers.PENDING : 0);
    }
    if (dice < 64) {
      batch.setTimeout(chance.percent(80) ? 1 + chance.below(3) : 0);
      batch.setAmount(0, chance.percent(80) ? 0 : amount());
      int flags = chance.percent(50) ? Transfers.CLOSING_DEBIT : Transfers.CLOSING_CREDIT;
      return flags | (chance.percent(95) ? Transfers.PENDING : 0);
    }
    if (dice < 74) {
      batch.setTimeout(timeout());
      return queued();
    }
    return chance.percent(6) ? priority() : 0;
  }

  private int queued() {
    return Transfers.QUEUED | priority();
  }

  private int priority() {
    int dice = chance.below(100);
    if (dice < 50) {
      return 0;
    }
    return dice < 75 ? Transfers.HIGH : dice < 99 ? Transfers.URGENT : 3 * Transfers.URGENT;
  }

  private void plain(Transfers batch) {
    Key id = chance.percent(97) ? id(fresh++) : anyId();
    Key debit = accounts.any();
    Key credit = chance.percent(96) ? accounts.anyOfSameLedger(debit) : accounts.any();
    batch
        .setId(id.high(), id.low())
        .setDebit(debit.high(), debit.low())
        .setCredit(credit.high(), credit.low())
        .setUserData128(0, few())
        .setUserData64(few())
        .setUserData32(few())
        .setLedger(chance.percent(98) ? accounts.ledger(debit) : 1 + chance.below(3))
        .setCode(1 + chance.below(3));
    batch.setAmount(0, amount());
  }

  /// Sums near the end of 128 bits, among a few accounts so that the others stay usable.
  private int huge(Transfers batch) {
    plain(batch);
    Key debit = accounts.anyHuge();
    Key credit = accounts.anyHuge();
    batch
        .setDebit(debit.high(), debit.low())
        .setCredit(credit.high(), credit.low())
        .setLedger(accounts.ledger(debit))
        .setAmount(chance.next() >>> chance.below(chance.percent(80) ? 3 : 64), chance.next());
    batch.setTimeout(chance.below(3));
    return chance.percent(85) ? Transfers.PENDING : 0;
  }

  /// An account that may be newer than the timestamp that the transfer brings.
  private void involveNewest(Transfers batch) {
    Key newest = model.state().accountsInOrder.getLast().input.id();
    Key other = accounts.anyOfSameLedger(newest);
    Key debit = chance.percent(50) ? newest : other;
    Key credit = debit.equals(newest) ? other : newest;
    batch
        .setDebit(debit.high(), debit.low())
        .setCredit(credit.high(), credit.low())
        .setLedger(accounts.ledger(newest));
  }

  private int few() {
    return chance.percent(70) ? 0 : 1 + chance.below(3);
  }

  private long amount() {
    return chance.percent(8) ? 0 : 1 + chance.below(chance.percent(70) ? 60 : 600);
  }

  private int timeout() {
    int dice = chance.below(100);
    if (dice < 25) {
      return 0;
    }
    return dice < 95 ? 1 + chance.below(4) : chance.percent(50) ? -1 : 1 << chance.below(31);
  }

  /// Posts or voids.
  private int resolve(Transfers batch, TransferInput of) {
    boolean isVoid = chance.percent(40);
    Key id = chance.percent(97) ? id(fresh++) : anyId();
    batch.setId(id.high(), id.low()).setPending(of.id().high(), of.id().low());
    long amount = of.amount().longValue();
    int dice = chance.below(100);
    if (dice < 50) {
      batch.setAmount(isVoid ? 0 : -1, isVoid ? 0 : -1);
    } else if (dice < 70) {
      batch.setAmount(of.amount().shiftRight(64).longValue(), amount);
    } else if (dice < 95) {
      batch.setAmount(0, amount > 1 && !isVoid ? chance.below((int) (amount % 1_000) + 1) : 0);
    } else {
      batch.setAmount(0, amount + 1 - chance.below(3));
    }
    if (chance.percent(40)) {
      batch.setDebit(of.debit().high(), of.debit().low());
      batch.setCredit(of.credit().high(), of.credit().low());
      batch.setLedger(of.ledger()).setCode(of.code());
    }
    if (chance.percent(20)) {
      batch.setUserData128(0, few()).setUserData64(few()).setUserData32(few());
    }
    int callsOff = chance.percent(20) ? Transfers.QUEUED : 0;
    return isVoid ? Transfers.VOID_PENDING_TRANSFER | callsOff : Transfers.POST_PENDING_TRANSFER;
  }

  /// The same again, or almost.
  private int again(Transfers batch, TransferInput of) {
    batch
        .setId(of.id().high(), of.id().low())
        .setDebit(of.debit().high(), of.debit().low())
        .setCredit(of.credit().high(), of.credit().low())
        .setAmount(of.amount().shiftRight(64).longValue(), of.amount().longValue())
        .setPending(of.pendingId().high(), of.pendingId().low())
        .setUserData128(of.userData128().high(), of.userData128().low())
        .setUserData64(of.userData64())
        .setUserData32(of.userData32())
        .setTimeout(of.timeout())
        .setLedger(of.ledger())
        .setCode(of.code())
        .setFlags(of.flags() & ~Transfers.LINKED);
    if (chance.percent(50)) {
      spoil(batch);
    }
    return batch.flags();
  }

  /// One field of the transfer at the cursor becomes wrong or at least unusual.
  private void spoil(Transfers t) {
    Key key = chance.percent(30) ? Key.NONE : chance.percent(40) ? Wire.KEY_MAX : accounts.any();
    switch (chance.below(14)) {
      case 0 -> t.setId(key.high(), key.low());
      case 1, 2 -> t.setDebit(key.high(), key.low());
      case 3, 4 -> t.setCredit(key.high(), key.low());
      case 5 -> t.setAmount(t.amountHigh(), t.amountLow() + 1 - chance.below(3));
      case 6 -> {
        Key id = chance.percent(30) ? key : chance.percent(50) ? anyId() : idAtCursor(t);
        t.setPending(id.high(), id.low());
      }
      case 7 -> t.setUserData128(0, chance.below(4));
      case 8 -> t.setUserData64(chance.below(4));
      case 9 -> t.setUserData32(chance.below(4));
      case 10 -> t.setTimeout(chance.below(3));
      case 11 -> t.setLedger(chance.below(4));
      case 12 -> t.setCode(chance.below(4));
      default -> t.setFlags(t.flags() ^ 1 << chance.below(chance.percent(90) ? 9 : 16));
    }
  }

  private static Key idAtCursor(Transfers t) {
    return new Key(t.idHigh(), t.idLow());
  }

  /// After the last transfer and mostly before now.
  private long importNs() {
    long last = model.state().lastTransferTimestamp();
    return switch (chance.below(10)) {
      case 0 -> -5 + chance.below(8);
      case 1 -> model.lastNs() + chance.below(2_000_000_000);
      case 2 -> last - chance.below(3);
      case 3 -> model.state().lastAccountTimestamp() - 1 - chance.below(2);
      default -> last + chance.below(500);
    };
  }
}
