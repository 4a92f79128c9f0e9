package kontor.simulator;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import kontor.engine.TransferResult;
import kontor.engine.Transfers;
import kontor.engine.terms.Key;
import org.jspecify.annotations.Nullable;

/// What the naive ledger says to a transfer, and what it does; the first that fits, in the order
/// of the codes.
final class ModelTransferRules {

  /// Failures that use up the id.
  static final Set<TransferResult> TRANSIENT =
      EnumSet.of(
          TransferResult.DEBIT_ACCOUNT_NOT_FOUND,
          TransferResult.CREDIT_ACCOUNT_NOT_FOUND,
          TransferResult.PENDING_TRANSFER_NOT_FOUND,
          TransferResult.PENDING_TRANSFER_QUEUED,
          TransferResult.DEBIT_ACCOUNT_ALREADY_CLOSED,
          TransferResult.CREDIT_ACCOUNT_ALREADY_CLOSED,
          TransferResult.EXCEEDS_CREDITS,
          TransferResult.EXCEEDS_DEBITS,
          TransferResult.CREDIT_LINE_EXCEEDED,
          TransferResult.BILATERAL_LIMIT_EXCEEDED,
          TransferResult.OTHERS_WAIT);

  /// Failures that a transfer which may wait waits for the end of.
  private static final Set<TransferResult> NO_COVER =
      EnumSet.of(
          TransferResult.EXCEEDS_CREDITS,
          TransferResult.EXCEEDS_DEBITS,
          TransferResult.CREDIT_LINE_EXCEEDED,
          TransferResult.BILATERAL_LIMIT_EXCEEDED,
          TransferResult.OTHERS_WAIT);

  private static final int FLAGS_KNOWN = (1 << 9) - 1 | 15 << 12;
  private static final BigInteger TIME_MAX = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger NS_PER_SECOND = BigInteger.valueOf(1_000_000_000);

  /// @param isImport whether the batch brings its own timestamps
  /// @param isChained whether the element is part of a chain
  /// @param timestamp of this element in the sequence of the log
  record Moment(boolean isImport, boolean isChained, long timestamp) {
    Moment after(int elements) {
      return new Moment(isImport, isChained, timestamp + elements);
    }
  }

  /// What becomes of a transfer of several legs.
  ///
  /// @param cause the leg that is the reason if it fails, from 0
  record Verdict(TransferResult result, int cause) {}

  private final ModelState state;

  ModelTransferRules(ModelState state) {
    this.state = state;
  }

  TransferResult create(TransferInput t, Moment moment) {
    TransferResult identity = checkIdentity(t, moment);
    if (identity != null) {
      return identity;
    }
    ModelTransfer before = state.waitingById.getOrDefault(t.id(), state.transfers.get(t.id()));
    if (before != null) {
      return compare(t, before);
    }
    if (state.poisoned.contains(t.id())) {
      return TransferResult.ID_ALREADY_FAILED;
    }
    if (isContradiction(t)) {
      return TransferResult.FLAGS_ARE_MUTUALLY_EXCLUSIVE;
    }
    if (t.resolves()) {
      return resolve(t, moment);
    }
    if (moment.isChained() && t.has(Transfers.QUEUED | Transfers.LEG)) {
      return TransferResult.MUST_NOT_BE_LINKED;
    }
    TransferResult own = checkOwn(t, moment);
    if (own != null) {
      return own;
    }
    TransferResult effect = post(t, moment);
    if (t.has(Transfers.QUEUED) && NO_COVER.contains(effect)) {
      state.enqueue(List.of(unposted(t, moment)));
      return TransferResult.QUEUED;
    }
    return effect;
  }

  private ModelTransfer unposted(TransferInput t, Moment moment) {
    return new ModelTransfer(
        t, state.account(t.debit()), state.account(t.credit()), t.amount(), moment.timestamp());
  }

