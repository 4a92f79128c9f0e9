package kontor.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import kontor.cluster.EventJournal;
import kontor.engine.RecordedEvent;
import kontor.readside.Position;
import kontor.readside.Projector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread that reads the journal into the read side, from wherever it stopped, and tells
/// others of what it read. When the database fails (a full disk), it begins again where the
/// database stands.
final class JournalFollower implements AutoCloseable {

  static final String READER_NAME = "readside";

  private static final int BATCH_EVENTS_MAX = 4_096;
  private static final long IDLE_NANOS = 500_000;
  private static final long RETRY_MS = 1_000;
  private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final Logger LOG = LoggerFactory.getLogger(JournalFollower.class);

  private final EventJournal journal;
  private final Projector projector;
  private final Listener listener;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private final Thread thread;
  private Position reached;
  private @Nullable Throwable fault;
  private long reportedNanos = System.nanoTime();
  private volatile boolean isClosing;

  private JournalFollower(
      EventJournal journal, Projector projector, Listener listener) {
    this.journal = journal;
    this.projector = projector;
    this.listener = listener;
    this.reached = projector.position();
    this.thread = Thread.ofPlatform().name("kontor-readside").unstarted(this::run);
  }

  /// Hears of what is in the database.
  interface Listener {
    /// Each event, in order; after a restart of the reading some may come again.
    void see(RecordedEvent recorded);

    /// Everything up to and with this place can be queried.
    void reach(Position position);
  }

  static JournalFollower start(
      EventJournal journal, Projector projector, Listener listener) {
    JournalFollower follower = new JournalFollower(journal, projector, listener);
    follower.thread.start();
    return follower;
  }

  private void run() {
    while (!isClosing) {
      Position from = projector.position();
      try (EventJournal.Reader reader = journal.reader(from.position(), from.index())) {
        follow(reader);
      } catch (RuntimeException e) {
        if (!isClosing) {
          fail(e);
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(RETRY_MS));
        }
      } catch (Error e) {
        fail(e);
        return;
      }
    }
  }

  private void follow(EventJournal.Reader reader) {
    List<RecordedEvent> batch = new ArrayList<>();
    while (!isClosing) {
      if (reader.poll(batch::add, BATCH_EVENTS_MAX) == 0) {
        LockSupport.parkNanos(IDLE_NANOS);
        continue;
      }
      projector.apply(batch);
      batch.forEach(listener::see);
      RecordedEvent last = batch.getLast();
      reach(new Position(last.position(), last.index()));
      batch.clear();
      if (System.nanoTime() - reportedNanos > REPORT_NANOS) {
        report();
      }
    }
    report();
  }

  /// Lets the journal drop what the database has on disk. The last position may have more events
  /// to come, so it is not counted.
  private void report() {
    reportedNanos = System.nanoTime();
    long stored = projector.sync().position() - 1;
    if (stored >= 0) {
      journal.consumed(READER_NAME, stored);
    }
  }

  private void reach(Position position) {
    lock.lock();
    try {
      reached = position;
      fault = null;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
    listener.reach(position);
  }

  private void fail(Throwable e) {
    LOG.error("the read side stands still at {}: {}", projector.position(), e.toString());
    lock.lock();
    try {
      fault = e;
    } finally {
      lock.unlock();
    }
  }

  Position reached() {
    lock.lock();
    try {
      return reached;
    } finally {
      lock.unlock();
    }
  }

  /// Why the read side stands still, or null while it moves.
  @Nullable String fault() {
    lock.lock();
    try {
      return fault == null ? null : fault.toString();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until the read side holds events of a log position.
  boolean await(long position, long millis) {
    long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
    lock.lock();
    try {
      while (reached.position() < position && nanos > 0) {
        nanos = moved.awaitNanos(nanos);
      }
      return reached.position() >= position;
    } catch (InterruptedException e) {
      // The server closes: what is there is served.
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    isClosing = true;
    LockSupport.unpark(thread);
    try {
      thread.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      // The process ends; the database is at a whole transaction anyway.
      Thread.currentThread().interrupt();
    }
  }
}
