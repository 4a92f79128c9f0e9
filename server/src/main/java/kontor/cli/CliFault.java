package kontor.cli;

/// A command that cannot go on: what is wrong and what to do, for one line on standard error.
final class CliFault extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int exitCode;

  private CliFault(int exitCode, String text) {
    super(text, null, false, false);
    this.exitCode = exitCode;
  }

  static CliFault usage(String text) {
    return new CliFault(ExitCodes.USAGE, text);
  }

  static CliFault refused(String text) {
    return new CliFault(ExitCodes.REFUSED, text);
  }

  static CliFault environment(String text) {
    return new CliFault(ExitCodes.ENVIRONMENT, text);
  }

  int exitCode() {
    return exitCode;
  }
}
