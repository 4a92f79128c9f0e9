package kontor.iso20022;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Finds of the seeded runs and corners of the standards, kept for ever: the reader's verdict is
/// this one, and the JDK's the same.
class VerdictTable {
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      valid     | <MsgId>MSG-1    | <MsgId><?a:b?>MSG-1
      valid     | <MsgId>MSG-1    | <MsgId><![CDATA[]]>&#x4D;SG-1<!-- - -->
      valid     | <MsgId>MSG-1    | <MsgId>&#x1F600;1234567890123456789012345678901234
      invalid   | <MsgId>MSG-1    | <MsgId>&#x1F600;12345678901234567890123456789012345
      valid     | <MsgId>MSG-1    | <MsgId>&#00000000000000000077;SG-1
      valid     | <MsgId>MSG-1    | <MsgId>]]
      malformed | <MsgId>MSG-1    | <MsgId>]]>
      valid     | <NbOfTxs>1      | <NbOfTxs>000000000000001
      invalid   | <NbOfTxs>1      | `<NbOfTxs> 1`
      valid     | <CtrlSum>100.00 | <CtrlSum>&#10; +0000000000000000000100.0000000000000000000
      invalid   | <CtrlSum>100.00 | <CtrlSum>1e2
      valid     | Ccy="INR"       | Ccy='&#x49;NR'
      invalid   | Ccy="INR"       | Ccy=" INR"
      invalid   | Ccy="INR"       | Ccy="INR" xml:lang="en"
      valid     | <ChrgBr>DEBT</ChrgBr> | <ChrgBr><![CDATA[DEBT]]></ChrgBr>
      invalid   | <ChrgBr>DEBT    | `<ChrgBr>DEBT `
      valid     | <GrpHdr>        | <GrpHdr xmlns:x="http://www.w3.org/2001/XMLSchema-instance" \
      x:schemaLocation="a b">
      invalid   | <GrpHdr>        | <GrpHdr xmlns:x="http://www.w3.org/2001/XMLSchema-instance" \
      x:schemaLocation="a]]>b">
      valid     | <GrpHdr>        | <GrpHdr xmlns:x="http://www.w3.org/2001/XMLSchema-instance" \
      xmlns:p="urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08" x:type="p:GroupHeader93">
      invalid   | <GrpHdr>        | <GrpHdr xmlns:x="http://www.w3.org/2001/XMLSchema-instance" \
      x:nil="false">
      invalid   | <GrpHdr>        | <GrpHdr>text
      valid     | <GrpHdr>        | <GrpHdr>&#32;<![CDATA[ ]]>
      valid     | <IntrBkSttlmDt>2026-11-24 | <IntrBkSttlmDt>-2147483648-02-29
      valid     | <IntrBkSttlmDt>2026-11-24 | <IntrBkSttlmDt>2147483644-02-29
      invalid   | <IntrBkSttlmDt>2026-11-24 | <IntrBkSttlmDt>2147483648-01-01
      invalid   | <IntrBkSttlmDt>2026-11-24 | <IntrBkSttlmDt>-0100-02-29
      malformed | </Document>     | <
      malformed | </Document>     | </Document
      """)
  void verdictIs(String expected, String from, String to) {
    String good = new String(SampleMessages.creditTransfer(), UTF_8);
    byte[] bytes = good.replace(from, to).getBytes(UTF_8);
    Parsed parsed = MessageReader.read(bytes, ReaderLimits.STANDARD);
    boolean malformed = parsed.violations().stream()
        .anyMatch(violation -> violation.rule().equals("V01"));
    String verdict = malformed ? "malformed" : parsed.message() != null ? "valid" : "invalid";
    assertEquals(expected.strip(), verdict, parsed.violations().toString());
    assertEquals(null, Verdicts.difference(bytes));
  }
}
