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

  /// Beside the class: whose payments follows. Rules for all have the bytes that they always had.
  private static final int WITH_SCOPE = 0x40;

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
    boolean isForAll = rule.scope().equals(FeeRule.Scope.ALL);
    out.int8(rule.operation().code() | (isForAll ? 0 : WITH_SCOPE));
    out.currency(rule.currency());
    out.int64(rule.fromMinor());
    out.int64(rule.untilMinor());
    out.int8(rule.agent().ordinal() + 1);
    out.int8(rule.collection().ordinal() + 1);
    out.int64(rule.formula().fixedMinor());
    out.optional(rule.formula().share(), FormWriter::rate);
    out.int64(rule.formula().floorMinor());
    out.int64(rule.formula().capMinor());
    if (!isForAll) {
      out.optional(rule.scope().sentFrom(), FormWriter::participant);
      out.optional(rule.scope().bank(), FormWriter::participant);
    }
  }

  private static FeeRule rule(FormReader in) {
    int first = in.int8();
    FeeRule forAll =
        new FeeRule(
            operation(first & ~WITH_SCOPE),
            in.currency(),
            in.int64(),
            in.int64(),
            in.coded(AGENTS, agent -> agent.ordinal() + 1),
            in.coded(COLLECTIONS, collection -> collection.ordinal() + 1),
            new FeeFormula(
                in.int64(), in.optional(FormReader::rate), in.int64(), in.int64()));
    if ((first & WITH_SCOPE) == 0) {
      return forAll;
    }
    FeeRule.Scope scope =
        new FeeRule.Scope(
            in.optional(FormReader::participant), in.optional(FormReader::participant));
    if (scope.equals(FeeRule.Scope.ALL)) {
      throw new IllegalArgumentException("a rule for all is written without a scope");
    }
    return new FeeRule(
        forAll.operation(),
        forAll.currency(),
        forAll.fromMinor(),
        forAll.untilMinor(),
        forAll.agent(),
        forAll.collection(),
        forAll.formula(),
        scope);
  }

  private static OperationClass operation(int code) {
    for (OperationClass operation : CLASSES) {
      if (operation.code() == code) {
        return operation;
      }
    }
    throw new IllegalArgumentException("number unknown: " + code);
  }
}
