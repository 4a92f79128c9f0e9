package kontor.engine.payment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import kontor.engine.Conversion;
import kontor.engine.Outcome;
import kontor.engine.Refusal;
import kontor.engine.agreement.FixingBoard;
import kontor.engine.ledger.KeyPages;
import kontor.engine.ledger.LongTable;
import kontor.engine.participant.Registry;
import kontor.engine.rates.Redenomination;
import kontor.engine.state.Bounds;
import kontor.engine.state.Invariants;
import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;
import kontor.engine.state.Step;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.Key;
import kontor.engine.terms.Money;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.PaymentOrder;
import kontor.engine.terms.PaymentState;
import org.jspecify.annotations.Nullable;

/// Every payment that ever came, with its outcome: the one true answer for ever. A row of numbers
/// each, because it is the table that grows with history.
///
/// A payment that ended {@link Bounds#PAYMENT_RETIRES_MS} ago retires: it leaves the rows for
/// {@link RetiredPayments}, which has the same answers in half of the room. Payments retire in the
/// order in which they came, so one that waits keeps those behind it. Which have retired follows
/// from the commands and their times alone, and nobody outside can tell.
final class PaymentTable {

  static final int NONE = LongTable.NONE;

  /// How many retire when one comes: more than one, so that a backlog gets shorter.
  private static final int RETIRE_AT_ENTRY = 2;
  /// How many retire when time passes, so that no step is long after a long rest.
  private static final int RETIRE_IN_STEP = 64;

  private static final int SENDER = 2;
  private static final int CONTENT = 3;
  /// State in the lowest eight bits, then up to seven refusals of eight bits each.
  private static final int STATE = 7;
  private static final int POSITION = 8;
  private static final int TIMESTAMP = 9;
  private static final int DEBIT = 10;
  private static final int CREDIT = 11;
  /// Agreement and version, 32 bits each; 0 if the payment was never rated.
  private static final int AGREEMENT = 12;
  /// Number of the fixing plus one, 32 bits; numbers of the currencies, 16 bits each.
  private static final int RATE = 13;
  private static final int NUMBER_BITS = 16;
  private static final int NUMBER_MASK = 0xffff;
  private static final int COLUMNS = 14;

  static final int REFUSALS_MAX = 7;
  private static final int CODE_BITS = 8;
  private static final int CODE_MASK = 0xff;

  private static final PaymentState[] STATES = new PaymentState[CODE_MASK + 1];
  private static final Refusal[] REFUSALS = new Refusal[CODE_MASK + 1];

  static {
    for (PaymentState state : PaymentState.values()) {
      STATES[state.code()] = state;
    }
    for (Refusal refusal : Refusal.values()) {
      REFUSALS[refusal.code()] = refusal;
    }
  }

  private final Registry registry;
  private final FixingBoard fixings;
  private final LongTable payments;
  private final RetiredPayments retired;
  private final KeyPages instructionKeys;
  private final KeyPages transactionKeys;

  PaymentTable(Registry registry, FixingBoard fixings, Bounds bounds) {
    this.registry = registry;
    this.fixings = fixings;
    payments = new LongTable(COLUMNS, bounds.paymentsMax());
    retired = new RetiredPayments(bounds.paymentsMax());
    instructionKeys = new KeyPages(2, bounds.paymentsMax());
    transactionKeys = new KeyPages(2, bounds.paymentsMax());
  }

  private int find(PaymentId payment) {
    return payments.find(payment.high(), payment.low());
  }

  boolean knows(PaymentId payment) {
    return find(payment) != NONE || retired.find(payment) != KeyPages.NONE;
  }

  boolean isFull() {
    return payments.isFull();
  }

  /// Whether the order is, in sender and content, the one that is known under its UETR.
  boolean isSame(PaymentOrder order) {
    int row = find(order.payment());
    return row == NONE
        ? retired.isSame(retired.find(order.payment()), order)
        : payments.get(row, SENDER) == order.route().sender().packed()
            && payments.get(row, CONTENT) == order.content().a()
            && payments.get(row, CONTENT + 1) == order.content().b()
            && payments.get(row, CONTENT + 2) == order.content().c()
            && payments.get(row, CONTENT + 3) == order.content().d();
  }