  /// All legs or none.
  Verdict createLegs(List<TransferInput> legs, Moment moment) {
    Key id = legs.getFirst().id();
    ModelTransfer before = state.waitingById.getOrDefault(id, state.transfers.get(id));
    for (int i = 0; i < legs.size(); i++) {
      TransferInput leg = legs.get(i);
      TransferResult identity = checkIdentity(leg, moment.after(i));
      if (identity != null) {
        return new Verdict(identity, i);
      }
      TransferResult fault =
          before != null
              ? compareLeg(leg, before, i, legs.size())
              : checkNewLeg(leg, legs.getFirst(), moment.after(i));
      if (fault != null) {
        return new Verdict(fault, i);
      }
    }
    if (before != null) {
      return new Verdict(
          before.state == ModelTransfer.State.WAITING
              ? TransferResult.QUEUED
              : TransferResult.EXISTS,
          0);
    }
    state.mark();
    List<ModelTransfer> made = new ArrayList<>();
    for (int i = 0; i < legs.size(); i++) {
      TransferResult effect = post(legs.get(i), moment.after(i));
      if (effect != TransferResult.CREATED) {
        state.takeBack();
        return legs.getFirst().has(Transfers.QUEUED) && NO_COVER.contains(effect)
            ? new Verdict(enqueue(legs, moment), i)
            : new Verdict(effect, i);
      }
      made.add(state.transfersInOrder.getLast());
    }
    made.forEach(leg -> leg.legs = made);
    return new Verdict(TransferResult.CREATED, 0);
  }

  private TransferResult enqueue(List<TransferInput> legs, Moment moment) {
    List<ModelTransfer> waiting = new ArrayList<>();
    for (int i = 0; i < legs.size(); i++) {
      waiting.add(unposted(legs.get(i), moment.after(i)));
    }
    waiting.forEach(leg -> leg.legs = waiting);
    state.enqueue(waiting);
    return TransferResult.QUEUED;
  }

  private static @Nullable TransferResult compareLeg(
      TransferInput leg, ModelTransfer before, int index, int legs) {
    if (leg.flags() != before.input.flags()) {
      return TransferResult.EXISTS_WITH_DIFFERENT_FLAGS;
    }
    if (legs != before.legs.size()) {
      return TransferResult.EXISTS_WITH_DIFFERENT_LEGS;
    }
    TransferResult compared = compare(leg, before.legs.get(index));
    return compared == TransferResult.EXISTS || compared == TransferResult.QUEUED
        ? null
        : compared;
  }

  private @Nullable TransferResult checkNewLeg(
      TransferInput leg, TransferInput first, Moment moment) {
    if (state.poisoned.contains(leg.id())) {
      return TransferResult.ID_ALREADY_FAILED;
    }
    if (isContradiction(leg)) {
      return TransferResult.FLAGS_ARE_MUTUALLY_EXCLUSIVE;
    }
    return leg.flags() != first.flags() || leg.timeout() != first.timeout()
        ? TransferResult.LEGS_MUST_AGREE
        : checkOwn(leg, moment);
  }

  private static boolean isContradiction(TransferInput t) {
    int setsSumLater = Transfers.BALANCING_DEBIT | Transfers.BALANCING_CREDIT;
    int closes = Transfers.CLOSING_DEBIT | Transfers.CLOSING_CREDIT;
    if (t.has(Transfers.URGENT) && t.has(Transfers.HIGH)) {
      return true;
    }
    if (t.resolves()) {
      return t.has(Transfers.POST_PENDING_TRANSFER) && t.has(Transfers.VOID_PENDING_TRANSFER)
          || t.has(Transfers.PENDING | setsSumLater | closes)
          || t.has(Transfers.POST_PENDING_TRANSFER) && t.has(Transfers.QUEUED)
          || t.has(Transfers.HIGH | Transfers.URGENT | Transfers.LEG);
    }
    return t.has(Transfers.QUEUED) && t.has(setsSumLater | closes | Transfers.IMPORTED)
        || t.has(Transfers.LEG)
            && t.has(Transfers.PENDING | setsSumLater | closes | Transfers.IMPORTED);
  }

