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
    Price ofB = price(a, b, inA);
    Price ofA = price(b, a, inB);
    if (common.json()) {
      common.print(json(ofB, ofA));
    } else {
      tell("1 B = ", ofB, " A");
      tell("1 A = ", ofA, " B");
      if (ofA.rate() != null && ofB.rate() != null) {
        common.out().println("product " + product(ofB.rate(), ofA.rate()) + ", not corrected");
      }
      common.out().flush();
      if (ofB.rate() == null) {
        refuse("one B in A", ofB, "--profile");
      }
      if (ofA.rate() == null) {
        refuse("one A in B", ofA, "--profile-in-b");
      }
    }
    return ofA.rate() == null || ofB.rate() == null ? ExitCodes.REFUSED : ExitCodes.DONE;
  }

  /// The price of one unit of a money in the other, or why there is none.
  ///
  /// @param rate null if it comes to zero, or to more digits than a rate has
  private record Price(@Nullable Rate rate, Rate over, Rate under, RoundingProfile profile) {

    boolean isZero() {
      return rate == null && Decimals.decimal(over).compareTo(Decimals.decimal(under)) < 0;
    }

    String why() {
      return isZero() ? "comes to zero" : "has more than 18 digits";
    }
  }

  private static Price price(Rate over, Rate under, RoundingProfile profile) {
    return new Price(Fixings.price(over, under, profile), over, under, profile);
  }

  private void tell(String of, Price price, String money) {
    if (price.rate() != null) {
      common.out().println(of + price.rate() + money + "  (" + price.profile() + ")");
    }
  }

  /// Says which direction has no price; the other one is told all the same.
  private void refuse(String what, Price price, String option) {
    common.err().println(
        "kontor: the price of " + what + " " + price.why() + " with " + price.profile()
            + "; give a profile with " + (price.isZero() ? "more" : "fewer") + " digits by "
            + option);
    common.err().flush();
  }

  private static String product(Rate one, Rate other) {
    return Decimals.decimal(one).multiply(Decimals.decimal(other)).toPlainString();
  }

  private static ObjectNode json(Price ofB, Price ofA) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("a", ofB.over().toString());
    json.put("b", ofB.under().toString());
    put(json.putObject("priceOfBInA"), ofB);
    put(json.putObject("priceOfAInB"), ofA);
    if (ofA.rate() != null && ofB.rate() != null) {
      json.put("product", product(ofB.rate(), ofA.rate()));
    }
    return json;
  }

  private static void put(ObjectNode json, Price price) {
    if (price.rate() == null) {
      json.put("refused", price.why());
    } else {
      json.put("rate", price.rate().toString());
    }
    json.put("profile", price.profile().toString());
    json.put(
        "quotient",
        Decimals.quotient(Decimals.decimal(price.over()), Decimals.decimal(price.under())));
  }
}
