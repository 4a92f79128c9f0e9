/// Quotes of FX providers (F09): what they posted, what they offered to whom, what became of it.
@NullMarked
package kontor.engine.quote;

import org.jspecify.annotations.NullMarked;
