package kontor.benchmark;

import java.nio.file.Path;
import kontor.cluster.NodeConfig;
import kontor.cluster.SettlementNode;

/// How long a node takes until it accepts commands again: from the log alone, and from a state.
/// The system has the files in its memory, as after a restart of the process, not of the machine.
///
/// @param fromLogMs -1 if there was a state already
/// @param logBytes how much of the log was replayed
record Restarts(double fromLogMs, double fromStateMs, long logBytes) {

  static final Restarts NONE = new Restarts(-1, -1, -1);

  private static final double NANOS_PER_MS = 1e6;

  /// Of a closed node.
  static Restarts measure(Path dir, boolean hasState) {
    double fromLogMs;
    long bytes;
    long startNs = System.nanoTime();
    try (SettlementNode node = SettlementNode.start(NodeConfig.of(dir))) {
      fromLogMs = hasState ? -1 : (System.nanoTime() - startNs) / NANOS_PER_MS;
      bytes = node.health().logPosition();
      node.takeSnapshot();
    }
    startNs = System.nanoTime();
    try (SettlementNode node = SettlementNode.start(NodeConfig.of(dir))) {
      double fromStateMs = (System.nanoTime() - startNs) / NANOS_PER_MS;
      if (node.health().logPosition() < bytes) {
        throw new IllegalStateException("restarted behind its state: " + node.health());
      }
      return new Restarts(fromLogMs, fromStateMs, bytes);
    }
  }
}
