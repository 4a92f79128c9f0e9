package kontor.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import kontor.engine.terms.Agreement;
import kontor.server.agreement.AgreementDiff;
import kontor.server.agreement.AgreementDiff.Change;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// What becomes different from one text to another.
@Command(
    name = "diff",
    header = "Show what changes between two texts of an agreement, and from which day on.",
    description = {
      "Annexes are compared by what holds on each day, so new version numbers alone change",
      "nothing.",
      "Example: ./kontor agreement diff examples/year-pilot.agreement \\",
      "           examples/year.agreement",
      ""
    })
final class AgreementDiffCommand implements Callable<Integer> {

  private static final String NOTHING = "(nothing)";

  @Mixin private CommonOptions common = new CommonOptions();

  @Parameters(index = "0", paramLabel = "OLD", description = "The agreement as it was.")
  private Path before = Path.of("");

  @Parameters(index = "1", paramLabel = "NEW", description = "The agreement as it is to be.")
  private Path after = Path.of("");

  @Override
  public Integer call() {
    List<Change> changes =
        AgreementDiff.of(AgreementFiles.readWhole(before), AgreementFiles.readWhole(after));
    if (common.json()) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      ArrayNode list = json.putArray("changes");
      changes.forEach(change -> put(list.addObject(), change));
      common.print(json);
      return ExitCodes.DONE;
    }
    if (changes.isEmpty()) {
      common.out().println("nothing changes");
    }
    String title = "";
    for (Change change : changes) {
      String its = title(change);
      if (!its.equals(title)) {
        common.out().println(its);
        title = its;
      }
      common.out().println("  " + line(change));
    }
    common.out().flush();
    return ExitCodes.DONE;
  }

  private static String title(Change change) {
    if (change.fromDay() == AgreementDiff.ALWAYS) {
      return "for all days";
    }
    return "from " + day(change.fromDay())
        + (change.untilDay() == Agreement.OPEN_END ? " on" : " until " + day(change.untilDay()));
  }

  private static String line(Change change) {
    String what = change.part() + (change.name().isEmpty() ? "" : ": " + change.name());
    return what + ": " + orNothing(change.before()) + " -> " + orNothing(change.after());
  }

  private static String orNothing(@Nullable String value) {
    return value == null ? NOTHING : value;
  }

  private static void put(ObjectNode json, Change change) {
    json.put("part", change.part());
    json.put("name", change.name());
    json.put("before", change.before());
    json.put("after", change.after());
    if (change.fromDay() != AgreementDiff.ALWAYS) {
      json.put("from", day(change.fromDay()));
      if (change.untilDay() != Agreement.OPEN_END) {
        json.put("until", day(change.untilDay()));
      }
    }
  }

  private static String day(int epochDay) {
    return LocalDate.ofEpochDay(epochDay).toString();
  }
}
