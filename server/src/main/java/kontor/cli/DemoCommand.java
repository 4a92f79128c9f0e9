package kontor.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import kontor.server.KontorServer;
import kontor.server.ServerConfig;
import kontor.server.api.Json;
import kontor.server.scenario.DayReport;
import kontor.server.scenario.Scenario;
import kontor.server.scenario.ScenarioRunner;
import kontor.server.scenario.ScenarioRunner.Sent;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// A whole settlement day on this machine.
@Command(
    name = "demo",
    header = "Settle a sample day between four countries on this machine.",
    description = {
      "Starts a node, loads examples/day.scenario, sends its messages, shows what happened and",
      "stays up with its HTTP address. Example: ./kontor demo --once",
      ""
    })
final class DemoCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();

  @Option(names = "--once", description = "End after the summary.")
  private boolean once;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder to keep; without it a temporary one.")
  private @Nullable Path data;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "" + ServerConfig.PORT,
      description = "Port on 127.0.0.1; 0 for any. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Override
  public Integer call() throws IOException {
    ThisProcess.quiet();
    Scenario scenario = ScenarioFiles.read(ScenarioFiles.example("day.scenario"));
    Path folder = data != null ? data : Files.createTempDirectory("kontor-demo-");
    try {
      return settleDay(folder, scenario);
    } finally {
      if (data == null) {
        deleteAll(folder);
      }
    }
  }

  private int settleDay(Path folder, Scenario scenario) {
    ServerConfig config = ServerConfig.of(folder);
    if (!once) {
      config = config.withHttp(new ServerConfig.Http("127.0.0.1", port));
    }
    try (KontorServer server = KontorServer.start(config)) {
      ScenarioRunner runner = ScenarioFiles.enter(server, scenario);
      List<Sent> first = runner.sendAll();
      long startMs = ThisProcess.sinceStartMs(firstSettledMs(first));
      List<Sent> sent = ScenarioRunner.current(server, first);
      server.awaitCurrent();
      if (common.json()) {
        common.print(json(server, sent, startMs));
      } else {
        common.out().println(text(server, sent, startMs));
        common.out().flush();
      }
      if (!once) {
        common.out().println("Kontor listens at http://127.0.0.1:" + server.port() + "/");
        common.out().println("Ctrl-C ends it.");
        common.out().flush();
        return ThisProcess.untilStopped(server);
      }
    }
    return ExitCodes.DONE;
  }

  private static long firstSettledMs(List<Sent> sent) {
    for (Sent one : sent) {
      if (one.answer().status().equals("ACSC")) {
        return one.sentAtMs() + one.nanos() / 1_000_000;
      }
    }
    throw new IllegalStateException("nothing of the sample day settled");
  }

  private static String text(KontorServer server, List<Sent> sent, long startMs) {
    FinalityTimes times = FinalityTimes.of(sent);
    return new DayReport(sent, server.queries(), DayReport.Times.SHOWN).text()
        + "\nfinality: median " + times.p50Ms() + " ms, longest " + times.maxMs()
        + " ms; first payment settled " + startMs + " ms after the start; "
        + ThisProcess.residentMb() + " MB resident";
  }

  private static ObjectNode json(KontorServer server, List<Sent> sent, long startMs) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("payments", StatusCounts.of(sent).json());
    json.put("messages", sent.size());
    int today = (int) LocalDate.now(ZoneOffset.UTC).toEpochDay();
    ArrayNode turnover = json.putArray("turnover");
    server.queries().turnover(today - 1, today).forEach(r -> turnover.add(Json.turnover(r)));
    ArrayNode positions = json.putArray("positions");
    server.queries().positions().forEach(row -> positions.add(Json.position(row)));
    json.set("finalityMs", FinalityTimes.of(sent).json());
    json.put("startMs", startMs);
    json.put("residentMb", ThisProcess.residentMb());
    json.put("residentPeakMb", ThisProcess.residentPeakMb());
    return json;
  }

  private static void deleteAll(Path folder) throws IOException {
    try (Stream<Path> below = Files.walk(folder)) {
      for (Path path : below.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
