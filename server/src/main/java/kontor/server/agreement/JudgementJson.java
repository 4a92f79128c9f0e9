package kontor.server.agreement;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import kontor.engine.annex.Judgement;
import kontor.engine.terms.OperationClass;
import org.jspecify.annotations.Nullable;

/// What an annex on operations says of a payment (F05), as JSON and in a sentence.
public final class JudgementJson {

  private JudgementJson() {}

  /// @param operation as the payment states it; null if it does not
  public static ObjectNode of(@Nullable OperationClass operation, Judgement judgement) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("class", operation == null ? null : operation.name());
    json.put("verdict", judgement.verdict().name());
    json.put("finding", judgement.finding().name());
    json.put("rule", judgement.rule());
    ArrayNode missing = json.putArray("missing");
    judgement.missing().forEach(missing::add);
    json.put("text", sentence(judgement));
    return json;
  }

  /// What was found, and what helps.
  public static String sentence(Judgement judgement) {
    String missing = String.join(", ", judgement.missing());
    return switch (judgement.finding()) {
      case FITS -> "it may be paid";
      case CLASS_NOT_STATED ->
          "the annex lists classes of operations, and none is stated; state one of them";
      case CLASS_NOT_LISTED -> "the annex does not list its class of operations";
      case TENOR_TOO_LONG -> "its documents are older than the agreed tenor";
      case BELOW_MINIMUM -> "its sum is below the agreed minimum";
      case ABOVE_MAXIMUM -> "its sum is above the agreed maximum";
      case GOODS_NOT_STATED ->
          "the annex has rules on goods, and no HS code is stated; state those of the goods";
      case GOODS_DENIED -> "its goods are denied";
      case GOODS_NEED_LICENCE -> "a licence is needed for goods " + missing;
      case DAY_CEILING_EXCEEDED ->
          "with what was accepted for the day it would exceed the agreed sum of a day";
      case DOCUMENTS_MISSING -> "missing: " + missing;
      case TENOR_NOT_STATED -> "a tenor is agreed, and no document has a date";
    };
  }
}
