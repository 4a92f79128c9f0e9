package kontor.cluster;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.aeron.archive.codecs.CatalogHeaderDecoder;
import io.aeron.archive.codecs.RecordingDescriptorDecoder;
import io.aeron.archive.codecs.RecordingDescriptorHeaderDecoder;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/// A copy of an archive's catalog, of which {@link ArchiveCatalog} does not say all. It must be one
/// that it found nothing wrong with.
final class CatalogBytes {

  private static final int HEADER_BYTES = RecordingDescriptorHeaderDecoder.BLOCK_LENGTH;

  private final byte[] bytes;
  private final UnsafeBuffer buffer;

  CatalogBytes(byte[] bytes) {
    this.bytes = bytes;
    this.buffer = new UnsafeBuffer(bytes);
  }

  byte[] bytes() {
    return bytes;
  }

  /// What no other recording has and none loses: when it began, and a number that was drawn then.
  String identity(long recordingId) {
    int entry = find(recordingId) + HEADER_BYTES;
    return Long.toHexString(
            longAt(entry + RecordingDescriptorDecoder.startTimestampEncodingOffset()))
        + "-"
        + Integer.toHexString(
            intAt(entry + RecordingDescriptorDecoder.initialTermIdEncodingOffset()));
  }

  /// Where the entry of a recording begins.
  int find(long recordingId) {
    int alignment = intAt(CatalogHeaderDecoder.alignmentEncodingOffset());
    int start = CatalogHeaderDecoder.BLOCK_LENGTH;
    while (start + HEADER_BYTES < bytes.length) {
      int length = intAt(start + RecordingDescriptorHeaderDecoder.lengthEncodingOffset());
      int id = start + HEADER_BYTES + RecordingDescriptorDecoder.recordingIdEncodingOffset();
      if (length <= 0) {
        break;
      }
      if (longAt(id) == recordingId) {
        return start;
      }
      start += BitUtil.align(HEADER_BYTES + length, alignment);
    }
    throw new IllegalArgumentException("recording is not in the catalog: " + recordingId);
  }

  private int intAt(int offset) {
    return buffer.getInt(offset, LITTLE_ENDIAN);
  }

  private long longAt(int offset) {
    return buffer.getLong(offset, LITTLE_ENDIAN);
  }
}
