package kontor.cluster;

/// A data folder lacks what was on disk before, or has it otherwise. A node must not start on it:
/// it would forget, or change, what was acknowledged.
public final class DamagedFolderException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  DamagedFolderException(String message) {
    super(message);
  }
}
