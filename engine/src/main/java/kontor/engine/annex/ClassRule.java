package kontor.engine.annex;

import java.util.List;
import kontor.engine.terms.Money;
import kontor.engine.terms.OperationClass;

/// A class of operations that may be paid (F05); a class without a rule may not.
///
/// @param id by which a decision names the rule
/// @param tenorDays longest time from operation to payment; 0 for any
/// @param floors smallest sum of one operation, by currency
/// @param ceilings largest sum of one operation, by currency
/// @param dayCeilings largest sum of one day, by currency
public record ClassRule(
    String id,
    OperationClass operation,
    int tenorDays,
    List<Money> floors,
    List<Money> ceilings,
    List<Money> dayCeilings) {

  public ClassRule {
    floors = List.copyOf(floors);
    ceilings = List.copyOf(ceilings);
    dayCeilings = List.copyOf(dayCeilings);
  }
}
