package kontor.server.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import kontor.cluster.LedgerClient.PositionNotReachedException;
import kontor.cluster.NotAcceptedException;
import kontor.engine.Refusal;
import kontor.engine.Transfers;
import kontor.server.http.Problem;
import kontor.server.ledger.JsonBody.Fault;

/// What can go wrong on the ledger's routes. A refusal of a transfer is none of these: it is a
/// result.
final class LedgerProblems {

  private static final String TOO_LARGE = "too-many-events";

  private LedgerProblems() {}

  /// @param faults each with its place and the rule
  static Problem malformed(List<Fault> faults) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (Fault fault : faults) {
      ObjectNode one = list.addObject();
      one.put("pointer", fault.pointer());
      one.put("rule", fault.rule());
      one.put("found", fault.found());
    }
    return new Problem(
        400, "malformed", "The body is malformed",
        "nothing of it was done; each fault names its place and what belongs there",
        Map.of("faults", list));
  }

  static Problem tooMany() {
    return new Problem(
        413, TOO_LARGE, "There are too many events", "send at most " + Transfers.COUNT_MAX
            + " in one request", Map.of("countMax", IntNode.valueOf(Transfers.COUNT_MAX)));
  }

  static Problem notTaken(String mediaType) {
    return new Problem(
        415, "media-type", "The body's type is not taken",
        "content type \"" + mediaType + "\" is not taken; allowed: " + Media.ALL);
  }

  static Problem notGiven() {
    return new Problem(
        406, "not-acceptable", "The answer has no such type", "accept one of " + Media.ALL);
  }

  static Problem onlyJson() {
    return new Problem(
        406, "not-acceptable", "The answer has no such type", "accept " + Media.JSON.type());
  }

  /// @param outcome where to ask what became of it
  static Problem outcomeUnknown(String outcome) {
    Map<String, JsonNode> more =
        Map.of("outcome", TextNode.valueOf(outcome), "retry", TextNode.valueOf("same-body"));
    return new Problem(
        504, "outcome-unknown", "No answer came by the deadline",
        "unknown, ask by id: it may be done or not, or be done yet; the very same body again is"
            + " safe and tells", more);
  }

  /// A read that got no answer; nothing can have changed.
  static Problem noAnswer() {
    return new Problem(
        504, "no-answer", "No answer came by the deadline", "nothing changed; ask again");
  }

  static Problem positionNotReached(PositionNotReachedException e) {
    return new Problem(
        412, "position-not-reached", "The log is not that far", String.valueOf(e.getMessage()),
        Map.of("reached", LongNode.valueOf(e.reached())));
  }

  static Problem refused(Refusal refusal) {
    return switch (refusal) {
      case BATCH_TOO_LARGE -> tooMany();
      case FILTER_INVALID ->
          new Problem(
              400, "filter-invalid", "The filter can have no answer",
              "limit is at least 1, timestampMin at most timestampMax, an account's filter has"
                  + " DEBITS or CREDITS, reserved bytes are 0");
      default ->
          new Problem(
              400, "refused", "The core refused the request", "refusal " + refusal.name(),
              Map.of("refusal", TextNode.valueOf(refusal.name())));
    };
  }

  static Problem notAccepted(NotAcceptedException e) {
    return e.why() == NotAcceptedException.Cause.TOO_LARGE
        ? tooMany()
        : Problem.notAccepting(String.valueOf(e.getMessage()));
  }
}
