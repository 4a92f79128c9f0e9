/// Accounts and the only code that changes a balance; plain rows of numbers, found by their ids.
@NullMarked
package kontor.engine.ledger;

import org.jspecify.annotations.NullMarked;