  boolean isInstructionKeyUsed(Key key) {
    return isUsed(instructionKeys, key);
  }

  boolean isTransactionKeyUsed(Key key) {
    return isUsed(transactionKeys, key);
  }

  private static boolean isUsed(KeyPages keys, Key key) {
    return !key.equals(Key.NONE) && keys.contains(key.high(), key.low());
  }

  /// Takes the keys of a payment that was accepted.
  void reserveKeys(PaymentOrder order) {
    reserve(instructionKeys, order.instructionKey());
    reserve(transactionKeys, order.transactionKey());
  }

  private static void reserve(KeyPages keys, Key key) {
    if (!key.equals(Key.NONE)) {
      keys.add(key.high(), key.low());
    }
  }

  /// Enters a payment that is not known yet.
  int add(PaymentOrder order, Step step) {
    retire(RETIRE_AT_ENTRY, step.nowMs());
    int row = payments.add(order.payment().high(), order.payment().low());
    payments.set(row, SENDER, order.route().sender().packed());
    payments.set(row, CONTENT, order.content().a());
    payments.set(row, CONTENT + 1, order.content().b());
    payments.set(row, CONTENT + 2, order.content().c());
    payments.set(row, CONTENT + 3, order.content().d());
    return row;
  }

  void passTime(Step step) {
    retire(RETIRE_IN_STEP, step.nowMs());
  }

  /// Lets the first payments go whose time is over, so many at most.
  private void retire(int most, long nowMs) {
    for (int i = 0; i < most && firstIsOver(nowMs); i++) {
      int row = payments.firstRow();
      retired.add(
          id(row),
          RetiredPayments.fingerprint(payments.get(row, CONTENT), payments.get(row, SENDER)),
          payments.get(row, CONTENT + 1),
          retiring(row));
      payments.removeFirst();
    }
  }

  private boolean firstIsOver(long nowMs) {
    int row = payments.firstRow();
    return row < payments.rows()
        && state(row).isFinal()
        && payments.get(row, TIMESTAMP) <= nowMs - Bounds.PAYMENT_RETIRES_MS
        && RetiredPayments.fits(payments.get(row, POSITION), payments.get(row, TIMESTAMP));
  }

  private RetiredPayments.Row retiring(int row) {
    return new RetiredPayments.Row(
        payments.get(row, STATE),
        payments.get(row, POSITION),
        payments.get(row, TIMESTAMP),
        payments.get(row, DEBIT),
        payments.get(row, CREDIT),
        payments.get(row, AGREEMENT),
        payments.get(row, RATE));
  }

  /// Keeps both sums of a payment, and the fixing by its number; -1 if there is none.
  void setConversion(int row, Conversion conversion, int fixing) {
    payments.set(row, DEBIT, conversion.debit().minor());
    payments.set(row, CREDIT, conversion.credit().minor());
    payments.set(
        row, AGREEMENT, (long) conversion.agreement() << 32 | conversion.agreementVersion());
    payments.set(
        row,
        RATE,
        (long) (fixing + 1) << 32
            | (long) registry.number(conversion.debit().currency()) << 16
            | registry.number(conversion.credit().currency()));
  }

  /// Gives a payment that waits its sums in a new unit. Its fixing stays the one it was rated by.
  void redenominate(int row, Redenomination unit) {
    long rate = payments.get(row, RATE);
    int from = registry.number(unit.from());
    int to = registry.number(unit.to());
    int debit = (int) rate >>> NUMBER_BITS;
    int credit = (int) rate & NUMBER_MASK;
    if (debit == from) {
      payments.set(row, DEBIT, unit.minor(payments.get(row, DEBIT)));
    }
    if (credit == from) {
      payments.set(row, CREDIT, unit.minor(payments.get(row, CREDIT)));
    }
    payments.set(
        row,
        RATE,
        rate >>> Integer.SIZE << Integer.SIZE
            | (long) (debit == from ? to : debit) << NUMBER_BITS
            | (credit == from ? to : credit));
  }

