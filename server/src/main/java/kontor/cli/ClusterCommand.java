package kontor.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import kontor.server.ClusterFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What concerns all members of a cluster.
@Command(
    name = "cluster",
    header = "Ask the members of a cluster how they are.",
    description = {"Example: ./kontor cluster status --config examples/cluster.yaml", ""},
    subcommands = ClusterCommand.Status.class)
final class ClusterCommand implements Runnable {

  @Mixin private CommonOptions common = new CommonOptions();

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  /// Without a command the help is the answer.
  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(common.out());
    }
  }

  static ClusterFile read(Path file) {
    ClusterFile.Result result = ClusterFile.read(file);
    if (result.file() == null) {
      throw CliFault.usage(
          "the file of the cluster has faults:\n  " + String.join("\n  ", result.faults()));
    }
    return result.file();
  }

  /// One line a member.
  @Command(
      name = "status",
      header = "Show role, term and log positions of each member.",
      description = {
        "Exit code 1: no member that answers is the leader.",
        "Example: ./kontor cluster status --config examples/cluster.yaml --json",
        ""
      })
  static final class Status implements Callable<Integer> {

    private static final Duration WAIT = Duration.ofSeconds(2);
    private static final String LEADER = "LEADER";

    @Mixin private CommonOptions common = new CommonOptions();

    @Option(
        names = "--config",
        required = true,
        paramLabel = "FILE",
        description = "The file of the cluster.")
    private Path config = Path.of("");

    @Override
    public Integer call() {
      ClusterFile cluster = read(config);
      ArrayNode members = JsonNodeFactory.instance.arrayNode();
      ask(cluster).forEach(members::add);
      long committed = 0;
      int leader = -1;
      for (JsonNode member : members) {
        committed = Math.max(committed, member.path("commitPosition").asLong());
        if (member.path("role").asText().equals(LEADER)) {
          leader = member.path("member").asInt();
        }
      }
      for (JsonNode member : members) {
        if (member.path("reachable").asBoolean() && member instanceof ObjectNode object) {
          object.put("lag", Math.max(0, committed - member.path("logPosition").asLong()));
        }
      }
      if (common.json()) {
        common.print(
            JsonNodeFactory.instance.objectNode().put("leader", leader).set("members", members));
      } else {
        print(members, leader);
      }
      return leader < 0 ? ExitCodes.REFUSED : ExitCodes.DONE;
    }

    private static List<ObjectNode> ask(ClusterFile cluster) {
      try (HttpClient client = HttpClient.newBuilder().connectTimeout(WAIT).build()) {
        List<CompletableFuture<ObjectNode>> answers = new ArrayList<>();
        for (ClusterFile.Entry entry : cluster.members()) {
          URI url =
              URI.create("http://" + entry.member().host() + ":" + entry.httpPort() + "/health");
          answers.add(
              client
                  .sendAsync(
                      HttpRequest.newBuilder(url).timeout(WAIT).build(),
                      HttpResponse.BodyHandlers.ofByteArray())
                  .handle((response, error) -> member(entry, response, error)));
        }
        return answers.stream().map(CompletableFuture::join).toList();
      }
    }

    private static ObjectNode member(
        ClusterFile.Entry entry,
        @Nullable HttpResponse<byte[]> response,
        @Nullable Throwable error) {
      ObjectNode member = JsonNodeFactory.instance.objectNode();
      member.put("member", entry.member().id());
      member.put("host", entry.member().host());
      JsonNode health = response == null ? null : health(response);
      member.put("reachable", health != null);
      if (health == null) {
        Throwable cause = error == null || error.getCause() == null ? error : error.getCause();
        member.put(
            "reason", cause == null ? "no health in the answer" : cause.getClass().getSimpleName());
        return member;
      }
      if (health.path("member").asInt() != entry.member().id()) {
        member.put("reachable", false);
        member.put("reason", "member " + health.path("member") + " answers at this address");
        return member;
      }
      for (String field :
          List.of(
              "state", "reason", "role", "leader", "term", "logPosition", "commitPosition",
              "snapshotPosition")) {
        member.set(field, health.path(field));
      }
      return member;
    }

    private static @Nullable JsonNode health(HttpResponse<byte[]> response) {
      try {
        JsonNode health = new ObjectMapper().readTree(response.body());
        return health.has("role") ? health : null;
      } catch (IOException e) {
        return null;
      }
    }

    private void print(ArrayNode members, int leader) {
      String row = "%-7s %-9s %5s %14s %14s %14s %10s  %s";
      common.out().println(
          row.formatted(
              "member", "role", "term", "log", "committed", "snapshot", "lag", "state"));
      for (JsonNode member : members) {
        boolean reachable = member.path("reachable").asBoolean();
        String line =
            reachable
                ? row.formatted(
                    member.path("member").asText(),
                    member.path("role").asText().toLowerCase(Locale.ROOT),
                    member.path("term").asText(),
                    member.path("logPosition").asText(),
                    member.path("commitPosition").asText(),
                    snapshot(member.path("snapshotPosition").asLong()),
                    member.path("lag").asText(),
                    (member.path("state").asText() + " " + member.path("reason").asText()).strip())
                : "%-7s not reachable: %s".formatted(
                    member.path("member").asText(), member.path("reason").asText());
        common.out().println(line);
      }
      if (leader < 0) {
        common.out().println("No member that answers leads; nothing can be committed.");
      }
      common.out().flush();
    }

    private static String snapshot(long position) {
      return position < 0 ? "none" : String.valueOf(position);
    }
  }
}
