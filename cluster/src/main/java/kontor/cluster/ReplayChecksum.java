package kontor.cluster;

import static io.aeron.logbuffer.FrameDescriptor.UNFRAGMENTED;
import static io.aeron.protocol.DataHeaderFlyweight.HEADER_LENGTH;
import static io.aeron.protocol.DataHeaderFlyweight.RESERVED_VALUE_OFFSET;
import static io.aeron.protocol.DataHeaderFlyweight.SESSION_ID_FIELD_OFFSET;
import static io.aeron.protocol.HeaderFlyweight.CURRENT_VERSION;
import static io.aeron.protocol.HeaderFlyweight.FLAGS_FIELD_OFFSET;
import static io.aeron.protocol.HeaderFlyweight.VERSION_FIELD_OFFSET;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.aeron.archive.checksum.Checksum;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Checks each frame that the archive reads, be it for this node's core or for another member: one
/// that is not what was written must reach nobody. The archive then breaks off and says where; a
/// node whose log is damaged stops.
///
/// Of the header it sees what does not depend on the place. What the core reads is looked at in
/// full before, see {@link LogFiles#checkFromState}.
final class ReplayChecksum implements Checksum {

  private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(LITTLE_ENDIAN);

  private final FrameChecksum frames = new FrameChecksum();
  private final HealthBoard health;

  ReplayChecksum(HealthBoard health) {
    this.health = health;
  }

  /// @param offset of the frame's content; its header, with the checksum in it, is before
  @Override
  public int compute(long address, int offset, int length) {
    int computed = frames.compute(address, offset, length);
    MemorySegment header =
        MemorySegment.ofAddress(address + offset - HEADER_LENGTH).reinterpret(HEADER_LENGTH);
    if (computed == header.get(INT, SESSION_ID_FIELD_OFFSET) && isHeaderPossible(header)) {
      return computed;
    }
    health.stop("a frame does not match its checksum: damaged on disk, verify names it");
    // The archive compares with what is stored; a wrong header is refused like wrong content.
    return ~header.get(INT, SESSION_ID_FIELD_OFFSET);
  }

  private static boolean isHeaderPossible(MemorySegment header) {
    int flags = header.get(BYTE, FLAGS_FIELD_OFFSET) & 0xFF;
    return header.get(BYTE, VERSION_FIELD_OFFSET) == CURRENT_VERSION
        && (flags & ~(UNFRAGMENTED & 0xFF)) == 0
        && header.get(LONG, RESERVED_VALUE_OFFSET) == 0;
  }
}
