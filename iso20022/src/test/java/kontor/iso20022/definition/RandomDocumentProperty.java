package kontor.iso20022.definition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import kontor.iso20022.MessageReader;
import kontor.iso20022.MessageVersion;
import kontor.iso20022.ReaderLimits;
import kontor.iso20022.Verdicts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Documents made from each definition get the JDK's verdict by the schema that it was made from,
/// so a definition that lost something on the way is found.
class RandomDocumentProperty {
  @ParameterizedTest
  @EnumSource
  void documentsAgreeWithTheJdk(MessageVersion version) {
    long seed = Long.getLong("kontor.seed", 7);
    int documents = Integer.getInteger("kontor.documents", 150);
    SplittableRandom random = new SplittableRandom(seed);
    Definition definition = DefinitionLoader.load(version.identifier());
    List<String> differences = new ArrayList<>();
    int valid = 0;
    for (int i = 0; i < documents; i++) {
      double wrong = i % 2 == 0 ? 0 : 0.01;
      String document = new RandomDocument(definition, random, wrong).text();
      byte[] bytes = (version.kind() == MessageVersion.Kind.HEADER
          ? "<E>" + document + ADMI_002 + "</E>" : document).getBytes(UTF_8);
      String difference = Verdicts.difference(bytes);
      if (difference != null) {
        differences.add(version + " seed " + seed + " document " + i + ": " + difference);
      }
      boolean good = MessageReader.read(bytes, ReaderLimits.STANDARD).violations().isEmpty();
      valid += good ? 1 : 0;
      if (wrong == 0 && !good) {
        differences.add(version + " document " + i + " should be valid: "
            + MessageReader.read(bytes, ReaderLimits.STANDARD).violations());
      }
    }
    assertEquals(List.of(), differences.subList(0, Math.min(10, differences.size())));
    assertTrue(valid >= documents / 2, "valid: " + valid);
  }

  private static final String ADMI_002 = """
      <Document xmlns="urn:iso:std:iso:20022:tech:xsd:admi.002.001.01"><admi.002.001.01>
      <RltdRef><Ref>1</Ref></RltdRef><Rsn><RjctgPtyRsn>FF01</RjctgPtyRsn></Rsn>
      </admi.002.001.01></Document>
      """;
}
