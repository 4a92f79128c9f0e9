package kontor.iso20022;

import org.jspecify.annotations.Nullable;

/// admi.002: a message that could not be taken in at all. The writer cuts text to what the
/// message allows: 35 characters of reference and reason, 350 of location and description, 20,000
/// of additional data.
public record MessageReject(
    String relatedReference,
    String reasonCode,
    @Nullable String rejectionDateTime,
    @Nullable String errorLocation,
    @Nullable String description,
    @Nullable String additionalData) implements Message {}
