package kontor.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import kontor.engine.annex.Annex;
import kontor.engine.annex.AnnexKind;
import kontor.server.agreement.AgreementJson;
import kontor.server.agreement.AgreementText;
import kontor.server.agreement.AgreementWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The canonical text of an agreement, whole or as of a day.
@Command(
    name = "show",
    header = "Show an agreement in its canonical text, whole or as of a day.",
    description = {
      "With --on only the versions are shown whose days name them for that value date. Which of",
      "them bind a node also depends on when the parties signed.",
      "With --url the agreement of that number is shown as a node has it, with its signatures;",
      "then --on shows what holds there.",
      "Exit code 1: the file has faults, or the agreement does not hold on that day.",
      "Example: ./kontor agreement show examples/brazil-argentina.agreement --on 2026-10-01",
      "Example: ./kontor agreement show 1 --url http://127.0.0.1:7420",
      ""
    })
final class AgreementShowCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();

  @Option(names = "--on", paramLabel = "DATE", description = "Value date, as 2026-10-01.")
  private @Nullable LocalDate on;

  @Option(names = "--url", paramLabel = "URL", description = "Address of a node.")
  private @Nullable URI url;

  @Parameters(
      paramLabel = "FILE",
      description = "The agreement; with --url, its number.")
  private Path file = Path.of("");

  @Override
  public Integer call() {
    if (url != null) {
      return showNode(new NodeHttp(url));
    }
    AgreementText agreement = AgreementFiles.readWhole(file);
    LocalDate day = on;
    AgreementText shown = day == null ? agreement : asOf(agreement, day);
    if (common.json()) {
      ObjectNode json = AgreementJson.of(shown);
      if (day != null) {
        json.put("on", day.toString());
      }
      common.print(json);
    } else {
      common.out().print(AgreementWriter.text(shown));
      common.out().flush();
    }
    return ExitCodes.DONE;
  }

  private int showNode(NodeHttp node) {
    String number = file.toString();
    if (!number.matches("\\d{1,9}")) {
      throw CliFault.usage("with --url give the number of an agreement, not " + number);
    }
    String query = on == null ? "" : "?on=" + on;
    if (common.json()) {
      common.print(node.json("/agreements/" + number + query));
    } else {
      common.out().print(node.text("/agreements/" + number + "/text" + query));
    }
    common.out().flush();
    return ExitCodes.DONE;
  }

  private static AgreementText asOf(AgreementText agreement, LocalDate date) {
    int day = (int) date.toEpochDay();
    if (!agreement.isInForce(day)) {
      throw CliFault.refused(
          "the agreement does not hold on " + date + "; give --on a day between its first and"
              + " its last one");
    }
    List<Annex> inForce = new ArrayList<>();
    for (AnnexKind kind : AnnexKind.values()) {
      Annex annex = agreement.inForce(kind, day);
      if (annex != null) {
        inForce.add(annex);
      }
    }
    return new AgreementText(agreement.frame(), inForce, agreement.calendars(), List.of());
  }
}
