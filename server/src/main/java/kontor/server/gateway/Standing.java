package kontor.server.gateway;

import java.util.List;
import kontor.engine.Conversion;
import kontor.engine.Outcome;
import kontor.engine.Refusal;
import kontor.engine.terms.PaymentState;
import org.jspecify.annotations.Nullable;

/// Where one instruction of a message stands, as far as the events say.
///
/// @param refusals of the core
/// @param faults of the edge
/// @param position of the command that brought it there
/// @param conversion both sums and the rate, once they are fixed
record Standing(
    PaymentState state,
    List<Refusal> refusals,
    List<Fault> faults,
    long position,
    long timestampMs,
    @Nullable Conversion conversion) {

  static Standing of(Outcome outcome) {
    return new Standing(
        outcome.state(), outcome.refusals(), List.of(), outcome.position(),
        outcome.timestampMs(), outcome.conversion());
  }

  static Standing refused(List<Refusal> refusals, long position, long timestampMs) {
    return new Standing(
        PaymentState.REJECTED, refusals, List.of(), position, timestampMs, null);
  }

  static Standing faulty(List<Fault> faults, long position, long timestampMs) {
    return new Standing(
        PaymentState.REJECTED, List.of(), faults, position, timestampMs, null);
  }

  boolean isFinal() {
    return state.isFinal();
  }
}
