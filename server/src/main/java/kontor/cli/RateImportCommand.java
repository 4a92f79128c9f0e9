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
import java.time.Instant;
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
      "source. base is the reference. The CSV files of the European Central Bank are read as they",
      "are: a column for each currency, or series with FREQ, CURRENCY, TIME_PERIOD and OBS_VALUE.",
      "All faults are told with their lines; then nothing is sent.",
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
    RateFile.Pair moneys = pair();
    LocalDate asked = date == null ? null : date("--date", date);
    checkDay();
    byte[] bytes = bytes();
    RateFile file = RateFile.read(bytes, source, mark());
    if (!file.faults().isEmpty()) {
      tell(file);
      return ExitCodes.REFUSED;
    }
    LocalDate on = asked == null ? file.dates().last() : asked;
    RateFile.Legs legs = file.legs(on, moneys.a(), moneys.b());
    if (legs == null) {
      throw CliFault.refused(
          path + ": " + file.without(on, moneys.a(), moneys.b()) + (asked == null
              ? "; --date says which day is meant"
              : ""));
    }
    if (isDryRun) {
      show(file, on, legs, moneys);
    } else {
      send(bytes, on);
    }
    return ExitCodes.DONE;
  }

  private RateFile.Pair pair() {
    try {
      return RateFile.Pair.of(pair);
    } catch (IllegalArgumentException e) {
      throw CliFault.usage("--pair: " + e.getMessage());
    }
  }

  /// What only a proposal needs is checked in a dry run, too.
  private void checkDay() {
    if (day != null) {
      date("--day", day);
    }
    try {
      if (observedAt != null) {
        Instant.parse(observedAt);
      }
    } catch (DateTimeException e) {
      throw CliFault.usage(
          "--observed-at is an instant such as 2022-03-11T13:00:00Z, not " + observedAt);
    }
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
      if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
        return LocalDate.parse(text);
      }
    } catch (DateTimeException e) {
      // Told below, with what is not a day at all.
    }
    throw CliFault.usage(option + " is a day such as 2022-03-11, not " + text);
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

  private void show(RateFile file, LocalDate on, RateFile.Legs legs, RateFile.Pair moneys) {
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
      prices.put(moneys.b(), price(legs.a().units(), legs.b().units(), rounding));
      prices.put(moneys.a(), price(legs.b().units(), legs.a().units(), rounding));
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
                    + (price.getKey().equals(moneys.a()) ? moneys.b() : moneys.a())));
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
