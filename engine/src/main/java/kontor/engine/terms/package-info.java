/// The words: immutable values that commands and events are made of.
@NullMarked
package kontor.engine.terms;

import org.jspecify.annotations.NullMarked;
