package kontor.engine.directory;

import kontor.engine.terms.ParticipantId;
import org.jspecify.annotations.Nullable;

/// A participant as the directory describes it (F02).
///
/// @param via the institution that keeps its accounts; the direct bank of an INDIRECT_BANK; itself
///     for an institution, an operator or an overseer
/// @param name of the legal entity, up to 70 characters
/// @param lei legal entity identifier; null if it has none
/// @param nationalCode scheme and code, such as `ISPB 00038166`; null if it has none
public record Member(
    ParticipantId participant,
    MemberKind kind,
    ParticipantId via,
    String name,
    @Nullable String lei,
    @Nullable String nationalCode) {}
