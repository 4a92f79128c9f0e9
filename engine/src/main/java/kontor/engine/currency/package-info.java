/// Currencies over time, and new units for old ones.
@NullMarked
package kontor.engine.currency;

import org.jspecify.annotations.NullMarked;
