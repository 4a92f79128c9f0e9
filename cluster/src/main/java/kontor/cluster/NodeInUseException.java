package kontor.cluster;

import java.nio.file.Path;

/// Another node, in this process or another one, runs on the same data folder.
public final class NodeInUseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Path dataDir;

  NodeInUseException(Path dataDir) {
    super("another node runs on this data folder: " + dataDir);
    this.dataDir = dataDir;
  }

  public Path dataDir() {
    return dataDir;
  }
}
