package kontor.cluster;

import io.aeron.CommonContext;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.ClusterBackup;
import io.aeron.cluster.ClusterBackup.Configuration.ReplayStart;
import io.aeron.cluster.ClusterBackup.SourceType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;

/// Follows a cluster without a vote: it copies the log from a member, any of them, as far as it is
/// committed, to a disk of its own. It decides nothing, applies nothing and answers nobody, and the
/// members do not wait for it. On the day when it is needed it is promoted, to a node alone or to
/// the place of a member that is lost.
public final class Standby implements AutoCloseable {

  private static final int CLUSTER_ID = 0;
  private static final int SMALL_TERM_BYTES = 64 << 10;

  /// So often it asks who leads and whether the member it copies from is still one of them.
  private static final long ASK_NS = TimeUnit.SECONDS.toNanos(1);

  private static final long ANSWER_WAIT_NS = TimeUnit.SECONDS.toNanos(2);
  private static final long PROGRESS_WAIT_NS = TimeUnit.SECONDS.toNanos(5);

  private final DataFolder folder;
  private final HealthBoard health;
  private final ArrayDeque<AutoCloseable> parts = new ArrayDeque<>();
  private final ClusterBackup copying;
  private boolean closed;

  /// @param host by which the members reach it
  /// @param basePort first of its {@link Membership#PORTS} ports of UDP
  public record Place(Path dataDir, String host, int basePort) {}

  /// @param copiedTo log position up to which its folder has the log, as far as it knows since it
  ///     was started; 0 while it has found nobody
  /// @param stopReason why it stopped by itself; empty if it did not
  public record Status(boolean isFollowing, long copiedTo, String stopReason) {}

  private Standby(
      DataFolder folder, NodeSizes sizes, Channels.OfStandby channels, Membership.Network network) {
    this.folder = folder;
    this.health = new HealthBoard(folder.dir(), sizes.freeBytesMin());
    MediaContexts media =
        new MediaContexts(
            folder,
            sizes,
            health,
            network,
            channels.archiveControl(),
            channels.archiveReplication());
    try {
      CopiedLog.cutToWhole(folder);
      part(new DiskThread(media.driver(), media.archive(), health));
      this.copying = part(ClusterBackup.launch(context(media, channels)));
    } catch (RuntimeException e) {
      CloseHelper.closeAll(health::onError, parts);
      throw e;
    }
  }

  /// Starts to follow; whether it has found a member says {@link #status()}.
  ///
  /// @throws NodeInUseException if a node or another standby runs on the folder
  /// @throws WrongFolderException if the folder is not a standby's
  public static Standby start(
      Place place, NodeSizes sizes, List<Membership.Member> members, Membership.Network network) {
    Membership.Member self = new Membership.Member(members.size(), place.host, place.basePort);
    DataFolder folder =
        DataFolder.takeForStandby(NodeConfig.of(place.dataDir).withSizes(sizes));
    try {
      return new Standby(folder, sizes, Channels.OfStandby.of(self, members), network);
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  private <T extends AutoCloseable> T part(T part) {
    parts.push(part);
    return part;
  }

  private ClusterBackup.Context context(MediaContexts media, Channels.OfStandby channels) {
    return new ClusterBackup.Context()
        .aeronDirectoryName(folder.driver().toString())
        .clusterDir(folder.cluster().toFile())
        .markFileDir(folder.driver().toFile())
        .clusterId(CLUSTER_ID)
        .consensusChannel(channels.consensus())
        .clusterConsensusEndpoints(channels.members())
        .catchupChannel(CommonContext.UDP_CHANNEL)
        .catchupEndpoint(channels.catchUp())
        .sourceType(SourceType.ANY)
        .initialReplayStart(ReplayStart.BEGINNING)
        .clusterBackupIntervalNs(ASK_NS)
        .clusterBackupResponseTimeoutNs(ANSWER_WAIT_NS)
        .clusterBackupProgressTimeoutNs(PROGRESS_WAIT_NS)
        .clusterBackupCoolDownIntervalNs(ASK_NS)
        .idleStrategySupplier(PatientIdleStrategy::new)
        .archiveContext(media.archiveClient())
        .clusterArchiveContext(
            new AeronArchive.Context()
                .controlRequestChannel(CommonContext.UDP_CHANNEL)
                .controlResponseChannel(channels.archiveAnswers())
                .messageTimeoutNs(ASK_NS)
                .controlTermBufferLength(SMALL_TERM_BYTES))
        .terminationHook(() -> health.stop("copying ended"))
        .errorHandler(health::onError);
  }

  public Status status() {
    boolean follows =
        ClusterBackup.State.get(copying.context().stateCounter()) == ClusterBackup.State.BACKING_UP;
    long copied = closed ? 0 : Math.max(0, copying.context().liveLogPositionCounter().get());
    return new Status(follows, copied, health.hasFailed() ? health.reason() : "");
  }

  /// Makes the folder of a closed standby that of a node alone, or of a member whose own is lost.
  ///
  /// @return log position up to which it has the log
  /// @throws WrongFolderException if the folder is not a standby's
  /// @throws IllegalStateException if it has copied nothing, or not from the beginning
  public static long promote(Path dataDir, OptionalInt memberId) {
    if (!Files.exists(dataDir.resolve(DataFolder.LOCK_FILE))) {
      throw new IllegalStateException("no standby was here");
    }
    try (DataFolder folder = DataFolder.takeForStandby(NodeConfig.of(dataDir))) {
      CopiedLog.cutToWhole(folder);
      long end = CopiedLog.nameTerms(folder);
      folder.giveTo(
          memberId.isPresent() ? DataFolder.member(memberId.getAsInt()) : DataFolder.ALONE);
      return end;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    health.stop(HealthBoard.CLOSED);
    closed = true;
    CloseHelper.closeAll(health::onError, parts);
    parts.clear();
    folder.close();
  }
}
