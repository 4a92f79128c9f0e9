package kontor.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import kontor.engine.Conversion;
import kontor.server.api.Json;
import kontor.server.gateway.Answer;
import kontor.server.gateway.MessageKind;
import kontor.server.scenario.ScenarioRunner.Sent;

/// An answer as JSON.
final class AnswerJson {

  private AnswerJson() {}

  static ObjectNode of(Sent sent, Path written) {
    Answer answer = sent.answer();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("file", sent.file().toString());
    json.put("message", answer.originalName());
    json.put("messageId", answer.reference());
    json.put("status", answer.status());
    putValidity(json, MessageKind.validity(answer));
    json.put("answer", answer.messageName());
    json.put("answerFile", written.toString());
    json.put("repeat", answer.document().isRepeat());
    json.set("reasons", reasons(answer.reasons()));
    ArrayNode transactions = json.putArray("transactions");
    for (Answer.TransactionAnswer transaction : answer.transactions()) {
      transactions.add(transaction(transaction));
    }
    return json;
  }

  /// Whether the message is valid by its own schema; null for versions that are not known.
  static void putValidity(ObjectNode json, MessageKind.Validity validity) {
    switch (validity) {
      case VALID -> json.put("schemaValid", true);
      case INVALID -> json.put("schemaValid", false);
      case UNKNOWN -> json.putNull("schemaValid");
    }
  }

  private static ObjectNode transaction(Answer.TransactionAnswer transaction) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (transaction.payment() != null) {
      json.put("uetr", transaction.payment().uetr());
    }
    json.put("endToEndId", transaction.stated().endToEndId());
    json.put("from", transaction.stated().from());
    json.put("to", transaction.stated().to());
    json.put("status", transaction.status());
    json.set("reasons", reasons(transaction.reasons()));
    Conversion conversion = transaction.conversion();
    if (conversion != null) {
      json.set("debit", Json.money(conversion.debit()));
      json.set("credit", Json.money(conversion.credit()));
      if (conversion.fixing() != null) {
        json.set("rate", Json.fixing(conversion.fixing()));
      }
    }
    return json;
  }

  private static ArrayNode reasons(List<Answer.Reason> reasons) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (Answer.Reason reason : reasons) {
      ObjectNode one = json.addObject();
      one.put("code", reason.code());
      one.put("rule", reason.rule());
      one.put("text", reason.text());
    }
    return json;
  }
}
