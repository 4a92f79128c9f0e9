/// Changes of what binds the parties, over HTTP and from files: calendars, days and their cut-offs,
/// currencies.
@NullMarked
package kontor.server.governance;

import org.jspecify.annotations.NullMarked;
