package kontor.readside;

import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.AgreementState;

/// An agreement with annexes, where it stands.
///
/// @param signedDay UTC day of the last signature; `Integer.MAX_VALUE` before
/// @param inForceDay first day in force; `Integer.MAX_VALUE` until that is known
/// @param endDay first day on which it is no longer in force; `Integer.MAX_VALUE` if that is open
public record AgreementRow(
    AgreementFrame frame,
    AgreementState state,
    int signedDay,
    int inForceDay,
    int endDay,
    Moment drafted) {}
