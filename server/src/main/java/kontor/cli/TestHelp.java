package kontor.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The launcher runs the tests; here they are only listed.
@Command(
    name = "test",
    header = "Run every test of every module.",
    description = {"Started by the launcher: ./kontor test", "Example: ./kontor test -pl engine"})
final class TestHelp implements Runnable {
  @Mixin private CommonOptions common = new CommonOptions();

  @Override
  public void run() {
    common.out().println("Start the tests by the launcher: ./kontor test");
  }
}
