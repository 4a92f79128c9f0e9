package kontor.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Asks every provider of the agreement (F09).
@Command(
    name = "ask",
    header = "Ask every provider for a price, best for the payer first.",
    description = {
      "Give what the payer's bank pays, or what the payee is to get.",
      "Example: ./kontor quote ask --client BKEEINC0 --payee BKGGIDJ0 --pay 1000.00 INR \\",
      "           --to IDR --day 2026-12-01",
      "Example: ./kontor quote ask --client BKEEINC0 --payee BKGGIDJ0 --get 188420.00 IDR \\",
      "           --from INR --day 2026-12-01 --request invoice-17",
      ""
    })
final class QuoteAskCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();

  @Mixin private NodeOption node = new NodeOption();

  @Option(
      names = "--client",
      required = true,
      paramLabel = "BIC",
      description = "The payer's bank, for which the quotes are.")
  private String client = "";

  @Option(
      names = "--payee",
      required = true,
      paramLabel = "BIC",
      description = "The payee's bank.")
  private String payee = "";

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Sum sum = new Sum();

  static final class Sum {
    @ArgGroup(exclusive = false)
    private @Nullable Paid paid;

    @ArgGroup(exclusive = false)
    private @Nullable Got got;
  }

  static final class Paid {
    @Option(
        names = "--pay",
        required = true,
        arity = "2",
        paramLabel = "SUM",
        description = "What the payer's bank pays: 100.00 BRL.")
    private String[] amount = {};

    @Option(
        names = "--to",
        required = true,
        paramLabel = "CCY",
        description = "The payee's currency.")
    private String to = "";
  }

  static final class Got {
    @Option(
        names = "--get",
        required = true,
        arity = "2",
        paramLabel = "SUM",
        description = "What the payee gets: 140000 PYG.")
    private String[] amount = {};

    @Option(
        names = "--from",
        required = true,
        paramLabel = "CCY",
        description = "The payer's currency.")
    private String from = "";
  }

  @Option(
      names = "--day",
      required = true,
      paramLabel = "DAY",
      description = "Value date of the payment, 2026-12-01.")
  private String day = "";

  @Option(
      names = "--request",
      paramLabel = "ID",
      description = "Name of the question; the same again gets the same quotes. Default: new.")
  private @Nullable String request;

  @Override
  public Integer call() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("request", request == null ? UUID.randomUUID().toString() : request);
    json.put("client", client);
    json.put("payee", payee);
    json.put("valueDay", day);
    Paid paid = sum.paid;
    Got got = sum.got;
    if (paid != null) {
      put(json, "SOURCE", paid.amount[0], paid.amount[1], paid.to);
    } else if (got != null) {
      put(json, "DESTINATION", got.amount[0], got.from, got.amount[1]);
    }
    JsonNode answer = node.post("/quotes", json);
    if (common.json()) {
      common.print(answer);
      return ExitCodes.DONE;
    }
    answer.path("quotes").forEach(quote -> common.out().println(QuoteListCommand.line(quote)));
    common.out().println("choose one: ./kontor quote select NUMBER --client " + client);
    common.out().flush();
    return ExitCodes.DONE;
  }

  private static void put(
      ObjectNode json, String fixed, String amount, String source, String destination) {
    json.put("fixed", fixed);
    json.put("amount", amount);
    json.put("source", source);
    json.put("destination", destination);
  }
}
