package kontor.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import kontor.engine.annex.AnnexTerms.Operations;
import kontor.engine.annex.ClassRule;
import kontor.engine.annex.DocumentRule;
import kontor.engine.annex.Eligibility;
import kontor.engine.annex.HsRule;
import kontor.engine.annex.Judgement;
import kontor.engine.annex.Judgement.Finding;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.OperationClass;
import kontor.engine.terms.Particulars;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The evaluator of operations against one that looks at every possibility: each rule, each code
/// that begins as the stated one does, each sum as a decimal. Texts and payments are small, so
/// that rules meet payments, and limits are met exactly.
class EligibilityProperty {

  private static final int CASES = 200_000;
  private static final long SEED = 20_261_128;
  private static final List<OperationClass> CLASSES = List.of(OperationClass.values());
  private static final List<Currency> MONEYS = List.of(World.ARS, World.BRL, World.PYG);
  private static final List<String> PAPERS = List.of("invoice", "contract", "Bill of Lading");

  @Test
  void itFindsWhatTheNaiveOneFinds() {
    Gen gen = new Gen(SEED);
    Map<Finding, Integer> seen = new EnumMap<>(Finding.class);
    for (int i = 0; i < CASES; i++) {
      int number = i;
      Operations terms = terms(gen);
      Particulars of = particulars(gen);
      List<Money> sums = sums(gen);
      Map<OperationClass, Long> accepted = new EnumMap<>(OperationClass.class);
      CLASSES.forEach(operation -> accepted.put(operation, gen.below(6L)));
      Judgement found =
          Eligibility.judge(
              terms, of, sums, (operation, _) -> accepted.getOrDefault(operation, 0L));
      Judgement naive = new Naive(terms, of, sums, accepted).judge();
      assertEquals(
          naive,
          found,
          () -> "seed " + SEED + ", case " + number + ": " + terms + " " + of + " " + sums);
      seen.merge(found.finding(), 1, Integer::sum);
    }
    for (Finding finding : EnumSet.allOf(Finding.class)) {
      assertTrue(seen.getOrDefault(finding, 0) > CASES / 2000, () -> "seldom met: " + seen);
    }
  }

  private static Operations terms(Gen gen) {
    TreeMap<OperationClass, ClassRule> classes = new TreeMap<>();
    for (int i = gen.below(5); i > 0; i--) {
      OperationClass operation = gen.choice(CLASSES);
      classes.put(
          operation,
          new ClassRule(
              "class " + operation,
              operation,
              gen.percent(30) ? 1 + gen.below(4) : 0,
              limits(gen, 3),
              limits(gen, 9),
              limits(gen, 14)));
    }
    List<HsRule> goods = new ArrayList<>();
    for (int i = gen.percent(50) ? gen.below(5) : 0; i > 0; i--) {
      String one = code(gen, 1 + gen.below(3));
      String other = code(gen, one.length());
      boolean isRising = one.compareTo(other) <= 0;
      goods.add(
          new HsRule(
              "goods " + i,
              isRising ? one : other,
              isRising && gen.percent(50) ? other : one,
              gen.choice(List.of(HsRule.Verdict.values()))));
    }
    List<DocumentRule> documents = new ArrayList<>();
    for (int i = gen.percent(50) ? gen.below(4) : 0; i > 0; i--) {
      long from = gen.below(10);
      List<String> papers = new ArrayList<>();
      for (int k = gen.below(3); k > 0; k--) {
        papers.add(gen.choice(PAPERS));
      }
      documents.add(
          new DocumentRule(
              "documents " + i,
              gen.choice(CLASSES),
              gen.choice(MONEYS),
              from,
              gen.percent(50) ? Long.MAX_VALUE : from + gen.below(5),
              papers));
    }
    return new Operations(new ArrayList<>(classes.values()), ordered(goods), documents);
  }

  /// A range whose ends are the wrong way round is no range.
  private static List<HsRule> ordered(List<HsRule> goods) {
    return goods.stream().filter(rule -> rule.from().compareTo(rule.until()) <= 0).toList();
  }

  private static List<Money> limits(Gen gen, int most) {
    return gen.percent(60)
        ? List.of()
        : List.of(new Money(1 + gen.below(most), gen.choice(MONEYS)));
  }

