package kontor.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import kontor.server.gateway.Project;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./kontor rehearse`: what it prints, and which scenarios are for it.
class RehearseCliTest {

  private static final Path EXAMPLES = Project.ROOT.resolve("examples");

  @TempDir private Path folder;

  private String out = "";
  private String err = "";

  @Test
  void theYearAsTextAndAsJson() throws IOException {
    String year = EXAMPLES.resolve("year.scenario").toString();
    assertEquals(0, run("rehearse", year), err);
    String text = out;
    assertTrue(
        text.startsWith(Files.readString(EXAMPLES.resolve("year.out"))), "not as stored:\n" + text);
    assertEquals(0, run("rehearse", year, "--json"), err);
    JsonNode json = new ObjectMapper().readTree(out);
    assertTrue(text.endsWith(json.get("digest").asText() + "\n"), text);
    assertTrue(json.get("story").size() > 100, "sentences: " + json.get("story").size());
  }

  @Test
  void scenariosAreForANodeOrForARehearsal() throws IOException {
    String day = EXAMPLES.resolve("day.scenario").toString();
    assertEquals(2, run("rehearse", day));
    assertTrue(err.contains("does not say when things happen"), err);
    assertTrue(err.contains("run it on a node: kontor run --data DIR --scenario " + day), err);
    String year = EXAMPLES.resolve("year.scenario").toString();
    assertEquals(2, run("settle", "--data", folder.toString(), "--scenario", year, day));
    assertTrue(err.contains("tell it by kontor rehearse"), err);
    Path both = folder.resolve("both.scenario");
    Files.writeString(both, "at 2026-03-02T09:00:00Z\nmessage 01.xml\n");
    assertEquals(2, run("rehearse", both.toString()));
    assertTrue(err.contains("write lines pay instead"), err);
    assertEquals(2, run("rehearse", folder.resolve("none.scenario").toString()));
    assertTrue(err.contains("cannot be read"), err);
  }

  private int run(String... arguments) {
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    int code =
        Main.run(
            arguments,
            new PrintStream(outBytes, true, StandardCharsets.UTF_8),
            new PrintStream(errBytes, true, StandardCharsets.UTF_8));
    out = outBytes.toString(StandardCharsets.UTF_8);
    err = errBytes.toString(StandardCharsets.UTF_8);
    return code;
  }
}
