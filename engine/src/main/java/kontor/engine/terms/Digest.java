package kontor.engine.terms;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/// A SHA-256 digest: of a message's bytes, of a payment's content, of the engine's state.
public record Digest(long a, long b, long c, long d) {

  public static final int BYTES = 32;

  /// @param bytes exactly 32 bytes
  public static Digest of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a digest has 32 bytes: " + bytes.length);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new Digest(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
  }

  public byte[] bytes() {
    return ByteBuffer.allocate(BYTES).putLong(a).putLong(b).putLong(c).putLong(d).array();
  }

  /// 64 hexadecimal digits, lower case.
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes());
  }
}
