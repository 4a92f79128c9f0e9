package kontor.cluster;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a node needs to know before it starts. Nothing in here can change a decision of the core.
///
/// @param dataDir folder of the log, the journal and the snapshots; made if missing
/// @param membership the members among which this is one; null if it keeps its log alone
/// @param clock to which the folder's clock is set at the start, see {@link LogClock}; null leaves
///     it as it is
public record NodeConfig(
    Path dataDir,
    Retention retention,
    NodeSizes sizes,
    @Nullable Membership membership,
    @Nullable Instant clock) {

  public NodeConfig {
    if (membership != null && clock != null) {
      throw new IllegalArgumentException("the clock of a member is the machine's");
    }
  }

  /// A node alone that keeps everything.
  public static NodeConfig of(Path dataDir) {
    return new NodeConfig(dataDir, Retention.KEEP_ALL, NodeSizes.DEFAULT, null, null);
  }

  public NodeConfig withRetention(Retention retention) {
    return new NodeConfig(dataDir, retention, sizes, membership, clock);
  }

  public NodeConfig withSizes(NodeSizes sizes) {
    return new NodeConfig(dataDir, retention, sizes, membership, clock);
  }

  public NodeConfig withMembership(@Nullable Membership membership) {
    return new NodeConfig(dataDir, retention, sizes, membership, clock);
  }

  public NodeConfig withClock(@Nullable Instant clock) {
    return new NodeConfig(dataDir, retention, sizes, membership, clock);
  }
}
