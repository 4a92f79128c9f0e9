package kontor.readside;

import kontor.engine.terms.Money;
import kontor.engine.terms.OperationClass;

/// What was accepted of a class for a value date, in one currency. A sum that settled before the
/// money had a new unit stands in the old one.
///
/// @param operation as payments stated it; `ANY` for those that stated none
public record DaySumRow(OperationClass operation, Money sum) {}
