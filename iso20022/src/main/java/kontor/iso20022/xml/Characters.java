package kontor.iso20022.xml;

/// Which bytes may stand where in XML. Bytes from 0x80 are parts of characters that [Utf8] has
/// checked; in names they are looked at again as whole characters.
final class Characters {
  /// In text: goes on / ends the fast path / is forbidden.
  static final byte PLAIN = 0;
  static final byte SPECIAL = 1;
  static final byte FORBIDDEN = 2;

  /// In names: not of a name / may start one / may go on.
  static final byte NAME_START = 1;
  static final byte NAME_PART = 2;

  static final byte[] TEXT = new byte[256];
  static final byte[] NAME = new byte[256];

  static {
    for (int c = 0; c < 0x20; c++) {
      TEXT[c] = FORBIDDEN;
    }
    TEXT['\t'] = PLAIN;
    for (char c : new char[] {'\n', '\r', '<', '&', ']'}) {
      TEXT[c] = SPECIAL;
    }
    for (int c = 0; c < 256; c++) {
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean part = (c >= '0' && c <= '9') || c == '-' || c == '.';
      NAME[c] = letter || c == '_' || c >= 0x80 ? NAME_START : part ? NAME_PART : 0;
    }
  }

  private Characters() {}

  static boolean space(int c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
  }

  static boolean allowed(int codePoint) {
    return codePoint >= 0x20
        ? codePoint <= 0xd7ff || (codePoint >= 0xe000 && codePoint <= 0xfffd)
            || (codePoint >= 0x10000 && codePoint <= 0x10ffff)
        : codePoint == '\t' || codePoint == '\n' || codePoint == '\r';
  }

  /// Beyond ASCII, by the ranges of XML 1.0, fifth edition.
  static boolean nameStart(int c) {
    return (c >= 0xc0 && c <= 0x2ff && c != 0xd7 && c != 0xf7)
        || (c >= 0x370 && c <= 0x1fff && c != 0x37e)
        || c == 0x200c || c == 0x200d || (c >= 0x2070 && c <= 0x218f)
        || (c >= 0x2c00 && c <= 0x2fef) || (c >= 0x3001 && c <= 0xd7ff)
        || (c >= 0xf900 && c <= 0xfdcf) || (c >= 0xfdf0 && c <= 0xfffd)
        || (c >= 0x10000 && c <= 0xeffff);
  }

  static boolean namePart(int c) {
    return nameStart(c) || c == 0xb7 || (c >= 0x300 && c <= 0x36f)
        || c == 0x203f || c == 0x2040;
  }
}
