package kontor.cluster;

import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.Publication;
import io.aeron.cluster.client.ClusterException;
import io.aeron.cluster.codecs.CloseReason;
import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.logbuffer.Header;
import java.util.concurrent.TimeUnit;
import kontor.engine.Event;
import kontor.cluster.LogApplier.Asked;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.AgentTerminationException;
import org.jspecify.annotations.Nullable;

/// Feeds the core from the log, and carries what it says to the journal and to who asked. No
/// decisions here.
final class SettlementService implements ClusteredService {

  /// The one timer: when something is due without a command.
  private static final long DUE_TIMER = 1;

  /// A client that takes nothing for so many tries has gone; its reply is dropped, and it can ask
  /// again.
  private static final int REPLY_ATTEMPTS_MAX = 100_000;

  private static final byte[] NO_EVIDENCE = {};

  private final EventJournal.Writer journal;
  private final StateFiles states;
  private final HealthBoard health;
  private final EventGroup.Writer reply = new EventGroup.Writer(this::offerReply);
  private LogApplier applier = new LogApplier();
  private boolean replying;
  private @Nullable Cluster cluster;
  private @Nullable ClientSession asking;

  SettlementService(EventJournal.Writer journal, StateFiles states, HealthBoard health) {
    this.journal = journal;
    this.states = states;
    this.health = health;
  }

  @Override
  public void onStart(Cluster cluster, @Nullable Image snapshot) {
    this.cluster = cluster;
    journal.idleStrategy(cluster.idleStrategy());
    if (snapshot != null) {
      guarded(() -> restore(snapshot));
    }
  }

  @Override
  public void onSessionMessage(
      ClientSession session,
      long timestamp,
      DirectBuffer buffer,
      int offset,
      int length,
      Header header) {
    guarded(
        () -> {
          long position = cluster().logPosition();
          long timeMs = applier.advanceTo(timestamp);
          // A replay has nobody to answer.
          replying = cluster().role() == Cluster.Role.LEADER;
          asking = session;
          journal.start(position, timeMs);
          reply.start(LogApplier.sequence(buffer, offset, length), position, timeMs);
          Asked asked = replying ? Asked.BY_CLIENT : Asked.BY_NOBODY;
          applier.command(position, buffer, offset, length, asked, this::tell);
          journal.end();
          if (replying) {
            reply.end();
          }
          finish(position);
        });
  }

  @Override
  public void onTimerEvent(long correlationId, long timestamp) {
    guarded(
        () -> {
          long position = cluster().logPosition();
          long timeMs = applier.advanceTo(timestamp);
          replying = false;
          journal.start(position, timeMs);
          applier.passTime(position, this::tell);
          journal.end();
          finish(position);
        });
  }

  private void tell(Event event) {
    if (!LogApplier.isAnswer(event)) {
      journal.add(event);
    }
    if (replying) {
      reply.add(
          event instanceof Event.MessageReceived received
              ? new Event.MessageReceived(received.envelope(), NO_EVIDENCE)
              : event);
    }
  }

  private void finish(long position) {
    long dueMs = applier.timerToSet();
    while (dueMs != LogApplier.NO_TIMER && !cluster().scheduleTimer(DUE_TIMER, dueMs)) {
      cluster().idleStrategy().idle();
    }
    states.releaseWritten();
    health.applied(position);
  }

  private void offerReply(DirectBuffer buffer, int length) {
    ClientSession session = asking;
    for (int i = 0; session != null && i < REPLY_ATTEMPTS_MAX; i++) {
      long result = session.offer(buffer, 0, length);
      if (result > 0
          || result == Publication.CLOSED
          || result == Publication.NOT_CONNECTED
          || session.isClosing()) {
        return;
      }
      cluster().idleStrategy().idle();
    }
  }

  @Override
  public void onTakeSnapshot(ExclusivePublication snapshot) {
    guarded(
        () -> {
          long position = cluster().logPosition();
          // What the snapshot leaves behind must be in the journal, for it will not be derived
          // again.
          states.keep(position, applier.freeze(), journal.soFar());
          offerSnapshot(snapshot, SnapshotCodec.mark(position));
        });
  }

  private void offerSnapshot(ExclusivePublication snapshot, DirectBuffer buffer) {
    long result = snapshot.offer(buffer, 0, buffer.capacity());
    while (result < 0) {
      if (result == Publication.CLOSED || result == Publication.NOT_CONNECTED) {
        throw new ClusterException("snapshot is not recorded: " + result);
      }
      cluster().idleStrategy().idle();
      result = snapshot.offer(buffer, 0, buffer.capacity());
    }
  }

  private void restore(Image snapshot) {
    new SnapshotImage(snapshot, cluster().idleStrategy())
        .next(
            (buffer, offset, length) ->
                applier =
                    new LogApplier(states.read(SnapshotCodec.readMark(buffer, offset, length))));
    health.snapshotTaken(cluster().logPosition());
    health.applied(cluster().logPosition());
  }

  /// Whatever the core or the disk throws stops the node: a stopped node is an outage, a wrong
  /// ledger is a scandal. The machinery underneath would go on with the next entry.
  private void guarded(Runnable work) {
    try {
      work.run();
    } catch (AgentTerminationException e) {
      throw e;
    } catch (Throwable e) {
      health.stop("at log position " + cluster().logPosition() + ": " + e);
      health.onError(e);
      throw new AgentTerminationException(e);
    }
  }

  private Cluster cluster() {
    Cluster started = cluster;
    if (started == null) {
      throw new IllegalStateException("service is not started");
    }
    return started;
  }

  @Override
  public void onSessionOpen(ClientSession session, long timestamp) {
    // The core does not know who is connected.
  }

  @Override
  public void onSessionClose(ClientSession session, long timestamp, CloseReason closeReason) {
    // The core does not know who is connected.
  }

  @Override
  public void onRoleChange(Cluster.Role newRole) {
    // The core does not know who leads.
  }

  @Override
  public void onNewLeadershipTermEvent(
      long leadershipTermId,
      long logPosition,
      long timestamp,
      long termBaseLogPosition,
      int leaderMemberId,
      int logSessionId,
      TimeUnit timeUnit,
      int appVersion) {
    health.leader(leaderMemberId);
  }

  @Override
  public void onTerminate(Cluster cluster) {
    health.stop("told to end");
  }
}