  /// Posts what waited.
  ///
  /// @return false if it cannot be posted yet; nothing was done then
  boolean release(ModelTransfer waiting, long timestamp) {
    state.mark();
    List<ModelTransfer> made = new ArrayList<>();
    state.dequeue(waiting);
    for (ModelTransfer leg : waiting.legs) {
      long now = timestamp + made.size();
      boolean isClosed = leg.debit.isClosed || leg.credit.isClosed;
      if (isClosed || checkSums(leg.input, leg.amount, leg.debit, leg.credit, now) != null) {
        state.takeBack();
        return false;
      }
      made.add(new ModelTransfer(leg.input, leg.debit, leg.credit, leg.amount, now));
      write(made.getLast());
    }
    made.forEach(leg -> leg.legs = made);
    return true;
  }

  private static @Nullable TransferResult checkIdentity(TransferInput t, Moment moment) {
    if (moment.isImport() && !t.has(Transfers.IMPORTED)) {
      return TransferResult.IMPORTED_EVENT_EXPECTED;
    }
    if (!moment.isImport() && t.has(Transfers.IMPORTED)) {
      return TransferResult.IMPORTED_EVENT_NOT_EXPECTED;
    }
    if (!moment.isImport() && t.timestamp() != 0) {
      return TransferResult.TIMESTAMP_MUST_BE_ZERO;
    }
    if (moment.isImport() && t.timestamp() <= 0) {
      return TransferResult.IMPORTED_EVENT_TIMESTAMP_OUT_OF_RANGE;
    }
    if (moment.isImport() && t.timestamp() >= moment.timestamp()) {
      return TransferResult.IMPORTED_EVENT_TIMESTAMP_MUST_NOT_ADVANCE;
    }
    if ((t.flags() & ~FLAGS_KNOWN) != 0) {
      return TransferResult.RESERVED_FLAG;
    }
    if (t.id().equals(Key.NONE)) {
      return TransferResult.ID_MUST_NOT_BE_ZERO;
    }
    if (t.id().equals(Wire.KEY_MAX)) {
      return TransferResult.ID_MUST_NOT_BE_INT_MAX;
    }
    return null;
  }

  private static TransferResult compare(TransferInput t, ModelTransfer before) {
    if (t.flags() != before.input.flags()) {
      return TransferResult.EXISTS_WITH_DIFFERENT_FLAGS;
    }
    if (!t.pendingId().equals(before.input.pendingId())) {
      return TransferResult.EXISTS_WITH_DIFFERENT_PENDING_ID;
    }
    if (t.timeout() != before.input.timeout()) {
      return TransferResult.EXISTS_WITH_DIFFERENT_TIMEOUT;
    }
    boolean inherits = t.resolves();
    if (!isSame(inherits, t.debit(), before.debit.input.id())) {
      return TransferResult.EXISTS_WITH_DIFFERENT_DEBIT_ACCOUNT_ID;
    }
    if (!isSame(inherits, t.credit(), before.credit.input.id())) {
      return TransferResult.EXISTS_WITH_DIFFERENT_CREDIT_ACCOUNT_ID;
    }
    if (!isSameAmount(t, before)) {
      return TransferResult.EXISTS_WITH_DIFFERENT_AMOUNT;
    }
    ModelTransfer origin = before.inheritsFrom;
    Key data128 =
        inherits && t.userData128().equals(Key.NONE) ? origin.userData128() : t.userData128();
    if (!data128.equals(before.userData128())) {
      return TransferResult.EXISTS_WITH_DIFFERENT_USER_DATA_128;
    }
    long data64 = inherits && t.userData64() == 0 ? origin.userData64() : t.userData64();
    if (data64 != before.userData64()) {
      return TransferResult.EXISTS_WITH_DIFFERENT_USER_DATA_64;
    }
    int data32 = inherits && t.userData32() == 0 ? origin.userData32() : t.userData32();
    if (data32 != before.userData32()) {
      return TransferResult.EXISTS_WITH_DIFFERENT_USER_DATA_32;
    }
    if (t.ledger() != before.ledger() && !(inherits && t.ledger() == 0)) {
      return TransferResult.EXISTS_WITH_DIFFERENT_LEDGER;
    }
    if (t.code() != before.code() && !(inherits && t.code() == 0)) {
      return TransferResult.EXISTS_WITH_DIFFERENT_CODE;
    }
    return before.state == ModelTransfer.State.WAITING
        ? TransferResult.QUEUED
        : TransferResult.EXISTS;
  }

