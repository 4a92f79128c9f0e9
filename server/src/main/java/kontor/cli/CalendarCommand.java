package kontor.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Business days and the moments of a day, from an agreement's text.
@Command(
    name = "calendar",
    header = "Joint business days, and the moments of a day as instants.",
    description = {
      "Example: ./kontor calendar joint --agreement examples/gulf.agreement --from 2026-03-15 \\",
      "           --days 10",
      ""
    },
    subcommands = {
      CalendarJointCommand.class,
      CalendarMomentsCommand.class,
      CalendarShowCommand.class,
      CalendarDaysCommand.class,
      CalendarHolidayCommand.class
    })
final class CalendarCommand implements Callable<Integer> {

  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli reads --help from it
  private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() {
    throw CliFault.usage(
        "say what to calculate: kontor calendar joint|moments --agreement FILE; or what of a"
            + " running node: kontor calendar show|days|holiday");
  }
}
