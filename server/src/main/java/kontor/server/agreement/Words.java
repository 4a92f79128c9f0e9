package kontor.server.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// One line of an agreement as words, taken from the left: between white space, or texts in double
/// quotes; a comma may follow a word of a list; `#` outside quotes begins a comment.
final class Words {

  private static final int WORDS_MAX = 512;
  private static final int NAME_CHARS_MAX = 350;
  private static final int LINE_LENGTH_MAX = 8_000;
  private static final String TYPOGRAPHIC_QUOTES =
      "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2018\u2019";
  private static final String DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212";

  private record Word(String text, boolean isQuoted) {}

  private final List<Word> words;
  private int next;

  private Words(List<Word> words) {
    this.words = words;
  }

  /// What is wrong with a line and what to do about it.
  static final class Fault extends Exception {
    private static final long serialVersionUID = 1;

    private static final String TOLD = "";

    private final String remedy;

    Fault(String text, String remedy) {
      super(text, null, false, false);
      this.remedy = remedy;
    }

    /// Of what was told in a line above: the same unknown name again.
    static Fault again() {
      return new Fault(TOLD, TOLD);
    }

    boolean isTold() {
      return text().isEmpty();
    }

    String text() {
      return String.valueOf(getMessage());
    }

    String remedy() {
      return remedy;
    }
  }

  static Words of(String line) throws Fault {
    if (line.length() > LINE_LENGTH_MAX) {
      throw new Fault("the line has more than " + LINE_LENGTH_MAX + " characters",
          "write each statement on a line of its own");
    }
    List<Word> words = new ArrayList<>();
    int at = 0;
    while (at < line.length() && line.charAt(at) != '#') {
      char c = line.charAt(at);
      if (isSpace(c) || c == ',' && endsAfter(line, at)) {
        at++;
      } else if (c == '"') {
        at = quoted(line, at + 1, words);
      } else {
        at = plain(line, at, words);
      }
      if (words.size() > WORDS_MAX) {
        throw new Fault("the line has more than " + WORDS_MAX + " words",
            "write each statement on a line of its own");
      }
    }
    return new Words(words);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }

  private static boolean endsAfter(String line, int at) {
    return at + 1 == line.length() || isSpace(line.charAt(at + 1)) || line.charAt(at + 1) == '#';
  }

  private static int plain(String line, int start, List<Word> words) throws Fault {
    int end = start;
    while (end < line.length() && !isSpace(line.charAt(end)) && line.charAt(end) != '#'
        && !(line.charAt(end) == ',' && endsAfter(line, end))) {
      checkPlain(line.codePointAt(end), line.charAt(end));
      end++;
    }
    words.add(new Word(line.substring(start, end), false));
    return end;
  }

  private static void checkPlain(int point, char c) throws Fault {
    if (c == '"') {
      throw new Fault("a quote stands inside a word", "put a space before the quoted text");
    }
    if (c > ' ' && c < 0x7f) {
      return;
    }
    if (TYPOGRAPHIC_QUOTES.indexOf(c) >= 0) {
      throw new Fault(name(point) + " is no plain quote", "write \"");
    }
    if (DASHES.indexOf(c) >= 0) {
      throw new Fault(name(point) + " is no plain hyphen", "write -");
    }
    if (isInvisible(point)) {
      throw new Fault(name(point) + " cannot be seen", "take it out, or write a plain space");
    }
    throw new Fault(
        name(point) + " (" + Character.toString(point) + ") stands outside quotes",
        "write words in plain letters a to z, and put names into quotes");
  }

  private static boolean isInvisible(int point) {
    return Character.isISOControl(point)
        || Character.isSpaceChar(point) && point != ' '
        || Character.getType(point) == Character.FORMAT
        || Character.getType(point) == Character.UNASSIGNED;
  }

  private static String name(int point) {
    String name = Character.getName(point);
    return String.format(Locale.ROOT, "U+%04X", point)
        + (name == null ? "" : " " + name.toLowerCase(Locale.ROOT));
  }

