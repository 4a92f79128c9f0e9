package kontor.cluster;

import io.aeron.archive.checksum.Checksum;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// CRC-32C of a frame's content, by the JDK's public class: Agrona's would need another package of
/// the JDK opened. One for each thread that records.
final class FrameChecksum implements Checksum {

  private final CRC32C crc = new CRC32C();

  @Override
  public int compute(long address, int offset, int length) {
    MemorySegment frame = MemorySegment.ofAddress(address + offset).reinterpret(length);
    crc.reset();
    crc.update(frame.asByteBuffer());
    return (int) crc.getValue();
  }

  /// Of the bytes between the buffer's position and limit.
  int compute(ByteBuffer content) {
    crc.reset();
    crc.update(content);
    return (int) crc.getValue();
  }
}
