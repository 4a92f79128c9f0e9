package kontor.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
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
      ""
    })
final class RunCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();

  @Option(names = "--data", required = true, paramLabel = "DIR", description = "Data folder.")
  private @Nullable Path data;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Lines key = value; keys: host, port, retention.")
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

  @Option(names = "--rebuild", description = "Make the read side anew from the log.")
  private boolean rebuild;

  @Override
  public Integer call() {
    if (data == null) {
      throw CliFault.usage("--data is required");
    }
    Scenario setUp = scenario == null ? null : ScenarioFiles.read(scenario);
    try (KontorServer server = KontorServer.start(serverConfig(data))) {
      if (setUp != null) {
        ScenarioFiles.enter(server, setUp);
      }
      String url = "http://127.0.0.1:" + server.port() + "/";
      if (common.json()) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("url", url);
        json.put("startMs", ThisProcess.sinceStartMs(System.currentTimeMillis()));
        common.print(json);
      } else {
        common.out().println("Kontor runs on " + data + " and listens at " + url);
        common.out().flush();
      }
      ThisProcess.untilStopped(server);
    }
    return ExitCodes.DONE;
  }

  private ServerConfig serverConfig(Path folder) {
    ServerConfig settings = ServerConfig.of(folder).withHttp(ServerConfig.Http.LOOPBACK);
    if (config != null) {
      ServerConfig.Result result = settings.readFrom(config);
      if (!result.faults().isEmpty()) {
        throw CliFault.usage(
            "the configuration has faults:\n  " + String.join("\n  ", result.faults()));
      }
      settings = result.config();
    }
    ServerConfig.Http http = settings.http();
    if (port != null && http != null) {
      settings = settings.withHttp(new ServerConfig.Http(http.host(), port));
    }
    return settings.withReadSide(
        rebuild ? ServerConfig.ReadSide.REBUILD : ServerConfig.ReadSide.KEEP);
  }
}
