@NullMarked
package kontor.server.agreement;

import org.jspecify.annotations.NullMarked;
