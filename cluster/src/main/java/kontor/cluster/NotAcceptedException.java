package kontor.cluster;

/// A command that never reached the log: it has no effect, and may be sent again when the cause
/// is gone.
public final class NotAcceptedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Why the command was turned away.
  public enum Cause {
    /// More bytes than {@link SettlementClient#MESSAGE_BYTES_MAX}.
    TOO_LARGE,
    /// The node accepts nothing because its disk is nearly full.
    DISK_FULL,
    /// No leader was found in time that takes it.
    NO_LEADER,
    /// The node has stopped or is closing.
    STOPPED,
    /// No place in the window of commands under way came free in time.
    TOO_BUSY
  }

  private final Cause why;

  NotAcceptedException(Cause why, String detail) {
    super(why + ": " + detail);
    this.why = why;
  }

  public Cause why() {
    return why;
  }
}
