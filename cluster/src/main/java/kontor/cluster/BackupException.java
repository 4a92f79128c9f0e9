package kontor.cluster;

import java.nio.file.Path;

/// A backup or a restore that cannot be made; nothing half-done is left in its target.
public final class BackupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final transient Path file;

  /// Who can mend it.
  public enum Kind {
    /// The wrong folder was given.
    WRONG_FOLDER,
    /// Bytes are not what was written.
    DAMAGED,
    /// The node dropped what was being copied, again and again.
    OVERTAKEN,
    /// No space, or a file that cannot be read or written.
    ENVIRONMENT
  }

  BackupException(Kind kind, String what, Path file) {
    super(what);
    this.kind = kind;
    this.file = file;
  }

  BackupException(Kind kind, String what, Path file, Throwable cause) {
    super(what, cause);
    this.kind = kind;
    this.file = file;
  }

  public Kind kind() {
    return kind;
  }

  /// The file or folder it is about.
  public Path file() {
    return file;
  }
}
