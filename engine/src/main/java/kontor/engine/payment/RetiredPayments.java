package kontor.engine.payment;

import java.util.function.Consumer;
import kontor.engine.ledger.KeyPages;
import kontor.engine.ledger.LongTable;
import kontor.engine.state.Invariants;
import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.PaymentOrder;

/// Payments that ended long ago, for ever and in 64 bytes each: what tells a repeat from a
/// conflict, and the whole outcome, so that the answer is the one that was given first.
///
/// How a payment ended and on which terms (state, refusals, agreement, fixing, currencies) is the
/// same for very many and kept once.
final class RetiredPayments {

  /// Columns 0 and 1 are the UETR; then half of the digest of content, with the sender in it.
  private static final int CONTENT = 2;
  /// Log position in the upper 48 bits, the upper 16 bits of the number of the ending below.
  private static final int POSITION = 4;
  /// Log time in the upper 44 bits, the lower 20 bits of the number of the ending below.
  private static final int TIMESTAMP = 5;
  private static final int DEBIT = 6;
  private static final int CREDIT = 7;
  private static final int COLUMNS = 8;

  private static final int POSITION_SHIFT = 16;
  private static final int TIMESTAMP_SHIFT = 20;
  private static final int ENDING_LOW_MASK = (1 << TIMESTAMP_SHIFT) - 1;
  private static final int ENDING_HIGH_MASK = (1 << POSITION_SHIFT) - 1;

  /// In the upper half of an ending's key, between agreement and version, which needs only sixteen
  /// bits of its 32: state, and above it one refusal.
  private static final int STATE_SHIFT = 16;
  private static final int CODE_BITS = 8;
  private static final long CODE_MASK = (1 << CODE_BITS) - 1;
  private static final long AGREEMENT_MASK = ~(0xffffL << STATE_SHIFT);

  private final KeyPages payments;
  private final LongTable endings;

  RetiredPayments(int paymentsMax) {
    payments = new KeyPages(COLUMNS, paymentsMax);
    endings = new LongTable(2, paymentsMax);
  }

  /// A payment as the table has it whose rows may still change.
  ///
  /// @param standing state in the lowest eight bits, then refusals of eight bits each
  /// @param agreement agreement and version, 32 bits each; 0 if it was never rated
  /// @param rate fixing and currencies
  record Row(
      long standing,
      long position,
      long timestampMs,
      long debitMinor,
      long creditMinor,
      long agreement,
      long rate) {}

  /// Whether such a place in log and time has room; it has for 280 terabytes and until 2248.
  static boolean fits(long position, long timestampMs) {
    return position >>> Long.SIZE - POSITION_SHIFT == 0
        && timestampMs << TIMESTAMP_SHIFT >> TIMESTAMP_SHIFT == timestampMs;
  }

  /// The first quarter of the digest of content with the sender in it: a repeat has both the same.
  static long fingerprint(long contentA, long sender) {
    return contentA ^ sender;
  }

  /// @param fingerprint of content and sender
  /// @param contentB second quarter of the digest of content
  void add(PaymentId payment, long fingerprint, long contentB, Row row) {
    Invariants.check(
        fits(row.position, row.timestampMs), "payment does not fit", "position", row.position);
    long ending = ending(row);
    payments.add(
        payment.high(),
        payment.low(),
        fingerprint,
        contentB,
        row.position << POSITION_SHIFT | ending >>> TIMESTAMP_SHIFT,
        row.timestampMs << TIMESTAMP_SHIFT | ending & ENDING_LOW_MASK,
        row.debitMinor,
        row.creditMinor);
  }

  /// The number of the ending. One that was rated has one refusal at most, and its agreement
  /// leaves room for it; one that was not has no rate, and its refusals take that place.
  private int ending(Row row) {
    long refusals = row.standing >>> CODE_BITS;
    long high = (row.standing & CODE_MASK) << STATE_SHIFT;
    long low = refusals;
    if (row.agreement != 0) {
      Invariants.check(
          (row.agreement & ~AGREEMENT_MASK) == 0 && refusals <= CODE_MASK,
          "ending has no room",
          "standing",
          row.standing);
      high |= refusals << STATE_SHIFT + CODE_BITS | row.agreement;
      low = row.rate;
    }
    int known = endings.find(high, low);
    return known == LongTable.NONE ? endings.add(high, low) : known;
  }

  /// Where the payment is, until the next is added; or {@link KeyPages#NONE}.
  long find(PaymentId payment) {
    return payments.find(payment.high(), payment.low());
  }

  boolean isSame(long place, PaymentOrder order) {
    long sender = order.route().sender().packed();
    return payments.get(place, CONTENT) == fingerprint(order.content().a(), sender)
        && payments.get(place, CONTENT + 1) == order.content().b();
  }

  Row row(long place) {
    long position = payments.get(place, POSITION);
    long timestamp = payments.get(place, TIMESTAMP);
    int ending =
        (int) ((position & ENDING_HIGH_MASK) << TIMESTAMP_SHIFT | timestamp & ENDING_LOW_MASK);
    long high = endings.get(ending, 0);
    long low = endings.get(ending, 1);
    long agreement = high & AGREEMENT_MASK;
    long refusals = agreement == 0 ? low : high >>> STATE_SHIFT + CODE_BITS & CODE_MASK;
    return new Row(
        refusals << CODE_BITS | high >>> STATE_SHIFT & CODE_MASK,
        position >>> POSITION_SHIFT,
        timestamp >> TIMESTAMP_SHIFT,
        payments.get(place, DEBIT),
        payments.get(place, CREDIT),
        agreement,
        agreement == 0 ? 0 : low);
  }

  void forEach(Consumer<PaymentId> visitor) {
    payments.forEach(
        place ->
            visitor.accept(new PaymentId(payments.get(place, 0), payments.get(place, 1))));
  }

  int count() {
    return payments.rows();
  }

  void writeTo(StateWriter writer) {
    payments.writeTo(writer);
    endings.writeTo(writer);
  }

  void readFrom(StateReader reader) {
    payments.readFrom(reader);
    endings.readFrom(reader, (table, row) -> true);
  }

  void checkInvariants() {
    payments.checkInvariants();
    endings.checkInvariants((table, row) -> true);
    payments.forEach(
        place -> {
          long position = payments.get(place, POSITION);
          long timestamp = payments.get(place, TIMESTAMP);
          long ending =
              (position & ENDING_HIGH_MASK) << TIMESTAMP_SHIFT | timestamp & ENDING_LOW_MASK;
          Invariants.check(
              ending < endings.rows(), "retired payment has no ending", "ending", ending);
        });
  }
}