  private static boolean isSame(boolean inherits, Key stated, Key before) {
    return inherits && stated.equals(Key.NONE) || stated.equals(before);
  }

  private static boolean isSameAmount(TransferInput t, ModelTransfer before) {
    boolean isWhole = before.amount.equals(before.inheritsFrom.amount);
    if (t.has(Transfers.POST_PENDING_TRANSFER)) {
      return t.amount().equals(before.amount) || t.amount().equals(Wire.MAX_128) && isWhole;
    }
    if (t.has(Transfers.VOID_PENDING_TRANSFER)) {
      return t.amount().equals(before.amount) || t.amount().signum() == 0;
    }
    if (t.has(Transfers.BALANCING_DEBIT | Transfers.BALANCING_CREDIT)) {
      return t.amount().compareTo(before.amount) >= 0;
    }
    return t.amount().equals(before.amount);
  }

  /// What a transfer says for itself, without balances.
  private @Nullable TransferResult checkOwn(TransferInput t, Moment moment) {
    TransferResult shape = checkShape(t);
    if (shape != null) {
      return shape;
    }
    ModelAccount debit = state.accounts.get(t.debit());
    ModelAccount credit = state.accounts.get(t.credit());
    if (debit == null) {
      return TransferResult.DEBIT_ACCOUNT_NOT_FOUND;
    }
    if (credit == null) {
      return TransferResult.CREDIT_ACCOUNT_NOT_FOUND;
    }
    if (debit.input.ledger() != credit.input.ledger()) {
      return TransferResult.ACCOUNTS_MUST_HAVE_THE_SAME_LEDGER;
    }
    if (t.ledger() != debit.input.ledger()) {
      return TransferResult.TRANSFER_MUST_HAVE_THE_SAME_LEDGER_AS_ACCOUNTS;
    }
    if (moment.isImport()) {
      TransferResult time = checkImport(t, debit, credit);
      if (time != null) {
        return time;
      }
    }
    if (debit.isClosed) {
      return TransferResult.DEBIT_ACCOUNT_ALREADY_CLOSED;
    }
    return credit.isClosed ? TransferResult.CREDIT_ACCOUNT_ALREADY_CLOSED : null;
  }

  private TransferResult post(TransferInput t, Moment moment) {
    ModelAccount debit = state.account(t.debit());
    ModelAccount credit = state.account(t.credit());
    BigInteger amount = balanced(t, debit.balances, credit.balances);
    long timestamp = moment.isImport() ? t.timestamp() : moment.timestamp();
    TransferResult sums = checkSums(t, amount, debit, credit, timestamp);
    if (sums != null) {
      return sums;
    }
    if (amount.signum() > 0 && ModelQueue.overtakes(state, t, debit, credit)) {
      return TransferResult.OTHERS_WAIT;
    }
    write(new ModelTransfer(t, debit, credit, amount, timestamp));
    return TransferResult.CREATED;
  }

  private static @Nullable TransferResult checkShape(TransferInput t) {
    boolean isPending = t.has(Transfers.PENDING);
    if (t.debit().equals(Key.NONE)) {
      return TransferResult.DEBIT_ACCOUNT_ID_MUST_NOT_BE_ZERO;
    }
    if (t.debit().equals(Wire.KEY_MAX)) {
      return TransferResult.DEBIT_ACCOUNT_ID_MUST_NOT_BE_INT_MAX;
    }
    if (t.credit().equals(Key.NONE)) {
      return TransferResult.CREDIT_ACCOUNT_ID_MUST_NOT_BE_ZERO;
    }
    if (t.credit().equals(Wire.KEY_MAX)) {
      return TransferResult.CREDIT_ACCOUNT_ID_MUST_NOT_BE_INT_MAX;
    }
    if (t.debit().equals(t.credit())) {
      return TransferResult.ACCOUNTS_MUST_BE_DIFFERENT;
    }
    if (!t.pendingId().equals(Key.NONE)) {
      return TransferResult.PENDING_ID_MUST_BE_ZERO;
    }
    if (!isPending && !t.has(Transfers.QUEUED) && t.timeout() != 0) {
      return TransferResult.TIMEOUT_RESERVED_FOR_PENDING_TRANSFER;
    }
    if (!isPending && t.has(Transfers.CLOSING_DEBIT | Transfers.CLOSING_CREDIT)) {
      return TransferResult.CLOSING_TRANSFER_MUST_BE_PENDING;
    }
    if (t.ledger() == 0) {
      return TransferResult.LEDGER_MUST_NOT_BE_ZERO;
    }
    return t.code() == 0 ? TransferResult.CODE_MUST_NOT_BE_ZERO : null;
  }

