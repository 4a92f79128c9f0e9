package kontor.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.annex.ClassRule;
import kontor.engine.annex.DocumentRule;
import kontor.engine.annex.HsRule;
import kontor.engine.annex.Judgement;
import kontor.engine.terms.ChargeBearer;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.OperationClass;
import kontor.engine.terms.Particulars;
import org.jspecify.annotations.Nullable;

/// The words of the tests for operations (F05).
///
/// ```
/// class GOODS tenor 360 minimum BRL/1.00 maximum BRL/50.00 per-day BRL/90.00 rule NAME
/// goods 8456-8466 NEEDS_LICENCE
/// documents GOODS BRL 100.00.. invoice,customs_declaration
/// ```
/// A payment says `for GOODS goods 1001,3004.31 with invoice,customs_declaration tenor 10`.
final class OperationWords {

  private OperationWords() {}

  static AnnexTerms.Operations terms(List<String> statements) {
    List<ClassRule> classes = new ArrayList<>();
    List<HsRule> goods = new ArrayList<>();
    List<DocumentRule> documents = new ArrayList<>();
    for (String statement : statements) {
      String[] words = statement.strip().split(" +");
      switch (words[0]) {
        case "class" -> classes.add(classRule(words));
        case "goods" -> goods.add(goodsRule(words));
        case "documents" -> documents.add(documentRule(words));
        default -> throw new IllegalArgumentException(statement);
      }
    }
    return new AnnexTerms.Operations(classes, goods, documents);
  }

  private static ClassRule classRule(String[] words) {
    String id = words[1];
    int tenor = 0;
    List<Money> floors = new ArrayList<>();
    List<Money> ceilings = new ArrayList<>();
    List<Money> dayCeilings = new ArrayList<>();
    for (int i = 2; i < words.length; i += 2) {
      String value = words[i + 1];
      switch (words[i]) {
        case "rule" -> id = value;
        case "tenor" -> tenor = Integer.parseInt(value);
        case "minimum" -> floors.add(money(value));
        case "maximum" -> ceilings.add(money(value));
        case "per-day" -> dayCeilings.add(money(value));
        default -> throw new IllegalArgumentException(words[i]);
      }
    }
    return new ClassRule(
        id, OperationClass.valueOf(words[1]), tenor, floors, ceilings, dayCeilings);
  }

  /// Reads `BRL/10.00`.
  static Money money(String text) {
    String[] parts = text.split("/");
    return World.money(parts[1], parts[0]);
  }

  private static HsRule goodsRule(String[] words) {
    String[] range = words[1].replace(".", "").split("-");
    return new HsRule(
        words.length > 4 ? words[4] : String.join("-", range),
        range[0],
        range[range.length - 1],
        HsRule.Verdict.valueOf(words[2]));
  }

  private static DocumentRule documentRule(String[] words) {
    Currency currency = World.currency(words[2]);
    String[] band = (words[3] + " ").split("\\.\\.");
    String from = band[0].strip();
    String until = band[1].strip();
    return new DocumentRule(
        words[1] + "-" + words[2] + "-" + (from.isEmpty() ? "0" : from),
        OperationClass.valueOf(words[1]),
        currency,
        from.isEmpty() ? 0 : World.money(from, words[2]).minor(),
        until.isEmpty() ? Long.MAX_VALUE : World.money(until, words[2]).minor(),
        words[4].equals("none") ? List.of() : names(words[4]));
  }

  private static List<String> names(@Nullable String text) {
    return text == null
        ? List.of()
        : Arrays.stream(text.split(",")).map(name -> name.replace('_', ' ')).toList();
  }

  static Particulars particulars(Map<String, String> options) {
    String operation = options.getOrDefault("class", options.get("for"));
    String bearer = options.get("bearer");
    String goods = options.get("goods");
    return new Particulars(
        operation == null ? null : OperationClass.valueOf(operation),
        goods == null ? List.of() : List.of(goods.replace(".", "").split(",")),
        names(options.get("with")),
        Integer.parseInt(options.getOrDefault("tenor", "" + Particulars.TENOR_UNKNOWN)),
        bearer == null ? null : ChargeBearer.valueOf(bearer),
        Long.parseLong(options.getOrDefault("quote", "" + Particulars.NO_QUOTE)));
  }

  static String text(Judgement judgement) {
    String found = judgement.finding() + " by " + judgement.rule();
    return judgement.missing().isEmpty()
        ? found
        : found + ", missing " + String.join(", ", judgement.missing());
  }
}
