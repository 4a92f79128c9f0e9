package kontor.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// One party's word to a proposal (F08).
@Command(
    name = "approve",
    header = "Approve a proposed rate for a party, or decline it.",
    description = {
      "When every party has approved, the rate is published. Two persons of the party stand for",
      "it.",
      "Example: ./kontor rate approve 17 --party CIBRBRB0 --maker \"A. Reis\" \\",
      "           --checker \"B. Melo\"",
      "Example: ./kontor rate approve 17 --party CIARARB0 --decline \"a digit is wrong\" \\",
      "           --maker \"D. Paz\" --checker \"E. Rojas\"",
      ""
    })
final class RateApproveCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();

  @Mixin private NodeOption node = new NodeOption();

  @Mixin private PersonsOption persons = new PersonsOption();

  @Parameters(paramLabel = "PROPOSAL", description = "Its number; see kontor rate list.")
  private int proposal;

  @Option(
      names = "--party",
      required = true,
      paramLabel = "BIC",
      description = "The institution that speaks.")
  private String party = "";

  @Option(names = "--decline", paramLabel = "REASON", description = "It says no, and why.")
  private @Nullable String decline;

  @Override
  public Integer call() {
    ObjectNode json = persons.body();
    json.put("party", party);
    if (decline != null) {
      json.put("reason", decline);
    }
    String word = decline == null ? "approve" : "decline";
    RateListCommand.print(
        common,
        node.post("/rates/proposals/" + proposal + "/" + word, json),
        decline == null ? "approved" : "declined");
    return ExitCodes.DONE;
  }
}
