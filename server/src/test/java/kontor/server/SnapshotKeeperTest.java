package kontor.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import kontor.cluster.LogVerifier;
import kontor.cluster.NodeConfig;
import kontor.cluster.SettlementNode;
import kontor.cluster.VerifyReport;
import kontor.engine.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// States are written down as the log grows, without anybody asking, and not before.
class SnapshotKeeperTest {

  private static final long LOG_BYTES = 64 << 10;
  private static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(20);

  @TempDir Path dir;

  @Test
  void aStateComesWithSoMuchLog() {
    long first;
    try (SettlementNode node = SettlementNode.start(NodeConfig.of(dir));
        SnapshotKeeper keeper = SnapshotKeeper.start(node, LOG_BYTES)) {
      grow(node, LOG_BYTES / 2);
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
      assertEquals(-1, node.health().snapshotPosition());
      grow(node, LOG_BYTES + 1);
      first = await(node, 0);
      assertTrue(first >= LOG_BYTES, () -> "at " + node.health().snapshotPosition());
    }
    try (SettlementNode node = SettlementNode.start(NodeConfig.of(dir));
        SnapshotKeeper keeper = SnapshotKeeper.start(node, LOG_BYTES)) {
      assertEquals(first, node.health().snapshotPosition());
      grow(node, first + LOG_BYTES + 1);
      assertTrue(await(node, first + 1) >= first + LOG_BYTES);
    }
    VerifyReport report = LogVerifier.verify(dir);
    assertNull(report.fault());
    assertEquals(2, report.snapshots());
  }

  private static void grow(SettlementNode node, long toPosition) {
    while (node.client().send(new Command.PassTime()).join().position() < toPosition) {
      // Each takes some hundred bytes.
    }
  }

  private static long await(SettlementNode node, long atLeast) {
    long deadline = System.nanoTime() + WAIT_NANOS;
    while (node.health().snapshotPosition() < atLeast && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    return node.health().snapshotPosition();
  }
}
