package kontor.cluster;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.aeron.archive.Archive;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.ClusterControl;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.ElectionState;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusterClock;
import io.aeron.cluster.service.ClusteredServiceContainer;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.agrona.CloseHelper;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.agrona.concurrent.status.AtomicCounter;
import org.agrona.concurrent.status.CountersReader;

/// A whole node in this process: media driver, archive, consensus module, the service with the
/// core, the journal and a client. Started in this order, closed in the opposite one.
///
/// An answer leaves only when its command is on disk (`fileSyncLevel` 1): on this node's if it is
/// alone, on those of more than half of the members otherwise.
public final class SettlementNode implements AutoCloseable {

  /// Version of the commands' meaning, written to the log: a node of another major version
  /// refuses to run on it.
  static final int APP_VERSION = 1;

  private static final int CLUSTER_ID = 0;
  private static final int INGRESS_STREAM_ID = 101;
  private static final int EGRESS_STREAM_ID = 102;
  static final int MTU_BYTES = 32 << 10;
  private static final int SNAPSHOT_TERM_BYTES = 4 << 20;

  /// Each member has one; those of a dead member's client stay until they time out.
  private static final int SESSIONS_MAX = 64;

  private static final int HEARTBEATS = 5;

  /// After so long without a sign of life a connection to another member counts as broken.
  private static final long PEER_SILENT_NS = TimeUnit.SECONDS.toNanos(2);

  /// When members start, so long is waited for all of them; then most are enough.
  private static final long CANVASS_NS = TimeUnit.SECONDS.toNanos(5);

  private static final long SNAPSHOT_WAIT_NS = TimeUnit.MINUTES.toNanos(5);

  private final NodeConfig config;
  private final Channels channels;
  private final MediaContexts media;
  private final DataFolder folder;
  private final HealthBoard health;
  private final ArrayDeque<AutoCloseable> parts = new ArrayDeque<>();
  private final Aeron aeron;
  private final EventJournal journal;
  private final StateFiles states;
  private final ConsensusModule consensus;
  private final SettlementClient client;
  private final Object reading = new Object();
  private boolean closed;

  private SettlementNode(NodeConfig config, DataFolder folder) {
    this.config = config;
    Membership membership = config.membership();
    int termBytes = config.sizes().termBytes();
    this.channels =
        membership == null ? Channels.alone(termBytes) : Channels.between(membership, termBytes);
    this.folder = folder;
    this.health = new HealthBoard(folder.dir(), config.sizes().freeBytesMin());
    this.media =
        new MediaContexts(
            folder,
            config.sizes(),
            health,
            membership == null ? null : membership.network(),
            channels.archiveControl(),
            channels.archiveReplication());
    try {
      LogFiles.cutToWhole(folder);
      JournalFiles.cutToWhole(folder);
      Archive.Context archiving = media.archive();
      part(new DiskThread(media.driver(), archiving, health));
      this.aeron = part(Aeron.connect(aeronContext()));
      this.journal = openJournal(archiving);
      parts.push(journal::close);
      this.states = part(new StateFiles(folder.state(), health));
      states.dropUnfinished(folder.cluster());
      LogFiles.checkFromState(folder);
      this.consensus = part(ConsensusModule.launch(consensusContext()));
      part(ClusteredServiceContainer.launch(serviceContext()));
      this.client = part(new SettlementClient(this::clientContext, health));
      if (membership == null) {
        client.awaitConnection();
      }
    } catch (RuntimeException e) {
      closeParts();
      throw e;
    }
  }

