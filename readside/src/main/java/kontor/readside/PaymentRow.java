package kontor.readside;

import java.util.List;
import kontor.engine.Conversion;
import kontor.engine.Refusal;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.Digest;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.PaymentOrder;
import kontor.engine.terms.PaymentState;
import org.jspecify.annotations.Nullable;

/// A payment as it stands.
///
/// @param number order of arrival, from 1; lists are paged by it
/// @param origin the message and the place in it
/// @param path the banks and their institutions
/// @param stated sums and rate as the sender stated them
/// @param timing value date, priority and deadline as the sender stated them
/// @param conversion both sums and the rate; null when refused before rating
/// @param standing what became of it so far
public record PaymentRow(
    long number,
    PaymentId payment,
    Origin origin,
    Path path,
    PaymentOrder.Amounts stated,
    PaymentOrder.Timing timing,
    @Nullable Conversion conversion,
    Standing standing) {

  /// @param message digest of the message that brought it
  /// @param sequence place in that message, from 0
  public record Origin(Digest message, int sequence) {}

  /// @param payerInstitution null when the payer's bank is not admitted
  /// @param payeeInstitution null when the payee's bank is not admitted
  public record Path(
      PaymentOrder.Route route,
      @Nullable ParticipantId payerInstitution,
      @Nullable ParticipantId payeeInstitution) {}

  /// @param refusals why it was refused, waits or expired; empty when settled
  /// @param awaits the account whose money it waits for or waited for
  /// @param deadlineMs when it leaves the queue unsettled; 0 if it never waited
  /// @param entered when it was accepted or rejected
  /// @param queued when it began to wait for that account; null if it never waited
  /// @param ended when it became final: settled, rejected or expired
  public record Standing(
      PaymentState state,
      List<Refusal> refusals,
      @Nullable AccountId awaits,
      long deadlineMs,
      Moment entered,
      @Nullable Moment queued,
      @Nullable Moment ended) {}
}
