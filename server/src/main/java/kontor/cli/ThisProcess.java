package kontor.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import kontor.cluster.Health;
import kontor.server.KontorServer;

/// Facts about the running program.
final class ThisProcess {

  private static final long KIB_PER_MIB = 1024;
  private static final long UNKNOWN = -1;
  private static final long LOOK_MS = 200;
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

  /// Waits for the signal to stop, then closes cleanly before the process ends; or until the server
  /// has stopped by itself.
  ///
  /// A node that has stopped does nothing any more, and whoever watches over the process must see
  /// it.
  ///
  /// @return the exit code of the process
  static int untilStopped(KontorServer server) {
    AtomicBoolean asked = new AtomicBoolean();
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  asked.set(true);
                  try {
                    server.close();
                  } catch (RuntimeException e) {
                    System.err.println("kontor: closing failed: " + e);
                  } finally {
                    stopped.countDown();
                  }
                },
                "kontor-stop"));
    try {
      while (!stopped.await(LOOK_MS, TimeUnit.MILLISECONDS)) {
        Health health = server.health();
        if (health.state() == Health.State.STOPPED && !asked.get()) {
          System.err.println("kontor: the node stopped: " + health.reason());
          System.err.println(
              "kontor: nothing acknowledged is lost; mend the cause and start it again");
          return ExitCodes.ENVIRONMENT;
        }
      }
    } catch (InterruptedException e) {
      // Whoever interrupts the main thread wants the end too.
      Thread.currentThread().interrupt();
    }
    return ExitCodes.DONE;
  }
}
