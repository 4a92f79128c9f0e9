package kontor.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import kontor.server.agreement.AgreementJson;
import kontor.server.agreement.AgreementReader;
import kontor.server.agreement.AgreementText;
import kontor.server.agreement.TextFault;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Lists every fault of every agreement.
@Command(
    name = "check",
    header = "Check agreements and list every fault: line, place, remedy.",
    description = {
      "A text that one party has signed must be signed by all; --unsigned lets it go round.",
      "Exit code 1: some agreement has faults.",
      "Example: ./kontor agreement check examples/brazil-argentina.agreement",
      ""
    })
final class AgreementCheckCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();

  @Option(names = "--unsigned", description = "Do not ask for the signatures that lack.")
  private boolean unsigned;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Agreements, or folders.")
  private List<Path> files = List.of();

  @Override
  public Integer call() {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    boolean isFaulty = false;
    for (Path file : AgreementFiles.expand(files)) {
      AgreementReader.Result result = AgreementFiles.read(file);
      List<TextFault> faults = new ArrayList<>(result.faults());
      if (!unsigned) {
        faults.addAll(result.unsigned());
      }
      isFaulty |= !faults.isEmpty();
      if (common.json()) {
        all.add(json(file, faults));
      } else {
        print(file, result.agreement(), faults);
      }
    }
    if (common.json()) {
      common.print(JsonNodeFactory.instance.objectNode().set("files", all));
    }
    common.out().flush();
    return isFaulty ? ExitCodes.REFUSED : ExitCodes.DONE;
  }

  private void print(
      Path file, @Nullable AgreementText agreement,
      List<TextFault> faults) {
    faults.forEach(fault -> common.out().println(fault.in(file.toString())));
    if (faults.isEmpty() && agreement != null) {
      common.out().println(file + ": no faults, " + signed(agreement));
    }
  }

  private static String signed(AgreementText agreement) {
    long parties = agreement.signatures().stream().map(AgreementText.Signature::party)
        .distinct().count();
    return parties == 0
        ? "not signed"
        : parties == agreement.frame().parties().size()
            ? "signed by every party"
            : "signed by " + parties + " of " + agreement.frame().parties().size();
  }

  private static ObjectNode json(Path file, List<TextFault> faults) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("file", file.toString());
    json.put("valid", faults.isEmpty());
    ArrayNode list = json.putArray("faults");
    faults.forEach(fault -> list.add(AgreementJson.of(fault)));
    return json;
  }
}
