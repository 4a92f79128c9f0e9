package kontor.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;
import kontor.cluster.DamagedFolderException;
import kontor.cluster.NodeInUseException;
import kontor.cluster.NotAcceptedException;
import kontor.cluster.WrongFolderException;
import kontor.readside.ReadSideException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Entry of `./kontor`.
@Command(
    name = "kontor",
    header = "Direct settlement between countries in their own currencies.",
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "",
      "Start here: kontor demo --once",
      "",
      "Exit codes: 0 done, 1 refused or failed, 2 wrong usage, 3 the environment lacks something."
    },
    commandListHeading = "%nCommands:%n",
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      SettleCommand.class,
      RehearseCommand.class,
      SendCommand.class,
      PaymentCommand.class,
      BillCommand.class,
      VerifyCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      ClusterCommand.class,
      StandbyCommand.class,
      PromoteCommand.class,
      AgreementCommand.class,
      CalendarCommand.class,
      TreatyCommand.class,
      RateCommand.class,
      QuoteCommand.class,
      CurrencyCommand.class,
      DirectoryCommand.class,
      MessageCommand.class,
      SimulateCommand.class,
      BenchHelp.class,
      TestHelp.class
    })
public final class Main implements Runnable {

  @CommandLine.Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // picocli looks for the option, nobody for its value
  private boolean help;

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  public static void main(String[] arguments) {
    configureLog();
    System.exit(run(arguments, System.out, System.err));
  }

  /// The program without its end.
  public static int run(String[] arguments, PrintStream out, PrintStream err) {
    CommandLine line = new CommandLine(new Main());
    line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
    line.setUsageHelpWidth(100);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(
        (e, failed, parsed) -> {
          failed.getErr().println("kontor: " + sentence(e));
          failed.getErr().flush();
          return exitCode(e);
        });
    int exitCode = line.execute(arguments);
    if (line.getOut().checkError()) {
      line.getErr().println("kontor: the answer cannot be written to the output");
      line.getErr().flush();
      return ExitCodes.ENVIRONMENT;
    }
    return exitCode;
  }

  /// Without a command the help is the answer.
  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(spec.commandLine().getOut());
    }
  }

  private static int exitCode(Exception e) {
    return e instanceof CliFault fault ? fault.exitCode() : ExitCodes.ENVIRONMENT;
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

  /// One line an event on standard error; standard output is for answers.
  private static void configureLog() {
    try (InputStream in = Main.class.getResourceAsStream("logging.properties")) {
      if (in != null && System.getProperty("java.util.logging.config.file") == null) {
        LogManager.getLogManager().readConfiguration(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
