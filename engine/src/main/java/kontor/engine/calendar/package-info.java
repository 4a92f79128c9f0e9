/// Business days, and the moments of a day: pure functions over what the log was told.
@NullMarked
package kontor.engine.calendar;

import org.jspecify.annotations.NullMarked;
