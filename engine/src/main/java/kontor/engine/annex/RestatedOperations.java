package kontor.engine.annex;

import java.util.List;
import kontor.engine.annex.AnnexTerms.Operations;
import kontor.engine.rates.Redenomination;
import kontor.engine.terms.Money;

/// An annex on operations, read in a new unit of money (F04). Limits stay above zero. Bands of sums
/// are divided where they begin, so that two that met still meet: none overlaps, and no gap comes.
public final class RestatedOperations {

  private RestatedOperations() {}

  /// The same terms where nothing is written in the old unit.
  public static Operations of(Operations signed, Redenomination unit) {
    return new Operations(
        signed.classes().stream().map(rule -> of(rule, unit)).toList(),
        signed.goods(),
        signed.documents().stream().map(rule -> of(rule, unit)).toList());
  }

  private static ClassRule of(ClassRule rule, Redenomination unit) {
    return new ClassRule(
        rule.id(),
        rule.operation(),
        rule.tenorDays(),
        limits(rule.floors(), unit),
        limits(rule.ceilings(), unit),
        limits(rule.dayCeilings(), unit));
  }

  private static List<Money> limits(List<Money> signed, Redenomination unit) {
    return signed.stream().map(unit::limit).toList();
  }

  private static DocumentRule of(DocumentRule rule, Redenomination unit) {
    if (!rule.currency().equals(unit.from())) {
      return rule;
    }
    boolean isOpen = rule.untilMinor() == Long.MAX_VALUE;
    return new DocumentRule(
        rule.id(),
        rule.operation(),
        unit.to(),
        start(rule.fromMinor(), unit),
        isOpen ? Long.MAX_VALUE : start(rule.untilMinor() + 1, unit) - 1,
        rule.documents());
  }

  /// Where a band begins; the one before it ends just below.
  private static long start(long minor, Redenomination unit) {
    long start = unit.minor(minor);
    return start == Redenomination.DOES_NOT_FIT ? Long.MAX_VALUE : start;
  }
}
