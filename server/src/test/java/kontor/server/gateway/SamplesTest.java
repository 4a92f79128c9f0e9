package kontor.server.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import kontor.server.KontorServer;
import kontor.server.ServerConfig;
import kontor.server.scenario.ScenarioReader;
import kontor.server.scenario.ScenarioRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Messages of other people, conforming or not, of all versions: none is lost, each has an answer
/// that is valid by the schemas of ISO.
class SamplesTest {

  private static final Set<String> SUPPORTED =
      Set.of(
          "pacs.008.001.08", "pacs.008.001.12", "pacs.008.001.13", "pacs.009.001.08",
          "pacs.009.001.12");

  private static final Path FOLDER = Project.shared().resolve("samples/iso20022");
  private static final int XSD_COLUMN = 5;

  @TempDir private Path data;

  @Test
  void everySampleIsAnswered() throws IOException {
    List<Path> samples = samples();
    Map<String, MessageKind.Validity> verdicts = verdicts();
    RealSchemas schemas = new RealSchemas();
    ScenarioReader.Result read =
        ScenarioReader.read(Project.ROOT.resolve("examples/day.scenario"));
    try (KontorServer server = KontorServer.start(ServerConfig.of(data))) {
      assertEquals(List.of(), new ScenarioRunner(server, read.scenario()).enterAll());
      for (Path sample : samples) {
        byte[] bytes = Files.readAllBytes(sample);
        Answer answer = server.intake().take(bytes, 0);
        assertEquals(List.of(), schemas.faults(answer.bytes()), sample.toString());
        checkKind(sample, answer);
        checkValidity(sample, answer, verdicts);
        assertArrayEquals(
            answer.bytes(), server.intake().take(bytes, 0).bytes(), "repeat of " + sample);
      }
      assertTrue(server.awaitCurrent());
    }
  }

  private static void checkKind(Path sample, Answer answer) {
    String xml = new String(answer.bytes(), StandardCharsets.UTF_8);
    if (!SUPPORTED.contains(answer.originalName())) {
      assertEquals("admi.002.001.01", answer.messageName(), sample.toString());
      assertTrue(
          xml.contains("pacs.008.001.08") || xml.contains("V01"),
          "accepted versions are not named for " + sample + ": " + xml);
    }
    if (answer.messageName().startsWith("pacs.002")) {
      for (Answer.TransactionAnswer transaction : answer.transactions()) {
        assertTrue(
            !transaction.status().equals("RJCT") || !transaction.reasons().isEmpty(),
            "refused without a reason: " + sample);
      }
    }
  }

  /// The verdict that the command line shows is that of the schemas of ISO, as whoever gathered
  /// the samples found it.
  private static void checkValidity(
      Path sample, Answer answer, Map<String, MessageKind.Validity> verdicts) {
    String name = FOLDER.relativize(sample).toString();
    MessageKind.Validity expected = verdicts.get(name);
    if (!SUPPORTED.contains(answer.originalName())) {
      assertNotEquals(MessageKind.Validity.VALID, MessageKind.validity(answer), name);
    } else if (expected != null) {
      assertEquals(expected, MessageKind.validity(answer), name);
    }
  }

  /// By file; what was not checked has none.
  private static Map<String, MessageKind.Validity> verdicts() throws IOException {
    Map<String, MessageKind.Validity> verdicts = new HashMap<>();
    assumeTrue(Files.isDirectory(FOLDER), "the samples lie beside the project");
    for (String line : Files.readAllLines(FOLDER.resolve("INDEX.tsv"))) {
      String[] columns = line.split("\t", -1);
      String verdict = columns[XSD_COLUMN];
      if (verdict.equals("valid")) {
        verdicts.put(columns[0], MessageKind.Validity.VALID);
      } else if (verdict.startsWith("invalid")) {
        verdicts.put(columns[0], MessageKind.Validity.INVALID);
      }
    }
    return verdicts;
  }

  private static List<Path> samples() throws IOException {
    List<Path> samples = new ArrayList<>();
    for (String kind : List.of("pacs.008", "pacs.009")) {
      try (Stream<Path> files = Files.walk(FOLDER.resolve(kind))) {
        files.filter(f -> f.toString().endsWith(".xml")).sorted().forEach(samples::add);
      }
    }
    return samples;
  }
}
