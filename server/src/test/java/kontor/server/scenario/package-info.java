@NullMarked
package kontor.server.scenario;

import org.jspecify.annotations.NullMarked;
