package kontor.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import kontor.server.KontorServer;
import kontor.server.scenario.Scenario;
import kontor.server.scenario.ScenarioReader;
import kontor.server.scenario.ScenarioRunner;

/// Files that commands are given.
final class ScenarioFiles {

  private static final int FILES_MAX = 1_000_000;

  private ScenarioFiles() {}

  /// A scenario for a node, whose time is that of its clock.
  static Scenario read(Path file) {
    Scenario scenario = readAny(file);
    if (scenario.tellsTime()) {
      throw CliFault.usage(
          file + " says itself when things happen; tell it by kontor rehearse " + file);
    }
    return scenario;
  }

  /// A scenario that says itself when things happen.
  static Scenario readTimed(Path file) {
    Scenario scenario = readAny(file);
    if (!scenario.tellsTime()) {
      throw CliFault.usage(
          file + " does not say when things happen; begin it with a line such as"
              + " at 2026-03-02T09:00:00-03:00, or run it on a node: kontor run --data DIR"
              + " --scenario " + file);
    }
    if (!scenario.messages().isEmpty()) {
      throw CliFault.usage(
          file + " sends message files, which need a node; write lines pay instead");
    }
    return scenario;
  }

  private static Scenario readAny(Path file) {
    ScenarioReader.Result result = ScenarioReader.read(file);
    if (!result.faults().isEmpty()) {
      throw CliFault.usage("the scenario has faults:\n  " + String.join("\n  ", result.faults()));
    }
    return result.scenario();
  }

  static ScenarioRunner enter(KontorServer server, Scenario scenario) {
    ScenarioRunner runner = new ScenarioRunner(server, scenario);
    List<String> refused = runner.enterAll();
    if (!refused.isEmpty()) {
      throw CliFault.refused(
          "the node refused what the scenario sets up (is another scenario in this folder? use a"
              + " fresh --data):\n  " + String.join("\n  ", refused));
    }
    return runner;
  }

  /// Files as they are, folders as all files below them, by name.
  static List<Path> messages(List<Path> given) {
    List<Path> files = new ArrayList<>();
    for (Path path : given) {
      if (!Files.isDirectory(path)) {
        files.add(path);
        continue;
      }
      try (Stream<Path> below = Files.walk(path)) {
        below.filter(f -> !Files.isDirectory(f)).sorted().limit(FILES_MAX).forEach(files::add);
      } catch (IOException | UncheckedIOException e) {
        throw CliFault.environment(
            "folder " + path + " cannot be read through: " + e.getMessage());
      }
    }
    return files;
  }

  /// The examples beside the launcher.
  static Path example(String name) {
    Path home = Path.of(System.getProperty("kontor.home", ""));
    Path file = home.resolve("examples").resolve(name);
    if (!Files.isRegularFile(file)) {
      throw CliFault.environment(
          file.toAbsolutePath() + " is missing; start by ./kontor in the project's folder");
    }
    return file;
  }
}
