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
import kontor.server.agreement.Signing;
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
      "What nobody has signed is no fault; the last line, and \"signed\" of --json, name it.",
      "Exit code 1: some agreement has faults; 2: some file cannot be read.",
      "Example: ./kontor agreement check examples/brazil-argentina.agreement",
      ""
    })
final class AgreementCheckCommand implements Callable<Integer> {

  private static final String NONE = "by none";

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
        all.add(json(file, checked));
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

  /// How far the agreement and each version that is signed by itself are signed. A version that
  /// nobody has signed is no fault, and not agreed either, so it is named.
  private static String signed(AgreementText agreement) {
    int parties = agreement.frame().parties().size();
    List<Signing.Item> items = Signing.items(agreement);
    List<String> states =
        items.stream()
            .map(item -> state(Signing.signers(agreement, item).size(), parties))
            .toList();
    if (states.stream().distinct().count() == 1) {
      return states.getFirst().equals(NONE) ? "not signed" : "signed " + states.getFirst();
    }
    StringBuilder all = new StringBuilder("the agreement signed " + states.getFirst());
    for (int i = 1; i < items.size(); i++) {
      all.append(", ").append(items.get(i).name()).append(' ').append(states.get(i));
    }
    return all.toString();
  }

  private static String state(int signers, int parties) {
    return signers == 0
        ? NONE
        : signers == parties ? "by every party" : "by " + signers + " of " + parties;
  }

  private static ObjectNode json(Path file, Checked checked) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("file", file.toString());
    json.put("valid", checked.faults().isEmpty());
    ArrayNode list = json.putArray("faults");
    checked.faults().forEach(fault -> list.add(AgreementJson.of(fault)));
    ArrayNode signed = json.putArray("signed");
    AgreementText agreement = checked.agreement();
    if (agreement != null) {
      for (Signing.Item item : Signing.items(agreement)) {
        ObjectNode of = signed.addObject();
        of.put("text", item.name());
        ArrayNode parties = of.putArray("by");
        Signing.signers(agreement, item).forEach(party -> parties.add(party.bic()));
        of.put("complete", parties.size() == agreement.frame().parties().size());
      }
    }
    return json;
  }
}
