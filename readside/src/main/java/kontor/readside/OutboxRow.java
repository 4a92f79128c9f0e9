package kontor.readside;

import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.PaymentId;
import org.jspecify.annotations.Nullable;

/// An outgoing message.
///
/// @param at the event that called for it
/// @param ordinal place among the messages of that event
/// @param to in whose outbox it waits
/// @param acknowledged whether the participant said that it has it
public record OutboxRow(
    Moment at,
    int ordinal,
    ParticipantId to,
    String kind,
    @Nullable PaymentId payment,
    byte[] bytes,
    boolean acknowledged) {}
