package kontor.engine.annex;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kontor.engine.annex.AnnexTerms.Operations;
import kontor.engine.annex.Judgement.Finding;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.OperationClass;
import kontor.engine.terms.Particulars;
import org.jspecify.annotations.Nullable;

/// What an annex on operations says of one payment (F05). It changes nothing and knows no time.
///
/// - **Class.** The rule of the payment's own class decides; a rule for `ANY` stands for classes
///   that have none of their own, and for payments that state none. Where the annex lists classes
///   and none of them fits, nothing else is looked at.
/// - **Limits** count in the currency they are written in: whichever of the payment's two sums is
///   in it. A limit in a third currency says nothing of the payment.
/// - **Goods.** The longest prefix of the HS code wins. A code that is shorter than a rule's stands
///   for all codes that begin with it, so a worse rule among those counts. Goods that no rule
///   covers are left to the rule of their class; `01-97 DENIED` denies what is not allowed by a
///   longer prefix. Of several goods the worst counts. Goods of any class are looked at when they
///   are stated; of `GOODS` they must be.
/// - **Documents.** Every rule counts in whose band one of the sums lies: those of the class, and
///   those for `ANY` as well. So `none` for a class takes back nothing that is asked of all.
/// - **Of several findings** the worst is told; among equals the one that is looked for first.
public final class Eligibility {

  private Eligibility() {}

  /// What was accepted for the value day so far, in minor units.
  @FunctionalInterface
  public interface Accepted {
    Accepted NOTHING = (operation, currency) -> 0;

    /// @param operation as it was stated; `ANY` asks for what stated none
    long minor(OperationClass operation, Currency currency);
  }

  /// @param sums what the payment moves: one for each of its currencies
  public static Judgement judge(
      Operations terms, Particulars of, List<Money> sums, Accepted accepted) {
    ClassRule rule = rule(terms, of.operation());
    if (rule == null && !terms.classes().isEmpty()) {
      return new Judgement(
          of.operation() == null ? Finding.CLASS_NOT_STATED : Finding.CLASS_NOT_LISTED,
          Judgement.CLASS);
    }
    Judgement goods = goods(terms.goods(), of);
    Judgement worst =
        goods != null && goods.finding() == Finding.FITS
            ? goods
            : new Judgement(Finding.FITS, rule == null ? Judgement.CLASS : rule.id());
    if (rule != null) {
      worst = worst.orWorse(limits(rule, of, sums));
    }
    if (goods != null) {
      worst = worst.orWorse(goods);
    }
    if (rule != null && exceedsDay(terms, rule, sums, accepted)) {
      worst = worst.orWorse(new Judgement(Finding.DAY_CEILING_EXCEEDED, rule.id()));
    }
    Judgement documents = documents(terms.documents(), rule, of, sums);
    return documents == null ? worst : worst.orWorse(documents);
  }

  /// The rule that decides on a class; null if there is none.
  private static @Nullable ClassRule rule(
      Operations terms, @Nullable OperationClass operation) {
    ClassRule any = null;
    for (ClassRule rule : terms.classes()) {
      if (rule.operation() == operation) {
        return rule;
      }
      if (rule.operation() == OperationClass.ANY && any == null) {
        any = rule;
      }
    }
    return any;
  }

  private static Judgement limits(ClassRule rule, Particulars of, List<Money> sums) {
    if (rule.tenorDays() > 0 && of.tenorDays() > rule.tenorDays()) {
      return new Judgement(Finding.TENOR_TOO_LONG, rule.id());
    }
    for (Money sum : sums) {
      for (Money floor : rule.floors()) {
        if (floor.currency().equals(sum.currency()) && sum.minor() < floor.minor()) {
          return new Judgement(Finding.BELOW_MINIMUM, rule.id());
        }
      }
    }
    for (Money sum : sums) {
      for (Money ceiling : rule.ceilings()) {
        if (ceiling.currency().equals(sum.currency()) && sum.minor() > ceiling.minor()) {
          return new Judgement(Finding.ABOVE_MAXIMUM, rule.id());
        }
      }
    }
    return new Judgement(Finding.FITS, rule.id());
  }

  // ---- goods

  /// @return null where the annex says nothing of what is stated
  private static @Nullable Judgement goods(List<HsRule> rules, Particulars of) {
    if (!rules.isEmpty() && of.goods().isEmpty() && of.operation() == OperationClass.GOODS) {
      return new Judgement(Finding.GOODS_NOT_STATED, Judgement.GOODS);
    }
    HsRule worst = null;
    List<String> licensed = new ArrayList<>();
    for (String code : of.goods()) {
      HsRule rule = deciding(rules, code);
      if (rule == null) {
        continue;
      }
      if (rule.verdict() == HsRule.Verdict.NEEDS_LICENCE && !licensed.contains(code)) {
        licensed.add(code);
      }
      worst = worst == null || badness(rule) > badness(worst) ? rule : worst;
    }
    if (worst == null) {
      return null;
    }
    return switch (worst.verdict()) {
      case ALLOWED -> new Judgement(Finding.FITS, worst.id());
      case DENIED -> new Judgement(Finding.GOODS_DENIED, worst.id());
      case NEEDS_LICENCE -> new Judgement(Finding.GOODS_NEED_LICENCE, worst.id(), licensed);
    };
  }

