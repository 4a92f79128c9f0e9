package kontor.server.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// A part of an agreement's text: its first line and the indented lines below it, in any order.
abstract class Part {

  /// What is said at most in one part: a calendar's holidays are the most.
  private static final int STATEMENTS_MAX = 10_000;
  /// First words of the lines of all parts.
  private static final Set<String> WORDS =
      Set.copyOf(
          List.of(
              String.join(
                      ", ", FramePart.WORDS, SettlementPart.WORDS, RatesPart.WORDS,
                      DaysPart.WORDS, FeesPart.WORDS, OperationsPart.WORDS, CyclePart.WORDS,
                      CalendarPart.WORDS)
                  .split(", ")));

  private final int line;
  private final String place;
  private final Names names;
  private final List<TextFault> faults = new ArrayList<>();
  private final TreeMap<String, Integer> lines = new TreeMap<>();
  private int current;
  private int statements;
  private boolean isFaulty;
  private boolean hasStrays;
  /// Whether the line is a name and a text, as the parameters of an annex are.
  private boolean isParameter;

  Part(int line, String place, Names names) {
    this.line = line;
    this.place = place;
    this.names = names;
  }

  final String place() {
    return place;
  }

  final Names names() {
    return names;
  }

  final List<TextFault> faults() {
    return faults;
  }

  /// Whether a line was not understood. Nothing is said then about the part as a whole, because
  /// what seems to lack may stand in that line.
  final boolean isFaulty() {
    return isFaulty;
  }

  /// Whether lines stand in it that look like those of another part, whose first line may be lost.
  final boolean hasStrays() {
    return hasStrays;
  }

  /// Reads one indented line.
  final void read(int number, Words words) {
    current = number;
    isParameter = words.areNameAndText();
    statements++;
    try {
      if (statements > STATEMENTS_MAX) {
        throw statements == STATEMENTS_MAX + 1
            ? new Words.Fault("more than " + STATEMENTS_MAX + " lines in one part",
                "take some out")
            : Words.Fault.again();
      }
      statement(words.word(""), words);
      words.end();
    } catch (Words.Fault fault) {
      refuse(number, fault);
    }
  }

  /// Takes note of a line that is not even words, or of a wrong first line.
  final void refuse(int number, Words.Fault fault) {
    isFaulty = true;
    if (!fault.isTold()) {
      faults.add(new TextFault(number, place, fault.text(), fault.remedy()));
    }
  }

  /// Reads the rest of a line.
  abstract void statement(String word, Words words) throws Words.Fault;

  /// The statement's name, which stands once in a part.
  final void once(String name) throws Words.Fault {
    Integer first = lines.putIfAbsent(name, current);
    if (first != null) {
      throw stray(
          "\"" + name + "\" stands twice, first in line " + first, "keep one of the two");
    }
  }

  final boolean says(String name) {
    return lines.containsKey(name);
  }

  final Words.Fault unknown(String word, String allowed) {
    String text = "\"" + word + "\" is not part of it";
    return isParameter || isOfAPart(word)
        ? stray(text, "allowed: " + allowed)
        : new Words.Fault(text, "allowed: " + allowed);
  }

  static boolean isOfAPart(String word) {
    return WORDS.contains(word);
  }

  /// A fault of a line that is said already, or belongs to another part. Where the first line of
  /// a part is lost, all of its lines are such, so it is told once.
  final Words.Fault stray(String text, String remedy) {
    if (hasStrays) {
      return Words.Fault.again();
    }
    hasStrays = true;
    return new Words.Fault(text, remedy);
  }

  /// A fault of the part as a whole, at the line of a statement or at the first line.
  final void complain(String statement, String text, String remedy) {
    faults.add(new TextFault(lines.getOrDefault(statement, line), place, text, remedy));
  }

  /// Complains if a statement lacks.
  final void need(String name, String example) {
    if (!says(name)) {
      complain("", "\"" + name + "\" is missing", "write below it: " + example);
    }
  }
}
