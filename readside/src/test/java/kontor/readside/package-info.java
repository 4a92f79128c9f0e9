@NullMarked
package kontor.readside;

import org.jspecify.annotations.NullMarked;
