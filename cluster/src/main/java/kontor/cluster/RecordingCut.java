package kontor.cluster;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Takes away what lies behind the end of a recording of a stopped node: what was written after a
/// hole must not stand behind what will be written now.
final class RecordingCut {

  private static final int PIECE_BYTES = 1 << 20;

  private RecordingCut() {}

  static void after(Recording recording, long end) throws IOException {
    long start = recording.segmentStart(end);
    Path file = recording.segmentFile(start);
    if (Files.exists(file)) {
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        clear(channel, end - start);
      }
    }
    Path later = recording.segmentFile(start + recording.segmentBytes());
    while (Files.exists(later)) {
      Files.delete(later);
      start += recording.segmentBytes();
      later = recording.segmentFile(start + recording.segmentBytes());
    }
    sync(recording.archiveDir());
  }

  /// @param file may be a directory
  static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.force(false);
    }
  }

  private static void clear(FileChannel channel, long from) throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
    ByteBuffer zeros = ByteBuffer.allocate(PIECE_BYTES);
    long size = channel.size();
    boolean changed = false;
    for (long place = from; place < size; place += piece.limit()) {
      piece.clear().limit((int) Math.min(PIECE_BYTES, size - place));
      int read = channel.read(piece, place);
      piece.flip();
      if (read <= 0) {
        break;
      }
      // A file is mostly a hole there; it stays one.
      if (!piece.equals(zeros.clear().limit(read))) {
        channel.write(zeros, place);
        changed = true;
      }
    }
    if (changed) {
      channel.force(true);
    }
  }
}
