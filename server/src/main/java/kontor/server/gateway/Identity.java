package kontor.server.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import kontor.engine.terms.Digest;
import kontor.engine.terms.Key;
import kontor.engine.terms.PaymentId;
import org.jspecify.annotations.Nullable;

/// Identities of messages and instructions, each computed in one way only.
public final class Identity {

  private static final int UETR_LENGTH = 36;

  private Identity() {}

  public static Digest digest(byte[] message) {
    return Digest.of(sha256().digest(message));
  }

  /// First half of SHA-256 over the parts with a separator that no ISO 20022 text holds.
  public static Key key(String... parts) {
    MessageDigest sha = sha256();
    for (String part : parts) {
      sha.update(part.getBytes(StandardCharsets.UTF_8));
      sha.update((byte) 0);
    }
    ByteBuffer words = ByteBuffer.wrap(sha.digest());
    return new Key(words.getLong(), words.getLong());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /// The payment's identity if the text is a lower-case UUID of version 4 (V09), else null.
  public static @Nullable PaymentId payment(@Nullable String uetr) {
    return isUetr(uetr) && uetr != null ? PaymentId.ofUetr(uetr) : null;
  }

  static boolean isUetr(@Nullable String text) {
    if (text == null || text.length() != UETR_LENGTH) {
      return false;
    }
    for (int i = 0; i < UETR_LENGTH; i++) {
      char c = text.charAt(i);
      boolean isRight =
          switch (i) {
            case 8, 13, 18, 23 -> c == '-';
            case 14 -> c == '4';
            case 19 -> c == '8' || c == '9' || c == 'a' || c == 'b';
            default -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
          };
      if (!isRight) {
        return false;
      }
    }
    return true;
  }
}
