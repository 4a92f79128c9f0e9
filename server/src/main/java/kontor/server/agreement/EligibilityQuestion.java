package kontor.server.agreement;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import kontor.engine.annex.AnnexTerms.Operations;
import kontor.engine.annex.Eligibility;
import kontor.engine.annex.Judgement;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.OperationClass;
import kontor.engine.terms.Particulars;
import org.jspecify.annotations.Nullable;

/// Whether something could be paid (F05), as it is asked on the command line and by HTTP.
///
/// @param sums what would be paid, and what it becomes where that is known
public record EligibilityQuestion(Particulars particulars, List<Money> sums) {

  private static final int HS_DIGITS_MIN = 2;
  private static final int HS_DIGITS_MAX = 10;
  private static final int TENOR_DAYS_MAX = 36_600;
  /// Classes that a payment can have.
  private static final List<OperationClass> STATED =
      Arrays.stream(OperationClass.values()).filter(one -> one != OperationClass.ANY).toList();

  /// What is asked, in words.
  ///
  /// @param operation name of a class; null if none is stated
  /// @param goods HS codes, such as `1001` or `3004.31`
  /// @param amounts such as `BRL 10000.00`, each in another currency
  /// @param tenor days from the documents' date to the value date; null if no date is stated
  public record Asked(
      @Nullable String operation,
      List<String> goods,
      List<String> amounts,
      List<String> documents,
      @Nullable String tenor) {}

  /// @param moneys of the parties
  /// @throws IllegalArgumentException with what is wrong and what helps
  public static EligibilityQuestion of(Asked asked, Collection<Currency> moneys) {
    List<Money> sums = new ArrayList<>();
    for (String amount : asked.amounts()) {
      Money sum = sum(amount, moneys);
      if (sums.stream().anyMatch(other -> other.currency().equals(sum.currency()))) {
        throw new IllegalArgumentException(
            "there are two sums in " + sum.currency() + "; give one for each currency");
      }
      sums.add(sum);
    }
    if (sums.isEmpty()) {
      throw new IllegalArgumentException("no sum is given; give one such as \"BRL 10000.00\"");
    }
    return new EligibilityQuestion(particulars(asked), sums);
  }

  /// What is stated of an operation, but for its sums.
  ///
  /// @throws IllegalArgumentException with what is wrong and what helps
  public static Particulars particulars(Asked asked) {
    List<String> goods = new ArrayList<>();
    for (String code : asked.goods()) {
      goods.add(code(code));
    }
    return new Particulars(
        operation(asked.operation()),
        goods,
        asked.documents().stream().map(String::strip).toList(),
        tenor(asked.tenor()),
        null,
        Particulars.NO_QUOTE);
  }

  private static @Nullable OperationClass operation(@Nullable String name) {
    if (name == null) {
      return null;
    }
    try {
      return Words.of(name).oneOf(STATED);
    } catch (Words.Fault e) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is not a class of operations; " + e.remedy(), e);
    }
  }

  private static String code(String text) {
    String digits = text.strip().replace(".", "");
    if (!digits.matches("\\d+")
        || digits.length() < HS_DIGITS_MIN || digits.length() > HS_DIGITS_MAX) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not an HS code; write two to ten digits, such as 1001 or 3004.31");
    }
    return digits;
  }

  private static Money sum(String text, Collection<Currency> moneys) {
    String[] parts = text.strip().split(" +");
    if (parts.length != 2 || !parts[0].matches("[A-Z]{3}")) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a sum; write its code and the sum, such as \"BRL 10000.00\"");
    }
    try {
      Money sum = Spelling.sum(Words.of(parts[1]), money(parts[0], moneys));
      if (sum.minor() == 0) {
        throw new IllegalArgumentException("\"" + text + "\": write a sum above zero");
      }
      return sum;
    } catch (Words.Fault e) {
      throw new IllegalArgumentException("\"" + text + "\": " + e.remedy(), e);
    }
  }

  private static Currency money(String code, Collection<Currency> moneys) {
    for (Currency money : moneys) {
      if (money.code().equals(code)) {
        return money;
      }
    }
    throw new IllegalArgumentException(
        code + " is the money of no party; allowed: "
            + moneys.stream().map(Currency::code).distinct().collect(Collectors.joining(", ")));
  }

  private static int tenor(@Nullable String text) {
    if (text == null) {
      return Particulars.TENOR_UNKNOWN;
    }
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > TENOR_DAYS_MAX) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a tenor; write a number of days, at most " + TENOR_DAYS_MAX);
    }
    return Integer.parseInt(text);
  }

  /// The answer, with what was asked.
  public ObjectNode answer(
      int agreement, int day, Operations terms, Eligibility.Accepted accepted) {
    Judgement judgement = judge(terms, accepted);
    ObjectNode json = JudgementJson.of(particulars.operation(), judgement);
    json.put("agreement", agreement);
    json.put("on", LocalDate.ofEpochDay(day).toString());
    ArrayNode goods = json.putArray("goods");
    particulars.goods().forEach(goods::add);
    ArrayNode documents = json.putArray("documents");
    particulars.documents().forEach(documents::add);
    if (particulars.tenorDays() >= 0) {
      json.put("tenorDays", particulars.tenorDays());
    }
    ArrayNode amounts = json.putArray("amounts");
    sums.forEach(sum -> amounts.add(Spelling.money(sum)));
    return json;
  }

  public Judgement judge(Operations terms, Eligibility.Accepted accepted) {
    return Eligibility.judge(terms, particulars, sums, accepted);
  }
}
