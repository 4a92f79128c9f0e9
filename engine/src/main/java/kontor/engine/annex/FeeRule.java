package kontor.engine.annex;

import kontor.engine.rates.FeeFormula;
import kontor.engine.rates.FeePlan;
import kontor.engine.terms.Currency;
import kontor.engine.terms.OperationClass;

/// One line of the fee schedule (F32): who charges how much for which payments.
///
/// @param operation class of operations it is for; {@link OperationClass#ANY} for all
/// @param currency of the sum, and of the fee
/// @param fromMinor smallest sum of the band, in minor units
/// @param untilMinor largest sum of the band; `Long.MAX_VALUE` for none
/// @param agent for whose service
public record FeeRule(
    OperationClass operation,
    Currency currency,
    long fromMinor,
    long untilMinor,
    FeePlan.Agent agent,
    FeePlan.Collection collection,
    FeeFormula formula) {}
