package kontor.cluster;

import io.aeron.archive.client.AeronArchive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import kontor.cluster.RecordingEnd.Piece;
import kontor.cluster.VerifyReport.Fault;

/// The log's files, and up to where they are sure to be on disk.
///
/// A command counts when it is on disk, so a power cut or a kill may tear only what nobody was told
/// of: the last write, a frame or many. The next start cuts the log at the first frame that is not
/// what its writer wrote, before the archive looks at it, which would take the last one as it is.
///
/// Torn and damaged look alike. What the core has applied was on disk before; so that is noted a
/// few times a second, and what lies before the note was whole. If it is not now, the disk has lost
/// it: the node does not start, for it would forget what was acknowledged.
final class LogFiles {

  /// Holds a log position up to which the log is on disk. It is not synced: an older one is right
  /// too, and one that cannot be read says nothing. It is there from the first start on, so that a
  /// disk that is full takes it too.
  static final String MARK_FILE = "log-on-disk";

  private final Path markFile;
  private long marked;

  LogFiles(Path dataDir) {
    this.markFile = dataDir.resolve(MARK_FILE);
    this.marked = marked(markFile);
  }

  /// Notes that the log is on disk up to a position.
  void mark(long position) throws IOException {
    if (position <= marked) {
      return;
    }
    write(markFile, position);
    marked = position;
  }

  /// In place and always of one length.
  private static void write(Path markFile, long position) throws IOException {
    byte[] text = "%019d\n".formatted(position).getBytes(StandardCharsets.US_ASCII);
    try (FileChannel file =
        FileChannel.open(markFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap(text), 0);
    }
  }

  /// @return -1 if there is no note
  private static long marked(Path markFile) {
    try {
      String text =
          Files.exists(markFile) ? Files.readString(markFile, StandardCharsets.ISO_8859_1) : "";
      return text.matches("[0-9]{19}\n") ? Long.parseLong(text.strip()) : -1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Cuts the log of a node that was killed to what is whole, before an archive looks at it.
  ///
  /// @throws DamagedFolderException if it is damaged where it was whole before
  static void cutToWhole(DataFolder folder) {
    Path markFile = folder.dir().resolve(MARK_FILE);
    long marked = marked(markFile);
    try {
      Recording log = ClusterLog.find(folder);
      if (log == null) {
        write(markFile, 0);
        return;
      }
      // Without a note the folder is restored, or of a release that wrote none.
      if (log.stopPosition() != AeronArchive.NULL_POSITION || marked < 0) {
        return;
      }
      long end = RecordingEnd.whole(log, marked, Piece.FRAME);
      if (end < marked) {
        throw new DamagedFolderException(
            "log is damaged at " + end + " in " + log.segmentFile(log.segmentStart(end))
                + ", and was on disk up to " + marked);
      }
      RecordingCut.after(log, end);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Looks at every bit that the core is about to read again: the log from its last state on. The
  /// archive's checksum does not cover the headers of frames, and one turned flag or type there
  /// makes it leave out a message, or wait for ever.
  ///
  /// @throws DamagedFolderException if it is not what was written
  static void checkFromState(DataFolder folder) {
    try {
      Recording log = ClusterLog.find(folder);
      if (log == null) {
        return;
      }
      // Whose session padding bears means nothing here: nobody reads it.
      Fault fault =
          new RecordingCheck(log, null, new LogMessages(LogMessages.Owner.MEMBER))
              .from(Math.max(log.startPosition(), ClusterLog.statePosition(folder)))
              .run();
      if (fault != null) {
        throw new DamagedFolderException(
            "log is damaged at " + fault.position() + " in " + fault.file() + ": " + fault.what());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
