package kontor.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Who takes part.
@Command(
    name = "show",
    header = "Show who takes part now, one participant, or the list published for a day.",
    description = {
      "With --on the published list is printed as it is, byte for byte, and its SHA-256 goes to",
      "standard error, so that it can be compared: ./kontor directory show --on DATE | sha256sum",
      "Example: ./kontor directory show BNAABRS0",
      ""
    })
final class DirectoryShowCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private NodeOption node = new NodeOption();

  @Option(
      names = "--on",
      paramLabel = "DATE",
      description = "The last list published on or before this day, such as 2026-11-28.")
  private @Nullable String on;

  @Parameters(arity = "0..1", paramLabel = "BIC", description = "One participant.")
  private @Nullable String bic;

  @Override
  public Integer call() {
    if (on != null && bic != null) {
      throw CliFault.usage("give a BIC, or a day with --on, not both");
    }
    JsonNode json =
        node.get(
            bic != null
                ? "/directory/members/" + bic
                : on == null ? "/directory" : "/directory?on=" + on);
    if (common.json()) {
      common.print(json);
    } else if (bic != null) {
      printMember(json);
    } else if (on != null) {
      common.out().print(json.path("list").asText());
      common.err().println("SHA-256 " + json.path("digest").asText());
      common.err().flush();
    } else {
      json.path("participants").forEach(this::printLine);
    }
    common.out().flush();
    return ExitCodes.DONE;
  }

  private void printLine(JsonNode member) {
    common.out().println(
        "%-11s %-16s %-10s via %-11s %s"
            .formatted(
                member.path("bic").asText(),
                member.path("kind").asText(),
                member.path("standing").asText(),
                member.path("via").asText(),
                member.path("name").asText("-"))
            .stripTrailing());
  }

  private void printMember(JsonNode member) {
    printLine(member);
    for (String field : new String[] {"lei", "nationalCode", "noticeUntil"}) {
      if (member.has(field)) {
        common.out().println("  " + field + " " + member.path(field).asText());
      }
    }
    for (JsonNode account : member.path("accounts")) {
      common.out().println(
          "  settles " + account.path("currency").asText() + " over the account of "
              + account.path("owner").asText() + " at " + account.path("servicer").asText()
              + ", agreements " + account.path("agreements"));
    }
    for (JsonNode step : member.path("steps")) {
      common.out().println(
          "  " + step.path("at").asText() + " " + step.path("standing").asText() + " "
              + step.path("reason").asText());
    }
  }
}
