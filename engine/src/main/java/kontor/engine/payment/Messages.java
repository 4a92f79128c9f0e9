package kontor.engine.payment;

import kontor.engine.Command.Envelope;
import kontor.engine.Refusal;
import kontor.engine.ledger.LongTable;
import kontor.engine.state.Bounds;
import kontor.engine.state.Section;
import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;
import kontor.engine.state.Step;
import kontor.engine.terms.Digest;
import kontor.engine.terms.Key;
import org.jspecify.annotations.Nullable;

/// The register of messages: which bytes came, when first, and which message ids are taken
/// (V10, V11). Bytes are known by the first half of their digest, as every identity is.
final class Messages {

  static final int NONE = LongTable.NONE;

  private static final int POSITION = 2;
  private static final int TIMESTAMP = 3;
  /// Code of the refusal of the whole message, or 0.
  private static final int REFUSAL = 4;
  private static final int COLUMNS = 5;

  private static final int DIGEST_A = 2;
  private static final int DIGEST_B = 3;
  private static final int KEY_COLUMNS = 4;

  private final LongTable messages;
  private final LongTable messageKeys;

  Messages(Bounds bounds) {
    messages = new LongTable(COLUMNS, bounds.paymentsMax());
    messageKeys = new LongTable(KEY_COLUMNS, bounds.paymentsMax());
  }

  /// Number of this part of the message if it came before.
  int find(Envelope envelope) {
    return messages.find(envelope.digest().a() + envelope.part(), envelope.digest().b());
  }

  long firstPosition(int row) {
    return messages.get(row, POSITION);
  }

  long firstTimestampMs(int row) {
    return messages.get(row, TIMESTAMP);
  }

  /// Why the whole message was refused when it came first; null if it was not.
  @Nullable Refusal refusal(int row) {
    int code = (int) messages.get(row, REFUSAL);
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
    Digest digest = envelope.digest();
    int row = messages.add(digest.a() + envelope.part(), digest.b());
    messages.set(row, POSITION, step.position());
    messages.set(row, TIMESTAMP, step.nowMs());
    messages.set(row, REFUSAL, refusal == null ? 0 : refusal.code());
    return refusal;
  }

  private @Nullable Refusal takeKey(Envelope envelope) {
    Key key = envelope.messageKey();
    Digest digest = envelope.digest();
    if (key.equals(Key.NONE)) {
      return null;
    }
    int known = messageKeys.find(key.high(), key.low());
    if (known == LongTable.NONE) {
      int row = messageKeys.add(key.high(), key.low());
      messageKeys.set(row, DIGEST_A, digest.a());
      messageKeys.set(row, DIGEST_B, digest.b());
      return null;
    }
    boolean same =
        messageKeys.get(known, DIGEST_A) == digest.a()
            && messageKeys.get(known, DIGEST_B) == digest.b();
    return same ? null : Refusal.MESSAGE_ID_REUSED;
  }

  void writeTo(StateWriter writer) {
    writer.section(Section.MESSAGES);
    messages.writeTo(writer);
    messageKeys.writeTo(writer);
  }

  void readFrom(StateReader reader) {
    reader.section(Section.MESSAGES);
    messages.readFrom(reader, (table, row) -> true);
    messageKeys.readFrom(reader, (table, row) -> true);
  }

  void checkInvariants() {
    messages.checkInvariants((table, row) -> true);
    messageKeys.checkInvariants((table, row) -> true);
  }
}
