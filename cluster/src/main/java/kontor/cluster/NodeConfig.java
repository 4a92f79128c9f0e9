package kontor.cluster;

import java.nio.file.Path;

/// What a node needs to know before it starts. Nothing in here can change a decision of the core.
///
/// @param dataDir folder of the log, the journal and the snapshots; made if missing
public record NodeConfig(Path dataDir, Retention retention, NodeSizes sizes) {

  public static NodeConfig of(Path dataDir) {
    return new NodeConfig(dataDir, Retention.KEEP_ALL, NodeSizes.DEFAULT);
  }

  public NodeConfig withRetention(Retention retention) {
    return new NodeConfig(dataDir, retention, sizes);
  }

  public NodeConfig withSizes(NodeSizes sizes) {
    return new NodeConfig(dataDir, retention, sizes);
  }
}
