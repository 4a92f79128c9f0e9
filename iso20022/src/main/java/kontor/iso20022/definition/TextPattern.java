package kontor.iso20022.definition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The part of regular expressions that ISO 20022 uses, matched without backtracking: characters
/// and classes of ASCII with counts, a group repeated a fixed number of times, and an optional
/// group at the end.
///
/// A run of a variable number takes all it can. That is right because no class of the standard's
/// patterns shares a character with what may follow it; a pattern where it does is refused here.
final class TextPattern {
  private final String source;
  private final List<Run> runs = new ArrayList<>();
  private int optionalFrom = Integer.MAX_VALUE;

  /// Between `least` and `most` characters of one class; bit n of the two words is character n.
  private record Run(long low, long high, int least, int most) {
    boolean holds(byte c) {
      return c >= 0 && ((c < 64 ? low >>> c : high >>> (c - 64)) & 1) != 0;
    }

    boolean meets(Run other) {
      return (low & other.low) != 0 || (high & other.high) != 0;
    }

    Run times(int[] count) {
      return new Run(low, high, count[0], count[1]);
    }
  }

  TextPattern(String source) {
    this.source = source;
    int at = 0;
    while (at < source.length()) {
      at = source.charAt(at) == '(' ? group(at) : run(at, runs);
    }
    for (int i = 1; i < runs.size(); i++) {
      Run before = runs.get(i - 1);
      if (before.least != before.most && before.meets(runs.get(i))) {
        throw new IllegalArgumentException("pattern needs backtracking: " + source);
      }
    }
  }

  boolean matches(byte[] bytes, int from, int to) {
    int at = from;
    for (int i = 0; i < runs.size(); i++) {
      if (i == optionalFrom && at == to) {
        return true;
      }
      Run run = runs.get(i);
      int end = Math.min(to, run.most == Integer.MAX_VALUE ? to : at + run.most);
      int start = at;
      while (at < end && run.holds(bytes[at])) {
        at++;
      }
      if (at - start < run.least) {
        return false;
      }
    }
    return at == to;
  }

  private int group(int from) {
    int end = source.indexOf(')', from);
    List<Run> inside = new ArrayList<>();
    for (int at = from + 1; at < end; ) {
      at = run(at, inside);
    }
    int[] count = new int[2];
    int next = count(end + 1, count);
    boolean optional = count[0] == 0 && count[1] == 1 && next == source.length();
    if (!optional && count[0] != count[1]) {
      throw new IllegalArgumentException("group of unknown count: " + source);
    }
    if (optional) {
      optionalFrom = runs.size();
    }
    for (int i = 0; i < count[1]; i++) {
      runs.addAll(inside);
    }
    return next;
  }

  private int run(int from, List<Run> target) {
    long[] set = new long[2];
    int at = from;
    char c = source.charAt(at);
    if (c == '[') {
      at = characterClass(at + 1, set);
    } else {
      if (c == '\\') {
        c = source.charAt(++at);
      } else if (".*+?{}()|^$".indexOf(c) >= 0) {
        throw new IllegalArgumentException("pattern not understood: " + source);
      }
      add(set, c, c);
      at++;
    }
    int[] count = new int[2];
    int next = count(at, count);
    target.add(new Run(set[0], set[1], 0, 0).times(count));
    return next;
  }

  private int characterClass(int from, long[] set) {
    int at = from;
    while (source.charAt(at) != ']') {
      char first = source.charAt(at) == '\\' ? source.charAt(++at) : source.charAt(at);
      at++;
      char last = first;
      if (source.charAt(at) == '-' && source.charAt(at + 1) != ']') {
        last = source.charAt(at + 1);
        at += 2;
      }
      add(set, first, last);
    }
    return at + 1;
  }

  private void add(long[] set, char first, char last) {
    if (first > last || last >= 128) {
      throw new IllegalArgumentException("pattern beyond ASCII: " + source);
    }
    for (int c = first; c <= last; c++) {
      set[c / 64] |= 1L << (c % 64);
    }
  }

  /// Reads `{m}`, `{m,n}`, `+` or nothing; returns the position behind it.
  private int count(int at, int[] count) {
    Arrays.fill(count, 1);
    if (at >= source.length()) {
      return at;
    }
    if (source.charAt(at) == '+') {
      count[1] = Integer.MAX_VALUE;
      return at + 1;
    }
    if (source.charAt(at) != '{') {
      return at;
    }
    int end = source.indexOf('}', at);
    String[] bounds = source.substring(at + 1, end).split(",", 2);
    count[0] = Integer.parseInt(bounds[0]);
    count[1] = Integer.parseInt(bounds[bounds.length - 1]);
    return end + 1;
  }

  @Override
  public String toString() {
    return source;
  }
}
