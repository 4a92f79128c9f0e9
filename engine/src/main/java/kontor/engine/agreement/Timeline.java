package kontor.engine.agreement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import kontor.engine.annex.Annex;
import kontor.engine.annex.AnnexKind;
import kontor.engine.terms.Agreement;
import org.jspecify.annotations.Nullable;

/// Which annexes hold on which value date. Of each kind it is the highest version whose first day
/// has come, until its last day is over; so on each day there is one set of them, or none.
final class Timeline {

  static final Timeline EMPTY = new Timeline(new TreeMap<>());

  /// Value dates on which the same annexes hold.
  ///
  /// @param untilDay last of these days
  /// @param annexes one for each kind that holds, in the order of the kinds
  record Segment(int fromDay, int untilDay, List<Annex> annexes) {

    Edition edition() {
      return Edition.of(annexes);
    }
  }

  /// By first day; nothing holds where there is none.
  private final TreeMap<Integer, Segment> segments;

  private Timeline(TreeMap<Integer, Segment> segments) {
    this.segments = segments;
  }

  /// @param concluded versions that every party signed
  static Timeline of(Collection<AnnexVersion> concluded) {
    TreeMap<Integer, List<AnnexVersion>> beginning = new TreeMap<>();
    TreeSet<Integer> changes = new TreeSet<>();
    for (AnnexVersion version : concluded) {
      beginning.computeIfAbsent(version.fromDay(), day -> new ArrayList<>()).add(version);
      changes.add(version.fromDay());
      if (version.annex().untilDay() != Agreement.OPEN_END) {
        changes.add(version.annex().untilDay() + 1);
      }
    }
    TreeMap<Integer, Segment> segments = new TreeMap<>();
    TreeMap<AnnexKind, Annex> highest = new TreeMap<>();
    for (int day : changes) {
      for (AnnexVersion version : beginning.getOrDefault(day, List.of())) {
        highest.merge(
            version.annex().kind(),
            version.annex(),
            (one, other) -> one.version() > other.version() ? one : other);
      }
      List<Annex> annexes =
          highest.values().stream().filter(annex -> day <= annex.untilDay()).toList();
      if (!annexes.isEmpty()) {
        Integer next = changes.higher(day);
        int untilDay = next == null ? Agreement.OPEN_END : next - 1;
        segments.put(day, new Segment(day, untilDay, annexes));
      }
    }
    return new Timeline(segments);
  }

  @Nullable Segment on(int day) {
    Map.Entry<Integer, Segment> begun = segments.floorEntry(day);
    return begun == null || day > begun.getValue().untilDay() ? null : begun.getValue();
  }

  Collection<Segment> segments() {
    return segments.values();
  }
}
