package kontor.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.BindException;
import java.util.List;
import kontor.cluster.DamagedFolderException;
import kontor.cluster.NodeInUseException;
import kontor.cluster.NotAcceptedException;
import kontor.cluster.WrongFolderException;
import kontor.readside.ReadSideException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// Tells what stopped a command, in one place: a line on standard error, or with `--json` one
/// object on standard output.
final class Faults implements IParameterExceptionHandler, IExecutionExceptionHandler {

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    CommandLine line = e.getCommandLine();
    String command = line.getCommandSpec().qualifiedName(" ");
    return tell(
        line, List.of(arguments), ExitCodes.USAGE,
        OptionFault.text(e) + "; see " + command + " --help");
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine failed, ParseResult parsed) {
    int exitCode = e instanceof CliFault fault ? fault.exitCode() : ExitCodes.ENVIRONMENT;
    return tell(failed, parsed.originalArgs(), exitCode, sentence(e));
  }

  private static int tell(CommandLine line, List<String> arguments, int exitCode, String text) {
    if (arguments.contains("--json")) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.putObject("error")
          .put("kind", kind(exitCode))
          .put("exitCode", exitCode)
          .put("text", text);
      line.getOut().println(json);
      line.getOut().flush();
    } else {
      line.getErr().println("kontor: " + text);
      line.getErr().flush();
    }
    return exitCode;
  }

  private static String kind(int exitCode) {
    return switch (exitCode) {
      case ExitCodes.REFUSED -> "refused";
      case ExitCodes.USAGE -> "usage";
      default -> "environment";
    };
  }

  private static String sentence(Exception e) {
    return switch (e) {
      case CliFault fault -> String.valueOf(fault.getMessage());
      case NodeInUseException inUse ->
          "another node runs on " + inUse.dataDir()
              + "; stop it first, or give another folder with --data";
      case WrongFolderException wrong -> String.valueOf(wrong.getMessage());
      case DamagedFolderException damaged ->
          damaged.getMessage() + "; kontor verify names what else is. Go back to a backup, or empty"
              + " the folder of a member, which the others then fill";
      case ReadSideException damaged ->
          "the read side cannot be used (" + reason(damaged)
              + "); the log is not touched: make the read side anew with"
              + " kontor run --data DIR --rebuild";
      case NotAcceptedException refused ->
          "the node takes nothing at present (" + refused.why() + "): " + refused.getMessage();
      default ->
          causedBy(e, BindException.class)
              ? "the port is in use; give another one with --port, or --port 0 for any"
              : e.getClass().getSimpleName() + ": " + e.getMessage();
    };
  }

  private static String reason(ReadSideException damaged) {
    Throwable cause = damaged.getCause();
    return String.valueOf(cause == null ? damaged.getMessage() : cause.getMessage());
  }

  private static boolean causedBy(Throwable e, Class<? extends Throwable> type) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
