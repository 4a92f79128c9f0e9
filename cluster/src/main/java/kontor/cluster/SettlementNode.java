package kontor.cluster;

import io.aeron.Aeron;
import io.aeron.ChannelUriStringBuilder;
import io.aeron.CommonContext;
import io.aeron.archive.Archive;
import io.aeron.archive.ArchiveThreadingMode;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.ClusterControl;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.agrona.CloseHelper;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.agrona.concurrent.status.AtomicCounter;

/// A whole node in this process: media driver, archive, consensus module, the service with the
/// core, the journal and a client. Started in this order, closed in the opposite one.
///
/// An answer leaves only when its command is on disk (`fileSyncLevel` 1).
public final class SettlementNode implements AutoCloseable {

  /// Version of the commands' meaning, written to the log: a node of another major version
  /// refuses to run on it.
  static final int APP_VERSION = 1;

  private static final int CLUSTER_ID = 0;
  private static final int INGRESS_STREAM_ID = 101;
  private static final int EGRESS_STREAM_ID = 102;
  static final int MTU_BYTES = 32 << 10;
  private static final int SMALL_TERM_BYTES = 64 << 10;
  private static final int SNAPSHOT_TERM_BYTES = 4 << 20;
  private static final int SESSIONS_MAX = 16;
  private static final int RECORDINGS_MAX = 8;
  private static final long SNAPSHOT_WAIT_NS = TimeUnit.MINUTES.toNanos(5);

  private final NodeConfig config;
  private final DataFolder folder;
  private final HealthBoard health;
  private final ArrayDeque<AutoCloseable> parts = new ArrayDeque<>();
  private final Aeron aeron;
  private final EventJournal journal;
  private final ConsensusModule consensus;
  private final SettlementClient client;

  private SettlementNode(NodeConfig config, DataFolder folder) {
    this.config = config;
    this.folder = folder;
    this.health = new HealthBoard(folder.dir(), config.sizes().freeBytesMin());
    try {
      part(new DiskThread(driverContext(), archiveContext(), health));
      this.aeron = part(Aeron.connect(aeronContext()));
      this.journal = openJournal();
      parts.push(journal::close);
      this.consensus = part(ConsensusModule.launch(consensusContext()));
      part(ClusteredServiceContainer.launch(serviceContext()));
      this.client = part(new SettlementClient(this::clientContext, health));
    } catch (RuntimeException e) {
      closeParts();
      throw e;
    }
  }

