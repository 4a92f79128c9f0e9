package kontor.readside;

import java.util.List;
import kontor.engine.Refusal;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.Digest;
import org.jspecify.annotations.Nullable;

/// One event in the life of a payment.
///
/// @param refusals the reasons, where the event has any
/// @param awaits the account that lacks cover, when queued
/// @param message the message that caused it, where one did
/// @param sequence place in that message; -1 where no message caused it
public record TimelineRow(
    Moment at,
    Kind kind,
    List<Refusal> refusals,
    @Nullable AccountId awaits,
    @Nullable Digest message,
    int sequence) {

  public enum Kind {
    ACCEPTED,
    REJECTED,
    AWAITS_RATE,
    /// Its rate came, and it passed the rest.
    RATED,
    QUEUED,
    /// Its value date moved because of a holiday.
    REDATED,
    SETTLED,
    EXPIRED,
    REPEATED,
    CONFLICT
  }
}
