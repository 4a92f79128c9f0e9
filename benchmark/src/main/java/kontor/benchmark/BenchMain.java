package kontor.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.xml.stream.XMLStreamException;
import kontor.cluster.NodeInUseException;
import kontor.cluster.WrongFolderException;
import picocli.CommandLine;

/// Chooses the benchmark by its first word.
public final class BenchMain {

  private static final String HELP =
      """
      Usage: kontor bench ledger|payments|reader|quotes|redenomination [OPTIONS]
        ledger    transfers of the bulk ledger, durable
        payments  XML in to pacs.002 out, durable
        reader    bytes of a message to a checked record, beside two parsers
        quotes    rates looked up and quotes selected, on one core
        redenomination  a new unit of money for a million accounts, in one step
      Examples:
        ./kontor bench ledger --accounts 10000 --transfers 1000000 --batch 8189 --json
        ./kontor bench ledger --transfers 50000 --batch 1 --in-flight 256
        ./kontor bench payments --payments 20000 --in-flight 256 --json
        ./kontor bench reader
        ./kontor bench quotes
        ./kontor bench redenomination --json
      `kontor bench ledger --help` says more.""";

  /// The machine lacks something: a folder, space, a program.
  private static final int ENVIRONMENT = 3;

  private BenchMain() {}

  public static void main(String[] args) throws Exception {
    System.exit(run(args));
  }

  /// @return exit code: 0 if the benchmark ran and its results are right
  public static int run(String[] args) throws IOException, XMLStreamException {
    String[] rest = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
    switch (args.length == 0 ? "--help" : args[0]) {
      case "ledger" -> {
        return new CommandLine(new LedgerBenchmark())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler((e, command, parsed) -> environment(e))
            .execute(rest);
      }
      case "payments" -> {
        return PaymentsBenchmark.run(rest);
      }
      case "reader" -> {
        ReaderBenchmark.main(rest);
        return 0;
      }
      case "quotes" -> {
        return QuoteBenchmark.run(rest);
      }
      case "redenomination" -> {
        return new CommandLine(new RedenominationBenchmark()).execute(rest);
      }
      case "--help", "-h" -> {
        System.out.println(HELP);
        return 0;
      }
      default -> {
        System.err.println("no such benchmark: " + args[0]);
        System.err.println(HELP);
        return 2;
      }
    }
  }

  /// What the machine lacks is one line; anything else is a bug and leaves whole.
  private static int environment(Exception e) throws Exception {
    String sentence =
        switch (e) {
          case NodeInUseException inUse ->
              "another node runs on " + inUse.dataDir() + "; give another folder with --data";
          case WrongFolderException wrong -> String.valueOf(wrong.getMessage());
          case IOException failed -> "the machine fails: " + failed;
          case UncheckedIOException failed -> "the machine fails: " + failed.getCause();
          default -> throw e;
        };
    System.err.println("kontor bench: " + sentence);
    return ENVIRONMENT;
  }
}
