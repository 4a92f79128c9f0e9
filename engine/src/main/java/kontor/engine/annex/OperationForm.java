package kontor.engine.annex;

import kontor.engine.governance.FormReader;
import kontor.engine.governance.FormWriter;
import kontor.engine.terms.OperationClass;

/// The canonical form of the annex on eligible operations.
final class OperationForm {

  private static final OperationClass[] CLASSES = OperationClass.values();
  private static final HsRule.Verdict[] VERDICTS = HsRule.Verdict.values();

  private OperationForm() {}

  static void operations(FormWriter out, AnnexTerms.Operations terms) {
    out.list(
        terms.classes(),
        (to, rule) -> {
          to.text(rule.id());
          to.int8(rule.operation().code());
          to.int32(rule.tenorDays());
          to.list(rule.floors(), FormWriter::money);
          to.list(rule.ceilings(), FormWriter::money);
          to.list(rule.dayCeilings(), FormWriter::money);
        });
    out.list(
        terms.goods(),
        (to, rule) -> {
          to.text(rule.id());
          to.text(rule.from());
          to.text(rule.until());
          to.int8(rule.verdict().code());
        });
    out.list(
        terms.documents(),
        (to, rule) -> {
          to.text(rule.id());
          to.int8(rule.operation().code());
          to.currency(rule.currency());
          to.int64(rule.fromMinor());
          to.int64(rule.untilMinor());
          to.list(rule.documents(), FormWriter::text);
        });
  }

  static AnnexTerms.Operations operations(FormReader in) {
    return new AnnexTerms.Operations(
        in.list(
            from ->
                new ClassRule(
                    from.text(),
                    from.coded(CLASSES, OperationClass::code),
                    from.int32(),
                    from.list(FormReader::money),
                    from.list(FormReader::money),
                    from.list(FormReader::money))),
        in.list(
            from ->
                new HsRule(
                    from.text(),
                    from.text(),
                    from.text(),
                    from.coded(VERDICTS, HsRule.Verdict::code))),
        in.list(
            from ->
                new DocumentRule(
                    from.text(),
                    from.coded(CLASSES, OperationClass::code),
                    from.currency(),
                    from.int64(),
                    from.int64(),
                    from.list(FormReader::text))));
  }
}
