package kontor.server;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import kontor.cluster.Health;
import kontor.cluster.SettlementNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has the state written down whenever so much log has come since the last time, so that a restart
/// reads no more than that, and lets the node drop what it need not keep. The leader's word has all
/// members write theirs; each drops its own log.
final class SnapshotKeeper implements AutoCloseable {

  /// Log between two states: some eight million transfers or 400,000 payments, which are replayed
  /// in a few seconds.
  static final long LOG_BYTES = 1L << 30;

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotKeeper.class);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long RETRY_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final long CLOSE_WAIT_MS = 10_000;

  private final SettlementNode node;
  private final long logBytes;
  private final Thread thread =
      Thread.ofPlatform().daemon().name("kontor-snapshots").unstarted(this::run);
  private volatile boolean isClosing;
  private long droppedBehind;
  private long notBeforeNanos = System.nanoTime();

  private SnapshotKeeper(SettlementNode node, long logBytes) {
    this.node = node;
    this.logBytes = logBytes;
    this.droppedBehind = node.health().snapshotPosition();
  }

  static SnapshotKeeper start(SettlementNode node, long logBytes) {
    SnapshotKeeper keeper = new SnapshotKeeper(node, logBytes);
    keeper.thread.start();
    return keeper;
  }

  private void run() {
    while (!isClosing) {
      LockSupport.parkNanos(LOOK_NANOS);
      if (System.nanoTime() - notBeforeNanos >= 0) {
        try {
          look();
        } catch (RuntimeException e) {
          // Whatever hinders it, the log has everything: it is tried again.
          LOG.warn("state is not written down or log not dropped: {}", e.toString());
          notBeforeNanos = System.nanoTime() + RETRY_NANOS;
        }
      }
    }
  }

  private void look() {
    Health health = node.health();
    long since = health.logPosition() - Math.max(0, health.snapshotPosition());
    boolean leads = health.standing().role() == Health.Role.LEADER;
    if (leads && health.isAccepting() && since >= logBytes) {
      node.takeSnapshot();
    }
    long position = node.health().snapshotPosition();
    if (position > droppedBehind) {
      node.retain();
      droppedBehind = position;
    }
  }

  /// Waits, for a bounded time, until nothing is under way.
  @Override
  public void close() {
    isClosing = true;
    LockSupport.unpark(thread);
    try {
      thread.join(CLOSE_WAIT_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