  private @Nullable TransferResult checkImport(
      TransferInput t, ModelAccount debit, ModelAccount credit) {
    if (t.timestamp() <= state.lastTransferTimestamp()
        || state.accountTimestamps.contains(t.timestamp())) {
      return TransferResult.IMPORTED_EVENT_TIMESTAMP_MUST_NOT_REGRESS;
    }
    if (t.timestamp() <= debit.timestamp) {
      return TransferResult.IMPORTED_EVENT_TIMESTAMP_MUST_POSTDATE_DEBIT_ACCOUNT;
    }
    if (t.timestamp() <= credit.timestamp) {
      return TransferResult.IMPORTED_EVENT_TIMESTAMP_MUST_POSTDATE_CREDIT_ACCOUNT;
    }
    return t.timeout() != 0 ? TransferResult.IMPORTED_EVENT_TIMEOUT_MUST_BE_ZERO : null;
  }

  /// The smaller bound wins; nothing is less than nothing.
  private static BigInteger balanced(
      TransferInput t, ModelAccount.Balances debit, ModelAccount.Balances credit) {
    BigInteger amount = t.amount();
    if (t.has(Transfers.BALANCING_DEBIT)) {
      BigInteger has = debit.creditsPosted().subtract(debit.debits());
      amount = amount.min(has.max(BigInteger.ZERO));
    }
    if (t.has(Transfers.BALANCING_CREDIT)) {
      BigInteger owes = credit.debitsPosted().subtract(credit.credits());
      amount = amount.min(owes.max(BigInteger.ZERO));
    }
    return amount;
  }

  private @Nullable TransferResult checkSums(
      TransferInput t,
      BigInteger amount,
      ModelAccount debit,
      ModelAccount credit,
      long timestamp) {
    if (t.has(Transfers.PENDING)) {
      if (overflows(debit.balances.debitsPending(), amount)) {
        return TransferResult.OVERFLOWS_DEBITS_PENDING;
      }
      if (overflows(credit.balances.creditsPending(), amount)) {
        return TransferResult.OVERFLOWS_CREDITS_PENDING;
      }
    }
    if (overflows(debit.balances.debitsPosted(), amount)) {
      return TransferResult.OVERFLOWS_DEBITS_POSTED;
    }
    if (overflows(credit.balances.creditsPosted(), amount)) {
      return TransferResult.OVERFLOWS_CREDITS_POSTED;
    }
    if (overflows(debit.balances.debits(), amount)) {
      return TransferResult.OVERFLOWS_DEBITS;
    }
    if (overflows(credit.balances.credits(), amount)) {
      return TransferResult.OVERFLOWS_CREDITS;
    }
    BigInteger expiry =
        BigInteger.valueOf(Integer.toUnsignedLong(t.timeout()))
            .multiply(NS_PER_SECOND)
            .add(BigInteger.valueOf(timestamp));
    if (expiry.compareTo(TIME_MAX) > 0) {
      return TransferResult.OVERFLOWS_TIMEOUT;
    }
    if (!debit.mayBeDebited(amount)) {
      return debit.line.signum() > 0
          ? TransferResult.CREDIT_LINE_EXCEEDED
          : TransferResult.EXCEEDS_CREDITS;
    }
    if (!credit.mayBeCredited(amount)) {
      return credit.line.signum() > 0
          ? TransferResult.CREDIT_LINE_EXCEEDED
          : TransferResult.EXCEEDS_DEBITS;
    }
    ModelState.Pair pair = state.pair(debit, credit);
    return pair != null && !pair.allows(amount)
        ? TransferResult.BILATERAL_LIMIT_EXCEEDED
        : null;
  }

