package kontor.cluster;

import io.aeron.Publication;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.client.EgressListener;
import io.aeron.cluster.codecs.EventCode;
import io.aeron.exceptions.AeronException;
import io.aeron.logbuffer.Header;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import kontor.cluster.NotAcceptedException.Cause;
import kontor.engine.Command;
import kontor.engine.RecordedEvent;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings commands to the log and their outcome back. Safe for any number of threads.
///
/// Callers encode; one thread inside owns the connection, sends, and completes the futures. What
/// hangs on a future runs on that thread and must be short, or use the `Async` forms. Replies come
/// in the order of sending, for the log is one line.
///
/// It follows the leader. Commands that were under way when the leader changed or the connection
/// broke end with {@link OutcomeUnknownException}: whether they are in the log nobody can say
/// without asking, and sending them again here could apply twice what the core cannot tell from
/// new. Commands that were not yet sent wait for the next leader.
public final class SettlementClient implements AutoCloseable {

  /// The most bytes that one command may have on its way: a full batch of transfers, or a part
  /// of a message's evidence.
  public static final int MESSAGE_BYTES_MAX = 2 << 20;

  /// How many bytes of commands may be under way; whoever brings more waits for a place.
  public static final int WINDOW_BYTES_MAX = 64 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(SettlementClient.class);

  private static final int UNIT_BYTES = 256;
  private static final long PLACE_WAIT_MS = 10_000;
  private static final long ANSWER_WAIT_NS = TimeUnit.SECONDS.toNanos(30);
  private static final long LEADER_WAIT_NS = TimeUnit.SECONDS.toNanos(10);
  private static final long CONNECT_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long HOUSEKEEPING_NS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long KEEP_ALIVE_NS = TimeUnit.SECONDS.toNanos(1);
  private static final long CLOSE_WAIT_NS = TimeUnit.SECONDS.toNanos(5);
  private static final int SENDS_A_ROUND = 64;

  private final Supplier<AeronCluster.Context> context;
  private final HealthBoard health;
  private final Queue<Pending> submitted = new ConcurrentLinkedQueue<>();
  private final ArrayDeque<Pending> underWay = new ArrayDeque<>();
  private final Semaphore window = new Semaphore(WINDOW_BYTES_MAX / UNIT_BYTES, true);
  private final AtomicLong sequences = new AtomicLong();
  private final IdleStrategy idle = new PatientIdleStrategy();
  private final Thread owner;
  private volatile boolean closing;
  private volatile boolean sleeping;
  private volatile long answeredPosition = -1;
  private long keepAliveNs;
  private long housekeepingNs;

  /// One command on its way.
  private static final class Pending {
    final long sequence;
    final DirectBuffer bytes;
    final int length;
    final int units;
    final CompletableFuture<Reply> future = new CompletableFuture<>();
    final List<RecordedEvent> events = new ArrayList<>(4);
    final long submittedNs = System.nanoTime();

    Pending(long sequence, DirectBuffer bytes, int length, int units) {
      this.sequence = sequence;
      this.bytes = bytes;
      this.length = length;
      this.units = units;
    }
  }

  /// Looks for a leader on a thread of its own, for as long as it takes.
  SettlementClient(Supplier<AeronCluster.Context> context, HealthBoard health) {
    this.context = context;
    this.health = health;
    this.owner = Thread.ofPlatform().daemon().name("kontor-client").unstarted(this::run);
    owner.start();
  }

  /// Waits until a leader takes commands, if need be while a long log is replayed.
  ///
  /// @throws IllegalStateException if the node stopped
  public void awaitConnection() {
    IdleStrategy wait = new SleepingMillisIdleStrategy(1);
    while (health.state() == Health.State.NO_LEADER && owner.isAlive()) {
      wait.idle();
    }
    if (health.state() == Health.State.STOPPED) {
      throw new IllegalStateException("node did not start: " + health.reason());
    }
  }

  /// Log position of the last command that was answered here; -1 if none was. A member may have
  /// applied less when another one leads.
  public long answeredPosition() {
    return answeredPosition;
  }

  /// Completes when the command is on disk and applied.
  ///
  /// Fails with {@link NotAcceptedException} when it certainly has no effect, and with
  /// {@link OutcomeUnknownException} when nobody knows.
  public CompletableFuture<Reply> send(Command command) {
    return send(command, PLACE_WAIT_MS);
  }

  private CompletableFuture<Reply> send(Command command, long placeWaitMs) {
    int capacity = LogApplier.ENVELOPE_BYTES + CommandCodec.sizeHint(command);
    FieldWriter out = new FieldWriter(capacity);
    long sequence = sequences.incrementAndGet();
    LogApplier.writeEnvelope(out, sequence);
    CommandCodec.encode(command, out);
    out.int32At(0, out.position());
    return sendBytes(sequence, out.buffer(), out.position(), placeWaitMs);
  }

