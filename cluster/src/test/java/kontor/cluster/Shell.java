package kontor.cluster;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/// Commands of the system that tests need, and whether this machine lets us use them.
final class Shell {

  private static final int WAIT_SECONDS = 60;

  private Shell() {}

  /// Whether there is such a program and it ended well.
  static boolean works(String... command) throws IOException, InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      // No such program.
      return false;
    }
  }

  static void must(String... command) throws IOException, InterruptedException {
    if (!works(command)) {
      throw new IllegalStateException("failed: " + String.join(" ", command));
    }
  }
}
