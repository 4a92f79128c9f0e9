package kontor.engine.rates;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import kontor.engine.terms.Rate;
import org.jspecify.annotations.Nullable;

/// Which code meant which money on which day, and what became of it (F04).
public final class CurrencyHistory {

  /// Longest chain of successors that is followed; real ones have four links.
  private static final int LINKS_MAX = 16;

  private final List<Denomination> all;
  private final TreeMap<String, List<Denomination>> byCode = new TreeMap<>();

  /// @throws IllegalArgumentException when a code means two things on one day, or a successor is
  ///     not there on the day on which it takes over
  public CurrencyHistory(List<Denomination> denominations) {
    all = List.copyOf(denominations);
    for (Denomination denomination : all) {
      List<Denomination> same =
          byCode.computeIfAbsent(denomination.code(), code -> new ArrayList<>());
      if (!same.isEmpty() && same.getLast().untilDay() > denomination.fromDay()) {
        throw new IllegalArgumentException(
            "a code means one money at a time, in order of time: " + denomination.code());
      }
      same.add(denomination);
    }
    for (Denomination denomination : all) {
      if (denomination.next() != null && successor(denomination) == null) {
        throw new IllegalArgumentException(
            "the successor does not hold when it should take over: " + denomination.code());
      }
    }
  }

  public List<Denomination> all() {
    return all;
  }

  /// Every meaning of a code, oldest first.
  public List<Denomination> of(String code) {
    return List.copyOf(byCode.getOrDefault(code, List.of()));
  }

  /// What a code means on a day.
  public @Nullable Denomination on(String code, int day) {
    for (Denomination denomination : byCode.getOrDefault(code, List.of())) {
      if (denomination.holdsOn(day)) {
        return denomination;
      }
    }
    return null;
  }

  /// What a code means last: today's money, or what it was when it ended.
  public @Nullable Denomination latest(String code) {
    List<Denomination> meanings = byCode.get(code);
    return meanings == null ? null : meanings.getLast();
  }

  /// The money that took another's place, as of the day on which it did.
  public @Nullable Denomination successor(Denomination old) {
    return old.next() == null ? null : on(old.next().code(), old.untilDay());
  }

  /// How many units of `old` are one unit of `code`, over all cuts between them; so that a sum of
  /// long ago is divided once and rounded once.
  ///
  /// @return null when the one did not come of the other, or the factor does not fit
  public @Nullable Rate factor(Denomination old, String code) {
    Rate factor = new Rate(1, 0);
    Denomination at = old;
    for (int links = 0; links < LINKS_MAX; links++) {
      Denomination.Succession next = at.next();
      Denomination successor = successor(at);
      if (next == null || successor == null) {
        return null;
      }
      Rate product = factor.times(next.factor());
      if (product == null || next.code().equals(code)) {
        return product;
      }
      factor = product;
      at = successor;
    }
    return null;
  }
}
