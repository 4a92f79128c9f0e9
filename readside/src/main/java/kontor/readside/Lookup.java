package kontor.readside;

import java.io.ByteArrayOutputStream;
import java.util.List;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.Digest;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.PaymentId;
import org.jspecify.annotations.Nullable;

/// Reads inside the projector's transaction.
final class Lookup implements EvidenceLookup {

  private final Session session;
  private final BookRows books;
  private final PaymentRows payments;

  Lookup(Session session, BookRows books, PaymentRows payments) {
    this.session = session;
    this.books = books;
    this.payments = payments;
  }

  @Override
  public @Nullable PaymentRow payment(PaymentId payment) {
    payments.writeDraft();
    return session.one("payment", Rows::payment, payment.uetr());
  }

  @Override
  public @Nullable MessageRow message(Digest message) {
    return session.one("message", Rows::message, message.toString());
  }

  @Override
  public byte @Nullable [] evidence(Digest message) {
    return evidence(session, message);
  }

  @Override
  public List<InstructionRow> instructions(Digest message) {
    payments.writeDraft();
    return instructions(session, message);
  }

  @Override
  public @Nullable ParticipantId institutionOf(ParticipantId participant) {
    return session.one(
        "institutionOf", row -> row.participant("institution"), participant.bic());
  }

  @Override
  public ParticipantId settlesOver(ParticipantId participant) {
    return settlesOver(session, participant);
  }

  static ParticipantId settlesOver(Session session, ParticipantId participant) {
    ParticipantId direct =
        session.one("settlesOver", row -> row.participant("via"), participant.bic());
    return direct == null ? participant : direct;
  }

  @Override
  public @Nullable AccountRow account(AccountId account) {
    return books.view(account);
  }

  static byte @Nullable [] evidence(Session session, Digest message) {
    List<byte[]> parts =
        session.list("evidence", row -> row.bytes("evidence"), message.toString());
    if (parts.isEmpty()) {
      return null;
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    parts.forEach(all::writeBytes);
    return all.toByteArray();
  }

  static List<InstructionRow> instructions(Session session, Digest message) {
    String digest = message.toString();
    return session.list("instructions", Rows::instruction, digest, digest, digest);
  }
}
