/// The rim: everything that runs around the core in one process, put together by
/// {@link kontor.server.KontorServer}.
@NullMarked
package kontor.server;

import org.jspecify.annotations.NullMarked;
