/// What every holder of state shares: its bounds, the step of the log it is in, invariants, and how
/// it is written to a snapshot.
@NullMarked
package kontor.engine.state;

import org.jspecify.annotations.NullMarked;
