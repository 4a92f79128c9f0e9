package kontor.iso20022.xml;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads XML as tokens, straight from the bytes. [#next] moves to the next start tag, text or end
/// tag; the accessors tell about the current one.
///
/// It keeps all of XML 1.0 with namespaces that has to do with well-formedness, and refuses what a
/// payment message does not need and an attacker does: document types, entities beyond the five
/// predefined, encodings other than UTF-8, XML 1.1, nesting deeper than [#DEPTH_MAX], more than
/// [#ATTRIBUTES_MAX] attributes on an element or as many namespace declarations in scope.
///
/// Text is one token from tag to tag, whatever comments, CDATA sections, references and processing
/// instructions it is made of. It stands in the message itself or, where it had to be put
/// together, in a side buffer: a *place* is an index of the message, or of the side buffer if it
/// is negative ([#bytesOf], [#offsetOf]). White space beside child elements makes no token.
public final class XmlScanner {
  public static final int START = 0;
  public static final int TEXT = 1;
  public static final int END = 2;
  public static final int FINISHED = 3;

  public static final int DEPTH_MAX = 64;
  public static final int ATTRIBUTES_MAX = 64;

  public static final String XMLNS_NAMESPACE = Namespaces.XMLNS;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EIGHT_BLANKS = 0x2020202020202020L;

  private final byte[] bytes;
  private int at;
  private int line = 1;
  private byte[] side = new byte[0];
  private int sideLength;

  private int depth;
  private boolean rootSeen;
  private boolean endPending;
  private boolean afterEnd;
  private final int[] openStart = new int[DEPTH_MAX + 1];
  private final int[] openEnd = new int[DEPTH_MAX + 1];
  private final int[] openBindings = new int[DEPTH_MAX + 1];

  private int nameStart;
  private int nameEnd;
  private int localStart;
  private int nameHash;
  private String namespace = "";

  private int textPlace;
  private int textLength;
  private boolean blank;

  private int attributes;
  private final int[] attributeStart = new int[ATTRIBUTES_MAX];
  private final int[] attributeLocal = new int[ATTRIBUTES_MAX];
  private final int[] attributeEnd = new int[ATTRIBUTES_MAX];
  private final int[] valuePlace = new int[ATTRIBUTES_MAX];
  private final int[] valueLength = new int[ATTRIBUTES_MAX];
  private final String[] attributeNamespace = new String[ATTRIBUTES_MAX];

  private final Namespaces namespaces;

  public XmlScanner(byte[] bytes) {
    this.bytes = bytes;
    this.namespaces = new Namespaces(bytes);
  }

  /// Moves to the next token: [#START], [#TEXT], [#END] or [#FINISHED].
  ///
  /// @throws MalformedXml when there is none that we take
  public int next() {
    if (endPending) {
      endPending = false;
      return end();
    }
    if (depth > 0) {
      return content();
    }
    if (!rootSeen) {
      start();
    }
    skipOutside();
    if (at == bytes.length) {
      if (!rootSeen) {
        throw malformed("there is no element");
      }
      return FINISHED;
    }
    if (rootSeen) {
      throw malformed("there is content after the root element");
    }
    rootSeen = true;
    return startTag();
  }

  // The whole document ------------------------------------------------------------------

  private void start() {
    int fault = Utf8.firstFault(bytes);
    if (fault >= 0) {
      line = 1;
      for (int i = 0; i < fault; i++) {
        line += bytes[i] == '\n' ? 1 : 0;
      }
      throw malformed("bytes are not UTF-8");
    }
    if (looksAt("\u00ef\u00bb\u00bf")) {
      at = 3;
    }
    if (looksAt("<?xml") && at + 5 < bytes.length && Characters.space(bytes[at + 5])) {
      at += 5;
      declaration();
    }
  }

  /// `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`, the last two optional.
  private void declaration() {
    String version = declared("version");
    if (version == null) {
      throw malformed("the XML declaration has no version");
    }
    if (!version.equals("1.0")) {
      throw malformed("the XML version is not 1.0");
    }
    String encoding = declared("encoding");
    if (encoding != null && !encoding.equalsIgnoreCase("UTF-8")) {
      throw malformed("the declared encoding is not UTF-8");
    }
    String standalone = declared("standalone");
    if (standalone != null && !standalone.equals("yes") && !standalone.equals("no")) {
      throw malformed("standalone is neither yes nor no");
    }
    skipSpace();
    expect("?>");
  }

  private @Nullable String declared(String name) {
    int before = at;
    skipSpace();
    if (!looksAt(name)) {
      at = before;
      return null;
    }
    if (at == before) {
      throw malformed("a space is missing in the XML declaration");
    }
    at += name.length();
    skipSpace();
    expect("=");
    skipSpace();
    int quote = peek();
    if (quote != '"' && quote != '\'') {
      throw malformed("a value in the XML declaration is not quoted");
    }
    int from = ++at;
    while (peek() != quote) {
      at++;
    }
    return new String(bytes, from, at++ - from, UTF_8);
  }

  /// White space, comments and instructions before and after the root element.
  private void skipOutside() {
    for (;;) {
      skipSpace();
      if (at == bytes.length) {
        return;
      }
      if (looksAt("<!--")) {
        comment();
      } else if (looksAt("<?")) {
        instruction();
      } else if (looksAt("<!DOCTYPE")) {
        throw malformed("a document type is not allowed");
      } else if (bytes[at] == '<') {
        at++;
        return;
      } else {
        throw malformed("there is text outside the root element");
      }
    }
  }

  private void comment() {
    at += 4;
    while (!looksAt("--")) {
      character();
    }
    at += 2;
    expect(">");
  }

  private void instruction() {
    at += 2;
    int from = at;
    name();
    if (at - from == 3 && new String(bytes, from, 3, UTF_8).equalsIgnoreCase("xml")) {
      throw malformed("an XML declaration stands elsewhere than at the start");
    }
    if (looksAt("?>")) {
      at += 2;
      return;
    }
    if (!Characters.space(peek())) {
      throw malformed("a space is missing after the target of an instruction");
    }
    while (!looksAt("?>")) {
      character();
    }
    at += 2;
  }

  /// One byte of a comment, instruction or CDATA section.
  private void character() {
    int c = peek();
    if (c == '\n') {
      line++;
    } else if (Characters.TEXT[c] == Characters.FORBIDDEN) {
      throw malformed("a control character is not allowed");
    }
    at++;
  }

  // Content -----------------------------------------------------------------------------

  private int content() {
    int from = at;
    int i = at;
    boolean returns = false;
    while (i < bytes.length && bytes[i] <= ' ' && bytes[i] >= 0) {
      byte c = bytes[i++];
      if (c == '\n') {
        line++;
        while (i + Long.BYTES <= bytes.length && (long) LONGS.get(bytes, i) == EIGHT_BLANKS) {
          i += Long.BYTES;
        }
      } else if (c == '\r') {
        returns = true;
      } else if (c != ' ' && c != '\t') {
        throw malformed("a control character is not allowed");
      }
    }
    if (i + 1 < bytes.length && bytes[i] == '<') {
      byte mark = bytes[i + 1];
      if (mark == '/') {
        if (i == from || afterEnd) {
          at = i + 2;
          return endTag();
        }
        if (!returns) {
          at = i;
          return text(from, true);
        }
      } else if (mark != '!' && mark != '?') {
        at = i + 1;
        return startTag();
      }
    }
    if (returns) {
      at = from;
      line -= newLines(from, i);
      return composedText(from, from);
    }
    return plainText(from, i);
  }

  /// Text that can stay where it is, up to the next tag; `i` is behind its leading space.
  private int plainText(int from, int i) {
    while (i < bytes.length) {
      int c = bytes[i] & 0xff;
      byte kind = Characters.TEXT[c];
      if (kind == Characters.PLAIN) {
        i++;
        continue;
      }
      if (c == '\n') {
        line++;
        i++;
      } else if (c == ']') {
        at = i;
        if (looksAt("]]>")) {
          throw malformed("]]> is not allowed in text");
        }
        i++;
      } else if (c == '<' && i + 1 < bytes.length
          && bytes[i + 1] != '!' && bytes[i + 1] != '?') {
        at = i;
        return text(from, false);
      } else if (kind == Characters.FORBIDDEN) {
        throw malformed("a control character is not allowed");
      } else {
        return composedText(from, i);
      }
    }
    throw malformed("the message ends inside an element");
  }

  private int text(int from, boolean isBlank) {
    textPlace = from;
    textLength = at - from;
    blank = isBlank;
    afterEnd = false;
    return TEXT;
  }

  /// Text that must be put together: what is plain so far, then piece by piece.
  private int composedText(int from, int plainEnd) {
    int start = sideLength;
    append(from, plainEnd);
    at = plainEnd;
    for (;;) {
      int c = peek();
      if (c == '<') {
        if (looksAt("<!--")) {
          comment();
        } else if (looksAt("<?")) {
          instruction();
        } else if (looksAt("<![CDATA[")) {
          section();
        } else if (looksAt("<!") || at + 1 == bytes.length) {
          throw malformed("a declaration or the end is not allowed in content");
        } else {
          break;
        }
      } else if (c == '&') {
        reference();
      } else if (c == ']' && looksAt("]]>")) {
        throw malformed("]]> is not allowed in text");
      } else {
        appendNormalised();
      }
    }
    textPlace = ~start;
    textLength = sideLength - start;
    blank = onlySpace(start, sideLength);
    boolean tagBefore = afterEnd;
    afterEnd = false;
    if (!blank) {
      return TEXT;
    }
    boolean endTag = at + 1 < bytes.length && bytes[at + 1] == '/';
    if (!endTag || tagBefore || textLength == 0) {
      afterEnd = tagBefore;
      return content();
    }
    return TEXT;
  }

  private boolean onlySpace(int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Characters.space(side[i])) {
        return false;
      }
    }
    return true;
  }

  private void section() {
    at += 9;
    while (!looksAt("]]>")) {
      appendNormalised();
    }
    at += 3;
  }

  /// Adds one byte; an end of line of any kind becomes a line feed, as XML says.
  private void appendNormalised() {
    int c = peek();
    if (c == '\r') {
      at++;
      if (at == bytes.length || bytes[at] != '\n') {
        append((byte) '\n');
      }
      return;
    }
    character();
    append((byte) c);
  }

  /// `&amp;` and its four sisters, or a character by number.
  private void reference() {
    int from = ++at;
    while (peek() != ';') {
      if (at - from > 12 && bytes[from] != '#') {
        throw malformed("a reference does not end or is too long");
      }
      at++;
    }
    String name = new String(bytes, from, at++ - from, UTF_8);
    switch (name) {
      case "lt" -> append((byte) '<');
      case "gt" -> append((byte) '>');
      case "amp" -> append((byte) '&');
      case "apos" -> append((byte) '\'');
      case "quot" -> append((byte) '"');
      default -> {
        int codePoint = number(name);
        if (codePoint < 0) {
          throw malformed("an entity is not defined");
        }
        if (!Characters.allowed(codePoint)) {
          throw malformed("a reference names a character that is not allowed");
        }
        for (byte part : Character.toString(codePoint).getBytes(UTF_8)) {
          append(part);
        }
      }
    }
  }

  private int number(String name) {
    int radix = name.startsWith("#x") ? 16 : 10;
    int from = radix == 16 ? 2 : 1;
    if (!name.startsWith("#") || name.length() == from) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < name.length(); i++) {
      char c = name.charAt(i);
      int digit = c < 0x80 ? Character.digit(c, radix) : -1;
      if (digit < 0) {
        return -1;
      }
      value = Math.min(value * radix + digit, Character.MAX_CODE_POINT + 1);
    }
    return value;
  }

  private void append(byte b) {
    if (sideLength == side.length) {
      side = Arrays.copyOf(side, Math.max(256, sideLength * 2));
    }
    side[sideLength++] = b;
  }

  private void append(int from, int to) {
    for (int i = from; i < to; i++) {
      append(bytes[i]);
    }
  }

  // Tags --------------------------------------------------------------------------------

  private int startTag() {
    if (depth == DEPTH_MAX) {
      throw malformed("elements are nested too deep");
    }
    nameStart = at;
    name();
    nameEnd = at;
    int elementLocal = localStart;
    int elementHash = nameHash;
    attributes = 0;
    depth++;
    openStart[depth] = nameStart;
    openEnd[depth] = nameEnd;
    openBindings[depth] = namespaces.size();
    if (peek() == '>') {
      at++;
    } else {
      readAttributes();
    }
    localStart = elementLocal;
    nameHash = elementHash;
    namespace = nameStart == localStart
        ? namespaces.ofNoPrefix()
        : prefixed(nameStart, localStart - 1);
    afterEnd = false;
    return START;
  }

  private void readAttributes() {
    for (;;) {
      boolean spaced = skipSpace();
      int c = peek();
      if (c == '>') {
        at++;
        break;
      }
      if (c == '/') {
        at++;
        expect(">");
        endPending = true;
        break;
      }
      if (!spaced) {
        throw malformed("a space is missing in a tag");
      }
      readAttribute();
    }
    bind();
  }

  private void readAttribute() {
    if (attributes == ATTRIBUTES_MAX) {
      throw malformed("an element has too many attributes");
    }
    int index = attributes++;
    attributeStart[index] = at;
    name();
    attributeLocal[index] = localStart;
    attributeEnd[index] = at;
    skipSpace();
    expect("=");
    skipSpace();
    int quote = peek();
    if (quote != '"' && quote != '\'') {
      throw malformed("the value of an attribute is not quoted");
    }
    int from = ++at;
    while (peek() != quote) {
      int c = bytes[at] & 0xff;
      if (c == '<') {
        throw malformed("< is not allowed in the value of an attribute");
      }
      if (c == '&' || c < ' ') {
        composedValue(index, from, quote);
        return;
      }
      at++;
    }
    valuePlace[index] = from;
    valueLength[index] = at++ - from;
  }

  /// A value with references or white space other than blanks, which count as blanks.
  private void composedValue(int index, int from, int quote) {
    int start = sideLength;
    append(from, at);
    int c = peek();
    while (c != quote) {
      if (c == '&') {
        reference();
      } else if (c == '<') {
        throw malformed("< is not allowed in the value of an attribute");
      } else {
        character();
        boolean pair = c == '\r' && peek() == '\n';
        if (!pair) {
          append(Characters.space(c) ? (byte) ' ' : (byte) c);
        }
      }
      c = peek();
    }
    at++;
    valuePlace[index] = ~start;
    valueLength[index] = sideLength - start;
  }

  /// Declares the namespaces of a tag, then resolves the prefixes of its attributes.
  private void bind() {
    for (int i = 0; i < attributes; i++) {
      boolean plain = attributeLocal[i] == attributeStart[i];
      if (plain && attributeNamed(i, "xmlns")) {
        declare("", value(i));
      } else if (!plain && prefixIs(i, "xmlns")) {
        declare(localName(i), value(i));
      }
    }
    for (int i = 0; i < attributes; i++) {
      if (attributeLocal[i] != attributeStart[i]) {
        attributeNamespace[i] = prefixIs(i, "xmlns")
            ? XMLNS_NAMESPACE
            : prefixed(attributeStart[i], attributeLocal[i] - 1);
      } else {
        attributeNamespace[i] = attributeNamed(i, "xmlns") ? XMLNS_NAMESPACE : "";
      }
      for (int j = 0; j < i; j++) {
        if (sameAttribute(i, j)) {
          throw malformed("an attribute stands twice on an element");
        }
      }
    }
  }

  private void declare(String prefix, String uri) {
    String fault = namespaces.declare(prefix, uri);
    if (fault != null) {
      throw malformed(fault);
    }
  }

  private String prefixed(int from, int to) {
    String found = namespaces.ofPrefix(from, to);
    if (found == null) {
      throw malformed("a prefix is not declared");
    }
    return found;
  }

  private boolean sameAttribute(int i, int j) {
    return attributeNamespace[i].equals(attributeNamespace[j])
        && Arrays.equals(bytes, attributeLocal[i], attributeEnd[i],
            bytes, attributeLocal[j], attributeEnd[j]);
  }

  private int endTag() {
    int length = openEnd[depth] - openStart[depth];
    int end = at + length;
    if (end >= bytes.length
        || !Arrays.equals(bytes, at, end, bytes, openStart[depth], openEnd[depth])) {
      throw malformed("an end tag does not match its start tag");
    }
    at = end;
    if (bytes[at] != '>') {
      skipSpace();
      expect(">");
    } else {
      at++;
    }
    return end();
  }

  private int end() {
    namespaces.shrink(openBindings[depth]);
    depth--;
    afterEnd = true;
    return END;
  }

  /// A name with at most one colon; sets its local part and the hash of that.
  private void name() {
    int from = at;
    int i = at;
    int hash = 0;
    int c = 0;
    // Names without prefix and of ASCII are nearly all there are.
    while (i < bytes.length && (c = bytes[i]) > 0 && Characters.NAME[c] != 0) {
      hash = hash * 31 + c;
      i++;
    }
    boolean first = i > from && Characters.NAME[bytes[from]] == Characters.NAME_START;
    if (first && c > 0 && c != ':') {
      at = i;
      localStart = from;
      nameHash = hash;
    } else {
      unusualName();
    }
  }

  private void unusualName() {
    int from = at;
    int local = at;
    int hash = 0;
    for (;;) {
      int c = at < bytes.length ? bytes[at] & 0xff : 0;
      byte kind = Characters.NAME[c];
      if (kind == 0) {
        if (c != ':') {
          break;
        }
        if (at == from || local != from) {
          throw malformed("a name has a colon too many");
        }
        local = ++at;
        hash = 0;
        continue;
      }
      if (c >= 0x80) {
        nonAsciiNameCharacter(at == local);
      } else if (kind == Characters.NAME_PART && at == local) {
        break;
      }
      hash = hash * 31 + c;
      at++;
    }
    if (at == local) {
      throw malformed("a name is missing");
    }
    localStart = local;
    nameHash = hash;
  }

  private void nonAsciiNameCharacter(boolean first) {
    if ((bytes[at] & 0xc0) == 0x80) {
      return;
    }
    int codePoint = Utf8.codePoint(bytes, at);
    if (first ? !Characters.nameStart(codePoint) : !Characters.namePart(codePoint)) {
      throw malformed("a name has a character that is not allowed");
    }
  }

  // Small steps -------------------------------------------------------------------------

  private int peek() {
    if (at >= bytes.length) {
      throw malformed("the message ends too early");
    }
    return bytes[at] & 0xff;
  }

  private boolean looksAt(String expected) {
    if (at + expected.length() > bytes.length) {
      return false;
    }
    for (int i = 0; i < expected.length(); i++) {
      if ((bytes[at + i] & 0xff) != expected.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void expect(String expected) {
    if (!looksAt(expected)) {
      throw malformed("a mark is missing or stands in the wrong place");
    }
    at += expected.length();
  }

  private boolean skipSpace() {
    int from = at;
    while (at < bytes.length && Characters.space(bytes[at])) {
      line += bytes[at] == '\n' ? 1 : 0;
      at++;
    }
    return at > from;
  }

  private int newLines(int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += bytes[i] == '\n' ? 1 : 0;
    }
    return count;
  }

  private boolean equal(int from, int to, String text) {
    return Namespaces.equal(bytes, from, to, text);
  }

  private boolean prefixIs(int index, String prefix) {
    return equal(attributeStart[index], attributeLocal[index] - 1, prefix);
  }

  /// A fault at the current line.
  public MalformedXml malformed(String text) {
    return new MalformedXml(text, line);
  }

  // The current token -------------------------------------------------------------------

  public int line() {
    return line;
  }

  public int depth() {
    return depth;
  }

  public int localStart() {
    return localStart;
  }

  public int nameEnd() {
    return nameEnd;
  }

  /// Position of the start tag that was just read.
  public int tagStart() {
    return nameStart - 1;
  }

  /// Position behind the tag that was just read.
  public int tagEnd() {
    return at;
  }

  /// Hash of the local name's bytes, the same as [String#hashCode] of it if it is ASCII.
  public int nameHash() {
    return nameHash;
  }

  public boolean named(byte[] name) {
    return Arrays.equals(bytes, localStart, nameEnd, name, 0, name.length);
  }

  /// Namespace of the element, empty if none; the same object for the same declaration.
  public String namespace() {
    return namespace;
  }

  /// Whether the text is nothing but white space.
  public boolean blank() {
    return blank;
  }

  public int textPlace() {
    return textPlace;
  }

  public int textLength() {
    return textLength;
  }

  public int attributes() {
    return attributes;
  }

  public String attributeNamespace(int index) {
    return attributeNamespace[index];
  }

  public boolean attributeNamed(int index, String localName) {
    return equal(attributeLocal[index], attributeEnd[index], localName);
  }

  public String localName(int index) {
    return new String(bytes, attributeLocal[index],
        attributeEnd[index] - attributeLocal[index], UTF_8);
  }

  public int valuePlace(int index) {
    return valuePlace[index];
  }

  public int valueLength(int index) {
    return valueLength[index];
  }

  public String value(int index) {
    return new String(bytesOf(valuePlace[index]), offsetOf(valuePlace[index]),
        valueLength[index], UTF_8);
  }

  /// Namespace that a prefix stands for here, null if it is not declared; empty prefix allowed.
  public @Nullable String namespaceOf(String prefix) {
    return namespaces.of(prefix);
  }

  public byte[] bytesOf(int place) {
    return place < 0 ? side : bytes;
  }

  public static int offsetOf(int place) {
    return place < 0 ? ~place : place;
  }
}
