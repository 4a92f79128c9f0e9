/// Changes of what binds the parties, over HTTP and from files: calendars, days and their cut-offs.
@NullMarked
package kontor.server.governance;

import org.jspecify.annotations.NullMarked;
