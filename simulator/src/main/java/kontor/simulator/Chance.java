package kontor.simulator;

/// Numbers from a seed, the same for ever (SplitMix64).
final class Chance {

  private long state;

  Chance(long seed) {
    state = seed;
  }

  long next() {
    state += 0x9e37_79b9_7f4a_7c15L;
    long mixed = state;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d0_49bb_1331_11ebL;
    return mixed ^ (mixed >>> 31);
  }

  /// A number from 0 up to but not with `bound`.
  int below(int bound) {
    return (int) (((next() >>> 33) * bound) >>> 31);
  }

  /// True in so many of a hundred cases.
  boolean percent(int share) {
    return below(100) < share;
  }

  /// True in so many of a thousand cases.
  boolean perMille(int share) {
    return below(1_000) < share;
  }

  /// Another source of numbers; what is drawn from it does not move this one.
  Chance split() {
    return new Chance(next());
  }
}
