package kontor.cluster;

import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.IdleStrategy;

/// Waits for work on a machine with few cores: some turns, then short sleeps while the last work
/// is not long ago, so that a command finds every stage of its way awake; then longer and longer
/// ones, so that a node at rest costs next to nothing.
final class PatientIdleStrategy implements IdleStrategy {

  private static final int SPINS = 50;
  private static final int YIELDS = 10;
  private static final long SHORT_PARK_NS = 20_000;
  private static final long ALERT_NS = 20_000_000;
  private static final long LONG_PARK_NS = 2_000_000;

  private int idles;
  private long idleSinceNs;
  private long parkNs = SHORT_PARK_NS;

  @Override
  public void idle(int workCount) {
    if (workCount > 0) {
      reset();
    } else {
      idle();
    }
  }

  @Override
  public void idle() {
    idles++;
    if (idles < SPINS) {
      Thread.onSpinWait();
    } else if (idles < SPINS + YIELDS) {
      Thread.yield();
    } else {
      park();
    }
  }

  private void park() {
    long nowNs = System.nanoTime();
    if (idleSinceNs == 0) {
      idleSinceNs = nowNs;
    } else if (nowNs - idleSinceNs > ALERT_NS) {
      parkNs = Math.min(LONG_PARK_NS, parkNs + SHORT_PARK_NS);
    }
    LockSupport.parkNanos(parkNs);
  }

  @Override
  public void reset() {
    idles = 0;
    idleSinceNs = 0;
    parkNs = SHORT_PARK_NS;
  }
}
