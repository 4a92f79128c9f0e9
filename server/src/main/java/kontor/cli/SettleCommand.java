package kontor.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import kontor.engine.Conversion;
import kontor.server.KontorServer;
import kontor.server.ServerConfig;
import kontor.server.api.Json;
import kontor.server.gateway.Answer;
import kontor.server.gateway.MessageIntake;
import kontor.server.scenario.Scenario;
import kontor.server.scenario.ScenarioRunner;
import kontor.server.scenario.ScenarioRunner.Sent;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Settles message files without a server.
@Command(
    name = "settle",
    header = "Settle message files on a data folder and write every answer to DIR/out.",
    description = {
      "Enters what the scenario sets up (its messages are left alone), then sends the files in",
      "order. The same files again change nothing and get the same answers.",
      "Exit code 0: every file has an answer, be it a refusal; 1: some file could not be read.",
      "Example: ./kontor settle --data /tmp/k --scenario examples/day.scenario examples/day",
      ""
    })
final class SettleCommand implements Callable<Integer> {

  private static final int ID_LENGTH_MAX = 64;
  private static final int DIGEST_LENGTH = 12;
  private static final long POLL_MS = 50;

  @Mixin private CommonOptions common = new CommonOptions();

  @Option(names = "--data", required = true, paramLabel = "DIR", description = "Data folder.")
  private @Nullable Path data;

  @Option(
      names = "--scenario",
      required = true,
      paramLabel = "FILE",
      description = "Scenario that sets up currencies, banks, books and agreements.")
  private @Nullable Path scenario;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "3",
      description =
          "How long to wait for payments in the queue before answering. Default: ${DEFAULT-VALUE}.")
  private int waitSeconds;

  @Parameters(
      arity = "1..*",
      paramLabel = "MESSAGE",
      description = "Message files, or folders of them.")
  private List<Path> messages = List.of();

  /// A file that has no answer.
  private record Unreadable(Path file, String why) {}

  private final List<Sent> sent = new ArrayList<>();
  private final List<Unreadable> unreadable = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    if (data == null || scenario == null) {
      throw CliFault.usage("--data and --scenario are required");
    }
    ThisProcess.quiet();
    Scenario setUp = ScenarioFiles.read(scenario);
    List<Path> files = ScenarioFiles.messages(messages);
    if (files.isEmpty()) {
      throw CliFault.usage("no message files found; give files or folders of them");
    }
    Path out = data.resolve("out");
    Files.createDirectories(out);
    try (KontorServer server = KontorServer.start(ServerConfig.of(data))) {
      ScenarioFiles.enter(server, setUp);
      for (Path file : files) {
        settle(server, file);
      }
      List<Sent> current = awaitEnds(server);
      List<Path> answers = write(out, current);
      if (common.json()) {
        common.print(json(current, answers));
      } else {
        printText(current, answers);
      }
    }
    return unreadable.isEmpty() ? ExitCodes.DONE : ExitCodes.REFUSED;
  }

  private void settle(KontorServer server, Path file) {
    try {
      if (Files.size(file) > MessageIntake.MESSAGE_BYTES_MAX) {
        unreadable.add(
            new Unreadable(
                file, "larger than " + MessageIntake.MESSAGE_BYTES_MAX + " bytes; split it"));
        return;
      }
      sent.add(ScenarioRunner.send(server, file, Files.readAllBytes(file)));
    } catch (IOException e) {
      unreadable.add(
          new Unreadable(
              file, "cannot be read (" + e.getClass().getSimpleName() + "); check the path"));
    }
  }

  /// What waits may end soon; then the answer says how.
  private List<Sent> awaitEnds(KontorServer server) {
    long until = System.nanoTime() + waitSeconds * 1_000_000_000L;
    List<Sent> current = ScenarioRunner.current(server, sent);
    while (current.stream().anyMatch(s -> s.answer().isPending())
        && System.nanoTime() < until) {
      ScenarioRunner.pause(POLL_MS);
      server.awaitCurrent();
      if (server.hasEnded(ScenarioRunner.pending(current))) {
        current = ScenarioRunner.current(server, current);
      }
    }
    return current;
  }

  private static List<Path> write(Path out, List<Sent> current) throws IOException {
    List<Path> written = new ArrayList<>();
    for (Sent one : current) {
      Path file = out.resolve(fileName(one.answer()));
      Files.write(file, one.answer().bytes());
      written.add(file);
    }
    return written;
  }

  /// By UETR where the message has one payment, else by message id; the start of the digest tells
  /// messages apart that use the same.
  private static String fileName(Answer answer) {
    String id = answer.reference();
    if (answer.transactions().size() == 1) {
      var payment = answer.transactions().getFirst().payment();
      id = payment == null ? id : payment.uetr();
    }
    String safe = id.replaceAll("[^A-Za-z0-9-]", "_");
    String cut = safe.substring(0, Math.min(safe.length(), ID_LENGTH_MAX));
    return cut + "." + answer.message().toString().substring(0, DIGEST_LENGTH) + "."
        + answer.messageName() + ".xml";
  }

  private void printText(List<Sent> current, List<Path> answers) {
    for (int i = 0; i < current.size(); i++) {
      Sent one = current.get(i);
      common.out().println(
          one.file() + ": " + one.answer().status() + " " + reasons(one.answer().reasons())
              + "-> " + answers.get(i));
      for (Answer.TransactionAnswer transaction : one.answer().transactions()) {
        common.out().println("  " + line(transaction));
      }
    }
    for (Unreadable file : unreadable) {
      common.out().println(file.file() + ": no answer: " + file.why());
    }
    common.out().println(
        current.size() + " messages answered, " + unreadable.size() + " not; payments "
            + StatusCounts.of(current).byStatus());
    common.out().flush();
  }

  private static String line(Answer.TransactionAnswer transaction) {
    Conversion conversion = transaction.conversion();
    return transaction.status() + " " + transaction.payment()
        + (conversion == null ? "" : " " + conversion.debit() + " -> " + conversion.credit())
        + " " + reasons(transaction.reasons());
  }

  private static String reasons(List<Answer.Reason> reasons) {
    StringBuilder text = new StringBuilder();
    reasons.forEach(r -> text.append(r.code()).append(' ').append(r.rule()).append(' '));
    return text.toString();
  }

  private ObjectNode json(List<Sent> current, List<Path> answers) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode files = json.putArray("files");
    for (int i = 0; i < current.size(); i++) {
      files.add(AnswerJson.of(current.get(i), answers.get(i)));
    }
    for (Unreadable file : unreadable) {
      ObjectNode one = files.addObject();
      one.put("file", file.file().toString());
      one.put("status", "UNREADABLE");
      one.put("error", file.why());
    }
    ObjectNode totals = json.putObject("totals");
    totals.put("files", current.size() + unreadable.size());
    totals.put("answered", current.size());
    totals.put("unreadable", unreadable.size());
    totals.set("payments", StatusCounts.of(current).json());
    totals.set("settled", Json.settledSums(conversions(current)));
    return json;
  }

  private static List<Conversion> conversions(List<Sent> current) {
    List<Conversion> conversions = new ArrayList<>();
    for (Sent one : current) {
      for (Answer.TransactionAnswer transaction : one.answer().transactions()) {
        if (transaction.status().equals("ACSC") && transaction.conversion() != null) {
          conversions.add(transaction.conversion());
        }
      }
    }
    return conversions;
  }
}
