package kontor.cli;

/// What the shell gets to know.
final class ExitCodes {

  static final int DONE = 0;
  /// Something was refused or failed; the output says what.
  static final int REFUSED = 1;
  /// The command line or a file given on it is wrong.
  static final int USAGE = 2;
  /// The machine lacks something: a port, a folder, space, a running node.
  static final int ENVIRONMENT = 3;

  private ExitCodes() {}
}
