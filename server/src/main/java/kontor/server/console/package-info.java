/// The pages: what a person sees of the read side, live, in three languages.
@NullMarked
package kontor.server.console;

import org.jspecify.annotations.NullMarked;
