package kontor.readside;

import java.util.List;
import kontor.engine.governance.RateEvent.FixingProposed;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.ParticipantId;
import org.jspecify.annotations.Nullable;

/// A proposal of a rate with what the parties said to it (F08).
///
/// @param said why it was declined
/// @param by who made it
/// @param approvals in the order of time
/// @param endedMs when it was confirmed, declined or expired; null while it is open
public record RateProposalRow(
    FixingProposed proposed,
    State state,
    @Nullable String said,
    FourEyes by,
    List<Approval> approvals,
    long proposedMs,
    @Nullable Long endedMs) {

  public enum State {
    OPEN,
    CONFIRMED,
    DECLINED,
    EXPIRED
  }

  public record Approval(ParticipantId party, FourEyes by, long timestampMs) {}
}
