@NullMarked
package kontor.cli;

import org.jspecify.annotations.NullMarked;
