package kontor.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/// What all commands have.
final class CommonOptions {

  @Option(names = "--json", description = "Answer with one JSON object.")
  private boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // picocli looks for the option, nobody for its value
  private boolean help;

  @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  boolean json() {
    return json;
  }

  PrintWriter out() {
    return line().getOut();
  }

  PrintWriter err() {
    return line().getErr();
  }

  private CommandLine line() {
    if (spec == null) {
      throw new IllegalStateException("options are used before the command line was read");
    }
    return spec.commandLine();
  }

  void print(JsonNode answer) {
    out().println(answer);
    out().flush();
  }
}
