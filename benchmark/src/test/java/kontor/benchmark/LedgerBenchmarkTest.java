package kontor.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The benchmark of the ledger as a shell sees it.
class LedgerBenchmarkTest {

  private static final PrintStream OUT = System.out;
  private static final PrintStream ERR = System.err;
  private static final Locale LOCALE = Locale.getDefault();

  @TempDir private Path folder = Path.of("");

  private String out = "";
  private String err = "";

  @AfterEach
  void restore() {
    System.setOut(OUT);
    System.setErr(ERR);
    Locale.setDefault(LOCALE);
  }

  private int run(String... arguments) throws Exception {
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
    int exitCode = BenchMain.run(arguments);
    out = outBytes.toString(StandardCharsets.UTF_8);
    err = errBytes.toString(StandardCharsets.UTF_8);
    return exitCode;
  }

  @Test
  void figuresAreWrittenAlikeEverywhere() throws Exception {
    Locale.setDefault(Locale.GERMANY);
    Path data = folder.resolve("new");
    assertEquals(
        0,
        run("ledger", "--accounts", "10", "--transfers", "2000", "--warm-up", "0", "--batch", "100",
            "--data", data.toString(), "--json"),
        out + err);
    JsonNode json = new ObjectMapper().readTree(out);
    assertTrue(json.at("/verified/sound").asBoolean(), out);
    assertTrue(json.at("/commitMs/p50").asDouble() > 0, out);
  }

  @Test
  void whatIsInAFolderIsNotTouched() throws Exception {
    Path mine = Files.writeString(folder.resolve("mine"), "mine");
    assertEquals(2, run("ledger", "--data", folder.toString()));
    assertTrue(err.contains("--data is a new folder or an empty one, not " + folder), err);
    assertEquals(2, run("ledger", "--data", mine.toString()));
    assertEquals("mine", Files.readString(mine));
    assertEquals(1, folder.toFile().list().length);
  }

  @Test
  void aFolderThatCannotBeMadeIsOneLine() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertEquals(3, run("ledger", "--data", file.resolve("within").toString()));
    assertEquals(1, err.lines().count(), err);
    assertTrue(err.startsWith("kontor bench: the machine fails: "), err);
    assertFalse(err.contains("\tat "), err);
  }

  @Test
  void moreAccountsThanANodeHasAreWrongUsage() throws Exception {
    assertEquals(2, run("ledger", "--accounts", "16777217"));
    assertTrue(err.contains("a node has at most 16777216 accounts"), err);
  }
}
