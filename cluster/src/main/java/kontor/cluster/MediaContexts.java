package kontor.cluster;

import io.aeron.CommonContext;
import io.aeron.archive.Archive;
import io.aeron.archive.ArchiveThreadingMode;
import io.aeron.archive.client.AeronArchive;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// How the media driver and the archive of a folder run: of a node alone, of a member, and of a
/// standby.
///
/// @param network to other members; null if there are none
/// @param archiveControl where other members ask for recordings; null if nobody does
/// @param archiveReplication where other members' archives answer this one
record MediaContexts(
    DataFolder folder,
    NodeSizes sizes,
    HealthBoard health,
    Membership.@Nullable Network network,
    @Nullable String archiveControl,
    String archiveReplication) {

  private static final int SMALL_TERM_BYTES = 64 << 10;
  private static final int RECORDINGS_MAX = 8;

  /// What is missing counts as lost after so long, and is asked for again after so many times that.
  /// A member that catches up gets the log from two sides for a while, and what lies between them
  /// is not lost, but on its way.
  private static final long LOSS_NS = TimeUnit.MILLISECONDS.toNanos(5);

  private static final long LOSS_AGAIN = 20;

  /// A disk may stand still for seconds, under other load or while it changes a path; a node whose
  /// threads it holds up for longer stops. Every command waits meanwhile, and none is lost.
  private static final long DISK_STALL_NS = TimeUnit.SECONDS.toNanos(60);

  private static final long BLOCKED_NS = DISK_STALL_NS + TimeUnit.SECONDS.toNanos(5);

  MediaDriver.Context driver() {
    MediaDriver.Context context = new MediaDriver.Context()
        .aeronDirectoryName(folder.driver().toString())
        .dirDeleteOnStart(true)
        .dirDeleteOnShutdown(true)
        .threadingMode(ThreadingMode.INVOKER)
        .asyncExecutorEnabled(false)
        .termBufferSparseFile(true)
        .performStorageChecks(false)
        .clientLivenessTimeoutNs(DISK_STALL_NS)
        .publicationUnblockTimeoutNs(BLOCKED_NS)
        .ipcTermBufferLength(SMALL_TERM_BYTES)
        .publicationTermBufferLength(SMALL_TERM_BYTES)
        .errorHandler(health::onError);
    return network == null ? context : withNetwork(context, network);
  }

  /// The window is the driver's, not a channel's: what a member missed comes by channels that the
  /// consensus module and the archive make up themselves. The conductor has a thread of its own: it
  /// looks through what is missing, megabytes of it after a cut, and on the network's thread that
  /// would let one datagram in between two looks.
  private MediaDriver.Context withNetwork(
      MediaDriver.Context context, Membership.Network network) {
    int windowBytes = ReceiveWindow.granted(network.windowBytes());
    return context
        .socketRcvbufLength(windowBytes)
        .initialWindowLength(windowBytes)
        .threadingMode(ThreadingMode.SHARED_NETWORK)
        .sharedNetworkIdleStrategy(new PatientIdleStrategy())
        .conductorIdleStrategy(new PatientIdleStrategy())
        .nakUnicastDelayNs(LOSS_NS)
        .nakUnicastRetryDelayRatio(LOSS_AGAIN)
        .errorHandler(health::onNetworkError);
  }

  Archive.Context archive() {
    Archive.Context context = new Archive.Context()
        .aeronDirectoryName(folder.driver().toString())
        .archiveDir(folder.archive().toFile())
        .markFileDir(folder.driver().toFile())
        .threadingMode(ArchiveThreadingMode.INVOKER)
        .controlChannelEnabled(false)
        .archiveClientContext(archiveClient())
        .localControlChannel(CommonContext.IPC_CHANNEL)
        .recordingEventsEnabled(false)
        .replicationChannel(archiveReplication)
        .controlTermBufferLength(SMALL_TERM_BYTES)
        .segmentFileLength(sizes.segmentBytes())
        .fileSyncLevel(1)
        .catalogFileSyncLevel(1)
        .recordChecksum(new FrameChecksum())
        .replayChecksum(new ReplayChecksum(health))
        .maxConcurrentRecordings(RECORDINGS_MAX)
        .lowStorageSpaceThreshold(1)
        .errorHandler(health::onError);
    return archiveControl == null
        ? context
        : context
            .controlChannelEnabled(true)
            .controlChannel(archiveControl)
            .archiveClientContext(archiveClient().controlResponseChannel(archiveReplication));
  }

  AeronArchive.Context archiveClient() {
    return new AeronArchive.Context()
        .aeronDirectoryName(folder.driver().toString())
        .messageTimeoutNs(DISK_STALL_NS)
        .controlRequestChannel(CommonContext.IPC_CHANNEL)
        .controlResponseChannel(CommonContext.IPC_CHANNEL)
        .controlTermBufferLength(SMALL_TERM_BYTES);
  }
}
