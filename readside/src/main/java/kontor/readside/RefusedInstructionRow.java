package kontor.readside;

import kontor.engine.terms.Digest;
import kontor.engine.terms.PaymentId;
import org.jspecify.annotations.Nullable;

/// An instruction that the edge refused before the core could look at it.
public record RefusedInstructionRow(
    Moment at, Digest message, int sequence, @Nullable PaymentId payment, String faults) {}
