package kontor.cluster;

import io.aeron.Aeron;
import io.aeron.cluster.RecordingLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import kontor.cluster.VerifyReport.Fault;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/// Checks the data folder of a stopped node, to the last bit, and derives everything anew: every
/// balance and every event from the commands in the log.
public final class LogVerifier {

  private final Path archiveDir;
  private final Path clusterDir;
  private final Path stateDir;
  private final LogMessages.Owner owner;
  private long bytesChecked;

  private LogVerifier(Path dataDir) {
    this.archiveDir = dataDir.resolve(DataFolder.ARCHIVE);
    this.clusterDir = dataDir.resolve(DataFolder.CLUSTER);
    this.stateDir = dataDir.resolve(DataFolder.STATE);
    this.owner =
        Files.exists(dataDir.resolve(DataFolder.MEMBER_FILE))
            ? LogMessages.Owner.MEMBER
            : LogMessages.Owner.NODE_ALONE;
  }

  /// Does not throw for anything that lies in the folder: what is wrong is in the report.
  ///
  /// @throws NodeInUseException if a node runs on the folder
  public static VerifyReport verify(Path dataDir) {
    Path lockFile = dataDir.resolve(DataFolder.LOCK_FILE);
    if (!Files.exists(lockFile)) {
      return failed(new Fault("folder holds no log", "", -1, -1), 0);
    }
    try (FileChannel lock = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
      if (lock.tryLock() == null) {
        throw new NodeInUseException(dataDir);
      }
      return new LogVerifier(dataDir).run();
    } catch (OverlappingFileLockException e) {
      throw new NodeInUseException(dataDir);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Checks every bit of one recording.
  static @Nullable Fault checkBytes(Path dataDir, long recordingId) {
    LogVerifier verifier = new LogVerifier(dataDir);
    try {
      Recording recording = ArchiveCatalog.read(verifier.archiveDir).byId(recordingId);
      return recording == null ? null : verifier.checkBytes(recording, verifier.logId());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static VerifyReport failed(Fault fault, long bytesChecked) {
    return new VerifyReport(fault, null, 0, 0, 0, bytesChecked, 0, 0);
  }

  private VerifyReport run() throws IOException {
    ArchiveCatalog catalog = ArchiveCatalog.read(archiveDir);
    Fault fault = catalog.fault();
    long logId = logId();
    Recording log = catalog.byId(logId);
    for (Recording recording : catalog.recordings()) {
      fault = fault == null ? checkBytes(recording, logId) : fault;
    }
    for (Path state : StateFiles.list(stateDir)) {
      fault = fault == null ? checkState(state) : fault;
    }
    if (log == null) {
      return failed(
          new Fault("log is not in the catalog", ArchiveCatalog.FILE_NAME, -1, -1), bytesChecked);
    }
    if (fault != null) {
      return failed(fault, bytesChecked);
    }
    return derive(catalog, log);
  }

  private @Nullable Fault checkState(Path state) throws IOException {
    bytesChecked += Files.size(state);
    try {
      StateFiles.read(state);
      return null;
    } catch (RuntimeException | AssertionError e) {
      String name = String.valueOf(state.getFileName());
      return new Fault("state is damaged: " + e.getMessage(), name, -1, -1);
    }
  }

  private List<RecordingLog.Entry> entries() {
    try (RecordingLog log = new RecordingLog(clusterDir.toFile(), false)) {
      return List.copyOf(log.entries());
    }
  }

  private long logId() {
    return entries().stream()
        .filter(e -> e.type == RecordingLog.ENTRY_TYPE_TERM)
        .mapToLong(e -> e.recordingId)
        .findFirst()
        .orElse(Aeron.NULL_VALUE);
  }

  private @Nullable Fault checkBytes(Recording recording, long logId) throws IOException {
    RecordingCheck check;
    if (recording.id() == logId) {
      Integer unknown = null;
      check = new RecordingCheck(recording, unknown, new LogMessages(owner));
    } else if (recording.streamId() == EventJournal.STREAM_ID) {
      check = new RecordingCheck(recording, recording.sessionId(), LogVerifier::onGroup);
    } else {
      check = new RecordingCheck(recording, recording.sessionId(), LogVerifier::onSnapshot);
    }
    Fault fault = check.run();
    bytesChecked += check.position() - recording.startPosition();
    return fault;
  }

  private static @Nullable String onGroup(
      RecordingCheck check, DirectBuffer buffer, int offset, int length, long endPosition) {
    return new EventGroup.Reader().read(buffer, offset, length, event -> {}) == null
        ? "events are damaged"
        : null;
  }

  private static @Nullable String onSnapshot(
      RecordingCheck check, DirectBuffer buffer, int offset, int length, long endPosition) {
    boolean whole =
        ClusterMessages.isOfCluster(buffer, offset, length)
            ? ClusterMessages.isWhole(buffer, offset, length)
            : SnapshotCodec.isWhole(buffer, offset, length);
    return whole ? null : "snapshot is damaged";
  }

  private VerifyReport derive(ArchiveCatalog catalog, Recording log) {
    List<LogReplay.SnapshotAt> snapshots = new ArrayList<>();
    for (RecordingLog.Entry entry : entries()) {
      Path file = StateFiles.file(stateDir, entry.logPosition);
      // Without its file it was not finished, or is so old that the file was dropped.
      if (entry.type == RecordingLog.ENTRY_TYPE_SNAPSHOT
          && entry.isValid
          && entry.serviceId == 0
          && entry.logPosition >= log.startPosition()
          && Files.exists(file)) {
        snapshots.add(new LogReplay.SnapshotAt(entry.logPosition, file));
      }
    }
    LogReplay.JournalEnd journalEnd =
        owner == LogMessages.Owner.MEMBER
            ? LogReplay.JournalEnd.MAY_BE_EARLIER
            : LogReplay.JournalEnd.WITH_THE_LOG;
    return new LogReplay(log, catalog.journal(), journalEnd, snapshots, bytesChecked).run();
  }
}
