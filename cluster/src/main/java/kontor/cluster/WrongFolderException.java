package kontor.cluster;

import java.nio.file.Path;

/// The data folder is another's: of a node alone, of a member, or of a member of another number.
/// What one may keep of a log the other may not.
public final class WrongFolderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WrongFolderException(Path dataDir, String owner, String wanted) {
    super("the data folder " + dataDir + " is that of " + owner + ", not of " + wanted);
  }
}
