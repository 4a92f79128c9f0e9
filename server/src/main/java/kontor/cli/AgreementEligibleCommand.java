package kontor.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import kontor.engine.annex.Annex;
import kontor.engine.annex.AnnexKind;
import kontor.engine.annex.AnnexTerms.Operations;
import kontor.engine.annex.Eligibility;
import kontor.engine.terms.Currency;
import kontor.server.agreement.AgreementText;
import kontor.server.agreement.EligibilityQuestion;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Whether something could be paid under an agreement (F05).
@Command(
    name = "eligible",
    header = "Say whether something could be paid under an agreement, and by which rule.",
    description = {
      "Asks the annex on operations that its days name for the value date: the class of the",
      "operation, its goods by HS code, its sum, the documents it has, and how old they are. From",
      "a text nothing is known of what was accepted that day. With --url the agreement of that",
      "number is asked as a node has it, with what was accepted there for the day.",
      "Exit code 1: it may not be paid so, or no such annex holds on that day.",
      "Example: ./kontor agreement eligible examples/provider.agreement --class GOODS \\",
      "           --goods 1001 --amount \"INR 250000.00\" --documents invoice --tenor 30 \\",
      "           --on 2026-06-01",
      ""
    })
final class AgreementEligibleCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = "--class",
      paramLabel = "CLASS",
      description = "GOODS, SERVICES, PENSION ... Default: none is stated.")
  private @Nullable String operation;

  @Option(
      names = "--goods",
      paramLabel = "HS",
      split = ",",
      description = "HS codes of the goods, as 1001,3004.31.")
  private List<String> goods = new ArrayList<>();

  @Option(
      names = "--amount",
      required = true,
      paramLabel = "SUM",
      description =
          "Code and sum, as \"BRL 10000.00\"; once more for what it becomes in another money.")
  private List<String> amounts = new ArrayList<>();

  @Option(
      names = "--documents",
      paramLabel = "NAME",
      split = ",",
      description = "Documents that there are, as invoice,\"customs declaration\".")
  private List<String> documents = new ArrayList<>();

  @Option(
      names = "--tenor",
      paramLabel = "DAYS",
      description = "Days from the documents' date to the value date.")
  private @Nullable String tenor;

  @Option(
      names = "--on",
      paramLabel = "DATE",
      description = "Value date, as 2026-10-01. Default: today in UTC.")
  private @Nullable LocalDate on;

  @Option(names = "--url", paramLabel = "URL", description = "Address of a node.")
  private @Nullable URI url;

  @Parameters(paramLabel = "FILE", description = "The agreement; with --url, its number.")
  private Path file = Path.of("");

  @Override
  public Integer call() {
    JsonNode answer = url == null ? ofText() : ofNode(new NodeHttp(url));
    if (common.json()) {
      common.print(answer);
    } else {
      common.out().println(
          answer.path("verdict").asText() + " by rule " + answer.path("rule").asText() + ": "
              + answer.path("text").asText());
      common.out().flush();
    }
    return answer.path("verdict").asText().equals("ELIGIBLE")
        ? ExitCodes.DONE
        : ExitCodes.REFUSED;
  }

  private LocalDate day() {
    return on == null ? LocalDate.now(ZoneOffset.UTC) : on;
  }

  private JsonNode ofText() {
    AgreementText agreement = AgreementFiles.readWhole(file);
    int day = Math.toIntExact(day().toEpochDay());
    Annex annex = agreement.inForce(AnnexKind.OPERATIONS, day);
    if (annex == null || !(annex.terms() instanceof Operations terms)) {
      throw CliFault.refused(
          "no annex on operations holds on " + day() + "; give --on a day on which one does");
    }
    return question()
        .answer(agreement.frame().id(), day, terms, Eligibility.Accepted.NOTHING);
  }

  private EligibilityQuestion question() {
    try {
      return EligibilityQuestion.of(
          new EligibilityQuestion.Asked(operation, goods, amounts, documents, tenor),
          AgreementEligibleCommand::currency);
    } catch (IllegalArgumentException e) {
      throw CliFault.usage(String.valueOf(e.getMessage()));
    }
  }

  private static Currency currency(String code) {
    return Decimals.currency(code);
  }

  private JsonNode ofNode(NodeHttp node) {
    String number = file.toString();
    if (!number.matches("\\d{1,9}")) {
      throw CliFault.usage("with --url give the number of an agreement, not " + number);
    }
    StringBuilder query = new StringBuilder("on=" + day());
    add(query, "class", operation == null ? List.of() : List.of(operation));
    add(query, "goods", goods);
    add(query, "amount", amounts);
    add(query, "documents", documents);
    add(query, "tenor", tenor == null ? List.of() : List.of(tenor));
    return node.json("/agreements/" + number + "/eligible?" + query);
  }

  private static void add(StringBuilder query, String name, List<String> values) {
    for (String value : values) {
      query.append('&').append(name).append('=')
          .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }
}
