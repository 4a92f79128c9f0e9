package kontor.readside;

/// The database of the read side failed: full disk, damaged file, broken statement. Nothing of
/// the batch under way is in it.
public final class ReadSideException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ReadSideException(String message, Throwable cause) {
    super(message, cause);
  }
}
