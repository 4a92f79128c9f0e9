package kontor.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The launcher starts the benchmarks; here they are only listed.
@Command(
    name = "bench",
    header = "Measure this machine: payments, ledger, messages.",
    description = {
      "Started by the launcher: ./kontor bench payments --help",
      "Example: ./kontor bench payments --payments 20000 --in-flight 256 --json"
    })
final class BenchHelp implements Runnable {
  @Mixin private CommonOptions common = new CommonOptions();

  @Override
  public void run() {
    common.out().println("Start benchmarks by the launcher: ./kontor bench payments --help");
  }
}
