package kontor.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import kontor.engine.terms.Digest;
import kontor.server.gateway.Answer;
import kontor.server.scenario.ScenarioRunner.Sent;

/// How many payments stand where; messages that only repeat others are not counted again.
record StatusCounts(Map<String, Integer> byStatus) {

  static StatusCounts of(List<Sent> sent) {
    Map<String, Integer> counts = new TreeMap<>();
    Set<Digest> seen = new HashSet<>();
    for (Sent one : sent) {
      if (!seen.add(one.answer().message())) {
        continue;
      }
      for (Answer.TransactionAnswer transaction : one.answer().transactions()) {
        counts.merge(transaction.status(), 1, Integer::sum);
      }
      if (one.answer().transactions().isEmpty()) {
        counts.merge(one.answer().status(), 1, Integer::sum);
      }
    }
    return new StatusCounts(counts);
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    byStatus.forEach(json::put);
    return json;
  }
}
