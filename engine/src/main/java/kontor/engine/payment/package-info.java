/// From an instruction to finality: checks in order, the rate, then the posting or the queue.
@NullMarked
package kontor.engine.payment;

import org.jspecify.annotations.NullMarked;
