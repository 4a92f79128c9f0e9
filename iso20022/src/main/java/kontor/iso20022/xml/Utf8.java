package kontor.iso20022.xml;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Checks bytes for well-formed UTF-8 (RFC 3629) without U+FFFE and U+FFFF, which XML forbids.
final class Utf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  /// Position of the first byte that does not belong, or -1 if all do.
  static int firstFault(byte[] bytes) {
    int at = 0;
    while (at < bytes.length) {
      if (at + Long.BYTES <= bytes.length && ((long) LONGS.get(bytes, at) & HIGH_BITS) == 0) {
        at += Long.BYTES;
      } else if (bytes[at] >= 0) {
        at++;
      } else {
        int length = sequenceLength(bytes, at);
        if (length == 0) {
          return at;
        }
        at += length;
      }
    }
    return -1;
  }

  /// Length of the sequence of two to four bytes that starts here, 0 if it is not one.
  private static int sequenceLength(byte[] bytes, int at) {
    int first = bytes[at] & 0xff;
    int length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    if (length == 0 || at + length > bytes.length) {
      return 0;
    }
    for (int offset = 1; offset < length; offset++) {
      if ((bytes[at + offset] & 0xc0) != 0x80) {
        return 0;
      }
    }
    int codePoint = codePoint(bytes, at);
    boolean overlong = codePoint < (length == 3 ? 0x800 : length == 4 ? 0x10000 : 0x80);
    boolean forbidden = (codePoint >= 0xd800 && codePoint <= 0xdfff) || codePoint > 0x10ffff
        || codePoint == 0xfffe || codePoint == 0xffff;
    return overlong || forbidden ? 0 : length;
  }

  /// The character that starts at a position of bytes already found good.
  static int codePoint(byte[] bytes, int at) {
    int first = bytes[at] & 0xff;
    if (first < 0x80) {
      return first;
    }
    if (first < 0xe0) {
      return (first & 0x1f) << 6 | (bytes[at + 1] & 0x3f);
    }
    if (first < 0xf0) {
      return (first & 0x0f) << 12 | (bytes[at + 1] & 0x3f) << 6 | (bytes[at + 2] & 0x3f);
    }
    return (first & 0x07) << 18 | (bytes[at + 1] & 0x3f) << 12 | (bytes[at + 2] & 0x3f) << 6
        | (bytes[at + 3] & 0x3f);
  }

  static int lengthAt(byte[] bytes, int at) {
    int first = bytes[at] & 0xff;
    return first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  }
}
