package kontor.readside;

import kontor.engine.directory.Standing;
import kontor.engine.terms.FourEyes;
import org.jspecify.annotations.Nullable;

/// One step of a participant through its life.
///
/// @param by null for what came with time
public record MemberStepRow(
    Moment at, Standing standing, String reason, @Nullable FourEyes by) {}
