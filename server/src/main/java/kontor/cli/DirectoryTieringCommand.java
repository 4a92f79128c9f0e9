package kontor.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What indirect banks bring over the accounts of direct banks (PFMI 19).
@Command(
    name = "tiering",
    header = "Show each bank's share of what settled over a direct bank's account.",
    description = {
      "An indirect bank whose share reaches the threshold is marked as material.",
      "Example: ./kontor directory tiering --from 2026-11-01 --until 2026-11-30 --threshold 200",
      ""
    })
final class DirectoryTieringCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private NodeOption node = new NodeOption();

  @Option(names = "--from", paramLabel = "DATE", description = "First UTC day. Default: the last.")
  private @Nullable String from;

  @Option(names = "--until", paramLabel = "DATE", description = "Last UTC day. Default: today.")
  private @Nullable String until;

  @Option(
      names = "--threshold",
      paramLabel = "PERMILLE",
      description = "Share from which a bank is material, in thousandths. Default: 250.")
  private @Nullable Integer threshold;

  @Override
  public Integer call() {
    StringBuilder query = new StringBuilder("/directory/tiering?");
    add(query, "from", from);
    add(query, "until", until);
    add(query, "threshold", threshold);
    JsonNode json = node.get(query.toString());
    if (common.json()) {
      common.print(json);
      return ExitCodes.DONE;
    }
    for (JsonNode row : json.path("banks")) {
      common.out().println(
          "%-11s %-11s %-8s %s %s  %d legs, %d ‰%s"
              .formatted(
                  row.path("directBank").asText(),
                  row.path("bank").asText(),
                  row.path("tier").asText(),
                  row.path("sum").asText(),
                  row.path("currency").asText(),
                  row.path("legs").asLong(),
                  row.path("sharePermille").asInt(),
                  row.path("isMaterial").asBoolean() ? "  MATERIAL" : ""));
    }
    common.out().flush();
    return ExitCodes.DONE;
  }

  private static void add(StringBuilder query, String name, @Nullable Object value) {
    if (value != null) {
      query.append(query.charAt(query.length() - 1) == '?' ? "" : "&");
      query.append(name).append('=').append(value);
    }
  }
}