  /// Starts a node. One that is alone takes commands when this returns; a member takes them when
  /// it has found a leader, see {@link #health()}.
  ///
  /// @throws NodeInUseException if another node runs on the folder
  /// @throws WrongFolderException if the folder is that of another member, or of a node alone
  /// @throws ClockSetException if the folder's clock may not be set as wished
  /// @throws DamagedFolderException if it lacks what was on disk before
  public static SettlementNode start(NodeConfig config) {
    DataFolder folder = DataFolder.take(config);
    try {
      return TimerSlack.shortWhile(() -> new SettlementNode(config, folder));
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  private <T extends AutoCloseable> T part(T part) {
    parts.push(part);
    return part;
  }

  private static Supplier<IdleStrategy> idle() {
    return PatientIdleStrategy::new;
  }

  private Aeron.Context aeronContext() {
    return new Aeron.Context()
        .aeronDirectoryName(folder.driver().toString())
        .idleStrategy(new SleepingMillisIdleStrategy(4))
        .errorHandler(health::onError);
  }

  private AeronArchive connectArchive() {
    return AeronArchive.connect(media.archiveClient().aeron(aeron).ownsAeronClient(false));
  }

  /// The archive looks at its level of sync when a recording begins. The journal's has none, for
  /// it follows from the log, see {@link JournalFiles}; the log's and all others' begin later.
  private EventJournal openJournal(Archive.Context archiving) {
    int level = archiving.fileSyncLevel();
    try (AeronArchive archive = connectArchive()) {
      archiving.fileSyncLevel(0);
      return EventJournal.open(aeron, archive, folder, config.sizes().termBytes(), health);
    } finally {
      archiving.fileSyncLevel(level);
    }
  }

  private ConsensusModule.Context consensusContext() {
    ConsensusModule.Context context = new ConsensusModule.Context()
        .aeronDirectoryName(folder.driver().toString())
        .clusterDir(folder.cluster().toFile())
        .markFileDir(folder.driver().toFile())
        .clusterId(CLUSTER_ID)
        .clusterMemberId(memberId())
        .appVersion(APP_VERSION)
        .clusterMembers(channels.members())
        .ingressChannel(channels.ingress())
        .ingressStreamId(INGRESS_STREAM_ID)
        .logChannel(channels.log())
        .snapshotChannel(Channels.ipc(SNAPSHOT_TERM_BYTES))
        .replicationChannel(channels.replication())
        .clusterClock(clusterClock())
        .fileSyncLevel(1)
        .maxConcurrentSessions(SESSIONS_MAX)
        .sessionTimeoutNs(TimeUnit.SECONDS.toNanos(10))
        .idleStrategySupplier(idle())
        .archiveContext(media.archiveClient())
        .terminationHook(() -> health.stop("consensus module ended"))
        .errorHandler(health::onError);
    Membership membership = config.membership();
    return membership == null
        ? context.consensusChannel(CommonContext.IPC_CHANNEL)
        : withTimeouts(context, membership.timeouts());
  }

  /// Milliseconds, in which {@link LogClock} tells the time as well.
  private ClusterClock clusterClock() {
    LogClock clock = folder.clock();
    return clock::millis;
  }

  private static ConsensusModule.Context withTimeouts(
      ConsensusModule.Context context, Membership.Timeouts timeouts) {
    long silentNs = TimeUnit.MILLISECONDS.toNanos(timeouts.leaderSilentMs());
    long electionNs = TimeUnit.MILLISECONDS.toNanos(timeouts.electionMs());
    return context
        .leaderHeartbeatTimeoutNs(silentNs)
        .leaderHeartbeatIntervalNs(silentNs / HEARTBEATS)
        .electionTimeoutNs(electionNs)
        .electionStatusIntervalNs(electionNs / HEARTBEATS)
        .startupCanvassTimeoutNs(Math.max(CANVASS_NS, 2 * silentNs));
  }

  private ClusteredServiceContainer.Context serviceContext() {
    return new ClusteredServiceContainer.Context()
        .aeronDirectoryName(folder.driver().toString())
        .clusterDir(folder.cluster().toFile())
        .markFileDir(folder.driver().toFile())
        .clusterId(CLUSTER_ID)
        .appVersion(APP_VERSION)
        .snapshotChannel(Channels.ipc(SNAPSHOT_TERM_BYTES))
        .clusteredService(new SettlementService(journal.writer(), states, health))
        .idleStrategySupplier(idle())
        .archiveContext(media.archiveClient())
        .terminationHook(() -> health.stop("service ended"))
        .errorHandler(health::onError);
  }

  private AeronCluster.Context clientContext() {
    AeronCluster.Context context = new AeronCluster.Context()
        .aeron(aeron)
        .ownsAeronClient(false)
        .ingressChannel(channels.ingress())
        .ingressStreamId(INGRESS_STREAM_ID)
        .egressChannel(channels.egress())
        .egressStreamId(EGRESS_STREAM_ID)
        .isIngressExclusive(true);
    return channels.ingressEndpoints() == null
        ? context
        : context
            .ingressEndpoints(channels.ingressEndpoints())
            .messageTimeoutNs(PEER_SILENT_NS)
            .newLeaderTimeoutNs(PEER_SILENT_NS);
  }

  private int memberId() {
    Membership membership = config.membership();
    return membership == null ? 0 : membership.memberId();
  }

  public SettlementClient client() {
    return client;
  }

  public EventJournal journal() {
    return journal;
  }

  /// The clock of the log's times.
  public LogClock clock() {
    return folder.clock();
  }

  public Health health() {
    return health.read(standing());
  }

  private Health.Standing standing() {
    synchronized (reading) {
      if (closed) {
        return new Health.Standing(
            memberId(), Health.Role.ELECTING, Health.Standing.NONE, -1, -1);
      }
      // By our own client's view of them: the consensus module's ends with it.
      CountersReader counters = aeron.countersReader();
      ConsensusModule.Context context = consensus.context();
      boolean electing =
          counters.getCounterValue(context.electionStateCounter().id())
              != ElectionState.CLOSED.code();
      boolean leads =
          counters.getCounterValue(context.clusterNodeRoleCounter().id())
              == Cluster.Role.LEADER.code();
      Health.Role settled = leads ? Health.Role.LEADER : Health.Role.FOLLOWER;
      return new Health.Standing(
          memberId(),
          electing ? Health.Role.ELECTING : settled,
          electing ? Health.Standing.NONE : health.leaderId(),
          counters.getCounterValue(context.leadershipTermIdCounter().id()),
          counters.getCounterValue(context.commitPositionCounter().id()));
    }
  }

  /// Writes the state down, so that a restart need not read the whole log; returns when done.
  ///
  /// All members take theirs when the leader is told to.
  ///
  /// @throws IllegalStateException if the node has stopped, takes a snapshot already, or does not
  ///     lead
  public synchronized void takeSnapshot() {
    AtomicCounter toggle = ClusterControl.findControlToggle(aeron.countersReader(), CLUSTER_ID);
    long before = health.snapshotPosition();
    health.snapshotFailed("");
    if (toggle == null || !ClusterControl.ToggleState.SNAPSHOT.toggle(toggle)) {
      throw new IllegalStateException("node cannot take a snapshot now");
    }
    IdleStrategy idle = new SleepingMillisIdleStrategy(1);
    long deadlineNs = System.nanoTime() + SNAPSHOT_WAIT_NS;
    while (health.snapshotPosition() == before) {
      boolean late = health.state() == Health.State.STOPPED || System.nanoTime() - deadlineNs > 0;
      if (late || !health.snapshotFault().isEmpty()) {
        throw new IllegalStateException("snapshot was not taken: " + health.snapshotFault());
      }
      idle.idle();
    }
    retain();
  }

  /// Drops what need not be kept behind the last snapshot, which may be another member's doing:
  /// all members write down their states when the leader does, and each drops its own log.
  public synchronized void retain() {
    journal.durableReaders().save();
    if (config.retention() == Retention.BEHIND_READERS) {
      dropBehindReaders();
    }
  }

  private void dropBehindReaders() {
    long position =
        Math.min(health.snapshotPosition(), journal.durableReaders().slowest());
    try (AeronArchive archive = connectArchive()) {
      journal.dropBehind(archive, position);
      ClusterLog.dropBehind(archive, folder, position);
    }
  }

  /// In order; what was acknowledged is on disk already.
  @Override
  public void close() {
    client.close();
    health.stop(HealthBoard.CLOSED);
    synchronized (reading) {
      closed = true;
    }
    closeParts();
    folder.close();
  }

  private synchronized void closeParts() {
    CloseHelper.closeAll(health::onError, parts);
    parts.clear();
  }
}
