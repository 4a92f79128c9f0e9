/// Agreements as text: what parties read, compare and sign, and what of it is wrong by line. See
/// docs/interfaces/agreements.md.
@NullMarked
package kontor.server.agreement;

import org.jspecify.annotations.NullMarked;
