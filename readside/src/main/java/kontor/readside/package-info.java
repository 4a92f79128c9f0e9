/// The read side: events become rows of a database, and rows become answers. It decides nothing;
/// what is here can be thrown away and made again from the log.
@NullMarked
package kontor.readside;

import org.jspecify.annotations.NullMarked;
