package kontor.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The registry of currencies, and sums across a change of the unit.
@Command(
    name = "currency",
    header = "Currencies with their history, and new units for old ones.",
    description = {
      "Example: ./kontor currency redenominate 2318042.50 --factor 1000000",
      "Example: ./kontor currency list VES VED",
      "Example: ./kontor currency enter --help",
      "Example: ./kontor currency schedule --help",
      ""
    },
    subcommands = {
      CurrencyRedenominateCommand.class,
      CurrencyListCommand.class,
      CurrencyEnterCommand.class,
      CurrencyScheduleCommand.class,
      CurrencyCancelCommand.class,
      CurrencyShowCommand.class
    })
final class CurrencyCommand implements Callable<Integer> {

  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli reads --help from it
  private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() {
    throw CliFault.usage(
        "say what to do: kontor currency redenominate|list|enter|schedule|cancel|show");
  }
}
