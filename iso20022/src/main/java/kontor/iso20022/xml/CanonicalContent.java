package kontor.iso20022.xml;

import java.util.Arrays;

/// What a message says without how it is written: element names, attribute and text values in
/// document order, with marks between them that cannot stand in XML, so that no two contents give
/// the same bytes.
public final class CanonicalContent {
  private static final byte ELEMENT = 1;
  private static final byte ATTRIBUTE = 2;
  private static final byte TEXT = 3;
  private static final byte END = 4;

  private byte[] bytes = new byte[1024];
  private int length;

  public byte[] bytes() {
    return bytes;
  }

  public int length() {
    return length;
  }

  /// Drops what was added behind a former length.
  public void cut(int formerLength) {
    length = formerLength;
  }

  void mark(byte mark) {
    room(1);
    bytes[length++] = mark;
  }

  void add(byte[] source, int from, int size) {
    room(size);
    System.arraycopy(source, from, bytes, length, size);
    length += size;
  }

  void element(byte[] source, int from, int size) {
    mark(ELEMENT);
    add(source, from, size);
  }

  void attribute(byte[] source, int from, int size) {
    mark(ATTRIBUTE);
    add(source, from, size);
  }

  void text(byte[] source, int from, int size) {
    mark(TEXT);
    add(source, from, size);
  }

  void end() {
    mark(END);
  }

  private void room(int size) {
    if (length + size > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + size));
    }
  }
}
