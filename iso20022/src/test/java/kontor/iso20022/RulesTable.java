package kontor.iso20022;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One row a fault: change a good message in one place, get exactly these rules and codes.
class RulesTable {
  private static final Profile PROFILE = Profile.standard("KONTOR", currency -> switch (currency) {
    case "EUR", "INR", "XAU" -> 2;
    case "JPY" -> 0;
    default -> Profile.Currencies.UNKNOWN;
  });

  @Test
  void goodMessageKeepsAllRules() {
    assertEquals(List.of(), MessageCheck.check(SampleMessages.creditTransfer(), PROFILE));
    assertEquals(List.of(), MessageCheck.check(MessageWriter.write(
        SampleMessages.transfer(true), MessageVersion.PACS_008_001_13), PROFILE));
    assertEquals(List.of(), MessageCheck.check(MessageWriter.write(
        SampleMessages.institutionTransfer(), MessageVersion.PACS_009_001_08), PROFILE));
    assertEquals(List.of(), MessageCheck.check(MessageWriter.write(
        SampleMessages.status(), MessageVersion.PACS_002_001_10), PROFILE));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      V02 FF01 | /MsgDefIdr        | <MsgDefIdr>pacs.008.001.08 | <MsgDefIdr>pacs.008.001.13
      V04 FF01 | /BizMsgIdr        | <BizMsgIdr>MSG-1           | <BizMsgIdr>MSG-2
      V05 AGNT | /InstgAgt         | <BICFI>AAAADEFFXXX</BICFI></FinInstnId></InstgAgt> \
      | <BICFI>AAAAFRPPXXX</BICFI></FinInstnId></InstgAgt>
      V06 AGNT | /InstdAgt         | <BICFI>BBBBINBB</BICFI></FinInstnId></InstdAgt> \
      | <BICFI>BBBBINDD</BICFI></FinInstnId></InstdAgt>
      V07 FF03 | /InstrPrty        | <Prty>NORM                 | <Prty>HIGH
      V09 CH21 | /UETR             | <UETR>8a562c67-ca16-48ba-b074-65581be6f011</UETR> |
      V13 CH16 | /InstrId          | <InstrId>INSTR-1           | <InstrId>/INSTR-1
      V13 CH16 | /InstrId          | <InstrId>INSTR-1           | <InstrId>INSTR//1
      V14 FF08 | /EndToEndId       | <EndToEndId>E2E-1          | <EndToEndId>&#32;
      V15 AM18 | /NbOfTxs          | <NbOfTxs>1                 | <NbOfTxs>2
      V16 AM10 | /CtrlSum          | <CtrlSum>100.00            | <CtrlSum>100.01
      V16 AM10 | /TtlIntrBkSttlmAmt | <TtlIntrBkSttlmAmt Ccy="EUR">100.00 \
      | <TtlIntrBkSttlmAmt Ccy="EUR">99
      V16 AM10 | /TtlIntrBkSttlmAmt | <TtlIntrBkSttlmAmt Ccy="EUR"> | <TtlIntrBkSttlmAmt Ccy="INR">
      V17 CH17 | /ClrSysRef        | </PmtId>                   | <ClrSysRef>1</ClrSysRef></PmtId>
      V18 CH16 | /SttlmMtd         | <SttlmMtd>CLRG             | <SttlmMtd>INDA
      V19 CH16 | /ClrSys           | <Prtry>KONTOR              | <Prtry>OTHER
      V19 CH16 | /ClrSys           | <ClrSys>.*</ClrSys>        |
      V19 CH17 | /SttlmInf         | </ClrSys>                  | </ClrSys><InstgRmbrsmntAgt>\
      <FinInstnId><BICFI>FFFFFRPP</BICFI></FinInstnId></InstgRmbrsmntAgt>
      V21 DT01 | /IntrBkSttlmDt    | <IntrBkSttlmDt>2026-11-24</IntrBkSttlmDt> |
      V21 DT01 | /IntrBkSttlmDt    | <SttlmInf> \
      | <IntrBkSttlmDt>2026-11-24</IntrBkSttlmDt><SttlmInf>
      V28 CH20 | /IntrBkSttlmAmt   | <InstdAmt Ccy="INR">9254.50 | <InstdAmt Ccy="INR">9254.501
      V29 AM11 | /InstdAmt         | <InstdAmt Ccy="INR">       | <InstdAmt Ccy="ZZZ">
      V32 CH21 | /XchgRate         | <XchgRate>92.545</XchgRate> |
      V32 CH17 | /XchgRate         | <InstdAmt Ccy="INR">       | <InstdAmt Ccy="EUR">
      V33 CH16 | /XchgRate         | <XchgRate>92.545           | <XchgRate>-1
      V40 RC01 | /BICFI            | DDDDGB2L                   | DDDDZZ2L
      V43 RC08 | /FinInstnId       | <BICFI>DDDDGB2L</BICFI>    | <Nm>D</Nm>
      V43 RC02 | /FinInstnId       | <BICFI>DDDDGB2L</BICFI>    | <LEI>5493001KJTIIGC8Y1R12</LEI>
      V44 CH21 | /FinInstnId       | <BICFI>DDDDGB2L</BICFI>    | <BICFI>DDDDGB2L</BICFI><Nm>D</Nm>
      V45 RC11 | /IntrmyAgt3       | <IntrmyAgt1>(.*)</IntrmyAgt1> | <IntrmyAgt3>$1</IntrmyAgt3>
      V45 RC11 | /IntrmyAgt2       | <IntrmyAgt1>(.*)</IntrmyAgt1> \
      | <IntrmyAgt1>$1</IntrmyAgt1><IntrmyAgt2>$1</IntrmyAgt2>
      V45 RC11 | /IntrmyAgt1       | DDDDGB2L                   | BBBBINBBXXX
      V46 CH21 | /InstgAgt         | <InstgAgt>.*</InstgAgt>    |
      V46 CH21 | /InstdAgt         | <InstdAgt>.*</InstdAgt>    |
      V53 RR01 | /DbtrAcct         | <Id><PrvtId>.*</PrvtId></Id>(.*)<DbtrAcct>.*</DbtrAcct> | $1
      V54 AC03 | /CdtrAcct         | <CdtrAcct>.*</CdtrAcct>    |
      V55 AC02 | /IBAN             | DE89370400440532013000     | DE88370400440532013000
      V55 AC02 | /IBAN             | DE89370400440532013000     | GB82WEST12345698765432
      V55 AC03 | /IBAN             | <Othr><Id>00012345</Id></Othr> \
      | <IBAN>DE89370400440532013000</IBAN>
      V56 BE17 | /LEI              | 5493001KJTIIGC8Y1R12       | 5493001KJTIIGC8Y1R13
      """)
  void oneFault(String ruleAndCode, String place, String from, String to) {
    String good = new String(SampleMessages.creditTransfer(), UTF_8)
        .replaceAll(">\n *<", "><");
    String bad = good.replaceFirst(from, to == null ? "" : to);
    assertTrue(!bad.equals(good), "nothing changed");
    Parsed parsed = MessageReader.read(bad.getBytes(UTF_8), ReaderLimits.STANDARD);
    List<Violation> found = Rules.check(parsed, PROFILE);
    assertEquals(ruleAndCode.strip(), codes(found), found.toString());
    boolean placed = found.getFirst().path().contains(place.strip())
        || place.contains("IntrBkSttlmAmt");
    assertTrue(placed, found.toString());
    assertTrue(!found.getFirst().remedy().isEmpty());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      V06 | <Prty>NORM                 | <CpyDplct>COPY</CpyDplct><Prty>NORM
      V07 | <Prty>NORM</Prty>          |
      V13 | <InstrId>INSTR-1           | <InstrId>INSTR/1
      V14 | <EndToEndId>E2E-1          | <EndToEndId>NOTPROVIDED
      V16 | <CtrlSum>100.00</CtrlSum>  |
      V16 | <CtrlSum>100.00            | <CtrlSum>0100.0
      V43 | <BICFI>DDDDGB2L</BICFI>    | <LEI>5493001KJTIIGC8Y1R12</LEI><Nm>D</Nm>\
      <PstlAdr><Ctry>GB</Ctry></PstlAdr>
      V44 | <BICFI>DDDDGB2L</BICFI>    | <BICFI>DDDDGB2L</BICFI><Nm>D</Nm>\
      <PstlAdr><Ctry>GB</Ctry></PstlAdr>
      V45 | <IntrmyAgt1>(.*)</IntrmyAgt1> | <IntrmyAgt1>$1</IntrmyAgt1>\
      <IntrmyAgt2><FinInstnId><BICFI>FFFFFRPP</BICFI></FinInstnId></IntrmyAgt2>
      V53 | <DbtrAcct>.*</DbtrAcct>    |
      V55 | <IBAN>DE89370400440532013000</IBAN> | <Othr><Id>17</Id></Othr>
      V56 | <LEI>5493001KJTIIGC8Y1R12</LEI> |
      """)
  void allowed(String rule, String from, String to) {
    String good = new String(SampleMessages.creditTransfer(), UTF_8)
        .replaceAll(">\n *<", "><");
    String other = good.replaceFirst(from, to == null ? "" : to);
    assertTrue(!other.equals(good), "nothing changed");
    assertEquals("", codes(check(other)), rule);
  }

