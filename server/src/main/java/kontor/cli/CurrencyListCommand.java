package kontor.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import kontor.engine.rates.CurrencyHistory;
import kontor.engine.rates.Denomination;
import kontor.server.currency.CurrencyFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What the registry knows (F04).
@Command(
    name = "list",
    header = "List currencies: codes, digits, from when to when, and what followed.",
    description = {
      "Without codes all are listed. A code that went on for another unit has two lines.",
      "Example: ./kontor currency list VEB VEF VES VED",
      "Example: ./kontor currency list --on 2005-06-01",
      ""
    })
final class CurrencyListCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();

  @Parameters(arity = "0..*", paramLabel = "CCY", description = "Alphabetic codes.")
  private List<String> codes = List.of();

  @Option(names = "--on", paramLabel = "DATE", description = "Only what held on that day.")
  private @Nullable LocalDate on;

  @Override
  public Integer call() {
    List<Denomination> chosen = choose(CurrencyFile.standard());
    if (common.json()) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      ArrayNode currencies = json.putArray("currencies");
      chosen.forEach(denomination -> put(currencies.addObject(), denomination));
      common.print(json);
    } else {
      chosen.forEach(denomination -> common.out().println(line(denomination)));
      common.out().flush();
    }
    return ExitCodes.DONE;
  }

  private List<Denomination> choose(CurrencyHistory history) {
    List<Denomination> candidates = codes.isEmpty() ? history.all() : new ArrayList<>();
    for (String code : codes) {
      List<Denomination> meanings = history.of(code);
      if (meanings.isEmpty()) {
        throw CliFault.refused(
            "currency " + code + " is not in the registry; codes are three capital letters");
      }
      candidates.addAll(meanings);
    }
    LocalDate day = on;
    return day == null
        ? candidates
        : candidates.stream().filter(d -> d.holdsOn((int) day.toEpochDay())).toList();
  }

  private static void put(ObjectNode json, Denomination denomination) {
    json.put("code", denomination.code());
    json.put("numeric", numeric(denomination));
    if (denomination.minorDigits() != Denomination.NO_MINOR_UNIT) {
      json.put("minorDigits", denomination.minorDigits());
    }
    if (denomination.fromDay() != Denomination.ALWAYS) {
      json.put("from", day(denomination.fromDay()));
    }
    if (denomination.untilDay() != Denomination.FOR_EVER) {
      json.put("until", day(denomination.untilDay()));
    }
    if (denomination.next() != null) {
      json.put("successor", denomination.next().code());
      json.put("factor", denomination.next().factor().toString());
    }
  }

  private static String line(Denomination denomination) {
    int digits = denomination.minorDigits();
    return denomination.code()
        + " " + numeric(denomination)
        + (digits == Denomination.NO_MINOR_UNIT ? " no minor unit" : " " + digits + " digits")
        + (denomination.fromDay() == Denomination.ALWAYS
            ? ""
            : " from " + day(denomination.fromDay()))
        + (denomination.untilDay() == Denomination.FOR_EVER
            ? ""
            : " until " + day(denomination.untilDay()))
        + (denomination.next() == null
            ? ""
            : ", then 1 " + denomination.next().code() + " = " + denomination.next().factor());
  }

  private static String numeric(Denomination denomination) {
    return String.format(Locale.ROOT, "%03d", denomination.numeric());
  }

  private static String day(int epochDay) {
    return LocalDate.ofEpochDay(epochDay).toString();
  }
}
