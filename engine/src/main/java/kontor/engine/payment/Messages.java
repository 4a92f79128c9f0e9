package kontor.engine.payment;

import kontor.engine.Command.Envelope;
import kontor.engine.Refusal;
import kontor.engine.ledger.KeyPages;
import kontor.engine.ledger.LongTable;
import kontor.engine.state.Bounds;
import kontor.engine.state.Invariants;
import kontor.engine.state.Section;
import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;
import kontor.engine.state.Step;
import kontor.engine.terms.Key;
import org.jspecify.annotations.Nullable;

/// The register of messages: which bytes came, when first, and which message ids are taken
/// (V10, V11). Bytes are known by the first half of their digest, as every identity is. They are
/// written once and kept for ever, in as little room as may be.
final class Messages {

  static final long NONE = KeyPages.NONE;

  /// Log position, and in the lowest eight bits the refusal of the whole message, or 0.
  private static final int POSITION = 2;
  private static final int TIMESTAMP = 3;
  private static final int COLUMNS = 4;
  private static final int CODE_BITS = 8;
  private static final int CODE_MASK = (1 << CODE_BITS) - 1;

  /// A quarter of the digest of the message that has the id.
  private static final int DIGEST = 2;
  private static final int KEY_COLUMNS = 3;

  private final KeyPages messages;
  private final KeyPages messageKeys;

  Messages(Bounds bounds) {
    messages = new KeyPages(COLUMNS, bounds.paymentsMax());
    messageKeys = new KeyPages(KEY_COLUMNS, bounds.paymentsMax());
  }

  /// Where this part of the message is if it came before, until the next is registered.
  long find(Envelope envelope) {
    return messages.find(envelope.digest().a() + envelope.part(), envelope.digest().b());
  }

  long firstPosition(long place) {
    return messages.get(place, POSITION) >>> CODE_BITS;
  }

  long firstTimestampMs(long place) {
    return messages.get(place, TIMESTAMP);
  }

  /// Why the whole message was refused when it came first; null if it was not.
  @Nullable Refusal refusal(long place) {
    int code = (int) messages.get(place, POSITION) & CODE_MASK;
    if (code == 0) {
      return null;
    }
    return code == Refusal.TABLE_FULL.code() ? Refusal.TABLE_FULL : Refusal.MESSAGE_ID_REUSED;
  }

  /// Registers a part of a message that is new.
  ///
  /// @return why none of its instructions counts; null if they do
  @Nullable Refusal register(Envelope envelope, int instructions, Step step) {
    if (messages.isFull() || messageKeys.isFull()) {
      return Refusal.TABLE_FULL;
    }
    Refusal refusal =
        instructions > Bounds.ORDERS_PER_MESSAGE_MAX ? Refusal.TABLE_FULL : takeKey(envelope);
    add(
        envelope.digest().a() + envelope.part(),
        envelope.digest().b(),
        step.position(),
        step.nowMs(),
        refusal == null ? 0 : refusal.code());
    return refusal;
  }

  private void add(long idHigh, long idLow, long position, long timestampMs, int refusal) {
    Invariants.check(
        position >>> Long.SIZE - CODE_BITS == 0, "log is too long", "position", position);
    messages.add(idHigh, idLow, position << CODE_BITS | refusal, timestampMs);
  }

  private @Nullable Refusal takeKey(Envelope envelope) {
    Key key = envelope.messageKey();
    if (key.equals(Key.NONE)) {
      return null;
    }
    long known = messageKeys.find(key.high(), key.low());
    if (known == NONE) {
      messageKeys.add(key.high(), key.low(), envelope.digest().a());
      return null;
    }
    boolean same = messageKeys.get(known, DIGEST) == envelope.digest().a();
    return same ? null : Refusal.MESSAGE_ID_REUSED;
  }

  void writeTo(StateWriter writer) {
    writer.section(Section.MESSAGES);
    messages.writeTo(writer);
    messageKeys.writeTo(writer);
  }

  void readFrom(StateReader reader) {
    reader.section(Section.MESSAGES);
    messages.readFrom(reader);
    messageKeys.readFrom(reader);
  }

  /// Reads what the second version wrote: rows as they came, the refusal and half of the digest in
  /// columns of their own.
  void readSecondVersion(StateReader reader) {
    reader.section(Section.MESSAGES);
    LongTable rows = LongTable.read(reader, COLUMNS + 1);
    for (int row = 0; row < rows.rows(); row++) {
      add(
          rows.get(row, 0),
          rows.get(row, 1),
          rows.get(row, POSITION),
          rows.get(row, TIMESTAMP),
          (int) rows.get(row, COLUMNS));
    }
    LongTable keys = LongTable.read(reader, KEY_COLUMNS + 1);
    for (int row = 0; row < keys.rows(); row++) {
      messageKeys.add(keys.get(row, 0), keys.get(row, 1), keys.get(row, DIGEST));
    }
  }

  void checkInvariants() {
    messages.checkInvariants();
    messageKeys.checkInvariants();
  }
}
