/// Tests of the whole: how the parts may lean on each other, and that the tree is tidy.
@NullMarked
package kontor;

import org.jspecify.annotations.NullMarked;
