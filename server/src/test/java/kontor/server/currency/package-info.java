@NullMarked
package kontor.server.currency;

import org.jspecify.annotations.NullMarked;
