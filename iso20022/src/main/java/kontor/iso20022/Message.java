package kontor.iso20022;

/// The kinds of message that are understood. Each is one record for all versions of its kind, so
/// that nobody above this module switches on versions.
public sealed interface Message
    permits CreditTransfer, StatusReport, CreditNotification, MessageReject {}
