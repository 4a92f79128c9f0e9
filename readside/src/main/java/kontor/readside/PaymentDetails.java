package kontor.readside;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that is known of one payment.
///
/// @param timeline every event of it in order, repeats and conflicts too
/// @param judgement what the annex on operations says of it; null if none was in force
/// @param entries what moved; empty until settled
/// @param message that brought it; its bytes are {@link Queries#evidence}
/// @param outbox the outgoing messages about it
public record PaymentDetails(
    PaymentRow payment,
    List<TimelineRow> timeline,
    @Nullable JudgementRow judgement,
    List<EntryRow> entries,
    @Nullable MessageRow message,
    List<OutboxRow> outbox) {

  /// The attempts to use this payment's identity for something else.
  public List<TimelineRow> conflicts() {
    return timeline.stream().filter(row -> row.kind() == TimelineRow.Kind.CONFLICT).toList();
  }
}