  /// Starts a node and waits until it takes commands.
  ///
  /// @throws NodeInUseException if another node runs on the folder
  public static SettlementNode start(NodeConfig config) {
    DataFolder folder = DataFolder.take(config.dataDir(), config.sizes());
    try {
      return new SettlementNode(config, folder);
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

  private MediaDriver.Context driverContext() {
    return new MediaDriver.Context()
        .aeronDirectoryName(folder.driver().toString())
        .dirDeleteOnStart(true)
        .dirDeleteOnShutdown(true)
        .threadingMode(ThreadingMode.INVOKER)
        .asyncExecutorEnabled(false)
        .termBufferSparseFile(true)
        .performStorageChecks(false)
        .ipcTermBufferLength(SMALL_TERM_BYTES)
        .publicationTermBufferLength(SMALL_TERM_BYTES)
        .errorHandler(health::onError);
  }

  private Archive.Context archiveContext() {
    return new Archive.Context()
        .aeronDirectoryName(folder.driver().toString())
        .archiveDir(folder.archive().toFile())
        .threadingMode(ArchiveThreadingMode.INVOKER)
        .controlChannelEnabled(false)
        .archiveClientContext(archiveClientContext())
        .localControlChannel(CommonContext.IPC_CHANNEL)
        .recordingEventsEnabled(false)
        .replicationChannel("aeron:udp?endpoint=localhost:0")
        .controlTermBufferLength(SMALL_TERM_BYTES)
        .segmentFileLength(config.sizes().segmentBytes())
        .fileSyncLevel(1)
        .catalogFileSyncLevel(1)
        .recordChecksum(new FrameChecksum())
        .maxConcurrentRecordings(RECORDINGS_MAX)
        .lowStorageSpaceThreshold(1)
        .errorHandler(health::onError);
  }

  private Aeron.Context aeronContext() {
    return new Aeron.Context()
        .aeronDirectoryName(folder.driver().toString())
        .idleStrategy(new SleepingMillisIdleStrategy(4))
        .errorHandler(health::onError);
  }

  private AeronArchive.Context archiveClientContext() {
    return new AeronArchive.Context()
        .aeronDirectoryName(folder.driver().toString())
        .controlRequestChannel(CommonContext.IPC_CHANNEL)
        .controlResponseChannel(CommonContext.IPC_CHANNEL)
        .controlTermBufferLength(SMALL_TERM_BYTES);
  }

  private AeronArchive connectArchive() {
    return AeronArchive.connect(archiveClientContext().aeron(aeron).ownsAeronClient(false));
  }

  private EventJournal openJournal() {
    try (AeronArchive archive = connectArchive()) {
      return EventJournal.open(
          aeron,
          archive,
          folder.archive(),
          new DurableReaders(folder.dir()),
          config.sizes().termBytes());
    }
  }

  private static String channel(int termBytes) {
    return new ChannelUriStringBuilder()
        .media(CommonContext.IPC_MEDIA)
        .termLength(termBytes)
        .mtu(MTU_BYTES)
        .build();
  }

  private ConsensusModule.Context consensusContext() {
    return new ConsensusModule.Context()
        .aeronDirectoryName(folder.driver().toString())
        .clusterDir(folder.cluster().toFile())
        .clusterId(CLUSTER_ID)
        .clusterMemberId(0)
        .appVersion(APP_VERSION)
        .clusterMembers("0,localhost:0,localhost:0,localhost:0,localhost:0,localhost:0")
        .ingressChannel(channel(config.sizes().termBytes()))
        .ingressStreamId(INGRESS_STREAM_ID)
        .logChannel(channel(config.sizes().termBytes()))
        .snapshotChannel(channel(SNAPSHOT_TERM_BYTES))
        .consensusChannel(CommonContext.IPC_CHANNEL)
        .replicationChannel("aeron:udp?endpoint=localhost:0")
        .fileSyncLevel(1)
        .maxConcurrentSessions(SESSIONS_MAX)
        .sessionTimeoutNs(TimeUnit.SECONDS.toNanos(10))
        .idleStrategySupplier(idle())
        .archiveContext(archiveClientContext())
        .terminationHook(() -> health.stop("consensus module ended"))
        .errorHandler(health::onError);
  }

  private ClusteredServiceContainer.Context serviceContext() {
    return new ClusteredServiceContainer.Context()
        .aeronDirectoryName(folder.driver().toString())
        .clusterDir(folder.cluster().toFile())
        .clusterId(CLUSTER_ID)
        .appVersion(APP_VERSION)
        .snapshotChannel(channel(SNAPSHOT_TERM_BYTES))
        .clusteredService(new SettlementService(journal.writer(), health))
        .idleStrategySupplier(idle())
        .archiveContext(archiveClientContext())
        .terminationHook(() -> health.stop("service ended"))
        .errorHandler(health::onError);
  }

  private AeronCluster.Context clientContext() {
    return new AeronCluster.Context()
        .aeron(aeron)
        .ownsAeronClient(false)
        .ingressChannel(channel(config.sizes().termBytes()))
        .ingressStreamId(INGRESS_STREAM_ID)
        .egressChannel(channel(config.sizes().termBytes()))
        .egressStreamId(EGRESS_STREAM_ID)
        .isIngressExclusive(true);
  }

  public SettlementClient client() {
    return client;
  }

  public EventJournal journal() {
    return journal;
  }

  public Health health() {
    return health.read();
  }

  /// Writes the state down, so that a restart need not read the whole log; returns when done.
  ///
  /// @throws IllegalStateException if the node has stopped, or takes a snapshot already
  public synchronized void takeSnapshot() {
    AtomicCounter toggle = ClusterControl.findControlToggle(aeron.countersReader(), CLUSTER_ID);
    AtomicCounter taken = consensus.context().snapshotCounter();
    long before = taken.get();
    if (toggle == null || !ClusterControl.ToggleState.SNAPSHOT.toggle(toggle)) {
      throw new IllegalStateException("node cannot take a snapshot now");
    }
    IdleStrategy idle = new SleepingMillisIdleStrategy(1);
    long deadlineNs = System.nanoTime() + SNAPSHOT_WAIT_NS;
    while (taken.get() == before) {
      if (health.state() == Health.State.STOPPED || System.nanoTime() - deadlineNs > 0) {
        throw new IllegalStateException("snapshot was not taken");
      }
      idle.idle();
    }
    journal.durableReaders().save();
    if (config.retention() == Retention.BEHIND_READERS) {
      dropBehindReaders();
    }
  }

  private void dropBehindReaders() {
    long position =
        Math.min(health.read().snapshotPosition(), journal.durableReaders().slowest());
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
    closeParts();
    folder.close();
  }

  private synchronized void closeParts() {
    CloseHelper.closeAll(health::onError, parts);
    parts.clear();
  }
}
