package kontor.cluster;

/// How a node is.
///
/// @param reason why it does not accept; empty while it does
/// @param logPosition log position of the last command applied
/// @param snapshotPosition log position of the last snapshot; -1 if there is none
/// @param usableBytes space left where the data folder lies
/// @param standing its place among the members
public record Health(
    State state,
    String reason,
    long logPosition,
    long snapshotPosition,
    long usableBytes,
    Standing standing) {

  /// Whether commands are taken.
  public enum State {
    ACCEPTING,
    /// No member leads that this node can reach; it waits for an election to end, or for more than
    /// half of the members. Acceptance resumes by itself.
    NO_LEADER,
    /// Less space than the node keeps free; what was acknowledged is safe. Acceptance resumes by
    /// itself when there is space again.
    DISK_FULL,
    /// For good: closed, or an invariant or the disk broke. See the reason.
    STOPPED
  }

  /// What a member is in its cluster. A node alone is its own leader.
  public enum Role {
    LEADER,
    FOLLOWER,
    /// It looks for a leader, or catches up with one.
    ELECTING
  }

  /// @param leaderId the member that leads as far as this one knows; -1 if it knows of none
  /// @param termId the number of the leadership
  /// @param commitPosition log position up to which more than half of the members have the log on
  ///     disk, as far as this one knows
  public record Standing(
      int memberId, Role role, int leaderId, long termId, long commitPosition) {

    static final int NONE = -1;
  }

  public boolean isAccepting() {
    return state == State.ACCEPTING;
  }
}
