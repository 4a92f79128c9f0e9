@NullMarked
package kontor.server.api;

import org.jspecify.annotations.NullMarked;
