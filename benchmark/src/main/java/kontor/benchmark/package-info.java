/// Every figure that Kontor publishes, one command each.
@NullMarked
package kontor.benchmark;

import org.jspecify.annotations.NullMarked;
