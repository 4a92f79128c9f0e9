package kontor.engine.payment;

import java.util.ArrayList;
import java.util.List;
import kontor.engine.Conversion;
import kontor.engine.Outcome;
import kontor.engine.Refusal;
import kontor.engine.agreement.FixingBoard;
import kontor.engine.ledger.LongTable;
import kontor.engine.participant.Registry;
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
final class PaymentTable {

  static final int NONE = LongTable.NONE;

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
  private final LongTable instructionKeys;
  private final LongTable transactionKeys;

  PaymentTable(Registry registry, FixingBoard fixings, Bounds bounds) {
    this.registry = registry;
    this.fixings = fixings;
    payments = new LongTable(COLUMNS, bounds.paymentsMax());
    instructionKeys = new LongTable(2, bounds.paymentsMax());
    transactionKeys = new LongTable(2, bounds.paymentsMax());
  }

  int find(PaymentId payment) {
    return payments.find(payment.high(), payment.low());
  }

  boolean isFull() {
    return payments.isFull();
  }

  /// Whether the order is, in sender and content, the one that is known under its UETR.
  boolean isSame(int row, PaymentOrder order) {
    return payments.get(row, SENDER) == order.route().sender().packed()
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

  private static boolean isUsed(LongTable keys, Key key) {
    return !key.equals(Key.NONE) && keys.find(key.high(), key.low()) != LongTable.NONE;
  }

  /// Takes the keys of a payment that was accepted.
  void reserveKeys(PaymentOrder order) {
    reserve(instructionKeys, order.instructionKey());
    reserve(transactionKeys, order.transactionKey());
  }

  private static void reserve(LongTable keys, Key key) {
    if (!key.equals(Key.NONE)) {
      keys.add(key.high(), key.low());
    }
  }

  /// Enters a payment that is not known yet.
  int add(PaymentOrder order) {
    int row = payments.add(order.payment().high(), order.payment().low());
    payments.set(row, SENDER, order.route().sender().packed());
    payments.set(row, CONTENT, order.content().a());
    payments.set(row, CONTENT + 1, order.content().b());
    payments.set(row, CONTENT + 2, order.content().c());
    payments.set(row, CONTENT + 3, order.content().d());
    return row;
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
    int code = (int) payments.get(row, STATE) & CODE_MASK;
    return code == 0 ? PaymentState.SUBMITTED : STATES[code];
  }

  Outcome outcome(int row) {
    List<Refusal> refusals = new ArrayList<>();
    long codes = payments.get(row, STATE) >>> CODE_BITS;
    for (; codes != 0; codes >>>= CODE_BITS) {
      refusals.add(REFUSALS[(int) codes & CODE_MASK]);
    }
    return new Outcome(
        state(row),
        List.copyOf(refusals),
        payments.get(row, POSITION),
        payments.get(row, TIMESTAMP),
        conversion(row));
  }

  @Nullable Conversion conversion(int row) {
    long agreement = payments.get(row, AGREEMENT);
    if (agreement == 0) {
      return null;
    }
    long rate = payments.get(row, RATE);
    int fixingNumber = (int) (rate >>> 32) - 1;
    @Nullable Fixing fixing = fixingNumber < 0 ? null : fixings.fixing(fixingNumber);
    return new Conversion(
        (int) (agreement >>> 32),
        (int) agreement,
        new Money(payments.get(row, DEBIT), registry.currency((int) rate >>> 16)),
        new Money(payments.get(row, CREDIT), registry.currency((int) rate & 0xffff)),
        fixing);
  }

  PaymentId id(int row) {
    return new PaymentId(payments.get(row, 0), payments.get(row, 1));
  }

  int rows() {
    return payments.rows();
  }

  void writeTo(StateWriter writer) {
    payments.writeTo(writer);
    instructionKeys.writeTo(writer);
    transactionKeys.writeTo(writer);
  }

  void readFrom(StateReader reader) {
    payments.readFrom(reader, (table, row) -> true);
    instructionKeys.readFrom(reader, (table, row) -> true);
    transactionKeys.readFrom(reader, (table, row) -> true);
  }

  void checkInvariants() {
    payments.checkInvariants((table, row) -> true);
    instructionKeys.checkInvariants((table, row) -> true);
    transactionKeys.checkInvariants((table, row) -> true);
  }
}
