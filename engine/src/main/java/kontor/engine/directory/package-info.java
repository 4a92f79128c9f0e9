/// Who takes part (F02): kinds, identifiers, states and the published list. Pure.
@NullMarked
package kontor.engine.directory;

import org.jspecify.annotations.NullMarked;
