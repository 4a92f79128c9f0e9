/// The HTTP interface: JSON for programs, RFC 9457 problems for what went wrong.
@NullMarked
package kontor.server.api;

import org.jspecify.annotations.NullMarked;
