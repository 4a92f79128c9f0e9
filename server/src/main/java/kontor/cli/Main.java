package kontor.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Entry of `./kontor`.
@Command(
    name = "kontor",
    versionProvider = ThisVersion.class,
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

  @CommandLine.Option(
      names = "--version",
      versionHelp = true,
      description = "Show the version of Kontor and of the JDK.")
  @SuppressWarnings("UnusedVariable") // picocli looks for the option, nobody for its value
  private boolean version;

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
    OptionFault.registerStrictTypes(line);
    Faults faults = new Faults();
    line.setParameterExceptionHandler(faults);
    line.setExecutionExceptionHandler(faults);
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
