/// The whole interface of the core: {@link kontor.engine.Engine} takes a
/// {@link kontor.engine.Command} from the log and tells an {@link kontor.engine.EventSink} what
/// became of it.
@NullMarked
package kontor.engine;

import org.jspecify.annotations.NullMarked;
