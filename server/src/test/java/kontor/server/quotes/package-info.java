@NullMarked
package kontor.server.quotes;

import org.jspecify.annotations.NullMarked;
