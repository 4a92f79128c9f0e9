package kontor.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import kontor.engine.terms.Fixings;
import kontor.engine.terms.Rate;
import kontor.engine.terms.RoundingProfile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The two prices of a pair from its two legs (F07).
@Command(
    name = "fix",
    header = "Fix both directions of a pair from two legs against a reference.",
    description = {
      "The price of one B in A is a / b, that of one A in B is b / a; each is rounded by itself,",
      "none is the inverse of the other. Their product is shown and not corrected.",
      "Example: ./kontor rate fix --a 108.88670 --b 5.02520 --profile FIVE_STEP:5",
      "Example: ./kontor rate fix --a 8006.85 --b 5.6605 --profile FIVE_STEP:8 --json",
      ""
    })
final class RateFixCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = "--a",
      required = true,
      paramLabel = "UNITS",
      description = "Units of A for one unit of the reference.")
  private String unitsOfA = "";

  @Option(
      names = "--b",
      required = true,
      paramLabel = "UNITS",
      description = "Units of B for one unit of the reference.")
  private String unitsOfB = "";

  @Option(
      names = "--profile",
      required = true,
      paramLabel = "MODE:DIGITS",
      description = "HALF_UP, HALF_EVEN, UP, DOWN or FIVE_STEP, and the digits after the point.")
  private String profile = "";

  @Option(
      names = "--profile-in-b",
      paramLabel = "MODE:DIGITS",
      description = "For the price of one A in B, if it is another.")
  private @Nullable String profileInB;

  @Override
  public Integer call() {
    Rate a = Decimals.rate("--a", unitsOfA);
    Rate b = Decimals.rate("--b", unitsOfB);
    RoundingProfile inA = Decimals.profile(profile);
    RoundingProfile inB = profileInB == null ? inA : Decimals.profile(profileInB);
    Rate ofB = price("one B in A", a, b, inA);
    Rate ofA = price("one A in B", b, a, inB);
    String product =
        Decimals.decimal(ofB).multiply(Decimals.decimal(ofA)).toPlainString();
    if (common.json()) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("a", a.toString());
      json.put("b", b.toString());
      put(json.putObject("priceOfBInA"), ofB, a, b, inA);
      put(json.putObject("priceOfAInB"), ofA, b, a, inB);
      json.put("product", product);
      common.print(json);
    } else {
      common.out().println("1 B = " + ofB + " A  (" + inA + ")");
      common.out().println("1 A = " + ofA + " B  (" + inB + ")");
      common.out().println("product " + product + ", not corrected");
      common.out().flush();
    }
    return ExitCodes.DONE;
  }

  private static Rate price(String what, Rate over, Rate under, RoundingProfile profile) {
    Rate price = Fixings.price(over, under, profile);
    if (price == null) {
      throw CliFault.refused(
          "the price of " + what + " is zero or too large with " + profile
              + "; give a profile with other digits");
    }
    return price;
  }

  private static void put(
      ObjectNode json, Rate price, Rate over, Rate under, RoundingProfile profile) {
    json.put("rate", price.toString());
    json.put("profile", profile.toString());
    json.put(
        "quotient", Decimals.quotient(Decimals.decimal(over), Decimals.decimal(under)));
  }
}
