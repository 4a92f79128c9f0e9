package kontor.engine.directory;

/// How far a participant is in its life (F02). The code is written to the log and never changes.
///
/// | from | to |
/// | --- | --- |
/// | APPLIED | ADMITTED, REMOVED |
/// | ADMITTED | ACTIVE, WITHDRAWN |
/// | ACTIVE | RESTRICTED, SUSPENDED, WITHDRAWN |
/// | RESTRICTED | ACTIVE, SUSPENDED, WITHDRAWN |
/// | SUSPENDED | ACTIVE, RESTRICTED, WITHDRAWN |
/// | WITHDRAWN | REMOVED, when its notice is over |
public enum Standing {
  APPLIED(1),
  /// Known: accounts can be opened, nothing can be paid.
  ADMITTED(2),
  ACTIVE(3),
  /// Nothing new; what is under way runs on.
  RESTRICTED(4),
  SUSPENDED(5),
  /// Leaves when its notice is over; until then it goes on as it was.
  WITHDRAWN(6),
  REMOVED(7);

  private final int code;

  Standing(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  public boolean leadsTo(Standing next) {
    return switch (this) {
      case APPLIED -> next == ADMITTED || next == REMOVED;
      case ADMITTED -> next == ACTIVE || next == WITHDRAWN;
      case ACTIVE -> next == RESTRICTED || next == SUSPENDED || next == WITHDRAWN;
      case RESTRICTED -> next == ACTIVE || next == SUSPENDED || next == WITHDRAWN;
      case SUSPENDED -> next == ACTIVE || next == RESTRICTED || next == WITHDRAWN;
      case WITHDRAWN -> next == REMOVED;
      case REMOVED -> false;
    };
  }

  /// Whether the published list names it.
  public boolean isListed() {
    return this != APPLIED && this != REMOVED;
  }
}
