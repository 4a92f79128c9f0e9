package kontor.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import kontor.cluster.SettlementNode;
import org.jspecify.annotations.Nullable;

/// Takes snapshots while transfers are under way, and how long each took until it was on disk.
final class SnapshotTimes implements AutoCloseable {

  private final CountDownLatch over = new CountDownLatch(1);
  private final List<Long> millis = new ArrayList<>();
  private @Nullable Thread thread;

  private SnapshotTimes(SettlementNode node, long seconds) {
    thread = seconds == 0 ? null : Thread.ofPlatform().start(() -> take(node, seconds));
  }

  /// @param seconds from one to the next; 0 for none
  static SnapshotTimes every(SettlementNode node, long seconds) {
    return new SnapshotTimes(node, seconds);
  }

  private void take(SettlementNode node, long seconds) {
    try {
      while (!over.await(seconds, TimeUnit.SECONDS)) {
        long start = System.nanoTime();
        node.takeSnapshot();
        long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        synchronized (millis) {
          millis.add(tookMs);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  List<Long> millis() {
    synchronized (millis) {
      return List.copyOf(millis);
    }
  }

  /// Lets go of the node: an ended thread still holds what it ran, and with it a whole ledger.
  @Override
  public void close() throws InterruptedException {
    Thread taking = thread;
    thread = null;
    if (taking != null) {
      over.countDown();
      taking.join();
    }
  }
}
