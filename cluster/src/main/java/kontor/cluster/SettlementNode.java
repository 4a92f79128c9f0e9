package kontor.cluster;

/// A whole node in this process.
public final class SettlementNode implements AutoCloseable {

  private SettlementNode() {}

  /// Starts a node and waits until it takes commands.
  ///
  /// @throws NodeInUseException if another node runs on the folder
  public static SettlementNode start(NodeConfig config) {
    throw new IllegalStateException(config.toString());
  }

  public SettlementClient client() {
    throw new IllegalStateException();
  }

  public EventJournal journal() {
    throw new IllegalStateException();
  }

  public Health health() {
    throw new IllegalStateException();
  }

  /// Writes the state down, so that a restart need not read the whole log; returns when done.
  public void takeSnapshot() {
    throw new IllegalStateException();
  }

  @Override
  public void close() {}
}
