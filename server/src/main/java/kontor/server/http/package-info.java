/// What every route shares: how things that went wrong are told.
@NullMarked
package kontor.server.http;

import org.jspecify.annotations.NullMarked;
