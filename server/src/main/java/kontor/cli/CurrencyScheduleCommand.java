package kontor.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import kontor.engine.rates.RedenominationPlan.OldCode;
import kontor.engine.rates.RedenominationPlan.Prices;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Decides on a new unit of money (F04).
@Command(
    name = "schedule",
    header = "Decide on a new unit of money: on its day it comes by itself, in one step.",
    description = {
      "Every balance, line, hold and waiting payment in the old unit is divided by the factor and",
      "rounded once when the day begins in its zone. Both moneys are defined in the ledger.",
      "Example: ./kontor currency schedule VES VED --factor 1000000 --day 2021-10-01 \\",
      "           --zone America/Caracas --window 30 --old-code MEANS_NEW \\",
      "           --maker \"M. Sousa\" --checker \"C. Lima\"",
      ""
    })
final class CurrencyScheduleCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private CurrencyChangeOptions change = new CurrencyChangeOptions();

  @Parameters(index = "0", paramLabel = "OLD", description = "Code of the money that ends.")
  private String from = "";

  @Parameters(index = "1", paramLabel = "NEW", description = "Code of the new unit.")
  private String to = "";

  @Option(
      names = "--factor",
      required = true,
      paramLabel = "K",
      description = "One new unit is K old ones.")
  private String factor = "";

  @Option(
      names = "--day",
      required = true,
      paramLabel = "DATE",
      description = "First day of the new unit.")
  private @Nullable LocalDate day;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "UTC",
      description = "Time zone in which the day begins; the ledger knows its table.")
  private String zone = "";

  @Option(
      names = "--window",
      paramLabel = "DAYS",
      defaultValue = "0",
      description = "How long instructions dated before the day are taken. Default: none.")
  private int window;

  @Option(
      names = "--old-code",
      paramLabel = "MEANING",
      defaultValue = "REFUSED",
      description = "What the old code means from that day on: REFUSED or MEANS_NEW.")
  private OldCode oldCode = OldCode.REFUSED;

  @Option(
      names = "--prices",
      paramLabel = "RULE",
      defaultValue = "ROUNDED",
      description = "Prices are ROUNDED, or AT_LEAST_ONE smallest unit.")
  private Prices prices = Prices.ROUNDED;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "HALF_UP",
      description = "HALF_UP, HALF_EVEN, UP or DOWN. Default: ${DEFAULT-VALUE}.")
  private String mode = "";

  @Override
  public Integer call() {
    ObjectNode body = change.body();
    body.put("from", from);
    body.put("to", to);
    body.put("factor", Decimals.rate("--factor", factor).toString());
    body.put("day", String.valueOf(day));
    body.put("zone", zone);
    body.put("windowDays", window);
    body.put("oldCode", oldCode.name());
    body.put("prices", prices.name());
    body.put("rounding", Decimals.mode(mode).name());
    return change.send(
        common,
        "/currencies/redenominations",
        body,
        from + " becomes " + to + " when " + day + " begins in " + zone + ": 1 " + to + " = "
            + factor + " " + from);
  }
}
