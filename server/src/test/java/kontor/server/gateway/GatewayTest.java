package kontor.server.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.PaymentId;
import kontor.readside.OutboxRow;
import kontor.readside.PaymentDetails;
import kontor.server.KontorServer;
import kontor.server.ServerConfig;
import kontor.server.scenario.ScenarioReader;
import kontor.server.scenario.ScenarioRunner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// XML in, ISO answer out, over a real node and a real database. Everything that leaves must be
/// valid by the schemas of ISO.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayTest {

  private final RealSchemas schemas = new RealSchemas();
  private @Nullable KontorServer started;

  @BeforeAll
  void start(@TempDir Path data) {
    KontorServer server = KontorServer.start(ServerConfig.of(data));
    started = server;
    ScenarioReader.Result read =
        ScenarioReader.read(Project.ROOT.resolve("examples/day.scenario"));
    assertEquals(List.of(), new ScenarioRunner(server, read.scenario()).enterAll());
  }

  @AfterAll
  void stop() {
    server().close();
  }

  private KontorServer server() {
    return Objects.requireNonNull(started, "the server did not start");
  }

  /// Every line: what is changed in a good message, and the answer to that.
  @Test
  void eachRefusalHasItsReason() {
    check("good", Messages.payment(1), "pacs.002.001.10 ACSC | ACSC");
    check("no UETR", Messages.payment(2).replaceAll("<UETR>[^<]*</UETR>", ""),
        "pacs.002.001.10 RJCT | RJCT CH21 V09");
    check("upper-case UETR is not by the schema",
        Messages.payment(3).replaceAll("<UETR>[^<]*</UETR>",
            "<UETR>5E771007-000C-400F-A014-002022031165</UETR>"),
        "pacs.002.001.10 RJCT FF01 V03 | RJCT FF01 V03");
    check("wrong count", Messages.payment(4).replace("<NbOfTxs>1<", "<NbOfTxs>2<"),
        "pacs.002.001.10 RJCT AM18 V15 | RJCT AM18 V15");
    check("zero", Messages.payment(5).replace(">100.00<", ">0.00<"),
        "pacs.002.001.10 RJCT | RJCT AM01 V27");
    check("three decimals", Messages.payment(6).replace(">100.00<", ">100.001<"),
        "pacs.002.001.10 RJCT | RJCT CH20 V28");
    check("currency of nobody", Messages.payment(7).replace("\"BRL\"", "\"QQQ\""),
        "pacs.002.001.10 RJCT | RJCT AM11 V29");
    check("currency that is money and agreed with nobody",
        Messages.payment(90).replace("\"BRL\"", "\"USD\""),
        "pacs.002.001.10 RJCT | RJCT AM03 V29");
    check("currency of others", Messages.payment(8).replace("\"BRL\"", "\"INR\""),
        "pacs.002.001.10 RJCT | RJCT AM03 V29");
    check("above the maximum", Messages.payment(9).replace(">100.00<", ">20000000.01<"),
        "pacs.002.001.10 RJCT | RJCT AM14 V31");
    check("unknown sender",
        Messages.payment(10).replaceFirst("<BICFI>BNAABRS0", "<BICFI>BZZZBRS0"),
        "pacs.002.001.10 RJCT | RJCT RC05 V40");
    check("sender of another bank",
        Messages.payment(11).replaceFirst("<BICFI>BNAABRS0", "<BICFI>BNBBBRR0"),
        "pacs.002.001.10 RJCT | RJCT AGNT V05");
    check("unknown payee's bank", Messages.payment(12).replace("BNCCARB0", "BZZZARB0"),
        "pacs.002.001.10 RJCT | RJCT CNOR V41");
    check("no agreement", Messages.payment(13).replace("BNCCARB0", "BKGGIDJ0"),
        "pacs.002.001.10 RJCT | RJCT AG03 V46");
    check("before the agreement",
        Messages.payment(14).replace("2022-03-11</IntrBk", "2021-12-31</IntrBk"),
        "pacs.002.001.10 RJCT | RJCT AG03 V46");
    check("goods without a code",
        Messages.payment(91)
            .replace("</CdtTrfTxInf>",
                "<RgltryRptg><Dtls><Tp>HS</Tp></Dtls></RgltryRptg></CdtTrfTxInf>"),
        "pacs.002.001.10 RJCT | RJCT RR05 V61");
    check("expiry has passed",
        Messages.payment(15)
            .replace("<ChrgBr>",
                "<SttlmTmReq><RjctTm>12:00:00Z</RjctTm></SttlmTmReq><ChrgBr>"),
        "pacs.002.001.10 RJCT | RJCT TM01 V26");
    check("reimbursement by others", Messages.payment(16).replace(">CLRG<", ">COVE<"),
        "pacs.002.001.10 RJCT CH16 V18 RC11 V20 | RJCT CH16 V18 RC11 V20");
    check("not XML", "Dear bank, please pay.", "admi.002.001.01 RJCT FF01 V01");
    check("nothing", "", "admi.002.001.01 RJCT FF01 V01");
    check("document type",
        Messages.payment(17).replace("<Document", "<!DOCTYPE d [<!ENTITY e \"x\">]><Document"),
        "admi.002.001.01 RJCT FF01 V01");
    check("old version", Messages.payment(18).replace("pacs.008.001.08", "pacs.008.001.02"),
        "admi.002.001.01 RJCT FF01 V02");
  }

  private void check(String what, String message, String expected) {
    Answer answer = take(message);
    assertEquals(expected, summary(answer), what);
    Answer again = take(message);
    assertArrayEquals(answer.bytes(), again.bytes(), "another answer to the same: " + what);
    assertTrue(again.document().isRepeat(), what);
  }

  private Answer take(String message) {
    Answer answer = server().intake().take(message.getBytes(StandardCharsets.UTF_8), 0);
    assertEquals(
        List.of(), schemas.faults(answer.bytes()),
        () -> new String(answer.bytes(), StandardCharsets.UTF_8));
    return answer;
  }

  private static String summary(Answer answer) {
    StringBuilder text =
        new StringBuilder(answer.messageName() + " " + answer.status());
    text.append(codes(answer.reasons()));
    for (Answer.TransactionAnswer transaction : answer.transactions()) {
      text.append(" | ").append(transaction.status()).append(codes(transaction.reasons()));
    }
    return text.toString();
  }

  private static String codes(List<Answer.Reason> reasons) {
    return reasons.stream()
        .map(r -> " " + r.code() + " " + r.rule())
        .distinct()
        .collect(Collectors.joining());
  }

  @Test
  void anUnsupportedVersionIsToldWhichAreAccepted() {
    Answer answer = take(Messages.payment(30).replace("pacs.008.001.08", "pacs.008.001.07"));
    String xml = new String(answer.bytes(), StandardCharsets.UTF_8);
    for (String version : List.of("pacs.008.001.08", "pacs.008.001.13", "pacs.009.001.08")) {
      assertTrue(xml.contains(version), version + " is not named: " + xml);
    }
  }

  @Test
  void theNewGenerationIsAnsweredInItsOwn() throws IOException {
    Answer answer =
        take(Files.readString(
            Project.ROOT.resolve("examples/day/04-in-the-partners-money.xml")));
    assertEquals("pacs.002.001.15 ACSC | ACSC", summary(answer));
  }

  @Test
  void aMessageWithHeaderGetsAnAnswerWithHeader() throws IOException {
    Answer answer =
        take(Files.readString(
            Project.ROOT.resolve("examples/day/06-high-value-between-banks.xml")));
    String xml = new String(answer.bytes(), StandardCharsets.UTF_8);
    assertTrue(xml.contains("head.001.001.02"), xml);
    assertEquals("pacs.002.001.10 ACSC | ACSC", summary(answer));
  }

  @Test
  void aPossibleDuplicateAsksForTheOldResult() throws IOException {
    String message =
        Files.readString(Project.ROOT.resolve("examples/day/06-high-value-between-banks.xml"));
    take(message);
    assertEquals(
        "pacs.002.001.10 ACSC | ACSC",
        summary(take(message.replace("</CreDt>", "</CreDt><PssblDplct>true</PssblDplct>"))));
    assertEquals(
        "pacs.002.001.10 RJCT | RJCT DU01 V11",
        summary(take(message.replace("</CreDt>", "</CreDt><PssblDplct>false</PssblDplct>"))));
  }

  @Test
  void aDayBeyondAllCalendarsIsRefused() {
    String message = Messages.payment(91);
    assertEquals(
        "pacs.002.001.10 RJCT | RJCT DT04 V23",
        summary(
            take(message.replaceAll("<IntrBkSttlmDt>[^<]*<", "<IntrBkSttlmDt>200000000-01-01<"))));
  }

  @Test
  void anIdOrUetrServesOnce() {
    assertEquals("pacs.002.001.10 ACSC | ACSC", summary(take(Messages.payment(40))));
    assertEquals(
        "pacs.002.001.10 RJCT | RJCT DU01 V11",
        summary(take(Messages.payment(40).replace(">100.00<", ">100.01<"))));
    assertEquals(
        "pacs.002.001.10 RJCT | RJCT DU03 V10",
        summary(take(Messages.payment(40).replace(">100.00<", ">100.01<")
            .replace("MSG-40<", "MSG-40B<"))));
    assertEquals(
        "pacs.002.001.10 RJCT | RJCT DU05 V12",
        summary(take(Messages.payment(41).replace(">I41<", ">I40<"))));
    assertEquals(
        "pacs.002.001.10 ACSC | ACSC",
        summary(take(Messages.payment(40).replace("MSG-40<", "MSG-40C<"))),
        "the same payment in another message gets its answer");
  }

  @Test
  void oneFaultyPaymentDoesNotHoldUpItsNeighbours() {
    String message =
        Messages.bulk(
            "MSG-50",
            List.of(
                Messages.transaction(51, "100.00"),
                Messages.transaction(52, "0.00"),
                Messages.transaction(53, "100.001").replace("<Nm>Molino del Sur</Nm>", ""),
                Messages.transaction(54, "100.00").replace(
                    "BR5098765432002180001234567P1", "BR5198765432002180001234567P1"),
                Messages.transaction(55, "100.00")));
    assertEquals(
        "pacs.002.001.10 PART | ACSC | RJCT AM01 V27 | RJCT CH20 V28 | RJCT AC02 V55 | ACSC",
        summary(take(message)));
  }

  @Test
  void aBulkOfFiveThousandSettles() {
    List<String> transactions = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      transactions.add(Messages.transaction(100_000 + i, "1.00"));
    }
    String message = Messages.bulk("MSG-BULK", transactions);
    Answer answer = take(message);
    assertEquals("ACSC", answer.status());
    assertEquals(5_000, answer.transactions().size());
    assertArrayEquals(answer.bytes(), take(message).bytes());
    assertTrue(server().awaitCurrent());
    PaymentDetails last = details(Messages.uetr(104_999));
    assertEquals(1, last.outbox().size(), "the payee's bank hears of the last one too");
  }

  @Test
  void whatWaitedIsToldToTheSenderWhenItEnds() {
    String waiting =
        Messages.bulk("MSG-60", List.of(Messages.transaction(60, "4000000.00")))
            .replace("BNAABRS0", "BNBBBRR0");
    assertEquals("pacs.002.001.10 PDNG | PDNG AM04 V70", summary(take(waiting)));

    CompletableFuture<Answer> patient =
        CompletableFuture.supplyAsync(
            () -> server().intake().take(waiting.getBytes(StandardCharsets.UTF_8), 30_000));
    String incoming =
        Messages.bulk(
            "MSG-61",
            List.of(
                Messages.transactionBack(61, "40000000.00"),
                Messages.transactionBack(62, "40000000.00"),
                Messages.transactionBack(63, "9000000.00")));
    assertEquals("pacs.002.001.10 ACSC | ACSC | ACSC | ACSC", summary(take(incoming)));
    assertEquals("pacs.002.001.10 ACSC | ACSC", summary(patient.join()));

    assertTrue(server().awaitCurrent());
    List<OutboxRow> outbox = details(Messages.uetr(60)).outbox();
    assertEquals(
        List.of("BNCCARB0 camt.054.001.08", "BNBBBRR0 pacs.002.001.10"),
        outbox.stream().map(row -> row.to() + " " + row.kind()).toList());
    for (OutboxRow row : outbox) {
      String xml = new String(row.bytes(), StandardCharsets.UTF_8);
      assertEquals(List.of(), schemas.faults(row.bytes()), xml);
      assertTrue(xml.contains(Messages.uetr(60)), xml);
    }
  }

  @Test
  void whatExpiresIsToldTheSender() {
    String message =
        Messages.bulk("MSG-70", List.of(Messages.transaction(70, "90000000.00")))
            .replace("BNAABRS0", "BKFFINM0").replace("BNCCARB0", "BKGGIDJ0")
            .replace("\"BRL\"", "\"INR\"")
            .replaceAll("<IBAN>[^<]*</IBAN>", "<Othr><Id>1</Id></Othr>");
    Answer answer = server().intake().take(message.getBytes(StandardCharsets.UTF_8), 20_000);
    assertEquals("pacs.002.001.10 RJCT | RJCT AB03 V71", summary(answer));
    assertTrue(server().awaitCurrent());
    List<OutboxRow> outbox =
        server().queries().outbox(ParticipantId.ofBic("BKFFINM0"), -1, 100).stream()
            .filter(row -> PaymentId.ofUetr(Messages.uetr(70)).equals(row.payment()))
            .toList();
    assertEquals(1, outbox.size());
    assertEquals(List.of(), schemas.faults(outbox.getFirst().bytes()));
    assertArrayEquals(
        answer.bytes(), take(message).bytes(), "the answer after the end stays");
  }

  @Test
  void theCreditNotificationSaysWhatThePayeesBankGot() {
    take(Messages.payment(80));
    assertTrue(server().awaitCurrent());
    OutboxRow row = details(Messages.uetr(80)).outbox().getFirst();
    String xml = new String(row.bytes(), StandardCharsets.UTF_8);
    assertEquals(List.of(), schemas.faults(row.bytes()), xml);
    assertTrue(xml.contains("<Amt Ccy=\"ARS\">2166.82</Amt>"), xml);
    assertTrue(xml.contains("21.66815"), xml);
    assertTrue(xml.contains("Vega Alimentos"), xml);
    assertFalse(xml.contains("null"), xml);
  }

  private PaymentDetails details(String uetr) {
    PaymentDetails details = server().queries().payment(PaymentId.ofUetr(uetr));
    if (details == null) {
      throw new AssertionError("payment is not in the read side: " + uetr);
    }
    return details;
  }
}
