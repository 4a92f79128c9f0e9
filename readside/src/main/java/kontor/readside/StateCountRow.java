package kontor.readside;

import kontor.engine.terms.Money;
import kontor.engine.terms.PaymentState;

/// How many payments of one day stand where, in one currency of settlement.
///
/// @param sum of what the payers' banks pay
public record StateCountRow(PaymentState state, long payments, Money sum) {}
