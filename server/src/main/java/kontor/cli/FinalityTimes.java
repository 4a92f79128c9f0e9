package kontor.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import kontor.server.scenario.DayReport;
import kontor.server.scenario.ScenarioRunner.Sent;
import org.HdrHistogram.Histogram;

/// How long it took from sending to finality.
record FinalityTimes(double p50Ms, double p99Ms, double maxMs) {

  private static final long NANOS_MAX = 3_600_000_000_000L;
  private static final double NANOS_PER_MS = 1e6;

  static FinalityTimes of(List<Sent> sent) {
    Histogram nanos = new Histogram(NANOS_MAX, 3);
    for (Sent one : sent) {
      for (var transaction : one.answer().transactions()) {
        if (transaction.status().equals("ACSC")) {
          nanos.recordValue(
              Math.clamp(DayReport.finalityNanos(one, transaction), 0, NANOS_MAX));
        }
      }
    }
    return new FinalityTimes(
        millis(nanos.getValueAtPercentile(50)),
        millis(nanos.getValueAtPercentile(99)),
        millis(nanos.getMaxValue()));
  }

  private static double millis(long nanos) {
    return Math.round(nanos / NANOS_PER_MS * 10) / 10.0;
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("p50", p50Ms);
    json.put("p99", p99Ms);
    json.put("max", maxMs);
    return json;
  }
}