  /// Two rules of one length for one code are an error of the text; the worse of them counts.
  private static @Nullable HsRule deciding(List<HsRule> rules, String code) {
    HsRule longest = null;
    for (HsRule rule : rules) {
      boolean wins =
          longest == null
              || rule.from().length() > longest.from().length()
              || rule.from().length() == longest.from().length()
                  && badness(rule) > badness(longest);
      if (rule.from().length() <= code.length() && covers(rule, code) && wins) {
        longest = rule;
      }
    }
    HsRule decides = longest;
    for (HsRule rule : rules) {
      boolean isWithin = rule.from().length() > code.length() && covers(rule, code);
      int known = decides == null ? badness(HsRule.Verdict.ALLOWED) : badness(decides);
      if (isWithin && badness(rule) > known) {
        decides = rule;
      }
    }
    return decides;
  }

  /// Whether the range and the code meet, in the digits that both have.
  private static boolean covers(HsRule rule, String code) {
    int digits = Math.min(rule.from().length(), code.length());
    String begins = code.substring(0, digits);
    return rule.from().substring(0, digits).compareTo(begins) <= 0
        && begins.compareTo(rule.until().substring(0, Math.min(digits, rule.until().length())))
            <= 0;
  }

  private static int badness(HsRule rule) {
    return badness(rule.verdict());
  }

  private static int badness(HsRule.Verdict verdict) {
    return switch (verdict) {
      case ALLOWED -> 0;
      case NEEDS_LICENCE -> 1;
      case DENIED -> 2;
    };
  }

  // ---- the day

  private static boolean exceedsDay(
      Operations terms, ClassRule rule, List<Money> sums, Accepted accepted) {
    for (Money ceiling : rule.dayCeilings()) {
      for (Money sum : sums) {
        if (sum.currency().equals(ceiling.currency())
            && plus(already(terms, rule, sum.currency(), accepted), sum.minor())
                > ceiling.minor()) {
          return true;
        }
      }
    }
    return false;
  }

  /// What the same rule let through: a rule for `ANY` has all classes without one of their own.
  private static long already(
      Operations terms, ClassRule rule, Currency currency, Accepted accepted) {
    if (rule.operation() != OperationClass.ANY) {
      return accepted.minor(rule.operation(), currency);
    }
    long total = 0;
    for (OperationClass operation : OperationClass.values()) {
      if (rule.equals(rule(terms, operation))) {
        total = plus(total, accepted.minor(operation, currency));
      }
    }
    return total;
  }

  /// Neither is below zero.
  private static long plus(long one, long other) {
    return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
  }

  // ---- documents

  private static @Nullable Judgement documents(
      List<DocumentRule> rules, @Nullable ClassRule decided, Particulars of, List<Money> sums) {
    String first = null;
    Map<String, String> missing = new LinkedHashMap<>();
    List<String> stated = of.documents().stream().map(Eligibility::spelt).toList();
    for (DocumentRule rule : asking(rules, of.operation(), sums)) {
      for (String document : rule.documents()) {
        if (!stated.contains(spelt(document))) {
          first = first == null ? rule.id() : first;
          missing.putIfAbsent(spelt(document), document);
        }
      }
    }
    List<String> names = new ArrayList<>(missing.values());
    String undated =
        decided != null && decided.tenorDays() > 0 && of.tenorDays() < 0 ? decided.id() : null;
    if (undated != null) {
      names.add(Judgement.DATED_DOCUMENT);
    }
    if (first != null) {
      return new Judgement(Finding.DOCUMENTS_MISSING, first, names);
    }
    return undated == null ? null : new Judgement(Finding.TENOR_NOT_STATED, undated, names);
  }

  /// Those of the class, then those for `ANY`, in whose band a sum lies.
  private static List<DocumentRule> asking(
      List<DocumentRule> rules, @Nullable OperationClass operation, List<Money> sums) {
    List<DocumentRule> asking = new ArrayList<>();
    if (operation != null && operation != OperationClass.ANY) {
      addAsking(rules, operation, sums, asking);
    }
    addAsking(rules, OperationClass.ANY, sums, asking);
    return asking;
  }

  private static void addAsking(
      List<DocumentRule> rules,
      OperationClass operation,
      List<Money> sums,
      List<DocumentRule> asking) {
    for (DocumentRule rule : rules) {
      boolean isWithin = false;
      for (Money sum : sums) {
        isWithin |=
            rule.currency().equals(sum.currency())
                && rule.fromMinor() <= sum.minor()
                && sum.minor() <= rule.untilMinor();
      }
      if (rule.operation() == operation && isWithin) {
        asking.add(rule);
      }
    }
  }

  /// Names are the same in capitals and in small letters, and however wide the spaces are.
  private static String spelt(String document) {
    return document.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }
}
