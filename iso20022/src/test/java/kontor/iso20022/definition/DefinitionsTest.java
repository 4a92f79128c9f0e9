package kontor.iso20022.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kontor.iso20022.MessageVersion;
import kontor.iso20022.SharedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionsTest {
  /// Nobody has edited a definition by hand, and the tool still makes the same.
  @Test
  void definitionsAreWhatTheToolMakes(@TempDir Path made)
      throws IOException, InterruptedException {
    Process tool = new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "../tools/GenerateDefinitions.java",
        SharedFiles.root().resolve("schemas/iso20022").toString(), made.toString())
        .redirectErrorStream(true)
        .redirectOutput(made.resolve("output").toFile())
        .start();
    assertEquals(0, tool.waitFor(), () -> read(made.resolve("output")));
    Path kept = Path.of("src/main/resources/kontor/iso20022/definitions");
    for (MessageVersion version : MessageVersion.values()) {
      String file = version.identifier() + ".txt";
      assertEquals(read(made.resolve(file)), read(kept.resolve(file)), file);
    }
  }

  @Test
  void patternsThatWouldNeedBacktrackingAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new TextPattern("[a-z]{1,3}[a-c]"));
    assertThrows(IllegalArgumentException.class, () -> new TextPattern(".*Z"));
    assertThrows(IllegalArgumentException.class, () -> new TextPattern("([a-z]){0,1}[0-9]"));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
