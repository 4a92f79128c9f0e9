package kontor.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import kontor.engine.RecordedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {

  private static final int BATCHES_A_STEP = 40;

  @TempDir Path dir;

  @Test
  void keepAllKeepsAll() throws IOException {
    try (SettlementNode node = SettlementNode.start(Nodes.config(dir))) {
      Nodes.send(node, Nodes.accounts(100));
      long position = load(node, 0);
      node.journal().consumed("reader", position);
      node.takeSnapshot();
      assertEquals(2, files("1-").size());
    }
    assertSound(0);
  }

  @Test
  void theLogIsDroppedBehindTheSnapshotAndTheSlowestReader() throws IOException {
    NodeConfig config = Nodes.config(dir).withRetention(Retention.BEHIND_READERS);
    long first;
    long last;
    try (SettlementNode node = SettlementNode.start(config)) {
      first = Nodes.send(node, Nodes.accounts(100)).position();
      node.journal().consumed("slow", first);
      long second = load(node, 0);
      node.journal().consumed("fast", second);
      node.takeSnapshot();
      assertEquals(2, files("1-").size(), "the slow reader is still in the first file");

      last = load(node, 1);
      node.journal().consumed("slow", last);
      node.takeSnapshot();
      awaitFiles("1-", 2);

      node.journal().consumed("fast", last);
      node.journal().consumed("fast", first);
      node.takeSnapshot();
      awaitFiles("1-", 1);
    }
    assertSound(1);
    try (SettlementNode node = SettlementNode.start(config)) {
      long more = load(node, 2);
      List<RecordedEvent> rest = new ArrayList<>();
      try (EventJournal.Reader reader = node.journal().reader(last, 0)) {
        while (rest.size() < BATCHES_A_STEP) {
          reader.poll(rest::add, 100);
        }
      }
      assertEquals(more, rest.getLast().position());
      assertEquals(BATCHES_A_STEP, rest.size());
    }
    assertSound(1);
  }

  /// Some 40 MB: more than one file of the log.
  private static long load(SettlementNode node, int step) {
    long position = 0;
    for (int i = 0; i < BATCHES_A_STEP; i++) {
      long firstId = 1 + 10_000L * (step * BATCHES_A_STEP + i);
      position = Nodes.send(node, Nodes.transfers(firstId, 8000, 100)).position();
    }
    return position;
  }

  private void assertSound(int filesDroppedMin) throws IOException {
    VerifyReport report = LogVerifier.verify(dir);
    assertNull(report.fault());
    assertEquals(filesDroppedMin > 0, report.firstPosition() > 0);
    assertTrue(report.snapshots() > 0);
  }

  /// The archive removes files a little later.
  private void awaitFiles(String prefix, int count) throws IOException {
    long deadlineNs = System.nanoTime() + Nodes.SECONDS.toNanos();
    while (files(prefix).size() != count && System.nanoTime() - deadlineNs < 0) {
      Thread.onSpinWait();
    }
    assertEquals(count, files(prefix).size());
  }

  private List<Path> files(String prefix) throws IOException {
    try (Stream<Path> files = Files.list(dir.resolve(DataFolder.ARCHIVE))) {
      return files.filter(f -> f.getFileName().toString().startsWith(prefix)).toList();
    }
  }
}
