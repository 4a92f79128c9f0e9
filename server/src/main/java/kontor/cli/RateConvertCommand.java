package kontor.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.concurrent.Callable;
import kontor.engine.terms.Conversions;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// One sum in another currency, with one rounding (F10).
@Command(
    name = "convert",
    header = "Convert a sum into another currency, with one rounding at the end.",
    description = {
      "Say the rate in one of three ways: --rate, the price of one FROM in TO, as payments are",
      "converted; --from-per-to, how many FROM buy one TO, as positions are valued at a reference;",
      "or by way of a reference with --from-per-ref and --to-per-ref, where the sum in between is",
      "not rounded. A sum that comes to nothing is refused.",
      "Example: ./kontor rate convert 1000000.00 --from ARS --to BRL --rate 0.04615",
      "Example: ./kontor rate convert 450 --from GHS --to USD --from-per-to 4.5",
      "Example: ./kontor rate convert 100 --from FRF --to DEM --from-per-ref 6.55957 \\",
      "           --to-per-ref 1.95583",
      ""
    })
final class RateConvertCommand implements Callable<Integer> {

  private static final String WAYS =
      "say the rate in one way: --rate, or --from-per-to, or both --from-per-ref and --to-per-ref";

  @Mixin private CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "AMOUNT", description = "The sum in FROM.")
  private String amount = "";

  @Option(names = "--from", required = true, paramLabel = "CCY", description = "Its currency.")
  private String from = "";

  @Option(names = "--to", required = true, paramLabel = "CCY", description = "The other currency.")
  private String to = "";

  @Option(names = "--rate", paramLabel = "R", description = "Units of TO for one FROM.")
  private @Nullable String rate;

  @Option(names = "--from-per-to", paramLabel = "R", description = "Units of FROM for one TO.")
  private @Nullable String fromPerTo;

  @Option(
      names = "--from-per-ref",
      paramLabel = "R",
      description = "Units of FROM for one unit of the reference.")
  private @Nullable String fromPerReference;

  @Option(
      names = "--to-per-ref",
      paramLabel = "R",
      description = "Units of TO for one unit of the reference.")
  private @Nullable String toPerReference;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "HALF_UP",
      description = "HALF_UP, HALF_EVEN, UP or DOWN. Default: ${DEFAULT-VALUE}.")
  private String mode = "";

  @Option(
      names = "--digits",
      paramLabel = "N",
      description = "Digits of the result. Default: those of the registry.")
  private @Nullable Integer digits;

  @Option(
      names = "--from-digits",
      paramLabel = "N",
      description = "Digits of AMOUNT's minor unit. Default: those of the registry.")
  private @Nullable Integer fromDigits;

  @Option(names = "--allow-zero", description = "A sum that comes to nothing is not refused.")
  private boolean allowZero;

  /// What comes out, and the exact number before the rounding.
  private record Converted(@Nullable Money money, String exact) {}

  @Override
  public Integer call() {
    if (from.equals(to)) {
      throw CliFault.usage("--from and --to are both " + from + "; a rate is between two moneys");
    }
    Currency target = Decimals.currency(to, "--digits", digits);
    Currency source = Decimals.currency(from, "--from-digits", fromDigits);
    Money sum =
        Decimals.money(
            "AMOUNT", amount, source, "give --from-digits if it is in another scale");
    Converted converted = convert(sum, target, Decimals.modeOfSums(mode));
    Money result = converted.money();
    if (result == null) {
      throw CliFault.refused("the result is too large; give a smaller AMOUNT");
    }
    if (result.minor() == 0 && sum.minor() > 0 && !allowZero) {
      throw CliFault.refused(
          sum + " comes to nothing in " + to + " (exactly " + converted.exact()
              + "); give a larger AMOUNT, or --allow-zero");
    }
    if (common.json()) {
      common.print(json(sum, converted.exact(), result));
    } else {
      common.out().println(result + "  (" + converted.exact() + ", " + mode + ")");
      common.out().flush();
    }
    return ExitCodes.DONE;
  }

  private Converted convert(Money sum, Currency target, Rounding rounding) {
    BigDecimal exact = Decimals.decimal(sum);
    boolean hasReference = fromPerReference != null || toPerReference != null;
    if (rate != null && fromPerTo == null && !hasReference) {
      Rate price = Decimals.rate("--rate", rate);
      return new Converted(
          Conversions.convert(sum, price, target, rounding),
          Decimals.plain(exact.multiply(Decimals.decimal(price))));
    }
    if (fromPerTo != null && rate == null && !hasReference) {
      Rate units = Decimals.rate("--from-per-to", fromPerTo);
      return new Converted(
          Conversions.atReference(sum, units, target, rounding),
          Decimals.quotient(exact, Decimals.decimal(units)));
    }
    if (fromPerReference != null && toPerReference != null && rate == null && fromPerTo == null) {
      Rate fromUnits = Decimals.rate("--from-per-ref", fromPerReference);
      Rate toUnits = Decimals.rate("--to-per-ref", toPerReference);
      return new Converted(
          Conversions.triangulate(sum, fromUnits, toUnits, target, rounding),
          Decimals.quotient(
              exact.multiply(Decimals.decimal(toUnits)), Decimals.decimal(fromUnits)));
    }
    throw CliFault.usage(WAYS);
  }

  private ObjectNode json(Money sum, String exact, Money result) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("amount", sum.decimal());
    json.put("from", from);
    json.put("to", to);
    putIfGiven(json, "rate", rate);
    putIfGiven(json, "fromPerTo", fromPerTo);
    putIfGiven(json, "fromPerReference", fromPerReference);
    putIfGiven(json, "toPerReference", toPerReference);
    json.put("mode", mode);
    json.put("exact", exact);
    json.put("result", result.decimal());
    return json;
  }

  private static void putIfGiven(ObjectNode json, String key, @Nullable String value) {
    if (value != null) {
      json.put(key, value);
    }
  }
}
