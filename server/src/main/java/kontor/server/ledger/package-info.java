/// The bulk ledger over HTTP: records as bytes or as JSON, results, queries, outcomes, references.
@NullMarked
package kontor.server.ledger;

import org.jspecify.annotations.NullMarked;
