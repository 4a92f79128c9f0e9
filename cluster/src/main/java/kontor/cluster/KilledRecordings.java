package kontor.cluster;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.codecs.RecordingDescriptorDecoder;
import io.aeron.logbuffer.FrameDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.BitUtil;

/// Says in the catalog of a stopped archive where each recording ends whose writer was killed.
///
/// The archive would do so itself when it opens, from the same lengths of frames. But it reads
/// them a mebibyte at a time and looks at the last one again where it no longer has it: a log whose
/// last frame lies across the border of two such pieces could never be opened (Aeron 1.51, {@code
/// Catalog.recoverStopOffset}). What is torn was cut before, see {@link LogFiles} and {@link
/// JournalFiles}; what is damaged is found when it is read.
final class KilledRecordings {

  private static final ValueLayout.OfInt LENGTH =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(LITTLE_ENDIAN);
  private static final int STOP_OFFSET = RecordingDescriptorDecoder.stopPositionEncodingOffset();
  private static final int STOPPED_MS_OFFSET =
      RecordingDescriptorDecoder.stopTimestampEncodingOffset();

  private KilledRecordings() {}

  static void close(Path archiveDir) {
    Path file = archiveDir.resolve(ArchiveCatalog.FILE_NAME);
    if (!Files.exists(file)) {
      return;
    }
    try (FileChannel catalog = FileChannel.open(file, StandardOpenOption.WRITE)) {
      long nowMs = System.currentTimeMillis();
      ArchiveCatalog.forEach(
          Files.readAllBytes(file),
          (buffer, content) -> {
            Recording recording = ArchiveCatalog.entry(archiveDir, buffer, content);
            if (recording.stopPosition() == AeronArchive.NULL_POSITION) {
              put(catalog, content + STOPPED_MS_OFFSET, nowMs);
              put(catalog, content + STOP_OFFSET, end(recording));
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void put(FileChannel catalog, long place, long value) throws IOException {
    catalog.write(
        ByteBuffer.allocate(Long.BYTES).order(LITTLE_ENDIAN).putLong(0, value), place);
  }

  /// Where the first frame would begin that has no length, or one that cannot be.
  private static long end(Recording recording) throws IOException {
    long segment = RecordingEnd.lastSegment(recording);
    if (segment < 0) {
      return recording.startPosition();
    }
    Path file = recording.segmentFile(segment);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        Arena arena = Arena.ofConfined()) {
      MemorySegment frames = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
      long place = Math.max(segment, recording.startPosition()) - segment;
      long length = frameLength(frames, place);
      while (length > 0 && length <= frames.byteSize() - place) {
        place += length;
        length = frameLength(frames, place);
      }
      return segment + place;
    }
  }

  private static long frameLength(MemorySegment frames, long place) {
    boolean hasLength = place + Integer.BYTES <= frames.byteSize();
    int length = hasLength ? frames.get(LENGTH, place) : 0;
    return BitUtil.align((long) length, FrameDescriptor.FRAME_ALIGNMENT);
  }
}