  @Test
  void amountOfZeroAndMetalAreNoMoney() {
    String good = new String(SampleMessages.creditTransfer(), UTF_8);
    String zero = good.replaceAll("100\\.00", "0.00");
    assertEquals("V27 AM01", codes(check(zero)));
    String metal = good.replaceAll("Ccy=\"EUR\">100", "Ccy=\"XAU\">100");
    assertEquals("V30 AM03", codes(check(metal)));
    String halfYen = good.replaceAll("Ccy=\"EUR\">100.00", "Ccy=\"JPY\">100.5")
        .replace(">100.00<", ">100.5<");
    assertEquals("V28 CH20", codes(check(halfYen)));
  }

  @Test
  void stagesStopAtTheFirstAndACheckShowsAll() {
    String bad = new String(SampleMessages.creditTransfer(), UTF_8)
        .replace("<NbOfTxs>1", "<NbOfTxs>3").replace("<CtrlSum>100.00", "<CtrlSum>1")
        .replace("DE89370400440532013000", "DE88370400440532013000");
    assertEquals("V15 AM18, V16 AM10", codes(check(bad)));
    assertEquals("V15 AM18, V16 AM10, V55 AC02",
        codes(MessageCheck.check(bad.getBytes(UTF_8), PROFILE)));
  }

