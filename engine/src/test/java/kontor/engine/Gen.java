package kontor.engine;

import java.util.List;

/// Numbers from a seed, the same for ever (SplitMix64).
public final class Gen {

  private long state;

  public Gen(long seed) {
    state = seed;
  }

  public long next() {
    state += 0x9e37_79b9_7f4a_7c15L;
    long mixed = state;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d0_49bb_1331_11ebL;
    return mixed ^ (mixed >>> 31);
  }

  /// A number from 0 up to but not with `bound`.
  public int below(int bound) {
    return (int) ((next() >>> 33) % bound);
  }

  /// A number from 0 up to but not with `bound`.
  public long below(long bound) {
    return (next() >>> 1) % bound;
  }

  /// True in so many of a hundred cases.
  public boolean percent(int share) {
    return below(100) < share;
  }

  public <T> T choice(List<T> values) {
    return values.get(below(values.size()));
  }

  /// A number whose length in bits is chosen first, so that small and huge ones are equally
  /// frequent: 0 up to but not with 2^`bits`.
  public long ofAnyLength(int bits) {
    int length = below(bits + 1);
    return length == 0 ? 0 : next() >>> (Long.SIZE - length);
  }
}
