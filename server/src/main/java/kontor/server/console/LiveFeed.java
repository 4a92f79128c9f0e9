package kontor.server.console;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import kontor.readside.Position;

/// Where the pages hear that the read side has moved. The projector's thread announces, streams
/// wait; nobody who waits can hold up who announces.
public final class LiveFeed {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private Position position = Position.START;

  /// To be called after the events up to this position can be queried.
  public void announce(Position reached) {
    lock.lock();
    try {
      position = reached;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  Position position() {
    lock.lock();
    try {
      return position;
    } finally {
      lock.unlock();
    }
  }

  /// Waits until the read side stands elsewhere than seen, or the time is over.
  ///
  /// @return where it stands now
  Position awaitChange(Position seen, long timeoutMs) throws InterruptedException {
    long nanos = TimeUnit.MILLISECONDS.toNanos(timeoutMs);
    lock.lock();
    try {
      while (position.equals(seen) && nanos > 0) {
        nanos = moved.awaitNanos(nanos);
      }
      return position;
    } finally {
      lock.unlock();
    }
  }
}
