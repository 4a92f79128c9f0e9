package kontor.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import kontor.cluster.Standby;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// A node's folder from that of a standby.
@Command(
    name = "promote",
    header = "Make the folder of a stopped standby that of a node.",
    description = {
      "Only when those whose place it takes are lost for good: two that go on from one log would",
      "part, and nobody could say which is right.",
      "Example: ./kontor promote --data /var/lib/kontor --alone",
      "Example: ./kontor promote --data /var/lib/kontor --member 2",
      ""
    })
final class PromoteCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the standby.")
  private @Nullable Path data;

  @ArgGroup(multiplicity = "1")
  private @Nullable Place place;

  /// Of a node alone, or of one member.
  private static final class Place {
    @Option(names = "--alone", required = true, description = "When all members are lost.")
    @SuppressWarnings("UnusedVariable") // without a member it is this
    private boolean alone;

    @Option(
        names = "--member",
        required = true,
        paramLabel = "N",
        description = "In the place of this member, when it is lost and the others are there.")
    private @Nullable Integer member;
  }

  @Override
  public Integer call() {
    if (data == null || place == null) {
      throw CliFault.usage("--data is required, and --alone or --member");
    }
    Integer member = place.member;
    long end;
    try {
      end =
          Standby.promote(data, member == null ? OptionalInt.empty() : OptionalInt.of(member));
    } catch (IllegalStateException e) {
      throw CliFault.refused(e.getMessage() + ": " + data + " cannot become a node's folder");
    }
    String next =
        member == null
            ? "./kontor run --data " + data
            : "./kontor run --member " + member + " --config FILE, with this folder as its data";
    if (common.json()) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("logPosition", end);
      json.put("start", next);
      common.print(json);
    } else {
      common.out().println("log positions up to " + end + "; start it with " + next);
      common.out().flush();
    }
    return ExitCodes.DONE;
  }
}
