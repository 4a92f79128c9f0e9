package kontor.engine.agreement;

import java.util.List;
import kontor.engine.annex.Annex;
import kontor.engine.annex.AnnexNumber;

/// Annex versions that hold together on some value date, in the order of their kinds.
record Edition(List<AnnexNumber> annexes) implements Comparable<Edition> {

  Edition {
    annexes = List.copyOf(annexes);
  }

  static Edition of(List<Annex> annexes) {
    return new Edition(
        annexes.stream().map(a -> new AnnexNumber(a.kind(), a.version())).toList());
  }

  @Override
  public int compareTo(Edition other) {
    for (int i = 0; i < Math.min(annexes.size(), other.annexes.size()); i++) {
      AnnexNumber mine = annexes.get(i);
      AnnexNumber its = other.annexes.get(i);
      int byKind = mine.kind().compareTo(its.kind());
      int order = byKind != 0 ? byKind : Integer.compare(mine.version(), its.version());
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(annexes.size(), other.annexes.size());
  }
}
