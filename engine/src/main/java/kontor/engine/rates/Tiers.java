package kontor.engine.rates;

import java.util.List;

/// By how many basis points a provider betters its base rate for larger sums (F09): that of the
/// highest threshold that the sum reaches.
///
/// @param tiers by threshold, lowest first
public record Tiers(List<Tier> tiers) {

  public static final Tiers NONE = new Tiers(List.of());

  /// Reached by no sum: the place of the base rate itself.
  static final int BASE = -1;

  private static final int BASIS_POINTS_MAX = 9_999;

  /// @param fromMinor threshold in minor units of the source currency; reached by the sum itself
  /// @param basisPoints of the base rate, 0 to 9999
  public record Tier(long fromMinor, int basisPoints) {
    public Tier {
      if (fromMinor <= 0) {
        throw new IllegalArgumentException("a tier's threshold is above zero: " + fromMinor);
      }
      checkBasisPoints(basisPoints);
    }
  }

  public Tiers {
    tiers = List.copyOf(tiers);
    for (int i = 1; i < tiers.size(); i++) {
      if (tiers.get(i - 1).fromMinor() >= tiers.get(i).fromMinor()) {
        throw new IllegalArgumentException(
            "tiers go up, each threshold once: " + tiers.get(i).fromMinor());
      }
    }
  }

  /// @throws IllegalArgumentException if an improvement cannot be so large
  public static void checkBasisPoints(int basisPoints) {
    if (basisPoints < 0 || basisPoints > BASIS_POINTS_MAX) {
      throw new IllegalArgumentException(
          "an improvement is 0 to 9999 basis points: " + basisPoints);
    }
  }

  /// Place of the tier that a sum of the source currency reaches, or {@link #BASE}.
  int place(long sourceMinor) {
    int place = BASE;
    while (place + 1 < tiers.size() && tiers.get(place + 1).fromMinor() <= sourceMinor) {
      place++;
    }
    return place;
  }

  int basisPoints(int place) {
    return place == BASE ? 0 : tiers.get(place).basisPoints();
  }
}
