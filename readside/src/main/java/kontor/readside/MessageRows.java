package kontor.readside;

import kontor.engine.Command.Envelope;
import kontor.engine.Event;
import kontor.engine.RecordedEvent;
import kontor.engine.terms.Digest;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.PaymentId;
import org.jspecify.annotations.Nullable;

/// Writes messages, their evidence and what the edge refused of them.
final class MessageRows {

  private static final Digest NOBODY = new Digest(0, 0, 0, 0);

  private final Session session;
  private long lastNumber = -1;
  // The events of a message follow each other, so remembering one is enough.
  private Digest knownDigest = NOBODY;
  private long knownNumber;

  MessageRows(Session session) {
    this.session = session;
  }

  /// After a rollback: what is in memory is not what is in the file.
  void forget() {
    lastNumber = -1;
    knownDigest = NOBODY;
  }

  void receive(RecordedEvent at, Event.MessageReceived event) {
    Envelope envelope = event.envelope();
    Long known = find(envelope.digest());
    long number = known == null ? insert(at, envelope) : known;
    session.run(
        "write/receivePart",
        number,
        envelope.part(),
        event.evidence(),
        at.position(),
        at.index(),
        at.timestampMs());
  }

  private long insert(RecordedEvent at, Envelope envelope) {
    if (lastNumber < 0) {
      lastNumber = session.lastNumber("write/lastMessageNumber");
    }
    lastNumber++;
    ParticipantId sender = envelope.sender();
    session.run(
        "write/receiveMessage",
        lastNumber,
        envelope.digest().toString(),
        sender == null ? null : sender.bic(),
        envelope.messageKey().toString(),
        envelope.kind(),
        envelope.parts(),
        envelope.transactions(),
        at.position(),
        at.index(),
        at.timestampMs());
    knownDigest = envelope.digest();
    knownNumber = lastNumber;
    return lastNumber;
  }

  void repeat(Event.MessageRepeated event) {
    session.run("write/repeatMessage", numberOf(event.digest()));
  }

  void refuse(Event.MessageRefused event) {
    session.run("write/refuseMessage", event.refusal().name(), numberOf(event.digest()));
  }

  void refuseInstruction(RecordedEvent at, Event.InstructionRefused event) {
    PaymentId payment = event.payment();
    session.run(
        "write/refuseInstruction",
        numberOf(event.message()),
        event.sequence(),
        payment == null ? null : payment.uetr(),
        Row.utf8(event.faults()),
        at.position(),
        at.index(),
        at.timestampMs());
  }

  /// The number of a message that is in: every instruction comes after its message's evidence.
  long numberOf(Digest digest) {
    Long number = find(digest);
    if (number == null) {
      throw new IllegalStateException("an event speaks of a message that never came: " + digest);
    }
    return number;
  }

  private @Nullable Long find(Digest digest) {
    if (digest.equals(knownDigest)) {
      return knownNumber;
    }
    Long stored =
        session.one(
            "write/messageNumber", row -> row.longNumber("number"), digest.toString());
    if (stored != null) {
      knownDigest = digest;
      knownNumber = stored;
    }
    return stored;
  }
}
