package kontor.engine;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import kontor.engine.terms.Key;

/// How long a state of the bulk ledger takes to be written and to be read with its checks. Not a
/// test: it has no bar, it prints.
///
/// Arguments: file, accounts, transfers writes such a state; the file alone reads it, in a process
/// that is as new as that of a restart.
public final class RestartSpeed {

  private RestartSpeed() {}

  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    if (arguments.length > 1) {
      write(engine(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2])), file);
    } else {
      read(file);
    }
  }

  private static Engine engine(int accounts, int transfers) {
    Engine engine = new Engine();
    for (int first = 0; first < accounts; first += Transfers.COUNT_MAX) {
      LedgerAccounts batch =
          LedgerAccounts.ofCapacity(Math.min(Transfers.COUNT_MAX, accounts - first));
      for (int i = 0; i < batch.count(); i++) {
        batch.at(i).set(new Key(0, first + i + 1L), 0, 1, 1, 0);
      }
      engine.apply(1, 0, new Command.OpenLedgerAccounts(batch), event -> {});
    }
    Gen gen = new Gen(42);
    for (int first = 0; first < transfers; first += Transfers.COUNT_MAX) {
      Transfers batch = Transfers.ofCapacity(Math.min(Transfers.COUNT_MAX, transfers - first));
      for (int i = 0; i < batch.count(); i++) {
        long debit = 1L + gen.below(accounts);
        long credit = 1L + (debit + gen.below(accounts - 1)) % accounts;
        batch.at(i).set(gen.next() | 1, debit, credit, 1, 1, 1);
      }
      engine.apply(2, 0, new Command.PostTransfers(batch), event -> {});
    }
    return engine;
  }

  private static void write(Engine engine, Path file) throws IOException {
    long start = System.nanoTime();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      engine.writeTo(
          (bytes, length) -> {
            try {
              out.write(bytes, 0, length);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
    print("write", start, file);
  }

  private static void read(Path file) throws IOException {
    long start = System.nanoTime();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 20)) {
      Engine.readFrom(
          (bytes, length) -> {
            try {
              in.readNBytes(bytes, 0, length);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
    print("read", start, file);
  }

  private static void print(String what, long start, Path file) throws IOException {
    System.out.printf(
        Locale.ROOT,
        "{\"what\": \"%s\", \"seconds\": %.2f, \"megabytes\": %d}%n",
        what,
        (System.nanoTime() - start) / 1e9,
        Files.size(file) >> 20);
  }
}
