package kontor.engine;

import java.util.List;
import kontor.engine.terms.PaymentState;
import org.jspecify.annotations.Nullable;

/// Where a payment stands and since when; enough to say it again to whoever asks.
///
/// @param refusals why it was refused or waits; empty when settled
/// @param position log position of the command that brought it there
/// @param timestampMs log time of that command
/// @param conversion both sums and the rate, once they are fixed
public record Outcome(
    PaymentState state,
    List<Refusal> refusals,
    long position,
    long timestampMs,
    @Nullable Conversion conversion) {}
