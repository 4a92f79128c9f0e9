package kontor.readside;

import java.util.List;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.Digest;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.PaymentId;
import org.jspecify.annotations.Nullable;

/// What the {@link OutboxWriter} may know beside the event: the rows as they stand after it.
public interface EvidenceLookup {

  /// The payment with its message digest and sequence, or null if there is none of this UETR.
  @Nullable PaymentRow payment(PaymentId payment);

  /// The message with sender and kind, or null if these bytes never came.
  @Nullable MessageRow message(Digest message);

  /// The evidence of all parts received so far, one after the other; null if there is none.
  byte @Nullable [] evidence(Digest message);

  /// What became of each instruction of a message, by sequence.
  List<InstructionRow> instructions(Digest message);

  /// Who keeps a participant's settlement accounts; null if it was never admitted.
  @Nullable ParticipantId institutionOf(ParticipantId participant);

  /// Over whose account a bank settles: its direct bank's, or its own.
  ParticipantId settlesOver(ParticipantId participant);

  /// An account with its balance; null if there is none.
  @Nullable AccountRow account(AccountId account);
}
