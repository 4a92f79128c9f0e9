package kontor.cluster;

import java.nio.file.Path;

/// The data folder is another's: of a node alone, of a member, or of a member of another number.
/// What one may keep of a log the other may not. Or it is a backup.
public final class WrongFolderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WrongFolderException(Path dataDir, String owner, String wanted) {
    super(
        "the data folder " + dataDir + " is that of " + owner + ", not of " + wanted
            + "; start the one it belongs to, or give an empty folder");
  }

  private WrongFolderException(String message) {
    super(message);
  }

  /// A node would write into what must stay as it was copied.
  static WrongFolderException backup(Path dir) {
    return new WrongFolderException(
        dir + " is a backup, and no node may write into it; make a data folder of it with"
            + " kontor restore --from " + dir + " --data DIR");
  }
}