  private static boolean overflows(BigInteger sum, BigInteger amount) {
    return sum.add(amount).compareTo(Wire.MAX_128) > 0;
  }

  private void write(ModelTransfer transfer) {
    BigInteger amount = transfer.amount;
    boolean isPending = transfer.input.has(Transfers.PENDING);
    BigInteger pending = isPending ? amount : BigInteger.ZERO;
    BigInteger posted = isPending ? BigInteger.ZERO : amount;
    state.add(transfer);
    state.setBalances(transfer.debit, transfer.debit.balances.debit(pending, posted));
    state.setBalances(transfer.credit, transfer.credit.balances.credit(pending, posted));
    ModelState.Pair pair = state.pair(transfer.debit, transfer.credit);
    if (isPending && pair != null) {
      transfer.isPendingInPair = true;
      state.addPending(pair, amount);
    }
    if (!isPending) {
      postInPairs(transfer.debit, transfer.credit, amount);
    }
    if (transfer.input.has(Transfers.CLOSING_DEBIT)) {
      state.setClosed(transfer.debit, true);
    }
    if (transfer.input.has(Transfers.CLOSING_CREDIT)) {
      state.setClosed(transfer.credit, true);
    }
    keepBalances(transfer);
  }

  private void postInPairs(ModelAccount debit, ModelAccount credit, BigInteger amount) {
    ModelState.Pair there = state.pair(debit, credit);
    if (there != null) {
      state.addPosted(there, amount);
    }
    ModelState.Pair back = state.pair(credit, debit);
    if (back != null) {
      state.addReceived(back, amount);
    }
  }

  private static void keepBalances(ModelTransfer transfer) {
    transfer.debitAfter = transfer.debit.balances;
    transfer.creditAfter = transfer.credit.balances;
  }

  private TransferResult resolve(TransferInput t, Moment moment) {
    TransferResult shape = checkResolvingShape(t);
    if (shape != null) {
      return shape;
    }
    ModelTransfer pending =
        state.waitingById.getOrDefault(t.pendingId(), state.transfers.get(t.pendingId()));
    if (pending == null) {
      return TransferResult.PENDING_TRANSFER_NOT_FOUND;
    }
    boolean isWaiting = pending.state == ModelTransfer.State.WAITING;
    if (t.has(Transfers.QUEUED) && !isWaiting) {
      return TransferResult.PENDING_TRANSFER_NOT_QUEUED;
    }
    if (isWaiting && t.has(Transfers.POST_PENDING_TRANSFER)) {
      return pending.input.has(Transfers.PENDING)
          ? TransferResult.PENDING_TRANSFER_QUEUED
          : TransferResult.PENDING_TRANSFER_NOT_PENDING;
    }
    if (!isWaiting && !pending.input.has(Transfers.PENDING)) {
      return TransferResult.PENDING_TRANSFER_NOT_PENDING;
    }
    TransferResult match = checkMatch(t, pending, moment.timestamp());
    if (match != null) {
      return match;
    }
    if (moment.isImport()) {
      TransferResult time = checkImport(t, pending.debit, pending.credit);
      if (time != null) {
        return time;
      }
    }
    boolean isVoid = t.has(Transfers.VOID_PENDING_TRANSFER);
    if (!isVoid && pending.debit.isClosed) {
      return TransferResult.DEBIT_ACCOUNT_ALREADY_CLOSED;
    }
    if (!isVoid && pending.credit.isClosed) {
      return TransferResult.CREDIT_ACCOUNT_ALREADY_CLOSED;
    }
    // From here on it must succeed.
    BigInteger amount = resolvedAmount(t, pending);
    long timestamp = moment.isImport() ? t.timestamp() : moment.timestamp();
    ModelTransfer resolving = new ModelTransfer(t, pending, amount, timestamp);
    state.add(resolving);
    if (isWaiting) {
      state.giveUp(pending);
      keepBalances(resolving);
      return TransferResult.CREATED;
    }
    release(pending, isVoid ? ModelTransfer.State.VOIDED : ModelTransfer.State.POSTED);
    if (!isVoid) {
      state.setBalances(
          pending.debit, pending.debit.balances.debit(BigInteger.ZERO, amount));
      state.setBalances(
          pending.credit, pending.credit.balances.credit(BigInteger.ZERO, amount));
      postInPairs(pending.debit, pending.credit, amount);
    }
    keepBalances(resolving);
    return TransferResult.CREATED;
  }

