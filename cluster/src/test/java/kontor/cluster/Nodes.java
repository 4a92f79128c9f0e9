package kontor.cluster;

import io.aeron.cluster.RecordingLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import kontor.engine.Command;
import kontor.engine.LedgerAccounts;
import kontor.engine.RecordedEvent;
import kontor.engine.Transfers;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Key;

/// What the tests of nodes share: commands of all sorts, and ways to read what happened.
final class Nodes {

  static final Duration SECONDS = Duration.ofSeconds(20);

  private static final int MIB = 1 << 20;

  /// As in kontor.jvm.
  static final String PATIENT = "-Daeron.driver.timeout=60000";

  private Nodes() {}

  /// Small files, so that several of them come into play.
  static final NodeSizes SMALL = new NodeSizes(32 * MIB, 32 * MIB, 64L * MIB);

  static NodeConfig config(Path dir) {
    return NodeConfig.of(dir).withSizes(SMALL);
  }

  static Command.DefineCurrency currency(int number) {
    char[] code = {
      'A', (char) ('A' + number / 26 % 26), (char) ('A' + number % 26)
    };
    return new Command.DefineCurrency(new Currency(new String(code), 2));
  }

  static Command.OpenLedgerAccounts accounts(int count) {
    LedgerAccounts accounts = LedgerAccounts.ofCapacity(count);
    for (int i = 0; i < count; i++) {
      accounts
          .at(i)
          .set(new Key(0, i + 1), 1000, 1, 1, LedgerAccounts.DEBITS_MUST_NOT_EXCEED_CREDITS);
    }
    return new Command.OpenLedgerAccounts(accounts);
  }

  /// Transfers with ids from `firstId` on, some of which exceed what an account has.
  static Command.PostTransfers transfers(long firstId, int count, int accounts) {
    Transfers transfers = Transfers.ofCapacity(count);
    for (int i = 0; i < count; i++) {
      long id = firstId + i;
      long debit = 1L + Math.floorMod(id * 7, accounts);
      long credit = 1L + Math.floorMod(debit + Math.floorMod(id, accounts - 1), accounts);
      transfers.at(i).set(id, debit, credit, 1 + Math.floorMod(id * 31, 400), 1, 1);
    }
    return new Command.PostTransfers(transfers);
  }

  static Reply send(SettlementNode node, Command command) {
    try {
      return node.client().sendAndWait(command, SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Waits until a node has applied the log up to a position.
  static void awaitApplied(SettlementNode node, long position) {
    long deadlineNs = System.nanoTime() + SECONDS.toNanos();
    while (node.health().logPosition() < position) {
      if (System.nanoTime() - deadlineNs > 0) {
        throw new IllegalStateException("log was not applied up to " + position);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  /// All events of the journal, once it has come to a log position.
  static List<RecordedEvent> eventsUpTo(EventJournal journal, long position) {
    List<RecordedEvent> events = new ArrayList<>();
    try (EventJournal.Reader reader = journal.reader(-1, 0)) {
      long deadlineNs = System.nanoTime() + SECONDS.toNanos();
      while (events.isEmpty() || events.getLast().position() < position) {
        if (reader.poll(events::add, 1000) == 0 && System.nanoTime() - deadlineNs > 0) {
          throw new IllegalStateException("journal did not come to " + position);
        }
      }
      reader.poll(events::add, Integer.MAX_VALUE);
    }
    return events;
  }

  /// A process of its own with the tests' class path and options.
  static ProcessBuilder process(Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(a -> a.startsWith("--"))
            .toList());
    command.addAll(List.of(PATIENT, "-Xmx256m", "-cp", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
  }

  static Path folder() {
    try {
      return Files.createTempDirectory("kontor-node");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }

  /// The log of a node's folder.
  static Recording log(Path folder) throws IOException {
    long id;
    try (RecordingLog terms =
        new RecordingLog(folder.resolve(DataFolder.CLUSTER).toFile(), false)) {
      id = terms.findLastTermRecordingId();
    }
    Recording log = ArchiveCatalog.read(folder.resolve(DataFolder.ARCHIVE)).byId(id);
    if (log == null) {
      throw new IllegalStateException("no log in " + folder);
    }
    return log;
  }
}
