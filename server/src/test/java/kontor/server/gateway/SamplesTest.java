package kontor.server.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  @TempDir private Path data;

  @Test
  void everySampleIsAnswered() throws IOException {
    List<Path> samples = samples();
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

  private static List<Path> samples() throws IOException {
    Path folder = Project.shared().resolve("samples/iso20022");
    assumeTrue(Files.isDirectory(folder), "the samples lie beside the project");
    List<Path> samples = new ArrayList<>();
    for (String kind : List.of("pacs.008", "pacs.009")) {
      try (Stream<Path> files = Files.walk(folder.resolve(kind))) {
        files.filter(f -> f.toString().endsWith(".xml")).sorted().forEach(samples::add);
      }
    }
    return samples;
  }
}
