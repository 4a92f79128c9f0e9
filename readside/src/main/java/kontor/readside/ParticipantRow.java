package kontor.readside;

import kontor.engine.terms.Admission;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.ParticipantKind;

/// A participant as it stands.
public record ParticipantRow(
    ParticipantId participant,
    ParticipantKind kind,
    ParticipantId institution,
    Admission admission) {}