  @Test
  void coverNeedsReimbursementAgents() {
    Profile gateway = new Profile(PROFILE.acceptedVersions(), PROFILE.limits(), "KONTOR",
        Set.of("COVE"), 10, 35, PROFILE.currencies());
    String cover = new String(SampleMessages.creditTransfer(), UTF_8)
        .replace("<SttlmMtd>CLRG", "<SttlmMtd>COVE");
    assertEquals("V20 RC11", codes(Rules.check(
        MessageReader.read(cover.getBytes(UTF_8), ReaderLimits.STANDARD), gateway)));
  }

  @Test
  void versionsThatWereNotAgreedAreNamedInTheRemedy() {
    Profile narrow = new Profile(Set.of(MessageVersion.PACS_009_001_08),
        PROFILE.limits(), "KONTOR", Set.of("CLRG"), 10, 35,
        PROFILE.currencies());
    List<Violation> found = Rules.check(MessageReader.read(
        SampleMessages.creditTransfer(), ReaderLimits.STANDARD), narrow);
    assertEquals("V02 FF01", codes(found));
    assertTrue(found.getFirst().rejectsMessage());
    assertEquals("Send one of pacs.009.001.08.", found.getFirst().remedy());
  }

  @Test
  void allFaultsOfASchemaAreReportedWithPlaceAndLine() {
    String bad = new String(SampleMessages.creditTransfer(), UTF_8)
        .replace("<InstrId>INSTR-1</InstrId>", "<InstrId></InstrId>")
        .replace("<ChrgBr>DEBT</ChrgBr>", "<ChrgBr>NONE</ChrgBr><Foo/>")
        .replace("Ccy=\"INR\"", "");
    Parsed parsed = MessageReader.read(bad.getBytes(UTF_8), ReaderLimits.STANDARD);
    assertEquals(Parsed.Disposition.REJECT_PAYMENT, parsed.disposition());
    String transaction = "/Document/FIToFICstmrCdtTrf/CdtTrfTxInf";
    assertEquals(List.of(transaction + "/PmtId/InstrId", transaction + "/InstdAmt/@Ccy",
        transaction + "/ChrgBr", transaction + "/Foo"),
        parsed.violations().stream().map(Violation::path).toList());
    String[] lines = bad.split("\n");
    assertTrue(lines[parsed.violations().getFirst().line() - 1].contains("<InstrId>"));
    assertEquals("MSG-1", parsed.identification().messageId());
    assertEquals(SampleMessages.UETR,
        parsed.identification().transactions().getFirst().uetr());
  }

  private static List<Violation> check(String message) {
    return Rules.check(MessageReader.read(message.getBytes(UTF_8), ReaderLimits.STANDARD),
        PROFILE);
  }

  private static String codes(List<Violation> found) {
    return found.stream().map(it -> it.rule() + " " + it.reasonCode())
        .collect(Collectors.joining(", "));
  }
}
