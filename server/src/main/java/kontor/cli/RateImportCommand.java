package kontor.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import kontor.engine.terms.Fixings;
import kontor.engine.terms.Rate;
import kontor.engine.terms.RoundingProfile;
import kontor.server.rates.RateFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A file of rates becomes a proposal (F07, F08).
@Command(
    name = "import",
    header = "Propose a pair's rate from a file of rates, CSV or daily reference rates in XML.",
    description = {
      "CSV: the first line names the columns date, base, quoted, rate and, if there are several,",
      "source. base is the reference. All faults are told with their lines; then nothing is sent.",
      "The proposal keeps the file's digest and the lines. With --dry-run no node is needed: the",
      "file is checked, and with --profile both prices are shown.",
      "Example: ./kontor rate import examples/rates.csv --source \"PTAX, A3500\" --pair ARS/BRL \\",
      "           --dry-run --profile FIVE_STEP:5",
      "Example: ./kontor rate import examples/rates.csv --source \"PTAX, A3500\" --pair ARS/BRL \\",
      "           --agreement 1 --maker \"M. Sousa\" --checker \"C. Lima\"",
      ""
    })
final class RateImportCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();

  @Mixin private NodeOption node = new NodeOption();

  @Parameters(paramLabel = "FILE", description = "The file of rates.")
  private Path path = Path.of("");

  @Option(
      names = "--source",
      required = true,
      paramLabel = "NAME",
      description = "Who published it, as the annex names it.")
  private String source = "";

  @Option(names = "--pair", required = true, paramLabel = "A/B", description = "As ARS/BRL.")
  private String pair = "";

  @Option(names = "--agreement", paramLabel = "N", description = "Its number.")
  private @Nullable Integer agreement;

  @Option(
      names = "--decimal",
      paramLabel = "SIGN",
      defaultValue = "point",
      description = "What parts the fraction, point or comma. Default: ${DEFAULT-VALUE}.")
  private String decimal = "";

  @Option(
      names = "--date",
      paramLabel = "DAY",
      description = "Date of publication. Default: the last in the file.")
  private @Nullable String date;

  @Option(
      names = "--day",
      paramLabel = "DAY",
      description = "The business day for which the rate is. Default: the date.")
  private @Nullable String day;

  @Option(
      names = "--observed-at",
      paramLabel = "TIME",
      description = "When it was published. Default: the beginning of the date, UTC.")
  private @Nullable String observedAt;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Of a correction.")
  private @Nullable String reason;

  @Option(names = "--maker", paramLabel = "NAME", description = "Who makes the change.")
  private @Nullable String maker;

  @Option(
      names = "--checker",
      paramLabel = "NAME",
      description = "Who checked it: another person.")
  private @Nullable String checker;

  @Option(names = "--dry-run", description = "Check the file and send nothing.")
  private boolean isDryRun;

  @Option(
      names = "--profile",
      paramLabel = "MODE:DIGITS",
      description = "With --dry-run: how the prices are rounded, as FIVE_STEP:5.")
  private @Nullable String profile;

  @Override
  public Integer call() {
    byte[] bytes = bytes();
    RateFile file = RateFile.read(bytes, source, mark());
    if (!file.faults().isEmpty()) {
      tell(file);
      return ExitCodes.REFUSED;
    }
    String[] moneys = pair.split("/", -1);
    if (moneys.length != 2) {
      throw CliFault.usage("--pair is two currencies, as ARS/BRL: " + pair);
    }
    LocalDate on = date == null ? file.dates().last() : date("--date", date);
    RateFile.Legs legs = file.legs(on, moneys[0], moneys[1]);
    if (legs == null) {
      throw CliFault.refused(
          path + ": no two legs of " + moneys[0] + " and " + moneys[1]
              + " against one reference on " + on + "; the file has " + file.dates().first()
              + " to " + file.dates().last() + ", choose one with --date");
    }
    if (isDryRun) {
      show(file, on, legs, moneys);
    } else {
      send(bytes, on);
    }
    return ExitCodes.DONE;
  }

  private byte[] bytes() {
    try {
      if (Files.size(path) > RateFile.BYTES_MAX) {
        throw CliFault.refused(path + ": is larger than " + RateFile.BYTES_MAX + " bytes");
      }
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw CliFault.usage(
          path + ": cannot be read (" + e.getClass().getSimpleName() + "); give a file of rates");
    }
  }

  private RateFile.Mark mark() {
    return switch (decimal.toLowerCase(Locale.ROOT)) {
      case "point" -> RateFile.Mark.POINT;
      case "comma" -> RateFile.Mark.COMMA;
      default -> throw CliFault.usage("--decimal is point or comma, not " + decimal);
    };
  }

  private static LocalDate date(String option, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw CliFault.usage(option + " is a day such as 2022-03-11, not " + text);
    }
  }

  private void tell(RateFile file) {
    if (common.json()) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      ArrayNode faults = json.putArray("faults");
      file.faults().forEach(faults::add);
      common.print(json);
    } else {
      file.faults().forEach(fault -> common.err().println("kontor: " + path + ": " + fault));
      common.err().flush();
    }
  }

  private void show(RateFile file, LocalDate on, RateFile.Legs legs, String[] moneys) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("file", file.digest().toString());
    json.put("date", on.toString());
    json.put("rates", file.observations().size());
    json.put("skipped", file.skipped());
    ArrayNode list = json.putArray("legs");
    leg(list, legs.a());
    leg(list, legs.b());
    if (profile != null) {
      RoundingProfile rounding = Decimals.profile(profile);
      Map<String, String> prices = new TreeMap<>();
      prices.put(moneys[1], price(legs.a().units(), legs.b().units(), rounding));
      prices.put(moneys[0], price(legs.b().units(), legs.a().units(), rounding));
      ObjectNode out = json.putObject("priceOfOne");
      prices.forEach(out::put);
    }
    if (common.json()) {
      common.print(json);
      return;
    }
    common.out().println(
        file.observations().size() + " rates, " + file.skipped() + " of other sources, SHA-256 "
            + file.digest());
    for (RateFile.Observation leg : List.of(legs.a(), legs.b())) {
      common.out().println(
          "line " + leg.line() + ": 1 " + leg.reference() + " = " + leg.units() + " "
              + leg.currency() + " on " + on);
    }
    json.path("priceOfOne").properties().forEach(
        price ->
            common.out().println(
                "1 " + price.getKey() + " = " + price.getValue().asText() + " "
                    + (price.getKey().equals(moneys[0]) ? moneys[1] : moneys[0])));
    common.out().flush();
  }

  private static void leg(ArrayNode list, RateFile.Observation leg) {
    ObjectNode json = list.addObject();
    json.put("currency", leg.currency());
    json.put("units", leg.units().toString());
    json.put("reference", leg.reference());
    json.put("line", leg.line());
  }

  private static String price(Rate over, Rate under, RoundingProfile rounding) {
    Rate price = Fixings.price(over, under, rounding);
    if (price == null) {
      throw CliFault.refused(
          "a price is zero or too large with " + rounding + "; give other digits");
    }
    return price.toString();
  }

  private void send(byte[] bytes, LocalDate on) {
    if (agreement == null || maker == null || checker == null) {
      throw CliFault.usage(
          "give --agreement with its number, --maker and --checker, or --dry-run");
    }
    Map<String, String> query = new TreeMap<>();
    query.put("agreement", agreement.toString());
    query.put("source", source);
    query.put("pair", pair);
    query.put("decimal", decimal.toLowerCase(Locale.ROOT));
    query.put("date", on.toString());
    query.put("day", day == null ? on.toString() : date("--day", day).toString());
    query.put("maker", Persons.name("--maker", maker));
    query.put("checker", Persons.name("--checker", checker));
    if (observedAt != null) {
      query.put("observedAt", observedAt);
    }
    if (reason != null) {
      query.put("reason", reason);
    }
    String address =
        query.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&", "/rates/import?", ""));
    RateListCommand.print(
        common,
        node.post(address, "application/octet-stream", bytes),
        "proposed; see kontor rate list for its number");
  }
}
