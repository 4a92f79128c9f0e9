/// The file of currencies that comes with Kontor.
@NullMarked
package kontor.server.currency;

import org.jspecify.annotations.NullMarked;
