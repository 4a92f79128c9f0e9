package kontor.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Enters what a code meant over a time (F04).
@Command(
    name = "enter",
    header = "Enter what a code of money meant over a time, and what took its place.",
    description = {
      "A fact of the ledger's history, beside the moneys in which it keeps accounts. What took its",
      "place is entered before.",
      "Example: ./kontor currency enter VES --numeric 928 --digits 2 --from 2018-08-20 \\",
      "           --until 2021-10-01 --next VED --factor 1000000 \\",
      "           --maker \"M. Sousa\" --checker \"C. Lima\"",
      ""
    })
final class CurrencyEnterCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private CurrencyChangeOptions change = new CurrencyChangeOptions();

  @Parameters(paramLabel = "CCY", description = "Alphabetic code.")
  private String code = "";

  @Option(
      names = "--numeric",
      required = true,
      paramLabel = "NNN",
      description = "Code in digits, such as 928.")
  private String numeric = "";

  @Option(
      names = "--digits",
      paramLabel = "N",
      description = "Digits after the point. Default: it has no minor unit.")
  private @Nullable Integer digits;

  @Option(names = "--from", paramLabel = "DATE", description = "First day. Default: always.")
  private @Nullable LocalDate from;

  @Option(
      names = "--until",
      paramLabel = "DATE",
      description = "First day on which it is no longer. Default: for ever.")
  private @Nullable LocalDate until;

  @Option(names = "--next", paramLabel = "CCY", description = "What took its place.")
  private @Nullable String next;

  @Option(names = "--factor", paramLabel = "K", description = "One unit of --next is K of it.")
  private @Nullable String factor;

  @Override
  public Integer call() {
    if ((next == null) != (factor == null)) {
      throw CliFault.usage("give both --next and --factor, or none of them");
    }
    ObjectNode body = change.body();
    body.put("code", code);
    body.put("numeric", numeric);
    if (digits != null) {
      body.put("minorDigits", digits);
    }
    put(body, "from", from);
    put(body, "until", until);
    put(body, "successor", next);
    if (factor != null) {
      body.put("factor", Decimals.rate("--factor", factor).toString());
    }
    return change.send(
        common, "/currencies/denominations", body, code + " is in the history of this ledger");
  }

  private static void put(ObjectNode body, String name, @Nullable Object value) {
    if (value != null) {
      body.put(name, value.toString());
    }
  }
}
