package kontor.server.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// One line of a scenario as words, taken from the left. What does not fit is a
/// {@link Fault}, which the reader collects.
final class ScenarioLine {

  private static final int WORDS_MAX = 64;
  private static final int INT_DIGITS_MAX = 9;
  private static final int LONG_DIGITS_MAX = 18;

  private final String text;
  private final List<String> words;
  private int next;

  private ScenarioLine(String text, List<String> words) {
    this.text = text;
    this.words = words;
  }

  /// Words between white space or in double quotes; `#` outside quotes begins a comment.
  static ScenarioLine of(String text) throws Fault {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        break;
      }
      if (Character.isWhitespace(c)) {
        at++;
      } else if (c == '"') {
        int end = text.indexOf('"', at + 1);
        if (end < 0) {
          throw new Fault("a quoted text has no end; close it with \"");
        }
        words.add(text.substring(at + 1, end));
        at = end + 1;
      } else {
        int end = endOfWord(text, at);
        words.add(text.substring(at, end));
        at = end;
      }
      if (words.size() > WORDS_MAX) {
        throw new Fault("a line has at most " + WORDS_MAX + " words");
      }
    }
    return new ScenarioLine(text.strip(), words);
  }

  private static int endOfWord(String text, int start) {
    int end = start;
    while (end < text.length()
        && !Character.isWhitespace(text.charAt(end))
        && text.charAt(end) != '#') {
      end++;
    }
    return end;
  }

  String text() {
    return text;
  }

  boolean isEmpty() {
    return words.isEmpty();
  }

  boolean hasMore() {
    return next < words.size();
  }

  String word(String what) throws Fault {
    if (!hasMore()) {
      throw new Fault("expected " + what + " at the end of the line");
    }
    return words.get(next++);
  }

  boolean isNext(String word) {
    return hasMore() && words.get(next).equalsIgnoreCase(word);
  }

  /// Takes the word if it is next.
  boolean takes(String word) {
    if (isNext(word)) {
      next++;
      return true;
    }
    return false;
  }

  void expect(String word) throws Fault {
    String found = hasMore() ? words.get(next) : "the end of the line";
    if (!takes(word)) {
      throw new Fault("expected \"" + word + "\", found " + found);
    }
  }

  /// Reads a word by a function that refuses with IllegalArgumentException.
  <T> T read(String what, Function<String, T> reader) throws Fault {
    String word = word(what);
    try {
      return reader.apply(word);
    } catch (IllegalArgumentException e) {
      throw new Fault("\"" + word + "\" is not " + what + reasonOf(e));
    }
  }

  /// A number in plain digits, with no sign.
  int wholeNumber(String what) throws Fault {
    return Math.toIntExact(wholeNumber(what, INT_DIGITS_MAX));
  }

  long longNumber(String what) throws Fault {
    return wholeNumber(what, LONG_DIGITS_MAX);
  }

  private long wholeNumber(String what, int digitsMax) throws Fault {
    return read(
        what,
        word -> {
          if (!word.matches("[0-9]{1," + digitsMax + "}")) {
            throw new IllegalArgumentException("write up to " + digitsMax + " digits, no sign");
          }
          return Long.parseLong(word);
        });
  }

  private static String reasonOf(IllegalArgumentException e) {
    return e.getMessage() == null || e instanceof NumberFormatException
        ? ""
        : ": " + e.getMessage();
  }

  <E extends Enum<E>> E oneOf(Class<E> type) throws Fault {
    String word = word("one of " + allowed(type));
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(word.toUpperCase(Locale.ROOT).replace('-', '_'))) {
        return constant;
      }
    }
    throw new Fault("\"" + word + "\" is not known here; allowed: " + allowed(type));
  }

  private static <E extends Enum<E>> String allowed(Class<E> type) {
    List<String> names = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      names.add(constant.name());
    }
    return String.join(", ", names);
  }

  void end() throws Fault {
    if (hasMore()) {
      throw new Fault("nothing more is allowed on this line, found \"" + words.get(next) + "\"");
    }
  }

  /// What is wrong with a line and what is allowed instead.
  static final class Fault extends Exception {
    private static final long serialVersionUID = 1;

    Fault(String text) {
      super(text);
    }

    String text() {
      return String.valueOf(getMessage());
    }
  }
}
