/// What institutions agreed, version by version, and the rates published under it.
@NullMarked
package kontor.engine.agreement;

import org.jspecify.annotations.NullMarked;
