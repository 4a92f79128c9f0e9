package kontor.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Rates: calculators that need no node, and proposals on a running one.
@Command(
    name = "rate",
    header = "Calculate rates and sums as the node does; propose, approve and list rates.",
    description = {
      "fix, convert, quote and interpolate need no node.",
      "Numbers are written with a point and without separators: 1000000.00",
      "Example: ./kontor rate fix --a 108.88670 --b 5.02520 --profile FIVE_STEP:5",
      ""
    },
    subcommands = {
      RateFixCommand.class,
      RateConvertCommand.class,
      RateQuoteCommand.class,
      RateInterpolateCommand.class,
      RateImportCommand.class,
      RateProposeCommand.class,
      RateApproveCommand.class,
      RateListCommand.class,
      RateCostCommand.class,
      RateRevaluationCommand.class
    })
final class RateCommand implements Callable<Integer> {

  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli reads --help from it
  private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() {
    throw CliFault.usage("say what to calculate: kontor rate fix|convert|quote|interpolate,"
            + " or what to do: import|propose|approve|list, or what to ask: cost|revaluation");
  }
}
