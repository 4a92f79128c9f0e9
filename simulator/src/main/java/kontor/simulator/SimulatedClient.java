package kontor.simulator;

import kontor.engine.Command;
import org.jspecify.annotations.Nullable;

/// A session: one request at a time, sent again until it is answered.
final class SimulatedClient {

  final int id;
  private int request;
  private @Nullable Command waitsFor;
  private int acknowledgedBefore;
  private long sendAgainMs;

  SimulatedClient(int id) {
    this.id = id;
  }

  boolean isWaiting() {
    return waitsFor != null;
  }

  int request() {
    return request;
  }

  /// @param acknowledged the last log position that any client has seen
  void ask(Command command, int acknowledged) {
    request++;
    waitsFor = command;
    acknowledgedBefore = acknowledged;
    sendAgainMs = Long.MIN_VALUE;
  }

  /// What to send now, or null to go on waiting.
  @Nullable Command toSend(long trueMs, long waitMs) {
    if (waitsFor == null || trueMs < sendAgainMs) {
      return null;
    }
    sendAgainMs = trueMs + waitMs;
    return waitsFor;
  }

  boolean expects(Reply reply) {
    return waitsFor != null && reply.request() == request;
  }

  int acknowledgedBefore() {
    return acknowledgedBefore;
  }

  void done() {
    waitsFor = null;
  }
}
