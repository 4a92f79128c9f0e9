package kontor.cluster;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.aeron.cluster.codecs.ClientSessionDecoder;
import io.aeron.cluster.codecs.ClusterSessionDecoder;
import io.aeron.cluster.codecs.MembershipChangeEventDecoder;
import io.aeron.cluster.codecs.MessageHeaderDecoder;
import io.aeron.cluster.codecs.SessionOpenEventDecoder;
import org.agrona.DirectBuffer;

/// The messages of Aeron Cluster in log and snapshots, as far as the verifier must know them.
final class ClusterMessages {

  static final int HEADER_BYTES = MessageHeaderDecoder.ENCODED_LENGTH;

  private ClusterMessages() {}

  static boolean isOfCluster(DirectBuffer buffer, int offset, int length) {
    return length >= HEADER_BYTES
        && field(buffer, offset + MessageHeaderDecoder.schemaIdEncodingOffset())
            == MessageHeaderDecoder.SCHEMA_ID;
  }

  static int templateId(DirectBuffer buffer, int offset) {
    return field(buffer, offset + MessageHeaderDecoder.templateIdEncodingOffset());
  }

  static int blockLength(DirectBuffer buffer, int offset) {
    return field(buffer, offset + MessageHeaderDecoder.blockLengthEncodingOffset());
  }

  static int version(DirectBuffer buffer, int offset) {
    return field(buffer, offset + MessageHeaderDecoder.versionEncodingOffset());
  }

  private static int field(DirectBuffer buffer, int offset) {
    return Short.toUnsignedInt(buffer.getShort(offset, LITTLE_ENDIAN));
  }

  /// Whether a message ends where its own fields say.
  static boolean isWhole(DirectBuffer buffer, int offset, int length) {
    int fields =
        switch (templateId(buffer, offset)) {
          case SessionOpenEventDecoder.TEMPLATE_ID, ClientSessionDecoder.TEMPLATE_ID -> 2;
          case ClusterSessionDecoder.TEMPLATE_ID, MembershipChangeEventDecoder.TEMPLATE_ID -> 1;
          default -> 0;
        };
    long end = (long) HEADER_BYTES + blockLength(buffer, offset);
    for (int i = 0; i < fields; i++) {
      if (end + Integer.BYTES > length) {
        return false;
      }
      int size = buffer.getInt(offset + (int) end, LITTLE_ENDIAN);
      end += Integer.BYTES + Integer.toUnsignedLong(size);
    }
    return end == length;
  }
}
