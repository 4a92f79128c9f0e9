package kontor.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import kontor.engine.Engine.AccountView;
import kontor.engine.terms.Money;
import kontor.server.scenario.Rehearsal;
import kontor.server.scenario.Rehearsal.Told;
import kontor.server.scenario.RehearsalReport;
import kontor.server.scenario.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Tells what would come of agreements, calendars and rates over months, in seconds.
@Command(
    name = "rehearse",
    header = "Tell a scenario that says itself when things happen, such as a corridor's year.",
    description = {
      "Runs the file on an engine of its own, without a node and on simulated time: everything",
      "due happens at its instant. Prints what happened in plain words, with local times, then",
      "every book with its sum and the digest of the state. The same file gives the same bytes.",
      "A refusal is a part of the story. Exit code 0: it was told to the end.",
      "Example: ./kontor rehearse examples/year.scenario",
      ""
    })
final class RehearseCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "FILE", description = "The scenario, with lines \"at TIME\".")
  private Path file = Path.of("");

  @Override
  public Integer call() {
    Scenario scenario = ScenarioFiles.readTimed(file);
    Rehearsal.Result result = Rehearsal.of(scenario);
    if (common.json()) {
      common.print(json(result));
      return ExitCodes.DONE;
    }
    common.out().print(RehearsalReport.text(result));
    common.out().println();
    common.out().println(
        result.log().size() + " commands; digest of the state " + result.digest());
    common.out().flush();
    return ExitCodes.DONE;
  }

  private static ObjectNode json(Rehearsal.Result result) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("file", result.scenario().file().toString());
    ArrayNode story = json.putArray("story");
    for (Told told : result.story()) {
      ObjectNode one = story.addObject();
      Long atMs = told.atMs();
      if (atMs == null) {
        one.put("chapter", told.text());
      } else {
        one.put("at", Instant.ofEpochMilli(atMs).toString());
        one.put("text", told.text());
      }
    }
    ArrayNode accounts = json.putArray("accounts");
    for (AccountView account : result.accounts()) {
      ObjectNode one = accounts.addObject();
      one.put("servicer", account.account().servicer().bic());
      one.put("currency", account.account().currency().code());
      one.put("owner", account.account().owner().bic());
      one.put("kind", account.account().kind().name());
      one.put(
          "balance",
          new Money(account.balanceMinor(), account.account().currency()).decimal());
    }
    json.put("commands", result.log().size());
    json.put("digest", result.digest().toString());
    return json;
  }
}
