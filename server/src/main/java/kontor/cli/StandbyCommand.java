package kontor.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import kontor.cluster.NodeSizes;
import kontor.cluster.Standby;
import kontor.server.ClusterFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Follows a cluster without a vote.
@Command(
    name = "standby",
    header = "Copy the log of a cluster to this machine, without a vote in it.",
    description = {
      "It follows whichever members answer and has what is committed a moment later. On the day",
      "when it is needed, stop it and make its folder a node's with kontor promote.",
      "Says on a line each five seconds how far it is; with --json an object each.",
      "Example: ./kontor standby --config examples/cluster.yaml --data /var/lib/kontor \\",
      "           --host 10.0.4.1",
      ""
    })
final class StandbyCommand implements Callable<Integer> {

  private static final int PORT = 7560;
  private static final long SAY_MS = 5_000;

  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The file of the cluster.")
  private @Nullable Path config;

  @Option(names = "--data", required = true, paramLabel = "DIR", description = "Its own folder.")
  private @Nullable Path data;

  @Option(
      names = "--host",
      required = true,
      paramLabel = "HOST",
      description = "Name or address by which the members reach it.")
  private @Nullable String host;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "First of its eight ports of UDP. Default: " + PORT + ".")
  private int port = PORT;

  @Override
  public Integer call() throws InterruptedException {
    if (config == null || data == null || host == null) {
      throw CliFault.usage("--config, --data and --host are required");
    }
    ClusterFile cluster = ClusterCommand.read(config);
    Standby.Place place = new Standby.Place(data, host, port);
    try (Standby standby =
        Standby.start(
            place,
            NodeSizes.DEFAULT,
            cluster.members().stream().map(ClusterFile.Entry::member).toList(),
            cluster.network())) {
      return follow(standby);
    }
  }

  private int follow(Standby standby) throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  asked.countDown();
                  try {
                    closed.await(SAY_MS, TimeUnit.MILLISECONDS);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                },
                "kontor-stop"));
    Standby.Status status = standby.status();
    print(status);
    while (!asked.await(SAY_MS, TimeUnit.MILLISECONDS) && status.stopReason().isEmpty()) {
      status = standby.status();
      print(status);
    }
    standby.close();
    closed.countDown();
    if (!status.stopReason().isEmpty()) {
      throw CliFault.environment(
          "the standby stopped: " + status.stopReason() + "; mend the cause and start it again");
    }
    return ExitCodes.DONE;
  }

  private void print(Standby.Status status) {
    if (common.json()) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("following", status.isFollowing());
      json.put("copiedTo", status.copiedTo());
      common.print(json);
    } else {
      common.out().println(
          (status.isFollowing() ? "follows" : "looks for a member") + ", log copied to "
              + status.copiedTo());
    }
    common.out().flush();
  }
}
