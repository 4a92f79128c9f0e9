package kontor.cluster;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.codecs.CatalogHeaderDecoder;
import io.aeron.archive.codecs.RecordingDescriptorDecoder;
import io.aeron.archive.codecs.RecordingDescriptorHeaderDecoder;
import io.aeron.archive.codecs.RecordingState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kontor.cluster.VerifyReport.Fault;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/// The archive's catalog as it lies on disk, read without an archive.
///
/// @param fault what is wrong with it; what stands before the fault was read
record ArchiveCatalog(List<Recording> recordings, @Nullable Fault fault) {

  static final String FILE_NAME = "archive.catalog";

  private static final int ENTRY_HEADER_BYTES = RecordingDescriptorHeaderDecoder.BLOCK_LENGTH;
  private static final int CHECKSUM_OFFSET =
      RecordingDescriptorHeaderDecoder.checksumEncodingOffset();
  private static final int ALIGNMENT_OFFSET = CatalogHeaderDecoder.alignmentEncodingOffset();

  static ArchiveCatalog read(Path archiveDir) throws IOException {
    return parse(archiveDir, Files.readAllBytes(archiveDir.resolve(FILE_NAME)));
  }

  static ArchiveCatalog parse(Path archiveDir, byte[] bytes) throws IOException {
    List<Recording> recordings = new ArrayList<>();
    Fault fault =
        forEach(bytes, (buffer, content) -> recordings.add(entry(archiveDir, buffer, content)));
    return new ArchiveCatalog(List.copyOf(recordings), fault);
  }

  /// Sees each entry that is in force.
  interface Entries {
    /// @param content where in the catalog the descriptor begins
    void onEntry(UnsafeBuffer catalog, int content) throws IOException;
  }

  /// @return what is wrong with the catalog; what stands before the fault was seen
  static @Nullable Fault forEach(byte[] bytes, Entries entries) throws IOException {
    Fault fault = bytes.length < CatalogHeaderDecoder.BLOCK_LENGTH ? fault("is cut", 0) : null;
    int alignment =
        fault == null ? new UnsafeBuffer(bytes).getInt(ALIGNMENT_OFFSET, LITTLE_ENDIAN) : 1;
    if (fault == null && (alignment < 1 || Integer.bitCount(alignment) != 1)) {
      fault = fault("has an alignment that cannot be", ALIGNMENT_OFFSET);
    }
    return fault == null ? readEntries(new UnsafeBuffer(bytes), alignment, entries) : fault;
  }

  private static @Nullable Fault readEntries(UnsafeBuffer bytes, int alignment, Entries entries)
      throws IOException {
    RecordingDescriptorHeaderDecoder header = new RecordingDescriptorHeaderDecoder();
    FrameChecksum checksum = new FrameChecksum();
    int start = CatalogHeaderDecoder.BLOCK_LENGTH;
    while (start + ENTRY_HEADER_BYTES <= bytes.capacity()) {
      int length = bytes.getInt(start, LITTLE_ENDIAN);
      if (length == 0) {
        return isZero(bytes, start) ? null : fault("has bytes after its end", start);
      }
      if (length < 0 || length > bytes.capacity() - start - ENTRY_HEADER_BYTES) {
        return fault("has an entry of a length that cannot be", start);
      }
      int content = start + ENTRY_HEADER_BYTES;
      int stored = bytes.getInt(start + CHECKSUM_OFFSET, LITTLE_ENDIAN);
      if (checksum.compute(ByteBuffer.wrap(bytes.byteArray(), content, length)) != stored
          && checksum.compute(asLeftOpen(bytes, content, length)) != stored) {
        return fault("has an entry that does not match its checksum", start);
      }
      header.wrap(
          bytes, start, ENTRY_HEADER_BYTES, RecordingDescriptorHeaderDecoder.SCHEMA_VERSION);
      if (header.state() == RecordingState.VALID) {
        entries.onEntry(bytes, content);
      }
      start += BitUtil.align(ENTRY_HEADER_BYTES + length, alignment);
    }
    return null;
  }

  /// When the end of a recording is found whose writer was killed, the checksum stays as it was
  /// before: the archive does so, and {@link KilledRecordings}.
  private static ByteBuffer asLeftOpen(UnsafeBuffer bytes, int content, int length) {
    ByteBuffer entry = ByteBuffer.allocate(length).order(LITTLE_ENDIAN);
    bytes.getBytes(content, entry.array(), 0, length);
    if (length >= RecordingDescriptorDecoder.BLOCK_LENGTH) {
      entry.putLong(
          RecordingDescriptorDecoder.stopPositionEncodingOffset(), AeronArchive.NULL_POSITION);
      entry.putLong(
          RecordingDescriptorDecoder.stopTimestampEncodingOffset(), AeronArchive.NULL_TIMESTAMP);
    }
    return entry;
  }

  private static boolean isZero(UnsafeBuffer bytes, int from) {
    for (int i = from; i < bytes.capacity(); i++) {
      if (bytes.getByte(i) != 0) {
        return false;
      }
    }
    return true;
  }

  static Recording entry(Path archiveDir, UnsafeBuffer bytes, int offset) {
    RecordingDescriptorDecoder entry =
        new RecordingDescriptorDecoder()
            .wrap(
                bytes,
                offset,
                RecordingDescriptorDecoder.BLOCK_LENGTH,
                RecordingDescriptorDecoder.SCHEMA_VERSION);
    return new Recording(
        archiveDir,
        entry.recordingId(),
        entry.startPosition(),
        entry.stopPosition(),
        entry.initialTermId(),
        entry.termBufferLength(),
        entry.segmentFileLength(),
        entry.mtuLength(),
        entry.sessionId(),
        entry.streamId());
  }

  private static Fault fault(String what, long offset) {
    return new Fault("catalog of the archive " + what, FILE_NAME, offset, -1);
  }

  @Nullable Recording byId(long id) {
    return recordings.stream().filter(r -> r.id() == id).findFirst().orElse(null);
  }

  @Nullable Recording journal() {
    return recordings.stream()
        .filter(r -> r.streamId() == EventJournal.STREAM_ID)
        .findFirst()
        .orElse(null);
  }
}
