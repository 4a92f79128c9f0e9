@NullMarked
package kontor.server.ledger;

import org.jspecify.annotations.NullMarked;
