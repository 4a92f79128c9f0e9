package kontor.iso20022;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.charset.StandardCharsets.UTF_16;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Bytes that want to hurt: each is refused by V01 and admi.002, or is harmless and read, in
/// bounded time.
class HostileXmlTable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// `~` stands for a valid message with its declaration left out, `^` for its content only.
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      a document type is not allowed              | <!DOCTYPE Document SYSTEM "file:///x">~
      a document type is not allowed              | <!DOCTYPE a [<!ENTITY b "c">]>~
      a declaration or the end is not allowed in content | <E><!DOCTYPE a>~</E>
      a declaration or the end is not allowed in content | <E><!ENTITY a "b">~</E>
      an entity is not defined                    | <E>&lol;~</E>
      an entity is not defined                    | <E a="&lol;">~</E>
      a reference does not end or is too long     | <E>&lollollollollol;~</E>
      a reference names a character that is not allowed | <E>&#0;~</E>
      a reference names a character that is not allowed | <E>&#xFFFFFFFFF;~</E>
      an XML declaration stands elsewhere than at the start | `<!-- --><?xml version="1.0"?>~`
      the XML version is not 1.0                  | <?xml version="1.1"?>~
      the declared encoding is not UTF-8          | `<?xml version="1.0" encoding="UTF-16"?>~`
      the declared encoding is not UTF-8          | `<?xml version="1.0" encoding="latin1"?>~`
      the XML declaration has no version          | <?xml encoding="UTF-8"?>~
      standalone is neither yes nor no            | `<?xml version="1.0" standalone=""?>~`
      there is content after the root element     | ~~
      there is text outside the root element      | ~x
      an end tag does not match its start tag     | <E>~</F>
      the message ends inside an element          | <E>~
      a name is missing                           | <E><1>~
      < is not allowed in the value of an attribute | <E a="<">~</E>
      the value of an attribute is not quoted     | <E a=b>~</E>
      an attribute stands twice on an element     | <E a="1" a="2">~</E>
      an attribute stands twice on an element     | <E xmlns:p="u" xmlns:q="u" p:a="" q:a="">~</E>
      a prefix is not declared                    | <p:E>~</p:E>
      a prefix is not declared                    | <E p:a="1">~</E>
      a prefix is declared without a namespace    | <E xmlns:p="">~</E>
      a reserved prefix or namespace is declared  | <E xmlns:xmlns="urn:x">~</E>
      a reserved prefix or namespace is declared  | <E xmlns:xml="urn:x">~</E>
      a name has a colon too many                 | <E a:b:c="1">~</E>
      ]]> is not allowed in text                  | <E>]]>~</E>
      a mark is missing or stands in the wrong place | <E><!-- -- -->~</E>
      there is more than one Document             | <E>~~</E>
      there is no element Document                | <E/>
      the message ends too early                  | <E
      there is no element                         | <!-- nothing -->
      """)
  void isRefused(String text, String bytes) {
    Parsed parsed = read(bytes.strip().replace("~", message()).getBytes(UTF_8));
    assertEquals(Parsed.Disposition.REJECT_MESSAGE, parsed.disposition());
    Violation first = parsed.violations().stream()
        .filter(violation -> violation.rule().equals("V01")).findFirst().orElseThrow();
    assertEquals(text.strip(), first.text());
    assertEquals("FF01", first.reasonCode());
    assertTrue(parsed.message() == null);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      byte order mark             | \ufeff~
      declaration                 | `<?xml version='1.0' encoding='utf-8' standalone='no'?>~`
      comments and instructions   | <!-- a --><?b c?>~<?d?><!-- e -->
      envelope                    | <p:Envelope xmlns:p="urn:any" a="1">text~</p:Envelope>
      envelope in envelope        | <Incoming><Technical/><Message>~</Message></Incoming>
      """)
  void isRead(String name, String bytes) {
    assertTrue(read(bytes.replace("~", message()).getBytes(UTF_8)).message() != null, name);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      overlong                | c0 80
      overlong slash          | e0 80 af
      surrogate               | ed a0 80
      beyond Unicode          | f4 90 80 80
      continuation alone      | 80
      cut sequence            | e2 82
      not a character         | ef bf be
      Latin-1                 | e9
      """)
  void bytesThatAreNotUtf8AreRefused(String name, String hex) {
    StringBuilder raw = new StringBuilder();
    for (String part : hex.strip().split(" ")) {
      raw.append((char) Integer.parseInt(part, 16));
    }
    byte[] bytes = ("<E>" + raw + message() + "</E>").getBytes(ISO_8859_1);
    assertEquals("bytes are not UTF-8", read(bytes).violations().getFirst().text(), name);
  }

  @Test
  void otherEncodingsAreRefused() {
    assertEquals("V01", read(message().getBytes(UTF_16)).violations().getFirst().rule());
    assertEquals("V01", read(new byte[0]).violations().getFirst().rule());
    assertEquals("V01", read(new byte[10_000]).violations().getFirst().rule());
  }

  @Test
  void depthIsBounded() {
    int around = 64 - 2 - 3;
    String deep = "<a>".repeat(around) + message() + "</a>".repeat(around);
    assertTrue(read(deep.getBytes(UTF_8)).message() != null);
    String deeper = "<a>".repeat(61) + message() + "</a>".repeat(61);
    assertEquals("elements are nested too deep", fault(deeper));
    assertEquals("elements are nested too deep", fault("<a>".repeat(1_000_000)));
  }

  @Test
  void sizeIsBounded() {
    ReaderLimits small = new ReaderLimits(500, 1_000);
    byte[] single = ("<E>" + " ".repeat(400) + message() + "</E>").getBytes(UTF_8);
    Parsed parsed = MessageReader.read(single, small);
    assertEquals("the message is larger than 500 bytes", parsed.violations().getFirst().text());
    assertTrue(parsed.message() == null);
    Parsed huge = MessageReader.read(new byte[1_001], small);
    assertEquals("the message is larger than 1000 bytes", huge.violations().getFirst().text());
  }

  @Test
  void hugeInputsCostBoundedTime() {
    String digits = message().replace("FF01", "9".repeat(1_000_000));
    String attributes = "<E " + "a1=\"x\" ".repeat(1_000_000) + "/>";
    StringBuilder distinct = new StringBuilder("<E");
    for (int i = 0; i < 200_000; i++) {
      distinct.append(" a").append(i).append("=''");
    }
    String elements = "<E>" + "<a/>".repeat(1_000_000) + message() + "</E>";
    String strange = message().replace("</Rsn>", "<a/>".repeat(1_000_000) + "</Rsn>");
    String dense = message().replace("</RltdRef>", "<Ref/>".repeat(1_000_000) + "</RltdRef>");
    String name = "<" + "n".repeat(4_000_000) + ">";
    String references = "<E>" + "&#65;".repeat(500_000) + message() + "</E>";
    assertTimeout(PATIENCE, () -> {
      assertEquals("V03", read(digits.getBytes(UTF_8)).violations().getFirst().rule());
      assertEquals("an element has too many attributes", fault(attributes));
      assertEquals("an element has too many attributes", fault(distinct.append("/>")
          .toString()));
      assertTrue(read(elements.getBytes(UTF_8)).message() != null);
      assertEquals(100, read(strange.getBytes(UTF_8)).violations().size());
      assertEquals("more elements than a message of this size can need", fault(dense));
      assertEquals("V01", read(name.getBytes(UTF_8)).violations().getFirst().rule());
      assertTrue(read(references.getBytes(UTF_8)).message() != null);
    });
  }

  @Test
  void numberOfAMillionDigitsIsAFaultOfTheValue() {
    String amount = "9".repeat(1_000_000);
    byte[] bytes = new String(SampleMessages.creditTransfer(), UTF_8)
        .replaceFirst(">100.00<", ">" + amount + "<").getBytes(UTF_8);
    Parsed parsed = assertTimeout(PATIENCE, () -> read(bytes));
    assertEquals(Parsed.Disposition.REJECT_PAYMENT, parsed.disposition());
    assertEquals("the value has more than 18 digits", parsed.violations().getFirst().text());
  }

  private static String fault(String text) {
    return read(text.getBytes(UTF_8)).violations().getFirst().text();
  }

  private static Parsed read(byte[] bytes) {
    return MessageReader.read(bytes, new ReaderLimits(20 << 20, 20 << 20));
  }

  private static String message() {
    return """
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:admi.002.001.01"><admi.002.001.01>\
        <RltdRef><Ref>1</Ref></RltdRef><Rsn><RjctgPtyRsn>FF01</RjctgPtyRsn></Rsn>\
        </admi.002.001.01></Document>""";
  }
}
