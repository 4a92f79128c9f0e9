package kontor.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import kontor.iso20022.MessageCheck;
import kontor.iso20022.MessageReader;
import kontor.iso20022.MessageVersion;
import kontor.iso20022.Profile;
import kontor.iso20022.Violation;
import kontor.server.ServerConfig;
import kontor.server.gateway.CurrencyRegistry;
import kontor.server.gateway.MessageKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Works on messages without a node.
@Command(
    name = "message",
    header = "Check messages without a node.",
    description = "Example: ./kontor message check examples/day",
    subcommands = MessageCommand.Check.class)
final class MessageCommand implements Callable<Integer> {

  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli reads --help from it
  private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() {
    throw CliFault.usage("say what to do with messages: kontor message check FILE...");
  }

  /// Lists every fault of every file.
  @Command(
      name = "check",
      header = "Validate messages and list every fault: rule, place, reason code, remedy.",
      description = {
        "Exit code 1: some message has faults.",
        "Example: ./kontor message check examples/day/15-too-many-decimals.xml",
        ""
      })
  static final class Check implements Callable<Integer> {

    @Mixin private CommonOptions common = new CommonOptions();

    @Option(
        names = "--clearing-system",
        paramLabel = "CODE",
        defaultValue = ServerConfig.CLEARING_SYSTEM,
        description = "What ClrSys/Prtry must say. Default: ${DEFAULT-VALUE}.")
    private String clearingSystem = ServerConfig.CLEARING_SYSTEM;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Message files or folders.")
    private List<Path> files = List.of();

    @Override
    public Integer call() throws IOException {
      Profile profile = Profile.standard(clearingSystem, CurrencyRegistry::isoDigits);
      ArrayNode all = JsonNodeFactory.instance.arrayNode();
      boolean isFaulty = false;
      for (Path file : ScenarioFiles.messages(files)) {
        Verdict verdict = check(file, profile);
        isFaulty |= !verdict.violations().isEmpty();
        if (common.json()) {
          all.add(json(file, verdict));
        } else {
          print(file, verdict.violations());
        }
      }
      if (common.json()) {
        common.print(JsonNodeFactory.instance.objectNode().set("files", all));
      }
      return isFaulty ? ExitCodes.REFUSED : ExitCodes.DONE;
    }

    /// What is wrong with a file, and whether its schema allows it.
    private record Verdict(List<Violation> violations, MessageKind.Validity validity) {}

    private static Verdict check(Path file, Profile profile) {
      try {
        if (Files.size(file) > profile.limits().bulkBytesMax()) {
          Violation tooLarge =
              new Violation("V01", "/", 0, "FF01",
                  "the file is larger than " + profile.limits().bulkBytesMax() + " bytes",
                  "Send less in one message.");
          return new Verdict(List.of(tooLarge), MessageKind.Validity.INVALID);
        }
        byte[] bytes = Files.readAllBytes(file);
        List<Violation> violations = MessageCheck.check(bytes, profile);
        MessageVersion version =
            MessageReader.read(bytes, profile.limits()).identification().version();
        return new Verdict(
            violations,
            MessageKind.validity(violations.stream().map(Violation::rule).toList(), version));
      } catch (IOException e) {
        throw CliFault.usage(
            file + " cannot be read (" + e.getClass().getSimpleName() + "); check the path");
      }
    }

    private void print(Path file, List<Violation> violations) {
      common.out().println(
          file + ": " + (violations.isEmpty() ? "no faults" : violations.size() + " faults"));
      for (Violation violation : violations) {
        common.out().println(
            "  " + violation.rule() + " " + violation.reasonCode() + " " + violation.path()
                + (violation.line() > 0 ? " line " + violation.line() : ""));
        common.out().println("      " + violation.text());
        common.out().println("      " + violation.remedy());
      }
      common.out().flush();
    }

    private static ObjectNode json(Path file, Verdict verdict) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("file", file.toString());
      json.put("valid", verdict.violations().isEmpty());
      AnswerJson.putValidity(json, verdict.validity());
      ArrayNode faults = json.putArray("faults");
      for (Violation violation : verdict.violations()) {
        ObjectNode fault = faults.addObject();
        fault.put("rule", violation.rule());
        fault.put("reasonCode", violation.reasonCode());
        fault.put("path", violation.path());
        fault.put("line", violation.line());
        fault.put("text", violation.text());
        fault.put("remedy", violation.remedy());
      }
      return json;
    }
  }
}