  /// Sends bytes as they are, envelope included.
  CompletableFuture<Reply> sendBytes(long sequence, DirectBuffer bytes, int length) {
    return sendBytes(sequence, bytes, length, PLACE_WAIT_MS);
  }

  private CompletableFuture<Reply> sendBytes(
      long sequence, DirectBuffer bytes, int length, long placeWaitMs) {
    if (length > MESSAGE_BYTES_MAX) {
      return refuse(Cause.TOO_LARGE, "bytes " + length + ", at most " + MESSAGE_BYTES_MAX);
    }
    int units = length / UNIT_BYTES + 1;
    CompletableFuture<Reply> refusal = refusalByHealth();
    if (refusal != null) {
      return refusal;
    }
    if (!takePlace(units, placeWaitMs)) {
      return refuse(Cause.TOO_BUSY, "bytes under way " + WINDOW_BYTES_MAX);
    }
    Pending pending = new Pending(sequence, bytes, length, units);
    submitted.add(pending);
    if (sleeping) {
      LockSupport.unpark(owner);
    }
    if (!owner.isAlive()) {
      refuseSubmitted();
    }
    return pending.future;
  }

  private @Nullable CompletableFuture<Reply> refusalByHealth() {
    if (closing) {
      return refuse(Cause.STOPPED, "client is closed");
    }
    return switch (health.state()) {
      case ACCEPTING, NO_LEADER -> null;
      case DISK_FULL -> refuse(Cause.DISK_FULL, health.reason());
      case STOPPED -> refuse(Cause.STOPPED, health.reason());
    };
  }

  private static CompletableFuture<Reply> refuse(Cause cause, String detail) {
    return CompletableFuture.failedFuture(new NotAcceptedException(cause, detail));
  }

