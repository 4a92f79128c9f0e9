/// Quotes of FX providers over HTTP (F09).
@NullMarked
package kontor.server.quotes;

import org.jspecify.annotations.NullMarked;
