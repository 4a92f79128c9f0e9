package kontor.cluster;

import io.aeron.Aeron;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.RecordingLog;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The log of commands as the archive records it.
final class ClusterLog {

  private ClusterLog() {}

  /// The log in the folder of a stopped node; null if there is none yet.
  static @Nullable Recording find(DataFolder folder) throws IOException {
    if (!Files.exists(folder.archive().resolve(ArchiveCatalog.FILE_NAME))
        || !Files.exists(folder.cluster().resolve(RecordingLog.RECORDING_LOG_FILE_NAME))) {
      return null;
    }
    long id;
    try (RecordingLog terms = new RecordingLog(folder.cluster().toFile(), false)) {
      id = terms.findLastTermRecordingId();
    }
    return ArchiveCatalog.read(folder.archive()).byId(id);
  }

  /// Log position of the last state, from which a node that starts reads on; 0 if there is none.
  static long statePosition(DataFolder folder) {
    try (RecordingLog log = new RecordingLog(folder.cluster().toFile(), false)) {
      RecordingLog.Entry state = log.getLatestSnapshot(0);
      return state == null ? 0 : state.logPosition;
    }
  }

  /// Drops files of the log whose entries are all before a log position.
  static void dropBehind(AeronArchive archive, DataFolder folder, long logPosition) {
    long id;
    try (RecordingLog log = new RecordingLog(folder.cluster().toFile(), false)) {
      id = log.findLastTermRecordingId();
    }
    if (id == Aeron.NULL_VALUE) {
      return;
    }
    List<Recording> found = new ArrayList<>();
    archive.listRecording(
        id,
        (control, correlation, recordingId, startedMs, stoppedMs, start, stop, initialTermId,
            segmentBytes, termBytes, mtuBytes, sessionId, streamId, stripped, original, source) ->
            found.add(
                new Recording(
                    folder.archive(),
                    recordingId,
                    start,
                    stop,
                    initialTermId,
                    termBytes,
                    segmentBytes,
                    mtuBytes,
                    sessionId,
                    streamId)));
    Recording recording = found.getFirst();
    long keepFrom = recording.segmentStart(Math.max(logPosition, recording.startPosition()));
    if (keepFrom > recording.startPosition()) {
      archive.purgeSegments(id, keepFrom);
    }
  }
}
