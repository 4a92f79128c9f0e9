package kontor.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.Callable;
import kontor.engine.rates.CurrencyHistory;
import kontor.engine.rates.Denomination;
import kontor.engine.rates.Redenomination;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import kontor.engine.terms.Wide;
import kontor.server.currency.CurrencyFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// One sum in a new unit of money (F04).
@Command(
    name = "redenominate",
    header = "Express a sum in a new unit of money: divided by a factor, rounded once.",
    description = {
      "The factor is given, or is that of the registry between two codes, over all cuts.",
      "Example: ./kontor currency redenominate 2318042.50 --factor 1000000",
      "Example: ./kontor currency redenominate 18000000000.00 --from VEB --to VED",
      "Example: ./kontor currency redenominate 4117054.64 --factor 1000000 --unrounded",
      ""
    })
final class CurrencyRedenominateCommand implements Callable<Integer> {

  private static final int DIGITS_DEFAULT = 2;
  private static final int DIGITS_MAX = 10;
  /// How a quotient that has more digits than a rate can have is cut to them.
  private static final Rounding UNROUNDED_MODE = Rounding.HALF_UP;

  @Mixin private CommonOptions common = new CommonOptions();

  @Parameters(
      paramLabel = "AMOUNT",
      description = "The sum, price or rate in the old unit; a debt with - before it.")
  private String amount = "";

  @Option(names = "--factor", paramLabel = "K", description = "One new unit is K old ones.")
  private @Nullable String factor;

  @Option(names = "--from", paramLabel = "CCY", description = "Code of the old unit.")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "CCY", description = "Code of the new unit.")
  private @Nullable String to;

  @Option(
      names = "--digits",
      paramLabel = "N",
      description = "Digits of the new unit, 0 to 10. Default: those of --to, or 2.")
  private @Nullable Integer digits;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "HALF_UP",
      description = "HALF_UP, HALF_EVEN, UP or DOWN. Default: ${DEFAULT-VALUE}.")
  private String mode = "";

  @Option(
      names = "--minimum-one",
      description = "For prices: what would come to nothing becomes the smallest unit.")
  private boolean minimumOne;

  @Option(
      names = "--unrounded",
      description =
          "For rates and unit prices: not rounded to the digits of the unit, but HALF_UP to the 18"
              + " digits that a rate can have.")
  private boolean unrounded;

  private record Cut(Rate factor, int digits) {}

  /// @param isRaised a price that came to nothing
  /// @param isRounded whether a mode has a say in the text
  private record Result(String text, boolean isRaised, boolean isRounded) {

    /// Rounded as the same sum above zero is; a debt that comes to nothing has no sign.
    Result negated() {
      boolean isZero = new BigDecimal(text).signum() == 0;
      return isZero ? this : new Result("-" + text, isRaised, isRounded);
    }
  }

  @Override
  public Integer call() {
    boolean isDebt = amount.startsWith("-");
    BigDecimal sum = Decimals.number("AMOUNT", isDebt ? amount.substring(1) : amount);
    Cut cut = cut();
    Rounding rounding = Decimals.modeOfSums(mode);
    if (unrounded && (minimumOne || digits != null)) {
      throw CliFault.usage("--unrounded goes without --digits and --minimum-one");
    }
    if (isDebt && (unrounded || minimumOne)) {
      throw CliFault.usage(
          "AMOUNT " + amount + " is a debt, and --unrounded and --minimum-one are for prices and"
              + " rates; give them without a sign");
    }
    Result result = unrounded ? divided(sum, cut.factor()) : rounded(sum, cut, rounding);
    tell(cut, rounding, isDebt ? result.negated() : result,
        (isDebt ? "-" : "") + Decimals.quotient(sum, Decimals.decimal(cut.factor())));
    return ExitCodes.DONE;
  }

  private void tell(Cut cut, Rounding rounding, Result result, String exact) {
    if (common.json()) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("amount", amount);
      json.put("factor", cut.factor().toString());
      if (!unrounded) {
        json.put("digits", cut.digits());
        json.put("raisedToSmallestUnit", result.isRaised());
      }
      if (result.isRounded()) {
        json.put("mode", (unrounded ? UNROUNDED_MODE : rounding).name());
      }
      json.put("exact", exact);
      json.put("result", result.text());
      common.print(json);
    } else {
      String how =
          !result.isRounded()
              ? ""
              : unrounded
                  ? ", " + UNROUNDED_MODE + " to the digits that a rate has"
                  : ", " + rounding;
      common.out().println(
          result.text() + "  (" + exact + how
              + (result.isRaised() ? ", raised to the smallest unit" : "") + ")");
      common.out().flush();
    }
  }

  private static Result divided(BigDecimal sum, Rate factor) {
    if (sum.signum() == 0) {
      return new Result("0", false, false);
    }
    Rate rate = Redenomination.quoted(Decimals.rate("AMOUNT", sum.toPlainString()), factor);
    if (rate == null) {
      throw CliFault.refused("nothing is left of AMOUNT within 18 digits; give another factor");
    }
    boolean isExact =
        Decimals.decimal(rate).multiply(Decimals.decimal(factor)).compareTo(sum) == 0;
    return new Result(rate.toString(), false, !isExact);
  }

  private Result rounded(BigDecimal sum, Cut cut, Rounding rounding) {
    long unscaled = sum.unscaledValue().longValueExact();
    long minor =
        Redenomination.divided(unscaled, sum.scale(), cut.factor(), cut.digits(), rounding);
    if (minor == Wide.TOO_LARGE) {
      throw CliFault.refused("the result is too large; give a smaller AMOUNT");
    }
    boolean isRaised = minimumOne && minor == 0 && unscaled > 0;
    return new Result(
        BigDecimal.valueOf(isRaised ? 1 : minor, cut.digits()).toPlainString(), isRaised, true);
  }

  private Cut cut() {
    boolean byCodes = from != null && to != null;
    if (byCodes == (factor != null) || (from == null) != (to == null)) {
      throw CliFault.usage("give --factor, or both --from and --to");
    }
    if (digits != null && (digits < 0 || digits > DIGITS_MAX)) {
      throw CliFault.usage("--digits is 0 to " + DIGITS_MAX + ": " + digits);
    }
    if (factor != null) {
      return new Cut(
          Decimals.rate("--factor", factor), digits == null ? DIGITS_DEFAULT : digits);
    }
    Rate registered = registered(String.valueOf(from), String.valueOf(to));
    return new Cut(
        registered,
        digits == null ? Decimals.currency(String.valueOf(to)).minorDigits() : digits);
  }

  /// The code's latest meaning of which the new unit came.
  private static Rate registered(String old, String next) {
    CurrencyHistory history = CurrencyFile.standard();
    List<Denomination> meanings = history.of(old);
    for (Denomination meaning : meanings.reversed()) {
      Rate registered = history.factor(meaning, next);
      if (registered != null) {
        return registered;
      }
    }
    throw CliFault.refused(
        "the registry knows no way from " + old + " to " + next
            + "; see kontor currency list, or give --factor");
  }
}
