package kontor.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What holding foreign money earned or lost an institution, day by day (F11).
@Command(
    name = "revaluation",
    header = "Show what an institution's foreign money earned or lost, by day and currency.",
    description = {
      "Unrealised: balance at the end of the day x (rate of the day - rate of the day before).",
      "Realised: of what settled, against the rate of the day before. Nothing is posted.",
      "Example: ./kontor rate revaluation --institution CIARARB0 --from 2026-11-01"
          + " --until 2026-11-30",
      ""
    })
final class RateRevaluationCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();

  @Mixin private NodeOption node = new NodeOption();

  @Option(
      names = "--institution",
      paramLabel = "BIC",
      required = true,
      description = "Whose holdings.")
  private String institution = "";

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "First UTC day. Default: the last.")
  private @Nullable String from;

  @Option(names = "--until", paramLabel = "DATE", description = "Last UTC day. Default: today.")
  private @Nullable String until;

  @Override
  public Integer call() {
    JsonNode json =
        node.get(
            Address.of("/revaluation")
                .with("institution", institution)
                .with("from", from)
                .with("until", until)
                .text());
    if (common.json()) {
      common.print(json);
      return ExitCodes.DONE;
    }
    for (JsonNode day : json.path("days")) {
      String result =
          day.has("unknown")
              ? day.path("unknown").asText()
              : "unrealised %s  realised %s %s"
                  .formatted(
                      day.path("unrealised").asText(),
                      day.path("realised").asText(),
                      day.path("own").asText());
      common.out().println(
          "%s  %s %s  %s".formatted(
              day.path("day").asText(),
              day.path("held").asText(),
              day.path("currency").asText(),
              result));
    }
    common.out().flush();
    return ExitCodes.DONE;
  }
}
