package kontor.server.scenario;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import kontor.server.KontorServer;
import kontor.server.ServerConfig;
import kontor.server.gateway.Project;
import kontor.server.scenario.ScenarioRunner.Sent;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The examples are the manual: each gives what is stored beside it. After a change that is meant,
/// `-Dkontor.examples.write=true` stores the new outcome, to be read before it is committed.
class ScenarioTest {

  @TempDir private Path data;

  static Stream<Path> scenarios() throws IOException {
    try (Stream<Path> files = Files.list(Project.ROOT.resolve("examples"))) {
      return files
          .filter(f -> f.toString().endsWith(".scenario"))
          .filter(f -> !ScenarioReader.read(f).scenario().tellsTime()) // see RehearsalTest
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void everyScenarioGivesItsStoredOutcome(Path file) throws IOException {
    ScenarioReader.Result read = ScenarioReader.read(file);
    assertEquals(List.of(), read.faults());
    try (KontorServer server = KontorServer.start(ServerConfig.of(data))) {
      ScenarioRunner runner = new ScenarioRunner(server, read.scenario());
      assertEquals(List.of(), runner.enterAll());
      List<Sent> sent = ScenarioRunner.current(server, runner.sendAll());
      server.awaitCurrent();
      String outcome =
          new DayReport(sent, server.queries(), DayReport.Times.HIDDEN).text();
      checkStored(file, outcome);

      assertEquals(List.of(), runner.enterAll(), "loading it again is refused");
      for (Sent one : sent) {
        Sent again = ScenarioRunner.send(server, one.file(), one.bytes());
        assertArrayEquals(
            one.answer().bytes(), again.answer().bytes(), "answer changed: " + one.file());
      }
      server.awaitCurrent();
      assertEquals(
          outcome,
          new DayReport(sent, server.queries(), DayReport.Times.HIDDEN).text(),
          "sending it again changed something");
    }
  }

  static void checkStored(Path file, String outcome) throws IOException {
    String name = file.getFileName().toString().replaceFirst("\\.scenario$", ".out");
    Path stored = file.resolveSibling(name);
    if (Boolean.getBoolean("kontor.examples.write")) {
      Files.writeString(stored, outcome);
    }
    assertEquals(Files.readString(stored), outcome, "differs from " + stored);
  }
}
