package kontor.cluster;

import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.RecordingLog;
import io.aeron.cluster.codecs.NewLeadershipTermEventDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import kontor.cluster.RecordingEnd.Piece;
import org.agrona.DirectBuffer;
import org.agrona.IoUtil;

/// The log in the folder of a standby that is closed.
final class CopiedLog {

  private CopiedLog() {}

  /// Cuts the last file at the first frame that is not whole. Nobody counts on what a standby has,
  /// and the members give it again.
  static void cutToWhole(DataFolder folder) {
    try {
      Recording log = ClusterLog.find(folder);
      if (log != null && log.stopPosition() == AeronArchive.NULL_POSITION) {
        long last = Math.max(RecordingEnd.lastSegment(log), log.startPosition());
        RecordingCut.after(log, RecordingEnd.whole(log, last, Piece.FRAME));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Lists the terms of the log as a member would have listed them while it wrote it. Whoever
  /// copies knows only those that it met.
  ///
  /// @return end of the log
  /// @throws IllegalStateException if there is no log, or not all of it
  static long nameTerms(DataFolder folder) throws IOException {
    Recording log = ClusterLog.find(folder);
    if (log == null || log.startPosition() != 0) {
      throw new IllegalStateException(
          log == null ? "nothing was copied" : "the log begins at " + log.startPosition());
    }
    Path fresh = folder.cluster().resolve("terms");
    IoUtil.delete(fresh.toFile(), true);
    Files.createDirectory(fresh);
    long end = RecordingEnd.find(log);
    try (RecordingLog terms = new RecordingLog(fresh.toFile(), true);
        MessageCursor messages = new MessageCursor(log, 0)) {
      while (messages.next(end)) {
        nameTerm(terms, log.id(), messages);
      }
      if (terms.entries().isEmpty()) {
        throw new IllegalStateException("the log has no term");
      }
      terms.force(1);
    }
    Files.move(
        fresh.resolve(RecordingLog.RECORDING_LOG_FILE_NAME),
        folder.cluster().resolve(RecordingLog.RECORDING_LOG_FILE_NAME),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    Files.delete(fresh);
    RecordingCut.sync(folder.cluster());
    return end;
  }

  private static void nameTerm(RecordingLog terms, long recordingId, MessageCursor message) {
    DirectBuffer buffer = message.buffer();
    int start = message.offset();
    if (!ClusterMessages.isOfCluster(buffer, start, message.length())
        || ClusterMessages.templateId(buffer, start) != NewLeadershipTermEventDecoder.TEMPLATE_ID) {
      return;
    }
    NewLeadershipTermEventDecoder term = new NewLeadershipTermEventDecoder();
    term.wrap(
        buffer,
        start + ClusterMessages.HEADER_BYTES,
        ClusterMessages.blockLength(buffer, start),
        ClusterMessages.version(buffer, start));
    RecordingLog.Entry before = terms.findLastTerm();
    if (before != null) {
      terms.commitLogPosition(before.leadershipTermId, term.termBaseLogPosition());
    }
    terms.appendTerm(
        recordingId, term.leadershipTermId(), term.termBaseLogPosition(), term.timestamp());
  }
}
