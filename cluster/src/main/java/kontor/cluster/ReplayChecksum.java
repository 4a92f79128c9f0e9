package kontor.cluster;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.aeron.archive.checksum.Checksum;
import io.aeron.protocol.DataHeaderFlyweight;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Checks each frame that the archive reads, be it for this node's core or for another member: one
/// that is not what was written must reach nobody. The archive then breaks off and says where; a
/// node whose log is damaged stops.
final class ReplayChecksum implements Checksum {

  private static final ValueLayout.OfInt STORED =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(LITTLE_ENDIAN);

  private static final int STORED_BEFORE =
      DataHeaderFlyweight.HEADER_LENGTH - DataHeaderFlyweight.SESSION_ID_FIELD_OFFSET;

  private final FrameChecksum frames = new FrameChecksum();
  private final HealthBoard health;

  ReplayChecksum(HealthBoard health) {
    this.health = health;
  }

  /// @param offset of the frame's content; its header, with the checksum in it, is before
  @Override
  public int compute(long address, int offset, int length) {
    int computed = frames.compute(address, offset, length);
    MemorySegment stored =
        MemorySegment.ofAddress(address + offset - STORED_BEFORE).reinterpret(Integer.BYTES);
    if (computed != stored.get(STORED, 0)) {
      health.stop("a frame does not match its checksum: damaged on disk, verify names it");
    }
    return computed;
  }
}
