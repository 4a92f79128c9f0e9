package kontor.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Takes back what was decided about a new unit of money (F04).
@Command(
    name = "cancel",
    header = "Cancel a new unit of money before its day has come.",
    description = {
      "Example: ./kontor currency cancel VES VED --maker \"M. Sousa\" --checker \"C. Lima\"",
      ""
    })
final class CurrencyCancelCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private CurrencyChangeOptions change = new CurrencyChangeOptions();

  @Parameters(index = "0", paramLabel = "OLD", description = "Code of the money.")
  private String from = "";

  @Parameters(index = "1", paramLabel = "NEW", description = "Code of the new unit.")
  private String to = "";

  @Override
  public Integer call() {
    ObjectNode body = change.body();
    body.put("from", from);
    body.put("to", to);
    return change.send(
        common, "/currencies/redenominations/cancel", body, from + " stays what it is");
  }
}
