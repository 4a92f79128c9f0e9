/// What waits: for money, for its release, for its deadline.
@NullMarked
package kontor.engine.liquidity;

import org.jspecify.annotations.NullMarked;
