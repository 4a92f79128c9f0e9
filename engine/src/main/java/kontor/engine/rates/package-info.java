/// Rates at work: currencies and their history, redenomination, quotes, costs and fees. Values and
/// pure functions, and the book of what providers posted.
@NullMarked
package kontor.engine.rates;

import org.jspecify.annotations.NullMarked;
