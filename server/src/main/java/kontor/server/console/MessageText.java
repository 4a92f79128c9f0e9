package kontor.server.console;

import java.nio.charset.StandardCharsets;
import kontor.server.gateway.Evidence;
import org.jspecify.annotations.Nullable;

/// A message's bytes as text for reading. Nothing is interpreted: it is for the eye, also when it
/// is no XML at all.
final class MessageText {

  /// What a page shows of one message at most.
  static final int SHOWN_MAX = 200_000;

  private static final int INDENT_MAX = 40;

  private MessageText() {}

  /// @param text what is shown
  /// @param isCut whether there is more
  record Shown(String text, boolean isCut) {}

  /// The message behind its evidence; null if not all of it is in.
  static @Nullable Shown ofEvidence(byte @Nullable [] evidence) {
    byte[] message = evidence == null ? null : Evidence.restore(evidence);
    return message == null ? null : of(message);
  }

  static Shown of(byte[] message) {
    int length = Math.min(message.length, SHOWN_MAX);
    String text = new String(message, 0, length, StandardCharsets.UTF_8);
    return new Shown(indented(text), message.length > length);
  }

  /// Puts each tag of a message without line breaks on a line of its own; others stay as they are.
  static String indented(String text) {
    if (text.strip().indexOf('\n') >= 0) {
      return text;
    }
    StringBuilder lines = new StringBuilder();
    int depth = 0;
    int at = 0;
    boolean afterText = false;
    while (at < text.length()) {
      int open = text.indexOf('<', at);
      int close = open < 0 ? -1 : text.indexOf('>', open);
      if (close < 0) {
        return lines.append(text, at, text.length()).toString();
      }
      String content = text.substring(at, open).strip();
      String tag = text.substring(open, close + 1);
      boolean isEnd = tag.startsWith("</");
      depth -= isEnd ? 1 : 0;
      lines.append(content);
      if (content.isEmpty() && !(isEnd && afterText)) {
        lines.append(lines.isEmpty() ? "" : "\n");
        lines.append("  ".repeat(Math.clamp(depth, 0, INDENT_MAX)));
      }
      lines.append(tag);
      boolean isStart =
          !isEnd && !tag.endsWith("/>") && !tag.startsWith("<?") && !tag.startsWith("<!");
      depth += isStart ? 1 : 0;
      // A start tag directly before its end tag, with or without text, stays on one line.
      afterText = isStart;
      at = close + 1;
    }
    return lines.toString();
  }
}
