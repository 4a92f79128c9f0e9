@NullMarked
package kontor.server.governance;

import org.jspecify.annotations.NullMarked;
