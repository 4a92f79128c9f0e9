package kontor.engine.annex;

import java.util.List;
import kontor.engine.terms.Currency;
import kontor.engine.terms.OperationClass;

/// Which documents a payment of a class needs within a band of sums (F05).
///
/// @param id by which a decision names the rule
/// @param fromMinor smallest sum of the band, in minor units
/// @param untilMinor largest sum of the band; `Long.MAX_VALUE` for none
/// @param documents names of what is needed; empty for none
public record DocumentRule(
    String id,
    OperationClass operation,
    Currency currency,
    long fromMinor,
    long untilMinor,
    List<String> documents) {

  public DocumentRule {
    documents = List.copyOf(documents);
  }
}
