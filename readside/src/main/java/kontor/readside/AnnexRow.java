package kontor.readside;

import java.util.List;
import kontor.engine.annex.Annex;
import kontor.engine.terms.Digest;
import kontor.engine.terms.ParticipantId;
import org.jspecify.annotations.Nullable;

/// A version of an annex, and who signed it.
///
/// @param digest what the parties sign
/// @param holdsFrom first value date; null until every party signed
/// @param signatures parties that signed this version on its own; those in the first text of the
///     agreement are signed with it
public record AnnexRow(
    Annex annex,
    Digest digest,
    @Nullable Integer holdsFrom,
    List<ParticipantId> signatures,
    Moment proposed) {}
