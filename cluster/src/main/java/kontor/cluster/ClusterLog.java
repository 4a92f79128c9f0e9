package kontor.cluster;

import io.aeron.Aeron;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.RecordingLog;
import java.util.ArrayList;
import java.util.List;

/// The log of commands as the archive records it.
final class ClusterLog {

  private ClusterLog() {}

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
