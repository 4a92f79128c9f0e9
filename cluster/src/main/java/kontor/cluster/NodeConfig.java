package kontor.cluster;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What a node needs to know before it starts. Nothing in here can change a decision of the core.
///
/// @param dataDir folder of the log, the journal and the snapshots; made if missing
/// @param membership the members among which this is one; null if it keeps its log alone
public record NodeConfig(
    Path dataDir, Retention retention, NodeSizes sizes, @Nullable Membership membership) {

  /// A node alone that keeps everything.
  public static NodeConfig of(Path dataDir) {
    return new NodeConfig(dataDir, Retention.KEEP_ALL, NodeSizes.DEFAULT, null);
  }

  public NodeConfig withRetention(Retention retention) {
    return new NodeConfig(dataDir, retention, sizes, membership);
  }

  public NodeConfig withSizes(NodeSizes sizes) {
    return new NodeConfig(dataDir, retention, sizes, membership);
  }

  public NodeConfig withMembership(@Nullable Membership membership) {
    return new NodeConfig(dataDir, retention, sizes, membership);
  }
}