  /// A text up to its closing quote; `\"` is a quote in it and `\\` a backslash.
  private static int quoted(String line, int start, List<Word> words) throws Fault {
    StringBuilder text = new StringBuilder();
    int at = start;
    while (at < line.length() && line.charAt(at) != '"') {
      char c = line.charAt(at);
      if (c == '\\') {
        at++;
        if (at == line.length() || line.charAt(at) != '"' && line.charAt(at) != '\\') {
          throw new Fault("a backslash stands alone in a quoted text", "write \\\\ for one");
        }
        c = line.charAt(at);
      } else if (isInvisible(line.codePointAt(at)) && !Character.isLowSurrogate(c)) {
        throw new Fault(name(line.codePointAt(at)) + " cannot be seen",
            "take it out, or write a plain space");
      }
      text.append(c);
      at++;
    }
    if (at == line.length()) {
      throw new Fault("a quoted text has no end", "close it with \"");
    }
    words.add(new Word(text.toString(), true));
    return at + 1;
  }

  /// A text as it stands in quotes.
  static String quote(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  boolean isEmpty() {
    return words.isEmpty();
  }

  boolean hasMore() {
    return next < words.size();
  }

  /// @param what is expected, with its article, such as `a currency code`
  String word(String what) throws Fault {
    if (!hasMore()) {
      throw new Fault("the line ends where " + what + " is expected", "add " + what);
    }
    return words.get(next++).text();
  }

  /// Whether the word is next and not in quotes.
  boolean isNext(String word) {
    return hasMore() && !words.get(next).isQuoted()
        && words.get(next).text().equalsIgnoreCase(word);
  }

  /// Whether a text in quotes is next.
  boolean isQuoted() {
    return hasMore() && words.get(next).isQuoted();
  }

  /// A name or a text for people: not empty, and short enough to be kept.
  String name(String what) throws Fault {
    String name = word(what);
    if (name.isBlank()) {
      throw new Fault("an empty text stands where " + what + " is expected", "write it");
    }
    if (name.length() > NAME_CHARS_MAX) {
      throw new Fault("a text has more than " + NAME_CHARS_MAX + " characters",
          "write a shorter one");
    }
    return name;
  }

  boolean areNameAndText() {
    return words.size() == 2 && !words.getFirst().isQuoted() && words.getLast().isQuoted();
  }

  /// Takes the word if it is next and not in quotes.
  boolean takes(String word) {
    boolean isNext = isNext(word);
    next += isNext ? 1 : 0;
    return isNext;
  }

  void expect(String word) throws Fault {
    if (!takes(word)) {
      throw new Fault(
          hasMore()
              ? "\"" + words.get(next).text() + "\" stands where \"" + word + "\" is expected"
              : "the line ends where \"" + word + "\" is expected",
          "write " + word);
    }
  }

  /// Reads a word by a function that refuses with an {@link IllegalArgumentException}, whose
  /// sentence says what is allowed.
  <T> T read(String what, Function<String, T> reader) throws Fault {
    String word = word(what);
    try {
      return reader.apply(word);
    } catch (IllegalArgumentException e) {
      boolean saysMore = e.getMessage() != null && !(e instanceof NumberFormatException);
      throw new Fault(
          "\"" + word + "\" is not " + what,
          saysMore ? String.valueOf(e.getMessage()) : "write " + what);
    }
  }

  int wholeNumber(String what, int from, int to) throws Fault {
    return read(
        what,
        word -> {
          if (!word.matches("\\d{1,9}") || number(word) < from || number(word) > to) {
            throw new IllegalArgumentException("write a whole number, " + from + " to " + to);
          }
          return number(word);
        });
  }

  private static int number(String word) {
    return Integer.parseInt(word);
  }

  <E extends Enum<E>> E oneOf(Class<E> type) throws Fault {
    return oneOf(List.of(type.getEnumConstants()));
  }

  /// One of these, in any case and with hyphens for underscores.
  <E extends Enum<E>> E oneOf(List<E> allowed) throws Fault {
    List<String> names = allowed.stream().map(Enum::name).toList();
    String word = word("one of " + String.join(", ", names));
    for (E constant : allowed) {
      if (constant.name().equals(word.toUpperCase(Locale.ROOT).replace('-', '_'))) {
        return constant;
      }
    }
    throw new Fault("\"" + word + "\" is not known here",
        "allowed: " + String.join(", ", names));
  }

  void end() throws Fault {
    if (hasMore()) {
      throw new Fault("\"" + words.get(next).text() + "\" is too much on this line",
          "take it out, or begin a line of its own");
    }
  }
}
