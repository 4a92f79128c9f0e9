package kontor.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Proposes the rate of a pair for a day (F08).
@Command(
    name = "propose",
    header = "Propose both prices of a pair from two legs; every party must approve them.",
    description = {
      "The node looks at the age of the legs and at how far the prices have moved, and says so to",
      "those who approve. A correction of a confirmed rate needs --reason.",
      "Example: ./kontor rate propose --agreement 1 --day 2022-03-11 --leg ARS=108.88670 \\",
      "           --leg BRL=5.02520 --reference USD --source PTAX \\",
      "           --observed-at 2022-03-11T13:00:00-03:00 --maker \"M. Sousa\" \\",
      "           --checker \"C. Lima\"",
      ""
    })
final class RateProposeCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();

  @Mixin private NodeOption node = new NodeOption();

  @Mixin private PersonsOption persons = new PersonsOption();

  @Option(names = "--agreement", required = true, paramLabel = "N", description = "Its number.")
  private int agreement;

  @Option(
      names = "--day",
      required = true,
      paramLabel = "DAY",
      description = "The business day for which the rate is, 2022-03-11.")
  private String day = "";

  @Option(
      names = "--leg",
      required = true,
      arity = "1",
      paramLabel = "CCY=UNITS",
      description = "Units of a currency for one unit of the reference; twice.")
  private List<String> legs = List.of();

  @Option(
      names = "--second",
      arity = "1",
      paramLabel = "CCY=UNITS",
      description = "The same from the second source; twice or never.")
  private List<String> second = List.of();

  @Option(
      names = "--reference",
      required = true,
      paramLabel = "CCY",
      description = "Of which one unit is priced, as USD.")
  private String reference = "";

  @Option(
      names = "--source",
      required = true,
      paramLabel = "NAME",
      description = "Who published it, as the annex names it.")
  private String source = "";

  @Option(
      names = "--second-source",
      paramLabel = "NAME",
      description = "Who published the second.")
  private @Nullable String secondSource;

  @Option(
      names = "--observed-at",
      required = true,
      paramLabel = "TIME",
      description = "When the source published, 2022-03-11T13:00:00-03:00.")
  private String observedAt = "";

  @Option(
      names = "--publication",
      defaultValue = "",
      paramLabel = "ID",
      description = "The source's own id of it.")
  private String publication = "";

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "From when it holds. Default: from the beginning of the day.")
  private @Nullable String from;

  @Option(
      names = "--approve-by",
      paramLabel = "TIME",
      description = "Until when. Default: the agreed moment, or the end of the day.")
  private @Nullable String approveBy;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Of a correction.")
  private @Nullable String reason;

  @Override
  public Integer call() {
    if (legs.size() != 2 || second.size() != 0 && second.size() != 2) {
      throw CliFault.usage("give --leg twice, one for each currency, and --second twice or never");
    }
    if (!second.isEmpty() && secondSource == null) {
      throw CliFault.usage("give --second-source with the name of who published the second legs");
    }
    ObjectNode json = persons.body();
    json.put("agreement", agreement);
    json.put("day", day);
    put(json.putArray("legs"), "--leg", legs, source);
    put(json.putArray("second"), "--second", second, String.valueOf(secondSource));
    if (from != null) {
      json.put("effectiveFrom", from);
    }
    if (approveBy != null) {
      json.put("approveBy", approveBy);
    }
    if (reason != null) {
      json.put("reason", reason);
    }
    RateListCommand.print(
        common,
        node.post("/rates/proposals", json),
        "proposed; see kontor rate list for its number");
    return ExitCodes.DONE;
  }

  private void put(ArrayNode array, String option, List<String> texts, String publisher) {
    for (String text : texts) {
      String[] parts = text.split("=", -1);
      if (parts.length != 2) {
        throw CliFault.usage(option + " is a currency and its units, as ARS=108.88670: " + text);
      }
      ObjectNode leg = array.addObject();
      leg.put("currency", parts[0]);
      leg.put("units", Decimals.rate(option, parts[1]).toString());
      leg.put("reference", reference);
      leg.put("source", publisher);
      leg.put("publication", publication);
      leg.put("observedAt", observedAt);
    }
  }
}
