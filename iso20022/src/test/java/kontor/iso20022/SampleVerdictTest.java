package kontor.iso20022;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every sample gets the verdict that its index and the JDK's validator give.
class SampleVerdictTest {
  @Test
  void supportedSamplesAgreeWithTheIndex() {
    List<String> differences = new ArrayList<>();
    int count = 0;
    for (SharedFiles.Sample sample : SharedFiles.samples()) {
      if (sample.supported()) {
        count++;
        Parsed parsed = MessageReader.read(sample.bytes(), ReaderLimits.STANDARD);
        if ((parsed.message() != null) != sample.valid()) {
          differences.add(sample.file() + " " + parsed.violations());
        }
      }
    }
    assertEquals(List.of(), differences);
    assertTrue(count >= 100, "samples of supported versions: " + count);
  }

  @Test
  void allSamplesAgreeWithTheJdk() {
    List<String> differences = new ArrayList<>();
    for (SharedFiles.Sample sample : SharedFiles.samples()) {
      String difference = Verdicts.difference(sample.bytes());
      if (difference != null) {
        differences.add(sample.file() + " " + difference);
      }
    }
    assertEquals(List.of(), differences);
  }

  @Test
  void unsupportedVersionsAreRefusedByNameOfTheAcceptedOnes() {
    for (SharedFiles.Sample sample : SharedFiles.samples()) {
      Parsed parsed = MessageReader.read(sample.bytes(), ReaderLimits.STANDARD);
      if (parsed.identification().version() == null
          && parsed.identification().namespace() != null) {
        assertEquals(Parsed.Disposition.REJECT_MESSAGE, parsed.disposition(),
            sample.file());
        assertTrue(parsed.violations().stream().anyMatch(violation ->
            violation.rule().equals("V02")
                && violation.remedy().contains("pacs.008.001.08")), sample.file());
      }
    }
  }
}