  private boolean takePlace(int units, long waitMs) {
    try {
      return window.tryAcquire(units)
          || window.tryAcquire(units, waitMs, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Sends and waits. The wait for a place among the commands under way is part of the deadline.
  ///
  /// @throws TimeoutException when no answer came in time; the outcome is unknown
  /// @throws NotAcceptedException when the command has no effect
  /// @throws OutcomeUnknownException when the connection broke
  public Reply sendAndWait(Command command, Duration deadline) throws TimeoutException {
    long endNs = System.nanoTime() + deadline.toNanos();
    try {
      CompletableFuture<Reply> reply =
          send(command, Math.min(PLACE_WAIT_MS, deadline.toMillis()));
      return reply.get(Math.max(0, endNs - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof NotAcceptedException notAccepted) {
        throw notAccepted;
      }
      throw new OutcomeUnknownException(String.valueOf(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OutcomeUnknownException("interrupted while waiting");
    }
  }

  // What follows runs on the owner's thread.

  private void run() {
    Replies replies = new Replies();
    try {
      while (isWanted()) {
        AeronCluster connection = connect(replies);
        if (connection != null) {
          replies.connect();
          serve(connection, replies);
          connection.close();
          loseLeader("connection to the log broke");
        }
      }
    } catch (RuntimeException e) {
      health.onError(e);
      health.stop("no connection to the log: " + e.getMessage());
    } finally {
      closing = true;
      loseLeader("node stopped");
      refuseSubmitted();
    }
  }

  private boolean isWanted() {
    return !closing && health.state() != Health.State.STOPPED;
  }

  /// @return null if no leader was found this time
  private @Nullable AeronCluster connect(Replies replies) {
    AeronCluster.Context found = context.get().egressListener(replies);
    AeronCluster.AsyncConnect attempt = null;
    try {
      attempt = AeronCluster.asyncConnect(found);
      while (isWanted()) {
        AeronCluster connection = attempt.poll();
        if (connection != null) {
          return connection;
        }
        expire(System.nanoTime());
        idle.idle();
      }
    } catch (AeronException e) {
      if (found.aeron().isClosed()) {
        throw e;
      }
      LOG.debug("no leader found: {}", e.getMessage());
      LockSupport.parkNanos(CONNECT_PAUSE_NS);
    }
    if (attempt != null) {
      attempt.close();
    }
    return null;
  }

  /// Until the connection breaks or the client is closed.
  private void serve(AeronCluster connection, Replies replies) {
    long closeAtNs = 0;
    while (!replies.closed && !connection.isClosed() && health.state() != Health.State.STOPPED) {
      int work = connection.pollEgress() + sendSome(connection);
      long nowNs = System.nanoTime();
      if (nowNs - housekeepingNs > HOUSEKEEPING_NS) {
        keepHouse(connection, nowNs);
      }
      if (closing) {
        closeAtNs = closeAtNs == 0 ? nowNs + CLOSE_WAIT_NS : closeAtNs;
        if ((underWay.isEmpty() && submitted.isEmpty()) || nowNs > closeAtNs) {
          return;
        }
      }
      rest(work);
    }
  }

  private int sendSome(AeronCluster connection) {
    int sent = 0;
    Pending next = submitted.peek();
    while (next != null && sent < SENDS_A_ROUND) {
      long result = connection.offer(next.bytes, 0, next.length);
      if (result == Publication.CLOSED || result == Publication.NOT_CONNECTED) {
        // The connection waits by itself for the next leader to call, and ends if none does.
        loseLeader("leader is gone");
        return sent;
      }
      if (result < 0) {
        return sent;
      }
      submitted.remove();
      underWay.add(next);
      sent++;
      next = submitted.peek();
    }
    return sent;
  }

  private void keepHouse(AeronCluster connection, long nowNs) {
    housekeepingNs = nowNs;
    health.checkSpace();
    if (nowNs - keepAliveNs > KEEP_ALIVE_NS) {
      connection.sendKeepAlive();
      keepAliveNs = nowNs;
    }
    expire(nowNs);
  }

  private void expire(long nowNs) {
    Pending oldest = underWay.peek();
    while (oldest != null && nowNs - oldest.submittedNs > ANSWER_WAIT_NS) {
      underWay.remove();
      lose(oldest, "no answer in time");
      oldest = underWay.peek();
    }
    Pending unsent = submitted.peek();
    while (unsent != null && nowNs - unsent.submittedNs > LEADER_WAIT_NS) {
      submitted.remove();
      boolean noLeader = health.state() == Health.State.NO_LEADER;
      turnAway(
          unsent,
          noLeader ? Cause.NO_LEADER : Cause.TOO_BUSY,
          noLeader ? health.reason() : "log takes no more");
      unsent = submitted.peek();
    }
  }

  /// A new command wakes the thread; an answer cannot.
  private void rest(int work) {
    sleeping = true;
    idle.idle(submitted.isEmpty() ? work : 1);
    sleeping = false;
  }

  private void loseLeader(String why) {
    health.connected(false);
    for (Pending p = underWay.poll(); p != null; p = underWay.poll()) {
      lose(p, why);
    }
  }

  private void lose(Pending pending, String why) {
    window.release(pending.units);
    pending.future.completeExceptionally(new OutcomeUnknownException(why));
  }

  private void refuseSubmitted() {
    for (Pending p = submitted.poll(); p != null; p = submitted.poll()) {
      turnAway(p, Cause.STOPPED, health.reason());
    }
  }

  private void turnAway(Pending pending, Cause cause, String detail) {
    window.release(pending.units);
    pending.future.completeExceptionally(new NotAcceptedException(cause, detail));
  }

  /// Takes the replies apart.
  private final class Replies implements EgressListener {
    private final EventGroup.Reader groups = new EventGroup.Reader();
    boolean closed;

    void connect() {
      closed = false;
      health.connected(true);
    }

    @Override
    public void onNewLeader(
        long clusterSessionId, long termId, int leaderMemberId, String ingressEndpoints) {
      loseLeader("leader changed");
      health.connected(true);
    }

    @Override
    public void onMessage(
        long clusterSessionId,
        long timestamp,
        DirectBuffer buffer,
        int offset,
        int length,
        Header header) {
      long sequence = EventGroup.sequence(buffer, offset);
      Pending oldest = underWay.peek();
      while (oldest != null && oldest.sequence != sequence) {
        if (!isUnderWay(sequence)) {
          return;
        }
        // Its reply was dropped by a service that found us slow.
        underWay.remove();
        lose(oldest, "answer was lost");
        oldest = underWay.peek();
      }
      if (oldest != null) {
        take(oldest, groups.read(buffer, offset, length, oldest.events::add));
      }
    }

    private boolean isUnderWay(long sequence) {
      return underWay.stream().anyMatch(p -> p.sequence == sequence);
    }

    private void take(Pending pending, EventGroup.@Nullable Header header) {
      if (header == null) {
        underWay.remove();
        lose(pending, "answer is damaged");
      } else if (header.last()) {
        underWay.remove();
        window.release(pending.units);
        answeredPosition = header.position();
        pending.future.complete(
            new Reply(header.position(), header.timestampMs(), List.copyOf(pending.events)));
      }
    }

    @Override
    public void onSessionEvent(
        long correlationId,
        long clusterSessionId,
        long leadershipTermId,
        int leaderMemberId,
        EventCode code,
        String detail) {
      if (code == EventCode.CLOSED) {
        closed = true;
      }
    }
  }

  /// Waits a little for what is under way.
  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(owner);
    try {
      owner.join(Duration.ofNanos(2 * CLOSE_WAIT_NS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
