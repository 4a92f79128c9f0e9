package kontor.server.agreement;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Bytes as lines of text. Taken are UTF-8 with or without a byte-order mark, and the line ends of
/// every system; anything else is one fault, for nothing behind it can be trusted.
///
/// @param fault null if all is well
record TextLines(List<String> lines, @Nullable TextFault fault) {

  /// More than the largest agreement: its calendars have 4096 holidays a country at most.
  static final int BYTES_MAX = 8 << 20;

  private static final int BYTE_ORDER_MARK = 0xfeff;
  private static final String SAVE_AS_UTF_8 = "save it as plain text in UTF-8";

  static TextLines of(byte[] bytes) {
    if (bytes.length > BYTES_MAX) {
      return faulty(0, "the text is larger than " + (BYTES_MAX >> 20) + " MiB",
          "give the agreement alone");
    }
    if (startsWith(bytes, 0xfe, 0xff) || startsWith(bytes, 0xff, 0xfe)) {
      return faulty(0, "the text is UTF-16", SAVE_AS_UTF_8);
    }
    int zero = indexOfZero(bytes);
    if (zero >= 0) {
      return faulty(lineOf(bytes, zero), "a zero byte is in it, so this is no text",
          SAVE_AS_UTF_8);
    }
    CharBuffer text = CharBuffer.allocate(bytes.length);
    ByteBuffer from = ByteBuffer.wrap(bytes);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CoderResult result = decoder.decode(from, text, true);
    if (result.isError()) {
      int at = from.position();
      return faulty(
          lineOf(bytes, at),
          String.format(Locale.ROOT, "byte 0x%02x is not UTF-8", bytes[at]),
          SAVE_AS_UTF_8);
    }
    return new TextLines(split(text.flip().toString()), null);
  }

  private static boolean startsWith(byte[] bytes, int first, int second) {
    return bytes.length >= 2 && (bytes[0] & 0xff) == first && (bytes[1] & 0xff) == second;
  }

  private static int indexOfZero(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        return i;
      }
    }
    return -1;
  }

  private static int lineOf(byte[] bytes, int position) {
    int line = 1;
    for (int i = 0; i < position; i++) {
      boolean isEnd = bytes[i] == '\n' || bytes[i] == '\r' && bytes[i + 1] != '\n';
      line += isEnd ? 1 : 0;
    }
    return line;
  }

  private static List<String> split(String text) {
    List<String> lines = new ArrayList<>();
    int start = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
    for (int at = start; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\n' || c == '\r') {
        lines.add(text.substring(start, at));
        boolean isPair = c == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n';
        at += isPair ? 1 : 0;
        start = at + 1;
      }
    }
    if (start < text.length()) {
      lines.add(text.substring(start));
    }
    return lines;
  }

  private static TextLines faulty(int line, String text, String remedy) {
    return new TextLines(List.of(), new TextFault(line, "", text, remedy));
  }
}