  private static String code(Gen gen, int digits) {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < digits; i++) {
      code.append(gen.below(4));
    }
    return code.toString();
  }

  private static Particulars particulars(Gen gen) {
    List<String> goods = new ArrayList<>();
    for (int i = gen.below(4); i > 0; i--) {
      goods.add(code(gen, 1 + gen.below(4)));
    }
    List<String> papers = new ArrayList<>();
    for (String paper : PAPERS) {
      if (gen.percent(60)) {
        papers.add(gen.percent(50) ? paper : "  " + paper.toUpperCase(java.util.Locale.ROOT));
      }
    }
    return new Particulars(
        gen.percent(10) ? null : gen.choice(CLASSES),
        goods,
        papers,
        gen.percent(30) ? Particulars.TENOR_UNKNOWN : gen.below(6),
        null,
        Particulars.NO_QUOTE);
  }

  private static List<Money> sums(Gen gen) {
    Currency debit = gen.choice(MONEYS);
    Currency credit = gen.choice(MONEYS);
    Money first = new Money(1 + gen.below(12), debit);
    return debit.equals(credit)
        ? List.of(first)
        : List.of(first, new Money(1 + gen.below(12), credit));
  }

  /// All that can be found, in the order in which it is looked for; then the worst.
  private record Naive(
      Operations terms,
      Particulars of,
      List<Money> sums,
      Map<OperationClass, Long> accepted) {

    Judgement judge() {
      @Nullable ClassRule rule = ruleOf(of.operation());
      if (rule == null && !terms.classes().isEmpty()) {
        return new Judgement(
            of.operation() == null ? Finding.CLASS_NOT_STATED : Finding.CLASS_NOT_LISTED,
            "class",
            List.of());
      }
      List<Judgement> found = new ArrayList<>();
      if (rule != null) {
        limits(rule, found);
      }
      @Nullable HsRule goods = goods(found);
      if (rule != null && exceedsDay(rule)) {
        found.add(new Judgement(Finding.DAY_CEILING_EXCEEDED, rule.id(), List.of()));
      }
      documents(rule, found);
      Judgement worst =
          new Judgement(
              Finding.FITS,
              goods != null ? goods.id() : rule != null ? rule.id() : "class",
              List.of());
      for (Judgement judgement : found) {
        if (judgement.verdict().ordinal() > worst.verdict().ordinal()) {
          worst = judgement;
        }
      }
      return worst;
    }

    private @Nullable ClassRule ruleOf(@Nullable OperationClass operation) {
      for (OperationClass wanted :
          operation == null
              ? List.of(OperationClass.ANY)
              : List.of(operation, OperationClass.ANY)) {
        for (ClassRule rule : terms.classes()) {
          if (rule.operation() == wanted) {
            return rule;
          }
        }
      }
      return null;
    }

    private void limits(ClassRule rule, List<Judgement> found) {
      if (rule.tenorDays() != 0 && of.tenorDays() > rule.tenorDays()) {
        found.add(new Judgement(Finding.TENOR_TOO_LONG, rule.id(), List.of()));
      }
      for (Money floor : rule.floors()) {
        if (sums.stream().anyMatch(sum -> isIn(sum, floor) && compare(sum, floor) < 0)) {
          found.add(new Judgement(Finding.BELOW_MINIMUM, rule.id(), List.of()));
        }
      }
      for (Money ceiling : rule.ceilings()) {
        if (sums.stream().anyMatch(sum -> isIn(sum, ceiling) && compare(sum, ceiling) > 0)) {
          found.add(new Judgement(Finding.ABOVE_MAXIMUM, rule.id(), List.of()));
        }
      }
    }

    private static boolean isIn(Money sum, Money limit) {
      return sum.currency().equals(limit.currency());
    }

    private static int compare(Money sum, Money limit) {
      return new BigDecimal(sum.decimal()).compareTo(new BigDecimal(limit.decimal()));
    }

    private @Nullable HsRule goods(List<Judgement> found) {
      if (!terms.goods().isEmpty()
          && of.operation() == OperationClass.GOODS
          && of.goods().isEmpty()) {
        found.add(new Judgement(Finding.GOODS_NOT_STATED, "goods", List.of()));
        return null;
      }
      @Nullable HsRule allowing = null;
      List<String> licensed = new ArrayList<>();
      @Nullable HsRule denying = null;
      @Nullable HsRule licensing = null;
      for (String code : of.goods()) {
        HsRule rule = ruleOf(code);
        switch (rule == null ? null : rule.verdict()) {
          case null -> {}
          case ALLOWED -> allowing = allowing == null ? rule : allowing;
          case DENIED -> denying = denying == null ? rule : denying;
          case NEEDS_LICENCE -> {
            licensing = licensing == null ? rule : licensing;
            if (!licensed.contains(code)) {
              licensed.add(code);
            }
          }
        }
      }
      if (denying != null) {
        found.add(new Judgement(Finding.GOODS_DENIED, denying.id(), List.of()));
      } else if (licensing != null) {
        found.add(new Judgement(Finding.GOODS_NEED_LICENCE, licensing.id(), licensed));
      }
      return denying == null && licensing == null ? allowing : null;
    }

    private @Nullable HsRule ruleOf(String code) {
      for (int digits = code.length(); digits > 0; digits--) {
        HsRule rule = worst(rulesFor(code.substring(0, digits)));
        if (rule != null || digits == 1) {
          return among(code, rule);
        }
      }
      return among(code, null);
    }

    /// The rule, or a worse one for some code that begins so.
    private @Nullable HsRule among(String code, @Nullable HsRule rule) {
      List<HsRule> within = new ArrayList<>();
      for (HsRule other : terms.goods()) {
        int more = other.from().length() - code.length();
        if (more > 0 && isReached(other, code, more)) {
          within.add(other);
        }
      }
      HsRule worst = worst(within);
      if (worst == null || rank(worst) <= (rule == null ? 0 : rank(rule))) {
        return rule;
      }
      return worst;
    }

    private static boolean isReached(HsRule rule, String code, int more) {
      if (more == 0) {
        long number = Long.parseLong(code);
        return Long.parseLong(rule.from()) <= number && number <= Long.parseLong(rule.until());
      }
      for (int digit = 0; digit < 10; digit++) {
        if (isReached(rule, code + digit, more - 1)) {
          return true;
        }
      }
      return false;
    }

    private List<HsRule> rulesFor(String prefix) {
      return terms.goods().stream()
          .filter(rule -> rule.from().length() == prefix.length())
          .filter(rule -> isReached(rule, prefix, 0))
          .toList();
    }

    private static @Nullable HsRule worst(List<HsRule> rules) {
      HsRule worst = null;
      for (HsRule rule : rules) {
        worst = worst == null || rank(rule) > rank(worst) ? rule : worst;
      }
      return worst;
    }

    private static int rank(HsRule rule) {
      return List.of(
              HsRule.Verdict.ALLOWED, HsRule.Verdict.NEEDS_LICENCE, HsRule.Verdict.DENIED)
          .indexOf(rule.verdict());
    }

    private boolean exceedsDay(ClassRule rule) {
      for (Money ceiling : rule.dayCeilings()) {
        long total = 0;
        for (OperationClass operation : CLASSES) {
          total += rule.equals(ruleOf(operation)) ? accepted.getOrDefault(operation, 0L) : 0;
        }
        for (Money sum : sums) {
          if (isIn(sum, ceiling) && total + sum.minor() > ceiling.minor()) {
            return true;
          }
        }
      }
      return false;
    }

    private void documents(@Nullable ClassRule rule, List<Judgement> found) {
      TreeSet<String> stated = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
      of.documents().forEach(paper -> stated.add(paper.strip()));
      TreeSet<String> told = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
      List<String> missing = new ArrayList<>();
      @Nullable String first = null;
      List<OperationClass> passes = new ArrayList<>();
      if (of.operation() != null && of.operation() != OperationClass.ANY) {
        passes.add(of.operation());
      }
      passes.add(OperationClass.ANY);
      for (OperationClass pass : passes) {
        for (DocumentRule asking : terms.documents()) {
          boolean asks =
              asking.operation() == pass
                  && sums.stream()
                      .filter(sum -> sum.currency().equals(asking.currency()))
                      .anyMatch(
                          sum ->
                              sum.minor() >= asking.fromMinor()
                                  && sum.minor() <= asking.untilMinor());
          for (String paper : asks ? asking.documents() : List.<String>of()) {
            if (!stated.contains(paper)) {
              first = first == null ? asking.id() : first;
              if (told.add(paper)) {
                missing.add(paper);
              }
            }
          }
        }
      }
      boolean needsDate = rule != null && rule.tenorDays() != 0 && of.tenorDays() < 0;
      if (needsDate) {
        missing.add("date of a document");
      }
      if (first != null) {
        found.add(new Judgement(Finding.DOCUMENTS_MISSING, first, missing));
      } else if (needsDate && rule != null) {
        found.add(new Judgement(Finding.TENOR_NOT_STATED, rule.id(), missing));
      }
    }
  }
}
