package kontor.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.concurrent.Callable;
import kontor.cluster.ClockSetException;
import kontor.server.ClusterFile;
import kontor.server.KontorServer;
import kontor.server.ServerConfig;
import kontor.server.scenario.Scenario;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// A node that runs until it is told to stop.
@Command(
    name = "run",
    header = "Run a node on a data folder.",
    description = {
      "SIGTERM or Ctrl-C closes it cleanly; starting it again continues where it stopped.",
      "Example: ./kontor run --data /var/lib/kontor --port 7420",
      "Example: ./kontor run --member 0 --config examples/cluster.yaml",
      "Example: ./kontor run --data training --clock 2026-02-02T16:59:00-03:00",
      ""
    })
final class RunCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data folder; for a member the file of --config says it.")
  private @Nullable Path data;

  @Option(
      names = "--member",
      paramLabel = "N",
      description = "Run as this member of the cluster that the file of --config describes.")
  private @Nullable Integer member;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Lines key = value; keys: host, port, retention. With --member: the file of the cluster.")
  private @Nullable Path config;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port; 0 for any. Default: that of --config, else " + ServerConfig.PORT + ".")
  private @Nullable Integer port;

  @Option(
      names = "--scenario",
      paramLabel = "FILE",
      description = "Enter what a scenario sets up before taking payments.")
  private @Nullable Path scenario;

  @Option(
      names = "--clock",
      paramLabel = "TIME",
      description =
          "For training, on a folder of its own: the log's clock is set to this, an ISO 8601 time"
              + " with its distance to UTC, and goes on from there. Later starts keep it, or set it"
              + " forward.")
  private @Nullable OffsetDateTime clock;

  @Option(names = "--rebuild", description = "Make the read side anew from the log.")
  private boolean rebuild;

  @Override
  public Integer call() {
    ServerConfig settings = serverConfig();
    Scenario setUp = scenario == null ? null : ScenarioFiles.read(scenario);
    try (KontorServer server = start(settings)) {
      if (setUp != null) {
        server.awaitLeader();
        ScenarioFiles.enter(server, setUp);
      }
      ServerConfig.Http http = settings.http();
      String host = http == null || member == null ? "127.0.0.1" : http.host();
      String url = "http://" + host + ":" + server.port() + "/";
      if (common.json()) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("url", url);
        json.put("startMs", ThisProcess.sinceStartMs(System.currentTimeMillis()));
        common.print(json);
      } else {
        common.out().println(
            "Kontor runs on " + settings.dataDir() + " and listens at " + url);
        if (server.clock().isSet()) {
          common.out().println("Its clock is set, for training: it is " + server.clock().instant());
        }
        common.out().flush();
      }
      return ThisProcess.untilStopped(server);
    }
  }

  private static KontorServer start(ServerConfig settings) {
    try {
      return KontorServer.start(settings);
    } catch (ClockSetException e) {
      throw CliFault.usage("--clock: " + e.getMessage());
    }
  }

  private ServerConfig serverConfig() {
    ServerConfig settings = member == null ? ofNodeAlone() : ofMember(member);
    ServerConfig.Http http = settings.http();
    if (port != null && (port < 0 || port > ServerConfig.PORT_MAX)) {
      throw CliFault.usage("--port is a number from 0 to " + ServerConfig.PORT_MAX);
    }
    if (port != null && http != null) {
      settings = settings.withHttp(new ServerConfig.Http(http.host(), port));
    }
    return settings.withReadSide(
        rebuild ? ServerConfig.ReadSide.REBUILD : ServerConfig.ReadSide.KEEP);
  }

  private ServerConfig ofMember(int number) {
    if (config == null || data != null || clock != null) {
      throw CliFault.usage(
          "--member goes with --config FILE of the cluster, without --data and --clock");
    }
    ClusterFile cluster = ClusterCommand.read(config);
    if (!cluster.hasMember(number)) {
      throw CliFault.usage(
          "--member is from 0 to " + (cluster.members().size() - 1) + " in " + config);
    }
    return cluster.of(number);
  }

  private ServerConfig ofNodeAlone() {
    if (data == null) {
      throw CliFault.usage("--data is required, or --member with --config");
    }
    if (Files.exists(data) && !Files.isDirectory(data)) {
      throw CliFault.usage("--data is a folder, and " + data + " is a file");
    }
    ServerConfig settings = ServerConfig.of(data).withHttp(ServerConfig.Http.LOOPBACK);
    if (clock != null) {
      settings = settings.withClock(clock.toInstant());
    }
    if (config != null) {
      ServerConfig.Result result = settings.readFrom(config);
      if (!result.faults().isEmpty()) {
        throw CliFault.usage(
            "the configuration has faults:\n  " + String.join("\n  ", result.faults()));
      }
      settings = result.config();
    }
    return settings;
  }
}