  void setState(int row, PaymentState state, List<Refusal> refusals, Step step) {
    Invariants.check(!state(row).isFinal(), "payment is final already", "payment", row);
    Invariants.check(refusals.size() <= REFUSALS_MAX, "too many refusals", "payment", row);
    long packed = 0;
    for (int i = refusals.size() - 1; i >= 0; i--) {
      packed = packed << CODE_BITS | refusals.get(i).code();
    }
    payments.set(row, STATE, packed << CODE_BITS | state.code());
    payments.set(row, POSITION, step.position());
    payments.set(row, TIMESTAMP, step.nowMs());
  }

  PaymentState state(int row) {
    return state(payments.get(row, STATE));
  }

  private static PaymentState state(long standing) {
    int code = (int) standing & CODE_MASK;
    return code == 0 ? PaymentState.SUBMITTED : STATES[code];
  }

  /// What became of it; null if it is not known.
  @Nullable Outcome outcome(PaymentId payment) {
    int row = find(payment);
    if (row != NONE) {
      return outcome(retiring(row));
    }
    long place = retired.find(payment);
    return place == KeyPages.NONE ? null : outcome(retired.row(place));
  }

  private Outcome outcome(RetiredPayments.Row row) {
    List<Refusal> refusals = new ArrayList<>();
    for (long codes = row.standing() >>> CODE_BITS; codes != 0; codes >>>= CODE_BITS) {
      refusals.add(REFUSALS[(int) codes & CODE_MASK]);
    }
    return new Outcome(
        state(row.standing()),
        List.copyOf(refusals),
        row.position(),
        row.timestampMs(),
        conversion(row));
  }

  @Nullable Conversion conversion(int row) {
    return conversion(retiring(row));
  }

  private @Nullable Conversion conversion(RetiredPayments.Row row) {
    if (row.agreement() == 0) {
      return null;
    }
    long rate = row.rate();
    int fixingNumber = (int) (rate >>> 32) - 1;
    @Nullable Fixing fixing = fixingNumber < 0 ? null : fixings.fixing(fixingNumber);
    return new Conversion(
        (int) (row.agreement() >>> 32),
        (int) row.agreement(),
        new Money(row.debitMinor(), registry.currency((int) rate >>> 16)),
        new Money(row.creditMinor(), registry.currency((int) rate & 0xffff)),
        fixing);
  }

  PaymentId id(int row) {
    return new PaymentId(payments.get(row, 0), payments.get(row, 1));
  }

  /// Numbers of the payments that have not retired.
  int firstRow() {
    return payments.firstRow();
  }

  int rows() {
    return payments.rows();
  }

  void forEachRetired(Consumer<PaymentId> visitor) {
    retired.forEach(visitor);
  }

  void writeTo(StateWriter writer) {
    writer.putInt(payments.firstRow());
    payments.writeTo(writer);
    retired.writeTo(writer);
    instructionKeys.writeTo(writer);
    transactionKeys.writeTo(writer);
  }

  void readFrom(StateReader reader) {
    payments.readFrom(reader, reader.getCount(), (table, row) -> true);
    retired.readFrom(reader);
    instructionKeys.readFrom(reader);
    transactionKeys.readFrom(reader);
  }

  /// Reads what the second version wrote, in which no payment retired; now all do whose time is
  /// over, as they would have by then.
  void readSecondVersion(StateReader reader, long nowMs) {
    payments.readFrom(reader, (table, row) -> true);
    retire(Integer.MAX_VALUE, nowMs);
    readSecondVersion(reader, instructionKeys);
    readSecondVersion(reader, transactionKeys);
  }

  private static void readSecondVersion(StateReader reader, KeyPages keys) {
    LongTable rows = LongTable.read(reader, 2);
    for (int row = 0; row < rows.rows(); row++) {
      keys.add(rows.get(row, 0), rows.get(row, 1));
    }
  }

  void checkInvariants() {
    payments.checkInvariants((table, row) -> true);
    Invariants.check(
        retired.count() == payments.firstRow(),
        "payments that left the rows are not those that retired",
        "retired",
        retired.count());
    retired.checkInvariants();
    instructionKeys.checkInvariants();
    transactionKeys.checkInvariants();
  }
}
