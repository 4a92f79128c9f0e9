package kontor.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Quotes of FX providers on a running node (F09).
@Command(
    name = "quote",
    header = "Ask FX providers what a payment costs, choose a quote, post rates.",
    description = {
      "A quote is for one bank, one sum and one payment, and good for ten minutes. A payment names",
      "it in AgrdRate/QtId; one that names none takes the best that providers hold out.",
      "Example: ./kontor quote ask --client BKEEINC0 --payee BKGGIDJ0 --pay 1000.00 INR \\",
      "           --to IDR --day 2026-12-01",
      ""
    },
    subcommands = {
      QuoteAskCommand.class,
      QuoteSelectCommand.class,
      QuoteListCommand.class,
      QuoteRateCommand.class,
      QuoteTiersCommand.class,
      QuoteImproveCommand.class,
      QuoteRatesCommand.class
    })
final class QuoteCommand implements Callable<Integer> {

  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli reads --help from it
  private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() {
    throw CliFault.usage(
        "say what to do: kontor quote ask|select|list, and for providers rate|tiers|improve|rates");
  }
}
