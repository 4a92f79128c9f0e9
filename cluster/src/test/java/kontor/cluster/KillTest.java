package kontor.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import kontor.engine.Event.TransfersPosted;
import kontor.engine.RecordedEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A node is killed under load, again and again on the same folder. Whatever was acknowledged is
/// there, once, where it was said to be; the journal goes on without gap or repeat.
class KillTest {

  private static final long SEED = 20261124;
  private static final int KILLS = 5;

  @TempDir Path dir;

  /// What was acknowledged: how many were created, by log position.
  private final Map<Long, Integer> acknowledged = new TreeMap<>();
  private long nextId = 1;

  @Test
  void whatWasAcknowledgedIsThereOnce() throws IOException, InterruptedException {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int kill = 0; kill < KILLS; kill++) {
      runAndKill(random.nextInt(1, 1500));
    }
    List<RecordedEvent> before;
    long position;
    try (SettlementNode node = SettlementNode.start(Nodes.config(dir))) {
      position = Nodes.send(node, Nodes.currency(0)).position();
      before = Nodes.eventsUpTo(node.journal(), position);
      checkJournal(before);
    }
    VerifyReport report = LogVerifier.verify(dir);
    assertNull(report.fault());
    assertEquals(before.size(), report.events());
    assertEquals(position, report.lastPosition());
  }

  private void runAndKill(int acknowledgements) throws IOException, InterruptedException {
    Process process = NodeUnderLoad.launch(dir, nextId);
    try (BufferedReader lines = process.inputReader()) {
      String line = lines.readLine();
      for (int i = 0; line != null; i++) {
        if (i == acknowledgements) {
          process.destroyForcibly();
        }
        take(line);
        line = readOrEnd(lines);
      }
    } finally {
      process.destroyForcibly();
      process.waitFor();
    }
    // What was under way is not known; ids of the next run must not meet it.
    nextId += 1_000_000;
  }

  private static @Nullable String readOrEnd(BufferedReader lines) {
    try {
      return lines.readLine();
    } catch (IOException e) {
      return null;
    }
  }

  private void take(String line) {
    String[] words = line.split(" ");
    if (words.length == 4) {
      acknowledged.put(Long.parseLong(words[2]), Integer.parseInt(words[3]));
    }
  }

  private void checkJournal(List<RecordedEvent> events) {
    Map<Long, Integer> journaled = new TreeMap<>();
    long position = -1;
    int index = -1;
    for (RecordedEvent event : events) {
      boolean sameCommand = event.position() == position;
      assertTrue(sameCommand || event.position() > position, "journal goes back: " + event);
      index = sameCommand ? index + 1 : 0;
      assertEquals(index, event.index(), "gap or repeat at " + event);
      position = event.position();
      if (event.event() instanceof TransfersPosted posted) {
        journaled.put(position, posted.results().created());
      }
    }
    assertTrue(acknowledged.size() > KILLS, "nothing was acknowledged");
    acknowledged.forEach(
        (at, created) -> {
          Integer found = journaled.get(at);
          assertNotNull(found, "acknowledged and lost: " + at);
          assertEquals(created, found, "at " + at);
        });
  }
}