  private static @Nullable TransferResult checkResolvingShape(TransferInput t) {
    if (t.pendingId().equals(Key.NONE)) {
      return TransferResult.PENDING_ID_MUST_NOT_BE_ZERO;
    }
    if (t.pendingId().equals(Wire.KEY_MAX)) {
      return TransferResult.PENDING_ID_MUST_NOT_BE_INT_MAX;
    }
    if (t.pendingId().equals(t.id())) {
      return TransferResult.PENDING_ID_MUST_BE_DIFFERENT;
    }
    return t.timeout() != 0 ? TransferResult.TIMEOUT_RESERVED_FOR_PENDING_TRANSFER : null;
  }

  private static BigInteger resolvedAmount(TransferInput t, ModelTransfer pending) {
    boolean isVoid = t.has(Transfers.VOID_PENDING_TRANSFER);
    boolean isAll = isVoid ? t.amount().signum() == 0 : t.amount().equals(Wire.MAX_128);
    return isAll ? pending.amount : t.amount();
  }

  private static @Nullable TransferResult checkMatch(
      TransferInput t, ModelTransfer pending, long timestamp) {
    if (!isSame(true, t.debit(), pending.input.debit())) {
      return TransferResult.PENDING_TRANSFER_HAS_DIFFERENT_DEBIT_ACCOUNT_ID;
    }
    if (!isSame(true, t.credit(), pending.input.credit())) {
      return TransferResult.PENDING_TRANSFER_HAS_DIFFERENT_CREDIT_ACCOUNT_ID;
    }
    if (t.ledger() != 0 && t.ledger() != pending.input.ledger()) {
      return TransferResult.PENDING_TRANSFER_HAS_DIFFERENT_LEDGER;
    }
    if (t.code() != 0 && t.code() != pending.input.code()) {
      return TransferResult.PENDING_TRANSFER_HAS_DIFFERENT_CODE;
    }
    int order = resolvedAmount(t, pending).compareTo(pending.amount);
    if (order > 0) {
      return TransferResult.EXCEEDS_PENDING_TRANSFER_AMOUNT;
    }
    if (order < 0 && t.has(Transfers.VOID_PENDING_TRANSFER)) {
      return TransferResult.PENDING_TRANSFER_HAS_DIFFERENT_AMOUNT;
    }
    return switch (pending.state) {
      case POSTED -> TransferResult.PENDING_TRANSFER_ALREADY_POSTED;
      case VOIDED -> TransferResult.PENDING_TRANSFER_ALREADY_VOIDED;
      case EXPIRED -> TransferResult.PENDING_TRANSFER_EXPIRED;
      case SINGLE, WAITING, PENDING ->
          pending.expiresAt() <= timestamp ? TransferResult.PENDING_TRANSFER_EXPIRED : null;
    };
  }

  /// Gives back what a pending transfer held; an account that it closed is open again.
  void release(ModelTransfer pending, ModelTransfer.State resolved) {
    BigInteger held = pending.amount.negate();
    state.resolve(pending, resolved);
    state.setBalances(pending.debit, pending.debit.balances.debit(held, BigInteger.ZERO));
    state.setBalances(pending.credit, pending.credit.balances.credit(held, BigInteger.ZERO));
    ModelState.Pair pair = state.pair(pending.debit, pending.credit);
    if (pending.isPendingInPair && pair != null) {
      state.addPending(pair, held);
    }
    if (pending.input.has(Transfers.CLOSING_DEBIT)) {
      state.setClosed(pending.debit, false);
    }
    if (pending.input.has(Transfers.CLOSING_CREDIT)) {
      state.setClosed(pending.credit, false);
    }
  }
}
