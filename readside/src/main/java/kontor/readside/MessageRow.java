package kontor.readside;

import kontor.engine.Refusal;
import kontor.engine.terms.Digest;
import kontor.engine.terms.ParticipantId;
import org.jspecify.annotations.Nullable;

/// A message as it came in.
///
/// @param sender whose it is; null if that could not be read
/// @param kind number of the message kind and version, the edge's own
/// @param parts how many parts make it
/// @param transactions how many instructions it has
/// @param received when its first part came
/// @param repeats how often the same bytes came again
/// @param refusal why none of its instructions counts; null if they do
public record MessageRow(
    Digest digest,
    @Nullable ParticipantId sender,
    int kind,
    int parts,
    int transactions,
    Moment received,
    int repeats,
    @Nullable Refusal refusal) {}
