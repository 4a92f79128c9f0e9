package kontor.readside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import kontor.engine.terms.Key;
import kontor.readside.TransferReferences.References;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Texts beside transfers on a real file.
class TransferReferencesTest {

  private static final Key ONE = new Key(0, 1);
  private static final Key HIGH = new Key(1, 0);

  @TempDir private Path folder = Path.of("");

  @Test
  void whatIsSaidLastIsKept() {
    try (TransferReferences kept = TransferReferences.open(file())) {
      assertNull(kept.get(ONE));
      kept.put(ONE, new References("u", "e", "m", "t"));
      kept.put(HIGH, new References(null, null, null, "high"));
      kept.put(ONE, new References(null, "e2", null, null));
      assertEquals(new References(null, "e2", null, null), kept.get(ONE));
    }
    try (TransferReferences kept = TransferReferences.open(file())) {
      assertEquals(new References(null, "e2", null, null), kept.get(ONE));
      assertEquals(new References(null, null, null, "high"), kept.get(HIGH));
    }
  }

  @Test
  void whatIsErasedStandsInNoFileAnyMore() throws IOException {
    String secret = "Maria Quispe, invoice 4711";
    try (TransferReferences kept = TransferReferences.open(file())) {
      for (int i = 0; i < 500; i++) {
        kept.put(new Key(0, i + 1), new References(null, null, null, "other " + i));
      }
      kept.put(HIGH, new References(null, null, null, secret));
      assertTrue(isInAFile(secret), "a test that looks in the wrong place proves nothing");
      kept.erase(HIGH);
      assertFalse(isInAFile(secret));
      assertNull(kept.get(HIGH));
      assertEquals(new References(null, null, null, "other 0"), kept.get(ONE));
      kept.erase(HIGH);
    }
    assertFalse(isInAFile(secret));
  }

  @Test
  void whatIsReplacedStandsInNoFileAfterTheNextErasure() throws IOException {
    try (TransferReferences kept = TransferReferences.open(file())) {
      kept.put(ONE, new References(null, null, null, "a first wording"));
      kept.put(ONE, new References(null, null, null, "second"));
      kept.erase(ONE);
      assertFalse(isInAFile("a first wording"));
    }
  }

  private Path file() {
    return folder.resolve("references.sqlite");
  }

  private boolean isInAFile(String text) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        if (bytes.contains(text)) {
          return true;
        }
      }
    }
    return false;
  }
}
