package kontor.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The directory of a running node.
@Command(
    name = "directory",
    header = "Show who takes part, publish the list of the day, see what indirect banks bring.",
    description = {
      "Example: ./kontor directory show --on 2026-11-28",
      ""
    },
    subcommands = {
      DirectoryShowCommand.class,
      DirectoryPublishCommand.class,
      DirectoryTieringCommand.class
    })
final class DirectoryCommand implements Callable<Integer> {

  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli reads --help from it
  private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() {
    throw CliFault.usage("say what to do: kontor directory show|publish|tiering");
  }
}
