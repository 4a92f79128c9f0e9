package kontor.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kontor.simulator.Simulator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Runs the bulk ledger on simulated machines against its model.
@Command(
    name = "simulate",
    header = "Run the ledger on simulated, failing machines and compare every answer.",
    description = {
      "A seed is a whole history: three nodes with disks and clocks that fail, clients that",
      "repeat, a network that loses and doubles. Every answer is compared with a second, naive",
      "ledger.",
      "Exit code 0: no difference; 1: a difference, with the line that shows it again.",
      "Example: ./kontor simulate --seeds 1..100 --commands 10000",
      "Example: ./kontor simulate --seed 42",
      ""
    })
final class SimulateCommand implements Callable<Integer> {

  private static final Pattern RANGE = Pattern.compile("(-?\\d{1,18})\\.\\.(-?\\d{1,18})");
  private static final long PROGRESS_NANOS = 2_000_000_000L;
  private static final int TEXT_CHARS_MAX = 2_000;

  @Mixin private CommonOptions common = new CommonOptions();

  @Option(names = "--seed", paramLabel = "N", description = "One seed. Default: 1.")
  private @Nullable Long seed;

  @Option(names = "--seeds", paramLabel = "A..B", description = "All seeds from A to B.")
  private @Nullable String seeds;

  @Option(
      names = "--commands",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Commands of the clients in each seed. Default: ${DEFAULT-VALUE}.")
  private int commands;

  private long lastProgressNanos = System.nanoTime();

  @Override
  public Integer call() {
    Simulator.Options options = options();
    long startNanos = System.nanoTime();
    Simulator.Result result = new Simulator().run(options, this::showProgress);
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    if (common.json()) {
      common.print(json(result, seconds));
    } else {
      print(result, seconds);
    }
    return result.failures().isEmpty() ? ExitCodes.DONE : ExitCodes.REFUSED;
  }

  private Simulator.Options options() {
    if (seed != null && seeds != null) {
      throw CliFault.usage("give --seed or --seeds, not both");
    }
    if (commands < 1) {
      throw CliFault.usage("--commands " + commands + " is not a number from 1 on");
    }
    long first = seed == null ? 1 : seed;
    long last = first;
    if (seeds != null) {
      Matcher range = RANGE.matcher(seeds);
      if (!range.matches()) {
        throw CliFault.usage("--seeds " + seeds + " is not a range; write for example 1..100");
      }
      first = Long.parseLong(range.group(1));
      last = Long.parseLong(range.group(2));
      if (last < first || last - first >= Simulator.SEEDS_MAX) {
        throw CliFault.usage("--seeds " + seeds + " has no seeds, or too many");
      }
    }
    int threads = Runtime.getRuntime().availableProcessors();
    return new Simulator.Options(first, last, commands, threads);
  }

  private void showProgress(int done, int of) {
    long now = System.nanoTime();
    if (now - lastProgressNanos >= PROGRESS_NANOS && done < of) {
      lastProgressNanos = now;
      common.err().println(done + " of " + of + " seeds");
      common.err().flush();
    }
  }

  private void print(Simulator.Result result, double seconds) {
    for (Simulator.Failure failure : result.failures()) {
      common.out().println(
          failure.line() + "   command " + failure.commands() + ": "
              + shortened(failure.difference()));
    }
    Simulator.Misfortunes m = result.misfortunes();
    common.out().println(
        String.format(
            Locale.ROOT,
            "%d seeds, %,d commands, %,d log entries in %.1f s: %s",
            result.seeds(),
            result.commands(),
            result.entries(),
            seconds,
            result.failures().isEmpty() ? "no difference" : "DIFFERENCE"));
    common.out().println(
        String.format(
            Locale.ROOT,
            "%,d crashes, %,d torn logs, %,d changes of leader, %,d clock jumps, %,d messages"
                + " lost, %,d doubled, %,d pending transfers expired",
            m.crashes(),
            m.tornLogs(),
            m.leaderChanges(),
            m.clockJumps(),
            m.messagesLost(),
            m.messagesDoubled(),
            m.transfersExpired()));
    common.out().flush();
  }

  private static String shortened(String text) {
    return text.length() <= TEXT_CHARS_MAX ? text : text.substring(0, TEXT_CHARS_MAX) + " ...";
  }

  private static ObjectNode json(Simulator.Result result, double seconds) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("seeds", result.seeds());
    json.put("commands", result.commands());
    json.put("logEntries", result.entries());
    json.put("seconds", Math.round(seconds * 10) / 10.0);
    Simulator.Misfortunes m = result.misfortunes();
    json.put("crashes", m.crashes());
    json.put("tornLogs", m.tornLogs());
    json.put("leaderChanges", m.leaderChanges());
    json.put("clockJumps", m.clockJumps());
    json.put("messagesLost", m.messagesLost());
    json.put("messagesDoubled", m.messagesDoubled());
    json.put("transfersExpired", m.transfersExpired());
    ArrayNode failures = json.putArray("failures");
    for (Simulator.Failure failure : result.failures()) {
      ObjectNode one = failures.addObject();
      one.put("seed", failure.seed());
      one.put("command", failure.commands());
      one.put("difference", failure.difference());
      one.put("again", failure.line());
    }
    return json;
  }
}
