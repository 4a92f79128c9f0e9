package kontor.server.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.annex.ClassRule;
import kontor.engine.annex.DocumentRule;
import kontor.engine.annex.HsRule;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.OperationClass;

/// What may be paid, and with which papers (F05). Of goods the longest prefix of the HS code wins.
///
/// ```
/// annex operations version 1 from 2026-01-01
///   class GOODS tenor 360 days minimum BRL 1.00 maximum BRL 5000000.00 per-day BRL 9000000.00
///   goods 1001 ALLOWED                    or DENIED, NEEDS_LICENCE
///   goods 8456-8466 NEEDS_LICENCE rule MACHINE-TOOLS
///   documents GOODS BRL from 10000.00 "invoice", "customs declaration"
///   documents GOODS BRL until 9999.99 none
/// ```
final class OperationsPart extends AnnexPart {

  static final String WORDS = "class, goods, documents";
  private static final String LIMITS = "tenor, minimum, maximum, per-day, rule";
  private static final int TENOR_DAYS_MAX = 36_600;

  private final TreeSet<String> ruleNames = new TreeSet<>();
  private final List<ClassRule> classes = new ArrayList<>();
  private final List<HsRule> goods = new ArrayList<>();
  private final List<DocumentRule> documents = new ArrayList<>();

  OperationsPart(int line, Header header, Names names) {
    super(line, header, names);
  }

  @Override
  void statement(String word, Words words) throws Words.Fault {
    switch (word) {
      case "class" -> operation(words);
      case "goods" -> goods(words);
      case "documents" -> documents(words);
      default -> throw unknown(word, WORDS);
    }
  }

  private void operation(Words words) throws Words.Fault {
    OperationClass operation = words.oneOf(OperationClass.class);
    once("class " + operation);
    String id = Spelling.ruleName(operation);
    int tenorDays = 0;
    List<Money> floors = new ArrayList<>();
    List<Money> ceilings = new ArrayList<>();
    List<Money> dayCeilings = new ArrayList<>();
    while (words.hasMore()) {
      String limit = words.word("one of " + LIMITS);
      switch (limit) {
        case "rule" -> id = words.name("the name of the rule");
        case "tenor" -> tenorDays = FramePart.days(words, 1, TENOR_DAYS_MAX);
        case "minimum" -> limit(floors, words);
        case "maximum" -> limit(ceilings, words);
        case "per-day" -> limit(dayCeilings, words);
        default -> throw new Words.Fault(
            "\"" + limit + "\" is not a limit of a class", "allowed: " + LIMITS);
      }
    }
    checkLimits(floors, ceilings, "the maximum is below the minimum");
    checkLimits(floors, dayCeilings, "the sum of a day is below the minimum");
    checkLimits(ceilings, dayCeilings, "the sum of a day is below the maximum of one payment");
    onceNamed(id);
    classes.add(new ClassRule(id, operation, tenorDays, floors, ceilings, dayCeilings));
  }

  private void limit(List<Money> limits, Words words) throws Words.Fault {
    Money limit = Spelling.sum(words, names().currency(words));
    if (limits.stream().anyMatch(other -> other.currency().equals(limit.currency()))) {
      throw new Words.Fault("the limit in " + limit.currency() + " stands twice",
          "keep one of the two");
    }
    limits.add(limit);
  }

  private static void checkLimits(List<Money> lower, List<Money> upper, String what)
      throws Words.Fault {
    for (Money low : lower) {
      for (Money high : upper) {
        boolean isSame = low.currency().equals(high.currency());
        if (isSame && high.minor() < low.minor()) {
          throw new Words.Fault(what, "write one that is not below it");
        }
      }
    }
  }

  private void goods(Words words) throws Words.Fault {
    String range = words.word("an HS code such as 1001 or 8456-8466").replace(".", "");
    int hyphen = range.indexOf('-');
    String from = hyphen < 0 ? range : range.substring(0, hyphen);
    String until = hyphen < 0 ? range : range.substring(hyphen + 1);
    if (!from.matches("\\d{2,10}") || !until.matches("\\d{2,10}")) {
      throw new Words.Fault("\"" + range + "\" is not an HS code",
          "write two to ten digits, such as 1001 or 3004.31, or two codes with a hyphen");
    }
    if (from.startsWith("00")) {
      throw new Words.Fault("\"" + range + "\" is of no chapter of the HS",
          "write a code that begins with 01 to 99");
    }
    if (from.length() != until.length() || from.compareTo(until) > 0) {
      throw new Words.Fault("\"" + range + "\" is not a range of HS codes",
          "write two codes of the same length, the smaller first");
    }
    HsRule.Verdict verdict = words.oneOf(HsRule.Verdict.class);
    for (HsRule other : goods) {
      boolean overlaps =
          other.from().length() == from.length() && other.from().compareTo(until) <= 0
              && from.compareTo(other.until()) <= 0;
      if (overlaps) {
        throw stray(
            "goods " + Spelling.ruleName(from, until) + " and "
                + Spelling.ruleName(other.from(), other.until())
                + " are prefixes of one length for the same code, so neither wins",
            "part the ranges, or write the exception with more digits");
      }
    }
    String usual = Spelling.ruleName(from, until);
    once("goods " + usual);
    String id = words.takes("rule") ? words.name("the name of the rule") : usual;
    onceNamed(id);
    goods.add(new HsRule(id, from, until, verdict));
  }

