package kontor.iso20022.xml;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/// Writes XML in one fixed form: UTF-8, two blanks a level, a line feed at every end of line, so
/// that the same message always gives the same bytes.
///
/// Characters that XML does not allow are written as `?`: they can only come from a sender's bytes
/// that are quoted in an answer.
public final class XmlOut {
  private final StringBuilder out =
      new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  private int depth;

  public XmlOut open(String name) {
    return open(name, null);
  }

  /// Opens an element that sets the default namespace if one is given.
  public XmlOut open(String name, @Nullable String namespace) {
    indent().append('<').append(name);
    if (namespace != null) {
      out.append(" xmlns=\"").append(namespace).append('"');
    }
    out.append(">\n");
    depth++;
    return this;
  }

  public XmlOut close(String name) {
    depth--;
    indent().append("</").append(name).append(">\n");
    return this;
  }

  /// An element with text, nothing if there is no text.
  public XmlOut text(String name, @Nullable String text) {
    if (text != null) {
      indent().append('<').append(name).append('>');
      escape(text);
      out.append("</").append(name).append(">\n");
    }
    return this;
  }

  /// An element with text of at most a length, cut if it is longer.
  public XmlOut text(String name, @Nullable String text, int lengthMax) {
    return text(name, text == null ? null : cut(text, lengthMax));
  }

  public XmlOut text(String name, String attribute, String value, String text) {
    indent().append('<').append(name).append(' ').append(attribute).append("=\"");
    escape(value);
    out.append("\">");
    escape(text);
    out.append("</").append(name).append(">\n");
    return this;
  }

  public byte[] bytes() {
    return out.toString().getBytes(UTF_8);
  }

  /// The first characters of a text; a pair of surrogates is not split.
  public static String cut(String text, int lengthMax) {
    if (text.codePointCount(0, text.length()) <= lengthMax) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, lengthMax));
  }

  private StringBuilder indent() {
    return out.repeat(' ', 2 * depth);
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\r' -> out.append("&#13;");
        case '\n' -> out.append("&#10;");
        case '\t' -> out.append("&#9;");
        default -> out.appendCodePoint(Characters.allowed(c) ? c : '?');
      }
    }
  }
}
