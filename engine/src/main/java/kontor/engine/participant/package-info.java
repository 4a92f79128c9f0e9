/// Who takes part, what each may do, and the currencies of the registry.
@NullMarked
package kontor.engine.participant;

import org.jspecify.annotations.NullMarked;
