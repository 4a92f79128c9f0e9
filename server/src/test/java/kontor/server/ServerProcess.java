package kontor.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server in a process of its own.
final class ServerProcess implements AutoCloseable {

  private static final Duration START_WAIT = Duration.ofSeconds(60);

  private final Process process;
  final URI url;

  private ServerProcess(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  static ServerProcess start(Path folder) throws IOException {
    Process process =
        command("run", "--data", folder.resolve("node").toString(), "--port", "0",
                "--scenario", examples().resolve("day.scenario").toString(), "--json")
            .redirectError(
                ProcessBuilder.Redirect.appendTo(folder.resolve("node.log").toFile()))
            .start();
    Thread watchdog = watch(process);
    BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder said = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      said.append(line).append('\n');
      Matcher matcher = Pattern.compile("\"url\"\\s*:\\s*\"([^\"]+)\"").matcher(line);
      if (matcher.find()) {
        watchdog.interrupt();
        return new ServerProcess(process, URI.create(matcher.group(1)));
      }
    }
    throw new AssertionError("the server did not start: " + said
        + Files.readString(folder.resolve("node.log")));
  }

  /// Ends a server that neither starts nor fails, so that the test fails instead of hanging.
  private static Thread watch(Process process) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try {
                Thread.sleep(START_WAIT);
                process.destroyForcibly();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  /// `kill -9`.
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /// SIGTERM, and waits for the clean end.
  void stop() throws InterruptedException {
    process.destroy();
    assertTrue(process.waitFor(30, TimeUnit.SECONDS), "the server does not stop on SIGTERM");
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  static int run(String... arguments) throws Exception {
    Process process = command(arguments).inheritIO().start();
    assertTrue(process.waitFor(120, TimeUnit.SECONDS), "still running: " + arguments[0]);
    return process.exitValue();
  }

  static ProcessBuilder command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--add-opens");
    command.add("java.base/jdk.internal.misc=ALL-UNNAMED");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Xmx256m");
    command.add("-XX:+UseSerialGC");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("kontor.cli.Main");
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  private static Path examples() {
    Path here = Path.of("").toAbsolutePath();
    while (here != null && !Files.isDirectory(here.resolve("examples"))) {
      here = here.getParent();
    }
    if (here == null) {
      throw new AssertionError("no examples folder above the tests");
    }
    return here.resolve("examples");
  }
}
