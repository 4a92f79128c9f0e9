package kontor.cluster;

/// A data folder's clock may not be set so: its log has times of the machine's, or later ones.
public final class ClockSetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ClockSetException(String message) {
    super(message);
  }
}
