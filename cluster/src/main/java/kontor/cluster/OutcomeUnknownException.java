package kontor.cluster;

/// No answer came. The command may be in the log or not; ask for the outcome by its identity, or
/// send the same again, which the core tells from a new one.
public final class OutcomeUnknownException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OutcomeUnknownException(String why) {
    super(why);
  }
}
