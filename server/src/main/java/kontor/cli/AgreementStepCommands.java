package kontor.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import kontor.engine.annex.AnnexForm;
import kontor.server.agreement.AgreementText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The steps of one party in the life of an agreement on a node (F01).
final class AgreementStepCommands {

  private AgreementStepCommands() {}

  /// What all of them have.
  abstract static class Step implements Callable<Integer> {

    @Mixin private CommonOptions common = new CommonOptions();

    @Mixin private ChangeOptions change = new ChangeOptions();

    @Option(names = "--as", required = true, paramLabel = "BIC", description = "The party.")
    private String party = "";

    /// Sends the step, with what `body` has beside party and persons.
    final int send(int agreement, String step, ObjectNode body) {
      body.put("party", party);
      JsonNode answer = change.post("/agreements/" + agreement + "/" + step, body);
      if (common.json()) {
        common.print(answer);
      } else {
        StringBuilder line = new StringBuilder(step + ": " + answer.path("result").asText());
        answer.path("events").forEach(event -> line.append(", ").append(event.asText()));
        common.out().println(line);
        common.out().flush();
      }
      return ExitCodes.DONE;
    }

    final ObjectNode body() {
      return change.body();
    }
  }

  @Command(
      name = "agree",
      header = "Say for one party that the text stands; when every party has, it is signed.",
      description = {
        "Example: ./kontor agreement agree examples/brazil-argentina.agreement --as CIBRBRB0 \\",
        "           --by \"M. Sousa\" --checked-by \"C. Lima\"",
        ""
      })
  static final class Agree extends Step {

    @Parameters(paramLabel = "FILE", description = "The agreement as it was entered.")
    private Path file = Path.of("");

    @Override
    public Integer call() {
      AgreementText agreement = AgreementFiles.readWhole(file);
      String digest = AnnexForm.digest(agreement.frame(), agreement.annexes()).toString();
      return send(agreement.frame().id(), "agree", body().put("digest", digest));
    }
  }

  /// Steps that need the number of the agreement only.
  abstract static class ByNumber extends Step {

    @Parameters(paramLabel = "NUMBER", description = "Number of the agreement.")
    private int number;

    final int number() {
      return number;
    }
  }

  @Command(
      name = "ratify",
      header = "Say for one party that the agreement is ratified.",
      description = {
        "Example: ./kontor agreement ratify 1 --as CIBRBRB0 --by \"M. Sousa\" \\",
        "           --checked-by \"C. Lima\"",
        ""
      })
  static final class Ratify extends ByNumber {
    @Override
    public Integer call() {
      return send(number(), "ratify", body());
    }
  }

  @Command(
      name = "suspend",
      header = "Suspend an agreement: nothing new is accepted, what was accepted goes on.",
      description = {
        "Example: ./kontor agreement suspend 1 --as CIBRBRB0 --reason \"unpaid balance\" \\",
        "           --by \"M. Sousa\" --checked-by \"C. Lima\"",
        ""
      })
  static final class Suspend extends ByNumber {

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    private String reason = "";

    @Override
    public Integer call() {
      return send(number(), "suspend", body().put("reason", reason));
    }
  }

  @Command(
      name = "resume",
      header = "Lift the suspension that a party has declared.",
      description = {
        "Example: ./kontor agreement resume 1 --as CIBRBRB0 --by \"M. Sousa\" \\",
        "           --checked-by \"C. Lima\"",
        ""
      })
  static final class Resume extends ByNumber {
    @Override
    public Integer call() {
      return send(number(), "resume", body());
    }
  }

  @Command(
      name = "terminate",
      header = "Give notice of an agreement's end; then its run-off begins.",
      description = {
        "Example: ./kontor agreement terminate 1 --as CIBRBRB0 --from 2027-01-01 \\",
        "           --by \"M. Sousa\" --checked-by \"C. Lima\"",
        ""
      })
  static final class Terminate extends ByNumber {

    @Option(
        names = "--from",
        required = true,
        paramLabel = "DATE",
        description = "First day on which it is no longer in force.")
    private @Nullable LocalDate from;

    @Override
    public Integer call() {
      return send(number(), "terminate", body().put("from", String.valueOf(from)));
    }
  }
}
