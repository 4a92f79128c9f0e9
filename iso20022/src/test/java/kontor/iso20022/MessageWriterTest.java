package kontor.iso20022;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What we send is valid by the real schemas, is the same bytes as last time, and reads back.
/// `-Dkontor.golden=write` renews the stored files, to be looked at before they are kept.
class MessageWriterTest {
  @Test
  void creditTransferIn2019Form() throws IOException {
    golden("pacs.008.001.08", SampleMessages.transfer(false), MessageVersion.PACS_008_001_08,
        SampleMessages.header("pacs.008.001.08"));
    golden("pacs.008.001.08-agreed-rate", SampleMessages.transfer(true),
        MessageVersion.PACS_008_001_08, null);
  }

  @Test
  void creditTransferIn2025Form() throws IOException {
    golden("pacs.008.001.13", SampleMessages.transfer(true), MessageVersion.PACS_008_001_13,
        SampleMessages.header("pacs.008.001.13"));
  }

  @Test
  void institutionTransfer() throws IOException {
    golden("pacs.009.001.08", SampleMessages.institutionTransfer(),
        MessageVersion.PACS_009_001_08, null);
    golden("pacs.009.001.12", SampleMessages.institutionTransfer(),
        MessageVersion.PACS_009_001_12, null);
  }

  @Test
  void statusReport() throws IOException {
    golden("pacs.002.001.10", SampleMessages.status(), MessageVersion.PACS_002_001_10,
        SampleMessages.header("pacs.002.001.10"));
    golden("pacs.002.001.15", SampleMessages.status(), MessageVersion.PACS_002_001_15, null);
  }

  @Test
  void creditNotification() throws IOException {
    golden("camt.054.001.08", SampleMessages.notification(), MessageVersion.CAMT_054_001_08,
        null);
  }

  @Test
  void messageReject() throws IOException {
    golden("admi.002.001.01", SampleMessages.reject(), MessageVersion.ADMI_002_001_01,
        SampleMessages.header("admi.002.001.01"));
  }

  @Test
  void longReasonIsBrokenIntoLines() {
    byte[] bytes = MessageWriter.write(SampleMessages.status(), MessageVersion.PACS_002_001_10);
    StatusReport read = (StatusReport) read(bytes);
    List<String> lines = read.transactions().get(1).reasons().getFirst().information();
    assertEquals(2, lines.size());
    assertTrue(lines.stream().allMatch(line -> line.length() <= 105), lines.toString());
    assertTrue(lines.getLast().endsWith("?<end>"), lines.toString());
    assertEquals(null, read.transactions().get(1).original().uetr());
  }

  @Test
  void whatAVersionCannotSayIsRefused() {
    CreditTransfer transfer = SampleMessages.transfer(true);
    byte[] later = new String(MessageWriter.write(transfer, MessageVersion.PACS_008_001_13),
        UTF_8).replace("2026-11-24T17:00:00Z", "2026-11-25T17:00:00Z").getBytes(UTF_8);
    Message read = read(later);
    assertThrows(IllegalArgumentException.class,
        () -> MessageWriter.write(read, MessageVersion.PACS_008_001_08));
    assertThrows(IllegalArgumentException.class,
        () -> MessageWriter.write(transfer, MessageVersion.PACS_009_001_08));
  }

  private static void golden(String name, Message message, MessageVersion version,
      @Nullable BusinessHeader header) throws IOException {
    byte[] bytes = MessageWriter.write(header, message, version);
    JdkVerdict jdk = JdkVerdict.of(bytes);
    assertTrue(jdk.documentValid(), () -> name + ": " + jdk.firstFault());
    assertEquals(header != null, jdk.headerValid(), () -> name + ": " + jdk.firstFault());
    Parsed parsed = MessageReader.read(bytes, ReaderLimits.STANDARD);
    assertEquals(List.of(), parsed.violations());
    assertEquals(header, parsed.header());
    byte[] again = MessageWriter.write(parsed.header(), read(bytes), version);
    assertEquals(RoundTripProperty.plain(read(bytes)), RoundTripProperty.plain(read(again)));
    if ("write".equals(System.getProperty("kontor.golden"))) {
      Files.write(Path.of("src/test/resources/kontor/iso20022/golden", name + ".xml"), bytes);
    }
    try (InputStream in =
        MessageWriterTest.class.getResourceAsStream("golden/" + name + ".xml")) {
      assertTrue(in != null, "no golden file " + name);
      assertEquals(new String(in.readAllBytes(), UTF_8), new String(bytes, UTF_8));
    }
  }

  private static Message read(byte[] bytes) {
    Message message = MessageReader.read(bytes, ReaderLimits.STANDARD).message();
    if (message == null) {
      throw new AssertionError("not valid");
    }
    return message;
  }
}
