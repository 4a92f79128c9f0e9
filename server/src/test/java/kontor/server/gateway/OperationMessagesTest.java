package kontor.server.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import kontor.engine.Command;
import kontor.engine.Engine;
import kontor.engine.Event;
import kontor.engine.terms.Currency;
import kontor.iso20022.Profile;
import kontor.server.scenario.Rehearsal;
import kontor.server.scenario.ScenarioReader;
import org.junit.jupiter.api.Test;

/// From XML to the core's judgement (F05), under the agreement of `examples/goods.agreement`.
class OperationMessagesTest {

  private static final long MORNING_MS = Instant.parse("2026-03-02T13:00:00Z").toEpochMilli();

  private final Engine engine = new Engine();
  private final CurrencyRegistry currencies =
      new CurrencyRegistry(List.of(new Currency("BRL", 2), new Currency("ARS", 2)));
  private long position;
  private int number;

  OperationMessagesTest() {
    for (Rehearsal.Logged logged :
        Rehearsal.of(
                ScenarioReader.read(Project.ROOT.resolve("examples/goods.scenario")).scenario())
            .log()) {
      if (logged.timestampMs() < MORNING_MS) {
        position = logged.position();
        engine.apply(position, logged.timestampMs(), logged.command(), _ -> {});
      }
    }
  }

  @Test
  void whatAMessageSaysIsJudged() {
    String invoice = paper("<Cd>CINV</Cd>");
    String declaration = paper("<Prtry>Customs Declaration</Prtry>");
    check("400000.00", "GDDS", goods("1001") + papers(invoice + declaration),
        "GOODS FITS CEREALS; accepted");
    check("9999.99", "GDDS", goods("3004.31") + papers(invoice), "GOODS FITS INSULIN; accepted");
    check("10000.00", "GDDS", goods("3004.31") + papers(invoice),
        "GOODS DOCUMENTS_MISSING GOODS-BRL-10000.00; rejected [DOCUMENTS_NEEDED]");
    check("5000.00", "SUPP", goods("8458.11.00") + papers(invoice),
        "GOODS GOODS_NEED_LICENCE MACHINE-TOOLS; rejected [LICENCE_NEEDED]");
    check("5000.00", "GDDS", papers(invoice),
        "GOODS GOODS_NOT_STATED goods; rejected [GOODS_NOT_STATED]");
    check("5000.00", "GDDS", goods("1001") + papers(invoice.replace("2026-02-01", "2025-03-01")),
        "GOODS TENOR_TOO_LONG GOODS; rejected [OPERATION_NOT_ELIGIBLE]");
    check("5000.00", "GDDS", goods("1001") + papers(invoice.replace("<Nb>17</Nb>", "")),
        "GOODS DOCUMENTS_MISSING GOODS-BRL-0.00; rejected [DOCUMENTS_NEEDED]");
    check("99.99", "PENS", "", "PENSION FITS PENSION; accepted");
    check("5000.01", "PENS", "",
        "PENSION ABOVE_MAXIMUM PENSION; rejected [OPERATION_CEILING_EXCEEDED]");
    check("99.99", "SALA", "",
        "null CLASS_NOT_STATED class; rejected [OPERATION_CLASS_NOT_AGREED]");
    check("99.99", "SCVE", "",
        "SERVICES CLASS_NOT_LISTED class; rejected [OPERATION_CLASS_NOT_AGREED]");
    // A code that is none stays at the edge.
    check("99.99", "GDDS", goods("wheat"), "refused");
  }

  private void check(String amount, String purpose, String end, String expected) {
    number++;
    byte[] xml =
        Messages.bulk("OP-" + number, List.of(Messages.transaction(number, amount)))
            .replace("2022-03-11", "2026-03-02")
            .replace("</CdtTrfTxInf>",
                "<Purp><Cd>" + purpose + "</Cd></Purp>" + end + "</CdtTrfTxInf>")
            .getBytes(StandardCharsets.UTF_8);
    Reading reading = Reading.of(xml, Profile.standard("KONTOR", currencies));
    assertEquals(List.of(), reading.faults());
    List<String> told = new ArrayList<>();
    for (Command command : new InstructionMapper(currencies).commands(reading, xml)) {
      engine.apply(++position, MORNING_MS, command, event -> tell(event, told));
    }
    assertEquals(expected, String.join("; ", told), amount + " " + purpose);
  }

  private static void tell(Event event, List<String> told) {
    switch (event) {
      case Event.OperationJudged e ->
          told.add(e.operation() + " " + e.judgement().finding() + " " + e.judgement().rule());
      case Event.PaymentAccepted _ -> told.add("accepted");
      case Event.PaymentRejected e -> told.add("rejected " + e.refusals());
      case Event.InstructionRefused _ -> told.add("refused");
      default -> {}
    }
  }

  private static String goods(String code) {
    return "<RgltryRptg><Dtls><Tp>HS</Tp><Cd>" + code + "</Cd></Dtls></RgltryRptg>";
  }

  private static String papers(String documents) {
    return "<RmtInf><Strd>" + documents + "</Strd></RmtInf>";
  }

  private static String paper(String type) {
    return "<RfrdDocInf><Tp><CdOrPrtry>" + type + "</CdOrPrtry></Tp><Nb>17</Nb>"
        + "<RltdDt>2026-02-01</RltdDt></RfrdDocInf>";
  }
}
