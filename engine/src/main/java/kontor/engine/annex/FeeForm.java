package kontor.engine.annex;

import kontor.engine.governance.FormReader;
import kontor.engine.governance.FormWriter;
import kontor.engine.rates.FeeFormula;
import kontor.engine.rates.FeePlan;
import kontor.engine.terms.OperationClass;

/// The canonical form of the annex on fees.
final class FeeForm {

  private static final OperationClass[] CLASSES = OperationClass.values();
  private static final FeePlan.Agent[] AGENTS = FeePlan.Agent.values();
  private static final FeePlan.Collection[] COLLECTIONS = FeePlan.Collection.values();
  private static final Penalty.Cause[] CAUSES = Penalty.Cause.values();

  private FeeForm() {}

  static void fees(FormWriter out, AnnexTerms.Fees terms) {
    out.list(terms.rules(), FeeForm::rule);
    out.list(
        terms.penalties(),
        (to, penalty) -> {
          to.int8(penalty.cause().code());
          to.money(penalty.sum());
        });
  }

  static AnnexTerms.Fees fees(FormReader in) {
    return new AnnexTerms.Fees(
        in.list(FeeForm::rule),
        in.list(
            from -> new Penalty(from.coded(CAUSES, Penalty.Cause::code), from.money())));
  }

  private static void rule(FormWriter out, FeeRule rule) {
    out.int8(rule.operation().code());
    out.currency(rule.currency());
    out.int64(rule.fromMinor());
    out.int64(rule.untilMinor());
    out.int8(rule.agent().ordinal() + 1);
    out.int8(rule.collection().ordinal() + 1);
    out.int64(rule.formula().fixedMinor());
    out.optional(rule.formula().share(), FormWriter::rate);
    out.int64(rule.formula().floorMinor());
    out.int64(rule.formula().capMinor());
  }

  private static FeeRule rule(FormReader in) {
    return new FeeRule(
        in.coded(CLASSES, OperationClass::code),
        in.currency(),
        in.int64(),
        in.int64(),
        in.coded(AGENTS, agent -> agent.ordinal() + 1),
        in.coded(COLLECTIONS, collection -> collection.ordinal() + 1),
        new FeeFormula(in.int64(), in.optional(FormReader::rate), in.int64(), in.int64()));
  }
}
