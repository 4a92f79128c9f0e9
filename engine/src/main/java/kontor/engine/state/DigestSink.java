package kontor.engine.state;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import kontor.engine.Snapshot;
import kontor.engine.terms.Digest;

/// Reduces a snapshot to its SHA-256, so that replicas can be compared.
public final class DigestSink implements Snapshot.Sink {

  private static final int BUFFER_BYTES = 1 << 13;

  private final MessageDigest sha256;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

  public DigestSink() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      // Every Java platform is required to have it.
      throw new AssertionError("SHA-256 is missing", e);
    }
  }

  @Override
  public void putInt(int value) {
    room(Integer.BYTES);
    buffer.putInt(value);
  }

  @Override
  public void putLong(long value) {
    room(Long.BYTES);
    buffer.putLong(value);
  }

  @Override
  public void putBytes(byte[] bytes, int length) {
    flush();
    sha256.update(bytes, 0, length);
  }

  public Digest digest() {
    flush();
    return Digest.of(sha256.digest());
  }

  private void room(int bytes) {
    if (buffer.remaining() < bytes) {
      flush();
    }
  }

  private void flush() {
    sha256.update(buffer.flip());
    buffer.clear();
  }
}
