package kontor.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Facts about the running program.
final class ThisProcess {

  private static final long KIB_PER_MIB = 1024;
  private static final long UNKNOWN = -1;
  private static final Logger GATEWAY_LOG = Logger.getLogger("kontor.server.gateway");

  private ThisProcess() {}

  /// From the start of the JVM to a moment, by the system's clock.
  static long sinceStartMs(long momentMs) {
    return momentMs - ManagementFactory.getRuntimeMXBean().getStartTime();
  }

  /// Memory that the process holds now; -1 where the system does not say.
  static long residentMb() {
    return statusMb("VmRSS:");
  }

  static long residentPeakMb() {
    return statusMb("VmHWM:");
  }

  private static long statusMb(String field) {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return UNKNOWN;
    }
    try {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith(field)) {
          return Long.parseLong(line.replaceAll("\\D", "")) / KIB_PER_MIB;
        }
      }
    } catch (IOException e) {
      // Some systems list the file and do not let it be read.
      return UNKNOWN;
    }
    return UNKNOWN;
  }

  /// For commands that show every refusal themselves: the log need not say it again.
  static void quiet() {
    GATEWAY_LOG.setLevel(Level.SEVERE);
  }

  /// Waits for the signal to stop, then closes cleanly before the process ends.
  static void untilStopped(AutoCloseable server) {
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    server.close();
                  } catch (Exception e) {
                    System.err.println("kontor: closing failed: " + e);
                  } finally {
                    stopped.countDown();
                  }
                },
                "kontor-stop"));
    try {
      stopped.await();
    } catch (InterruptedException e) {
      // Whoever interrupts the main thread wants the end too.
      Thread.currentThread().interrupt();
    }
  }
}
