package kontor.engine;

import kontor.engine.terms.Fixing;
import kontor.engine.terms.Money;
import org.jspecify.annotations.Nullable;

/// Both sums of a payment as fixed when it was rated (F10).
///
/// @param debit what the payer's bank pays
/// @param credit what the payee's bank gets
/// @param fixing what was used; null when both are in one currency
public record Conversion(
    int agreement, int agreementVersion, Money debit, Money credit, @Nullable Fixing fixing) {}
