package kontor.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import kontor.engine.terms.Interpolation;
import kontor.engine.terms.Interpolation.Tenor;
import kontor.engine.terms.Rate;
import kontor.engine.terms.RoundingProfile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The rate of a period between two tenors (F27).
@Command(
    name = "interpolate",
    header = "Calculate a rate between those of two tenors, on a straight line.",
    description = {
      "Example: ./kontor rate interpolate --short 30:4.33 --long 91:4.29 --days 61",
      ""
    })
final class RateInterpolateCommand implements Callable<Integer> {

  private static final int DAYS_DIGITS_MAX = 6;

  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = "--short",
      required = true,
      paramLabel = "DAYS:RATE",
      description = "The shorter tenor and its rate.")
  private String shorter = "";

  @Option(
      names = "--long",
      required = true,
      paramLabel = "DAYS:RATE",
      description = "The longer tenor and its rate.")
  private String longer = "";

  @Option(names = "--days", required = true, paramLabel = "N", description = "The period.")
  private int days;

  @Option(
      names = "--profile",
      paramLabel = "MODE:DIGITS",
      defaultValue = "HALF_UP:9",
      description = "How the result is rounded. Default: ${DEFAULT-VALUE}.")
  private String profile = "";

  @Override
  public Integer call() {
    Tenor first = tenor("--short", shorter);
    Tenor second = tenor("--long", longer);
    RoundingProfile rounding = Decimals.profile(profile);
    if (first.days() >= second.days() || days < first.days() || days > second.days()) {
      throw CliFault.usage(
          "--days " + days + " must lie between two different tenors, " + first.days() + " and "
              + second.days() + " days; nothing is told beyond them");
    }
    Rate rate = Interpolation.between(first, second, days, rounding);
    if (rate == null) {
      throw CliFault.refused(
          "the rate is zero or too large with " + rounding + "; give a profile with other digits");
    }
    if (common.json()) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("days", days);
      json.put("profile", rounding.toString());
      json.put("rate", rate.toString());
      common.print(json);
    } else {
      common.out().println(rate + "  (" + days + " days, " + rounding + ")");
      common.out().flush();
    }
    return ExitCodes.DONE;
  }

  private static Tenor tenor(String name, String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 2
        || !parts[0].matches("[0-9]{1," + DAYS_DIGITS_MAX + "}")
        || Integer.parseInt(parts[0]) == 0) {
      throw CliFault.usage(
          name + " \"" + text + "\" is not a tenor; write days and rate, as 30:4.33");
    }
    return new Tenor(Integer.parseInt(parts[0]), Decimals.rate(name, parts[1]));
  }
}
