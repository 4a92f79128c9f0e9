package kontor.server.agreement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kontor.engine.annex.Annex;
import kontor.engine.annex.AnnexKind;
import kontor.engine.calendar.Calendar;
import kontor.engine.state.Invariants;
import kontor.engine.terms.Agreement;
import org.jspecify.annotations.Nullable;

/// What becomes different between two texts of an agreement, statement by statement. Annexes are
/// compared day by day, by the version that holds, so renumbered versions make no difference.
public final class AgreementDiff {

  /// Of what does not depend on the day.
  public static final int ALWAYS = Integer.MIN_VALUE;

  /// @param part `agreement`, `calendar BR` or the kind of an annex
  /// @param name of the statement; empty if the part as a whole is new or gone
  /// @param before how it was stated; null if it was not
  /// @param after how it is stated; null if it is not
  /// @param fromDay first value date for which it is different, days since 1970-01-01
  /// @param untilDay the last one
  public record Change(
      String part,
      String name,
      @Nullable String before,
      @Nullable String after,
      int fromDay,
      int untilDay) {}

  /// Statements whose order says something: who is the first party, and how the day goes.
  private static final List<String> ORDERED = List.of("party", "moment");

  private final List<Change> changes = new ArrayList<>();

  private AgreementDiff() {}

  /// By day, then by part.
  public static List<Change> of(AgreementText before, AgreementText after) {
    AgreementDiff diff = new AgreementDiff();
    diff.compare(
        "agreement", with(before), with(after), ALWAYS, Agreement.OPEN_END);
    for (AnnexKind kind : AnnexKind.values()) {
      diff.compareAnnexes(kind, before, after);
    }
    diff.compareCalendars(before, after);
    diff.changes.sort(Comparator.comparingInt(Change::fromDay));
    return List.copyOf(diff.changes);
  }

  private static SequencedMap<String, String> with(AgreementText agreement) {
    SequencedMap<String, String> statements = byName(Statements.of(agreement.frame()));
    statements.putFirst("name", Words.quote(agreement.frame().name()));
    statements.putFirst("number", Integer.toString(agreement.frame().id()));
    return statements;
  }

  private static SequencedMap<String, String> byName(List<Statement> statements) {
    SequencedMap<String, String> byName = new LinkedHashMap<>();
    for (Statement statement : statements) {
      String other = byName.put(statement.name(), statement.value());
      Invariants.check(other == null, "two statements of one name", "name", statement.name());
    }
    return byName;
  }

  private void compareAnnexes(AnnexKind kind, AgreementText before, AgreementText after) {
    TreeSet<Integer> turns = new TreeSet<>();
    for (AgreementText text : List.of(before, after)) {
      for (Annex annex : text.annexes()) {
        if (annex.kind() == kind) {
          turns.add(annex.fromDay());
          if (annex.untilDay() != Agreement.OPEN_END) {
            turns.add(annex.untilDay() + 1);
          }
        }
      }
    }
    for (int day : turns) {
      Integer next = turns.higher(day);
      int untilDay = next == null ? Agreement.OPEN_END : next - 1;
      Annex old = before.stated(kind, day);
      Annex current = after.stated(kind, day);
      String part = Spelling.kind(kind);
      if (old == null || current == null) {
        add(new Change(part, "", version(old), version(current), day, untilDay));
      } else {
        compare(
            part, byName(Statements.of(old.terms())), byName(Statements.of(current.terms())),
            day, untilDay);
      }
    }
  }

  private static @Nullable String version(@Nullable Annex annex) {
    return annex == null ? null : "version " + annex.version();
  }

  private void compareCalendars(AgreementText before, AgreementText after) {
    TreeMap<String, SequencedMap<String, String>> old = calendars(before);
    TreeMap<String, SequencedMap<String, String>> current = calendars(after);
    TreeSet<String> countries = new TreeSet<>(old.keySet());
    countries.addAll(current.keySet());
    for (String country : countries) {
      compare(
          "calendar " + country,
          old.getOrDefault(country, new LinkedHashMap<>()),
          current.getOrDefault(country, new LinkedHashMap<>()),
          ALWAYS, Agreement.OPEN_END);
    }
  }

  private static TreeMap<String, SequencedMap<String, String>> calendars(AgreementText text) {
    TreeMap<String, SequencedMap<String, String>> calendars = new TreeMap<>();
    for (Calendar calendar : text.calendars()) {
      calendars.put(calendar.country(), byName(Statements.of(calendar)));
    }
    return calendars;
  }

  private void compare(
      String part,
      SequencedMap<String, String> before,
      SequencedMap<String, String> after,
      int fromDay,
      int untilDay) {
    SequencedMap<String, String> names = new LinkedHashMap<>(before);
    after.forEach(names::putIfAbsent);
    for (String name : names.keySet()) {
      add(new Change(part, name, before.get(name), after.get(name), fromDay, untilDay));
    }
    for (String word : ORDERED) {
      add(
          new Change(
              part, "order of " + word, order(word, before, after), order(word, after, before),
              fromDay, untilDay));
    }
  }

  /// In which order a text states what both of them do.
  private static String order(
      String word, SequencedMap<String, String> text, SequencedMap<String, String> other) {
    return text.keySet().stream()
        .filter(name -> name.startsWith(word + " ") && other.containsKey(name))
        .map(name -> name.substring(word.length() + 1))
        .collect(Collectors.joining(", "));
  }

  /// Keeps a difference, joined with that of the days just before if it is the same.
  private void add(Change change) {
    if (Objects.equals(change.before(), change.after())) {
      return;
    }
    for (int i = 0; i < changes.size(); i++) {
      Change earlier = changes.get(i);
      Change joined =
          new Change(
              change.part(), change.name(), change.before(), change.after(),
              earlier.fromDay(), earlier.untilDay());
      if (joined.equals(earlier) && earlier.untilDay() + 1 == change.fromDay()) {
        changes.set(
            i,
            new Change(
                change.part(), change.name(), change.before(), change.after(),
                earlier.fromDay(), change.untilDay()));
        return;
      }
    }
    changes.add(change);
  }
}
