package kontor.server.agreement;

import java.util.Comparator;
import java.util.List;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.annex.AnnexTerms.PairProfile;
import kontor.engine.annex.AnnexTerms.Parameter;
import kontor.engine.annex.AnnexTerms.RateSource;
import kontor.engine.annex.ClassRule;
import kontor.engine.annex.DocumentRule;
import kontor.engine.annex.FeeRule;
import kontor.engine.annex.HsRule;
import kontor.engine.annex.Penalty;
import kontor.engine.terms.Money;

/// The one order of lists whose order says nothing, so that however the lines of a text are
/// ordered, parties sign the same digest. What says something keeps its order: providers, of which
/// the first carries a conversion; the fallback; moments, which stand in the order of the day.
///
/// It is for texts that are read. What a log holds stands as it was signed.
final class CanonicalOrder {

  private static final Comparator<Money> MONEYS = Comparator.comparing(Money::currency);
  private static final Comparator<PairProfile> PROFILES =
      Comparator.comparing(PairProfile::base).thenComparing(PairProfile::quoted);
  private static final Comparator<RateSource> SOURCES =
      Comparator.comparing(RateSource::role).thenComparing(RateSource::name);
  private static final Comparator<FeeRule> FEES =
      Comparator.comparing(FeeRule::operation)
          .thenComparing(FeeRule::currency)
          .thenComparing(FeeRule::agent)
          .thenComparing(rule -> Spelling.scope(rule.scope()))
          .thenComparingLong(FeeRule::fromMinor);
  private static final Comparator<HsRule> GOODS =
      Comparator.comparing(HsRule::from).thenComparing(HsRule::until);
  private static final Comparator<DocumentRule> DOCUMENTS =
      Comparator.comparing(DocumentRule::operation)
          .thenComparing(DocumentRule::currency)
          .thenComparingLong(DocumentRule::fromMinor);

  private CanonicalOrder() {}

  static AnnexTerms of(AnnexTerms terms) {
    return switch (terms) {
      case AnnexTerms.Settlement t ->
          new AnnexTerms.Settlement(
              t.model(), t.providers(), sorted(t.oneCurrency(), Comparator.naturalOrder()),
              sorted(t.maximums(), MONEYS), t.queueMs());
      case AnnexTerms.Rates t ->
          new AnnexTerms.Rates(
              sorted(t.profiles(), PROFILES), t.sums(), t.approval(), t.deviationPpm(),
              t.secondPpm(), t.legAgeMs(), t.breach(), t.unconfirmed(), t.waterfall(),
              t.previousDays(), sorted(t.sources(), SOURCES));
      case AnnexTerms.Days t ->
          new AnnexTerms.Days(
              sorted(t.countries(), Comparator.naturalOrder()), t.grid(), t.extensionPenalty());
      case AnnexTerms.Fees t ->
          new AnnexTerms.Fees(
              sorted(t.rules(), FEES),
              sorted(t.penalties(), Comparator.comparing(Penalty::cause)));
      case AnnexTerms.Operations t ->
          new AnnexTerms.Operations(
              t.classes().stream()
                  .map(CanonicalOrder::limits)
                  .sorted(Comparator.comparing(ClassRule::operation))
                  .toList(),
              sorted(t.goods(), GOODS),
              t.documents().stream().map(CanonicalOrder::papers).sorted(DOCUMENTS).toList());
      case AnnexTerms.Clearing t -> t;
      case AnnexTerms.Parameters t ->
          new AnnexTerms.Parameters(
              t.kind(), sorted(t.values(), Comparator.comparing(Parameter::name)));
    };
  }

  private static ClassRule limits(ClassRule rule) {
    return new ClassRule(
        rule.id(), rule.operation(), rule.tenorDays(), sorted(rule.floors(), MONEYS),
        sorted(rule.ceilings(), MONEYS), sorted(rule.dayCeilings(), MONEYS));
  }

  private static DocumentRule papers(DocumentRule rule) {
    return new DocumentRule(
        rule.id(), rule.operation(), rule.currency(), rule.fromMinor(), rule.untilMinor(),
        sorted(rule.documents(), Comparator.naturalOrder()));
  }

  private static <T> List<T> sorted(List<T> list, Comparator<? super T> order) {
    return list.stream().sorted(order).toList();
  }
}
