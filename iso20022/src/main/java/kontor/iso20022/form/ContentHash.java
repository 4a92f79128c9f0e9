package kontor.iso20022.form;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import kontor.iso20022.xml.CanonicalContent;

/// SHA-256 of canonical content.
final class ContentHash {
  private final MessageDigest digest;

  ContentHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  byte[] of(CanonicalContent content) {
    digest.update(content.bytes(), 0, content.length());
    return digest.digest();
  }
}