  private void documents(Words words) throws Words.Fault {
    OperationClass operation = words.oneOf(OperationClass.class);
    Currency currency = names().currency(words);
    Band band = Band.read(words, currency);
    for (DocumentRule other : documents) {
      boolean isSame =
          other.operation() == operation && other.currency().equals(currency);
      if (isSame && band.overlaps(other.fromMinor(), other.untilMinor())) {
        throw stray("documents are stated twice for the same sum and class",
            "let one band end before the next begins");
      }
    }
    List<String> needed = new ArrayList<>();
    if (!words.takes("none")) {
      do {
        needed.add(another(words.name("the name of a document, in quotes, or none"), needed));
      } while (words.hasMore() && !words.isNext("rule"));
    }
    String id =
        words.takes("rule")
            ? words.name("the name of the rule")
            : Spelling.ruleName(operation, currency, band.fromMinor());
    once("documents " + operation + " " + currency + " " + band.fromMinor());
    onceNamed(id);
    documents.add(
        new DocumentRule(
            id, operation, currency, band.fromMinor(), band.untilMinor(), needed));
  }

  /// Documents are compared without regard to capitals and spaces.
  private static String another(String document, List<String> others) throws Words.Fault {
    for (String other : others) {
      if (spelt(other).equals(spelt(document))) {
        throw new Words.Fault("the document \"" + document + "\" is named twice",
            "keep one of the two");
      }
    }
    return document;
  }

  private static String spelt(String document) {
    return document.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }

  /// A judgement names one rule, so each has a name of its own.
  private void onceNamed(String id) throws Words.Fault {
    if (!ruleNames.add(id)) {
      throw stray("two rules have the name \"" + id + "\"",
          "give each a name of its own: a judgement names one rule");
    }
  }

  @Override
  AnnexTerms terms() {
    return new AnnexTerms.Operations(classes, goods, documents);
  }

  @Override
  void check() {
    if (classes.isEmpty()) {
      complain("", "no class of operations may be paid", "write below it: class GOODS");
      return;
    }
    TreeSet<OperationClass> told = new TreeSet<>();
    if (!goods.isEmpty() && !isListed(OperationClass.GOODS)) {
      HsRule first = goods.getFirst();
      told.add(OperationClass.GOODS);
      complain("goods " + Spelling.ruleName(first.from(), first.until()),
          "goods are named, and no class GOODS may be paid",
          "write below it: class GOODS, or take the lines out");
    }
    for (DocumentRule rule : documents) {
      if (!isListed(rule.operation()) && told.add(rule.operation())) {
        complain(statement(rule),
            "documents are asked of " + rule.operation() + ", which may not be paid",
            "write below it: class " + rule.operation() + ", or take the line out");
      }
    }
  }

  /// Whether a class may be paid, by a rule of its own or one for all. `ANY` may be asked for
  /// documents whatever is listed.
  private boolean isListed(OperationClass operation) {
    return operation == OperationClass.ANY
        || classes.stream()
            .anyMatch(
                rule ->
                    rule.operation() == operation || rule.operation() == OperationClass.ANY);
  }

  private static String statement(DocumentRule rule) {
    return "documents " + rule.operation() + " " + rule.currency() + " " + rule.fromMinor();
  }

  @Override
  void check(AgreementFrame frame) {
    for (ClassRule rule : classes) {
      String statement = "class " + rule.operation();
      rule.floors().forEach(money -> checkMoney(statement, money.currency(), frame));
      rule.ceilings().forEach(money -> checkMoney(statement, money.currency(), frame));
      rule.dayCeilings().forEach(money -> checkMoney(statement, money.currency(), frame));
    }
    for (DocumentRule rule : documents) {
      checkMoney(statement(rule), rule.currency(), frame);
    }
  }
}
