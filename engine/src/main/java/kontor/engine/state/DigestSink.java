package kontor.engine.state;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import kontor.engine.Snapshot;
import kontor.engine.terms.Digest;

/// Reduces a snapshot to its SHA-256, so that replicas can be compared.
public final class DigestSink implements Snapshot.Sink {

  private final MessageDigest sha256;

  public DigestSink() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      // Every Java platform is required to have it.
      throw new AssertionError("SHA-256 is missing", e);
    }
  }

  @Override
  public void putBytes(byte[] bytes, int length) {
    sha256.update(bytes, 0, length);
  }

  public Digest digest() {
    return Digest.of(sha256.digest());
  }
}
