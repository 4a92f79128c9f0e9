package kontor.cluster;

/// How a node is.
///
/// @param reason why it does not accept; empty while it does
/// @param logPosition log position of the last command applied
/// @param snapshotPosition log position of the last snapshot; -1 if there is none
/// @param usableBytes space left where the data folder lies
public record Health(
    State state, String reason, long logPosition, long snapshotPosition, long usableBytes) {

  /// Whether commands are taken.
  public enum State {
    ACCEPTING,
    /// Less space than the node keeps free; what was acknowledged is safe. Acceptance resumes by
    /// itself when there is space again.
    DISK_FULL,
    /// For good: closed, or an invariant or the disk broke. See the reason.
    STOPPED
  }

  public boolean isAccepting() {
    return state == State.ACCEPTING;
  }
}
