package kontor.engine.annex;

import java.util.List;

/// Whether an operation may be paid under an annex on operations, and by which rule (F05).
///
/// @param rule id of the rule that decided; where the annex has none to name, the word of its
///     statement: {@link #CLASS} or {@link #GOODS}
/// @param missing what would have to be there: names of documents, codes that need a licence, or
///     {@link #DATED_DOCUMENT}; else none
public record Judgement(Finding finding, String rule, List<String> missing) {

  /// No rule of the annex has the payment's class.
  public static final String CLASS = "class";
  /// The annex has rules on goods and the payment names none.
  public static final String GOODS = "goods";
  /// Missing where a tenor is agreed and no document of the payment has a date.
  public static final String DATED_DOCUMENT = "date of a document";

  public Judgement {
    missing = List.copyOf(missing);
  }

  Judgement(Finding finding, String rule) {
    this(finding, rule, List.of());
  }

  public Verdict verdict() {
    return finding.verdict();
  }

  /// The worse of two; of two that are equally bad the first.
  Judgement orWorse(Judgement other) {
    return other.verdict().compareTo(verdict()) > 0 ? other : this;
  }

  /// From best to worst.
  public enum Verdict {
    ELIGIBLE,
    NEEDS_DOCUMENTS,
    NEEDS_LICENCE,
    INELIGIBLE
  }

  /// What was found, in the order in which it is looked for. The code is written to the log and
  /// never changes.
  public enum Finding {
    FITS(1, Verdict.ELIGIBLE),
    CLASS_NOT_STATED(2, Verdict.INELIGIBLE),
    CLASS_NOT_LISTED(3, Verdict.INELIGIBLE),
    TENOR_TOO_LONG(4, Verdict.INELIGIBLE),
    BELOW_MINIMUM(5, Verdict.INELIGIBLE),
    ABOVE_MAXIMUM(6, Verdict.INELIGIBLE),
    GOODS_NOT_STATED(7, Verdict.INELIGIBLE),
    GOODS_DENIED(8, Verdict.INELIGIBLE),
    GOODS_NEED_LICENCE(9, Verdict.NEEDS_LICENCE),
    DAY_CEILING_EXCEEDED(10, Verdict.INELIGIBLE),
    DOCUMENTS_MISSING(11, Verdict.NEEDS_DOCUMENTS),
    TENOR_NOT_STATED(12, Verdict.NEEDS_DOCUMENTS);

    private final int code;
    private final Verdict verdict;

    Finding(int code, Verdict verdict) {
      this.code = code;
      this.verdict = verdict;
    }

    public int code() {
      return code;
    }

    public Verdict verdict() {
      return verdict;
    }
  }
}
