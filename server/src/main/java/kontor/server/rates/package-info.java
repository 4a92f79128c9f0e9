/// Rates at the rim: files of rates, and the interface for proposals and approvals.
@NullMarked
package kontor.server.rates;

import org.jspecify.annotations.NullMarked;
