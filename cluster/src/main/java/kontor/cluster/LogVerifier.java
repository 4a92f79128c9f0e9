package kontor.cluster;

import java.nio.file.Path;

/// Checks the data folder of a stopped node, to the last bit, and derives everything anew.
public final class LogVerifier {

  private LogVerifier() {}

  public static VerifyReport verify(Path dataDir) {
    throw new IllegalStateException(dataDir.toString());
  }
}
