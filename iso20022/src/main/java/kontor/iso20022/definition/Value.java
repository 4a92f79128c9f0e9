package kontor.iso20022.definition;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The simple types of XML Schema that ISO 20022 uses, with their facets.
///
/// Texts and codes are compared as they stand; of all others white space around the value is no
/// part.
sealed interface Value {

  /// What is wrong with the bytes as a value, null if nothing is.
  @Nullable String fault(byte[] bytes, int from, int to);

  /// Any text of a length in characters, perhaps with a pattern.
  record Text(int least, int most, @Nullable TextPattern pattern) implements Value {
    @Override
    public @Nullable String fault(byte[] bytes, int from, int to) {
      if (pattern != null && !pattern.matches(bytes, from, to)) {
        return "does not match the pattern " + pattern;
      }
      int length = to - from;
      if (length > most || least > 1) {
        length = characters(bytes, from, to);
      }
      if (length < least) {
        return least == 1 ? "is empty" : "is shorter than " + least + " characters";
      }
      return length > most ? "is longer than " + most + " characters" : null;
    }

    /// Characters, not bytes: a byte that continues one does not count.
    private static int characters(byte[] bytes, int from, int to) {
      int count = 0;
      for (int i = from; i < to; i++) {
        count += (bytes[i] & 0xc0) == 0x80 ? 0 : 1;
      }
      return count;
    }
  }

  /// One of some codes of at most eight characters.
  final class Codes implements Value {
    private static final int LENGTH_MAX = 8;

    private final long[] keys;
    private final String list;

    Codes(List<String> codes) {
      this.keys = codes.stream().mapToLong(code -> {
        if (code.isEmpty() || code.length() > LENGTH_MAX) {
          throw new IllegalStateException("code of unexpected length");
        }
        return key(code.getBytes(US_ASCII), 0, code.length());
      }).sorted().toArray();
      this.list = String.join(" ", codes);
    }

    private static long key(byte[] bytes, int from, int to) {
      long key = 0;
      for (int i = from; i < to; i++) {
        key = key << 8 | (bytes[i] & 0xff);
      }
      return key;
    }

    @Override
    public @Nullable String fault(byte[] bytes, int from, int to) {
      boolean known = to > from && to - from <= LENGTH_MAX
          && Arrays.binarySearch(keys, key(bytes, from, to)) >= 0;
      return known ? null : "is not one of the codes " + list;
    }

    /// The codes with a blank between them.
    @Override
    public String toString() {
      return list;
    }
  }

  /// A decimal number: digits in all, digits after the point, and whether it may be negative.
  /// Zeros in front and at the end of the fraction do not count, so their number is not bounded.
  record Number(int total, int fraction, boolean negative) implements Value {
    @Override
    public @Nullable String fault(byte[] bytes, int rawFrom, int rawTo) {
      int from = Space.start(bytes, rawFrom, rawTo);
      int to = Space.end(bytes, from, rawTo);
      boolean minus = from < to && bytes[from] == '-';
      int at = minus || (from < to && bytes[from] == '+') ? from + 1 : from;
      int digits = at;
      while (at < to && bytes[at] == '0') {
        at++;
      }
      int whole = at;
      at = digits(bytes, at, to);
      int wholeDigits = at - whole;
      boolean some = at > digits;
      int fractionDigits = 0;
      boolean zero = wholeDigits == 0;
      if (at < to && bytes[at] == '.') {
        int point = ++at;
        at = digits(bytes, at, to);
        some |= at > point;
        int last = at;
        while (last > point && bytes[last - 1] == '0') {
          last--;
        }
        fractionDigits = last - point;
        zero &= fractionDigits == 0;
      }
      if (!some || at != to) {
        return "is not a decimal number";
      }
      if (minus && !zero && !negative) {
        return "is less than 0";
      }
      if (fractionDigits > fraction) {
        return "has more than " + fraction + " digits after the point";
      }
      return wholeDigits + fractionDigits > total
          ? "has more than " + total + " digits" : null;
    }

    private static int digits(byte[] bytes, int from, int to) {
      int at = from;
      while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
        at++;
      }
      return at;
    }
  }

  /// A point or span of the calendar.
  record Calendar(CalendarText form) implements Value {
    @Override
    public @Nullable String fault(byte[] bytes, int rawFrom, int rawTo) {
      int from = Space.start(bytes, rawFrom, rawTo);
      int to = Space.end(bytes, from, rawTo);
      return form.matches(bytes, from, to) ? null : "is not a " + form.words();
    }
  }

  /// `true`, `false`, `1` or `0`.
  record Truth() implements Value {
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

    @Override
    public @Nullable String fault(byte[] bytes, int rawFrom, int rawTo) {
      int from = Space.start(bytes, rawFrom, rawTo);
      int to = Space.end(bytes, from, rawTo);
      boolean digit = to - from == 1 && (bytes[from] == '0' || bytes[from] == '1');
      boolean word = Arrays.equals(bytes, from, to, TRUE, 0, TRUE.length)
          || Arrays.equals(bytes, from, to, FALSE, 0, FALSE.length);
      return digit || word ? null : "is neither true nor false";
    }
  }

  /// Bytes in base 64; the length is that of the bytes.
  record Base64(int least, int most) implements Value {
    @Override
    public @Nullable String fault(byte[] bytes, int from, int to) {
      int symbols = 0;
      int padding = 0;
      int last = 0;
      for (int i = from; i < to; i++) {
        byte c = bytes[i];
        if (Space.is(c)) {
          continue;
        }
        int value = c < 0 ? -1 : ALPHABET.indexOf(c);
        if (c == '=') {
          padding++;
        } else if (value < 0 || padding > 0) {
          return "is not in base 64";
        } else {
          symbols++;
          last = value;
        }
      }
      boolean spare = (padding == 1 && (last & 0x3) != 0)
          || (padding == 2 && (last & 0xf) != 0);
      if (padding > 2 || (symbols + padding) % 4 != 0 || spare) {
        return "is not in base 64";
      }
      int length = symbols * 3 / 4;
      return length < least || length > most ? "has a wrong number of bytes" : null;
    }

    private static final String ALPHABET =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  }

  /// White space around a value.
  final class Space {
    private Space() {}

    static boolean is(byte c) {
      return c == ' ' || c == '\n' || c == '\t' || c == '\r';
    }

    static int start(byte[] bytes, int from, int to) {
      int at = from;
      while (at < to && is(bytes[at])) {
        at++;
      }
      return at;
    }

    static int end(byte[] bytes, int from, int to) {
      int at = to;
      while (at > from && is(bytes[at - 1])) {
        at--;
      }
      return at;
    }
  }
}
