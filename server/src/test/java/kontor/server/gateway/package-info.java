@NullMarked
package kontor.server.gateway;

import org.jspecify.annotations.NullMarked;
