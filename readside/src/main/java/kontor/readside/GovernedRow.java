package kontor.readside;

import kontor.engine.governance.GovernanceEvent;
import kontor.engine.terms.FourEyes;
import org.jspecify.annotations.Nullable;

/// One thing that the parties decided, or that time brought.
///
/// @param by null for what came with time
public record GovernedRow(Moment at, @Nullable FourEyes by, GovernanceEvent event) {}
