package kontor.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
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
      "Exit code 1: some agreement has faults; 2: some file cannot be read.",
      "Example: ./kontor agreement check examples/brazil-argentina.agreement",
      ""
    })
final class AgreementCheckCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();

  @Option(names = "--unsigned", description = "Do not ask for the signatures that lack.")
  private boolean unsigned;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Agreements, or folders; - is standard input.")
  private List<Path> files = List.of();

  @Override
  public Integer call() {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    int exitCode = ExitCodes.DONE;
    for (Path file : AgreementFiles.expand(files)) {
      Checked checked = check(file);
      exitCode = Math.max(exitCode, checked.exitCode());
      if (common.json()) {
        all.add(json(file, checked.faults()));
      } else {
        print(file, checked);
      }
    }
    if (common.json()) {
      common.print(JsonNodeFactory.instance.objectNode().set("files", all));
    }
    common.out().flush();
    return exitCode;
  }

  /// One file's faults; a file that cannot be read keeps no other one from being checked.
  private record Checked(
      @Nullable AgreementText agreement, List<TextFault> faults, int exitCode) {}

  private Checked check(Path file) {
    AgreementReader.Result result;
    try {
      result = AgreementFiles.readOrFail(file);
    } catch (IOException e) {
      TextFault fault =
          new TextFault(
              0, "", "it cannot be read (" + e.getClass().getSimpleName() + ")", "check the path");
      return new Checked(null, List.of(fault), ExitCodes.USAGE);
    }
    List<TextFault> faults = new ArrayList<>(result.faults());
    if (!unsigned) {
      faults.addAll(result.unsigned());
    }
    return new Checked(
        result.agreement(), faults, faults.isEmpty() ? ExitCodes.DONE : ExitCodes.REFUSED);
  }

  private void print(Path file, Checked checked) {
    AgreementText agreement = checked.agreement();
    checked.faults().forEach(fault -> common.out().println(fault.in(file.toString())));
    if (checked.faults().isEmpty() && agreement != null) {
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
