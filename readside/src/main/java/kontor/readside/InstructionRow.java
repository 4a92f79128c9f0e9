package kontor.readside;

import java.util.List;
import kontor.engine.Refusal;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.PaymentState;
import org.jspecify.annotations.Nullable;

/// What became of one instruction of a message.
///
/// @param sequence place in the message from 0; -1 when the whole message was refused
/// @param payment the UETR if there was one
/// @param state where the payment stands; null when no payment came of it
/// @param refusals the core's reasons, if any
/// @param faults what the edge found wrong; null when it found nothing
public record InstructionRow(
    int sequence,
    @Nullable PaymentId payment,
    @Nullable PaymentState state,
    List<Refusal> refusals,
    @Nullable String faults) {}
